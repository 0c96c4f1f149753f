"""A thing as a person wants to read it: what it is, what is said of it, by whom, since when, who disagrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from limen.derive import Stated, conflicts, describe, stated_claims
from limen.errors import WrongUse
from limen.identifier import format_secid, read_secid
from limen.publish.built import Built, built_of
from limen.publish.registry import Registry
from limen.publish.wording import RANKS, Wording, short
from limen.term import iri_of
from limen.vocab import DCTERMS, LIMEN, PROV, RDF, SCHEMA, SKOS, SSSOM

#: Properties that the head of the answer says, or that say nothing to a reader.
_NOT_FACTS = frozenset(
    {RDF.type, SKOS.prefLabel, DCTERMS.identifier, LIMEN.extra, SKOS.inScheme, SKOS.topConceptOf}
)
#: Nodes that speak of a thing, and are shown as what they say.
_SPEAKING = frozenset(
    {LIMEN.Claim, LIMEN.Mapping, LIMEN.DerivedStatement, LIMEN.LevelDefinition, LIMEN.Argument}
)


@dataclass(frozen=True)
class Said:
    """One thing that a source says; `holds` is whether it speaks of the day asked for."""

    id: str
    property: str
    value: str
    about: str
    since: str
    until: str
    source: str
    by: str
    stance: str
    disputed_by: tuple[str, ...]
    holds: bool


@dataclass(frozen=True)
class Shown:
    """Everything that is known of a thing, seen from one day."""

    secid: str
    iri: str
    label: str
    day: str
    kinds: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]  # property, value
    definitions: tuple[Said, ...]
    claims: tuple[Said, ...]
    arguments: tuple[tuple[str, str, str], ...]  # kind, text, source
    related: tuple[tuple[str, str, str], ...]  # relation, other thing, the record that says so
    linked_from: tuple[tuple[str, str], ...]  # property, thing


def show(registry: Registry, text: str, day: str = "") -> Shown:
    """Gather what the registry knows of the thing that a SecID names, as of a day.

    Raises:
        WrongUse: if the text is no SecID, or names nothing that is described.
    """
    identifier = read_secid(text, registry.index.identifiers).identifier
    if identifier is None:
        raise WrongUse(f"{text!r} is no SecID of a thing")
    node = registry.names.thing(identifier)
    shown = show_node(built_of(registry, day), node)
    if shown is None:
        raise WrongUse(f"{format_secid(identifier)}: no entry of the registry describes it")
    return replace(shown, secid=format_secid(identifier))


def show_node(built: Built, node: str) -> Shown | None:
    """Gather what a dataset knows of a node, as of the day of its view; nothing if it does not describe it."""
    view = _View(built)
    if node not in view.nodes:
        return None
    return Shown(
        view.first(node, DCTERMS.identifier),
        iri_of(node),
        view.name(node),
        view.day,
        tuple(short(each).rpartition(":")[2] for each in view.nodes[node].get(RDF.type, ())),
        tuple(view.facts(node)),
        tuple(view.definitions(node)),
        tuple(view.claims(node)),
        tuple(view.arguments(node)),
        tuple(view.related(node)),
        tuple(view.links_to(node)),
    )


class _View(Wording):
    """A dataset seen from one day."""

    def __init__(self, built: Built) -> None:
        super().__init__(describe(triple for _, triples in built.graphs for triple in triples))
        self.day = built.day
        self._claims = tuple(stated_claims(self.nodes))
        self._disputes: dict[str, list[str]] = {}
        for one, other in conflicts(self._claims):
            self._disputes.setdefault(one.node, []).append(other.node)
            self._disputes.setdefault(other.node, []).append(one.node)

    def facts(self, node: str) -> Iterator[tuple[str, str]]:
        """What the registry itself says of a thing."""
        for property, values in self.nodes[node].items():
            if property not in _NOT_FACTS:
                yield from ((short(property), self.name(value)) for value in values)

    def definitions(self, node: str) -> Iterator[Said]:
        """How versions and sources define it, oldest first."""
        found = [each for each, said in self.nodes.items() if node in said.get(LIMEN.defines, ())]
        for each in sorted(found, key=lambda each: (self.first(each, SCHEMA.validFrom), each)):
            since, until = self.first(each, SCHEMA.validFrom), self.first(each, SCHEMA.validThrough)
            yield Said(
                iri_of(each),
                "definition",
                self.first(each, SKOS.definition),
                "",
                since,
                until,
                self.first(each, DCTERMS.source),
                "",
                self.first(each, LIMEN.confidence),
                (),
                holds=since <= (self.day or since) <= (until or "9999"),
            )

    def claims(self, node: str) -> Iterator[Said]:
        """What sources say of it, best first."""
        mine = [claim for claim in self._claims if claim.subject == node]
        for claim in sorted(mine, key=lambda each: (each.predicate, each.rank, each.first, each.node)):
            yield self._said(claim)

    def _said(self, claim: Stated) -> Said:
        node = claim.node
        words = (RANKS[claim.rank], self.first(node, LIMEN.modality), self.first(node, LIMEN.confidence))
        return Said(
            iri_of(node),
            short(claim.predicate),
            self.name(claim.object),
            self.name(claim.about) if claim.about else "",
            self.first(node, SCHEMA.validFrom),
            self.first(node, SCHEMA.validThrough),
            self.first(node, DCTERMS.source),
            self.first(node, PROV.wasAttributedTo, LIMEN.speaker),
            ", ".join(filter(None, words)),
            tuple(self._dispute(other) for other in sorted(self._disputes.get(node, ()))),
            holds=claim.holds_on(self.day or claim.first) and not claim.is_predicted,
        )

    def _dispute(self, node: str) -> str:
        return f"{self.first(node, RDF.object)}, says {self.first(node, DCTERMS.source)}"

    def arguments(self, node: str) -> Iterator[tuple[str, str, str]]:
        """What speaks for it and against it."""
        for each, said in self.nodes.items():
            if node in (*said.get(LIMEN.supports, ()), *said.get(LIMEN.disputes, ())):
                kind, text = self.first(each, DCTERMS.type), self.first(each, DCTERMS.description)
                yield kind, text, self.first(each, DCTERMS.source)

    def related(self, node: str) -> Iterator[tuple[str, str, str]]:
        """The mappings and derived edges that it is an end of."""
        for each, said in self.nodes.items():
            kinds = said.get(RDF.type, ())
            ends = (*said.get(RDF.subject, ()), *said.get(RDF.object, ()))
            if node in ends and {LIMEN.Mapping, LIMEN.DerivedStatement}.intersection(kinds):
                other = next((end for end in ends if end != node), node)
                record = short(said.get(PROV.wasDerivedFrom, (each,))[0])
                if LIMEN.Mapping in kinds:
                    record += ", reviewed" if said.get(SSSOM.reviewer_id) else ", unreviewed"
                yield self.first(each, RDF.predicate), self.name(other), record

    def links_to(self, node: str) -> Iterator[tuple[str, str]]:
        """What else points to it."""
        for subject, said in self.nodes.items():
            if not _SPEAKING.intersection(said.get(RDF.type, ())):
                for property, values in said.items():
                    if node in values:
                        yield short(property), self.name(subject)
