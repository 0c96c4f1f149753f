"""The ladder: levels with the definitions of a day, what is said of their status, and the models under them."""

from __future__ import annotations

from collections.abc import Iterable

from limen.derive import Stated
from limen.pages import Choices, Ladder, Line, Page, Part, Rung, Section, Table, Words
from limen.publish.site.days import days_of_levels
from limen.publish.site.frame import day_address, frame
from limen.publish.site.here import Here
from limen.publish.site.words import counted, day_words
from limen.publish.site.world import World, best_on
from limen.vocab import DCAT, DCTERMS, LIMEN, SCHEMA, SKOS

_TELLS = (
    "Each rung shows what the text in force on the day says it means, what is said of its status, and the models "
    "for which it is said to be in force. A level is not one thing through time: until version 2.0 of the policy "
    "the names graded models, since then they name groups of safeguards."
)


def ladder_page(here: Here) -> Page:
    """Make the page of all levels, with their definitions by version."""
    sections = []
    for scheme, levels in schemes(here.world).items():
        name = here.world.name(scheme)
        parts = (_versions(here, scheme), *rungs(here, levels))
        sections.append(Section(f"_{_slug(scheme)}", name, tuple(filter(None, parts))))
        title = f"Definitions of {name} by version"
        sections.append(Section(f"_{_slug(scheme)}-definitions", title, _definitions(here, levels)))
    return frame(
        here,
        "The ladder",
        sections,
        description=f"The levels of AI safety from the highest to the lowest, as of {day_words(here.day)}: what they "
        "mean in the text in force, whether they are active, for which models, and who says so.",
        lead=((Words(_TELLS),),),
        days=days_of_levels(here.world),
    )


def _slug(scheme: str) -> str:
    return "".join(
        letter if letter.isalnum() else "-" for letter in scheme.partition("/id/")[2] or scheme
    ).strip("-")


def schemes(world: World) -> dict[str, tuple[str, ...]]:
    """The schemes that have levels, each with them, the highest first."""
    found: dict[str, list[str]] = {}
    for level in world.all(LIMEN.SafetyLevel):
        found.setdefault(world.one(level, SKOS.inScheme) or world.scheme(level), []).append(level)
    return {
        scheme: tuple(sorted(levels, key=lambda each: _height(world, each)))
        for scheme, levels in found.items()
    }


def _height(world: World, level: str) -> tuple[int, int]:
    order, least = world.text(level, LIMEN.order), world.text(level, LIMEN.orderAtLeast)
    number = order or least
    return -int(number) if number.isdecimal() else 0, 0 if least else 1


def rungs(here: Here, levels: tuple[str, ...]) -> tuple[Part, ...]:
    """Draw the levels of a scheme as a ladder; an open-ended one that only a table names is not a rung."""
    shown = [each for each in levels if here.world.text(each, LIMEN.order)] or list(levels)
    return (Ladder(tuple(_rung(here, each) for each in shown)),) if shown else ()


def _rung(here: Here, level: str) -> Rung:
    world = here.world
    statuses = best_on(_of(world.claims_on.get(level, ()), LIMEN.activationStatus), here.day)
    standing = best_on(_of(world.claims, LIMEN.standardInForce), here.day)
    under = [claim for claim in standing if claim.object == level]
    is_active = bool(under) or any(claim.object == LIMEN.active for claim in statuses)
    definition, words = _definition(here, level)
    return Rung(
        label=here.link(level),
        number=world.text(level, LIMEN.order) or world.text(level, LIMEN.orderAtLeast),
        state=_state(world, statuses, under),
        is_active=is_active,
        text=words,
        sources=tuple(_sources(here, definition, statuses)),
        models=tuple(
            here.link(claim.subject) for claim in sorted(under, key=lambda each: (each.first, each.node))
        ),
    )


def _definition(here: Here, level: str) -> tuple[str, str]:
    """The definition that holds on the day, or else the last one before, and its words."""
    world, day = here.world, here.day
    dated = ((world.text(each, SCHEMA.validFrom), each) for each in world.pointing(level, LIMEN.defines))
    before = sorted(pair for pair in dated if pair[0] <= day)
    if not before:
        return "", "No definition of it by then was read."
    _, last = before[-1]
    until, words = world.text(last, SCHEMA.validThrough), world.text(last, SKOS.definition)
    if until and until < day:
        return last, f"Not defined by a text that was read and in force. Until {day_words(until)}: {words}"
    return last, words


def _of(claims: Iterable[Stated], predicate: str) -> list[Stated]:
    return [claim for claim in claims if claim.predicate == predicate]


def _state(world: World, statuses: tuple[Stated, ...], under: list[Stated]) -> str:
    if under:
        return f"in force for {counted(len({claim.subject for claim in under}), 'model')}"
    words = dict.fromkeys(world.name(claim.object) for claim in statuses)
    return ", ".join(words) or "nothing said of its status that day"


def _sources(here: Here, definition: str, statuses: tuple[Stated, ...]) -> list[Line]:
    found: list[Line] = []
    if definition:
        found.append((Words("Defined in "), *here.first(definition, DCTERMS.source)))
    for claim in statuses:
        by = here.statement(claim)
        value = here.world.name(claim.object)
        found.append((Words(f"{value}: "), *by.source, Words(f", {by.when} · "), *by.record))
    return found


def _versions(here: Here, scheme: str) -> Part | None:
    """Links to the first day of each version."""
    world = here.world
    days = set(days_of_levels(world))
    dated = sorted(
        (world.text(each, DCTERMS.issued), each) for each in world.values(scheme, DCTERMS.hasVersion)
    )
    links = []
    for issued, version in dated:
        words = f"{world.text(version, DCAT.version)}, from {day_words(issued)}"
        is_here = issued == here.day
        links.append(Words(words, day_address(here, issued) if issued in days and not is_here else ""))
    return Choices("Versions", tuple(links)) if links else None


def _definitions(here: Here, levels: tuple[str, ...]) -> tuple[Part, ...]:
    world = here.world
    found = {each: level for level in levels for each in world.pointing(level, LIMEN.defines)}
    versions = sorted(
        {(world.text(each, SCHEMA.validFrom), world.text(each, DCAT.version)) for each in found}
    )
    rows = []
    for level in levels:
        cells: list[Line] = []
        for version in versions:
            mine = [e for e, of in found.items() if of == level and _key(world, e) == version]
            cells.append(_defined(here, mine[0]) if mine else (Words("—"),))
        rows.append((here.link(level), *cells))
    columns = ("Level", *(f"{version}, from {day_words(since)}" for since, version in versions))
    words = "In limen’s words. A dash: that version gives no definition that was read."
    return (Table(words, columns, tuple(rows)),) if found else ()


def _defined(here: Here, definition: str) -> Line:
    return (Words(f"{here.world.text(definition, SKOS.definition)} "), Words("record", here.href(definition)))


def _key(world: World, definition: str) -> tuple[str, str]:
    return world.text(definition, SCHEMA.validFrom), world.text(definition, DCAT.version)
