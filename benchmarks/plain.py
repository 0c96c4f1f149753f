"""The plain way of each step: python-frontmatter or json, and rdflib as its manual shows it.

It gets the triples as plain values from limen and need not find them in the
files, so it does less than limen does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import cpu_seconds

from data import Data, Row

if TYPE_CHECKING:
    import rdflib


def reading(data: Data) -> Callable[[], object]:
    """Load the front matter or the JSON of every file, unchecked and without places."""
    import frontmatter  # noqa: F401 - imports are not measured

    return lambda: _read(data)


def _read(data: Data) -> int:
    import frontmatter

    files = sorted(data.registry.rglob("*.*"))
    for file in files:
        text = file.read_text(encoding="utf-8")
        json.loads(text) if file.suffix == ".json" else frontmatter.loads(text)
    return len(files)


def making(data: Data) -> Callable[[], object]:
    """Make terms of plain values and add them to a graph."""
    import rdflib  # noqa: F401 - imports are not measured

    values = list(data.values())
    return lambda: len(_graph(row for _, rows in values for row in rows))


def nquads_text(data: Data) -> Callable[[], object]:
    """From plain values to N-Quads: make terms, add them, write them."""
    import rdflib  # noqa: F401 - imports are not measured

    values = list(data.values())
    return lambda: len(_dataset(values).serialize(format="nquads").encode())


def writing(format_name: str, data: Data) -> Callable[[], object]:
    """Write a loaded graph, or dataset for the formats that keep graphs, in one format."""
    keeps_graphs = format_name in {"nquads", "trig"}
    graph = (
        _dataset(data.values()) if keeps_graphs else _graph(row for _, rows in data.values() for row in rows)
    )
    return lambda: _written(graph, format_name)


def _written(graph: rdflib.Graph, format_name: str) -> int:
    from limen.vocab import prefixes

    options = {"context": prefixes(), "auto_compact": False} if format_name == "json-ld" else {}
    return len(graph.serialize(format=format_name, encoding="utf-8", **options))


def queries(folder: Path, data: Data) -> Callable[[], object]:
    """Ask each query of a loaded graph; gives seconds and rows by name."""
    graph = _graph(row for _, rows in data.values() for row in rows)
    return lambda: _asked(graph, folder)


def _asked(graph: rdflib.Graph, folder: Path) -> dict[str, tuple[float, int]]:
    from limen.vocab import prefixes

    answers: dict[str, tuple[float, int]] = {}
    for file in sorted(folder.glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        before = cpu_seconds()
        rows = len(list(graph.query(text, initNs=prefixes())))
        answers[file.stem] = (cpu_seconds() - before, rows)
    return answers


def whole(folder: Path, data: Data) -> Callable[[], object]:
    """Read, fill a graph and a dataset, write Turtle, JSON-LD and N-Quads, and ask the queries."""
    import frontmatter  # noqa: F401 - imports are not measured
    import rdflib  # noqa: F401

    def run() -> None:
        _read(data)
        _written(_dataset(data.values()), "nquads")
        graph = _graph(row for _, rows in data.values() for row in rows)
        for name in ("turtle", "json-ld"):
            _written(graph, name)
        _asked(graph, folder)

    return run


def _graph(rows: Iterable[Row]) -> rdflib.Graph:
    """Add rows to a graph with limen's prefixes."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for row in _terms(rows):
        graph.add(row)
    return _bound(graph)


def _dataset(graphs: Iterable[tuple[str, list[Row]]]) -> rdflib.Dataset:
    """Add rows to the graphs of a dataset with limen's prefixes."""
    import rdflib

    dataset = rdflib.Dataset()
    for name, rows in graphs:
        graph = dataset.graph(rdflib.URIRef(name))
        dataset.addN((s, p, o, graph) for s, p, o in _terms(rows))
    return _bound(dataset)


def _bound(graph: Any) -> Any:
    from limen.vocab import prefixes

    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace)
    return graph


def _terms(
    rows: Iterable[Row],
) -> Iterator[tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef | rdflib.Literal]]:
    """Make rdflib's terms, each IRI once."""
    from rdflib import Literal, URIRef

    name = cache(URIRef)
    for subject, predicate, value in rows:
        if value.is_iri:
            yield name(subject), name(predicate), name(value.text)
        else:
            literal = Literal(value.text, lang=value.language or None, datatype=value.datatype or None)
            yield name(subject), name(predicate), literal
