"""One version of a policy as the registry has it: its thresholds, commitments, standards and safeguards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from limen.assess.answer import Chain, Link
from limen.assess.facts import Facts
from limen.errors import WrongUse
from limen.vocab import DCAT, DCTERMS, LIMEN, RDF, SKOS


@dataclass(frozen=True)
class Policy:
    """A version of a policy, with questions to it."""

    facts: Facts
    node: str

    @cached_property
    def source(self) -> str:
        """The policy that this is a version of."""
        return self.facts.one(self.node, DCTERMS.isVersionOf)

    @cached_property
    def issuer(self) -> str:
        """Who publishes the policy."""
        return self.facts.one(self.node, DCTERMS.publisher) or self.facts.one(self.source, DCTERMS.publisher)

    @property
    def name(self) -> str:
        """The policy and its version, in words."""
        return self.facts.versioned(self.node)

    @property
    def issued(self) -> str:
        """When this version came out; empty if unknown."""
        return self.facts.text(self.node, DCTERMS.issued)

    @cached_property
    def thresholds(self) -> tuple[str, ...]:
        """The thresholds of this version."""
        return tuple(self._items(LIMEN.CapabilityThreshold))

    @cached_property
    def standards(self) -> tuple[str, ...]:
        """The safeguard standards of this version."""
        return tuple(self._items(LIMEN.SafeguardStandard))

    def _items(self, kind: str) -> Iterator[str]:
        return (
            each for each in self.facts.of_class(kind) if self.node in self.facts.all(each, SKOS.inScheme)
        )

    @cached_property
    def unconditional(self) -> tuple[str, ...]:
        """The commitments of this version that hold for every system."""
        facts = self.facts
        return tuple(each for each in self._items(LIMEN.Commitment) if not facts.all(each, LIMEN.onThreshold))

    def commitments(self, threshold: str) -> tuple[str, ...]:
        """The commitments that a threshold sets off."""
        found = self.facts.pointing(threshold, LIMEN.onThreshold)
        return tuple(each for each in found if self.facts.is_a(each, LIMEN.Commitment))

    def asks(self, threshold: str) -> Iterator[tuple[str, Chain]]:
        """What a threshold asks for, each with the chain from the threshold to it.

        That is what its commitments require, a commitment itself where it requires a
        deed and no standard, and what the threshold calls for on its own.
        """
        seen: set[str] = set()
        for commitment in self.commitments(threshold):
            for thing, chain in self.requires(commitment):
                seen.add(thing)
                yield thing, (self.facts.link("threshold", threshold), *chain)
        for thing in self.facts.all(threshold, LIMEN.callsFor):
            if thing not in seen:
                yield (
                    thing,
                    (self.facts.link("threshold", threshold), self.facts.link(self.role(thing), thing)),
                )

    def requires(self, commitment: str) -> Iterator[tuple[str, Chain]]:
        """What a commitment requires, each with the chain from the commitment to it; or itself, a deed."""
        link = self.facts.link("commitment", commitment)
        things = self.facts.all(commitment, DCTERMS.requires)
        for thing in things:
            yield thing, (link, self.facts.link(self.role(thing), thing))
        if not things:
            yield commitment, (link,)

    def role(self, thing: str) -> str:
        """What a thing that is asked for is, in one word."""
        return next((word for kind, word in _ROLES.items() if self.facts.is_a(thing, kind)), "thing")

    def parts(self, thing: str) -> tuple[str, ...]:
        """The safeguards that a standard requires, also those of the standards it requires."""
        found: list[str] = []
        queue = [*self.facts.all(thing, DCTERMS.requires)]
        while queue:
            each = queue.pop(0)
            if each not in found and each != thing:
                found.append(each)
                queue += self.facts.all(each, DCTERMS.requires)
        return tuple(found)

    def levels(self, thing: str) -> tuple[str, ...]:
        """The levels that a standard belongs to."""
        return tuple(
            each for each in self.facts.all(thing, SKOS.broader) if self.facts.is_a(each, LIMEN.SafetyLevel)
        )

    def said(self, thing: str) -> tuple[str, ...]:
        """The claims of what a threshold or standard requires, in a source's prose."""
        return tuple(self.facts.claims(LIMEN.requirement, subject=thing))

    @cached_property
    def definitions(self) -> Mapping[str, str]:
        """How this version defines levels: each level with its definition."""
        facts = self.facts
        own = (each for each in facts.of_class(LIMEN.LevelDefinition) if self._defines(each))
        return {level: each for each in own for level in facts.all(each, LIMEN.defines)}

    def _defines(self, definition: str) -> bool:
        return self.node in self.facts.all(definition, DCTERMS.isPartOf)

    def definition(self, level: str) -> str:
        """How this version defines a level; empty if it does not."""
        return self.definitions.get(level, "")

    def link(self) -> Link:
        """The policy version as a step of a chain."""
        return self.facts.link("policy", self.node)


_ROLES = {
    LIMEN.SafeguardStandard: "standard",
    LIMEN.Safeguard: "safeguard",
    LIMEN.GovernanceDuty: "duty",
    LIMEN.Commitment: "commitment",
}


def policy_of(facts: Facts, node: str, day: str, written: str) -> Policy:
    """Find the policy version that a system is judged by.

    Raises:
        WrongUse: if there is no such version of a policy; `written` is how its user wrote it.
    """
    versions = facts.all(node, DCTERMS.hasVersion)
    if versions:
        numbers = ", ".join(facts.text(each, DCAT.version) for each in versions)
        known = next(
            (each for each in facts.claims(LIMEN.currentVersion, subject=node) if facts.holds_on(each, day)),
            "",
        )
        told = f"; on {day} {facts.text(known, RDF.object)} was in force" if known and day else ""
        raise WrongUse(f"{written}: give one of its versions: {numbers}{told}")
    if not facts.is_a(facts.one(node, DCTERMS.isVersionOf), LIMEN.Policy):
        raise WrongUse(f"{written}: the registry has no such version of a policy; `limen search` finds them")
    return Policy(facts, node)
