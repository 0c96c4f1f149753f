"""Violations in the graph as findings that lead back to the files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from limen.check.report import Violation
from limen.errors import Breach, Finding
from limen.term import iri_of, is_literal
from limen.vocab import prefixes

#: Where a triple, or a node that lacks one, comes from: path, line and column.
Place = tuple[str, int, int]


def violation_findings(
    violations: Iterable[Violation], place: Callable[[Breach], Place]
) -> tuple[Finding, ...]:
    """Turn violations into findings, sorted; `place` says where a breach comes from."""
    return tuple(sorted({_finding(violation, place(violation.breach)) for violation in violations}))


def _finding(violation: Violation, place: Place) -> Finding:
    hint = violation.hint or _hint(violation.breach)
    return Finding(*place, violation.severity, violation.code, violation.message, hint, violation.breach)


def _hint(breach: Breach) -> str:
    """Name the node, the property and the value that a violation is about."""
    parts = [_short(breach.focus)]
    if breach.path:
        parts.append(_short(breach.path))
    if breach.value and breach.value != breach.focus:
        parts.append(_short(breach.value))
    return "see " + " ".join(parts)


def _short(term: str) -> str:
    """Write an IRI with its usual prefix where that leaves a plain name."""
    if is_literal(term) or term.startswith("_:"):
        return term
    for prefix, namespace in prefixes().items():
        name = iri_of(term).removeprefix(namespace)
        if name != iri_of(term) and re.fullmatch(r"\w+", name):
            return f"{prefix}:{name}"
    return term
