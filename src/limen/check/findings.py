"""Violations in the graph as findings that lead back to the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from limen.check.report import Violation
from limen.check.shown import shown_term
from limen.errors import Breach, Finding
from limen.vocab import BASE, prefixes

#: Where a triple, or a node that lacks one, comes from: path, line and column.
Place = tuple[str, int, int]


def violation_findings(
    violations: Iterable[Violation], place: Callable[[Breach], Place], base: str = BASE
) -> tuple[Finding, ...]:
    """Turn violations into findings, sorted; `place` says where a breach comes from.

    Hints write the things of a registry that is published under `base` as SecIDs.
    """
    return tuple(sorted({_finding(each, place(each.breach), base) for each in violations}))


def _finding(violation: Violation, place: Place, base: str) -> Finding:
    hint = violation.hint or _hint(violation.breach, base)
    return Finding(*place, violation.severity, violation.code, violation.message, hint, violation.breach)


def _hint(breach: Breach, base: str) -> str:
    """Name the node, the property and the value that a violation is about."""
    value = breach.value if breach.value != breach.focus else ""
    terms = filter(None, (breach.focus, breach.path, value))
    return "see " + " ".join(shown_term(term, base, prefixes()) for term in terms)
