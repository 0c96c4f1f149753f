"""The difference of two datasets, node by node and property by property."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from limen.term import Triple


class How(StrEnum):
    """What became of a node."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class ValueChange(NamedTuple):
    """The values of one property that only the old or only the new dataset has, sorted."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Change(NamedTuple):
    """A node of which the two datasets say different things."""

    node: str
    how: How
    values: tuple[ValueChange, ...]


def changes(old: Iterable[Triple], new: Iterable[Triple]) -> tuple[Change, ...]:
    """Compare what two datasets say of each node; sorted by node and property.

    >>> changes([("<x:a>", "<x:p>", '"1"')], [("<x:a>", "<x:p>", '"2"')])[0].values
    (ValueChange(property='<x:p>', before=('"1"',), after=('"2"',)),)
    >>> changes([], [("<x:a>", "<x:p>", '"1"')])[0].how
    <How.ADDED: 'added'>
    """
    before, after = frozenset(old), frozenset(new)
    old_nodes, new_nodes = ({subject for subject, _, _ in each} for each in (before, after))
    found: dict[str, dict[str, tuple[list[str], list[str]]]] = {}
    for position, gone in enumerate((before - after, after - before)):
        for subject, predicate, object_ in sorted(gone):
            values = found.setdefault(subject, {}).setdefault(predicate, ([], []))
            values[position].append(object_)

    def how(node: str) -> How:
        if node not in old_nodes:
            return How.ADDED
        return How.CHANGED if node in new_nodes else How.REMOVED

    return tuple(
        Change(node, how(node), tuple(ValueChange(each, *map(tuple, said[each])) for each in sorted(said)))
        for node, said in sorted(found.items())
    )
