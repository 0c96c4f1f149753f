"""Triples written as Turtle, JSON-LD, N-Quads, N-Triples, TriG or RDF/XML; mappings as SSSOM or OSCAL.

The same statements give the same bytes, in whatever order they come and however
often. Terms are in the form that `limen.term` writes; there are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from limen.errors import UnknownFormat
from limen.serialize.describe import Graph
from limen.serialize.format import FORMATS, Format, find_format
from limen.serialize.jsonld import serialize_jsonld
from limen.serialize.nquads import serialize_nquads, serialize_ntriples
from limen.serialize.oscal import serialize_oscal
from limen.serialize.rdfxml import serialize_rdfxml
from limen.serialize.sssom import serialize_sssom
from limen.serialize.style import Style
from limen.serialize.trig import serialize_trig
from limen.serialize.turtle import serialize_turtle

__all__ = ["FORMATS", "Format", "Graph", "Style", "find_format", "serialize"]


def serialize(graphs: Iterable[Graph], format: Format, style: Style) -> Iterator[str]:
    r"""Write graphs, each its IRI and its triples, as chunks of text.

    Formats that keep graphs write them in the order given; the others write
    their union. N-Quads holds one graph at a time, the others hold all.

    Raises:
        OutputRefused: while RDF/XML is written, if it has no way to say something;
            when OSCAL is first read, if no mapping can be written in it.

    >>> graph = ("https://example.org/g", [("<x:a>", "<x:p>", "<x:b>")])
    >>> "".join(serialize([graph], find_format("nq"), Style({})))
    '<x:a> <x:p> <x:b> <https://example.org/g> .\n'
    """
    if format.name not in _WRITERS:
        raise UnknownFormat(f"no writer for {format.name!r}")
    return _WRITERS[format.name](graphs, style)


_WRITERS: Mapping[str, Callable[[Iterable[Graph], Style], Iterator[str]]] = {
    "turtle": serialize_turtle,
    "json-ld": serialize_jsonld,
    "nquads": lambda graphs, _style: serialize_nquads(graphs),
    "nt": lambda graphs, _style: serialize_ntriples(graphs),
    "trig": serialize_trig,
    "xml": serialize_rdfxml,
    "sssom": serialize_sssom,
    "oscal": lambda graphs, _style: serialize_oscal(graphs),
}
