// The parts of the query page that need no browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asCsv, readAnswer, sorted } from "../src/answer.js";
import { localPath, shortened } from "../src/iri.js";
import { asksForGraph, tokens } from "../src/sparql.js";

const BASE = "https://w3id.org/limen/";

test("tokens put together are the text, whatever the text", () => {
  for (const text of ["SELECT ?x { ?x a <http://x.org/#y> } # end", "'open", '"""long\n"', "<a b>", "a:b.c. ≤ ?é 1.5e3"]) {
    assert.equal(tokens(text).map((token) => token.text).join(""), text);
  }
});

test("a token has the kind that SPARQL gives it", () => {
  const kinds = (text) => tokens(text).filter(({ kind }) => kind).map(({ kind, text }) => [kind, text]);
  assert.deepEqual(kinds("SELECT ?a { ?a skos:prefLabel 'x # y' . } # z"), [
    ["keyword", "SELECT"],
    ["variable", "?a"],
    ["variable", "?a"],
    ["name", "skos:prefLabel"],
    ["string", "'x # y'"],
    ["comment", "# z"],
  ]);
  assert.deepEqual(kinds("FILTER(?n < 3 && ?m > 1)").map(([kind]) => kind), ["keyword", "variable", "number", "variable", "number"]);
});

test("a query asks for a graph by its form, not by a word in its text", () => {
  assert.equal(asksForGraph("# SELECT\nCONSTRUCT { ?s ?p 'select' } WHERE { ?s ?p ?o }"), true);
  assert.equal(asksForGraph("PREFIX describe: <http://x.org/construct> SELECT * { ?s describe:x ?o }"), false);
  assert.equal(asksForGraph("ASK { ?s ?p ?o }"), false);
});

test("rows are read with their gaps, and blank nodes are numbered as they come", () => {
  const results = { bindings: [{ b: { type: "bnode", value: "f3" } }, { a: { type: "literal", value: "x" }, b: { type: "bnode", value: "f3" } }] };
  const { rows } = readAnswer(JSON.stringify({ head: { vars: ["a", "b"] }, results }), false);
  assert.deepEqual(rows, [
    [undefined, { type: "bnode", value: "b0" }],
    [{ type: "literal", value: "x" }, { type: "bnode", value: "b0" }],
  ]);
});

test("a graph is read as triples, each once, with its escapes", () => {
  const text = '<x:s> <x:p> "a \\"b\\"\\n\\u00E9"@en .\n<x:s> <x:p> "1"^^<x:int> .\n<x:s> <x:p> "1"^^<x:int> .\n';
  assert.deepEqual(readAnswer(text, true).rows.map((row) => row[2]), [
    { type: "literal", value: "1", datatype: "x:int" },
    { type: "literal", value: 'a "b"\né', "xml:lang": "en" },
  ]);
});

test("CSV quotes what needs it", () => {
  const rows = [[{ type: "literal", value: 'say "a",\nb' }, undefined], [{ type: "uri", value: "x:y" }, { type: "bnode", value: "b0" }]];
  assert.equal(asCsv({ variables: ["a", "b"], rows }), 'a,b\r\n"say ""a"",\nb",\r\nx:y,_:b0\r\n');
});

test("numbers sort by size, words as words, gaps last in both directions", () => {
  const number = (value) => [{ type: "literal", value, datatype: "http://www.w3.org/2001/XMLSchema#integer" }];
  const rows = [number("10"), [undefined], number("9"), number("-2")];
  const values = (direction) => sorted(rows, 0, direction).map(([term]) => term?.value);
  assert.deepEqual(values(1), ["-2", "9", "10", undefined]);
  assert.deepEqual(values(-1), ["10", "9", "-2", undefined]);
});

test("an IRI of ours leads to the page of its document", () => {
  assert.equal(localPath(`${BASE}id/control/x.org/y#Z`, BASE, false), "doc/id/control/x.org/y/#Z");
  assert.equal(localPath(`${BASE}id/control/x.org/y#Z`, BASE, true), "doc/id/control/x.org/y#Z");
  assert.equal(localPath(`${BASE}graph/entry/x.md`, BASE, false), "graph/entry/x.md/");
  assert.equal(localPath("https://w3id.org/limen/ns#Claim", "https://elsewhere.example/", false), "ns/#Claim");
  assert.equal(localPath(`${BASE}pattern/x/%5Ea`, BASE, false), undefined);
  assert.equal(localPath(`${BASE}pattern/x/%5Ea`, BASE, true), "doc/pattern/x/%5Ea");
  assert.equal(localPath("https://x.org/", BASE, false), undefined);
});

test("an IRI is shortened by its longest prefix", () => {
  const prefixes = { a: "http://x.org/", b: "http://x.org/y#" };
  assert.equal(shortened("http://x.org/y#z", prefixes), "b:z");
  assert.equal(shortened("http://z.org/", prefixes), "http://z.org/");
});
