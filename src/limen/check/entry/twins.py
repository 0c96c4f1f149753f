"""Markdown and JSON twins: two files about one namespace that say different things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.identifier import Identifier, format_secid
from limen.model.entry import Dialect, Entry, Place, Role, Thing
from limen.model.index import thing_names
from limen.model.links import addresses
from limen.model.node import Scalar
from limen.model.schema import THING, Value


class _Said(NamedTuple):
    """What a file says of a thing in one respect, and where it begins to."""

    values: tuple[str, ...]
    path: str
    place: Place

    @property
    def where(self) -> str:
        """The place, as findings write it."""
        return f"{self.path}:{self.place[0]}:{self.place[1]}"


#: What a file says, by thing and respect.
_Facets = dict[tuple[Identifier, str], _Said]
_SOURCE = "source"


def twin_findings(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Say where the Markdown and the JSON of one namespace differ, each difference with both places.

    Compared are the sources, and what both files say of a thing's name, status,
    website and versions.
    """
    markdown: dict[Identifier, _Facets] = {}
    json: dict[Identifier, _Facets] = {}
    for entry in entries:
        if entry.dialect is not Dialect.NOTE:
            side = json if entry.dialect is Dialect.TREE else markdown
            _gather(entry, side.setdefault(entry.namespace, {}))
    for namespace in sorted(markdown.keys() & json.keys()):
        yield from _differences(namespace, markdown[namespace], json[namespace])


def _gather(entry: Entry, facets: _Facets) -> None:
    for thing in entry.things:
        for respect, value, place in _respects(thing):
            about = thing.identifier.source if respect == "versions" else thing.identifier
            known = facets.get((about, respect), _Said((), entry.path, place))
            values = tuple(sorted({*known.values, value}))
            facets[about, respect] = known._replace(values=values)


def _respects(thing: Thing) -> Iterator[tuple[str, str, Place]]:
    """In which respects a thing can be compared: what is said, and where."""
    if thing.role is Role.VERSION:
        yield "versions", thing.identifier.version, thing.place
    if thing.role not in {Role.SOURCE, Role.NAMESPACE}:
        return
    if thing.role is Role.SOURCE:
        yield _SOURCE, "", thing.place
    name = next(iter(thing_names(thing)), "")
    for field in thing.fields:
        node = field.node
        place = node.line, node.column
        if isinstance(node, Scalar) and (field.key == "status" or node.value == name):
            yield "status" if field.key == "status" else "name", node.value, place
        if THING[field.key].value in {Value.LINKS, Value.URL}:
            for kind, text in addresses(field.key, node):
                if kind == "website":
                    yield "website", text.value.rstrip("/"), (text.line, text.column)


def _differences(namespace: Identifier, markdown: _Facets, json: _Facets) -> Iterator[Finding]:
    for about, respect in sorted(markdown.keys() & json.keys()):
        one, other = markdown[about, respect], json[about, respect]
        # a website may be one of several; of names, states and versions each counts
        differ = respect == "website" and set(one.values).isdisjoint(other.values)
        if differ or (respect != "website" and one.values != other.values):
            yield _differ(about, respect, one, other)
    yield from _lacking(namespace, markdown, json)
    yield from _lacking(namespace, json, markdown)


def _differ(about: Identifier, respect: str, one: _Said, other: _Said) -> Finding:
    values = ", ".join(map(repr, one.values)), ", ".join(map(repr, other.values))
    message = f"the {respect} of {format_secid(about)}: {values[0]} here, {values[1]} at {other.where}"
    severity = Severity.NOTE if respect == "status" else Severity.WARNING
    return Finding(one.path, *one.place, severity, "twins-differ", message, "say the same in both files")


def _lacking(namespace: Identifier, here: _Facets, there: _Facets) -> Iterator[Finding]:
    """Say which sources a file has and its twin has not; a twin without any may leave them to this one."""
    own = {about for about, respect in here if respect == _SOURCE}
    shared = {about for about, respect in there if respect == _SOURCE}
    if lacking := sorted(own - shared):
        one, twin = here[lacking[0], _SOURCE], next(iter(there.values()))
        names = ", ".join(each.name for each in lacking)
        message = f"sources of {format_secid(namespace)} that are here and not in {twin.path}: {names}"
        severity = Severity.WARNING if shared else Severity.NOTE
        hint = "describe them in both files, or in none"
        yield Finding(one.path, *one.place, severity, "twins-differ", message, hint)
