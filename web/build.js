// Bundles the query page's scripts and lays the engine beside them.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url).pathname;

await rm(here("dist"), { recursive: true, force: true });
await mkdir(here("dist"));
await build({
  entryPoints: { query: here("src/query.js"), "query-worker": here("src/worker.js") },
  outdir: here("dist"),
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  loader: { ".css": "text" },
  logLevel: "warning",
});
await copyFile(here("node_modules/oxigraph/web_bg.wasm"), here("dist/oxigraph.wasm"));
