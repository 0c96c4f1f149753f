"""Turtle, written to be read and compared: one block per subject, one line per value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from limen.serialize.describe import Graph, by_predicate, by_subject, predicate_ranks, texts, union
from limen.serialize.style import Prefixes, Style
from limen.term import Triple, iri_of
from limen.vocab import RDF, XSD

# Which lexical forms Turtle's shorthand gives back unchanged (Turtle 1.1, section 2.5).
_SHORTHAND = {
    XSD.boolean: re.compile(r'"(?:true|false)"\Z'),
    XSD.integer: re.compile(r'"(?:0|-?[1-9][0-9]*)"\Z'),
    XSD.decimal: re.compile(r'"(?:-?[1-9][0-9]*|-?0)\.(?:[0-9]*[1-9]|0)"\Z'),
}
_ESCAPE = re.compile(r"\\.")
_AS_THEY_ARE = {"\\n": "\n", '\\"': '"'}
_QUOTE_TO_ESCAPE = re.compile(r'"(?="")|"\Z')


class Terms(dict[str, str]):
    """Turtle's spelling of N-Triples terms, made on first use; literals are not kept."""

    def __init__(self, prefixes: Prefixes) -> None:
        """Spell with these prefixes."""
        super().__init__()
        self._prefixes = prefixes

    def __missing__(self, term: str) -> str:
        """Spell a term that was not asked for before."""
        if term[0] == '"':
            return self._literal(term) if term[-1] == ">" or "\\n" in term else term
        self[term] = text = self._prefixes.shorten(iri_of(term)) or term
        return text

    def _literal(self, term: str) -> str:
        end = term.rindex('"') + 1
        text, tail = term[:end], term[end:]
        if tail.startswith("^^"):
            shorthand = _SHORTHAND.get(tail[2:])
            if shorthand and shorthand.match(text):
                return text[1:-1]
            tail = "^^" + self[tail[2:]]
        return _long(text) + tail


def _long(text: str) -> str:
    r"""Spell a quoted text that has newlines in three quotes, with the newlines as they are.

    >>> _long(r'"one\n\"two\""') == '""' + '"one\n"two\\""' + '""'
    True
    """
    body = _ESCAPE.sub(lambda escape: _AS_THEY_ARE.get(escape[0], escape[0]), text[1:-1])
    if "\n" not in body:
        return text
    return '"""' + _QUOTE_TO_ESCAPE.sub(r'\\"', body) + '"""'


def serialize_turtle(graphs: Iterable[Graph], style: Style) -> Iterator[str]:
    """Write the union of all graphs as Turtle 1.1.

    >>> graph = ("x:g", [("<x:/a>", "<x:/p>", '"1"@en'), ("<x:/a>", "<x:/p>", '"2"')])
    >>> print("".join(serialize_turtle([graph], Style({"ex": "x:/"}))), end="")
    @prefix ex: <x:/> .
    <BLANKLINE>
    ex:a
        ex:p
            "1"@en ,
            "2" ;
    .
    """
    prefixes = Prefixes(style)
    blocks = list(subject_blocks(union(graphs), Terms(prefixes)))
    return spaced([header(prefixes), *blocks])


def header(prefixes: Prefixes) -> str:
    """Declare the prefixes that were used."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.used())


def spaced(parts: Iterable[str]) -> Iterator[str]:
    r"""Put an empty line between the parts that are not empty.

    >>> "".join(spaced(["", "a\n", "b\n"]))
    'a\n\nb\n'
    """
    gap = ""
    for part in parts:
        if part:
            yield gap + part
            gap = "\n"


def subject_blocks(triples: Iterable[Triple], spell: Terms, indent: str = "") -> Iterator[str]:
    """Write one block for each subject, in IRI order, indented as a whole."""
    subjects = by_subject(triples)
    ranks = predicate_ranks(subjects, spell.__getitem__)
    # Not asking for rdf:type's name keeps its prefix undeclared where nothing else needs it.
    verbs = {each: "a" if each == RDF.type else spell[each] for each in ranks}
    start = f"\n{indent}        "
    for subject, said in subjects.items():
        lines = [indent + spell[subject]]
        for predicate, values in by_predicate(said, ranks):
            written = texts(values, spell.__getitem__)
            value = " " + written[0] if len(written) == 1 else start + f" ,{start}".join(written)
            lines.append(f"{indent}    {verbs[predicate]}{value} ;")
        lines.append(indent + ".\n")
        yield "\n".join(lines)
