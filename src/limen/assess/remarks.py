"""What is said before an answer: whom the policy binds, and whether it was in force on the day."""

from __future__ import annotations

from collections.abc import Iterator

from limen.assess.facts import Facts
from limen.assess.policy import Policy
from limen.model.system import System
from limen.model.value import first_day
from limen.vocab import DCTERMS, LIMEN, RDF


def remarks_of(policy: Policy, system: System, day: str) -> Iterator[str]:
    """Say what has to be known before the answer is read."""
    facts = policy.facts
    developer = system.developer.term
    if not is_binding(policy, developer):
        issuer = (
            f"{facts.name(policy.issuer)} issued it" if policy.issuer else "who issued it is not recorded"
        )
        yield f"hypothetical: this policy does not bind {facts.name(developer)}; {issuer}"
    if policy.issued and first_day(policy.issued) > day:
        yield f"{policy.name} came out on {policy.issued}, after {day}"
    for claim in facts.claims(LIMEN.currentVersion, subject=policy.source):
        version = facts.one(claim, RDF.object)
        if facts.holds_on(claim, day) and version != policy.node:
            source = facts.name(facts.one(claim, DCTERMS.source))
            yield f"on {day} {facts.name(version)} was in force, says {source}"


def is_binding(policy: Policy, developer: str) -> bool:
    """Say whether a developer issued the policy, itself or as a part of the other."""
    facts, issuer = policy.facts, policy.issuer
    return bool(issuer) and (issuer in _within(facts, developer) or developer in _within(facts, issuer))


def _within(facts: Facts, node: str) -> tuple[str, ...]:
    """A node and what it is a part of."""
    found = [node]
    while (above := facts.one(found[-1], DCTERMS.isPartOf)) and above not in found:
        found.append(above)
    return tuple(found)
