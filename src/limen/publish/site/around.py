"""What is around a thing: what points to it and what it points to, drawn and as a table."""

from __future__ import annotations

from itertools import zip_longest

from limen.pages import Line, Part, Table, Words, neighbourhood
from limen.publish.site.here import Here
from limen.publish.site.words import property_words
from limen.term import is_literal
from limen.vocab import LIMEN, RDF, SKOS

#: Properties that tie a thing to its own parts; the page shows those itself.
_INNER = frozenset({RDF.type, SKOS.inScheme, SKOS.topConceptOf, SKOS.hasTopConcept, LIMEN.patternOf})
_SAYING = frozenset({RDF.subject, RDF.object})
_MOST = 40


def around(here: Here, node: str) -> tuple[Part, ...]:
    """Draw what surrounds a thing, and list it."""
    before, after = _before(here, node), _after(here, node)
    if not before and not after:
        return ()
    world = here.world
    picture = neighbourhood(
        world.name(node),
        _mixed(here, before),
        _mixed(here, after),
    )
    rows = [("from here", words, nodes) for words, nodes in after]
    rows += [("to here", words, nodes) for words, nodes in before]
    lines = tuple(((Words(words),), (Words(way),), _some(here, nodes)) for way, words, nodes in rows)
    return picture, Table("Links to and from this page", ("Relation", "Way", "Things"), lines)


def _mixed(here: Here, side: list[tuple[str, tuple[str, ...]]]) -> list[tuple[str, str]]:
    """Neighbours in turns, one of each relation, so that the first of many are of several kinds."""
    turns = zip_longest(*([(words, here.world.name(each)) for each in nodes] for words, nodes in side))
    return [each for turn in turns for each in turn if each]


def _some(here: Here, nodes: tuple[str, ...]) -> Line:
    line = here.links(nodes[:_MOST])
    return (*line, Words(f", and {len(nodes) - _MOST} more")) if len(nodes) > _MOST else line


def _before(here: Here, node: str) -> list[tuple[str, tuple[str, ...]]]:
    world, found = here.world, dict[str, dict[str, None]]()
    for subject, property in world.incoming.get(node, ()):
        words, other = property_words(property), subject
        if property in _INNER or world.is_a(subject, LIMEN.DerivedStatement):
            continue
        if property in _SAYING and world.is_a(subject, LIMEN.Claim):
            other = world.one(subject, RDF.subject)
            words = property_words(world.one(subject, RDF.predicate))
            if property == RDF.subject or other == node:
                continue
        elif property in _SAYING:
            ends = (*world.values(subject, RDF.subject), *world.values(subject, RDF.object))
            words = property_words(world.one(subject, RDF.predicate))
            other = next((each for each in ends if each != node), node)
        found.setdefault(words, {})[other] = None
    return [(words, tuple(nodes)) for words, nodes in sorted(found.items())]


def _after(here: Here, node: str) -> list[tuple[str, tuple[str, ...]]]:
    world, found = here.world, dict[str, dict[str, None]]()
    for property, values in world.nodes.get(node, {}).items():
        for value in values if property not in _INNER else ():
            if not is_literal(value) and value in world.nodes:
                found.setdefault(property_words(property), {})[value] = None
    for claim in world.claims_on.get(node, ()):
        if claim.object in world.nodes and claim.rank < 2:
            found.setdefault(property_words(claim.predicate), {})[claim.object] = None
    return [(words, tuple(nodes)) for words, nodes in sorted(found.items())]
