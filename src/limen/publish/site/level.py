"""What a level's page tells: its definitions, the models under it, the standards of its name."""

from __future__ import annotations

from limen.pages import Line, Part, Table, Words
from limen.publish.site.here import Here
from limen.publish.site.words import span_words
from limen.vocab import DCAT, DCTERMS, LIMEN, SCHEMA, SKOS


def definitions(here: Here, level: str) -> tuple[Part, ...]:
    """Show how each version of a policy defines a level, oldest first."""
    world = here.world
    found = sorted(world.pointing(level, LIMEN.defines), key=lambda each: world.text(each, SCHEMA.validFrom))
    rows = tuple(
        (
            here.link(each, f"Version {world.text(each, DCAT.version)}"),
            (Words(span_words(world.text(each, SCHEMA.validFrom), world.text(each, SCHEMA.validThrough))),),
            (
                Words(
                    " ".join(filter(None, (world.text(each, SKOS.definition), world.text(each, SKOS.note))))
                ),
            ),
            here.first(each, DCTERMS.source),
        )
        for each in found
    )
    words = "In limen’s words; a version that is not listed gives no definition that was read."
    return (Table(words, ("Version", "In force", "Definition", "Source"), rows),) if rows else ()


def models_under(here: Here, level: str) -> tuple[Part, ...]:
    """List the models that somebody says run under a level, by the day from which they do."""
    world = here.world
    claims = [c for c in world.claims if c.predicate == LIMEN.standardInForce and c.object == level]
    rows: list[tuple[Line, ...]] = []
    for claim in sorted(claims, key=lambda each: (each.first, each.subject)):
        when = span_words(*(world.text(claim.node, each) for each in (SCHEMA.validFrom, SCHEMA.validThrough)))
        shown = here.statement(claim)
        source = (*shown.source, Words(" · "), *shown.record)
        rows.append((here.link(claim.subject), (Words(when),), shown.by, source))
    if not rows:
        return ()
    return (
        Table(
            "Models for which this level is said to be in force",
            ("Model", "Days", "Says", "Source"),
            tuple(rows),
        ),
    )


def standards(here: Here, level: str) -> tuple[Part, ...]:
    """List the standards that belong to a level, in each version, with what they ask for."""
    world = here.world
    found = [
        each for each in world.pointing(level, SKOS.broader) if world.is_a(each, LIMEN.SafeguardStandard)
    ]
    rows = tuple(
        (
            here.link(each),
            here.first(each, SKOS.inScheme),
            (Words(world.text(each, LIMEN.gloss)),),
            here.links(world.values(each, DCTERMS.requires)),
        )
        for each in found
    )
    words = "What versions of the policy ask for under this name"
    return (Table(words, ("Standard", "Version", "In short", "Asks for"), rows),) if rows else ()
