"""An entry of Markdown with YAML front matter, in any of its three forms."""

from __future__ import annotations

from dataclasses import replace

from limen.errors import Finding
from limen.identifier import Identifier, PatternNode, literal_pattern
from limen.model.body import Body
from limen.model.entry import Dialect, Entry, Role
from limen.model.node import Mapping, Node, Scalar, Sequence, leaves
from limen.parse.body import Scope, SourceScope, read_body
from limen.parse.header import path_findings, read_header, texts, type_field
from limen.parse.records import RECORD_KEYS, read_records
from limen.parse.sources import (
    ITEM_KEYS,
    PATTERN_KEYS,
    VERSION_KEYS,
    Read,
    read_id_patterns,
    read_items,
    read_thing,
    read_versions,
    version_texts,
)
from limen.parse.text import FrontMatter

#: Keys of the header that are not said of the namespace.
_STRUCTURE = RECORD_KEYS | {"type", "namespace", "aliases"}
#: Keys of the header that hold the sources, if they hold a map.
_SOURCES = ("sources", "names")


def markdown_entry(path: str, node: Mapping, matter: FrontMatter) -> tuple[Entry | None, tuple[Finding, ...]]:
    """Read an entry from its front matter and its body."""
    namespace, findings = read_header(path, node)
    if namespace is None:
        return None, findings
    dialect = _dialect(node)
    parts = _parts(path, namespace, node, dialect)
    records, found = read_records(path, node)
    body, more = read_body(path, matter.body, matter.body_line, _scope(namespace, parts, node))
    entry = Entry(
        path,
        dialect,
        namespace,
        namespace,
        parts.things,
        records,
        _with_body_items(parts.patterns, body),
        texts(node.get("aliases")),
        body,
        frozenset({*matter.fences, *heading_lines(node)}) | body.structure,
    )
    return entry, (*path_findings(path, namespace, node), *parts.findings, *found, *more)


def _dialect(node: Mapping) -> Dialect:
    if isinstance(node.get("sources"), Mapping):
        return Dialect.SOURCES
    return Dialect.NAMES if isinstance(node.get("names"), Mapping) else Dialect.FLAT


def _parts(path: str, namespace: Identifier, node: Mapping, dialect: Dialect) -> Read:
    said = Mapping(
        tuple((key, value) for key, value in node.entries if not _is_structure(key, value)),
        node.line,
        node.column,
    )
    place = node.get("namespace")
    parts = PATTERN_KEYS if dialect is Dialect.FLAT else frozenset()
    thing, findings = read_thing(
        path, namespace, Role.NAMESPACE, place if isinstance(place, Scalar) else node, said, parts
    )
    found = Read((replace(thing, fields=type_field(node) + thing.fields),), (), findings)
    if dialect is Dialect.FLAT:
        return found.plus(read_id_patterns(path, namespace, node))
    sources = [node.get(key) for key in _SOURCES]
    pairs = (pair for listed in sources if isinstance(listed, Mapping) for pair in listed.entries)
    return found.plus(*(_read_source(path, namespace, *pair) for pair in pairs))


def _is_structure(key: Scalar, value: Node) -> bool:
    return key.value in _STRUCTURE or (key.value in _SOURCES and isinstance(value, Mapping))


def _read_source(path: str, namespace: Identifier, name: Scalar, value: Node) -> Read:
    """Read a source; a bare text instead of a map of keys is what it is called."""
    identifier = Identifier(namespace.type, namespace.namespace, name.value)
    called = Scalar("full_name", value.line, value.column)
    node = value if isinstance(value, Mapping) else Mapping(((called, value),), name.line, name.column)
    thing, findings = read_thing(
        path, identifier, Role.SOURCE, name, node, VERSION_KEYS | ITEM_KEYS | PATTERN_KEYS
    )
    versions = read_versions(path, identifier, node)
    items = read_items(path, identifier, node)
    patterns = read_id_patterns(path, identifier, node)
    pattern = PatternNode(
        (literal_pattern(name.value, fold=True),),
        version_texts(node),
        versions.patterns + patterns.patterns + (() if patterns.patterns else items.patterns),
        name.value,
    )
    parts = versions.plus(items, patterns)
    return Read((thing, *parts.things), (pattern,), (*findings, *parts.findings))


def _scope(namespace: Identifier, parts: Read, node: Mapping) -> Scope:
    """Tell the body's reader which sources and items it may meet."""
    sources = tuple(thing.identifier for thing in parts.things if thing.role is Role.SOURCE)
    listed = node.get("sources")
    return Scope(
        namespace,
        tuple(
            SourceScope(
                source,
                tuple(
                    thing.patterns[0].value
                    for thing in parts.things
                    if thing.role is Role.PATTERN and thing.identifier == source
                ),
                _known_items(source, parts, listed),
                tuple(
                    thing.identifier.version
                    for thing in parts.things
                    if thing.role is Role.VERSION and thing.identifier.source == source
                ),
            )
            for source in sources
        ),
        plain_note=False,
    )


def _known_items(source: Identifier, parts: Read, listed: Node | None) -> frozenset[str]:
    """The ids of a source's items that the front matter lists or gives as examples."""
    items = {thing.identifier.subpath for thing in parts.things if thing.identifier.source == source}
    node = listed.get(source.name) if isinstance(listed, Mapping) else None
    examples = texts(node.get("examples")) if isinstance(node, Mapping) else ()
    return frozenset(filter(None, items | {example.value.partition("#")[2] for example in examples}))


def _with_body_items(patterns: tuple[PatternNode, ...], body: Body) -> tuple[PatternNode, ...]:
    """Let the items that only the body names be known, where no pattern says what items are."""
    return tuple(
        PatternNode(
            node.patterns,
            node.versions,
            node.children
            or tuple(
                PatternNode((literal_pattern(item.identifier.subpath),))
                for item in body.items
                if item.identifier.name == node.key
            ),
            node.key,
        )
        for node in patterns
    )


def heading_lines(node: Node) -> set[int]:
    """The lines of keys whose value is a list or a map, and says nothing by itself."""
    if isinstance(node, Scalar):
        return set()
    if isinstance(node, Sequence):
        return {line for item in node.items for line in heading_lines(item)}
    own = {
        key.line
        for key, value in node.entries
        if not isinstance(value, Scalar) and (value.line != key.line or not any(leaves(value)))
    }
    return own | {line for _, value in node.entries for line in heading_lines(value)}
