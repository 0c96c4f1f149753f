"""The start page: what this is, the ladder of the day, what changed lately, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator

from limen.pages import Event, Page, Section, Text, Timeline, Ways, Words
from limen.publish.catalog_jsonld import catalog_jsonld
from limen.publish.registry import names_under
from limen.publish.site.days import days_of_levels
from limen.publish.site.frame import frame
from limen.publish.site.here import Here
from limen.publish.site.history import event
from limen.publish.site.ladder import rungs, schemes
from limen.publish.site.words import counted, day_words, property_words
from limen.publish.version import limen_version
from limen.serialize import find_format
from limen.vocab import AIRO, DCTERMS, LIMEN, SCHEMA

_LEAD = (
    "AI safety levels say how strictly an AI model is guarded, and against what. limen keeps what laboratories, "
    "standards bodies and observers say about these levels and the frameworks around them: each statement with its "
    "source, its days and whoever disagrees. Everything here can be read as pages, asked as questions, and taken "
    "away as linked data."
)
_LATELY = 12
#: Properties of claims whose beginning is news.
_NEWS = frozenset({LIMEN.currentVersion, LIMEN.standardInForce, LIMEN.activationStatus, LIMEN.officialName})


def home_page(here: Here) -> Page:
    """Make the start page."""
    world = here.world
    day = day_words(here.day)
    sections = [
        Section(
            f"_ladder-{number}", f"{world.name(scheme)}{f' on {day}' if day else ''}", rungs(here, levels)
        )
        for number, (scheme, levels) in enumerate(schemes(world).items())
    ]
    events = tuple(_lately(here))
    sections += [
        Section("_ways", "Ways in", (Ways(_ways(here)),)),
        Section("_example", "For example", _example(here)),
        Section("_lately", "What changed lately", (Timeline(events),) if events else ()),
        Section("_home", "About", (Text(((Words(_size(here)),),)),)),
    ]
    return frame(
        here,
        "Who says what about AI safety levels, and since when",
        sections,
        description=_LEAD,
        lead=((Words(_LEAD),),),
        days=days_of_levels(world),
        data=_dataset(here),
    )


def _dataset(here: Here) -> dict[str, object]:
    """What the dataset is, for search engines, with the files to take away."""
    base = here.world.base
    downloads = [
        {
            "@type": "DataDownload",
            "encodingFormat": each.media_type,
            "contentUrl": f"{base}downloads/limen.{each.extension}",
        }
        for each in map(find_format, ("turtle", "json-ld", "nquads"))
    ]
    said = catalog_jsonld(here.world.built, names_under(base), limen_version())
    return {**said, "distribution": downloads}


def _ways(here: Here) -> tuple[tuple[Words, str], ...]:
    root = here.urls.root(here.place)
    return (
        (here.page("ladder", "The ladder"), "What each level means, by version and by day."),
        (
            here.page("crosswalk", "Frameworks side by side"),
            "Which parts somebody relates to which, and on what ground.",
        ),
        (here.page("query", "Ask"), "Questions with names, or your own in SPARQL."),
        (
            Words("Take it away", f"{root}downloads/limen.ttl"),
            "All of it as Turtle; JSON-LD and N-Quads lie beside it.",
        ),
    )


def _example(here: Here) -> tuple[Text, ...]:
    """The first model for which the highest level that any model is under was said to be in force."""
    world = here.world
    claims = [c for c in world.claims if c.predicate == LIMEN.standardInForce and c.is_dated and c.rank < 2]
    ranked = sorted(claims, key=lambda c: (-_order(here, c.object), c.first, c.subject))
    models = [c for c in ranked if world.is_a(c.subject, AIRO.AIModel) and c.first <= here.day]
    if not models:
        return ()
    name, day = world.name(models[0].subject), day_words(models[0].first)
    question = f"What was asked of {name} on {day}, who says so, and which NIST AI RMF subcategories does that speak to?"
    line = here.link(models[0].subject, question)
    more = here.page("conflicts", "Where do the sources disagree?")
    return (Text((line, (more,))),)


def _order(here: Here, level: str) -> int:
    order = here.world.text(level, LIMEN.order)
    return int(order) if order.isdecimal() else 0


def _lately(here: Here) -> Iterator[Event]:
    """The latest events up to the day, the newest first."""
    found = [each for each in _events(here) if each.day <= here.day]
    yield from sorted(found, key=lambda each: (each.day, str(each.line)), reverse=True)[:_LATELY]


def _events(here: Here) -> Iterator[Event]:
    world = here.world
    for claim in world.claims:
        since = world.text(claim.node, SCHEMA.validFrom)
        if claim.predicate in _NEWS and claim.rank < 2 and since and not claim.is_predicted:
            words = property_words(claim.predicate)
            line = (*here.link(claim.subject), Words(f": {words} "), *here.link(claim.object))
            yield event(since, (*line, Words(", says "), *here.first(claim.node, DCTERMS.source)))
    for model in world.all(AIRO.AIModel):
        if issued := world.text(model, DCTERMS.issued):
            yield event(issued, (*here.link(model), Words(" is released")))


def _size(here: Here) -> str:
    world = here.world
    counts = (
        counted(len(world.claims), "claim"),
        counted(len(world.all(LIMEN.Mapping)), "mapping"),
        counted(len(world.all(LIMEN.Assessment)), "assessment"),
        counted(len(world.all(LIMEN.Entry)), "file"),
    )
    known = f", as known on {day_words(world.day)}" if world.day else ""
    return (
        f"The registry holds {', '.join(counts)}{known}. A mapping is somebody’s judgement and never a statement of "
        "equality; a statement that nobody dated is shown as such. limen is independent: not affiliated with or "
        "endorsed by anybody it describes, and no legal advice."
    )
