"""What the versions of a policy that the findings speak of asked for, and what changed between them and this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from limen.assess.answer import Chain, Line, Part
from limen.assess.asked import asked_for
from limen.assess.facts import Facts
from limen.assess.policy import Policy
from limen.assess.standing import standing_of
from limen.model.system import System
from limen.term import iri_of
from limen.vocab import DCTERMS, LIMEN, RDF, SKOS

THERE, HERE, DROPPED, CHANGED, NOT_CARRIED = (
    "asked for there, not here",
    "asked for here, not there",
    "dropped",
    "changed",
    "does not carry over",
)


def version_lines(policy: Policy, system: System, asked: Mapping[str, tuple[Chain, ...]]) -> Iterator[Line]:
    """Say what each other version that the file has findings about asked for, and what changed since or until."""
    facts = policy.facts
    schemes = dict.fromkeys(facts.one(each.threshold.term, SKOS.inScheme) for each in system.findings)
    for scheme in schemes:
        other = Policy(facts, scheme)
        if scheme == policy.node or not policy.source or other.source != policy.source:
            continue
        yield from _loose_lines(policy, system, other)
        there = asked_for(other, {each: standing_of(facts, system, each) for each in other.thresholds})
        yield from (_line(facts, each, THERE, other.name, there[each]) for each in there if each not in asked)
        yield from (
            _line(facts, each, HERE, policy.name, asked[each])
            for each in asked
            if each not in there and policy.node in facts.all(each, SKOS.inScheme)
        )
        yield from _change_lines(facts, other, policy)


def _line(facts: Facts, thing: str, state: str, version: str, chains: tuple[Chain, ...]) -> Line:
    return Line(Part.VERSIONS, facts.name(thing), iri_of(thing), state, f"by {version}", chains)


def _loose_lines(policy: Policy, system: System, other: Policy) -> Iterator[Line]:
    """The findings about another version that reach no threshold of this one."""
    facts = policy.facts
    used = {
        found.threshold.term
        for threshold in policy.thresholds
        for found in standing_of(facts, system, threshold).findings
    }
    for each in other.thresholds:
        standing = standing_of(facts, system, each)
        if each not in used and standing.findings and not standing.is_carried:
            text = f"no claim says that a threshold of {policy.name} continues it or is continued by it"
            yield Line(Part.VERSIONS, facts.name(each), iri_of(each), NOT_CARRIED, text, standing.chains)


def _change_lines(facts: Facts, one: Policy, other: Policy) -> Iterator[Line]:
    """What the versions after the earlier one, up to the later one, changed and dropped."""
    for version in _between(facts, one.node, other.node):
        for predicate, state in ((LIMEN.drops, DROPPED), (LIMEN.changes, CHANGED)):
            for claim in facts.claims(predicate, subject=version):
                link = facts.record("claim", claim)
                text = f"{facts.name(version)}: {facts.text(claim, RDF.object).removesuffix('.')}"
                chain = (facts.link("policy", version), link)
                yield Line(Part.VERSIONS, link.label, link.iri, state, text, (chain,))


def _between(facts: Facts, one: str, other: str) -> tuple[str, ...]:
    """The versions after the earlier of two up to the later, oldest first; none if neither replaces the other."""
    for earlier, later in ((one, other), (other, one)):
        found = [later]
        while found[-1] != earlier and (before := facts.one(found[-1], DCTERMS.replaces)):
            if before in found:
                break
            found.append(before)
        if found[-1] == earlier:
            return tuple(reversed(found[:-1]))
    return ()
