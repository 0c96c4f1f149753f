"""Mappings of a thing to itself, or of two things of one scheme."""

from __future__ import annotations

from collections.abc import Iterator

from limen.check.mapping.closure import Sameness
from limen.check.mapping.contradiction import steps_text
from limen.check.mapping.known import Known
from limen.check.mapping.link import End, ends, is_related, violation
from limen.check.report import Violation
from limen.errors import Severity
from limen.model.mapping import MappingRecord


def self_mappings(rows: tuple[MappingRecord, ...], known: Known) -> Iterator[Violation]:
    """Say which mappings relate a thing to itself; two versions of it are two things."""
    for row in rows:
        (subject, one), (object_, other) = ends(row)
        if is_related(row) and subject == object_ and not (one and other and one != other):
            message = f"the mapping relates {known.name(subject)} to itself"
            hint = "mend one of its ends, or drop the mapping"
            yield violation(row, "object_id", Severity.WARNING, "self-mapping", message, hint=hint)


def exact_within_scheme(same: Sameness, known: Known) -> Iterator[Violation]:
    """Say which two things of one scheme, in one version, the mappings make the same."""
    for members in same.classes():
        firsts: dict[tuple[str, str], End] = {}
        for end in members:
            scheme = known.schemes.get(end.iri, "")
            first = firsts.setdefault((scheme, end.version), end) if scheme else end
            if first.iri != end.iri:
                matches = [link for _, link, _ in same.chain(first, end)] or same.matches(end)
                last = max((link.row for link in matches), key=lambda row: row.order)
                message = (
                    f"{known.name(first.iri)} and {known.name(end.iri)} are two things of one scheme, "
                    f"and mappings make them the same: {steps_text(first, end, same, known)}"
                )
                hint = "weaken a match that is not exact, or drop it"
                yield violation(
                    last, "predicate_id", Severity.WARNING, "exact-within-scheme", message, hint=hint
                )
