"""What a policy version asks of a system that stands so to its thresholds, and the level that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from limen.assess.answer import Chain
from limen.assess.policy import Policy
from limen.assess.standing import UNKNOWN, Standing
from limen.vocab import LIMEN, SKOS

Standings = Mapping[str, Standing]


@dataclass(slots=True)
class _Gathered:
    """What is asked for so far, each with its chains, in the order found."""

    chains: dict[str, list[Chain]] = field(default_factory=dict)

    def add(self, thing: str, chain: Chain) -> None:
        self.chains.setdefault(thing, []).append(chain)


def asked_for(policy: Policy, standings: Standings) -> dict[str, tuple[Chain, ...]]:
    """Say what is asked for: of every system, and by each threshold that is crossed."""
    found = _Gathered()
    for commitment in policy.unconditional:
        for thing, chain in policy.requires(commitment):
            found.add(thing, chain)
    for threshold, standing in standings.items():
        if standing.is_crossed:
            for thing, chain in policy.asks(threshold):
                for reason in standing.chains:
                    found.add(thing, (*reason, *chain[1:]))
    return {thing: tuple(chains) for thing, chains in found.chains.items()}


@dataclass(frozen=True, slots=True)
class Level:
    """The level that follows.

    `level` is empty if none is concluded; `at_least` is the highest level of what
    is asked for; `open` are the thresholds of which nothing is known and that
    could ask for more.
    """

    level: str
    at_least: str
    open: tuple[str, ...]


def level_of(policy: Policy, standings: Standings, asked: Iterable[str]) -> Level:
    """Find the level that follows from what is asked for.

    It is concluded only if no threshold of which nothing is known could ask for
    more: for a standard of a higher level, or for what is not recorded.
    """
    at_least = highest(policy, asked)
    open = tuple(
        threshold
        for threshold, standing in standings.items()
        if standing.state == UNKNOWN and _could_raise(policy, threshold, at_least)
    )
    is_concluded = bool(at_least and standings) and not open
    return Level(at_least if is_concluded else "", at_least, open)


def highest(policy: Policy, things: Iterable[str]) -> str:
    """The highest of the levels that things belong to; empty if they belong to none."""
    levels = {level for thing in things for level in policy.levels(thing)}
    return max(sorted(levels), key=lambda level: _order(policy, level), default="")


def _could_raise(policy: Policy, threshold: str, level: str) -> bool:
    """Say whether a threshold may ask for more than a level holds; if what it asks is not recorded, it may."""
    things = [thing for thing, _ in policy.asks(threshold)]
    return not things or _order(policy, highest(policy, things)) > _order(policy, level)


def _order(policy: Policy, level: str) -> int:
    text = policy.facts.text(level, LIMEN.order, LIMEN.orderAtLeast)
    return int(text) if text else -1


def undefined_levels(policy: Policy) -> tuple[str, ...]:
    """The levels of the scales that this version speaks of and that it does not define."""
    facts = policy.facts
    named = {level for each in policy.standards for level in policy.levels(each)} | set(policy.definitions)
    scales = {facts.one(level, SKOS.inScheme) for level in named}
    levels = (each for each in facts.of_class(LIMEN.SafetyLevel) if facts.one(each, SKOS.inScheme) in scales)
    return tuple(each for each in levels if not policy.definition(each))
