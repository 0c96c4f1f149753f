"""Values as read from a file, each knowing its line and column.

YAML front matter and JSON both become these. Every YAML scalar is text; JSON
keeps its own kinds, because `null` and `"null"` differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a JSON scalar is; a YAML scalar is always text."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text with its place, counted from 1."""

    value: str
    line: int
    column: int
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values with the place where it begins."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; no key occurs twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        return next((value for name, value in self.entries if name.value == key), None)

    def text(self, key: str) -> str:
        """The text under a key; empty if there is none or it is not a scalar."""
        value = self.get(key)
        return value.value if isinstance(value, Scalar) and value.kind is not Kind.NULL else ""

    def keys(self) -> tuple[str, ...]:
        """The keys in the order written."""
        return tuple(name.value for name, _ in self.entries)


Node = Scalar | Sequence | Mapping


def leaves(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """Walk every scalar below a value, with the keys and positions that lead to it.

    Empty lists and mappings have no leaves.
    """
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for position, item in enumerate(node.items):
            yield from leaves(item, (*path, str(position)))
    else:
        for key, value in node.entries:
            yield from leaves(value, (*path, key.value))
