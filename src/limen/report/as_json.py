"""Findings as one JSON document, for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from limen.errors import Breach, Finding, Severity
from limen.term import iri_of, is_literal, literal_parts


class Extent(NamedTuple):
    """How much was looked at."""

    entries: int
    triples: int
    shapes: int


def format_json(findings: Iterable[Finding], extent: Extent) -> str:
    """Write findings with all their fields, how many there are of each severity, and what was checked.

    Terms are written as in the SPARQL 1.1 Query Results JSON Format.
    """
    listed = tuple(findings)
    counts = Counter(finding.severity for finding in listed)
    document = {
        "findings": [_finding(finding) for finding in listed],
        "counts": {severity.word: counts[severity] for severity in Severity},
        "checked": extent._asdict(),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity.word,
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
        "breach": _breach(finding.breach) if finding.breach != Breach() else None,
    }


def _breach(breach: Breach) -> dict[str, object]:
    return {
        "focus": term_object(breach.focus),
        "path": term_object(breach.path),
        "value": term_object(breach.value),
        "shape": term_object(breach.shape),
        "component": term_object(breach.component),
    }


def term_object(term: str) -> dict[str, str] | None:
    """Take a term apart into an object; there is none for an empty text.

    >>> term_object('"a"@en')
    {'type': 'literal', 'value': 'a', 'xml:lang': 'en'}
    """
    if not term:
        return None
    if is_literal(term):
        value, language, datatype = literal_parts(term)
        more = {"xml:lang": language} if language else {"datatype": datatype} if datatype else {}
        return {"type": "literal", "value": value, **more}
    if term.startswith("_:"):
        return {"type": "bnode", "value": term[2:]}
    return {"type": "uri", "value": iri_of(term)}
