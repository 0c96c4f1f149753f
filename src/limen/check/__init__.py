"""Checking: graphs against shapes through one door, `check_shapes`, and identifiers against the index."""

from limen.check.findings import violation_findings
from limen.check.known import ShapesRefused
from limen.check.labels import label_findings
from limen.check.references import reference_findings
from limen.check.report import ShapeReport, Violation
from limen.check.shacl import check_shapes

__all__ = [
    "ShapeReport",
    "ShapesRefused",
    "Violation",
    "check_shapes",
    "label_findings",
    "reference_findings",
    "violation_findings",
]
