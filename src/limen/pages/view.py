"""What a page shows, as frozen values: the page, its sections, and the parts of a section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words; a link if it has an address, quoted if they are somebody else's."""

    text: str
    href: str = ""


#: Words and links that run on in one line.
Line = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs."""

    kind: ClassVar[str] = "text"
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, each with its values."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; the first cell of a row is its head."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    is_matrix: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a source says, with all that is known of the saying."""

    says: str
    value: Line
    about: Line = ()
    when: str = ""
    by: Line = ()
    source: Line = ()
    place: str = ""
    quote: str = ""
    stance: str = ""
    note: str = ""
    record: Line = ()
    against: tuple[Line, ...] = ()
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements one below the other."""

    kind: ClassVar[str] = "statements"
    items: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two statements that cannot both be right."""

    about: Line
    one: Statement
    other: Statement
    verdict: str


@dataclass(frozen=True, slots=True)
class Disputes:
    """Disagreements, each with both sides beside each other."""

    kind: ClassVar[str] = "disputes"
    items: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or that began or ended, on a day."""

    day: str  # ISO, maybe a month or year only
    words: str  # the day in words
    line: Line
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in the order of their days."""

    kind: ClassVar[str] = "timeline"
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A level on the ladder, seen from a day."""

    label: Line
    number: str
    state: str  # one word
    is_active: bool
    text: str
    sources: tuple[Line, ...]
    models: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Levels, the highest first."""

    kind: ClassVar[str] = "ladder"
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A stroke, dot or word of a picture."""

    form: str  # line, dot, words
    x: float
    y: float
    x2: float = 0
    y2: float = 0
    text: str = ""
    anchor: str = "start"
    style: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its title and what it shows; the same stands as text beside it."""

    kind: ClassVar[str] = "picture"
    id: str
    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something inside a document that has an address of its own."""

    kind: ClassVar[str] = "item"
    id: str
    title: str
    sort: str
    more: Line
    parts: tuple[Part, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one sort, under a heading."""

    kind: ClassVar[str] = "group"
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways in: each a link and what is behind it."""

    kind: ClassVar[str] = "ways"
    items: tuple[tuple[Words, str], ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """Texts to copy, each with what it is."""

    kind: ClassVar[str] = "codes"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A named question, in words and in SPARQL."""

    name: str
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Editor:
    """The place to ask questions: where they are sent, the data that a script loads where nobody answers.

    `prefixes` is JSON: the prefixes that a question need not declare.
    """

    kind: ClassVar[str] = "editor"
    action: str
    endpoint: str
    data: str
    base: str
    prefixes: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Links to choose among, in one line."""

    kind: ClassVar[str] = "choices"
    label: str
    links: Line


Part = (
    Text
    | Facts
    | Table
    | Statements
    | Disputes
    | Timeline
    | Ladder
    | Picture
    | Item
    | Group
    | Ways
    | Codes
    | Editor
    | Choices
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under a heading."""

    id: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """The day that a page shows, and those on which something changes."""

    shown: str  # ISO; the day up to which the registry knows, or one asked for
    words: str
    known: str
    choices: tuple[tuple[str, str, str], ...]  # ISO, in words, address
    now: str  # address of the page for the present
    action: str  # where a form is sent; empty where nobody answers forms


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a page shows."""

    title: str
    sort: str
    description: str
    lead: tuple[Line, ...]
    root: str  # the way to the start page's folder
    here: str  # which of the main pages this is; empty for none
    canonical: str
    known: str
    sections: tuple[Section, ...]
    alternates: tuple[tuple[str, str], ...] = ()  # media type, address
    data: str = ""  # schema.org as JSON
    days: Days | None = None
    scripts: tuple[tuple[str, bool], ...] = ()  # address, and whether it is a module
    nav: tuple[tuple[Words, bool], ...] = ()
    foot: Line = ()
