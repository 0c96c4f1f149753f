"""The days on which what a page shows changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from limen.derive import Stated
from limen.model.value import first_day, last_day
from limen.publish.site.world import World
from limen.vocab import AIRO, DCTERMS, LIMEN, SCHEMA

_LAST = "9999-12-31"
_FIRST = "0001-01-01"


def days_of_claims(world: World, claims: Iterable[Stated]) -> tuple[str, ...]:
    """The days from which claims hold, and those from which they no longer do; up to what is known."""
    found: set[str] = set()
    for claim in claims:
        if claim.is_dated and not claim.is_predicted:
            found.update(_edges(claim.first, claim.last))
    return _known(world, found)


def days_of_thing(world: World, node: str) -> tuple[str, ...]:
    """The days on which what is said of a thing changes; none where nothing of it is dated by a claim."""
    claims = (*world.claims_on.get(node, ()), *world.claims_for.get(node, ()))
    found = {*days_of_claims(world, claims), *_of_definitions(world, (node,))}
    if world.is_a(node, AIRO.AIModel) and (day := whole_day(world.text(node, DCTERMS.issued))):
        found.add(day)
    return _known(world, found)


def days_of_levels(world: World) -> tuple[str, ...]:
    """The days on which the ladder changes: its definitions, levels in force, and the versions of policies."""
    levels = world.all(LIMEN.SafetyLevel)
    shown = {LIMEN.activationStatus, LIMEN.standardInForce, LIMEN.currentVersion}
    schemes = {world.scheme(level) for level in levels}
    claims = [
        claim
        for claim in world.claims
        if claim.predicate in shown and (claim.object in levels or claim.subject in levels)
    ]
    found = {*days_of_claims(world, claims), *_of_definitions(world, levels)}
    for scheme in sorted(schemes):
        for version in world.values(scheme, DCTERMS.hasVersion):
            found.add(whole_day(world.text(version, DCTERMS.issued)))
    return _known(world, found)


def _of_definitions(world: World, levels: Iterable[str]) -> Iterator[str]:
    for level in levels:
        for each in world.pointing(level, LIMEN.defines):
            since, until = (world.text(each, p) for p in (SCHEMA.validFrom, SCHEMA.validThrough))
            yield from _edges(first_day(since) if since else _FIRST, last_day(until) if until else _LAST)


def _edges(first: str, last: str) -> Iterator[str]:
    if first != _FIRST:
        yield first
    if last != _LAST:
        yield (date.fromisoformat(last) + timedelta(days=1)).isoformat()


def _known(world: World, days: Iterable[str]) -> tuple[str, ...]:
    """Those that are not after what is known; none where nobody says up to when that is."""
    return tuple(sorted(day for day in set(days) if day and day <= world.day))


def whole_day(text: str) -> str:
    """Give a day that is written whole; empty for a month or year.

    >>> whole_day("2025-05-22"), whole_day("2025-05")
    ('2025-05-22', '')
    """
    return text if len(text) == 10 else ""
