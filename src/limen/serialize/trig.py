"""TriG: Turtle's blocks, graph by graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from limen.serialize.describe import Graph
from limen.serialize.style import Prefixes, Style
from limen.serialize.turtle import Terms, header, spaced, subject_blocks


def serialize_trig(graphs: Iterable[Graph], style: Style) -> Iterator[str]:
    """Write graphs in the order given as TriG 1.1.

    >>> graph = ("x:g", [("<x:a>", "<x:p>", "<x:b>")])
    >>> print("".join(serialize_trig([graph], Style({}))), end="")
    <x:g> {
        <x:a>
            <x:p> <x:b> ;
        .
    }
    """
    prefixes = Prefixes(style)
    terms = Terms(prefixes)
    blocks = [_graph_block(graph, terms) for graph in graphs]
    return spaced([header(prefixes), *blocks])


def _graph_block(graph: Graph, terms: Terms) -> str:
    name, triples = graph
    blocks = spaced(subject_blocks(triples, terms, indent="    "))
    return f"{terms[f'<{name}>']} {{\n{''.join(blocks)}}}\n"
