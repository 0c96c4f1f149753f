// An answer on the page: a table that sorts, in steps of some hundred rows, with downloads.
import { asCsv, plain, sorted } from "./answer.js";

const STEP = 250;
const XSD = "http://www.w3.org/2001/XMLSchema#";

/** Make an element with its attributes and children. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Show an answer: a verdict, or a table with its downloads. */
export function show(answer, words, place) {
  if (answer.verdict !== undefined) return place.replaceChildren(element("p", {}, answer.verdict ? "Yes." : "No."));
  if (!answer.rows.length) return place.replaceChildren();
  const body = element("tbody", {});
  const more = element("button", { type: "button", class: "query-more" });
  let rows = answer.rows;
  const fill = (count) => {
    body.replaceChildren(...rows.slice(0, count).map((row) => rowOf(row, words)));
    more.textContent = `Show ${Math.min(STEP, rows.length - count)} more of ${rows.length - count}`;
    more.hidden = count >= rows.length;
  };
  more.addEventListener("click", () => fill(body.rows.length + STEP));
  const sort = (column, direction) => {
    rows = direction ? sorted(answer.rows, column, direction) : answer.rows;
    fill(Math.max(body.rows.length, STEP));
  };
  const table = element("table", {}, element("thead", {}, headOf(answer.variables, sort)), body);
  fill(STEP);
  return place.replaceChildren(table, more, downloads(answer));
}

/** A heading of which each column sorts: up, down, and as it came. */
function headOf(variables, sort) {
  const cells = variables.map((name, column) => {
    const button = element("button", { type: "button" }, name);
    const cell = element("th", { scope: "col" }, button);
    button.addEventListener("click", () => {
      const next = { ascending: "descending", descending: "" }[cell.ariaSort] ?? "ascending";
      for (const other of cells) other.removeAttribute("aria-sort");
      if (next) cell.setAttribute("aria-sort", next);
      sort(column, { ascending: 1, descending: -1 }[next] ?? 0);
    });
    return cell;
  });
  return element("tr", {}, ...cells);
}

function rowOf(row, words) {
  return element("tr", {}, ...row.map((term) => element("td", {}, ...cellOf(term, words))));
}

function cellOf(term, { shorten, pageOf }) {
  if (!term) return [];
  if (term.type === "uri") {
    const page = pageOf(term.value) ?? (/^https?:/.test(term.value) ? term.value : undefined);
    const short = shorten(term.value);
    return page ? [element("a", { href: page, title: term.value }, short)] : [short];
  }
  const language = term["xml:lang"];
  if (language) return [element("span", { lang: language }, term.value), " ", element("small", {}, language)];
  const datatype = term.datatype && term.datatype !== `${XSD}string` && shorten(term.datatype);
  return datatype ? [element("span", { title: datatype }, plain(term))] : [plain(term)];
}

function downloads(answer) {
  const files = [["results.csv", "text/csv", "CSV", asCsv(answer)]];
  if (answer.isGraph) files.push(["results.nt", "application/n-triples", "N-Triples", answer.text]);
  else files.push(["results.json", "application/sparql-results+json", "JSON", answer.text]);
  const links = files.map(([download, type, name, text]) => {
    const link = element("a", { href: "", download }, name);
    const make = () => {
      if (link.protocol === "blob:") return;
      link.href = URL.createObjectURL(new Blob([text], { type }));
    };
    link.addEventListener("click", make);
    return link;
  });
  return element("p", { class: "query-downloads" }, "Download as ", links[0], " or ", links[1], ".");
}
