"""N-Quads and N-Triples: sorted lines, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from limen.serialize.describe import Graph, union

_LINES_AT_ONCE = 4096


def serialize_nquads(graphs: Iterable[Graph]) -> Iterator[str]:
    """Write graphs in the order given, one chunk each, with its lines sorted and each once.

    Only one graph is held at a time.

    >>> print("".join(serialize_nquads([("x:g", [("<x:b>", "<x:p>", '"1"'), ("<x:a>", "<x:p>", '"1"')])])), end="")
    <x:a> <x:p> "1" <x:g> .
    <x:b> <x:p> "1" <x:g> .
    """
    for graph, triples in graphs:
        end = f" <{graph}> .\n"
        yield "".join(sorted({f"{s} {p} {o}{end}" for s, p, o in triples}))


def serialize_ntriples(graphs: Iterable[Graph]) -> Iterator[str]:
    r"""Write the union of all graphs, with its lines sorted and each once.

    >>> "".join(serialize_ntriples([("x:g", [("<x:a>", "<x:p>", "<x:b>")]), ("x:h", [("<x:a>", "<x:p>", "<x:b>")])]))
    '<x:a> <x:p> <x:b> .\n'
    """
    lines = sorted({f"{s} {p} {o} .\n" for s, p, o in union(graphs)})
    for start in range(0, len(lines), _LINES_AT_ONCE):
        yield "".join(lines[start : start + _LINES_AT_ONCE])
