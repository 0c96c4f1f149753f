"""Which document on the web tells of which node, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from limen.term import Triple, iri_of, is_literal
from limen.vocab import NS, RDF, SKOS

_LABELS = frozenset({RDF.type, SKOS.prefLabel, SKOS.notation})


@dataclass(frozen=True)
class Documents:
    """The documents of a dataset: one for all nodes whose IRIs differ in their fragments only.

    A document's path is relative to the base: that of `id/control/x.org/y#Z` is
    `doc/id/control/x.org/y`; files, pages and the ontology are documents
    themselves, so that their paths are their own.
    """

    triples: tuple[Triple, ...]  # of the union, each once
    base: str

    def path(self, iri: str) -> str:
        """Give the path of the document that tells of an IRI; empty for one that is not ours.

        >>> documents = Documents((), "https://w3id.org/limen/")
        >>> documents.path("https://w3id.org/limen/id/control/x.org/y#Z")
        'doc/id/control/x.org/y'
        >>> documents.path("https://w3id.org/limen/graph/entry/control/org/x.md")
        'graph/entry/control/org/x.md'
        >>> documents.path("https://w3id.org/limen/ns#Claim"), documents.path("https://x.org/")
        ('ns', '')
        """
        if not iri.startswith((self.base, NS)):
            return ""
        local = iri.removeprefix(self.base).removeprefix(NS.removesuffix("ns#")).partition("#")[0]
        is_document = local.startswith(("graph/", "page/")) or local in {"ns", "shapes"}
        return local if is_document or not local else f"doc/{local}"

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of all documents, sorted."""
        return tuple(sorted(self._said))

    def of(self, path: str) -> tuple[Triple, ...]:
        """What a document says: all of its nodes, what points to them, and the names of what is mentioned; sorted."""
        own = self._said.get(path, ())
        pointing = self._pointing.get(path, ())
        mentioned = {o for _, _, o in own} | {s for s, _, _ in pointing}
        names = (each for node in mentioned for each in self._by_subject.get(node, ()) if each[1] in _LABELS)
        return tuple(sorted({*own, *pointing, *names}))

    def nodes(self, path: str) -> tuple[str, ...]:
        """The nodes that a document tells of, as terms, sorted."""
        return tuple(sorted({s for s, _, _ in self._said.get(path, ())}))

    @cached_property
    def _by_subject(self) -> dict[str, list[Triple]]:
        found: dict[str, list[Triple]] = {}
        for triple in self.triples:
            found.setdefault(triple[0], []).append(triple)
        return found

    @cached_property
    def _said(self) -> dict[str, list[Triple]]:
        return self._by_path(0)

    @cached_property
    def _pointing(self) -> dict[str, list[Triple]]:
        return self._by_path(2)

    def _by_path(self, position: int) -> dict[str, list[Triple]]:
        found: dict[str, list[Triple]] = {}
        for path, triple in self._located(position):
            found.setdefault(path, []).append(triple)
        return found

    def _located(self, position: int) -> Iterator[tuple[str, Triple]]:
        for triple in self.triples:
            term = triple[position]
            if not is_literal(term) and (path := self.path(iri_of(term))):
                yield path, triple
