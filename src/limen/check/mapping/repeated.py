"""Mappings that stand twice, or in one direction only where others stand in both."""

from __future__ import annotations

from collections.abc import Iterator

from limen.check.mapping.known import Known
from limen.check.mapping.link import BROAD, NARROW, SYMMETRIC, Link, positive, violation
from limen.check.report import Violation
from limen.errors import Severity
from limen.model.mapping import MappingRecord, slot_property
from limen.vocab import SKOS

#: What tells one record from another, and not one mapping from another.
_OF_RECORDS = frozenset({slot_property("record_id"), SKOS.prefLabel})
_CONFIDENCE = slot_property("confidence")
_What = tuple[str, str, str, frozenset[tuple[str, tuple[str, ...]]]]


def repeated(rows: tuple[MappingRecord, ...], known: Known) -> Iterator[Violation]:
    """Say which mappings say the same as one before them, with the same confidence or another."""
    seen: dict[_What, dict[str, MappingRecord]] = {}
    for row in rows:
        confidence = row.text("confidence")
        alike = seen.setdefault(_what(row), {})
        first = alike.setdefault(confidence, row)
        between = f"{known.name(row.subject)} and {known.name(row.object)}"
        others = [text for text in alike if text and text != confidence]
        if first is not row:
            message = f"the mapping between {between} stands in {first.name} already"
            hint = "drop one of the two"
            yield violation(row, "subject_id", Severity.WARNING, "duplicate-mapping", message, hint=hint)
        elif confidence and others:
            other = f"{others[0]} in {alike[others[0]].name}"
            message = f"the mapping between {between} has the confidence {confidence} here, and {other}"
            hint = "keep one, or say in which respect they differ"
            yield violation(row, "confidence", Severity.WARNING, "rival-confidence", message, hint=hint)


def _what(row: MappingRecord) -> _What:
    values = frozenset(
        pair for pair in row.values.items() if pair[0] not in _OF_RECORDS and pair[0] != _CONFIDENCE
    )
    return row.subject, row.predicate, row.object, values


def missing_inverses(listed: tuple[Link, ...], known: Known) -> Iterator[Violation]:
    """Say which mappings stand in one direction only, if most of the others stand in both."""
    rows = {(row.subject, row.predicate, row.object): link for link in positive(listed) for row in [link.row]}
    invertible = [link for link in rows.values() if link.relation in SYMMETRIC | {BROAD}]
    alone = [link for link in invertible if _inverse(link) not in rows]
    if 2 * len(alone) >= len(invertible):
        return
    for link in alone:
        missing = " ".join(map(known.name, _inverse(link)))
        message = f"most mappings stand in both directions, and this one does not: {missing} is missing"
        hint = "add the inverse, or leave out those of the others"
        yield violation(link.row, "predicate_id", Severity.NOTE, "missing-inverse", message, hint=hint)


def _inverse(link: Link) -> tuple[str, str, str]:
    relation = {BROAD: NARROW, NARROW: BROAD}.get(link.row.predicate, link.row.predicate)
    return link.row.object, relation, link.row.subject
