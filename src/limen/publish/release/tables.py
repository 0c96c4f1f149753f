"""The dataset as tables: a glossary for catalogues of terms, nodes and edges for property graphs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from limen.derive import Described, describe
from limen.publish.wording import Wording
from limen.term import Triple, iri_of, is_literal, literal_parts
from limen.vocab import DCTERMS, LIMEN, RDF, SCHEMA, SKOS, compact

#: What stands between several values in one cell: U+001F, which no text of a registry may hold.
SEPARATOR = "\x1f"
#: Catalogues of terms refuse longer names.
_LONGEST = 200
_GLOSSARY = ("name", "definition", "status", "acronym", "synonyms", "parent", "scheme", "owner", "iri")
_DEFINING = (SKOS.definition, DCTERMS.description, LIMEN.gloss, SKOS.note)


class Table(NamedTuple):
    """A table: its header and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def csv(self) -> bytes:
        r"""Write it as RFC 4180 has it, but with a newline after each row.

        >>> Table(("a", "b"), (("1", 'x, y'),)).csv()
        b'a,b\n1,"x, y"\n'
        """
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows([self.columns, *self.rows])
        return stream.getvalue().encode()


def nodes(triples: Sequence[Triple]) -> Table:
    """One row for each node: its name, its classes, and one column for each property with values."""
    said = describe(triples)
    wording = Wording(said)
    names = {*said, *(o for _, p, o in triples if p != RDF.type and not is_literal(o))}
    valued = sorted({p for _, p, o in triples if is_literal(o)}, key=compact)
    rows = []
    for node in sorted(names, key=iri_of):
        own = said.get(node, {})
        values = (SEPARATOR.join(_texts(own.get(each, ()))) for each in valued)
        label = wording.first(node, SKOS.prefLabel) or compact(node).strip("<>")
        rows.append((iri_of(node), label, ";".join(sorted(map(_name, own.get(RDF.type, ())))), *values))
    return Table(("id", "label", "types", *map(_name, valued)), tuple(rows))


def edges(triples: Iterable[Triple]) -> Table:
    """One row for each triple between two nodes, but for those that name a class."""
    found = {(iri_of(s), _name(p), iri_of(o)) for s, p, o in triples if p != RDF.type and not is_literal(o)}
    return Table(("source", "property", "target"), tuple(sorted(found)))


def glossary(triples: Sequence[Triple]) -> Table:
    """One row for each concept, with the words that say what it is."""
    said = describe(triples)
    wording = Wording(said)
    concepts = [node for node in said if SKOS.Concept in said[node].get(RDF.type, ())]
    rows = sorted(_entry(node, said, wording) for node in concepts)
    return Table(_GLOSSARY, tuple(rows))


def _entry(node: str, said: Described, wording: Wording) -> tuple[str, ...]:
    own = said[node]
    parents = own.get(SKOS.broader, ())
    return (
        wording.name(node)[:_LONGEST],
        wording.first(node, *_DEFINING),
        wording.first(node, SCHEMA.creativeWorkStatus),
        wording.first(node, SKOS.notation),
        "; ".join(_texts(own.get(SKOS.altLabel, ()))),
        "; ".join(sorted(map(wording.name, parents))),
        wording.first(node, SKOS.inScheme),
        _owner(node, said, wording),
        iri_of(node),
    )


def _owner(node: str, said: Described, wording: Wording) -> str:
    """Who publishes the scheme of a concept."""
    schemes = chain((node,), said[node].get(SKOS.inScheme, ()))
    return next(filter(None, (wording.first(each, DCTERMS.publisher) for each in schemes)), "")


def _texts(terms: Iterable[str]) -> Iterator[str]:
    return iter(sorted(literal_parts(each).value for each in terms if is_literal(each)))


def _name(term: str) -> str:
    """A property or class by its usual prefix, or whole."""
    return compact(term).strip("<>")
