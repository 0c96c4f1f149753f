"""The view of a day: plain triples from the best claims that hold on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from limen.derive.conflicts import conflicts
from limen.derive.node import Described, describe
from limen.derive.relations import level_relations
from limen.derive.stated import DEPRECATED, LAST, Stated, stated_claims
from limen.model.names import Names
from limen.model.words import FUNCTIONAL, RELATING
from limen.term import Triple, iri_of, literal, literal_parts
from limen.vocab import DCTERMS, LIMEN, RDF, SSSOM, XSD

_FUNCTIONAL = frozenset(FUNCTIONAL.values())
_RELATING = frozenset(RELATING.values())


def derived_triples(triples: Iterable[Triple], names: Names, day: str = "") -> list[Triple]:
    """Derive everything that follows from the triples of the entries; sorted.

    `day` is the ISO day of the view; without it, the day up to which the
    registry says that it knows.
    """
    nodes = describe(triples)
    claims = tuple(stated_claims(nodes))
    found = {*level_relations(nodes, names), *_mapped(nodes, names)}
    for conflict in conflicts(claims):
        found.add((conflict.one.node, LIMEN.conflictsWith, conflict.other.node))
        found.add((conflict.other.node, LIMEN.conflictsWith, conflict.one.node))
    known = day or _known_through(nodes)
    found.update(_view(claims, known or LAST))
    if known:
        found.add((names.current, DCTERMS.valid, literal(known, datatype=iri_of(XSD.date))))
    return sorted(found)


def _known_through(nodes: Described) -> str:
    """The latest day that some entry says the registry knows up to."""
    days = (day for said in nodes.values() for day in said.get(LIMEN.knownThrough, ()))
    return max((literal_parts(day).value for day in days), default="")


def _view(claims: Iterable[Stated], day: str) -> Iterator[Triple]:
    """State plainly what the best ranked claims say of a day.

    A property that holds one value at a time is stated only where all claims
    that are best, for whatever model or threshold, agree: two values never
    meet on one subject and property outside claims.
    """
    holding = [each for each in claims if _counts(each) and each.holds_on(day)]
    groups: dict[tuple[str, str, str], list[Stated]] = {}
    for claim in holding:
        groups.setdefault((claim.subject, claim.predicate, claim.about), []).append(claim)
    best: dict[tuple[str, str], set[str]] = {}
    for (subject, predicate, _), group in groups.items():
        rank = min(claim.rank for claim in group)
        values = {claim.object for claim in group if claim.rank == rank}
        best.setdefault((subject, predicate), set()).update(values)
    for (subject, predicate), objects in best.items():
        if len(objects) == 1 or predicate in _RELATING:
            yield from ((subject, predicate, object_) for object_ in objects)


def _counts(claim: Stated) -> bool:
    if claim.is_predicted or claim.is_unverified or claim.rank == DEPRECATED:
        return False
    return claim.predicate in _RELATING or (claim.predicate in _FUNCTIONAL and claim.is_dated)


def _mapped(nodes: Described, names: Names) -> Iterator[Triple]:
    """State plainly the mappings that are positive, and reviewed or drawn by one of the two sides itself."""
    for said in nodes.values():
        if LIMEN.Mapping not in said.get(RDF.type, ()) or SSSOM.predicate_modifier in said:
            continue
        ends = (*said.get(RDF.subject, ()), *said.get(RDF.object, ()))
        authors = (_namespace(author, names) for author in said.get(SSSOM.author_id, ()))
        own = any(author == _namespace(end, names) for author in authors for end in ends)
        if (said.get(SSSOM.reviewer_id) or own) and len(ends) == 2:
            yield from ((ends[0], predicate, ends[1]) for predicate in said.get(RDF.predicate, ()))


def _namespace(term: str, names: Names) -> str:
    """The domain that a thing's IRI is under."""
    path = term[1:-1].removeprefix(f"{names.base}id/")
    return path.partition("/")[2].partition("/")[0].partition("@")[0].partition("#")[0]
