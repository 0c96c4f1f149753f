"""Frameworks against each other: a matrix, and for each pair the records that relate their parts."""

from __future__ import annotations

from collections.abc import Mapping

from limen.pages import Line, Page, Section, Table, Words
from limen.publish.site.frame import frame
from limen.publish.site.here import Here
from limen.publish.site.world import World
from limen.vocab import DCTERMS, LIMEN, RDF, SKOS, SSSOM

Pair = tuple[str, str]
_COLUMNS = ("Parts", "Relation", "Judged by", "Evidence", "Reviewed", "Basis")
_CARE = (
    "A number counts the records in which somebody relates a part of one framework to a part of another. limen adds "
    "no judgement of its own: a record says who judged, on what evidence, and whether anybody else reviewed it. "
    "Levels of different laboratories are not equal."
)


def pairs(world: World) -> Mapping[Pair, tuple[str, ...]]:
    """The mappings between every two sources, the pair in the order of their IRIs."""
    found: dict[Pair, list[str]] = {}
    for mapping in world.all(LIMEN.Mapping):
        ends = (world.one(mapping, RDF.subject), world.one(mapping, RDF.object))
        if all(ends):
            one, other = sorted(map(world.scheme, ends))
            found.setdefault((one, other), []).append(mapping)
    return {pair: tuple(found[pair]) for pair in sorted(found)}


def pair_path(world: World, pair: Pair) -> str:
    """The path of the page for two sources."""
    return "crosswalk/" + "/".join(_slug(world, each) for each in pair)


def _slug(world: World, scheme: str) -> str:
    return scheme[1:-1].removeprefix(world.base).removeprefix("id/").replace("/", ".").replace(":", ".")


def crosswalk_page(here: Here) -> Page:
    """Make the page with the matrix of all sources that some mapping relates."""
    world = here.world
    found = pairs(world)
    weights: dict[str, int] = {}
    for pair, records in found.items():
        for each in set(pair):
            weights[each] = weights.get(each, 0) + len(records)
    order = sorted(weights, key=lambda each: (-weights[each], each))
    numbers = {each: number for number, each in enumerate(order, 1)}
    rows = tuple(
        (
            (Words(f"{numbers[one]}  "), *here.link(one, _short(world, one))),
            *(_cell(here, found, one, other) for other in order),
        )
        for one in order
    )
    columns = ("Framework", *(str(numbers[each]) for each in order))
    matrix = Table(
        "How many records relate two frameworks; each number opens them", columns, rows, is_matrix=True
    )
    listed = tuple(
        _row(here, pair, records) for pair, records in sorted(found.items(), key=lambda each: -len(each[1]))
    )
    table = Table("The same as a list", ("Frameworks", "Records", "Reviewed"), listed)
    return frame(
        here,
        "Crosswalk",
        [
            Section("_matrix", "Frameworks against each other", (matrix,) if rows else ()),
            Section("_pairs", "Pair by pair", (table,) if listed else ()),
        ],
        description="AI safety frameworks against each other: who relates which part to which, how, on what evidence, "
        "and whether anybody reviewed it.",
        lead=((Words(_CARE),),),
    )


def _short(world: World, scheme: str) -> str:
    """What a source is called, shortly, and whose it is."""
    name = world.name(scheme)
    if len(name) > 34:
        name = world.text(scheme, SKOS.altLabel) or name
    whose = world.first(scheme, DCTERMS.publisher) or world.first(scheme, DCTERMS.isPartOf)
    return f"{name}, {whose}" if whose and whose not in name else name


def _cell(here: Here, found: Mapping[Pair, tuple[str, ...]], one: str, other: str) -> Line:
    pair = (one, other) if one <= other else (other, one)
    records = found.get(pair, ())
    return (here.page(pair_path(here.world, pair), str(len(records))),) if records else (Words(""),)


def _row(here: Here, pair: Pair, records: tuple[str, ...]) -> tuple[Line, ...]:
    words = " — ".join(dict.fromkeys(_short(here.world, each) for each in pair))
    reviewed = sum(1 for each in records if here.world.values(each, SSSOM.reviewer_id))
    link = here.page(pair_path(here.world, pair), words)
    return (link,), (Words(str(len(records))),), (Words(str(reviewed) if reviewed else "none"),)


def pair_page(here: Here, pair: Pair) -> Page:
    """Make the page with all records that relate two sources."""
    world = here.world
    names = list(dict.fromkeys(_short(world, each) for each in pair))
    records = pairs(world)[pair]
    rows = tuple((*_ends(here, each), *here.judgement(each)) for each in records)
    columns = ("From", "To", *_COLUMNS[1:])
    caption = "Each row is one record; it says what its author judged, nothing more"
    lead = (Words("Of "), *here.links(dict.fromkeys(pair), " and "), Words("."))
    return frame(
        here,
        " and ".join(names),
        [
            Section(
                "_records",
                f"{len(rows)} mapping records" if len(rows) != 1 else "1 mapping record",
                (Table(caption, columns, rows),),
            )
        ],
        description=f"How parts of {' and '.join(names)} are related, on whose judgement, with evidence and review.",
        sort="crosswalk",
        lead=(lead,),
    )


def _ends(here: Here, mapping: str) -> tuple[Line, Line]:
    return here.first(mapping, RDF.subject), here.first(mapping, RDF.object)
