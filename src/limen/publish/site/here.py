"""One page in the making: its way to other pages, and words, links and statements as they stand on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from limen.derive import Stated
from limen.model.value import is_address
from limen.pages import Line, Statement, Words
from limen.publish.site.urls import Urls
from limen.publish.site.words import day_words, property_words, span_words
from limen.publish.site.world import DEPRECATED, World
from limen.publish.wording import RANKS
from limen.term import iri_of, is_literal, literal_parts
from limen.vocab import DCTERMS, LIMEN, NS, PROV, RDF, SCHEMA, SKOS, SSSOM


@dataclass(frozen=True)
class Here:
    """A page in the making: the world, the page's path, where it lies, and the day that it shows."""

    world: World
    urls: Urls
    path: str
    place: str  # where the page lies; differs from the path for the page of a past day
    day: str  # shown on the page; empty if nobody says one
    asked: str = ""  # the day asked for, if any
    document: str = ""  # whose data the page shows; empty for that of the whole
    terms: frozenset[str] = frozenset()  # of the ontology, by local name

    def to(self, path: str, fragment: str = "") -> str:
        """Give the way to a page of the site."""
        fragment_here = bool(fragment) and path == self.path
        return f"#{fragment}" if fragment_here else self.urls.way(self.place, path, fragment)

    def href(self, term: str) -> str:
        """Give the way to what tells of a node: a page of ours, or the address that it is; empty if neither."""
        if own := self.world.level_pages.get(term):
            return self.to(own)
        iri = iri_of(term)
        path = self.world.documents.path(iri)
        fragment = iri.partition("#")[2]
        if iri.startswith(NS) and fragment in self.terms:
            return self.to("ns", fragment)
        if path in self.world.paths:
            return self.to(path, fragment if term in self.world.nodes else "")
        return iri if not path and is_address(iri) else ""

    def link(self, term: str, words: str = "") -> Line:
        """Name a term, with a link where it has one."""
        if is_literal(term):
            return (Words(words or _date_or_text(term)),)
        return (Words(words or self.world.name(term), self.href(term)),)

    def links(self, terms: Iterable[str], between: str = ", ") -> Line:
        """Name several terms in one line."""
        line: list[Words] = []
        for term in terms:
            line += [*([Words(between)] if line else []), *self.link(term)]
        return tuple(line)

    def page(self, path: str, words: str, fragment: str = "") -> Words:
        """Link to a page of the site."""
        return Words(words, self.to(path, fragment))

    def first(self, node: str, *properties: str) -> Line:
        """Name the first value of the first of some properties that a node has; empty if none."""
        value = next((v for each in properties for v in self.world.values(node, each)), "")
        return self.link(value) if value else ()

    def statement(self, claim: Stated, says: str = "") -> Statement:
        """Show a claim with all that is known of it."""
        world, node = self.world, claim.node
        rank = RANKS[claim.rank]
        stance = (
            world.first(node, LIMEN.modality),
            "" if rank == "normal" else rank,
            world.first(node, LIMEN.confidence),
        )
        words = span_words(world.text(node, SCHEMA.validFrom), world.text(node, SCHEMA.validThrough))
        return Statement(
            says=says or property_words(claim.predicate),
            value=self.link(claim.object),
            about=self.link(claim.about) if claim.about else (),
            when=words,
            by=self.first(node, PROV.wasAttributedTo, LIMEN.speaker),
            source=self.first(node, DCTERMS.source),
            place=world.text(node, LIMEN.place),
            quote=world.text(node, LIMEN.quote),
            stance=", ".join(filter(None, stance)),
            note=world.text(node, SKOS.note),
            record=(Words("record", self.href(node)),),
            against=tuple(self.against(other) for other in world.against.get(node, ())),
            is_weak=claim.rank == DEPRECATED or claim.is_predicted or claim.is_unverified,
        )

    def against(self, claim: Stated) -> Line:
        """Say what another claim states, and where."""
        when = span_words(
            *(self.world.text(claim.node, each) for each in (SCHEMA.validFrom, SCHEMA.validThrough))
        )
        said = f" ({when}), says " if when else ", says "
        source = self.first(claim.node, DCTERMS.source)
        return (
            *self.link(claim.object),
            Words(said),
            *source,
            Words(" — "),
            Words("record", self.href(claim.node)),
        )

    def mapping(self, node: str, end: str = "") -> tuple[Line, ...]:
        """Show a mapping as cells: the ends, the relation, the ground, who judged, how sure, whether reviewed.

        With one end given, only the other is named.
        """
        world = self.world
        ends = (world.one(node, RDF.subject), world.one(node, RDF.object))
        named = [self.end(each) for each in ends if each != end] or [self.end(end)]
        first = (*named[0], Words(" — "), *named[1]) if len(named) == 2 else named[0]
        return (first, *self.judgement(node))

    def end(self, node: str) -> Line:
        """Name an end of a mapping, with the source that it is of."""
        scheme = self.world.scheme(node)
        of = self.world.name(scheme) if scheme != node and scheme in self.world.nodes else ""
        return (*self.link(node), *([Words(f" ({of})")] if of else []))

    def judgement(self, node: str) -> tuple[Line, ...]:
        """Show on what a mapping rests: relation, ground, author, evidence, review, record."""
        world = self.world
        relation = property_words(world.one(node, RDF.predicate))
        negative = "not " if world.values(node, SSSOM.predicate_modifier) else ""
        sure = [world.first(node, LIMEN.confidence), world.text(node, SSSOM.confidence)]
        reviewer = self.first(node, SSSOM.reviewer_id)
        return (
            (Words(negative + relation),),
            self.first(node, SSSOM.author_id),
            (Words(", ".join(filter(None, sure)) or "not said"),),
            (Words("by "), *reviewer) if reviewer else (Words("no"),),
            (*self.first(node, DCTERMS.source), Words(" · "), Words("record", self.href(node))),
        )

    def written(self, node: str) -> Line:
        """Say where a node is written in the registry; empty if nowhere."""
        place = self.world.places.get(node)
        if place is None:
            return ()
        words = f"{place.path}, line {place.line}" if place.line else place.path
        graph = f"<{self.world.base}graph/entry/{place.path}>"
        return (Words(words, self.href(graph)),)


def _date_or_text(term: str) -> str:
    value, _, datatype = literal_parts(term)
    return day_words(value) if datatype.endswith(("date", "gYear", "gYearMonth")) else value
