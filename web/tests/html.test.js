// The files of the static site as a validator reads them.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { site } from "./support.js";

const EVERY = 40;
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "valid-id": ["error", { relaxed: true }], // the fragments of IRIs, such as GOVERN%201.1
    "long-title": "off", // a document's own title
  },
});

test("pages are valid HTML", async () => {
  const files = (await readdir(site, { recursive: true })).filter((name) => name.endsWith(".html")).sort();
  const sample = files.filter((name, place) => place % EVERY === 0 || name.split("/").length < 3);
  assert.ok(sample.length > 20);
  for (const name of sample) {
    const report = await validator.validateFile(`${site}/${name}`);
    const faults = report.results.flatMap(({ messages }) => messages.map(({ line, message }) => `${name}:${line} ${message}`));
    assert.deepEqual(faults, []);
  }
});
