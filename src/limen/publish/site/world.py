"""The dataset as pages see it: what is said of each thing, by whom, and where that is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from limen.derive import Conflict, Stated, conflicts, describe, stated_claims
from limen.publish.built import Built
from limen.publish.documents import Documents
from limen.publish.registry import Registry
from limen.publish.site.words import kind_words, property_words
from limen.publish.wording import Wording, short
from limen.term import Triple, is_literal, literal_parts
from limen.vocab import DCAT, DCTERMS, LIMEN, NS, RDF, SCHEMA, SKOS

DEPRECATED = 2  # the rank of a claim that the registry takes to be wrong
_RECORDS = (LIMEN.Claim, LIMEN.Mapping, LIMEN.DerivedStatement)


class Place(NamedTuple):
    """Where something is written in the registry: the path of its file, and a line or 0."""

    path: str
    line: int


class World(Wording):
    """A dataset, with the nodes found by what they are and what points to them.

    What is stated plainly because some record states it is left out: pages show
    the record, with its source.
    """

    def __init__(self, built: Built, registry: Registry | None, base: str) -> None:
        super().__init__(describe(_without_plain(built.union)))
        self.built = built
        self.registry = registry
        self.base = base
        self.day = built.day
        self.documents = Documents(built.union, base)
        self.paths = frozenset(self.documents.paths)
        self.claims: tuple[Stated, ...] = tuple(stated_claims(self.nodes))

    @cached_property
    def level_pages(self) -> Mapping[str, str]:
        """The paths of the pages that levels have of their own, besides the document of their scheme."""
        prefix = f"<{self.base}id/"
        return {
            level: "page/" + level.removeprefix(prefix)[:-1].replace("#", "/")
            for level in self.all(LIMEN.SafetyLevel)
            if level.startswith(prefix) and "#" in level
        }

    @cached_property
    def by_type(self) -> Mapping[str, tuple[str, ...]]:
        """The nodes of each class, sorted."""
        found: dict[str, list[str]] = {}
        for node, said in self.nodes.items():
            for type in said.get(RDF.type, ()):
                found.setdefault(type, []).append(node)
        return {type: tuple(nodes) for type, nodes in found.items()}

    def all(self, type: str) -> tuple[str, ...]:
        """The nodes of a class, sorted."""
        return self.by_type.get(type, ())

    @cached_property
    def incoming(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """What points to each node: subjects and properties, sorted."""
        found: dict[str, list[tuple[str, str]]] = {}
        for subject, said in self.nodes.items():
            for property, values in said.items():
                for value in values:
                    if not is_literal(value):
                        found.setdefault(value, []).append((subject, property))
        return {node: tuple(pairs) for node, pairs in found.items()}

    def pointing(self, node: str, property: str) -> tuple[str, ...]:
        """The nodes that point to a node with a property, sorted."""
        return tuple(subject for subject, each in self.incoming.get(node, ()) if each == property)

    @cached_property
    def claims_on(self) -> Mapping[str, tuple[Stated, ...]]:
        """The claims about each subject."""
        return _grouped((claim.subject, claim) for claim in self.claims)

    @cached_property
    def claims_for(self) -> Mapping[str, tuple[Stated, ...]]:
        """The claims that hold for a model or threshold."""
        return _grouped((claim.about, claim) for claim in self.claims if claim.about)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every two claims that cannot both be right."""
        return tuple(sorted(conflicts(self.claims)))

    @cached_property
    def against(self) -> Mapping[str, tuple[Stated, ...]]:
        """The claims that conflict with each claim."""
        pairs = ((one, other) for each in self.conflicts for one, other in (each, each[::-1]))
        return _grouped((one.node, other) for one, other in pairs)

    @cached_property
    def mappings_at(self) -> Mapping[str, tuple[str, ...]]:
        """The mappings of each thing, at either end."""
        found: dict[str, list[str]] = {}
        for mapping in self.all(LIMEN.Mapping):
            for end in dict.fromkeys((*self.values(mapping, RDF.subject), *self.values(mapping, RDF.object))):
                found.setdefault(end, []).append(mapping)
        return {end: tuple(mappings) for end, mappings in found.items()}

    def values(self, node: str, property: str) -> tuple[str, ...]:
        """The values that a node has of a property."""
        return self.nodes.get(node, {}).get(property, ())

    def one(self, node: str, property: str) -> str:
        """The first value that a node has of a property, as a term; empty if none."""
        return next(iter(self.values(node, property)), "")

    def text(self, node: str, property: str) -> str:
        """The first value as a literal's text; empty if none."""
        value = self.one(node, property)
        return literal_parts(value).value if is_literal(value) else ""

    def is_a(self, node: str, type: str) -> bool:
        """Say whether a node is of a class."""
        return type in self.values(node, RDF.type)

    def kind(self, node: str) -> str:
        """Say in words what a node is."""
        return kind_words(self.values(node, RDF.type))

    def name(self, term: str) -> str:
        """What a term is called, for a person."""
        if is_literal(term):
            return literal_parts(term).value
        if self.values(term, SKOS.prefLabel):
            return super().name(term)
        if self.is_a(term, LIMEN.LevelDefinition):
            version = self.text(term, DCAT.version)
            return f"{self.name(self.one(term, LIMEN.defines))} as defined in {version}"
        if self.is_a(term, LIMEN.DerivedStatement):
            ends = self.one(term, RDF.subject), self.one(term, RDF.predicate), self.one(term, RDF.object)
            return f"{self.name(ends[0])}: {property_words(ends[1])} {self.name(ends[2])}"
        if self.is_a(term, LIMEN.ItemPattern):
            return self.text(term, SCHEMA.valuePattern) or short(term)
        known = self.text(term, DCTERMS.identifier)
        is_ours = term.startswith(f"<{self.base}") and not term.startswith(f"<{NS}")
        return known or (term[1:-1].removeprefix(self.base) if is_ours else short(term))

    def scheme(self, node: str) -> str:
        """The source that a thing is of, without its version: that of `…/y@1#Z` is `…/y`."""
        return f"<{node[1:-1].partition('#')[0].partition('@')[0]}>"

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each node is written: file and line where the registry is at hand, else the file."""
        found: dict[str, Place] = {}
        if self.registry is None:
            prefix = f"{self.base}graph/entry/"
            for graph, triples in self.built.graphs:
                for subject, _, _ in triples if graph.startswith(prefix) else ():
                    found.setdefault(subject, Place(graph.removeprefix(prefix), 0))
            return found
        for entry in self.registry.entries():
            for each in self.registry.statements(entry):
                if each.predicate == RDF.type:
                    found.setdefault(each.subject, Place(entry.path, each.line))
        return found


def best_on(claims: Iterable[Stated], day: str) -> tuple[Stated, ...]:
    """Choose the dated claims that hold on a day, and of those on one matter the best ranked; no forecasts."""
    holding = [
        claim
        for claim in claims
        if claim.is_dated and claim.holds_on(day) and claim.rank < DEPRECATED and not claim.is_predicted
    ]
    best: dict[tuple[str, str, str], int] = {}
    for claim in holding:
        matter = (claim.subject, claim.predicate, claim.about)
        best[matter] = min(claim.rank, best.get(matter, DEPRECATED))
    return tuple(
        claim for claim in holding if claim.rank == best[claim.subject, claim.predicate, claim.about]
    )


def _grouped(pairs: Iterable[tuple[str, Stated]]) -> Mapping[str, tuple[Stated, ...]]:
    found: dict[str, list[Stated]] = {}
    for key, claim in pairs:
        found.setdefault(key, []).append(claim)
    return {key: tuple(sorted(claims, key=_order)) for key, claims in found.items()}


def _order(claim: Stated) -> tuple[str, int, str, str]:
    return claim.predicate, claim.rank, claim.first, claim.node


def _without_plain(triples: tuple[Triple, ...]) -> list[Triple]:
    """Leave out what some record states, and what is computed from claims anew."""
    nodes = describe(
        each for each in triples if each[1] in {RDF.type, RDF.subject, RDF.predicate, RDF.object}
    )
    stated = {
        (subject, said[RDF.predicate][0], object_)
        for said in nodes.values()
        if set(_RECORDS).intersection(said.get(RDF.type, ())) and said.get(RDF.predicate)
        for subject in said.get(RDF.subject, ())
        for object_ in said.get(RDF.object, ())
    }
    return [each for each in triples if each not in stated and each[1] != LIMEN.conflictsWith]
