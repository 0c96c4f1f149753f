"""Conflicts: two claims that cannot both be right on some day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from limen.derive.stated import Stated
from limen.model.words import FUNCTIONAL

_FUNCTIONAL = frozenset(FUNCTIONAL.values())


class Conflict(NamedTuple):
    """Two claims about one thing that differ on the same days, the better ranked first."""

    one: Stated
    other: Stated

    @property
    def is_settled(self) -> bool:
        """Whether the ranks prefer one of the two."""
        return self.one.rank != self.other.rank


def conflicts(claims: Iterable[Stated]) -> Iterator[Conflict]:
    """Find every conflict.

    Two claims conflict if they state different values of the same property of
    the same thing, for the same model or threshold if for any, with intervals
    that overlap, neither a forecast, and the property holds one value at a
    time. A claim that nobody dated never conflicts.
    """
    groups: dict[tuple[str, str, str], list[Stated]] = {}
    for claim in claims:
        if claim.predicate in _FUNCTIONAL and claim.is_dated and not claim.is_predicted:
            groups.setdefault((claim.subject, claim.predicate, claim.about), []).append(claim)
    for group in groups.values():
        for one, other in combinations(sorted(group), 2):
            if one.object != other.object and one.overlaps(other):
                yield Conflict(one, other) if one.rank <= other.rank else Conflict(other, one)
