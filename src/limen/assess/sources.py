"""What the registry's sources say of the system itself, beside what its file says; where they differ, that."""

from __future__ import annotations

from collections.abc import Iterator

from limen.assess.answer import Line, Part
from limen.assess.facts import Facts
from limen.assess.policy import Policy
from limen.assess.standing import finding_link
from limen.model.system import Reported, System
from limen.model.value import first_day
from limen.vocab import DCTERMS, LIMEN, PROV, RDF, SCHEMA

AGREES, DIFFERS, SAYS = "agrees", "sources differ", "says"


def source_lines(policy: Policy, system: System, level: str, day: str) -> Iterator[Line]:
    """Set the records about the system beside the file's findings and the level that follows."""
    facts, node = policy.facts, system.id.term
    if not node:
        return
    for claim in facts.claims(LIMEN.standardInForce, subject=node):
        if facts.holds_on(claim, day):
            said = facts.one(claim, RDF.object)
            state = SAYS if not level else AGREES if said == level else DIFFERS
            yield _line(facts, claim, state, f"in force: {facts.name(said)}")
    told = list(_assessments(facts, node, day))
    for finding in system.findings:
        for record, threshold, said in told:
            if threshold == finding.threshold.term and finding.is_tested:
                yield _beside(facts, system, finding, record, said)
    yield from _conflicts(facts, node, day)


def _assessments(facts: Facts, node: str, day: str) -> Iterator[tuple[str, str, str]]:
    """The records of what was found for a model up to a day: record, threshold, finding in words."""
    for record in facts.pointing(node, SCHEMA.about):
        if facts.is_a(record, LIMEN.Assessment) and not facts.is_doubted(record):
            stated = facts.text(record, DCTERMS.issued)
            if not stated or first_day(stated) <= day:
                yield record, facts.one(record, LIMEN.onThreshold), facts.text(record, LIMEN.finding)
    for claim in facts.claims(LIMEN.finding, subject=node):
        since = facts.text(claim, SCHEMA.validFrom)
        if not since or first_day(since) <= day:
            yield claim, facts.one(claim, SCHEMA.about), facts.text(claim, RDF.object)


def _beside(facts: Facts, system: System, finding: Reported, record: str, said: str) -> Line:
    """A record beside the file's finding about the same threshold."""
    threshold = facts.name(finding.threshold.term)
    state = AGREES if said == finding.finding else DIFFERS
    text = f"{threshold}: {said}" + ("" if state == AGREES else f", where the file says {finding.finding}")
    line = _line(facts, record, state, text)
    chains = ((finding_link(facts, system, finding), facts.link("threshold", finding.threshold.term)),)
    return Line(line.part, line.subject, line.iri, line.state, line.text, (*line.chains, *chains))


def _conflicts(facts: Facts, node: str, day: str) -> Iterator[Line]:
    """Two records about the system that cannot both be right."""
    for one in facts.pointing(node, RDF.subject):
        for other in facts.all(one, LIMEN.conflictsWith):
            if one < other and facts.holds_on(one, day) and facts.holds_on(other, day):
                text = f"{facts.text(one, RDF.object)}, against {facts.text(other, RDF.object)}"
                chains = tuple((facts.record("claim", each),) for each in (one, other))
                line = _line(facts, one, DIFFERS, text)
                yield Line(line.part, line.subject, line.iri, line.state, line.text, chains)


def _line(facts: Facts, record: str, state: str, text: str) -> Line:
    link = facts.record("claim" if facts.is_a(record, LIMEN.Claim) else "assessment", record)
    by = facts.text(record, PROV.wasAttributedTo)
    told = f"{text} ({by}, {link.source})" if by else f"{text} ({link.source})"
    return Line(Part.SOURCES, link.label, link.iri, state, told, ((link,),))
