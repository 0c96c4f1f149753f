"""Records of different files that have one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from limen.errors import Finding, Severity
from limen.model.entry import Entry


def record_findings(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Say which records have the id of one in an earlier file; within a file the parser says so."""
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        for record in entry.records:
            first = seen.setdefault((record.kind.word, record.id), entry.path)
            if record.id and first != entry.path:
                message = f"the {record.kind.word} {record.id!r} stands in {first} too"
                place = entry.path, *record.place
                yield Finding(*place, Severity.ERROR, "duplicate-id", message, "rename one")
