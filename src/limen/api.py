"""The Python face: build a dataset, check it, query it, serialise it, hand it to rdflib."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from limen.errors import Finding, LimenError, Severity
from limen.files import resource_folder
from limen.publish import Built, Registry, built_of, inspect, names_under, open_registry, serialized
from limen.serialize import find_format
from limen.store import Answer
from limen.term import Triple
from limen.vocab import BASE, prefixes

if TYPE_CHECKING:
    import rdflib

__all__ = ["Dataset", "Finding", "LimenError", "Severity", "build"]


@dataclass(frozen=True)
class Dataset:
    """A registry as linked data, held in memory."""

    registry: Registry
    built: Built

    def __len__(self) -> int:
        """Count the triples of the union of all graphs."""
        return len(self.built)

    @property
    def graphs(self) -> tuple[tuple[str, tuple[Triple, ...]], ...]:
        """Every graph, in IRI order: its IRI and its triples as N-Triples terms."""
        return self.built.graphs

    def check(self) -> tuple[Finding, ...]:
        """Find everything wrong with the registry: files, identifiers, shapes; sorted."""
        return inspect(self.registry, self.built).findings

    def serialize(self, format: str = "turtle") -> bytes:
        """Write the dataset in a format, by the name rdflib has for it or a short one.

        Raises:
            UnknownFormat: if there is no such format.
        """
        return b"".join(serialized(self.built, find_format(format)))

    def query(self, text: str) -> Answer:
        """Answer a SPARQL 1.1 query over the union of the graphs; limen's prefixes are known.

        Raises:
            UnknownQuery: if the text is not SPARQL, or asks another server.
        """
        return self.built.query(text)

    def to_rdflib(self) -> rdflib.Dataset:
        """Give the dataset to rdflib: the default graph is the union, limen's prefixes are bound."""
        import rdflib  # noqa: PLC0415 - a tenth of a second that only this costs

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=self.serialize("nquads"), format="nquads")
        for prefix, namespace in prefixes().items():
            dataset.bind(prefix, namespace, replace=True)
        return dataset


def build(*roots: str | Path, base: str = BASE, about: str = "") -> Dataset:
    """Build the dataset of registries, folders or single files; without any, of the one that comes with limen.

    A plain note without front matter is told by `about`, a SecID, what it speaks of.

    Raises:
        NoSuchInput: if a root is not there.
        WrongUse: if the base is no address, or `about` no SecID.
    """
    paths = [Path(root) for root in roots] or [resource_folder("registry")]
    registry = open_registry(paths, names=names_under(base), about=about)
    return Dataset(registry, built_of(registry))
