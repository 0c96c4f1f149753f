"""What a document tells of besides its main thing: its items, each with an address inside the page."""

from __future__ import annotations

from collections.abc import Iterator

from limen.pages import Facts, Group, Item, Line, Part, Words
from limen.publish.site.here import Here
from limen.publish.site.words import counted, property_words, span_words
from limen.publish.site.world import World
from limen.term import iri_of
from limen.vocab import DCTERMS, LIMEN, RDF, SCHEMA, SKOS, SSSOM

#: What the heading of an item, or the page around it, says already.
_SHOWN = frozenset(
    {
        *(RDF.type, SKOS.prefLabel, SKOS.notation, SKOS.inScheme, SKOS.topConceptOf, LIMEN.defines),
        *(DCTERMS.identifier, LIMEN.gloss, SKOS.definition, DCTERMS.description, LIMEN.formerIdentifier),
        *(LIMEN.order, LIMEN.orderAtLeast),
    }
)
_TELLING = (LIMEN.gloss, SKOS.definition, DCTERMS.description)
_MOST = 12


def items(here: Here, node: str, path_nodes: tuple[str, ...]) -> tuple[Part, ...]:
    """Show the other nodes of a document, by what they are, in the order of their places and names."""
    kinds: dict[str, list[str]] = {}
    for each in path_nodes:
        if each != node and "#" in each:
            kinds.setdefault(here.world.kind(each), []).append(each)
    return tuple(
        Group(
            counted(len(nodes), kind) if len(nodes) > 1 else kind.capitalize(),
            tuple(_item(here, each) for each in sorted(nodes, key=lambda each: _order(here.world, each))),
        )
        for kind, nodes in kinds.items()
    )


def _order(world: World, node: str) -> tuple[int, str]:
    order = world.text(node, LIMEN.order) or world.text(node, LIMEN.orderAtLeast)
    return int(order) if order.isdecimal() else 0, world.text(node, SKOS.notation) or node


def _item(here: Here, node: str) -> Item:
    told = next((here.world.text(node, each) for each in _TELLING if here.world.text(node, each)), "")
    rows = (*_own(here, node), *_claims(here, node), *_records(here, node))
    more: Line = (Words(told),) if told else ()
    if node in here.world.level_pages:
        more = (*more, Words(" "), *here.link(node, f"All about {here.world.name(node)}"))
    return Item(
        id=iri_of(node).partition("#")[2],
        title=here.world.name(node),
        sort="",
        more=more,
        parts=(Facts(tuple(rows)),) if rows else (),
        code=here.world.text(node, DCTERMS.identifier),
    )


def _own(here: Here, node: str) -> Iterator[tuple[str, tuple[Line, ...]]]:
    for property, values in here.world.nodes[node].items():
        if property not in _SHOWN:
            yield property_words(property), (here.links(values[:_MOST]),)


def _claims(here: Here, node: str) -> Iterator[tuple[str, tuple[Line, ...]]]:
    world = here.world
    claims = () if node in world.level_pages else world.claims_on.get(node, ())
    for claim in claims:
        when = span_words(*(world.text(claim.node, each) for each in (SCHEMA.validFrom, SCHEMA.validThrough)))
        line = (
            *here.link(claim.object),
            Words(f" {when}, says " if when else ", says "),
            *here.first(claim.node, DCTERMS.source),
            Words(" · "),
            Words("record", here.href(claim.node)),
        )
        yield property_words(claim.predicate), (line,)


def _records(here: Here, node: str) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The assessments and mappings of an item."""
    world = here.world
    if assessed := [
        each for each in world.pointing(node, LIMEN.onThreshold) if world.is_a(each, LIMEN.Assessment)
    ]:
        yield "assessments", (here.links(assessed),)
    lines = tuple(_mapping(here, each, node) for each in world.mappings_at.get(node, ()))
    if lines:
        yield "related", lines


def _mapping(here: Here, mapping: str, node: str) -> Line:
    world = here.world
    ends = (world.one(mapping, RDF.subject), world.one(mapping, RDF.object))
    other = next((each for each in ends if each != node), node)
    author = world.first(mapping, SSSOM.author_id) or "nobody named"
    reviewed = "reviewed" if world.values(mapping, SSSOM.reviewer_id) else "not reviewed"
    relation = property_words(world.one(mapping, RDF.predicate))
    negative = "not " if world.values(mapping, SSSOM.predicate_modifier) else ""
    words = f" — {negative}{relation}, judged by {author}, {reviewed} · "
    return (*here.end(other), Words(words), Words("record", here.href(mapping)))
