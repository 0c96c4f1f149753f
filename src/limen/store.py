"""The embedded store that answers SPARQL, and the canonical form of a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

import pyoxigraph

from limen.errors import UnknownQuery
from limen.term import Triple

Rows = Sequence[Sequence[str]]


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

    def __init__(self, graphs: Iterable[tuple[str, Iterable[Triple]]]) -> None:
        """Load graphs, each its IRI and its triples."""
        self._store = pyoxigraph.Store()
        for graph, triples in graphs:
            lines = [f"{s} {p} {o}" for s, p, o in triples]
            text = "".join(f"{line} <{graph}> .\n{line} .\n" for line in lines)
            self._store.bulk_load(text.encode(), pyoxigraph.RdfFormat.N_QUADS)

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


def read_turtle(data: bytes, base: str = "file:///") -> tuple[Triple, ...]:
    """Read a Turtle file into triples; relative IRIs begin at `base`, and blank nodes get names of chance.

    Raises:
        SyntaxError: if it is not Turtle, with line and column.
    """
    turtle = pyoxigraph.RdfFormat.TURTLE
    quads = pyoxigraph.parse(data, turtle, base_iri=base, rename_blank_nodes=True)
    return tuple((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)
