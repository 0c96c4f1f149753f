"""The difference of two datasets, graph by graph and triple by triple."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from limen.term import Triple

#: A dataset: the triples of each graph, by its IRI; that of the default graph is empty.
Graphs = Mapping[str, AbstractSet[Triple]]
#: Some triples of each graph, all sorted.
Parts = tuple[tuple[str, tuple[Triple, ...]], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What goes from each graph of a dataset, and what comes into it."""

    removed: Parts
    added: Parts


def union_of(graphs: Graphs) -> frozenset[Triple]:
    """The triples of all graphs, each once."""
    return frozenset().union(*graphs.values())


def comparable(old: Graphs, new: Graphs) -> tuple[Graphs, Graphs]:
    """Two datasets as they can be compared: as their unions, if only one of them tells its graphs apart.

    >>> triple = ("<x:a>", "<x:p>", "<x:b>")
    >>> comparable({"x:g": {triple}}, {"": {triple}})
    ({'': frozenset({('<x:a>', '<x:p>', '<x:b>')})}, {'': frozenset({('<x:a>', '<x:p>', '<x:b>')})})
    """
    if _has_names(old) == _has_names(new):
        return old, new
    return {"": union_of(old)}, {"": union_of(new)}


def _has_names(graphs: Graphs) -> bool:
    return any(graphs.keys())


def difference(old: Graphs, new: Graphs) -> Difference:
    """Compare two datasets; what is in both is in neither part.

    >>> one, two = ("<x:a>", "<x:p>", '"1"'), ("<x:a>", "<x:p>", '"2"')
    >>> difference({"x:g": {one}}, {"x:g": {two}}).added
    (('x:g', (('<x:a>', '<x:p>', '"2"'),)),)
    >>> difference({"x:g": {one}}, {"x:g": {one}})
    Difference(removed=(), added=())
    """
    return Difference(tuple(_beyond(old, new)), tuple(_beyond(new, old)))


def _beyond(graphs: Graphs, others: Graphs) -> Iterator[tuple[str, tuple[Triple, ...]]]:
    """What some graphs hold and others do not."""
    for graph in sorted(graphs):
        known: Iterable[Triple] = others.get(graph, frozenset())
        rest = graphs[graph] - frozenset(known)
        if rest:
            yield graph, tuple(sorted(rest))
