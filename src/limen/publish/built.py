"""Every graph of a registry, made and held in memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from limen.derive import derived_triples
from limen.model.names import Names
from limen.publish.registry import Registry
from limen.publish.search_index import SearchIndex, index_of
from limen.query import ask
from limen.store import Answer, Store
from limen.term import Triple, iri_of, literal_parts
from limen.vocab import DCTERMS


@dataclass(frozen=True)
class Built:
    """The graphs of a registry, each its IRI and its triples, in IRI order."""

    graphs: tuple[tuple[str, tuple[Triple, ...]], ...]

    def __len__(self) -> int:
        """Count the triples of the union."""
        return len(self.union)

    @cached_property
    def union(self) -> tuple[Triple, ...]:
        """The triples of all graphs, sorted, each once."""
        return tuple(sorted({triple for _, triples in self.graphs for triple in triples}))

    @cached_property
    def day(self) -> str:
        """The ISO day that the derived graph is the view of; empty where nobody says one."""
        valid = (o for _, triples in self.graphs for _, p, o in triples if p == DCTERMS.valid)
        return next((literal_parts(each).value for each in valid), "")

    @cached_property
    def store(self) -> Store:
        """The graphs loaded for querying."""
        return Store(self.graphs)

    @cached_property
    def index(self) -> SearchIndex:
        """The things of the union by their words, for searching."""
        return index_of(self.union)

    def query(self, text: str) -> Answer:
        """Answer a SPARQL query over the union of the graphs."""
        return ask(self.store, text)


def built_of(registry: Registry, day: str = "") -> Built:
    """Make every graph of an open registry and hold it in memory; the view is that of a day."""
    return Built(tuple((graph, tuple(triples)) for graph, triples in registry.graphs(day=day)))


def seen_on(built: Built, names: Names, day: str) -> Built:
    """The same graphs with the view of another day; it needs no registry, for the view follows from the graphs."""
    current = iri_of(names.current)
    said = tuple((graph, triples) for graph, triples in built.graphs if graph != current)
    derived = derived_triples((triple for _, triples in said for triple in triples), names, day)
    return Built(tuple(sorted((*said, (current, tuple(derived))))))
