"""SSSOM tables read: metadata in comments, then rows, each cell with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.model.records import MAPPING
from limen.model.value import date_type
from limen.parse.sssom_metadata import Metadata, read_metadata
from limen.parse.text import decode
from limen.term import is_iri
from limen.vocab import SSSOM

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
#: Slots that name things, and those of them that may name several.
REFERENCES = frozenset(
    {*REQUIRED, "record_id", "author_id", "reviewer_id", "creator_id", "mapping_source", "mapping_tool_id"}
    | {"subject_source", "object_source", "issue_tracker_item"}
)
SEVERAL = frozenset({"author_id", "reviewer_id", "creator_id"})
#: The key of the registry format for each slot that has one.
KEYS: Mapping[str, str] = {
    "subject_id": "subject",
    "predicate_id": "relation",
    "object_id": "object",
    "mapping_source": "source",
} | {
    rule.predicate[1:-1].removeprefix(SSSOM.namespace): key
    for key, rule in MAPPING.items()
    if rule.predicate[1:].startswith(SSSOM.namespace)
}
_SLOTS = frozenset(KEYS) | {"subject_label", "object_label"}
#: Keys of the registry format that are no slots: a column of that name means something else.
_TAKEN = (frozenset(MAPPING) | {"id"}) - frozenset(KEYS)
_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\n]|\Z)|([^\t\n]*)')
_CURIE = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*):(?!//)(.*)\Z", re.DOTALL)
#: A text up to the next bar that no backslash escapes, and what an escape stands for.
_BETWEEN_BARS = re.compile(r"(?:[^|\\]|\\.|\\\Z)+", re.DOTALL)
_ESCAPE = re.compile(r"\\([|\\])")
#: What the slot `other` may hold as key=value: our keys, and slots whose cell could not hold the value.
_KEYS_OF_OTHER = frozenset(MAPPING) | {"limen:extra"}
_OTHER = re.compile(r"([a-z_:]+)=(.*)\Z", re.DOTALL)


#: The type of an end that is known by its label alone, and of one that no single IRI names.
LITERAL, COMPOSED = "rdfs literal", "composed entity expression"
_TYPES = {"subject_id": "subject_type", "object_id": "object_type"}
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z")


class Cell(NamedTuple):
    """One cell with the place where it begins."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class SssomRow:
    """One mapping: by slot its values, IRIs written out, in the order of the columns."""

    line: int
    slots: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # by slot, where its cell begins
    written: Mapping[str, str] = field(default_factory=dict)  # by IRI, how the row writes it

    def place(self, slot: str) -> tuple[int, int]:
        """The line and column of a slot's cell; of the row where it has none."""
        return self.columns.get(slot, (self.line, 1))


@dataclass(frozen=True, slots=True)
class SssomTable:
    """What a file holds: metadata that stands for the set as a whole, and the rows."""

    metadata: tuple[tuple[str, str], ...]
    rows: tuple[SssomRow, ...]


def parse_sssom(
    path: str, data: bytes, beside: tuple[str, bytes] | None = None
) -> tuple[SssomTable, tuple[Finding, ...]]:
    r"""Read an SSSOM table; a value with something wrong is kept as it is written.

    The metadata of a file that begins with its table may stand in a file `beside` it.

    >>> text = "subject_id\tpredicate_id\tobject_id\tmapping_justification\nx:a\tskos:exactMatch\tx:b\t\n"
    >>> table, findings = parse_sssom("a.sssom.tsv", b"#curie_map: {x: 'https://x.org/'}\n" + text.encode())
    >>> table.rows[0].slots["object_id"]
    ('https://x.org/b',)
    >>> print(*findings)
    a.sssom.tsv:3:25: error[missing-slot]: the row has no mapping_justification (every mapping needs one)
    """
    text, found = decode(path, data)
    if text is None:
        return SssomTable((), ()), found
    comments = 0
    for line in text.splitlines(keepends=True):
        if not line.startswith("#"):
            break
        comments += len(line)
    metadata, more = read_metadata(path, text[:comments], beside)
    reader = _Reader(path, metadata)
    rows = tuple(reader.rows(list(_lines(text[comments:], text[:comments].count("\n") + 1))))
    kept = tuple(pair for pair in metadata.pairs if pair[0].partition(".")[0] not in reader.handed_down)
    return SssomTable(kept, rows), tuple(sorted({*found, *more, *reader.all_findings()}))


def _lines(text: str, line: int) -> Iterator[list[Cell]]:
    """Take the table apart into lines of cells; a cell in quotes may hold line ends."""
    cells: list[Cell] = []
    position, start = 0, 0
    while position < len(text):
        match = _CELL.match(text, position)
        assert match is not None  # the pattern matches the empty text too
        quoted, plain = match.groups()
        cells.append(Cell(plain if quoted is None else quoted.replace('""', '"'), line, position - start + 1))
        line += match.group().count("\n")
        start = max(start, text.rfind("\n", position, match.end()) + 1)
        position = match.end() + 1
        if text[match.end() : position] != "\t":
            yield cells
            cells, line, start = [], line + 1, position
    if cells:  # the last line ends in a tab
        yield [*cells, Cell("", line, position - start + 1)]


