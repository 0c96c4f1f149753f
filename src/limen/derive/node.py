"""Nodes with all that is said of them, and which entries have something to derive from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from limen.model.body import Aspect
from limen.model.entry import Entry
from limen.term import Triple

#: What is said of each node: its properties, each with its values, in sorted order.
Described = Mapping[str, Mapping[str, tuple[str, ...]]]


def describe(triples: Iterable[Triple]) -> Described:
    """Gather triples by subject and property.

    >>> describe([("<x:s>", "<x:p>", "<x:b>"), ("<x:s>", "<x:p>", "<x:a>")])
    {'<x:s>': {'<x:p>': ('<x:a>', '<x:b>')}}
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for subject, predicate, object_ in sorted(set(triples)):
        properties = found.setdefault(subject, {})
        properties[predicate] = (*properties.get(predicate, ()), object_)
    return found


def derives_from(entry: Entry) -> bool:
    """Say whether anything can follow from an entry; most entries of a registry only describe.

    Something follows from records, from levels, from a table of relations, and
    from the day up to which the registry knows.
    """
    return (
        bool(entry.records)
        or any(thing.kind == "level" for thing in entry.things)
        or any(field.key == "known_through" for thing in entry.things for field in thing.fields)
        or any(item.order for item in entry.body.items)
        or any(remark.aspect is Aspect.RELATION and remark.target for remark in entry.body.remarks)
    )
