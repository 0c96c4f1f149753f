"""Claims of how many ends a thing is mapped to, held against the mappings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from limen.check.mapping.link import NOT_FOUND, violation
from limen.check.report import Violation
from limen.errors import Severity
from limen.model.mapping import MappingRecord

_Scope = Callable[[MappingRecord], tuple[str, ...]]
_ENDS = {"subject_id", "predicate_id", "object_id"}


def wrong_cardinality(rows: tuple[MappingRecord, ...]) -> Iterator[Violation]:
    """Say which mappings claim a cardinality that the mappings do not have.

    Files differ in what they count where they name no scope: by predicate or
    over all, with denied mappings or without. A claim that is right by any of
    these stands.
    """
    claimed = [row for row in rows if row.text("mapping_cardinality")]
    scopes = {row.slot("cardinality_scope") for row in claimed}
    counts = {scope: [_Count(*reading) for reading in _readings(rows, scope)] for scope in scopes}
    for row in claimed:
        claim = row.text("mapping_cardinality")
        found = [count.cardinality(row) for count in counts[row.slot("cardinality_scope")]]
        if claim not in found:
            message = f"the row says that the mapping is {claim}, and by the rows it is {found[0]}"
            hint = f"write {found[0]}, or name in cardinality_scope what was counted"
            yield violation(
                row, "mapping_cardinality", Severity.WARNING, "wrong-cardinality", message, hint=hint
            )


def _readings(
    rows: tuple[MappingRecord, ...], scope: tuple[str, ...]
) -> Iterator[tuple[tuple[MappingRecord, ...], _Scope]]:
    """Every way to read what was counted: which rows, and which of them go together."""
    slots = [slot for text in scope for slot in text.split("|")]
    holding = tuple(row for row in rows if not row.is_negative)
    for each in (rows, holding):
        yield each, lambda row: tuple(_value(row, slot) for slot in slots)
        if not slots:
            yield each, lambda row: (row.predicate,)


def _value(row: MappingRecord, slot: str) -> str:
    if slot in _ENDS:
        return {"subject_id": row.subject, "predicate_id": row.predicate, "object_id": row.object}[slot]
    return "|".join(row.slot(slot))


class _Count:
    """With how many others each end is mapped, by scope."""

    def __init__(self, rows: Iterable[MappingRecord], scope: _Scope) -> None:
        self._scope = scope
        self._others: dict[tuple[str, tuple[str, ...], str], set[str]] = {}
        for row in rows:
            one, other = _ends(row)
            if NOT_FOUND not in {one, other}:
                self._others.setdefault(("subject", scope(row), one), set()).add(other)
                self._others.setdefault(("object", scope(row), other), set()).add(one)

    def cardinality(self, row: MappingRecord) -> str:
        """Say how many subjects and objects a mapping is one of, as SSSOM writes it."""
        one, other = _ends(row)
        if NOT_FOUND in {one, other}:
            return f"{int(one != NOT_FOUND)}:{int(other != NOT_FOUND)}"
        objects = self._others.get(("subject", self._scope(row), one), {other})
        subjects = self._others.get(("object", self._scope(row), other), {one})
        return f"{_many(subjects | {one})}:{_many(objects | {other})}"


def _many(ends: set[str]) -> str:
    return "n" if len(ends) > 1 else "1"


def _ends(row: MappingRecord) -> tuple[str, str]:
    """Both ends; one that has no IRI is known by its label."""
    return row.subject or row.text("subject_label"), row.object or row.text("object_label")
