"""Findings for people: one line that an editor can jump to, the source line with a caret, the hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from limen.errors import Finding, Severity
from limen.report.visible import excerpt, visible

#: Gives the lines of a file by the path that findings have for it; none if it cannot be read.
Source = Callable[[str], Sequence[str]]

_INDENT = "    "
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}
_PLAIN = "\x1b[0m"


def format_text(findings: Iterable[Finding], source: Source, *, colour: bool = False) -> str:
    """Write findings for a terminal or a log; nothing in them can move the cursor or hide text.

    >>> finding = Finding("a.md", 1, 7, Severity.ERROR, "unknown-type", "'bug' is no type", "use weakness")
    >>> print(format_text([finding], lambda path: ["type: bug"]), end="")
    a.md:1:7: error[unknown-type]: 'bug' is no type
        type: bug
              ^
        use weakness
    """
    return "".join(f"{line}\n" for finding in findings for line in _lines(finding, source, colour))


def _lines(finding: Finding, source: Source, colour: bool) -> Iterator[str]:
    place = f"{finding.path}:{finding.line}:{finding.column}" if finding.line else finding.path
    lead = f"{visible(place)}: " if place else ""
    word = painted(f"{finding.severity.word}[{finding.code}]", finding.severity, colour)
    yield f"{lead}{word}: {visible(finding.message)}"
    lines = source(finding.path) if finding.line else ()
    if lines[finding.line - 1 : finding.line] and lines[finding.line - 1].strip():
        shown, cells = excerpt(lines[finding.line - 1], max(finding.column, 1))
        yield _INDENT + shown
        if finding.column:
            yield _INDENT + " " * cells + painted("^", finding.severity, colour)
    if finding.hint:
        yield _INDENT + visible(finding.hint)


def painted(word: str, severity: Severity, colour: bool) -> str:
    """Write a word in the colour of a severity, if colour is wanted."""
    return f"{_COLOURS[severity]}{word}{_PLAIN}" if colour else word
