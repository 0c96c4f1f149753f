"""Sources, versions, items and patterns as both file formats write them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.identifier import Identifier, PatternNode, has_iri, literal_pattern
from limen.model.entry import Field, Role, Thing
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.model.schema import KINDS, THING
from limen.parse.fields import sort_fields


class Read(NamedTuple):
    """Things read from a part of a file, the patterns of their identifiers, and findings."""

    things: tuple[Thing, ...] = ()
    patterns: tuple[PatternNode, ...] = ()
    findings: tuple[Finding, ...] = ()

    def plus(self, *others: Read) -> Read:
        """Join what was read of several parts."""
        return Read(
            sum((other.things for other in others), self.things),
            sum((other.patterns for other in others), self.patterns),
            sum((other.findings for other in others), self.findings),
        )


#: Keys that give a source its parts and are not said of it.
VERSION_KEYS = frozenset({"versions", "versions_available"})
ITEM_KEYS = frozenset({"items", "known_values"})
PATTERN_KEYS = frozenset({"id_pattern", "id_patterns"})


def read_thing(  # noqa: PLR0917 - where, what and how it is written; no call is unclear
    path: str,
    identifier: Identifier,
    role: Role,
    place: Scalar | Mapping,
    node: Mapping,
    parts: frozenset[str] = frozenset(),
) -> tuple[Thing, tuple[Finding, ...]]:
    """Read what a mapping says of a thing.

    `parts` are the keys that the caller reads itself, where they hold a list or a map.
    """
    pairs = (
        (key, value)
        for key, value in node.entries
        if key.value != "kind" and (key.value not in parts or _is_single(value, key.value))
    )
    fields = sort_fields(path, pairs, THING)
    kind, found = _kind(path, node)
    thing = Thing(identifier, role, place.line, fields.known, kind, kept=fields.kept)
    return thing, (*fields.findings, *found, *_unpublishable(path, identifier, place))


def _is_single(value: Node, key: str) -> bool:
    return isinstance(value, Scalar) and (key != "id_pattern" or value.kind is Kind.NULL)


def _kind(path: str, node: Mapping) -> tuple[str, tuple[Finding, ...]]:
    value = node.get("kind")
    if not isinstance(value, Scalar):
        return "", ()
    if value.value in KINDS:
        return value.value, ()
    message = f"{value.value!r} is no kind of thing"
    hint = "one of " + ", ".join(KINDS)
    return "", (Finding(path, value.line, value.column, Severity.ERROR, "bad-value", message, hint),)


def _unpublishable(path: str, identifier: Identifier, place: Scalar | Mapping) -> tuple[Finding, ...]:
    if has_iri(identifier):
        return ()
    message = f"no IRI can be made for {identifier.name or identifier.namespace!r}"
    hint = "names may not have . or .. between slashes"
    return (Finding(path, place.line, place.column, Severity.ERROR, "no-iri", message, hint),)


def read_versions(path: str, source: Identifier, node: Mapping) -> Read:
    """Read the versions of a source, as plain texts or as objects with their own items."""
    found = Read()
    for key in ("versions", "versions_available"):
        listed = node.get(key)
        for item in listed.items if isinstance(listed, Sequence) else ():
            found = found.plus(_read_version(path, source, item))
    return found


def _read_version(path: str, source: Identifier, node: Node) -> Read:
    if isinstance(node, Scalar):
        return Read((Thing(source.at(node.value), Role.VERSION, node.line),))
    version = node.get("version") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or not isinstance(version, Scalar) or not version.value:
        message = "a version should be a text, or an object with 'version'"
        found = Finding(path, node.line, node.column, Severity.ERROR, "bad-value", message, 'such as "2.2"')
        return Read((), (), (found,))
    said = Mapping(tuple(pair for pair in node.entries if pair[0].value != "version"), node.line, node.column)
    identifier = source.at(version.value)
    thing, findings = read_thing(path, identifier, Role.VERSION, version, said, ITEM_KEYS)
    items = read_items(path, identifier, node)
    child = PatternNode((literal_pattern(version.value),), children=items.patterns)
    return Read((thing,), (child,) if items.patterns else (), findings).plus(
        Read(items.things, (), items.findings)
    )


def version_texts(node: Mapping) -> tuple[str, ...]:
    """The versions a source says it has."""
    listed = [node.get(key) for key in ("versions", "versions_available")]
    items = [item for each in listed if isinstance(each, Sequence) for item in each.items]
    texts = (
        item.text("version") if isinstance(item, Mapping) else item.value
        for item in items
        if not isinstance(item, Sequence)
    )
    return tuple(text for text in texts if text)


def read_items(path: str, owner: Identifier, node: Mapping) -> Read:
    """Read the items that a source or version lists by id."""
    found = Read()
    for key in ("items", "known_values"):
        listed = node.get(key)
        for id, item in listed.entries if isinstance(listed, Mapping) else ():
            found = found.plus(_read_item(path, owner.item(id.value), id, item))
    return found


def _read_item(path: str, identifier: Identifier, id: Scalar, node: Node) -> Read:
    pattern = PatternNode((literal_pattern(id.value),))
    if isinstance(node, Mapping):
        thing, findings = read_thing(path, identifier, Role.ITEM, id, node)
        return Read((thing,), (pattern,), findings)
    return Read((Thing(identifier, Role.ITEM, id.line, (Field("label", node),)),), (pattern,))


def read_id_patterns(path: str, owner: Identifier, node: Mapping) -> Read:
    """Read the patterns of item ids that a Markdown file gives; SecID leaves them unanchored."""
    found = Read()
    single, several = node.get("id_pattern"), node.get("id_patterns")
    if isinstance(single, Scalar):
        found = found.plus(_pattern(path, owner, single, Mapping((), single.line, single.column)))
    for item in several.items if isinstance(several, Sequence) else ():
        pattern = item.get("pattern") if isinstance(item, Mapping) else item
        said = item if isinstance(item, Mapping) else Mapping((), item.line, item.column)
        if isinstance(pattern, Scalar):
            rest = tuple(pair for pair in said.entries if pair[0].value != "pattern")
            found = found.plus(_pattern(path, owner, pattern, Mapping(rest, said.line, said.column)))
    return found


def _pattern(path: str, owner: Identifier, pattern: Scalar, said: Mapping) -> Read:
    thing, findings = read_thing(path, owner, Role.PATTERN, pattern, said)
    thing = replace(thing, patterns=(pattern,), path=(pattern.value,))
    return Read((thing,), (PatternNode((anchored(pattern.value),)),), findings)


def anchored(pattern: str) -> str:
    """Tie a pattern to both ends of the text.

    >>> anchored("CVE-[0-9]+"), anchored("^A$")
    ('^(?:CVE-[0-9]+)$', '^A$')
    """
    fold = "(?i)" if pattern.startswith("(?i)") else ""
    bare = pattern.removeprefix("(?i)")
    is_tied = bare.startswith("^") and bare.endswith("$") and not re.search(r"\$\||\|\^", bare)
    return pattern if is_tied else f"{fold}^(?:{bare})$"
