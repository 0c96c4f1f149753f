"""Which namespaces, names and items the registries at hand know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from limen.identifier.identifier import Identifier
from limen.identifier.namespace import canonical_namespace, unicode_namespace
from limen.identifier.patterns import (
    PatternNode,
    canonical_name,
    is_match,
    item_nodes,
    literal_text,
    spellings,
)
from limen.identifier.percent import decode

_Key = tuple[str, str]
_Value = TypeVar("_Value", str, PatternNode)


@dataclass(frozen=True, slots=True)
class Namespace:
    """What one entry says of a namespace: its spelling, other spellings, the names in it."""

    type: str
    namespace: str
    aliases: tuple[str, ...] = ()
    nodes: tuple[PatternNode, ...] = ()


class Place(NamedTuple):
    """A registered namespace found at the beginning of a path."""

    namespace: Namespace
    end: int  # of the namespace, in the path as written
    alias: bool  # whether the path uses an older spelling


@dataclass(frozen=True, slots=True)
class IdentifierIndex:
    """The namespaces of all entries; the same one in several entries is merged."""

    _registered: Mapping[_Key, Namespace]
    _spellings: Mapping[_Key, Namespace]  # with the other script of a domain
    _aliases: Mapping[_Key, Namespace]

    @classmethod
    def of(cls, namespaces: Iterable[Namespace]) -> IdentifierIndex:
        """Build the index; where entries of one namespace differ in spelling, the first wins.

        >>> index = IdentifierIndex.of([Namespace("weakness", "anthropic.com", ("anthropic",))])
        >>> index.find("weakness", "anthropic/asl").namespace.namespace
        'anthropic.com'
        """
        registered: dict[_Key, Namespace] = {}
        for namespace in namespaces:
            key = namespace.type, canonical_namespace(namespace.namespace)
            known = registered.get(key)
            registered[key] = _merged(known, namespace) if known else namespace
        spellings = {(type, unicode_namespace(text)): value for (type, text), value in registered.items()}
        aliases = {
            (value.type, canonical_namespace(alias)): value
            for value in reversed(registered.values())
            for alias in value.aliases
        }
        return cls(
            MappingProxyType(registered), MappingProxyType(spellings | registered), MappingProxyType(aliases)
        )

    @property
    def namespaces(self) -> tuple[Namespace, ...]:
        """Every namespace, merged, by type and then canonical spelling."""
        return tuple(value for _, value in sorted(self._registered.items(), key=lambda item: item[0]))

    def find(self, type: str, path: str) -> Place | None:
        """Find the longest registered namespace at the beginning of a path, however spelled."""
        for end in _segment_ends(path):
            place = self._place(type, path[:end])
            if place is not None:
                return place
        return None

    def split(self, type: str, path: str) -> tuple[str, str]:
        """Divide a canonical path into namespace and name.

        Unlike `find`, it takes the canonical spelling only. Of an unregistered
        namespace the first segment is taken.
        """
        for end in _segment_ends(path):
            if (type, path[:end]) in self._registered:
                return path[:end], path[end + 1 :]
        namespace, _, name = path.partition("/")
        return namespace, name

    def names(self, type: str, namespace: str) -> tuple[str, ...]:
        """List the names that a namespace registers one by one, in their canonical spelling.

        >>> node = PatternNode(("(?i)^asl$",))
        >>> IdentifierIndex.of([Namespace("weakness", "anthropic.com", (), (node,))]).names(
        ...     "weakness", "anthropic.com"
        ... )
        ('asl',)
        """
        nodes = self._nodes(type, namespace)
        literals = {literal_text(pattern) for node in nodes for pattern in node.patterns}
        return tuple(sorted({canonical_name(nodes, text) for text in literals if text}))

    def sources(self, identifier: Identifier) -> tuple[PatternNode, ...]:
        """List the nodes that know an identifier's name."""
        return tuple(
            node
            for node in self._nodes(identifier.type, identifier.namespace)
            if any(is_match(pattern, identifier.name) for pattern in node.patterns)
        )

    def children(self, identifier: Identifier) -> tuple[PatternNode, ...]:
        """List the nodes that know the items of an identifier's source, as of its version."""
        return item_nodes(self.sources(identifier), identifier.version)

    def _nodes(self, type: str, namespace: str) -> tuple[PatternNode, ...]:
        found = self._registered.get((type, namespace))
        return found.nodes if found else ()

    def _place(self, type: str, written: str) -> Place | None:
        for text in (written, decode(written)) if "%" in written else (written,):
            canonical = canonical_namespace(text)
            other_script = unicode_namespace(canonical)
            own = self._spellings.get((type, canonical)) or self._spellings.get((type, other_script))
            if own:
                return Place(own, len(written), alias=False)
            current = self._aliases.get((type, canonical))
            if current:
                return Place(current, len(written), alias=True)
        return None


def _merged(one: Namespace, other: Namespace) -> Namespace:
    nodes = list(one.nodes)
    for node in other.nodes:
        at = next((at for at, known in enumerate(nodes) if _is_same_name(known, node)), None)
        if at is None:
            nodes.append(node)
        else:
            nodes[at] = _fused(nodes[at], node)
    return replace(one, aliases=_union(one.aliases, other.aliases), nodes=tuple(nodes))


def _is_same_name(known: PatternNode, node: PatternNode) -> bool:
    """Say whether two nodes are equal or stand for the same name."""
    texts = [text for pattern in node.patterns for text in spellings(pattern)]
    literals = [pattern for pattern in known.patterns if spellings(pattern)]
    return known == node or any(is_match(pattern, text) for pattern in literals for text in texts)


def _fused(one: PatternNode, other: PatternNode) -> PatternNode:
    return PatternNode(
        _union(one.patterns, other.patterns),
        _union(one.versions, other.versions),
        _union(one.children, other.children),
        one.key,
    )


def _union(one: tuple[_Value, ...], other: tuple[_Value, ...]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(one + other))


def _segment_ends(path: str) -> list[int]:
    """Where the segments of a path end, the last first."""
    return [at for at in range(len(path), 0, -1) if at == len(path) or path[at] == "/"]
