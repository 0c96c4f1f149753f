// What the tests in the browser share: servers on the loopback, and Chromium.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const project = fileURLToPath(new URL("../..", import.meta.url));
export const site = process.env.LIMEN_SITE ?? `${project}dist/site`;
const bin = `${project}.venv/bin/`;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Start Chromium as Debian packages it. */
export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: FLAGS });
}

/** Serve the static site as any web host would. */
export function serveFiles() {
  return start("python", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", site]);
}

/** Run `limen serve`. */
export function serveLive() {
  return start("limen", ["serve", "registry", "--port", "0"]);
}

/** Run a command of the project's own environment to its end, and give what it printed. */
export async function run(command, ...words) {
  const child = spawn(bin + command, words, { cwd: project, stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (printed += chunk));
  await once(child, "close");
  return printed;
}

/** Start a server and wait until it says on which port it listens. */
async function start(command, words) {
  const child = spawn(bin + command, words, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
  const port = await Promise.race([portOf(child.stdout), portOf(child.stderr)]);
  const stop = async () => {
    child.kill("SIGINT");
    await once(child, "close");
  };
  return { root: `http://127.0.0.1:${port}/`, stop };
}

async function portOf(stream) {
  for await (const line of createInterface(stream)) {
    const [, port] = /127\.0\.0\.1(?: port |:)(\d+)/.exec(line) ?? [];
    if (port) {
      stream.resume();
      return port;
    }
  }
  return new Promise(() => {});
}