class _Reader:
    """Reads the lines of one table and gathers what is wrong with them."""

    def __init__(self, path: str, metadata: Metadata) -> None:
        self.handed_down: dict[str, tuple[str, ...]] = {}
        self._path = path
        self._metadata = metadata
        self._findings: list[Finding] = []
        self._unknown: dict[str, list[tuple[Cell, str]]] = {}  # by prefix, the cells that use it
        self._written: dict[str, str] = {}

    def rows(self, lines: list[list[Cell]]) -> Iterator[SssomRow]:
        """Read the names of the columns, then every row."""
        head, *rest = lines or [[]]
        bodies = [cells for cells in rest if len(cells) > 1 or cells[0].text]
        names = self._read_head(head)
        filled = {name for cells in bodies for name, cell in zip(names, cells, strict=False) if cell.text}
        self.handed_down = {
            slot: values for slot, values in self._metadata.propagated.items() if slot not in filled
        }
        for cells in bodies:
            yield self._row(names, cells)

    def all_findings(self) -> Iterator[Finding]:
        """Give what was found, each unknown prefix once."""
        yield from self._findings
        for prefix, uses in self._unknown.items():
            (cell, text), *others = uses
            more = f", here and in {len(others)} more places" if others else ""
            message = f"nothing says what {prefix}: in {text!r} stands for{more}"
            yield self._finding(cell, "unknown-prefix", message, "declare it in curie_map")

    def _read_head(self, head: list[Cell]) -> list[str]:
        """Name the slots of the columns; those that are unclear are named by their place."""
        place = head[0] if head else Cell("", 1, 1)
        names: list[str] = []
        for number, cell in enumerate(head, 1):
            if cell.text in names:
                self._report(cell, "duplicate-column", f"{cell.text!r} is given twice", "rename one")
            is_clear = cell.text and cell.text not in names and cell.text not in _TAKEN
            names.append(cell.text if is_clear else f"column_{number}_{cell.text}".rstrip("_"))
        given = {*names, *self._metadata.propagated}
        for name in REQUIRED:
            if name not in names and _TYPES.get(name) not in given:
                self._report(place, "missing-column", f"the table has no column {name}", "add it")
        return names

    def _row(self, names: list[str], cells: list[Cell]) -> SssomRow:
        if len(cells) != len(names):
            message = f"the row has {len(cells)} cells and the table {len(names)} columns"
            self._report(cells[-1], "ragged-row", message, "look for a tab too many or too few")
        names = names + [f"column_{number}" for number in range(len(names) + 1, len(cells) + 1)]
        filled = dict(zip(names, cells, strict=False))
        slots: dict[str, tuple[str, ...]] = {}
        self._written = {}
        for name, cell in filled.items():
            end = self._type(_TYPES.get(name, ""), filled)
            if cell.text and end == COMPOSED:
                slots[name] = (cell.text,)
            elif cell.text:
                for slot, values in self._values(name, cell):
                    slots[slot] = slots.get(slot, ()) + values
            elif name in REQUIRED and end != LITERAL:
                self._report(cell, "missing-slot", f"the row has no {name}", "every mapping needs one")
        for slot, texts in self.handed_down.items():
            slots[slot] = tuple(
                value for text in texts for value in self._read(slot, Cell(text, cells[0].line, 1))
            )
        places = {name: (cell.line, cell.column) for name, cell in filled.items()}
        return SssomRow(cells[0].line, slots, places, self._written)

    def _type(self, slot: str, filled: Mapping[str, Cell]) -> str:
        """What kind of thing an end is, by its row or by what stands for every row."""
        return filled[slot].text if slot in filled else next(iter(self.handed_down.get(slot, ())), "")

    def _values(self, slot: str, cell: Cell) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Say which values a cell gives to which slots."""
        if slot != "other":
            yield slot, self._read(slot, cell)
            return
        left: list[str] = []
        for part in _BETWEEN_BARS.findall(cell.text):
            pair = _OTHER.match(part)
            if pair and (pair[1] in _KEYS_OF_OTHER or pair[1] in _SLOTS):
                value = Cell(_ESCAPE.sub(r"\1", pair[2]), cell.line, cell.column)
                yield pair[1], self._read(pair[1], value, several=False)
            else:
                left.append(part)
        if left:
            yield slot, ("|".join(left),)

    def _read(self, slot: str, cell: Cell, *, several: bool = True) -> tuple[str, ...]:
        texts = [cell.text]
        if slot in SEVERAL and several:
            texts = [_ESCAPE.sub(r"\1", part) for part in _BETWEEN_BARS.findall(cell.text)]
        if slot in REFERENCES:
            texts = [self._expand(cell, text.strip()) for text in texts]
        for text in texts:
            self._check(slot, cell, text)
        return tuple(texts)

    def _expand(self, cell: Cell, text: str) -> str:
        """Write a CURIE out as the IRI that it stands for."""
        match = _CURIE.match(text)
        iri = text
        if match and match[1] in self._metadata.prefixes:
            iri = self._metadata.prefixes[match[1]] + match[2]
        elif match and match[1] not in {"urn", "mailto", "orcid"}:
            self._unknown.setdefault(match[1], []).append((cell, text))
            return text
        if not is_iri(iri):
            self._report(cell, "bad-curie", f"{iri!r} is neither a CURIE nor an IRI", "write prefix:name")
        self._written[iri] = text
        return iri

    def _check(self, slot: str, cell: Cell, text: str) -> None:
        """Report a value that no slot of that name can have."""
        if slot == "predicate_modifier" and text != "Not":
            self._report(cell, "bad-value", f"{text!r} is no modifier", "write Not, or nothing")
        elif slot == "confidence" and not (_NUMBER.match(text) and float(text) <= 1):
            self._report(cell, "bad-value", f"{text!r} is no confidence", "write a number from 0 to 1")
        elif slot.endswith("_date") and not date_type(text):
            self._report(cell, "bad-value", f"{text!r} is no date", "write it as 2025-05-22")

    def _report(self, cell: Cell, code: str, message: str, hint: str) -> None:
        self._findings.append(self._finding(cell, code, message, hint))

    def _finding(self, cell: Cell, code: str, message: str, hint: str) -> Finding:
        return Finding(self._path, cell.line, cell.column, Severity.ERROR, code, message, hint)
