"""Checking a graph against SHACL shapes with pySHACL, the only door to it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from limen.check.known import SH, ShapesRefused
from limen.check.report import ShapeReport, Violation
from limen.check.terms import quiet, read_data, read_shapes, to_term
from limen.errors import Breach, Severity
from limen.term import iri_of

if TYPE_CHECKING:  # pySHACL costs a third of a second: it loads when a check runs
    from pyshacl import Validator
    from rdflib import Graph
    from rdflib.term import Node

_SEVERITIES = {f"<{SH}Warning>": Severity.WARNING, f"<{SH}Info>": Severity.NOTE}


def check_shapes(data: str, shapes: Mapping[str, str]) -> ShapeReport:
    """Check a graph against shapes.

    `data` is N-Triples as limen writes it; `shapes` maps a file's name to its
    Turtle. Nothing is inferred. The order of triples and files changes nothing.

    Raises:
        ShapesRefused: if a file of shapes is not Turtle, is unsound, or uses a
            SHACL term that pySHACL would pass over in silence.
    """
    from limen.check.engine import PreparingGraph, spread_targets

    with quiet("rdflib.term"):
        rules = read_shapes(shapes)
        validator = _validator(read_data(data, PreparingGraph()), spread_targets(rules))
        try:
            looked_at = _looked_at(validator)
            report: Graph = validator.run()[1]  # type: ignore[no-untyped-call] # pySHACL does not say
        except Exception as error:  # what pySHACL raises for a bad shape has no common base
            raise ShapesRefused(f"the shapes cannot be used: {error}") from error
        return ShapeReport(tuple(sorted(_violations(report, rules))), MappingProxyType(looked_at))


def _validator(data: Graph, shapes: Graph) -> Validator:
    """Set pySHACL up; its ready-made function would change rdflib's settings and print."""
    from pyshacl import Validator
    from pyshacl.graph_abstraction import DataGraph

    options = {
        "inference": "none",
        "advanced": False,
        "logger": _silent(),
    }
    return Validator(DataGraph.from_rdflib(data), shacl_graph=shapes, options=options)


def _silent() -> logging.Logger:
    """Make a logger that nobody else has and that says nothing; what is wrong comes as an exception too."""
    return logging.Logger("pyshacl", logging.CRITICAL + 1)  # noqa: LOG001 # a shared one would be global state


def _looked_at(validator: Validator) -> dict[str, int]:
    """Count the nodes of the data that each named node shape targets; one that is switched off looks at none."""
    data = validator.data_graph
    counts = {}
    for shape in validator.shacl_graph.shapes:
        term = to_term(shape.node)
        if term.startswith("<") and not shape.is_property_shape:
            targets = () if shape.deactivated else shape.focus_nodes(data)
            counts[term] = sum((node, None, None) in data or (None, None, node) in data for node in targets)
    return dict(sorted(counts.items()))


def _violations(report: Graph, shapes: Graph) -> Iterator[Violation]:
    """Read the results off a report; details of a result are part of it."""
    from rdflib import SH as TERMS

    for result in set(report.objects(None, TERMS.result)) - set(report.objects(None, TERMS.detail)):
        path = to_term(report.value(result, TERMS.resultPath))
        shape = _named(report.value(result, TERMS.sourceShape), shapes)
        breach = Breach(
            focus=to_term(report.value(result, TERMS.focusNode)),
            path=path if path.startswith("<") else "",
            value=to_term(report.value(result, TERMS.value)),
            shape=shape,
            component=to_term(report.value(result, TERMS.sourceConstraintComponent)),
        )
        yield Violation(
            breach,
            _SEVERITIES.get(to_term(report.value(result, TERMS.resultSeverity)), Severity.ERROR),
            shape_code(shape),
            " ".join(sorted(str(each) for each in report.objects(result, TERMS.resultMessage))),
        )


def shape_code(shape: str) -> str:
    """Take the local name of a shape, which says which rule was broken.

    >>> shape_code("<https://w3id.org/limen/shapes#ClaimShape-source>"), shape_code("")
    ('ClaimShape-source', 'unnamed-shape')
    """
    return re.split(r"[#/]", iri_of(shape))[-1] if shape else "unnamed-shape"


def _named(shape: Node | None, shapes: Graph) -> str:
    """Find the name of a shape, or of the nearest one around it."""
    from rdflib import URIRef

    while shape is not None and not isinstance(shape, URIRef):
        shape = min(shapes.subjects(None, shape), default=None, key=str)
    return to_term(shape)
