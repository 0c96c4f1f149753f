"""Violations of shapes as findings that lead back to the files."""

from __future__ import annotations

import re
from collections.abc import Callable

from limen.check.report import ShapeReport, Violation
from limen.errors import Finding
from limen.term import iri_of, is_literal
from limen.vocab import prefixes

#: Where a node comes from: path, line and column.
Place = tuple[str, int, int]


def shape_findings(report: ShapeReport, place: Callable[[str], Place]) -> tuple[Finding, ...]:
    """Turn the violations of a report into findings, sorted.

    `place` says where the focus node of a violation comes from.
    """
    return tuple(sorted({_finding(violation, place(violation.focus)) for violation in report.violations}))


def _finding(violation: Violation, place: Place) -> Finding:
    path, line, column = place
    return Finding(
        path, line, column, violation.severity, _code(violation.shape), violation.message, _hint(violation)
    )


def _code(shape: str) -> str:
    """Take the local name of a shape, which says which rule was broken."""
    return re.split(r"[#/]", iri_of(shape))[-1] if shape else "unnamed-shape"


def _hint(violation: Violation) -> str:
    """Name the node, the property and the value that the violation is about."""
    parts = [_short(violation.focus)]
    if violation.path:
        parts.append(_short(violation.path))
    if violation.value and violation.value != violation.focus:
        parts.append(_short(violation.value))
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
