"""Mapping records gathered from triples, as SSSOM and OSCAL write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from limen.term import Triple, iri_of, is_literal, literal_parts
from limen.vocab import LIMEN, RDF, SKOS, SSSOM

_ENDS = frozenset({RDF.subject, RDF.predicate, RDF.object})
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_LENGTH_OF_A_DAY = len("2025-05-22")


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One mapping: IRIs without their brackets, and whatever else its record says by property."""

    record: str
    subject: str
    predicate: str
    object: str
    values: Mapping[str, tuple[str, ...]]

    @property
    def is_negative(self) -> bool:
        """Whether the record says that the relation does not hold."""
        return "Not" in self.values.get(SSSOM.predicate_modifier, ())

    def of(self, property: str) -> tuple[str, ...]:
        """What the record says by a property, sorted; IRIs and literals as plain text."""
        return self.values.get(property, ())


@dataclass(frozen=True, slots=True)
class MappingSet:
    """All mappings, sorted, with labels by IRI and the last day that the registry knows of."""

    rows: tuple[MappingRow, ...]
    labels: Mapping[str, str]
    known_through: str

    @property
    def base(self) -> str:
        """What the IRIs of all records begin with; empty if there are none.

        >>> MappingSet((MappingRow("https://x.org/mapping/a", "", "", "", {}),), {}, "").base
        'https://x.org/'
        """
        return self.rows[0].record.partition("mapping/")[0] if self.rows else ""


def gather_mappings(triples: Iterable[Triple]) -> MappingSet:
    """Gather every mapping that has both ends and a relation.

    The checks report those that lack one. Where nothing says up to which day
    the registry knows, the latest day on which a mapping was drawn stands.

    >>> triples = [("<x:m>", RDF.type, LIMEN.Mapping), ("<x:m>", RDF.subject, "<x:a>")]
    >>> triples += [("<x:m>", RDF.predicate, "<x:p>"), ("<x:m>", RDF.object, "<x:b>")]
    >>> gather_mappings(triples).rows[0].object
    'x:b'
    """
    listed = sorted(set(triples))
    records = {s for s, p, o in listed if p == RDF.type and o == LIMEN.Mapping}
    said: dict[str, dict[str, tuple[str, ...]]] = {record: {} for record in records}
    labels: dict[str, str] = {}
    known: list[str] = []
    for subject, predicate, object_ in listed:
        if subject in said and predicate != RDF.type:
            values = said[subject]
            values[predicate] = (*values.get(predicate, ()), _text(object_))
        elif predicate == SKOS.prefLabel:
            labels.setdefault(iri_of(subject), _text(object_))
        elif predicate == LIMEN.knownThrough:
            known.append(_text(object_))
    rows = tuple(_row(record, values) for record, values in sorted(said.items()) if values.keys() >= _ENDS)
    days = known or [
        day for row in rows for day in row.of(SSSOM.mapping_date) if len(day) == _LENGTH_OF_A_DAY
    ]
    return MappingSet(rows, MappingProxyType(labels), max(days, default=""))


def _row(record: str, said: Mapping[str, tuple[str, ...]]) -> MappingRow:
    values = MappingProxyType({each: texts for each, texts in said.items() if each not in _ENDS})
    (subject, *_), (predicate, *_), (object_, *_) = said[RDF.subject], said[RDF.predicate], said[RDF.object]
    return MappingRow(iri_of(record), subject, predicate, object_, values)


def _text(term: str) -> str:
    return literal_parts(term).value if is_literal(term) else iri_of(term)


def to_ascii(iri: str) -> str:
    """Write an IRI as the URI that it stands for (RFC 3987, section 3.1).

    >>> to_ascii("https://example.org/§1%20a")
    'https://example.org/%C2%A71%20a'
    """
    return quote(iri, safe=_ASCII)
