"""Mappings that cannot all be true, after exact matches are followed."""

from __future__ import annotations

from collections.abc import Iterator

from limen.check.mapping.closure import MOST_ENDS, Sameness
from limen.check.mapping.known import Known
from limen.check.mapping.link import (
    BROAD,
    CLOSE,
    EXACT_MATCH,
    NOT_FOUND,
    RELATED,
    SYMMETRIC,
    End,
    Link,
    positive,
    violation,
)
from limen.check.report import Violation
from limen.errors import Severity
from limen.model.mapping import MappingRecord

_Key = tuple[str, End, End]


def against_exact(listed: tuple[Link, ...], same: Sameness, known: Known) -> Iterator[Violation]:
    """Say where two things are the same, and one is broader than or only related to the other (SKOS S46)."""
    for link in positive(listed):
        differs = link.relation in {BROAD, RELATED} and link.subject != link.object
        if differs and same.same(link.subject, link.object):
            message = f"{_said(link, known)}, and they are the same: {chain_text(link, same, known)}"
            hint = "keep the exact match or this one, not both"
            yield violation(
                link.row, "predicate_id", Severity.ERROR, "against-exact-match", message, hint=hint
            )


def related_and_broader(listed: tuple[Link, ...], same: Sameness, known: Known) -> Iterator[Violation]:
    """Say where one thing is broader than another and related to it as well (SKOS S27)."""
    broader: dict[frozenset[End], Link] = {}
    for link in positive(listed):
        if link.relation == BROAD and not same.same(link.subject, link.object):
            broader.setdefault(frozenset({same.root(link.subject), same.root(link.object)}), link)
    for link in positive(listed):
        other = broader.get(frozenset({same.root(link.subject), same.root(link.object)}))
        if link.relation == RELATED and other:
            message = f"{_said(link, known)}, and {other.row.name} says that {_said(other, known)}"
            hint = "keep the one that is meant: SKOS does not allow both between the same two"
            yield violation(
                link.row, "predicate_id", Severity.WARNING, "related-and-broader", message, hint=hint
            )


def mapped_and_denied(listed: tuple[Link, ...], same: Sameness, known: Known) -> Iterator[Violation]:
    """Say where a mapping denies what others say."""
    held: dict[_Key, Link] = {}
    for link in positive(listed):
        held.setdefault(_key(link, same), link)
    for link in listed:
        if not link.row.is_negative:
            continue
        if link.relation in {EXACT_MATCH, CLOSE} and same.same(link.subject, link.object):
            grounds = chain_text(link, same, known) if link.subject != link.object else ""
        else:
            other = held.get(_key(link, same))
            grounds = f"{_said(other, known)} ({other.row.name})" if other else ""
        if grounds:
            relation = known.name(link.row.predicate)
            message = f"{relation} is denied here, and others say it: {grounds}"
            hint = "decide which holds, and withdraw the other"
            yield violation(
                link.row, "predicate_modifier", Severity.ERROR, "mapped-and-denied", message, hint=hint
            )


def _key(link: Link, same: Sameness) -> _Key:
    """What a link says, the same for all links that say it of the same things."""
    one, other = link.subject, link.object
    if link.relation in {BROAD, RELATED, CLOSE}:
        one, other = same.root(one), same.root(other)
    if link.relation in SYMMETRIC and other < one:
        one, other = other, one
    return link.relation, one, other


def found_and_not_found(rows: tuple[MappingRecord, ...], known: Known) -> Iterator[Violation]:
    """Say where nothing was found for an end by a relation, and another mapping has something."""
    for side, other in (("subject", "object"), ("object", "subject")):
        found: dict[tuple[str, str, str], MappingRecord] = {}
        for row in rows:
            if getattr(row, side) and getattr(row, other) != NOT_FOUND and not row.is_negative:
                found.setdefault(_search(row, side, other), row)
        for row in rows:
            match = found.get(_search(row, side, other))
            if getattr(row, other) == NOT_FOUND and match and getattr(row, side) != NOT_FOUND:
                name = known.name(getattr(row, side))
                message = (
                    f"nothing was found for {name} by {known.name(row.predicate)}, "
                    f"and {match.name} gives {known.name(getattr(match, other))}"
                )
                yield violation(
                    row,
                    f"{other}_id",
                    Severity.ERROR,
                    "found-and-not-found",
                    message,
                    hint=f"drop this mapping, or name the {other}_source in which nothing was found",
                )


def _search(row: MappingRecord, side: str, other: str) -> tuple[str, str, str]:
    return getattr(row, side), row.predicate, row.text(f"{other}_source")


def _said(link: Link, known: Known) -> str:
    """Say a link in words, in the direction of its row."""
    subject, object_ = known.name(link.row.subject), known.name(link.row.object)
    if link.relation == BROAD:
        word = "broader" if link.row.predicate == BROAD else "narrower"
        return f"{subject} has the {word} {object_}"
    if link.relation == RELATED:
        return f"{subject} is related to {object_}"
    return f"{subject} {known.name(link.row.predicate)} {object_}"


def chain_text(link: Link, same: Sameness, known: Known) -> str:
    """Say by which mappings the ends of a link are the same."""
    return steps_text(link.subject, link.object, same, known)


def steps_text(one: End, other: End, same: Sameness, known: Known) -> str:
    """Say by which mappings two ends are the same."""
    steps = same.chain(one, other)
    said = [
        f"{known.name(here.iri)} = {known.name(there.iri)} ({link.row.name})" for here, link, there in steps
    ]
    return shortened(said) or f"by way of more than {MOST_ENDS:,} others"


def shortened(parts: list[str]) -> str:
    """Say at most eight parts, of longer ways the first and the last.

    >>> shortened(["a", "b"]), shortened([str(number) for number in range(20)])
    ('a, b', '0, 1, 2, 3, and so on for 12 more, 16, 17, 18, 19')
    """
    left_out = len(parts) - 8
    shown = parts if left_out <= 0 else [*parts[:4], f"and so on for {left_out} more", *parts[-4:]]
    return ", ".join(shown)
