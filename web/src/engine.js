// Who answers a query: the engine in the browser, or an endpoint. Both can be stopped.
import { asksForGraph, declared } from "./sparql.js";
import { readAnswer } from "./answer.js";

const ROWS = "application/sparql-results+json";
const GRAPH = "application/n-triples";

/** A query that gave no answer: what was wrong and, if known, where. */
export class Failure extends Error {
  constructor(message, place) {
    super(message);
    this.place = place;
  }
}

/** The engine in the browser, over a graph that is loaded when the first query is asked. */
export class LocalEngine {
  #worker = null;
  #asked = 0;

  constructor(graph, prefixes, seconds) {
    Object.assign(this, { graph, prefixes, seconds });
  }

  /** Answer a query; `signal` stops it, and the time limit does. */
  async ask(query, signal) {
    const isGraph = asksForGraph(query);
    const request = { graph: this.graph, query: declared(this.prefixes, query), format: isGraph ? GRAPH : ROWS };
    const { text, seconds } = await this.#send(request, signal);
    return { ...readAnswer(text, isGraph), seconds };
  }

  #send(request, signal) {
    const id = ++this.#asked;
    this.#worker ??= new Worker(new URL("query-worker.js", import.meta.url), { type: "module" });
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      let clock;
      const fail = (failure, end) => {
        clearTimeout(clock);
        if (end) this.#end();
        reject(failure);
      };
      signal.addEventListener("abort", () => fail(signal.reason, true), { once: true });
      worker.onerror = (event) => fail(new Failure(event.message || "the engine could not be started"), true);
      worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        if (data.ready) {
          const late = () => fail(new Failure(`stopped at the limit of ${this.seconds} seconds`), true);
          clock = setTimeout(late, this.seconds * 1000);
        } else if (data.error !== undefined) {
          fail(failureOf(data.error, 1, data.fatal), data.fatal);
        } else {
          clearTimeout(clock);
          resolve(data);
        }
      };
      worker.postMessage({ id, ...request });
    });
  }

  #end() {
    this.#worker?.terminate();
    this.#worker = null;
  }
}

/** A SPARQL endpoint; it knows its prefixes and its limits itself. */
export class Endpoint {
  constructor(address) {
    this.address = address;
  }

  async ask(query, signal) {
    const started = performance.now();
    const response = await fetch(this.address, {
      method: "POST",
      headers: { Accept: `${ROWS}, ${GRAPH};q=0.9`, "Content-Type": "application/sparql-query" },
      body: query,
      signal,
    });
    const text = await response.text();
    if (!response.ok) throw failureOf(messageOf(text) || response.statusText, 0);
    const isGraph = response.headers.get("Content-Type").startsWith(GRAPH);
    return { ...readAnswer(text, isGraph), seconds: (performance.now() - started) / 1000 };
  }
}

/** A problem document's own words, or the text as it is. */
function messageOf(text) {
  try {
    const { detail, message, error, title } = JSON.parse(text);
    return detail ?? message ?? error ?? title ?? text;
  } catch {
    return text.trim();
  }
}

/** Read where a parser's message says that it is wrong; `before` lines are not the reader's. */
function failureOf(message, before, fatal = false) {
  if (fatal) return new Failure("the engine ran out of room; ask for less, for instance with LIMIT");
  const match = /error at (\d+):(\d+): expected (?:one of )?(.*)/s.exec(message);
  if (!match) return new Failure(message);
  return new Failure(reason(match[3]), { line: Number(match[1]) - before, column: Number(match[2]) });
}

/** Of what a parser could have read next, tell sentences, or else words; classes of characters help nobody. */
function reason(expected) {
  const choices = expected.split(/,\s+/);
  const sentence = choices.find((choice) => /^[A-Z][\w ]+ [a-z]+$/.test(choice));
  if (sentence) return sentence;
  const words = choices.filter((choice) => /^(?:\w+|"[^"]+")$/.test(choice));
  return words.length ? `expected ${words.join(", ")} or the like` : "this was not expected here";
}
