"""Every conflict of a registry, with both sides in words."""

from __future__ import annotations

from dataclasses import dataclass

from limen.derive import Conflict, Stated, conflicts, describe, stated_claims
from limen.publish.built import Built
from limen.publish.wording import RANKS, Wording, short
from limen.vocab import DCTERMS, SCHEMA


@dataclass(frozen=True, order=True)
class Side:
    """One of two claims that conflict."""

    claim: str
    value: str
    since: str
    until: str
    source: str
    source_date: str
    rank: str


@dataclass(frozen=True, order=True)
class Dispute:
    """Two claims that cannot both be right, and which of them the ranks prefer."""

    subject: str
    property: str
    about: str
    one: Side
    other: Side
    prefers: str  # the claim that ranks higher; empty if neither does


def disputes(built: Built) -> tuple[Dispute, ...]:
    """Find every conflict among the claims of a dataset, sorted by what they are about."""
    words = Wording(describe(triple for _, triples in built.graphs for triple in triples))
    return tuple(sorted(_dispute(each, words) for each in conflicts(stated_claims(words.nodes))))


def _dispute(conflict: Conflict, words: Wording) -> Dispute:
    one, other = conflict.one, conflict.other
    return Dispute(
        words.name(one.subject),
        short(one.predicate),
        words.name(one.about) if one.about else "",
        _side(one, words),
        _side(other, words),
        short(one.node) if conflict.is_settled else "",
    )


def _side(claim: Stated, words: Wording) -> Side:
    source = words.nodes[claim.node].get(DCTERMS.source, ("",))[0]
    return Side(
        short(claim.node),
        words.name(claim.object),
        words.first(claim.node, SCHEMA.validFrom),
        words.first(claim.node, SCHEMA.validThrough),
        words.name(source) if source else "",
        words.first(source, DCTERMS.issued),
        RANKS[claim.rank],
    )
