"""rdflib graphs from text, and text from rdflib terms."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from limen.check.known import SH, ShapesRefused, refuse_unknown
from limen.errors import LimenError
from limen.term import is_literal, literal, literal_parts

if TYPE_CHECKING:  # rdflib costs a tenth of a second: it loads when a check runs
    from rdflib import Graph
    from rdflib.term import Node

_LINE = re.compile(r"(<[^>]*>|_:\S+) (<[^>]*>) (\S.*\S) \.\Z")
#: SHACL properties whose values are shapes.
_TO_SHAPE = tuple(SH + name for name in ("property", "node", "not", "qualifiedValueShape"))


@contextmanager
def quiet(name: str) -> Iterator[None]:
    """Keep a logger, and warnings, from printing; ill-typed literals are reported as violations."""
    logger = logging.getLogger(name)

    def silence(_: logging.LogRecord) -> bool:
        return False

    logger.addFilter(silence)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Parsing weird boolean")
            yield
    finally:
        logger.removeFilter(silence)


def read_data(text: str, graph: Graph) -> Graph:
    """Fill a graph from N-Triples as limen writes them, one triple a line; literals stay as written.

    Raises:
        LimenError: if a line is not a triple in that form.
    """
    term = cache(_from_term)
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        if match:
            subject, predicate, object_ = match.groups()
            graph.add((term(subject), term(predicate), term(object_)))
        elif line:
            raise LimenError(f"line {number} of the data is not N-Triples: {line[:80]}")
    return graph


def _from_term(term: str) -> Node:
    from rdflib import BNode, Literal, URIRef

    if is_literal(term):
        value, language, datatype = literal_parts(term)
        return Literal(value, lang=language or None, datatype=datatype or None, normalize=False)
    return BNode(term[2:]) if term.startswith("_:") else URIRef(term[1:-1])


def to_term(node: Node | None) -> str:
    """Write an rdflib term as an N-Triples term; nothing is empty."""
    from rdflib import BNode, Literal

    if node is None:
        return ""
    if isinstance(node, Literal):
        return literal(str(node), node.language or "", str(node.datatype or ""))
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def read_shapes(shapes: Mapping[str, str]) -> Graph:
    """Read files of shapes into one graph.

    Raises:
        ShapesRefused: if one is not Turtle, uses a SHACL term that the engine
            would pass over, or points to a shape that none describes.
    """
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for name in sorted(shapes):
        part = Graph(bind_namespaces="none")
        try:
            part.parse(data=shapes[name], format="turtle", publicID=f"urn:shapes:{name}")
        except Exception as error:  # rdflib's reader also trips with IndexError and the like
            raise ShapesRefused(f"{name} is not Turtle: {error}") from error
        refuse_unknown({str(term) for triple in part for term in triple}, name)
        graph += part
    _refuse_undescribed(graph)
    return graph


def _refuse_undescribed(graph: Graph) -> None:
    from rdflib import URIRef

    for predicate in _TO_SHAPE:
        for shape in graph.objects(None, URIRef(predicate)):
            if (shape, None, None) not in graph:
                raise ShapesRefused(f"{to_term(shape)} is used as a shape, and no file describes it")
