"""What a finding of a shape means, from the shape itself and the cases that it is tested with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from limen.check.explain import Example, ExampleFile, Explanation
from limen.check.known import SH
from limen.check.shacl import shape_code
from limen.check.terms import read_shapes, to_term
from limen.errors import Severity

if TYPE_CHECKING:  # rdflib costs a tenth of a second: it loads when a shape is read
    from rdflib import Graph
    from rdflib.term import Node

_SEVERITIES = {
    f"{SH}Violation": Severity.ERROR,
    f"{SH}Warning": Severity.WARNING,
    f"{SH}Info": Severity.NOTE,
}
_RULE = "Rule: "
#: What a message puts a value in the place of.
_VALUE = re.compile(r"\{[?$](\w+)\}")


def case_folder(name: str) -> str:
    """Name the folder of the cases for a file of shapes.

    >>> case_folder("safety-level")
    'SafetyLevelShape'
    """
    return f"{''.join(word.capitalize() for word in name.split('-'))}Shape"


def shape_explanations(
    shapes: Mapping[str, str], cases: Mapping[str, Mapping[str, str]]
) -> Iterator[Explanation]:
    """Explain every named property shape, in the order of their codes.

    `shapes` maps a file's name to its Turtle, `cases` the folder of a shape to
    its cases by name: `fail-…` names on its first line the shape that it
    breaks, `pass-…` breaks none. Of the passing cases the one is chosen that is
    most like the failing one.

    Raises:
        ValueError: if a shape has no failing or no passing case, or lacks its message, rule or severity.
    """
    from rdflib import RDF, URIRef
    from rdflib import SH as TERMS

    graph = read_shapes(shapes)
    named = (each for each in graph.subjects(RDF.type, TERMS.PropertyShape) if isinstance(each, URIRef))
    for shape in sorted(set(named)):
        code = shape_code(to_term(shape))
        folder = code.partition("-")[0]
        fails, passes = _cases(code, cases.get(folder, {}))
        yield Explanation(
            code,
            _SEVERITIES[_said(graph, shape, code, "severity")],
            _VALUE.sub(r"the \1", _said(graph, shape, code, "message")),
            f"The rule: {_said(graph, shape, code, 'rule').removeprefix(_RULE)}\n\n"
            f"The shape {code} holds the published graph to it.",
            _example(folder, fails),
            _example(folder, passes),
        )


def _said(graph: Graph, shape: Node, code: str, what: str) -> str:
    """Read a shape's message, also that of its query, its rule or its severity."""
    from rdflib import RDFS
    from rdflib import SH as TERMS

    own = {"severity": TERMS.severity, "message": TERMS.message, "rule": RDFS.comment}[what]
    queries = list(graph.objects(shape, TERMS.sparql)) if what == "message" else []
    said = sorted(str(value) for node in (shape, *queries) for value in graph.objects(node, own))
    if not said:
        raise ValueError(f"the shape {code} has no {what}")
    return said[0]


def _cases(code: str, cases: Mapping[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Choose a failing case of a shape, and the passing one that is most like it."""
    fails = [(name, text) for name, text in sorted(cases.items()) if text.startswith(f"# {code}\n")]
    passes = [(name, text) for name, text in sorted(cases.items()) if name.startswith("pass-")]
    if not fails or not passes:
        raise ValueError(f"the shape {code} has no {'passing' if fails else 'failing'} case in shapes/cases")
    return fails[0], min(passes, key=lambda case: _unlikeness(fails[0], case))


def _unlikeness(one: tuple[str, str], other: tuple[str, str]) -> tuple[int, int]:
    """Say how far two cases are apart: by the words of their names, then by their lines."""
    shared = set(one[0].split("-")) & set(other[0].split("-"))
    return -len(shared), len(set(one[1].splitlines()) ^ set(other[1].splitlines()))


def _example(folder: str, case: tuple[str, str]) -> Example:
    name, text = case
    return Example((ExampleFile(f"{folder}/{name}.ttl", text, "turtle"),))
