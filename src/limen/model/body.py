"""What the body of a file says, piece by piece, each with its evidence lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from limen.identifier import Identifier


class Aspect(Enum):
    """In which respect a piece of text speaks of its subject."""

    THRESHOLD = "threshold"  # the capability at which a level begins
    REQUIREMENT = "requirement"  # what must be in place
    RISK = "risk"  # how bad it would be
    DEFINITION = "definition"
    LABEL = "label"
    STATE = "state"  # how things stood at some time
    REASON = "reason"  # why it is so, or matters
    PURPOSE = "purpose"  # what it is for
    CRITICISM = "criticism"
    REPLY = "reply"  # the answer to a criticism
    USE = "use"  # who uses it for what
    STEP = "step"  # of a procedure, in order
    RELATION = "relation"  # to another framework or body
    REFERENCE = "reference"  # a document or concept pointed to
    TEMPLATE = "template"  # how identifiers are written
    RANGE = "range"  # which values a template takes
    FEATURE = "feature"  # any other respect, named by a column's head
    NOTE = "note"  # text kept as it is


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a body says: a cell, a bullet, a step, a sentence or a paragraph.

    `key` is stable: it is made from the headings above and the piece's own
    first words or row id, never from its position, and is unique in the file.
    """

    key: str
    about: Identifier
    aspect: Aspect
    text: str  # inline marks taken off
    first_line: int
    last_line: int
    column: int = 1
    label: str = ""  # a bold lead-in, or the row's first cell
    heading: str = ""  # the nearest heading's words
    head: str = ""  # the table column's head
    position: int = 0  # of a numbered step, from 1
    stated: str = ""  # the source's own words for the time
    valid_from: str = ""  # those words as ISO days, inclusive
    valid_through: str = ""
    predicted: bool = False  # speaks of the future
    speaker: str = ""  # a person whose words are reported
    target: str = ""  # for a relation or reference: what it names
    target_line: int = 0  # where those words stand
    target_column: int = 0
    target_key: str = ""  # of those words in this file; the same for the same words
    target_address: str = ""  # what those words link to
    target_is_document: bool = False  # else a concept, for all that the words tell


@dataclass(frozen=True, slots=True)
class BodyItem:
    """An item of the enclosing source that a table's first column names."""

    identifier: Identifier
    label: str
    line: int
    column: int
    order: int = 0  # of a level: 1, 2, …; 0 where rows are not levels
    open_ended: bool = False  # a row ending in +
    outside_pattern: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A body read: its items, its remarks, and the lines that only give it shape."""

    items: tuple[BodyItem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    structure: frozenset[int] = frozenset()
