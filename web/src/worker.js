// The engine's side: holds the graph and answers one query after another.
/*! Holds Oxigraph, https://github.com/oxigraph/oxigraph, MIT OR Apache-2.0. */
import init, { Store } from "oxigraph/web.js";

let opened;

self.onmessage = async ({ data: { id, graph, query, format } }) => {
  try {
    opened ??= open(graph);
    const store = await opened;
    self.postMessage({ id, ready: true });
    const started = performance.now();
    const text = store.query(query, { results_format: format });
    self.postMessage({ id, text, seconds: (performance.now() - started) / 1000 });
  } catch (error) {
    self.postMessage({ id, error: String(error.message ?? error), fatal: error instanceof WebAssembly.RuntimeError });
  }
};

/** Load the graph; the default graph is the union of all, each triple once. */
async function open(graph) {
  const [data] = await Promise.all([download(graph), init({ module_or_path: new URL("oxigraph.wasm", import.meta.url) })]);
  const store = new Store();
  const format = new URL(graph).pathname.endsWith(".nq") ? "nq" : "nt";
  store.load(data, { format, no_transaction: true, lenient: true });
  if (format === "nq") store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }");
  return store;
}

async function download(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the graph could not be loaded: ${address} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
