"""Checking: entries as values, graphs against shapes and rules, and mappings by what they mean."""

from limen.check.entry import entry_findings
from limen.check.findings import Place, violation_findings
from limen.check.known import ShapesRefused
from limen.check.mapping import registry_mapping_violations
from limen.check.report import ShapeReport, Violation
from limen.check.rules import Rule, read_rule, rule_violations
from limen.check.shacl import check_shapes

__all__ = [
    "Place",
    "Rule",
    "ShapeReport",
    "ShapesRefused",
    "Violation",
    "check_shapes",
    "entry_findings",
    "read_rule",
    "registry_mapping_violations",
    "rule_violations",
    "violation_findings",
]
