// An answer: variables and rows of terms as in SPARQL's JSON results, or a verdict; and how it is written.

const TRIPLE = /^(\S+) (\S+) (.+) \.$/;
const LITERAL = /^"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<(.*)>)?$/s;
const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/** Read an answer: SPARQL's JSON results, or a graph as N-Triples. */
export function readAnswer(text, isGraph) {
  if (isGraph) return numbered({ variables: ["subject", "predicate", "object"], rows: readTriples(text), text, isGraph });
  const { head, boolean, results } = JSON.parse(text);
  if (boolean !== undefined) return { verdict: boolean, variables: [], rows: [], text };
  const variables = head.vars;
  const rows = results.bindings.map((binding) => variables.map((name) => binding[name]));
  return numbered({ variables, rows, text });
}

function readTriples(text) {
  const lines = new Set(text.split("\n").filter((line) => line && !line.startsWith("#")));
  return [...lines].sort().map((line) => TRIPLE.exec(line).slice(1).map(readTerm));
}

function readTerm(term) {
  if (term.startsWith("<")) return { type: "uri", value: unescaped(term.slice(1, -1)) };
  if (term.startsWith("_:")) return { type: "bnode", value: term.slice(2) };
  const [, value, language, datatype] = LITERAL.exec(term);
  const literal = { type: "literal", value: unescaped(value) };
  if (language) literal["xml:lang"] = language;
  if (datatype) literal.datatype = datatype;
  return literal;
}

function unescaped(text) {
  return text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/g, (_, four, eight, letter) =>
    letter ? (ESCAPES[letter] ?? letter) : String.fromCodePoint(Number.parseInt(four ?? eight, 16)),
  );
}

/** Name blank nodes in the order in which they come; the engine names them by chance. */
function numbered(answer) {
  const names = new Map();
  for (const term of answer.rows.flat()) {
    if (term?.type !== "bnode") continue;
    if (!names.has(term.value)) names.set(term.value, `b${names.size}`);
    term.value = names.get(term.value);
  }
  return answer;
}

/** Write a term as one reads it: no quotes, no brackets. */
export function plain(term) {
  if (!term) return "";
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") return Object.values(term.value).map(plain).join(" ");
  return term.value;
}

/** Write an answer as SPARQL's CSV results. */
export function asCsv({ variables, rows }) {
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [variables, ...rows.map((row) => row.map(plain))].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Sort rows by a column: numbers by size, all else as words; empty cells come last. */
export function sorted(rows, column, direction) {
  const words = new Intl.Collator("en", { numeric: true });
  const compare = (left, right) => {
    if (!left[column] || !right[column]) return Number(!left[column]) - Number(!right[column]);
    const [a, b] = [plain(left[column]), plain(right[column])];
    const difference = isNumber(left[column]) && isNumber(right[column]) ? Number(a) - Number(b) : words.compare(a, b);
    return direction * difference;
  };
  return [...rows].sort(compare);
}

function isNumber(term) {
  return /#(integer|decimal|double|float)$/.test(term.datatype ?? "");
}
