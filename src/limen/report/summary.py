"""Findings as a list of things to mend: one line for each code, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from limen.errors import Finding
from limen.report.text import painted


def format_summary(findings: Iterable[Finding], titles: Mapping[str, str], *, colour: bool = False) -> str:
    """Count findings by code and say what each code means; the worst first, then the most frequent.

    >>> from limen.errors import Severity
    >>> finding = Finding("a.md", 1, 7, Severity.ERROR, "unknown-type", "'bug' is no type")
    >>> print(format_summary([finding], {"unknown-type": "The type is none of SecID's."}), end="")
    1  error  unknown-type  The type is none of SecID's.
    """
    counts = Counter((finding.severity, finding.code) for finding in findings)
    rows = sorted(counts.items(), key=lambda row: (row[0][0], -row[1], row[0][1]))
    widths = (
        max((len(f"{count:,}") for _, count in rows), default=0),
        max((len(severity.word) for (severity, _), _ in rows), default=0),
        max((len(code) for (_, code), _ in rows), default=0),
    )
    return "".join(
        f"{count:>{widths[0]},}  {painted(severity.word.ljust(widths[1]), severity, colour)}"
        f"  {code.ljust(widths[2])}  {titles.get(code, '')}".rstrip()
        + "\n"
        for (severity, code), count in rows
    )
