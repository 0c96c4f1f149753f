// The query page on the static site: the engine runs in the browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { openBrowser, run, serveFiles } from "./support.js";

const ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
let browser, server;

before(async () => {
  [browser, server] = await Promise.all([openBrowser(), serveFiles()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open(hash = "") {
  const page = await browser.newPage();
  await page.goto(`${server.root}query/${hash}`);
  await page.locator("#query-form[data-ready]").waitFor();
  return page;
}

async function ask(page, text) {
  await page.fill("#query-text", text);
  await page.click("#query-run");
}

const said = (page, pattern) => page.locator("#query-status", { hasText: pattern }).waitFor();
const cells = (page) =>
  page.locator("#query-results tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText)));

test("a named question is answered as limen answers it", async () => {
  const page = await open();
  await page.selectOption("#query-named", "ladder");
  await page.click("#query-run");
  await said(page, /rows in \d/);
  const { results } = JSON.parse(await run("limen", "query", "ladder", "--format", "json"));
  const levels = results.bindings.map(({ level }) => level.value);
  assert.deepEqual((await cells(page)).map(([level]) => level.replace(/ en$/, "")), levels);
  await page.close();
});

test("nothing of the engine is loaded before a query is run", async () => {
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${server.root}query/`);
  await page.locator("#query-form[data-ready]").waitFor();
  assert.deepEqual(asked.filter((url) => /wasm|worker|\.nq$/.test(url)), []);
  await page.close();
});

test("what the parser refuses is told with its line and marked there", async () => {
  const page = await open();
  await ask(page, "SELECT ?s WHERE {\n  ?s a limen:SafetyLevel }\nORDER\n  BUY ?s");
  await said(page, /^Line 4, column \d: expected BY/);
  assert.equal(await page.getAttribute("#query-text", "aria-invalid"), "true");
  const marked = () => {
    const field = document.activeElement;
    return field.value.slice(field.selectionStart, field.selectionEnd);
  };
  assert.equal(await page.evaluate(marked), "BUY");
  await ask(page, "SELECT ?s { ?s a nowhere:Thing }");
  await said(page, /Line 1, column \d+: Prefix not found/);
  await page.close();
});

test("an endless query is stopped, and the next one answered", async () => {
  const page = await open();
  await ask(page, ENDLESS);
  await page.click("#query-stop");
  await said(page, /^Stopped\.$/);
  assert.equal(await page.locator("#query-stop").isVisible(), false);
  await ask(page, "ASK { ?s a limen:SafetyLevel }");
  await said(page, /^Yes in/);
  await page.close();
});

test("an endless query is stopped by its time limit", async () => {
  const page = await browser.newPage();
  const limited = (text) => text.replace('id="query-form"', 'id="query-form" data-seconds="0.3"');
  await page.route("**/query/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: limited(await response.text()) });
  });
  await page.goto(`${server.root}query/#query=${encodeURIComponent(ENDLESS)}`);
  await said(page, /^Stopped at the limit of 0\.3 seconds\.$/);
  await page.close();
});

test("a link shares a query", async () => {
  const first = await open();
  await ask(first, 'SELECT ?x WHERE { VALUES ?x { "a + b & é #1" } }');
  await said(first, /^1 row in/);
  const link = await first.locator("#query-share").evaluate((element) => element.href);
  assert.equal(link, first.url());
  const second = await browser.newPage();
  await second.goto(link);
  await said(second, /^1 row in/);
  assert.deepEqual(await cells(second), [["a + b & é #1"]]);
  await second.goto(`${server.root}query/?query=ASK+%7B%7D`);
  await said(second, /^Yes in/);
  const named = await open("#named=ladder");
  await said(named, /rows in/);
  assert.match(named.url(), /#named=ladder$/);
  for (const page of [first, second, named]) await page.close();
});

test("results link to their pages, and say their language", async () => {
  const page = await open();
  await ask(page, "SELECT ?thing ?label { ?thing a limen:SafetyLevel ; skos:prefLabel ?label } ORDER BY ?label");
  await said(page, /rows in/);
  assert.equal(await page.locator("#query-results td span[lang=en]").first().isVisible(), true);
  const answers = await page.locator("#query-results td a").evaluateAll((links) =>
    Promise.all(links.map(async ({ href }) => [href, (await fetch(href, { method: "HEAD" })).status])),
  );
  assert.notEqual(answers.length, 0);
  assert.deepEqual(answers.filter(([href, status]) => status !== 200 || !href.startsWith(server.root)), []);
  await page.close();
});

test("rows sort by a column and come in steps", async () => {
  const page = await open();
  await ask(page, "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s");
  await said(page, /rows in/);
  const heading = page.getByRole("columnheader", { name: "n", exact: true });
  const numbers = async () => (await cells(page)).map(([, n]) => Number(n));
  await heading.getByRole("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  assert.equal(Math.min(...(await numbers())), (await numbers())[0]);
  await heading.getByRole("button").click();
  const descending = await numbers();
  assert.deepEqual(descending, [...descending].sort((a, b) => b - a));
  assert.equal(descending.length, 250);
  await page.click(".query-more");
  assert.equal((await numbers()).length, 500);
  await page.close();
});

test("results are downloaded as CSV, JSON and N-Triples", async () => {
  const page = await open();
  const download = async (name) => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name, exact: true }).click()]);
    return readFile(await file.path(), "utf8");
  };
  await ask(page, 'SELECT ?x ?y WHERE { VALUES (?x ?y) { ("a, b" 1) } }');
  await said(page, /^1 row in/);
  assert.equal(await download("CSV"), 'x,y\r\n"a, b",1\r\n');
  assert.deepEqual(JSON.parse(await download("JSON")).head, { vars: ["x", "y"] });
  await ask(page, 'CONSTRUCT { <x:s> <x:p> "a" } WHERE {}');
  await said(page, /^1 triple in/);
  assert.equal(await download("N-Triples"), '<x:s> <x:p> "a" .\n');
  await page.close();
});

test("the default graph is the union, each triple once, and the graphs are there by name", async () => {
  const page = await open();
  await ask(page, "SELECT ?s ?p ?o (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s ?p ?o HAVING (COUNT(*) > 1)");
  await said(page, /^No rows in/);
  await ask(page, "ASK { GRAPH ?g { ?s a limen:SafetyLevel } ?s a limen:SafetyLevel }");
  await said(page, /^Yes in/);
  await page.close();
});

test("by keyboard alone: choose, edit, run, and leave", async () => {
  const page = await open();
  await page.focus("#query-named");
  await page.keyboard.press("Tab");
  const focused = () => page.evaluate(() => document.activeElement.id);
  assert.equal(await focused(), "query-text");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("ASK { ?s a limen:SafetyLevel }");
  await page.keyboard.press("Control+Enter");
  await said(page, /^Yes in/);
  assert.equal(await focused(), "query-text");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "query-run");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "query-text");
  await page.close();
});

test("the colours lie where the letters are", async () => {
  const page = await open();
  await page.setViewportSize({ width: 320, height: 700 });
  await page.fill("#query-text", `SELECT ?s\n${"WHERE { ?s a limen:SafetyLevel } ".repeat(8)}\n\n# end\n`);
  const sizes = await page.locator(".query-editor > *").evaluateAll((both) =>
    both.map((each) => [each.clientWidth, each.scrollHeight, getComputedStyle(each).font, getComputedStyle(each).padding]),
  );
  assert.deepEqual(sizes[0], sizes[1]);
  await page.close();
});
