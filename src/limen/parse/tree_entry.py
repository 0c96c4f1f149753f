"""An entry of JSON with a tree of match nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from limen.errors import Finding, Severity
from limen.identifier import (
    Identifier,
    PatternNode,
    is_version_node,
    literal_text,
    pattern_problem,
)
from limen.model.entry import Dialect, Entry, Role, Thing
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.parse.header import path_findings, read_header, type_field
from limen.parse.sources import (
    ITEM_KEYS,
    VERSION_KEYS,
    Read,
    read_examples,
    read_items,
    read_thing,
    read_versions,
    version_texts,
)

_STRUCTURE = frozenset({"type", "namespace", "match_nodes"})
_NODE_STRUCTURE = frozenset({"patterns", "data", "children"})


def tree_entry(path: str, node: Mapping) -> tuple[Entry | None, tuple[Finding, ...]]:
    """Read an entry from its JSON object."""
    namespace, findings = read_header(path, node)
    if namespace is None:
        return None, findings
    said = Mapping(
        tuple(pair for pair in node.entries if pair[0].value not in _STRUCTURE), node.line, node.column
    )
    thing, found = read_thing(path, namespace, Role.NAMESPACE, _place(node, "namespace"), said)
    read = Read((replace(thing, fields=type_field(node) + thing.fields),), (), found)
    read = read.plus(*(_read_name(path, namespace, child) for child in _nodes(node.get("match_nodes"))))
    entry = Entry(
        path,
        Dialect.TREE,
        namespace,
        namespace,
        tuple(_told_apart(read.things)),
        patterns=read.patterns,
        structure=frozenset(_heading_lines(node)),
    )
    misshapen = _misshapen(path, node, "match_nodes")
    return entry, (*path_findings(path, namespace, node), *read.findings, *misshapen)


def _told_apart(things: tuple[Thing, ...]) -> Iterator[Thing]:
    """Give each of several patterns that read the same a path of its own, by the address it leads to.

    SecID gives one pattern several nodes where its items have several addresses.
    """
    seen: set[tuple[Identifier, tuple[str, ...]]] = set()
    for thing in things:
        path = thing.path
        if path and (thing.identifier, path) in seen:
            nodes = (each.node for each in thing.fields if each.key in {"url", "weight"})
            said = (each.value for each in nodes if isinstance(each, Scalar))
            path = (*path[:-1], " ".join((path[-1], *said)))
        seen.add((thing.identifier, path))
        yield thing if path == thing.path else replace(thing, path=path)


def _heading_lines(node: Node) -> Iterator[int]:
    """The lines of keys whose value is a list or an object, and says nothing by itself."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            if not isinstance(value, Scalar):
                yield key.line
                yield from _heading_lines(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _heading_lines(item)


def _misshapen(path: str, node: Mapping, key: str) -> Iterator[Finding]:
    """Say which parts of the tree below a key have a form that cannot be read."""
    if not isinstance(node.get(key) or Sequence((), 0, 0), Sequence):
        yield _unread(path, node, key, "a list of match nodes")
    listed = node.get(key)
    for child in listed.items if isinstance(listed, Sequence) else ():
        if not isinstance(child, Mapping):
            message = "a match node should be an object; this one is not read"
            yield Finding(path, child.line, child.column, Severity.WARNING, "bad-value", message, "mend it")
            continue
        if not isinstance(child.get("data") or child, Mapping):
            yield _unread(path, child, "data", "an object")
        patterns = child.get("patterns")
        texts = patterns.items if isinstance(patterns, Sequence) else (patterns,)
        if patterns and not all(isinstance(each, Scalar) and each.kind is Kind.TEXT for each in texts):
            yield _unread(path, child, "patterns", "a list of texts")
        yield from _misshapen(path, child, "children")


def _unread(path: str, node: Mapping, key: str, form: str) -> Finding:
    place = node.get(key) or node
    message = f"{key!r} should be {form}; what does not fit is not read"
    return Finding(path, place.line, place.column, Severity.WARNING, "bad-value", message, "mend the value")


def _place(node: Mapping, key: str) -> Scalar | Mapping:
    found = node.get(key)
    return found if isinstance(found, Scalar) else node


def _nodes(node: Node | None) -> tuple[Mapping, ...]:
    return (
        tuple(item for item in node.items if isinstance(item, Mapping)) if isinstance(node, Sequence) else ()
    )


def _patterns(node: Mapping) -> tuple[Scalar, ...]:
    listed = node.get("patterns")
    return (
        tuple(item for item in listed.items if isinstance(item, Scalar) and item.kind is Kind.TEXT)
        if isinstance(listed, Sequence)
        else ()
    )


def _data(node: Mapping) -> Mapping:
    data = node.get("data")
    return data if isinstance(data, Mapping) else Mapping((), node.line, node.column)


def _said(node: Mapping) -> Mapping:
    """What a node and its data say together."""
    own = tuple(pair for pair in node.entries if pair[0].value not in _NODE_STRUCTURE)
    return Mapping(own + _data(node).entries, node.line, node.column)


def pattern_tree(node: Mapping) -> PatternNode:
    """The patterns below a node, for the index of identifiers."""
    children = tuple(pattern_tree(child) for child in _nodes(node.get("children")))
    return PatternNode(tuple(each.value for each in _patterns(node)), version_texts(_data(node)), children)


def _read_name(path: str, namespace: Identifier, node: Mapping) -> Read:
    """Read a node of the first level: a source, or a class of identifiers in the place of a name."""
    patterns = _patterns(node)
    problems = _pattern_findings(path, patterns, node)
    name = literal_text(patterns[0].value) if patterns else ""
    if not patterns:
        return Read((), (), problems)
    if not name:
        return _read_pattern(path, namespace, (), node).plus(Read((), (pattern_tree(node),), problems))
    source = Identifier(namespace.type, namespace.namespace, name)
    thing, findings = read_thing(
        path, source, Role.SOURCE, patterns[0], _said(node), VERSION_KEYS | ITEM_KEYS
    )
    read = Read((replace(thing, patterns=patterns),), (pattern_tree(node),), (*problems, *findings))
    read = read.plus(read_versions(path, source, _data(node)), _items(path, source, node))
    parent = PatternNode((), version_texts(_data(node)))
    return read.plus(*(_read_child(path, source, parent, child) for child in _nodes(node.get("children"))))


def _items(path: str, owner: Identifier, node: Mapping) -> Read:
    """The items of a node, without patterns: the tree has those."""
    read = read_items(path, owner, _data(node))
    return Read(read.things, (), read.findings)


def _read_child(path: str, owner: Identifier, parent: PatternNode, node: Mapping) -> Read:
    """Read a node below a source: a version, one item, or a class of items.

    Of the `parent` the versions are enough.
    """
    patterns = _patterns(node)
    problems = Read((), (), _pattern_findings(path, patterns, node))
    if not patterns:
        return problems
    text = literal_text(patterns[0].value)
    if not text:
        return problems.plus(_read_pattern(path, owner, (), node))
    is_version = not owner.version and is_version_node(pattern_tree(node), parent)
    identifier = owner.at(text) if is_version else owner.item(text)
    role = Role.VERSION if is_version else Role.ITEM
    thing, findings = read_thing(path, identifier, role, patterns[0], _said(node), ITEM_KEYS)
    thing = replace(thing, patterns=patterns)
    read = problems.plus(Read((thing,), (), findings), _items(path, owner, node))
    below, parent = identifier if is_version else owner, PatternNode((), version_texts(_data(node)))
    return read.plus(*(_read_child(path, below, parent, child) for child in _nodes(node.get("children"))))


def _read_pattern(path: str, owner: Identifier, above: tuple[str, ...], node: Mapping) -> Read:
    patterns = _patterns(node)
    way = (*above, patterns[0].value)
    parts = ITEM_KEYS if owner.name else frozenset[str]()
    said, examples = read_examples(path, owner, pattern_tree(node), _said(node))
    thing, findings = read_thing(path, owner, Role.PATTERN, patterns[0], said, parts)
    read = Read((replace(thing, patterns=patterns, path=way),), (), findings).plus(examples)
    if owner.name:
        read = read.plus(_items(path, owner, node))
    children = (child for child in _nodes(node.get("children")) if _patterns(child))
    return read.plus(*(_read_pattern(path, owner, way, child) for child in children))


def _pattern_findings(path: str, patterns: tuple[Scalar, ...], node: Mapping) -> tuple[Finding, ...]:
    if not patterns:
        message, hint = "a match node has no patterns", "give at least one"
        return (Finding(path, node.line, node.column, Severity.ERROR, "no-pattern", message, hint),)
    found = ((each, pattern_problem(each.value)) for each in patterns)
    return tuple(
        Finding(path, each.line, each.column, Severity.WARNING, "bad-pattern", problem, "mend the expression")
        for each, problem in found
        if problem
    )
