"""Findings as the triples of a SHACL validation report (SHACL 3.6); no node of it is blank."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from hashlib import sha256

from limen.errors import Finding, Severity
from limen.term import XSD, Triple, literal
from limen.vocab import DCTERMS, RDF, RDFS, SCHEMA, SH

_SEVERITIES = {Severity.ERROR: SH.Violation, Severity.WARNING: SH.Warning, Severity.NOTE: SH.Info}


def report_triples(
    findings: Iterable[Finding], base: str, record: Callable[[str], str]
) -> tuple[Triple, ...]:
    """Say findings as a validation report, sorted; `record` names the record of a file by its path.

    A finding that is not about a node is about the record of its file, and the
    check that made it stands in the place of a constraint component.
    """
    results = {_name(base, *map(str, astuple(each))): each for each in findings}
    report = _name(base, *sorted(results))
    triples = {
        (report, RDF.type, SH.ValidationReport),
        (report, SH.conforms, literal("false" if results else "true", datatype=XSD + "boolean")),
    }
    for node, finding in results.items():
        triples.add((report, SH.result, node))
        triples.update((node, *each) for each in _said(finding, base, record(finding.path)))
    return tuple(sorted(triples))


def _said(finding: Finding, base: str, file: str) -> Iterator[tuple[str, str]]:
    breach = finding.breach
    yield RDF.type, SH.ValidationResult
    yield SH.focusNode, _named(breach.focus) or file
    yield SH.sourceConstraintComponent, breach.component or f"<{base}finding/{finding.code}>"
    yield SH.resultSeverity, _SEVERITIES[finding.severity]
    yield SH.resultMessage, literal(finding.message, "en")
    optional = ((SH.resultPath, breach.path), (SH.value, breach.value), (SH.sourceShape, breach.shape))
    yield from ((property_, term) for property_, term in optional if _named(term))
    yield DCTERMS.identifier, literal(finding.code)
    yield DCTERMS.source, file
    if finding.line:
        yield SCHEMA.position, literal(f"{finding.line}:{finding.column}")
    if finding.hint:
        yield RDFS.comment, literal(finding.hint, "en")


def _named(term: str) -> str:
    return "" if term.startswith("_:") else term


def _name(base: str, *parts: str) -> str:
    """Name a node of the report by what it says."""
    return f"<{base}report/{sha256(json.dumps(parts).encode()).hexdigest()[:16]}>"
