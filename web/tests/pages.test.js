// The pages as people meet them: found in three clicks, by keyboard, on small screens, in the dark, by assistive tools.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { openBrowser, serveFiles, serveLive } from "./support.js";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const KINDS = [
  "",
  "ladder/",
  "crosswalk/",
  "conflicts/",
  "timeline/",
  "ontology/",
  "query/",
  "quality/",
  "page/weakness/anthropic.com/asl/ASL-3/",
  "doc/id/weakness/anthropic.com/asl/",
  "doc/id/entity/anthropic.com/claude-opus-4/",
  "doc/id/entity/anthropic.com/",
  "doc/id/control/nist.gov/ai-rmf@1.0/",
  "doc/id/reference/anthropic.com/activating-asl3/",
  "doc/claim/asl3-active-2025/",
  "doc/mapping/asl-informs-ai-rmf/",
];
const SIGHTS = [
  { colorScheme: "light", viewport: { width: 1200, height: 900 } },
  { colorScheme: "dark", viewport: { width: 320, height: 640 } },
];
const MOST_BYTES = 150_000;
let browser, server;

before(async () => {
  [browser, server] = await Promise.all([openBrowser(), serveFiles()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const sight of SIGHTS) {
  for (const kind of KINDS) {
    test(`${kind || "home"} is fit for everybody, ${sight.colorScheme} at ${sight.viewport.width} px`, async () => {
      const page = await browser.newPage(sight);
      const asked = [];
      let weight = 0;
      page.on("request", (request) => asked.push(request.url()));
      page.on("response", async (response) => (weight += Number(response.headers()["content-length"] ?? 0)));
      const answer = await page.goto(server.root + kind, { waitUntil: "networkidle" });
      assert.equal(answer.status(), 200);
      assert.deepEqual(asked.filter((url) => !url.startsWith(server.root)), []);
      assert.ok(weight < MOST_BYTES, `${weight} bytes`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
      await page.close();
    });
  }
}

test("from home, three clicks lead to what was asked of Claude Opus 4 on its release day", async () => {
  const page = await browser.newPage();
  await page.goto(server.root);
  await page.getByRole("link", { name: "Claude Opus 4", exact: true }).first().click();
  await page.getByRole("heading", { name: /What was asked for on 22 May 2025/ }).waitFor();
  const text = await page.locator("main").innerText();
  for (const words of ["ASL-3 Security Standard", "Activating AI Safety Level 3 protections", "MEASURE 2.7", "The limen developers"]) {
    assert.ok(text.includes(words), words);
  }
  await page.close();
});

test("the first key leads past the navigation", async () => {
  const page = await browser.newPage();
  await page.goto(`${server.root}ladder/`);
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.match(target, /^#/);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => location.hash), target);
  await page.close();
});

test("another day shows what held then", async () => {
  const page = await browser.newPage();
  await page.goto(`${server.root}ladder/`);
  await page.fill('input[type="date"]', "2025-02-01");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/asof\//);
  assert.doesNotMatch(await page.locator("main").innerText(), /Claude Opus 4/);
  await page.close();
});

test("the server gives the same pages, for any day", async () => {
  const live = await serveLive();
  const page = await browser.newPage();
  try {
    await page.goto(`${live.root}ladder?as-of=2025-06-01`);
    assert.match(await page.locator("main").innerText(), /1 June 2025[\s\S]*Claude Opus 4/);
    const answer = await page.request.get(`${live.root}id/weakness/anthropic.com/asl`, { headers: { Accept: "text/turtle" } });
    assert.match(await answer.text(), /asl#ASL-3>/);
  } finally {
    await page.close();
    await live.stop();
  }
});
