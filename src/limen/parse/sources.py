"""Sources, versions, items and patterns as both file formats write them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.identifier import Identifier, PatternNode, canonical_name, has_iri, literal_pattern
from limen.model.entry import Field, Place, Role, Thing
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.model.schema import THING
from limen.model.value import is_nothing
from limen.model.words import KINDS
from limen.parse.fields import sort_fields


class Read(NamedTuple):
    """Things read from a part of a file, the patterns of their identifiers, and findings."""

    things: tuple[Thing, ...] = ()
    patterns: tuple[PatternNode, ...] = ()
    findings: tuple[Finding, ...] = ()

    def plus(self, *others: Read) -> Read:
        """Join what was read of several parts."""
        return Read(*(tuple(chain.from_iterable(parts)) for parts in zip(self, *others, strict=True)))


#: Keys that give a source its parts and are not said of it.
VERSION_KEYS = frozenset({"versions", "versions_available"})
ITEM_KEYS = frozenset({"items", "known_values", "lookup_table"})
PATTERN_KEYS = frozenset({"id_pattern", "id_patterns"})
#: What the value of such a key must be to be read.
_SHAPES: dict[str, type[Node]] = {
    **dict.fromkeys(VERSION_KEYS, Sequence),
    **dict.fromkeys(ITEM_KEYS, Mapping),
    "id_patterns": Sequence,
}


def read_thing(  # noqa: PLR0917 - where, what and how it is written; no call is unclear
    path: str,
    identifier: Identifier,
    role: Role,
    place: Scalar | Mapping,
    node: Mapping,
    parts: frozenset[str] = frozenset(),
) -> tuple[Thing, tuple[Finding, ...]]:
    """Read what a mapping says of a thing.

    `parts` are the keys whose values the caller reads as things of their own.
    """
    said: list[tuple[Scalar, Node]] = []
    kept: list[tuple[Scalar, Node]] = []
    for key, value in node.entries:
        if key.value == "kind" or (key.value == "id_pattern" in parts and _is_pattern(value)):
            continue
        is_lost = key.value in _SHAPES and not _is_read(key.value, value, parts)
        (kept if is_lost else said).append((key, value))
    fields = sort_fields(path, said, THING)
    kind, kind_place, found = _kind(path, node)
    more = tuple(Field(key.value, value) for key, value in kept)
    spot = place.line, place.column
    thing = Thing(identifier, role, spot, fields.known, kind, kind_place, kept=fields.kept + more)
    unread = (_unread(path, key, parts) for key, _ in kept)
    return thing, (*fields.findings, *unread, *found, *_unpublishable(path, identifier, place))


def _is_pattern(value: Node) -> bool:
    return isinstance(value, Scalar) and value.kind is not Kind.NULL


def _is_read(key: str, value: Node, parts: frozenset[str]) -> bool:
    """Say whether a value is read as things of their own, or says that there are none."""
    return is_nothing(value) or (key in parts and isinstance(value, _SHAPES[key]))


def _unread(path: str, key: Scalar, parts: frozenset[str]) -> Finding:
    """Report a key whose value is kept whole: in the wrong form, or where nothing reads it."""
    if key.value in parts:
        message = f"{key.value!r} has not the form that is read; its value is kept as it is"
        severity, code = Severity.WARNING, "bad-value"
    else:
        message = f"{key.value!r} is not read here; its value is kept as it is"
        severity, code = Severity.NOTE, "unknown-key"
    hint = "see docs/registry.md for where it belongs"
    return Finding(path, key.line, key.column, severity, code, message, hint)


def _kind(path: str, node: Mapping) -> tuple[str, Place, tuple[Finding, ...]]:
    value = node.get("kind")
    if value is None:
        return "", (0, 0), ()
    if isinstance(value, Scalar) and value.value in KINDS:
        return value.value, (value.line, value.column), ()
    said = repr(value.value) if isinstance(value, Scalar) else "a list or map"
    message = f"{said} is no kind of thing"
    hint = "one of " + ", ".join(KINDS)
    return "", (0, 0), (Finding(path, value.line, value.column, Severity.ERROR, "bad-value", message, hint),)


def _unpublishable(path: str, identifier: Identifier, place: Scalar | Mapping) -> tuple[Finding, ...]:
    if has_iri(identifier):
        return ()
    message = f"no IRI can be made for {identifier.name or identifier.namespace!r}"
    hint = "names may not have . or .. between slashes"
    return (Finding(path, place.line, place.column, Severity.ERROR, "no-iri", message, hint),)


def read_versions(path: str, source: Identifier, node: Mapping) -> Read:
    """Read the versions of a source, as plain texts or as objects with their own items."""
    found: list[Read] = []
    for key in ("versions", "versions_available"):
        listed = node.get(key)
        found += (_read_version(path, source, item) for item in _items(listed))
        found.append(Read(findings=_mixed(path, key, listed)))
    return Read().plus(*found)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _mixed(path: str, key: str, listed: Node | None) -> tuple[Finding, ...]:
    """Report a list that gives some versions as texts and others as objects."""
    items = _items(listed)
    other = next((each for each in items if isinstance(each, Mapping) != isinstance(items[0], Mapping)), None)
    if other is None:
        return ()
    message = f"{key!r} has texts and objects in one list"
    hint = "give every version as an object with 'version'"
    return (Finding(path, other.line, other.column, Severity.WARNING, "mixed-versions", message, hint),)


def _read_version(path: str, source: Identifier, node: Node) -> Read:
    if isinstance(node, Scalar):
        return Read((Thing(source.at(node.value), Role.VERSION, (node.line, node.column)),))
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
    found: list[Read] = []
    for key in ("items", "known_values", "lookup_table"):
        listed = node.get(key)
        for id, item in listed.entries if isinstance(listed, Mapping) else ():
            said = item if isinstance(item, Mapping) else _said_by_one(key, item)
            thing, findings = read_thing(path, owner.item(id.value), Role.ITEM, id, said)
            found.append(Read((thing,), (PatternNode((literal_pattern(id.value),)),), findings))
    return Read().plus(*found)


def _said_by_one(key: str, value: Node) -> Mapping:
    """What an item's only value says: its address in a table of addresses, its label elsewhere."""
    name = "url" if key == "lookup_table" else "label"
    return Mapping(((Scalar(name, value.line, value.column), value),), value.line, value.column)


