// What can be told of a SPARQL query without parsing it: its tokens, and what kind of answer it asks for.

const TOKEN = new RegExp(
  [
    "(?<comment>#[^\\n]*)",
    "(?<string>'''[^]*?(?:'''|$)|\"\"\"[^]*?(?:\"\"\"|$)|'(?:\\\\.|[^'\\\\\\n])*'?|\"(?:\\\\.|[^\"\\\\\\n])*\"?)",
    "(?<iri><[^<>\"{}|^`\\s]*>)",
    "(?<variable>[?$][\\p{L}_0-9]+)",
    "(?<name>(?:[\\p{L}][\\p{L}\\d_.-]*)?:(?:[\\p{L}\\d_:%/.~-]*[\\p{L}\\d_:%/~-])?)",
    "(?<number>\\b\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b)",
    "(?<word>[\\p{L}_][\\p{L}\\d_-]*)",
  ].join("|"),
  "gu",
);

const KEYWORDS = new Set(
  `a add all as asc ask avg base bind bindings bound by clear coalesce concat construct contains copy count create
  datatype day default delete desc describe distinct drop exists filter from graph group group_concat having hours if
  in insert into iri isblank isiri isliteral isnumeric lang langmatches lcase limit load max min minus minutes month
  move named not now offset optional order prefix reduced regex replace sample sameterm seconds select separator service
  silent str strafter strbefore strdt strends strlang strlen strstarts substr sum to true false ucase undef union uri
  using values where with year`.split(/\s+/),
);

/** Cut a query into pieces, each with its kind; the pieces together are the text. */
export function tokens(text) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) pieces.push({ kind: "", text: text.slice(end, match.index) });
    pieces.push({ kind: kindOf(match), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: "", text: text.slice(end) });
  return pieces;
}

function kindOf(match) {
  const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
  if (kind !== "word") return kind;
  return KEYWORDS.has(match[0].toLowerCase()) ? "keyword" : "";
}

/** Say whether a query asks for a graph; otherwise it asks for rows, or yes or no. */
export function asksForGraph(text) {
  const form = /^(select|ask|construct|describe)$/i;
  const first = tokens(text).find((token) => token.kind === "keyword" && form.test(token.text));
  return first !== undefined && /^[cd]/i.test(first.text);
}

/** Declare prefixes in front of a query, in one line. */
export function declared(prefixes, text) {
  const lines = Object.entries(prefixes).map(([prefix, namespace]) => `PREFIX ${prefix}: <${namespace}>`);
  return `${lines.join(" ")}\n${text}`;
}
