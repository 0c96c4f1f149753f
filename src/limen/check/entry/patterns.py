"""Patterns of Markdown entries that match nothing; those of JSON are reported where they are read."""

from __future__ import annotations

from collections.abc import Iterator

from limen.errors import Finding, Severity
from limen.identifier import pattern_problem
from limen.model.entry import Dialect, Entry


def pattern_findings(entry: Entry) -> Iterator[Finding]:
    """Say which patterns are no regular expressions, or take too long to try."""
    if entry.dialect is Dialect.TREE:
        return
    for thing in entry.things:
        for pattern in thing.patterns:
            if problem := pattern_problem(pattern.value):
                place = pattern.line, pattern.column
                yield Finding(
                    entry.path, *place, Severity.WARNING, "bad-pattern", problem, "mend the expression"
                )
