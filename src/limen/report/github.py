"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from limen.errors import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = _IN_MESSAGES | str.maketrans({":": "%3A", ",": "%2C"})


def format_github(findings: Iterable[Finding]) -> str:
    """Write one workflow command for each finding.

    >>> finding = Finding("a,b.md", 3, 5, Severity.NOTE, "odd", "100 % odd", "look")
    >>> print(format_github([finding]), end="")
    ::notice file=a%2Cb.md,line=3,col=5,title=odd::100 %25 odd (look)
    """
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": finding.line or "",
        "col": (finding.line and finding.column) or "",
        "title": finding.code,
    }
    given = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTIES)}" for name, value in properties.items() if value
    )
    advice = f" ({finding.hint})" if finding.hint else ""
    return f"::{_COMMANDS[finding.severity]} {given}::{(finding.message + advice).translate(_IN_MESSAGES)}"
