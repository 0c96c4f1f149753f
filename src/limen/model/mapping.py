"""A mapping as a value, wherever it comes from: the triples of a registry or a row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from limen.model.records import MAPPING
from limen.term import Triple, iri_of, is_literal, literal_parts
from limen.vocab import DCTERMS, LIMEN, RDF, SSSOM, compact

_ENDS = frozenset({RDF.subject, RDF.predicate, RDF.object})
#: Slots whose key in the registry format has another name.
_KEYS = {
    "subject_id": "subject",
    "predicate_id": "relation",
    "object_id": "object",
    "mapping_source": "source",
}


@dataclass(frozen=True, slots=True)
class MappingRecord:
    """One mapping: IRIs without their brackets, and whatever else is said of it by property.

    `record` is the IRI of the mapping, or the line of a row that has none.
    """

    record: str
    subject: str
    predicate: str
    object: str
    values: Mapping[str, tuple[str, ...]]

    @property
    def name(self) -> str:
        """What people know the mapping by.

        >>> MappingRecord("https://x.org/mapping/a-b", "", "", "", {}).name
        'a-b'
        >>> MappingRecord("line 12", "", "", "", {}).name
        'line 12'
        """
        return self.record.rpartition("/mapping/")[2]

    @property
    def order(self) -> tuple[int, str]:
        """Where the mapping stands among others: line 9 before line 10, and names by length."""
        return len(self.record), self.record

    @property
    def is_negative(self) -> bool:
        """Whether the record says that the relation does not hold."""
        return "Not" in self.of(SSSOM.predicate_modifier)

    def of(self, property: str) -> tuple[str, ...]:
        """What the record says by a property, sorted; IRIs and literals as plain text."""
        return self.values.get(property, ())

    def slot(self, name: str) -> tuple[str, ...]:
        """What the record says by a slot of SSSOM, or a key of the registry format."""
        return self.values.get(slot_property(name), ())

    def text(self, slot: str) -> str:
        """The first value of a slot; empty if there is none."""
        return next(iter(self.slot(slot)), "")


def slot_property(slot: str) -> str:
    """The property of a slot of SSSOM, or of a key of the registry format.

    >>> slot_property("author_id"), slot_property("subject_id")
    ('<https://w3id.org/sssom/author_id>', '<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>')
    >>> slot_property("mapping_source") == DCTERMS.source == slot_property("source")
    True
    """
    key = _KEYS.get(slot, slot)
    return MAPPING[key].predicate if key in MAPPING else f"<{SSSOM.namespace}{slot}>"


def property_slot(property: str) -> str:
    """The slot of a property; empty if SSSOM has none.

    >>> property_slot(DCTERMS.source), property_slot(SSSOM.author_id), property_slot(LIMEN.quote)
    ('mapping_source', 'author_id', '')
    """
    if property == DCTERMS.source:
        return "mapping_source"
    prefix, _, name = compact(property).partition(":")
    return name if prefix == SSSOM.prefix else ""


def mapping_records(triples: Iterable[Triple]) -> tuple[MappingRecord, ...]:
    """Gather every mapping that has both ends and a relation, sorted by its IRI.

    The checks report those that lack one.

    >>> triples = [("<x:m>", RDF.type, LIMEN.Mapping), ("<x:m>", RDF.subject, "<x:a>")]
    >>> triples += [("<x:m>", RDF.predicate, "<x:p>"), ("<x:m>", RDF.object, "<x:b>")]
    >>> mapping_records(triples)[0].object
    'x:b'
    """
    listed = sorted(set(triples))
    said: dict[str, dict[str, tuple[str, ...]]] = {
        s: {} for s, p, o in listed if p == RDF.type and o == LIMEN.Mapping
    }
    for subject, predicate, object_ in listed:
        if subject in said and predicate != RDF.type:
            values = said[subject]
            values[predicate] = (*values.get(predicate, ()), plain_text(object_))
    return tuple(_record(node, values) for node, values in sorted(said.items()) if values.keys() >= _ENDS)


def _record(node: str, said: Mapping[str, tuple[str, ...]]) -> MappingRecord:
    values = MappingProxyType({each: texts for each, texts in said.items() if each not in _ENDS})
    (subject, *_), (predicate, *_), (object_, *_) = said[RDF.subject], said[RDF.predicate], said[RDF.object]
    return MappingRecord(iri_of(node), subject, predicate, object_, values)


def plain_text(term: str) -> str:
    """Write a term as plain text: an IRI without its brackets, a literal as what it says.

    >>> plain_text("<x:a>"), plain_text('"a"@en')
    ('x:a', 'a')
    """
    return literal_parts(term).value if is_literal(term) else iri_of(term)
