"""What happened to a thing, in the order of days."""

from __future__ import annotations

from collections.abc import Iterator

from limen.pages import Event, Line, Words
from limen.publish.site.here import Here
from limen.publish.site.words import day_words, property_words
from limen.vocab import AIRO, DCTERMS, LIMEN, PROV, SCHEMA

#: Things whose own day is an event of what points to them, or of what they belong to.
_DATED = (
    (DCTERMS.isVersionOf, "version"),
    (AIRO.isDevelopedBy, "model"),
    (DCTERMS.publisher, "document"),
    (DCTERMS.hasVersion, ""),
)


def history(here: Here, node: str) -> tuple[Event, ...]:
    """List what happened to a thing, oldest first, each once."""
    found = {*_own(here, node), *_claims(here, node), *_definitions(here, node), *_others(here, node)}
    return tuple(sorted(found, key=lambda each: (each.day, each.sort, str(each.line))))


def event(day: str, line: Line, sort: str = "") -> Event:
    """Make an event; its day may be a month or a year."""
    return Event(day, day_words(day), line, sort)


def _own(here: Here, node: str) -> Iterator[Event]:
    world = here.world
    issued = world.text(node, DCTERMS.issued)
    if issued:
        words = "Released" if world.is_a(node, AIRO.AIModel) else "Published"
        source = here.first(node, DCTERMS.source)
        yield event(issued, (Words(words), *([Words(", says "), *source] if source else [])))


def _claims(here: Here, node: str) -> Iterator[Event]:
    world = here.world
    claims = {*world.claims_on.get(node, ()), *world.claims_for.get(node, ())}
    for claim in claims:
        if claim.is_predicted or claim.rank > 1:
            continue
        since = world.text(claim.node, SCHEMA.validFrom)
        until = world.text(claim.node, SCHEMA.validThrough)
        words = property_words(claim.predicate)
        whose = here.link(claim.subject) if claim.subject != node else ()
        about = here.link(claim.about) if claim.about not in {"", node} else ()
        line = (
            *([*whose, Words(": ")] if whose else []),
            Words(f"{words}: "),
            *here.link(claim.object),
            *([Words(" for "), *about] if about else []),
            Words(" ("),
            Words("record", here.href(claim.node)),
            Words(")"),
        )
        if since:
            yield event(since, line, "from")
        elif until:
            yield event(until, line, "until")


def _definitions(here: Here, node: str) -> Iterator[Event]:
    world = here.world
    for each in world.pointing(node, LIMEN.defines):
        if since := world.text(each, SCHEMA.validFrom):
            policy = here.first(each, DCTERMS.isPartOf) or here.first(each, DCTERMS.source)
            yield event(since, (Words("Defined by ", ""), *policy), "from")


def _others(here: Here, node: str) -> Iterator[Event]:
    world = here.world
    for property, sort in _DATED:
        others = world.pointing(node, property) if sort else world.values(node, property)
        for other in others:
            if issued := world.text(other, DCTERMS.issued):
                yield event(issued, here.link(other), sort or "version")
    for property in (SCHEMA.about, LIMEN.onThreshold, PROV.wasAttributedTo):
        for other in world.pointing(node, property):
            issued = world.text(other, DCTERMS.issued)
            if issued and not world.is_a(other, LIMEN.Claim):
                finding = world.first(other, LIMEN.finding)
                words = here.link(other)
                yield event(
                    issued, (*words, *([Words(f": {finding}")] if finding else [])), world.kind(other)
                )