def read_examples(path: str, owner: Identifier, pattern: PatternNode, node: Mapping) -> tuple[Mapping, Read]:
    """Read a pattern's examples that say more than their id, and leave of each its id.

    An example shows the form of an identifier, not that the item exists.
    """
    listed = node.get("examples")
    if not isinstance(listed, Sequence):
        return node, Read()
    left: list[Node] = []
    found: list[Read] = []
    for item in listed.items:
        id = item.get("input") if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not isinstance(id, Scalar) or not _is_pattern(id):
            left.append(item)
            continue
        left.append(id)
        found.append(_read_example(path, owner, pattern, id, item))
    flat = Sequence(tuple(left), listed.line, listed.column)
    pairs = tuple((key, flat if value is listed else value) for key, value in node.entries)
    return Mapping(pairs, node.line, node.column), Read().plus(*found)


def _read_example(path: str, owner: Identifier, pattern: PatternNode, id: Scalar, node: Mapping) -> Read:
    pairs = tuple(pair for pair in node.entries if pair[1] is not id)
    identifier = (
        owner.item(id.value) if owner.name else replace(owner, name=canonical_name((pattern,), id.value))
    )
    said = Mapping(pairs, node.line, node.column)
    identifier = replace(identifier, version=owner.version or node.text("version"))
    thing, findings = read_thing(path, identifier, Role.ITEM, id, said)
    return Read((replace(thing, example_only=True),), (), findings)


def read_id_patterns(path: str, owner: Identifier, node: Mapping) -> Read:
    """Read the patterns of item ids that a Markdown file gives; SecID leaves them unanchored."""
    found: list[Read] = []
    single, several = node.get("id_pattern"), node.get("id_patterns")
    if isinstance(single, Scalar):
        found.append(_pattern(path, owner, single, Mapping((), single.line, single.column)))
    elif single is not None:
        message, hint = "'id_pattern' should be one text", "list several under 'id_patterns'"
        finding = Finding(path, single.line, single.column, Severity.ERROR, "bad-value", message, hint)
        found.append(Read((), (), (finding,)))
    for item in _items(several):
        pattern = item.get("pattern") if isinstance(item, Mapping) else item
        rest = item.entries if isinstance(item, Mapping) else ()
        said = Mapping(tuple(pair for pair in rest if pair[1] is not pattern), item.line, item.column)
        if isinstance(pattern, Scalar):
            found.append(_pattern(path, owner, pattern, said))
        else:
            message, hint = "a pattern should be a text, or an object with 'pattern'", "such as 'CVE-[0-9]+'"
            finding = Finding(path, item.line, item.column, Severity.ERROR, "bad-value", message, hint)
            found.append(Read((), (), (finding,)))
    return Read().plus(*found)


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
