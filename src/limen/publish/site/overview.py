"""The pages that look at everything at once: conflicts, timeline, quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from limen.errors import Finding
from limen.model.value import first_day
from limen.pages import (
    Disputes,
    Facts,
    Lane,
    Line,
    Mark,
    Page,
    Part,
    Section,
    Table,
    Text,
    Timeline,
    Words,
    axis,
)
from limen.publish.site.frame import frame
from limen.publish.site.here import Here
from limen.publish.site.history import event
from limen.publish.site.quarrel import quarrel
from limen.publish.site.words import apart, counted
from limen.publish.site.world import World
from limen.publish.tally import tally
from limen.publish.wording import short
from limen.vocab import AIRO, DCAT, DCTERMS, LIMEN, PROV, RDF, SCHEMA, SKOS, SSSOM

_HOW = (
    "Two claims conflict if they give the same property of the same thing different values for the same day, the "
    "property holds one value at a time, and neither is a forecast. They are computed, not written; a claim that "
    "nobody dated never conflicts. The ranks say which side the registry prefers, and the reason is beside it."
)


def conflicts_page(here: Here) -> Page:
    """Make the page of every computed disagreement."""
    found = here.world.conflicts
    parts: tuple[Part, ...] = (Disputes(tuple(quarrel(here, each) for each in found)),)
    if not found:
        parts = (Text(((Words("No two dated claims disagree."),),)),)
    return frame(
        here,
        "Where sources disagree",
        [Section("_all", counted(len(found), "disagreement"), parts)],
        description="Every two dated statements in limen that cannot both be right, side by side with their sources.",
        lead=((Words(_HOW),),),
    )


def timeline_page(here: Here) -> Page:
    """Make the page with everything dated on one axis."""
    lanes = [(title, sorted(set(marks))) for title, marks in _lanes(here.world).items()]
    drawn = tuple(
        Lane(title, tuple(Mark(first_day(day), name) for day, name, _ in marks))
        for title, marks in lanes
        if marks
    )
    events = sorted({(day, title, name, node) for title, marks in lanes for day, name, node in marks})
    listed = tuple(event(day, here.link(node, name), _SINGULAR[title]) for day, title, name, node in events)
    picture: tuple[Part, ...] = (
        (axis("Versions, levels in force, models and evaluations over time", drawn),) if drawn else ()
    )
    return frame(
        here,
        "Timeline",
        [
            Section("_drawn", "On one axis", picture),
            Section("_listed", "Day by day", (Timeline(listed),) if listed else ()),
        ],
        description="Policy versions, activations of safety levels, model releases and evaluations on one axis of time.",
    )


_SINGULAR = {
    "Policy versions": "version",
    "Levels in force": "level in force",
    "Models": "model",
    "Evaluations": "evaluation",
}


def _lanes(world: World) -> dict[str, list[tuple[str, str, str]]]:
    """Marks of each sort: day, name, node."""
    lanes: dict[str, list[tuple[str, str, str]]] = {title: [] for title in _SINGULAR}
    levels = {world.scheme(each) for each in world.all(LIMEN.SafetyLevel)}
    for version in world.all(LIMEN.Version):
        source = world.one(version, DCTERMS.isVersionOf)
        if (issued := world.text(version, DCTERMS.issued)) and source not in levels:
            name = f"{_brief(world, source)} {world.text(version, DCAT.version)}"
            lanes["Policy versions"].append((issued, name, version))
    for claim in world.claims:
        since = world.text(claim.node, SCHEMA.validFrom)
        if claim.predicate == LIMEN.standardInForce and since and claim.rank < 2 and not claim.is_predicted:
            lanes["Levels in force"].append(
                (since, f"{world.name(claim.object)}: {world.name(claim.subject)}", claim.subject)
            )
    for model in world.all(AIRO.AIModel):
        if issued := world.text(model, DCTERMS.issued):
            lanes["Models"].append((issued, world.name(model), model))
    for test in world.all(LIMEN.Evaluation):
        if issued := world.text(test, DCTERMS.issued):
            tester = _brief(world, world.one(test, PROV.wasAttributedTo))
            name = f"{world.first(test, SCHEMA.about)}, by {tester}"
            lanes["Evaluations"].append((issued, name, test))
    return lanes


def _brief(world: World, node: str) -> str:
    """The shortest of a thing's names."""
    return min(
        (world.name(each) for each in (*world.values(node, SKOS.altLabel), node) if each), key=len, default=""
    )


