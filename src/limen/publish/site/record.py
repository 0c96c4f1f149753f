"""The pages of records and of the registry's files: what is said, by whom, on what ground, where it is written."""

from __future__ import annotations

from collections.abc import Iterator

from limen.pages import Disputes, Facts, Line, Page, Part, Section, Text, Words
from limen.publish.site.frame import frame
from limen.publish.site.here import Here
from limen.publish.site.quarrel import quarrel
from limen.publish.site.thing import copies
from limen.publish.site.words import plural, property_words
from limen.term import iri_of
from limen.vocab import DCTERMS, LIMEN, PROV, RDF, SCHEMA, SKOS, SSSOM, WIKIBASE

_NAMES = {
    RDF.subject: "subject",
    RDF.predicate: "relation",
    RDF.object: "object",
    DCTERMS.issued: "stated on",
    PROV.wasAttributedTo: "said by",
    SCHEMA.validFrom: "holds from",
    SCHEMA.validThrough: "holds through",
    LIMEN.statedTime: "time in the source’s words",
    LIMEN.quote: "in the source’s words",
    LIMEN.place: "where in the source",
    WIKIBASE.rank: "rank",
    SSSOM.mapping_justification: "ground of the judgement",
    SSSOM.predicate_modifier: "modifier",
    SSSOM.reviewer_id: "reviewed by",
    DCTERMS.type: "kind",
}
_MOST = 60


def record_page(here: Here, node: str) -> Page:
    """Make the short page of a record: everything that it says."""
    world = here.world
    sort = world.kind(node) or "record"
    lead: list[Line] = []
    if world.values(node, RDF.subject) and world.values(node, RDF.object):
        relation = property_words(world.one(node, RDF.predicate))
        ends = here.first(node, RDF.subject), here.first(node, RDF.object)
        lead.append((*ends[0], Words(f" — {relation} — "), *ends[1]))
    sections = [
        Section("_record", "The record", _facts(here, node)),
        Section("_disputes", "Disagreements", _quarrels(here, node)),
        Section("_from", "What rests on it", _resting(here, node)),
        Section("_copy", "Identifiers and data", copies(here, node)),
    ]
    name = world.name(node)
    told = f"{name}: a {sort} in limen, with its source, place, dates and standing, and where it is written."
    return frame(here, name, sections, description=told, sort=sort, lead=lead, data={"@id": iri_of(node)})


def _facts(here: Here, node: str) -> tuple[Part, ...]:
    said = here.world.nodes.get(node, {})
    first = [each for each in _NAMES if each in said]
    rest = [each for each in said if each not in _NAMES and each not in {RDF.type, SKOS.prefLabel}]
    rows: list[tuple[str, tuple[Line, ...]]] = []
    for property in (*first, *rest):
        name = _NAMES.get(property) or property_words(property)
        lines = tuple(_value(here, property, value) for value in said[property])
        rows.append((name, lines))
    if here.world.is_a(node, LIMEN.Mapping) and SSSOM.reviewer_id not in said:
        rows.append(("reviewed by", ((Words("nobody"),),)))
    if written := here.written(node):
        rows.append(("written in", (written,)))
    return (Facts(tuple(rows)),) if rows else ()


def _value(here: Here, property: str, value: str) -> Line:
    if property in {RDF.predicate, WIKIBASE.rank}:
        return here.link(value, property_words(value).removesuffix(" rank"))
    if property == LIMEN.quote:
        return (Words(f"“{here.world.name(value)}”"),)
    return here.link(value)


def _quarrels(here: Here, node: str) -> tuple[Part, ...]:
    found = [each for each in here.world.conflicts if node in {each.one.node, each.other.node}]
    return (Disputes(tuple(quarrel(here, each) for each in found)),) if found else ()


def _resting(here: Here, node: str) -> tuple[Part, ...]:
    found = here.world.pointing(node, PROV.wasDerivedFrom)
    return (Text(tuple(here.link(each) for each in found)),) if found else ()


def entry_page(here: Here, node: str) -> Page:
    """Make the page of a file of the registry: what it is about, and what is written in it."""
    world = here.world
    path = world.text(node, LIMEN.path) or iri_of(node).removeprefix(f"{world.base}graph/")
    sections = [
        Section("_record", "The file", _facts(here, node)),
        Section("_written", "What is written in it", tuple(_written(here, path))),
        Section("_copy", "Identifiers and data", copies(here, node)),
    ]
    told = f"The file {path} of the registry: what it is about, and every record and thing that is written in it."
    return frame(here, path, sections, description=told, sort=world.kind(node) or "graph")


def _written(here: Here, path: str) -> Iterator[Part]:
    world = here.world
    kinds: dict[str, list[str]] = {}
    for node, place in world.places.items():
        if place.path == path and node in world.nodes and not world.is_a(node, LIMEN.Entry):
            kinds.setdefault(world.kind(node), []).append(node)
    rows = tuple((plural(kind), (_some(here, nodes),)) for kind, nodes in sorted(kinds.items()))
    if rows:
        yield Facts(rows)


def _some(here: Here, nodes: list[str]) -> Line:
    line = here.links(sorted(nodes)[:_MOST])
    return (*line, Words(f", and {len(nodes) - _MOST} more")) if len(nodes) > _MOST else line
