"""Findings as people and programs read them: text, JSON, SARIF, GitHub annotations, and a graph."""

from limen.report.as_json import Extent, format_json
from limen.report.baseline import Baseline, Compared, compare, format_baseline, read_baseline
from limen.report.github import format_github
from limen.report.sarif import Rule, Tool, format_sarif
from limen.report.summary import format_summary
from limen.report.text import Source, format_text
from limen.report.turtle import report_triples
from limen.report.visible import visible

__all__ = [
    "Baseline",
    "Compared",
    "Extent",
    "Rule",
    "Source",
    "Tool",
    "compare",
    "format_baseline",
    "format_github",
    "format_json",
    "format_sarif",
    "format_summary",
    "format_text",
    "read_baseline",
    "report_triples",
    "visible",
]
