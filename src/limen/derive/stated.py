"""Claims as derivation sees them: what they state, for which days, and how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from limen.derive.node import Described
from limen.model.value import first_day, last_day
from limen.term import literal_parts
from limen.vocab import LIMEN, RDF, SCHEMA, WIKIBASE

FIRST, LAST = "0001-01-01", "9999-12-31"
_RANKS = {WIKIBASE.PreferredRank: 0, WIKIBASE.NormalRank: 1, WIKIBASE.DeprecatedRank: 2}
DEPRECATED = 2


class Stated(NamedTuple):
    """What one claim states.

    `first` and `last` are ISO days, both inclusive; a claim that nobody dated
    has the longest interval and `is_dated` false.
    """

    node: str
    subject: str
    predicate: str
    object: str
    about: str
    first: str
    last: str
    is_dated: bool
    rank: int  # 0 preferred, 1 normal, 2 deprecated
    is_predicted: bool
    is_unverified: bool

    def holds_on(self, day: str) -> bool:
        """Say whether the claim is about a day."""
        return self.first <= day <= self.last

    def overlaps(self, other: Stated) -> bool:
        """Say whether two claims are about a day in common."""
        return self.first <= other.last and other.first <= self.last


def stated_claims(nodes: Described) -> Iterator[Stated]:
    """Read every whole claim among the nodes."""
    for node, said in nodes.items():
        is_claim = LIMEN.Claim in said.get(RDF.type, ())
        if is_claim and all(said.get(part) for part in (RDF.subject, RDF.predicate, RDF.object)):
            yield _stated(node, said)


def _stated(node: str, said: Mapping[str, tuple[str, ...]]) -> Stated:
    first, last = _day(said, SCHEMA.validFrom), _day(said, SCHEMA.validThrough)
    return Stated(
        node,
        said[RDF.subject][0],
        said[RDF.predicate][0],
        said[RDF.object][0],
        said.get(SCHEMA.about, ("",))[0],
        first_day(first) if first else FIRST,
        last_day(last) if last else LAST,
        bool(first or last),
        _RANKS.get(said.get(WIKIBASE.rank, ("",))[0], 1),
        LIMEN.predicted in said.get(LIMEN.modality, ()),
        LIMEN.unseen in said.get(LIMEN.confidence, ()),
    )


def _day(said: Mapping[str, tuple[str, ...]], property: str) -> str:
    values = said.get(property, ())
    return literal_parts(values[0]).value if values else ""
