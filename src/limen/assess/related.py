"""What records relate to a system's thresholds and standards: other frameworks, laws, subcategories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from limen.assess.answer import Chain, Line, Part
from limen.assess.asked import Standings
from limen.assess.facts import Facts
from limen.assess.policy import Policy
from limen.assess.standing import finding_link
from limen.model.system import System
from limen.model.value import first_day
from limen.term import iri_of
from limen.vocab import DCTERMS, LIMEN, RDF, SCHEMA, SKOS

NOT_ASSESSED, REFERS, LATER, TOUCHED = "not assessed", "refers", "came later", "touched"


def related_findings(policy: Policy, system: System) -> Mapping[str, tuple[Chain, ...]]:
    """The chains from findings about other frameworks to the thresholds of this one that records relate to them."""
    found: dict[str, list[Chain]] = {}
    for other, chain in _related(policy, system):
        if other in policy.thresholds:
            found.setdefault(other, []).append(chain)
    return {threshold: tuple(chains) for threshold, chains in found.items()}


def elsewhere_lines(policy: Policy, system: System) -> Iterator[Line]:
    """The thresholds of other frameworks that records relate to the findings: not assessed, each with its record."""
    facts = policy.facts
    found: dict[str, list[Chain]] = {}
    for other, chain in _related(policy, system):
        if other not in policy.thresholds and _source(facts, other) != policy.source:
            found.setdefault(other, []).append(chain)
    for other, chains in sorted(found.items()):
        framework = facts.versioned(facts.one(other, SKOS.inScheme))
        text = f"a threshold of {framework}; a finding about a related one does not carry over"
        yield Line(Part.ELSEWHERE, facts.name(other), iri_of(other), NOT_ASSESSED, text, tuple(chains))


def _related(policy: Policy, system: System) -> Iterator[tuple[str, Chain]]:
    """The thresholds of other policies that records relate to those with findings."""
    facts = policy.facts
    for finding in system.findings:
        here = finding.threshold.term
        if not finding.is_tested:
            continue
        for record, other in facts.mappings(here):
            is_threshold = facts.is_a(other, LIMEN.CapabilityThreshold)
            if is_threshold and _source(facts, other) != _source(facts, here):
                steps = (facts.link("threshold", here), facts.record("mapping", record))
                yield other, (finding_link(facts, system, finding), *steps, facts.link("threshold", other))


def _source(facts: Facts, threshold: str) -> str:
    return facts.one(facts.one(threshold, SKOS.inScheme), DCTERMS.isVersionOf)


def subcategory_lines(
    policy: Policy, standings: Standings, asked: Mapping[str, tuple[Chain, ...]]
) -> Iterator[Line]:
    """The subcategories of frameworks that records tie to the policy, what is crossed and what is asked for."""
    facts = policy.facts
    found: dict[str, list[Chain]] = {}
    for thing, reasons in _reasons(policy, standings, asked):
        for record, other in facts.mappings(thing):
            if facts.is_a(other, LIMEN.FrameworkSubcategory):
                steps = (facts.record("mapping", record), facts.link("subcategory", other))
                found.setdefault(other, []).extend((*reason, *steps) for reason in reasons)
    for other, chains in sorted(found.items()):
        through = "; ".join(dict.fromkeys(f"{chain[-3].label} ({chain[-2].how})" for chain in chains))
        framework = facts.name(facts.one(other, SKOS.inScheme))
        text = f"{framework}; through {through}"
        yield Line(Part.SUBCATEGORIES, facts.name(other), iri_of(other), TOUCHED, text, tuple(chains))


def _reasons(
    policy: Policy, standings: Standings, asked: Mapping[str, tuple[Chain, ...]]
) -> Iterator[tuple[str, tuple[Chain, ...]]]:
    """What records may tie to a subcategory, each with the chains that lead to it."""
    yield policy.node, ((policy.link(),),)
    for threshold, standing in standings.items():
        if standing.is_crossed:
            yield threshold, standing.chains
    for thing, chains in asked.items():
        yield thing, chains
        for part in policy.parts(thing):
            link = policy.facts.link(policy.role(part), part)
            yield part, tuple((*chain, link) for chain in chains)


def law_lines(policy: Policy, system: System, day: str) -> Iterator[Line]:
    """The laws and codes that records tie to what the developer publishes, or to thresholds with findings.

    Whether one applies is never concluded.
    """
    facts = policy.facts
    things = dict.fromkeys((*_published(facts, system.developer.term), policy.node, *policy.thresholds))
    found: dict[str, list[Chain]] = {}
    for thing in things:
        for record, other in facts.mappings(thing):
            law = _law(facts, other)
            if law:
                steps = (facts.record("mapping", record), facts.link("provision", other))
                found.setdefault(law, []).append((facts.link("document", thing), *steps))
    for law, chains in sorted(found.items()):
        yield _law_line(facts, law, tuple(chains), day)


def _law_line(facts: Facts, law: str, chains: tuple[Chain, ...], day: str) -> Line:
    """Say of a law through which documents it refers; those that came after the day only if all did."""
    issued = facts.text(law, DCTERMS.issued)
    timely = tuple(chain for chain in chains if not _is_late(facts, f"<{chain[0].iri}>", day))
    if issued and first_day(issued) > day:
        state, words = LATER, [f"issued {issued}, after {day}"]
    elif not timely:
        state, words = LATER, [f"the documents came after {day}"]
    else:
        state, words = REFERS, list(_states(facts, law, day))
    chains = timely if state == REFERS else chains
    through = ", ".join(dict.fromkeys(_full(chain) for chain in chains))
    text = "; ".join((f"through {through}", *words, "whether it applies is not concluded"))
    return Line(Part.LAW, facts.name(law), iri_of(law), state, text, chains)


def _is_late(facts: Facts, thing: str, day: str) -> bool:
    issued = facts.text(facts.one(thing, SKOS.inScheme) or thing, DCTERMS.issued)
    return bool(issued) and first_day(issued) > day


def _full(chain: Chain) -> str:
    """What a chain begins with, with its version if its name does not have it."""
    label, version = chain[0].label, chain[0].version
    return label if not version or version in label else f"{label} ({version})"


def _published(facts: Facts, developer: str) -> Iterator[str]:
    """The versions of the policies that a developer publishes."""
    for source in facts.pointing(developer, DCTERMS.publisher):
        if facts.is_a(source, LIMEN.Policy):
            yield from facts.all(source, DCTERMS.hasVersion)


def _law(facts: Facts, node: str) -> str:
    """The law or code that a node is, or is a part of; empty if it is neither."""
    scheme = facts.one(node, SKOS.inScheme) or node
    law = facts.one(scheme, DCTERMS.isVersionOf) or scheme
    identifier = facts.text(law, DCTERMS.identifier)
    return law if identifier.startswith("secid:regulation/") else ""


def _states(facts: Facts, law: str, day: str) -> Iterator[str]:
    """What is claimed of a law's state up to a day."""
    for claim in facts.claims(LIMEN.state, subject=law):
        since = facts.text(claim, SCHEMA.validFrom)
        if facts.holds_on(claim, day):
            yield f"since {since}: {facts.text(claim, RDF.object).removesuffix('.')}"
