"""The page of a thing: what it is, what is said of it and by whom, its history, and what is around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from limen.derive import Stated
from limen.model.words import FUNCTIONAL
from limen.pages import (
    Codes,
    Disputes,
    Facts,
    Line,
    Page,
    Part,
    Section,
    Statement,
    Statements,
    Table,
    Text,
    Timeline,
    Words,
)
from limen.publish.site.around import around
from limen.publish.site.days import days_of_thing
from limen.publish.site.frame import alternates, frame
from limen.publish.site.here import Here
from limen.publish.site.history import history
from limen.publish.site.items import items
from limen.publish.site.level import definitions, models_under, standards
from limen.publish.site.model import asked_of, tests_of
from limen.publish.site.quarrel import quarrel
from limen.publish.site.words import day_words, property_words
from limen.term import iri_of, is_literal
from limen.vocab import AIRO, DCTERMS, FOAF, LIMEN, RDF, SKOS

#: What the head of the page, its items or its history say already.
_SHOWN = frozenset(
    {
        *(RDF.type, SKOS.prefLabel, SKOS.notation, SKOS.definition, SKOS.hasTopConcept, SKOS.topConceptOf),
        *(DCTERMS.identifier, DCTERMS.description, DCTERMS.hasVersion, LIMEN.formerIdentifier, LIMEN.extra),
        *(LIMEN.gloss, LIMEN.expectsRelationTo, SKOS.note, SKOS.editorialNote),
    }
)
_FUNCTIONAL = frozenset(FUNCTIONAL.values())
_TELLING = (DCTERMS.description, LIMEN.gloss, SKOS.definition)
_MAPPING_COLUMNS = ("Related to", "Relation", "Judged by", "Evidence", "Reviewed", "Basis")


def thing_page(here: Here, node: str, path_nodes: tuple[str, ...]) -> Page:
    """Make the page of a thing with all that its document tells of."""
    world = here.world
    sort = world.kind(node) or "document"
    told = next((world.text(node, each) for each in _TELLING if world.text(node, each)), "")
    name = world.name(node)
    days = days_of_thing(world, node)
    return frame(
        here,
        name,
        tuple(sections(here, node, path_nodes)),
        description=_description(here, node, told),
        sort=sort,
        lead=[*([(Words(told),)] if told else []), *notes(here, node)],
        days=days,
        data=structured(here, node),
    )


def _description(here: Here, node: str, told: str) -> str:
    name, sort = here.world.name(node), here.world.kind(node)
    ending = "What is said of it, by whom, since when, and what disagrees."
    return f"{name}, {sort or 'document'}. {told} {ending}".replace("  ", " ")


def notes(here: Here, node: str) -> Iterator[Line]:
    """The remarks on a thing."""
    for property in (SKOS.note, SKOS.editorialNote):
        for value in here.world.values(node, property):
            yield here.link(value)


def sections(here: Here, node: str, path_nodes: tuple[str, ...]) -> Iterator[Section]:
    """Everything that the page tells."""
    world = here.world
    claims = [
        *world.claims_on.get(node, ()),
        *(c for c in world.claims_for.get(node, ()) if c.subject != node),
    ]
    dated = [claim for claim in claims if claim.is_dated]
    now = [claim for claim in dated if _counts(claim, here.day)]
    undated = [claim for claim in claims if not claim.is_dated]
    then = [claim for claim in dated if claim not in now]
    day = day_words(here.day)
    if world.is_a(node, AIRO.AIModel):
        yield from asked_of(here, node)
    yield Section("_now", f"What is said as of {day}" if day else "What is said", _said(here, node, now))
    yield Section("_items", "What it holds", items(here, node, path_nodes))
    if world.is_a(node, LIMEN.SafetyLevel):
        yield Section("_definitions", "How it is defined", definitions(here, node))
        yield Section("_models", "Models under it", models_under(here, node))
        yield Section("_standards", "Standards and safeguards of its name", standards(here, node))
    yield Section("_disputes", "Disagreements", quarrels(here, claims))
    yield Section("_undated", "Said without a date", _said(here, node, undated))
    yield Section("_then", "Said of other times", _said(here, node, then))
    yield Section("_tests", "Assessments and evaluations", tests_of(here, node))
    yield Section("_history", "History", _timeline(here, node))
    yield Section("_arguments", "For and against", arguments(here, node))
    yield Section("_mappings", "Related, and on whose judgement", mappings(here, node))
    yield Section("_facts", "Particulars", facts(here, node))
    yield Section("_around", "What links here and from here", around(here, node))
    yield Section("_copy", "Identifiers and data", copies(here, node))


def _counts(claim: Stated, day: str) -> bool:
    return claim.holds_on(day) and not claim.is_predicted and claim.rank < 2


def _said(here: Here, node: str, claims: list[Stated]) -> tuple[Part, ...]:
    """Show claims, those of what holds one value at a time first; a word that several share stands once.

    One that is about something else and holds for this thing says of what it is.
    """
    shown: list[Statement] = []
    last = ""
    for claim in sorted(
        claims, key=lambda each: (each.predicate not in _FUNCTIONAL, each.predicate, each.subject != node)
    ):
        says = property_words(claim.predicate)
        if claim.subject != node:
            says = f"{here.world.name(claim.subject)}: {says}"
        statement = here.statement(claim, says)
        if claim.about == node:
            statement = replace(statement, about=())
        shown.append(replace(statement, says="") if says == last and not statement.about else statement)
        last = says
    return (Statements(tuple(shown)),) if shown else ()


def quarrels(here: Here, claims: list[Stated]) -> tuple[Part, ...]:
    """The conflicts in which some claims stand."""
    nodes = {claim.node for claim in claims}
    found = [each for each in here.world.conflicts if each.one.node in nodes or each.other.node in nodes]
    return (Disputes(tuple(quarrel(here, each) for each in found)),) if found else ()


def _timeline(here: Here, node: str) -> tuple[Part, ...]:
    events = history(here, node)
    return (Timeline(events),) if events else ()


def arguments(here: Here, node: str) -> tuple[Part, ...]:
    """What speaks for a thing and against it."""
    world = here.world
    rows: list[tuple[Line, ...]] = []
    for property, words in ((LIMEN.supports, "for"), (LIMEN.disputes, "against")):
        for each in world.pointing(node, property):
            kind, text = world.first(each, DCTERMS.type), world.text(each, DCTERMS.description)
            source = (*here.first(each, DCTERMS.source), Words(" · "), Words("record", here.href(each)))
            rows.append(((Words(text),), (Words(f"{kind}, {words}"),), source))
    return (Table("Arguments", ("Argument", "Kind", "Source"), tuple(rows)),) if rows else ()


def mappings(here: Here, node: str) -> tuple[Part, ...]:
    """The mapping records of a thing, as a table."""
    found = here.world.mappings_at.get(node, ())
    rows = tuple(here.mapping(each, node) for each in found)
    words = "Every row is a record that somebody drew up; limen concludes nothing from it."
    return (Table(words, _MAPPING_COLUMNS, rows),) if rows else ()


def facts(here: Here, node: str) -> tuple[Part, ...]:
    """What the registry itself says of a thing."""
    said = here.world.nodes.get(node, {})
    rows: list[tuple[str, tuple[Line, ...]]] = [
        (property_words(each), tuple(here.link(value) for value in values))
        for each, values in said.items()
        if each not in _SHOWN
    ]
    if written := here.written(node):
        rows.append(("written in", (written,)))
    return (Facts(tuple(rows)),) if rows else ()


def copies(here: Here, node: str) -> tuple[Part, ...]:
    """Identifiers to copy, and the document's data to take away."""
    world = here.world
    rows = [("IRI", iri_of(node))]
    rows += [("SecID", world.name(each)) for each in world.values(node, DCTERMS.identifier)]
    rows += [("former spelling", world.name(each)) for each in world.values(node, LIMEN.formerIdentifier)]
    names = {"text/turtle": "Turtle", "application/ld+json": "JSON-LD"}
    line: list[Words] = [Words("This page as data: ")]
    for type, href in alternates(here):
        line += [*([Words(" · ")] if len(line) > 1 else []), Words(names[type], href)]
    return Codes(tuple(rows)), Text((tuple(line),))


def structured(here: Here, node: str) -> dict[str, object]:
    """What the page is about, for search engines."""
    world = here.world
    data: dict[str, object] = {"@id": iri_of(node), "identifier": world.text(node, DCTERMS.identifier)}
    if world.is_a(node, SKOS.ConceptScheme):
        data["@type"] = "DefinedTermSet"
    elif world.is_a(node, SKOS.Concept):
        scheme = world.one(node, SKOS.inScheme)
        data |= {"@type": "DefinedTerm", "inDefinedTermSet": iri_of(scheme) if scheme else ""}
    elif world.is_a(node, FOAF.Document):
        data["@type"] = "CreativeWork"
        if issued := world.text(node, DCTERMS.issued):
            data["datePublished"] = issued
        if pages := [iri_of(v) for v in world.values(node, FOAF.page) if not is_literal(v)]:
            data["sameAs"] = pages
    elif world.is_a(node, FOAF.Organization):
        data["@type"] = "Organization"
    return {key: value for key, value in data.items() if value}
