"""One file of a registry, read: what it is about and everything it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from limen.identifier import Identifier, PatternNode
from limen.model.body import Body
from limen.model.node import Node, Scalar
from limen.model.records import RecordKind


class Dialect(Enum):
    """Which of the forms found in the wild a file is written in."""

    SOURCES = "Markdown with a map of sources"
    FLAT = "Markdown for one system of identifiers"
    NAMES = "Markdown with the names of an entity"
    TREE = "JSON with a tree of match nodes"
    NOTE = "plain note without front matter"


#: A line and a column, counted from 1.
Place = tuple[int, int]


class Role(Enum):
    """What part of the identifier grammar a thing fills."""

    NAMESPACE = "namespace"
    SOURCE = "source"
    VERSION = "version"
    ITEM = "item"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Field:
    """One key and its value as the file has them."""

    key: str
    node: Node


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a file names, with what it says of it.

    A pattern stands for many identifiers and has none of its own; `path` leads
    to it, pattern by pattern, from the thing that `identifier` names.
    """

    identifier: Identifier
    role: Role
    place: Place
    fields: tuple[Field, ...] = ()
    kind: str = ""
    kind_place: Place = (0, 0)
    patterns: tuple[Scalar, ...] = ()
    path: tuple[str, ...] = ()
    example_only: bool = False
    kept: tuple[Field, ...] = ()  # keys that the format does not know


@dataclass(frozen=True, slots=True)
class Record:
    """A claim, mapping, definition, argument or assessment of the front matter."""

    kind: RecordKind
    id: str
    place: Place
    fields: tuple[Field, ...]
    kept: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One file, read whole."""

    path: str  # inside the registry, with forward slashes
    dialect: Dialect
    namespace: Identifier
    topic: Identifier  # what the file is about: its namespace, or the source a note speaks of
    things: tuple[Thing, ...] = ()
    records: tuple[Record, ...] = ()
    patterns: tuple[PatternNode, ...] = ()
    aliases: tuple[Scalar, ...] = ()  # older spellings of the namespace
    body: Body = field(default_factory=Body)
    structure: frozenset[int] = frozenset()  # lines that only give the file its shape
