"""Namespaces whose name differs from type to type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.model.entry import Entry, Role
from limen.model.index import thing_names
from limen.model.node import Scalar


class _Name(NamedTuple):
    """A name that a file gives its namespace, and where."""

    type: str
    text: Scalar
    path: str


def name_findings(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Say which namespaces are named one thing under one type and another under another.

    Names of which one holds the other are forms of one name and only noted.
    """
    first: dict[str, _Name] = {}
    reported: set[tuple[str, str]] = set()  # twins say the same twice
    for entry in sorted(entries, key=lambda entry: (entry.namespace.type != "entity", entry.path)):
        name = _name(entry)
        if name is None:
            continue
        known = first.setdefault(entry.namespace.namespace, name)
        differs = known.type != name.type and _plain(known.text.value) != _plain(name.text.value)
        if differs and (entry.namespace.namespace, name.type) not in reported:
            reported.add((entry.namespace.namespace, name.type))
            yield _finding(known, name)


def _name(entry: Entry) -> _Name | None:
    for thing in entry.things:
        if thing.role is Role.NAMESPACE and thing.identifier == entry.namespace:
            best = next(iter(thing_names(thing)), "")
            for field in thing.fields:
                if isinstance(field.node, Scalar) and best and field.node.value == best:
                    return _Name(entry.namespace.type, field.node, entry.path)
    return None


def _plain(name: str) -> str:
    """The letters and digits of a name.

    >>> _plain("The MITRE Corporation") == _plain("MITRE corporation")
    True
    """
    return re.sub(r"\W+", "", name.casefold().removeprefix("the "))


def _finding(known: _Name, name: _Name) -> Finding:
    one, other = _plain(known.text.value), _plain(name.text.value)
    severity = Severity.NOTE if one in other or other in one else Severity.WARNING
    message = (
        f"the namespace is named {name.text.value!r} here, "
        f"and {known.text.value!r} at {known.path}:{known.text.line}:{known.text.column}"
    )
    hint = "use one name for one namespace, whatever the type"
    return Finding(name.path, name.text.line, name.text.column, severity, "name-differs", message, hint)
