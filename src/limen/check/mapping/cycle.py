"""Things that are each broader than the other, directly or by way of further things."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from limen.check.mapping.closure import MOST_ENDS, Sameness, components
from limen.check.mapping.contradiction import shortened, steps_text
from limen.check.mapping.known import Known
from limen.check.mapping.link import BROAD, End, Link, positive, violation
from limen.check.report import Violation
from limen.errors import Severity

_Edges = Mapping[End, Mapping[End, Link]]


def broader_both_ways(listed: tuple[Link, ...], same: Sameness, known: Known) -> Iterator[Violation]:
    """Say where broader matches lead back to where they began; every such mapping is named once."""
    edges: dict[End, dict[End, Link]] = {}
    for link in positive(listed):
        one, other = same.root(link.subject), same.root(link.object)
        if link.relation == BROAD and one != other:
            edges.setdefault(one, {}).setdefault(other, link)
    numbers = components(edges)
    inside = {
        one: {other: link for other, link in found.items() if numbers[one] == numbers[other]}
        for one, found in edges.items()
    }
    told: set[str] = set()  # by record
    tangled: set[int] = set()  # components too large to tell all their cycles
    for link in sorted(
        (link for found in inside.values() for link in found.values()), key=lambda link: link.row.order
    ):
        component = numbers[same.root(link.subject)]
        if link.row.record not in told and component not in tangled:
            cycle = _cycle(link, inside, same)
            tangled |= {component} if len(cycle) == 1 else set()
            told.update(each.row.record for each in cycle)
            last = max(cycle, key=lambda each: each.row.order)
            hint = "turn one of them round, or call them an exact match"
            message = f"each is broader than the other: {_told(cycle, same, known)}"
            yield violation(last.row, "predicate_id", Severity.ERROR, "broader-both-ways", message, hint=hint)


def _cycle(first: Link, edges: _Edges, same: Sameness) -> tuple[Link, ...]:
    """The shortest way on from a link back to its beginning; the link alone if that is very long."""
    start, goal = same.root(first.object), same.root(first.subject)
    came: dict[End, tuple[End, Link]] = {}
    waiting = deque([start])
    while waiting and goal not in came and len(came) < MOST_ENDS:
        here = waiting.popleft()
        for there, link in edges.get(here, {}).items():
            if there not in came and there != start:
                came[there] = (here, link)
                waiting.append(there)
    steps: list[Link] = []
    while goal in came:
        goal, link = came[goal]
        steps.append(link)
    return (first, *reversed(steps))


def _told(cycle: tuple[Link, ...], same: Sameness, known: Known) -> str:
    """Say the links of a cycle, and why one ends where the next begins."""
    if len(cycle) == 1:
        one, other = known.name(cycle[0].subject.iri), known.name(cycle[0].object.iri)
        return f"{one} has the broader {other}, which leads back by way of more than {MOST_ENDS:,} others"
    parts: list[str] = []
    for link, following in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
        one, other = known.name(link.subject.iri), known.name(link.object.iri)
        parts.append(f"{one} has the broader {other} ({link.row.name})")
        if link.object != following.subject:
            parts.append(steps_text(link.object, following.subject, same, known))
    return shortened(parts)
