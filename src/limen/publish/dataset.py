"""A registry as a dataset in memory: the face for those who use limen from Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from limen.errors import Finding
from limen.publish.registry import Registry, names_under, open_registry
from limen.query import ask
from limen.store import Answer, Store
from limen.term import Triple
from limen.vocab import BASE, prefixes

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True)
class Dataset:
    """The graphs of a registry, and what was found while reading it."""

    graphs: tuple[tuple[str, tuple[Triple, ...]], ...]
    findings: tuple[Finding, ...]

    def __len__(self) -> int:
        """Count the triples of the union."""
        return len({triple for _, triples in self.graphs for triple in triples})

    @cached_property
    def store(self) -> Store:
        """The dataset loaded for querying."""
        return Store(self.graphs)

    def query(self, text: str) -> Answer:
        """Answer a SPARQL query over the union of the graphs."""
        return ask(self.store, text)

    def to_rdflib(self) -> rdflib.Dataset:
        """Give the dataset to rdflib, with limen's prefixes bound."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        lines = (f"{s} {p} {o} <{graph}> .\n" for graph, triples in self.graphs for s, p, o in triples)
        dataset.parse(data="".join(lines), format="nquads")
        for prefix, namespace in prefixes().items():
            dataset.bind(prefix, namespace, replace=True)
        return dataset


def build(*roots: str | Path, base: str = BASE, about: str = "") -> Dataset:
    """Build the dataset of registries, folders or single files.

    Raises:
        NoSuchInput: if a root is not there.
        WrongUse: if the base is no address, or `about` no SecID.
    """
    registry = open_registry([Path(root) for root in roots], names=names_under(base), about=about)
    return dataset_of(registry)


def dataset_of(registry: Registry) -> Dataset:
    """Make every graph of an open registry and hold it in memory."""
    graphs: Iterable[tuple[str, list[Triple]]] = registry.graphs()
    return Dataset(tuple((graph, tuple(triples)) for graph, triples in graphs), registry.findings)
