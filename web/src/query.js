// The query page: joins its elements with the editor, the engine and the table.
import styles from "./query.css";
import { makeEditor } from "./editor.js";
import { Endpoint, Failure, LocalEngine } from "./engine.js";
import { localPath, shortened } from "./iri.js";
import { element, show } from "./table.js";

const ROOT = new URL("..", import.meta.url);
const SECONDS = 20;

const find = (id) => document.getElementById(`query-${id}`);
const form = find("form");
const status = find("status");
const named = find("named");
const runButton = find("run");
const prefixes = JSON.parse(find("prefixes")?.textContent ?? "{}");
const base = form.dataset.base ?? "https://w3id.org/limen/";
const words = {
  shorten: (iri) => shortened(iri, prefixes),
  pageOf: (iri) => {
    const path = localPath(iri, base, "endpoint" in form.dataset);
    return path === undefined ? undefined : new URL(path, ROOT).href;
  },
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);
const editor = makeEditor(find("text"));
const engine = form.dataset.endpoint
  ? new Endpoint(new URL(form.dataset.endpoint, location.href))
  : new LocalEngine(
      form.dataset.graph ? new URL(form.dataset.graph, location.href).href : new URL("downloads/limen.nq", ROOT).href,
      prefixes,
      Number(form.dataset.seconds ?? SECONDS),
    );
const stopButton = element("button", { type: "button", id: "query-stop", hidden: "" }, "Stop");
const share = element("a", { id: "query-share", hidden: "" }, "Link to this query");
runButton.after(" ", stopButton, " ", share);

let running = null;

async function run() {
  running?.abort(new Failure("stopped for another query"));
  const stop = new AbortController();
  running = stop;
  stopButton.hidden = false;
  say("Asking …");
  address();
  try {
    const answer = await engine.ask(editor.text, stop.signal);
    show(answer, words, find("results"));
    say(`${counted(answer)} in ${answer.seconds.toFixed(2)} s.`);
  } catch (failure) {
    find("results").replaceChildren();
    tell(failure);
  } finally {
    if (running === stop) {
      running = null;
      stopButton.hidden = true;
    }
  }
}

function tell(failure) {
  const { message, place } = failure;
  if (!place) return say(`${message[0].toUpperCase()}${message.slice(1)}.`, true);
  editor.mark(place);
  return say(`Line ${place.line}, column ${place.column}: ${message}.`, true);
}

function say(text, isWrong = false) {
  status.textContent = text;
  status.classList.toggle("query-wrong", isWrong);
}

function counted({ verdict, rows, isGraph }) {
  if (verdict !== undefined) return verdict ? "Yes" : "No";
  const thing = isGraph ? "triple" : "row";
  if (!rows.length) return `No ${thing}s`;
  return `${rows.length.toLocaleString("en")} ${rows.length === 1 ? thing : `${thing}s`}`;
}

/** Put the query into the address, so that the address can be shared. */
function address() {
  const option = optionOf(named.value);
  const hash = option && option.dataset.query.trim() === editor.text.trim()
    ? `#named=${option.value}`
    : `#query=${encodeURIComponent(editor.text)}`;
  const { pathname } = location;
  history.replaceState(null, "", pathname + hash);
  share.href = pathname + hash;
  share.hidden = false;
}

function optionOf(name) {
  return [...(named?.options ?? [])].find((option) => option.value === name && option.dataset.query);
}

/** Take the query that the address names, if it names one. */
function takeAddress() {
  const given = new URLSearchParams(location.hash.slice(1) || location.search);
  const option = optionOf(given.get("named"));
  const text = given.get("query") ?? option?.dataset.query;
  if (!text) return false;
  if (named) named.value = option?.value ?? "";
  editor.text = text;
  return true;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
find("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run();
});
named?.addEventListener("change", () => {
  const option = optionOf(named.value);
  if (option) editor.text = option.dataset.query;
});
stopButton.addEventListener("click", () => {
  running?.abort(new Failure("stopped"));
  runButton.focus();
});
addEventListener("hashchange", () => takeAddress() && run());
if (takeAddress()) run();
form.dataset.ready = "";
