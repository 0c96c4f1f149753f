"""Triples written as Turtle, JSON-LD, N-Quads, N-Triples, TriG or RDF/XML.

The same statements give the same bytes, in whatever order they come and however
often. Terms are in the form that `limen.term` writes; there are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from limen.errors import UnknownFormat
from limen.serialize.describe import Graph
from limen.serialize.format import FORMATS, Format, find_format
from limen.serialize.jsonld import serialize_jsonld
from limen.serialize.nquads import serialize_nquads, serialize_ntriples
from limen.serialize.rdfxml import serialize_rdfxml
from limen.serialize.style import Style
from limen.serialize.trig import serialize_trig
from limen.serialize.turtle import serialize_turtle

__all__ = ["FORMATS", "Format", "Graph", "Style", "find_format", "serialize"]


def serialize(graphs: Iterable[Graph], format: Format, style: Style) -> Iterator[str]:
    r"""Write graphs, each its IRI and its triples, as chunks of text.

    Formats that keep graphs write them in the order given; the others write
    their union. N-Quads holds one graph at a time, the others hold all.

    Raises:
        ValueError: while RDF/XML is written, if it has no way to say something.

    >>> graph = ("https://example.org/g", [("<x:a>", "<x:p>", "<x:b>")])
    >>> "".join(serialize([graph], find_format("nq"), Style({})))
    '<x:a> <x:p> <x:b> <https://example.org/g> .\n'
    """
    match format.name:
        case "turtle":
            return serialize_turtle(graphs, style)
        case "json-ld":
            return serialize_jsonld(graphs, style)
        case "nquads":
            return serialize_nquads(graphs)
        case "nt":
            return serialize_ntriples(graphs)
        case "trig":
            return serialize_trig(graphs, style)
        case "xml":
            return serialize_rdfxml(graphs, style)
    raise UnknownFormat(f"no writer for {format.name!r}")
