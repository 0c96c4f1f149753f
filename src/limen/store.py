"""The embedded store that answers SPARQL, and the canonical form of a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, Self

import pyoxigraph

from limen.errors import UnknownFormat, UnknownQuery
from limen.term import Triple

Rows = Sequence[Sequence[str]]
_Found = pyoxigraph.QueryBoolean | pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples
_Graph = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.DefaultGraph


class Answer:
    """What a query gave: rows of terms, triples, or yes or no."""

    __slots__ = ("rows", "variables", "verdict")

    def __init__(self, variables: tuple[str, ...], rows: Rows, verdict: bool | None = None) -> None:
        """Take the variables and the rows; triples have the variables of a triple."""
        self.variables = variables
        self.rows = rows
        self.verdict = verdict


class Store:
    """A dataset loaded for querying.

    The default graph is the union of all graphs, each triple once. Literals are
    normalised by the store, so nothing is ever published from it.
    """

    def __init__(self, graphs: Iterable[tuple[str, Iterable[Triple]]] = ()) -> None:
        """Load graphs, each its IRI and its triples."""
        self._store = pyoxigraph.Store()
        for graph, triples in graphs:
            self._load(packed([(graph, triples)]))

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """Load what `packed` made."""
        store = cls()
        store._load(data)
        return store

    def _load(self, data: bytes) -> None:
        self._store.bulk_load(data, pyoxigraph.RdfFormat.N_QUADS)

    def __len__(self) -> int:
        """Count the triples of the union."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))

    def query(self, text: str, prefixes: Mapping[str, str]) -> Answer:
        """Answer a SPARQL query; the prefixes need not be declared in it.

        Raises:
            UnknownQuery: if the text is not SPARQL 1.1.
        """
        try:
            found = self._store.query(text, prefixes=dict(prefixes))
            return _answer(found)
        except (SyntaxError, ValueError) as error:
            raise UnknownQuery(f"the query is not valid SPARQL: {error}") from error

    def write(self, query: Query, prefixes: Mapping[str, str], sink: Any) -> str:
        """Answer a query into what bytes can be written to, and give the media type of what was written.

        What the sink raises, it raises too.

        Raises:
            UnknownQuery: if the text is not SPARQL 1.1, or cannot be answered.
            UnknownFormat: if no form of the answer is acceptable.
        """
        try:
            return _written(self._found(query, prefixes), query, prefixes, sink)
        except (SyntaxError, ValueError, OSError) as error:
            raise UnknownQuery(f"the query cannot be answered: {error}") from error

    def _found(self, query: Query, prefixes: Mapping[str, str]) -> _Found:
        base, known = query.base or None, dict(prefixes)
        if not query.default and not query.named:
            return self._store.query(query.text, base_iri=base, prefixes=known)
        store, default, named = self._store, _nodes(query.default), _nodes(query.named)
        if len(default) > 1:
            store, default = self._merged(default, named), [pyoxigraph.DefaultGraph()]
        return store.query(
            query.text, base_iri=base, prefixes=known, default_graph=default, named_graphs=named
        )

    def _merged(self, default: Iterable[_Graph], named: Iterable[_Graph]) -> pyoxigraph.Store:
        """Copy some graphs into the default graph of a store: asked together, they would give a triple once each."""
        merged = pyoxigraph.Store()
        for graph in default:
            quads = self._store.quads_for_pattern(None, None, None, graph)
            merged.extend(pyoxigraph.Quad(each.subject, each.predicate, each.object) for each in quads)
        for graph in named:
            merged.extend(self._store.quads_for_pattern(None, None, None, graph))
        return merged


class Query(NamedTuple):
    """A query, the graphs that it is put to, and how its answer is to be written: media types, empty for not at all.

    Without any graphs it is put to the union, and all graphs can be named.
    """

    text: str
    base: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    rows_as: str = "application/sparql-results+json"
    triples_as: str = "text/turtle"


def packed(graphs: Iterable[tuple[str, Iterable[Triple]]]) -> bytes:
    r"""Write graphs so that a store loads them fast: as N-Quads with their union as the default graph.

    >>> packed([("x:g", [("<x:a>", "<x:p>", '"1"')])])
    b'<x:a> <x:p> "1" <x:g> .\n<x:a> <x:p> "1" .\n'
    """
    lines = ((f"{s} {p} {o}", graph) for graph, triples in graphs for s, p, o in triples)
    return "".join(f"{line} <{graph}> .\n{line} .\n" for line, graph in lines).encode()


