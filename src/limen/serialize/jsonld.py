"""Compact JSON-LD 1.1 with its context inside, for readers with and without RDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from limen.serialize.describe import (
    Graph,
    Subjects,
    by_predicate,
    by_subject,
    predicate_ranks,
    texts,
    union,
)
from limen.serialize.style import Prefixes, Style
from limen.term import iri_of, is_literal
from limen.vocab import RDF, XSD

# Which lexical forms are the same as JSON's own values for every reader; 15
# digits are what a JSON number keeps everywhere.
_NATIVE = {
    XSD.boolean: re.compile(r'"(?:true|false)"\Z'),
    XSD.integer: re.compile(r'"(?:0|-?[1-9][0-9]{0,14})"\Z'),
}
_STRING, _TYPE = XSD.string, RDF.type
_LINE = "\n      "


class _Names(dict[str, str]):
    """JSON strings for IRIs by their N-Triples terms, made on first use.

    Nothing is escaped: an IRI holds nothing that JSON escapes.
    """

    def __init__(self, prefixes: Prefixes) -> None:
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, term: str) -> str:
        text = iri_of(term)
        self[term] = name = f'"{self._prefixes.shorten(text) or text}"'
        return name


@dataclass(frozen=True, slots=True)
class _Values:
    """How the values of one property are written."""

    names: _Names
    bare: str = _STRING  # what a bare string stands for: "@id" or the term of a datatype
    by_language: bool = False

    def definition(self) -> str:
        """Say so in the context; empty if nothing needs saying."""
        if self.by_language:
            return '{"@container": "@language"}'
        if self.bare == _STRING:
            return ""
        return '{"@type": "@id"}' if self.bare == "@id" else f'{{"@type": {self.names[self.bare]}}}'

    def write(self, terms: Sequence[str]) -> str:
        """Write all values of the property for one subject."""
        if not self.by_language:
            return _array(texts(terms, self._value))
        if not any(term.endswith(">") for term in terms):
            return _language_map(terms)
        # Something has no language, and an object alone would be read as a language map.
        return f"[{', '.join(texts(terms, self._value))}]"

    def _value(self, term: str) -> str:
        # N-Triples escapes a text exactly as JSON does.
        if not is_literal(term):
            return self.names[term] if self.bare == "@id" else f'{{"@id": {self.names[term]}}}'
        end = term.rindex('"') + 1
        text, tail = term[:end], term[end:]
        if tail.startswith("@"):
            return f'{{"@language": "{tail[1:]}", "@value": {text}}}'
        datatype = tail[2:] or _STRING
        if datatype == self.bare:
            return text
        if self.bare == _STRING and datatype in _NATIVE and _NATIVE[datatype].match(text):
            return text[1:-1]
        if datatype == _STRING:
            return f'{{"@value": {text}}}'
        return f'{{"@type": {self.names[datatype]}, "@value": {text}}}'


def serialize_jsonld(graphs: Iterable[Graph], style: Style) -> Iterator[str]:
    """Write the union of all graphs as one JSON object: a context, and an array of subjects.

    >>> graph = ("x:g", [("<x:/a>", "<x:/p>", "<x:/b>")])
    >>> print("".join(serialize_jsonld([graph], Style({"ex": "x:/"}, {"x:/p": "@id"}))), end="")
    {
      "@context": {
        "@version": 1.1,
        "ex": "x:/",
        "ex:p": {"@type": "@id"}
      },
      "@graph": [
        {
          "@id": "ex:a",
          "ex:p": "ex:b"
        }
      ]
    }
    """
    subjects = by_subject(union(graphs))
    prefixes = Prefixes(style, without=_schemes(subjects, style))
    names = _Names(prefixes)
    ranks = predicate_ranks(subjects, lambda predicate: names[predicate][1:-1])
    properties = {each: _values_of(iri_of(each), style, names) for each in ranks if each != _TYPE}
    blocks = list(_blocks(subjects, ranks, properties, names))
    defined = [(names[each], values.definition()) for each, values in properties.items()]
    yield _context([*((f'"{each}"', f'"{text}"') for each, text in prefixes.used()), *defined])
    separator = "\n"
    for block in blocks:
        yield separator + block
        separator = ",\n"
    yield "\n  ]\n}\n" if blocks else "]\n}\n"


def _schemes(subjects: Subjects, style: Style) -> set[str]:
    """Collect the schemes of all IRIs: a prefix of that name would be read into them."""
    terms = {f"<{each}>" for each in style.coercions.values()}
    for triples in subjects.values():
        terms.update(*triples)
    return {term.rpartition("<")[2].partition(":")[0] for term in terms if term.endswith(">")}


def _values_of(text: str, style: Style, names: _Names) -> _Values:
    coercion = style.coercions.get(text)
    if text in style.language_maps:
        return _Values(names, by_language=True)
    if coercion is None:
        return _Values(names)
    return _Values(names, bare=coercion if coercion == "@id" else f"<{coercion}>")


def _context(entries: list[tuple[str, str]]) -> str:
    lines = ['"@version": 1.1', *(f"{key}: {value}" for key, value in entries if value)]
    return f'{{\n  "@context": {{\n    {f",{_LINE[:-2]}".join(lines)}\n  }},\n  "@graph": ['


def _blocks(
    subjects: Subjects, ranks: Mapping[str, int], properties: Mapping[str, _Values], names: _Names
) -> Iterator[str]:
    for subject, triples in subjects.items():
        entries = [f'"@id": {names[subject]}']
        for predicate, terms in by_predicate(triples, ranks):
            if predicate == _TYPE:
                entries += _types(terms, names)
            else:
                entries.append(f"{names[predicate]}: {properties[predicate].write(terms)}")
        yield f"    {{{_LINE}{f',{_LINE}'.join(entries)}\n    }}"


def _types(terms: Sequence[str], names: _Names) -> Iterator[str]:
    """Write a subject's types; a literal cannot stand under @type, so it gets rdf:type's own key."""
    classes = [term for term in terms if not is_literal(term)]
    others = [term for term in terms if is_literal(term)]
    if classes:
        yield f'"@type": {_array(texts(classes, names.__getitem__))}'
    if others:
        yield f"{names[_TYPE]}: {_Values(names).write(others)}"


def _array(values: Sequence[str]) -> str:
    if len(values) == 1:
        return values[0]
    return f"[{_LINE}  {f',{_LINE}  '.join(values)}{_LINE}]"


def _language_map(terms: Sequence[str]) -> str:
    by_language: dict[str, set[str]] = {}
    for term in terms:
        text, quote, language = term.rpartition('"')
        by_language.setdefault(language[1:] or "@none", set()).add(text + quote)
    entries = []
    for language, values in sorted(by_language.items()):
        value = next(iter(values)) if len(values) == 1 else f"[{', '.join(sorted(values))}]"
        entries.append(f'"{language}": {value}')
    if len(entries) == 1:
        return f"{{{entries[0]}}}"
    return f"{{{_LINE}  {f',{_LINE}  '.join(entries)}{_LINE}}}"
