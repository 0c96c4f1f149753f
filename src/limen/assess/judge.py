"""The answer, from top to bottom: how a system stands, what follows, what is asked for and what is in place."""

from __future__ import annotations

from collections.abc import Iterator

from limen.assess.answer import Answer, Line
from limen.assess.asked import Level, asked_for, level_of
from limen.assess.needs import asked_lines, definition_lines, level_lines, next_lines
from limen.assess.place import place_lines
from limen.assess.policy import Policy
from limen.assess.related import elsewhere_lines, law_lines, related_findings, subcategory_lines
from limen.assess.remarks import remarks_of
from limen.assess.risk import risk_lines
from limen.assess.sources import source_lines
from limen.assess.standing import standing_of
from limen.assess.versions import version_lines
from limen.model.system import System
from limen.term import iri_of


def assess(system: System, policy: Policy, day: str) -> Answer:
    """Say what a policy version asks of a system on a day, and why.

    What is not ruled out counts as if it were reached, and what is unknown is
    listed and never counts as not reached.
    """
    facts = policy.facts
    standings = {each: standing_of(facts, system, each) for each in policy.thresholds}
    asked = asked_for(policy, standings)
    level = level_of(policy, standings, asked)

    def lines() -> Iterator[Line]:
        yield from risk_lines(policy, standings, related_findings(policy, system))
        yield from level_lines(policy, standings, level)
        yield from asked_lines(policy, asked, standings)
        yield from place_lines(policy, system, asked)
        yield from next_lines(policy, standings, asked)
        yield from version_lines(policy, system, asked)
        yield from elsewhere_lines(policy, system)
        yield from definition_lines(policy)
        yield from source_lines(policy, system, level.level, day)
        yield from law_lines(policy, system, day)
        yield from subcategory_lines(policy, standings, asked)

    return _answer(system, policy, day, level, tuple(lines()))


def _answer(system: System, policy: Policy, day: str, level: Level, lines: tuple[Line, ...]) -> Answer:
    facts = policy.facts
    return Answer(
        system.name,
        iri_of(system.id.term),
        facts.name(system.developer.term),
        iri_of(system.developer.term),
        system.path,
        policy.name,
        iri_of(policy.node),
        facts.name(policy.issuer) if policy.issuer else "",
        day,
        tuple(remarks_of(policy, system, day)),
        facts.name(level.level) if level.level else "",
        facts.name(level.at_least) if level.at_least else "",
        lines,
    )
