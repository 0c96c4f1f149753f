"""What a policy asked for a model on a day: level, thresholds, standards, safeguards, and what these speak to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from limen.derive import Stated
from limen.pages import Item, Line, Part, Section, Statements, Table, Text, Words
from limen.publish.site.days import whole_day
from limen.publish.site.here import Here
from limen.publish.site.words import day_words
from limen.publish.site.world import World, best_on
from limen.vocab import AIRO, DCTERMS, LIMEN, PROV, RDF, SCHEMA, SKOS

_CARE = (
    "Such a policy is voluntary and binds the one who issued it. This is what its text asks for, not what "
    "any law requires; each row names who says so."
)
_CALLING = frozenset({LIMEN.reached, LIMEN.notRuledOut})


@dataclass(frozen=True)
class Asked:
    """What holds for a model on a day."""

    day: str
    claims: tuple[Stated, ...]  # of levels in force, and of versions in force
    thresholds: tuple[str, ...]  # found reached, or not ruled out
    standards: tuple[str, ...]
    safeguards: tuple[str, ...]
    commitments: tuple[str, ...]


def asked_of(here: Here, model: str) -> Iterator[Section]:
    """Tell what was asked for a model on its release day, or on the day that the page shows."""
    issued = whole_day(here.world.text(model, DCTERMS.issued))
    day = here.asked or issued or here.day
    asked = find_asked(here.world, model, day)
    if not asked.claims:
        return
    ending = ", the day of its release" if day == issued else ""
    parts: list[Part] = [Text(((Words(_CARE),),)), Statements(tuple(map(here.statement, asked.claims)))]
    parts += _safeguards(here, asked)
    yield Section("_asked", f"What was asked for on {day_words(day)}{ending}", tuple(parts))
    title = "The NIST AI RMF subcategories this speaks to, and on whose judgement"
    yield Section("_nist", title, _subcategories(here, asked))


def find_asked(world: World, model: str, day: str) -> Asked:
    """Gather what holds for a model on a day."""
    mine = [each for each in world.claims_on.get(model, ()) if each.predicate == LIMEN.standardInForce]
    levels = best_on(mine, day)
    developers = world.values(model, AIRO.isDevelopedBy)
    policies = {each for developer in developers for each in world.pointing(developer, DCTERMS.publisher)}
    theirs = (each for policy in sorted(policies) for each in world.claims_on.get(policy, ()))
    current = best_on((each for each in theirs if each.predicate == LIMEN.currentVersion), day)
    versions = {claim.object for claim in current}
    thresholds = tuple(
        sorted(
            {
                world.one(each, LIMEN.onThreshold)
                for each in world.pointing(model, SCHEMA.about)
                if world.one(each, LIMEN.finding) in _CALLING and world.text(each, DCTERMS.issued) <= day
            }
        )
    )
    standards = {
        each
        for level in levels
        for each in world.pointing(level.object, SKOS.broader)
        if world.one(each, SKOS.inScheme) in versions
    }
    standards |= {each for threshold in thresholds for each in world.values(threshold, LIMEN.callsFor)}
    commitments = {
        each
        for standard in standards
        for each in world.pointing(standard, DCTERMS.requires)
        if world.is_a(each, LIMEN.Commitment) and world.one(each, LIMEN.onThreshold) in thresholds
    }
    safeguards = dict.fromkeys(
        each for standard in sorted(standards) for each in world.values(standard, DCTERMS.requires)
    )
    return Asked(
        day,
        (*levels, *current),
        thresholds,
        tuple(sorted(standards)),
        tuple(safeguards),
        tuple(sorted(commitments)),
    )


def _safeguards(here: Here, asked: Asked) -> Iterator[Part]:
    """The standards and what they ask for, each with why they were called for."""
    world = here.world
    for number, standard in enumerate(asked.standards, 1):
        because = [each for each in asked.commitments if standard in world.values(each, DCTERMS.requires)]
        version = here.first(standard, SKOS.inScheme)
        document = here.first(world.one(standard, SKOS.inScheme), DCTERMS.source)
        line: Line = (
            Words(f"{world.text(standard, LIMEN.gloss)} In ".lstrip()),
            *version,
            *([Words(" ("), *document, Words(")")] if document else []),
            *([Words("; called for by: "), *here.links(because)] if because else []),
            Words("; "),
            *here.link(standard, "the standard"),
            Words("."),
        )
        rows = tuple(
            (here.link(each), (Words(world.text(each, LIMEN.gloss)),))
            for each in world.values(standard, DCTERMS.requires)
        )
        caption = f"What the policy’s text asks for under the {world.name(standard)}"
        table = (Table(caption, ("Safeguard", "In short"), rows),) if rows else ()
        yield Item(f"_asked-{number}", world.name(standard), "", line, table)


def _subcategories(here: Here, asked: Asked) -> tuple[Part, ...]:
    """The mapping records from what was asked to subcategories."""
    world = here.world
    rows: list[tuple[Line, ...]] = []
    for node in (*asked.standards, *asked.safeguards, *asked.commitments, *asked.thresholds):
        for mapping in world.mappings_at.get(node, ()):
            ends = (world.one(mapping, RDF.subject), world.one(mapping, RDF.object))
            other = next((each for each in ends if each != node), node)
            if world.is_a(other, LIMEN.FrameworkSubcategory):
                gloss = world.text(other, LIMEN.gloss)
                first = (*here.link(other), Words(f" {gloss}"))
                rows.append((first, here.link(node), *here.judgement(mapping)))
    if not rows:
        return ()
    columns = ("Subcategory", "Related to", "Relation", "Judged by", "Evidence", "Reviewed", "Basis")
    words = "Records of mappings, in limen’s words; none of them is a statement of NIST’s unless it says so."
    return (Table(words, columns, tuple(rows)),)


def tests_of(here: Here, node: str) -> tuple[Part, ...]:
    """The assessments and evaluations of a model, on a threshold, or by an organisation."""
    world = here.world
    found = {
        each
        for property in (SCHEMA.about, LIMEN.onThreshold, PROV.wasAttributedTo)
        for each in world.pointing(node, property)
        if world.is_a(each, LIMEN.Assessment) or world.is_a(each, LIMEN.Evaluation)
    }
    rows = tuple(
        (
            here.link(each),
            (Words(day_words(world.text(each, DCTERMS.issued))),),
            (
                Words(
                    world.first(each, LIMEN.finding)
                    or ", ".join(map(world.name, world.values(each, LIMEN.domain)))
                ),
            ),
            here.first(each, PROV.wasAttributedTo),
            here.first(each, DCTERMS.source),
        )
        for each in sorted(found, key=lambda each: (world.text(each, DCTERMS.issued), each))
    )
    columns = ("What", "Stated", "Finding or field", "By", "Source")
    return (Table("Findings as their authors state them", columns, rows),) if rows else ()