def read_nquads(data: bytes) -> tuple[tuple[str, tuple[Triple, ...]], ...]:
    """Read N-Quads into graphs, in IRI order, each its IRI and its triples, sorted; the default graph is left out.

    Raises:
        SyntaxError: if it is not N-Quads, with the line.
    """
    graphs: dict[str, set[Triple]] = {}
    for quad in pyoxigraph.parse(data, pyoxigraph.RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, pyoxigraph.NamedNode):
            triple = (str(quad.subject), str(quad.predicate), str(quad.object))
            graphs.setdefault(quad.graph_name.value, set()).add(triple)
    return tuple((graph, tuple(sorted(graphs[graph]))) for graph in sorted(graphs))


def _nodes(graphs: Iterable[str]) -> list[Any]:
    """Make IRIs into nodes; the library's lists of graphs are of several types."""
    return [pyoxigraph.NamedNode(each) for each in graphs]


def _written(found: _Found, query: Query, prefixes: Mapping[str, str], sink: Any) -> str:
    """Write what was found as the query asks, and give the media type of it."""
    if isinstance(found, pyoxigraph.QueryTriples):
        triples = pyoxigraph.RdfFormat.from_media_type(query.triples_as)
        if triples is None:
            raise UnknownFormat("the answer is a graph, which none of the accepted forms can hold")
        pyoxigraph.serialize(found, sink, triples, prefixes=dict(prefixes))
        return query.triples_as
    rows = pyoxigraph.QueryResultsFormat.from_media_type(query.rows_as)
    if rows is None:
        raise UnknownFormat("the answer is rows, or yes or no, which none of the accepted forms can hold")
    found.serialize(sink, rows)
    return query.rows_as


def _answer(found: object) -> Answer:
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Answer((), (), bool(found))
    if isinstance(found, pyoxigraph.QueryTriples):
        rows = [(str(t.subject), str(t.predicate), str(t.object)) for t in found]
        rows.sort(key=_without_blanks)
        return Answer(("subject", "predicate", "object"), rows)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = tuple(variable.value for variable in found.variables)
    return Answer(names, [["" if cell is None else str(cell) for cell in row] for row in found])


def _without_blanks(row: Sequence[str]) -> tuple[str, ...]:
    """Sort a row by all but its blank nodes, whose names are chance."""
    return tuple("_:" if term.startswith("_:") else term for term in row)


def canonical_hash(data: bytes, media_type: str) -> str:
    """Fingerprint a file's dataset: SHA-256 of its canonical N-Quads (RDFC-1.0).

    Raises:
        SyntaxError: if the file is not valid.
    """
    format_ = pyoxigraph.RdfFormat.from_media_type(media_type)
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(data, format_))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return sha256("".join(sorted(f"{quad} .\n" for quad in dataset)).encode()).hexdigest()


def convert_turtle(data: bytes, media_type: str, base: str, prefixes: Mapping[str, str]) -> bytes:
    """Write a Turtle file in another form of RDF; blank nodes stay what they are.

    Raises:
        SyntaxError: if it is not Turtle, with line and column.
    """
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    quads = pyoxigraph.parse(data, pyoxigraph.RdfFormat.TURTLE, base_iri=base, rename_blank_nodes=True)
    written = pyoxigraph.serialize((quad.triple for quad in quads), format=form, prefixes=dict(prefixes))
    assert written is not None
    return written


def read_turtle(data: bytes, base: str = "file:///") -> tuple[Triple, ...]:
    """Read a Turtle file into triples; relative IRIs begin at `base`, and blank nodes get names of chance.

    Raises:
        SyntaxError: if it is not Turtle, with line and column.
    """
    turtle = pyoxigraph.RdfFormat.TURTLE
    quads = pyoxigraph.parse(data, turtle, base_iri=base, rename_blank_nodes=True)
    return tuple((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)


def read_dataset(data: bytes, media_type: str) -> dict[str, set[Triple]]:
    """Read a file of RDF into graphs by their IRIs; the default graph's is empty, and blank nodes begin with `_:`.

    Raises:
        SyntaxError: if the file is not valid.
    """
    graphs: dict[str, set[Triple]] = {}
    for quad in pyoxigraph.parse(data, pyoxigraph.RdfFormat.from_media_type(media_type)):
        graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else str(quad.graph_name)
        triple = (str(quad.subject), str(quad.predicate), str(quad.object))
        graphs.setdefault(graph.removeprefix("<").removesuffix(">"), set()).add(triple)
    return graphs