def quality_page(here: Here, findings: Iterable[Finding] | None) -> Page:
    """Make the page that says how sure all this is."""
    sections = [
        Section("_check", "The last check", tuple(_check(findings))),
        Section("_evidence", "How the sources were seen", tuple(_evidence(here))),
        Section("_review", "Judgement and review", tuple(_review(here))),
        Section("_coverage", "Coverage by framework", _coverage(here)),
    ]
    return frame(
        here,
        "How sure this is",
        sections,
        description="What the last check of the registry found, how its sources were seen, which mappings were reviewed, "
        "and how much of each framework is covered.",
    )


def _check(findings: Iterable[Finding] | None) -> Iterator[Part]:
    if findings is None:
        yield Text(((Words("No check was run for these pages; limen check runs one."),),))
        return
    found = tuple(findings)
    counts = Counter((each.severity, each.code) for each in found)
    severities = Counter(each.severity.word for each in found)
    told = ", ".join(counted(number, word) for word, number in sorted(severities.items())) or "nothing"
    yield Text(((Words(f"The registry was checked against limen’s shapes and rules: {told} found."),),))
    rows = tuple(
        ((Words(code),), (Words(severity.word),), (Words(str(number)),))
        for (severity, code), number in sorted(counts.items())
    )
    if rows:
        yield Table("Findings by what they are", ("Finding", "Severity", "How many"), rows)


def _evidence(here: Here) -> Iterator[Part]:
    done = tally(here.world.built)
    rows = tuple(((Words(word),), (Words(f"{number:,}"),)) for word, number in done.claims)
    if rows:
        yield Table("Claims by how what they rest on was seen", ("Seen", "Claims"), rows)
    readings = Counter(
        here.world.first(claim.node, LIMEN.readIn) or "not said" for claim in here.world.claims
    )
    rows = tuple(((Words(word),), (Words(f"{number:,}"),)) for word, number in readings.most_common())
    if rows:
        yield Table("Claims by what of the source was read", ("Read in", "Claims"), rows)


def _review(here: Here) -> Iterator[Part]:
    world = here.world
    done = tally(world.built)
    yield Facts(
        (
            ("mappings reviewed by another person", ((Words(f"{done.reviewed:,}"),),)),
            ("mappings not reviewed", ((Words(f"{done.unreviewed:,}"),),)),
        )
    )
    mappings = world.all(LIMEN.Mapping)
    authors = Counter(world.one(each, SSSOM.author_id) for each in mappings)
    grounds = Counter(short(world.one(each, SSSOM.mapping_justification)) for each in mappings)
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (here.link(author) if author else (Words("nobody named"),), (Words(str(number)),))
        for author, number in sorted(authors.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    if rows:
        yield Table("Mappings by who judged", ("Author", "Mappings"), rows)
        rows = tuple(
            ((Words(apart(ground.rpartition(":")[2])),), (Words(str(number)),))
            for ground, number in sorted(grounds.items())
        )
        yield Table("Mappings by their ground", ("Ground", "Mappings"), rows)


def _coverage(here: Here) -> tuple[Part, ...]:
    """How many parts of each source some mapping or claim speaks of."""
    world = here.world
    parts: dict[str, list[str]] = {}
    for node, said in world.nodes.items():
        if SKOS.Concept in said.get(RDF.type, ()):
            parts.setdefault(world.scheme(node), []).append(node)
    rows = []
    for scheme in sorted(parts, key=lambda each: (-len(parts[each]), each)):
        nodes = parts[scheme]
        mapped = sum(1 for each in nodes if each in world.mappings_at)
        claimed = sum(1 for each in nodes if each in world.claims_on)
        numbers = (len(nodes), mapped, claimed)
        rows.append((here.link(scheme), *((Words(f"{number:,}"),) for number in numbers)))
    columns = ("Source", "Parts", "Mapped", "With claims")
    return (Table("Parts of each source that some record speaks of", columns, tuple(rows)),) if rows else ()
