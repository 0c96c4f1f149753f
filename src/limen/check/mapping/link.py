"""Mappings as links between ends, with the relations that contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from limen.check.report import Violation
from limen.errors import Breach, Severity
from limen.model.mapping import MappingRecord, slot_property
from limen.term import iri_of, is_iri
from limen.vocab import RDF, SKOS, SSSOM

OWL = "http://www.w3.org/2002/07/owl#"
EXACT_MATCH = iri_of(SKOS.exactMatch)
#: Relations that make two things one: symmetric, and handed on (SKOS S44, S45).
EXACT = frozenset(
    {iri_of(SKOS.exactMatch), f"{OWL}sameAs", f"{OWL}equivalentClass", f"{OWL}equivalentProperty"}
)
BROAD, NARROW = iri_of(SKOS.broadMatch), iri_of(SKOS.narrowMatch)
RELATED, CLOSE = iri_of(SKOS.relatedMatch), iri_of(SKOS.closeMatch)
SYMMETRIC = EXACT | {RELATED, CLOSE}
#: Stands for an end that somebody looked for and did not find.
NOT_FOUND = f"{SSSOM.namespace}NoTermFound"


class End(NamedTuple):
    """A thing, in one version where the mappings speak of several."""

    iri: str
    version: str


class Link(NamedTuple):
    """A mapping between two ends; a narrower match is the broader match turned round."""

    row: MappingRecord
    subject: End
    relation: str
    object: End


def links(rows: Iterable[MappingRecord]) -> tuple[Link, ...]:
    """Take every mapping between two things as a link, in the order of the mappings.

    An end that was not found, or is known by its label alone, gives none.
    """
    related = [row for row in sorted(rows, key=lambda row: row.order) if is_related(row)]
    versions: dict[str, set[str]] = {}
    for row in related:
        for iri, version in ends(row):
            versions.setdefault(iri, set()).add(version)
    several = {iri for iri, found in versions.items() if len(found - {""}) > 1}
    return tuple(_link(row, several) for row in related)


def is_related(row: MappingRecord) -> bool:
    """Say whether a mapping has two ends that can be compared."""
    return bool(row.subject and row.object) and NOT_FOUND not in {row.subject, row.object}


def ends(row: MappingRecord) -> tuple[End, End]:
    """Both ends of a mapping, each with the version that the mapping names."""
    return (
        End(row.subject, row.text("subject_source_version")),
        End(row.object, row.text("object_source_version")),
    )


def _link(row: MappingRecord, several: set[str]) -> Link:
    subject, object_ = (end if end.iri in several else End(end.iri, "") for end in ends(row))
    if row.predicate == NARROW:
        return Link(row, object_, BROAD, subject)
    return Link(row, subject, row.predicate, object_)


def positive(listed: Iterable[Link]) -> Iterator[Link]:
    """Give the links that are said to hold."""
    return (link for link in listed if not link.row.is_negative)


def violation(
    row: MappingRecord, slot: str, severity: Severity, code: str, message: str, *, hint: str
) -> Violation:
    """Say what is wrong with what a mapping says in a slot."""
    values = {"subject_id": row.subject, "predicate_id": row.predicate, "object_id": row.object}
    value = values.get(slot) or row.text(slot)
    term = f"<{value}>" if is_iri(value) else ""
    focus = f"<{row.record}>" if is_iri(row.record) else row.record
    breach = Breach(focus, slot_property(slot) if slot else RDF.predicate, term)
    return Violation(breach, severity, code, message, hint=hint)
