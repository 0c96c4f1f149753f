"""SSSOM tables read: metadata in comments, then rows, each cell with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.model import node
from limen.model.node import leaves
from limen.model.records import MAPPING
from limen.model.value import canonical_decimal, date_type
from limen.model.words import JUSTIFICATIONS, RELATIONS
from limen.parse.text import decode, read_yaml
from limen.term import is_iri
from limen.vocab import RDF, RDFS, SEMAPV, SKOS, SSSOM, XSD

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
#: Slots that stand for every row when the metadata gives them and no column does (SSSOM, propagation).
_PROPAGATED = frozenset(
    """
    subject_type subject_source subject_source_version object_type object_source object_source_version
    predicate_type mapping_provider cardinality_scope mapping_tool mapping_tool_id mapping_tool_version
    mapping_date subject_match_field object_match_field subject_preprocessing object_preprocessing
    similarity_measure curation_rule curation_rule_text
    """.split()
)
#: Prefixes that every SSSOM file may use without saying so.
_BUILT_IN = {each.prefix: each.namespace for each in (RDF, RDFS, SEMAPV, SKOS, SSSOM, XSD)}
_BUILT_IN["owl"] = "http://www.w3.org/2002/07/owl#"
_CELL = re.compile(r'"([^"]*(?:""[^"]*)*)"(?=[\t\n]|\Z)|([^\t\n]*)')
_CURIE = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*):(?!//)(.*)\Z", re.DOTALL)
#: A text up to the next bar that no backslash escapes, and what an escape stands for.
_BETWEEN_BARS = re.compile(r"(?:[^|\\]|\\.|\\\Z)+", re.DOTALL)
_ESCAPE = re.compile(r"\\([|\\])")
#: What the slot `other` may hold as key=value: our keys, and slots whose cell could not hold the value.
_KEYS_OF_OTHER = frozenset(MAPPING) | {"limen:extra"}
_OTHER = re.compile(r"([a-z_:]+)=(.*)\Z", re.DOTALL)


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


@dataclass(frozen=True, slots=True)
class SssomTable:
    """What a file holds: metadata that stands for the set as a whole, and the rows."""

    metadata: tuple[tuple[str, str], ...]
    rows: tuple[SssomRow, ...]


def parse_sssom(path: str, data: bytes) -> tuple[SssomTable, tuple[Finding, ...]]:
    r"""Read an SSSOM table; a value with something wrong is kept as it is written.

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
    metadata, more = _metadata(path, text[:comments])
    reader = _Reader(path, metadata)
    rows = tuple(reader.rows(_lines(text[comments:], text[:comments].count("\n") + 1)))
    kept = [pair for pair in _pairs(metadata) if pair[0] not in reader.handed_down]
    return SssomTable(tuple(kept), rows), tuple(sorted({*found, *more, *reader.findings}))


def _metadata(path: str, comments: str) -> tuple[node.Mapping, tuple[Finding, ...]]:
    """Read the comments as YAML, whose lines begin with a blank instead of the sign."""
    value, findings = read_yaml(path, re.sub("^#", " ", comments, flags=re.MULTILINE))
    # Everybody reads the version 1.10 as 1.1 here; only what cannot be read matters.
    grave = tuple(each for each in findings if each.code != "unquoted-scalar")
    return (value if isinstance(value, node.Mapping) else node.Mapping((), 1, 1)), grave


def _pairs(metadata: node.Mapping) -> Iterator[tuple[str, str]]:
    """Every scalar of the metadata, with the keys that lead to it."""
    for keys, scalar in leaves(metadata):
        yield ".".join(keys), scalar.value


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

    def __init__(self, path: str, metadata: node.Mapping) -> None:
        self.findings: list[Finding] = []
        self.handed_down: dict[str, str] = {}
        self._path = path
        self._metadata = metadata
        self._prefixes = dict(_BUILT_IN)
        curies = metadata.get("curie_map")
        if isinstance(curies, node.Mapping):
            self._prefixes = {key.value: curies.text(key.value) for key, _ in curies.entries} | _BUILT_IN

    def rows(self, lines: Iterator[list[Cell]]) -> Iterator[SssomRow]:
        """Read the names of the columns, then every row."""
        names = self._read_head(next(lines, []))
        for cells in lines:
            if len(cells) > 1 or cells[0].text:
                yield self._row(names, cells)

    def _read_head(self, head: list[Cell]) -> list[str]:
        """Name the slots of the columns; those that are unclear are named by their place."""
        place = head[0] if head else Cell("", 1, 1)
        names: list[str] = []
        for number, cell in enumerate(head, 1):
            if cell.text in names:
                self._report(cell, "duplicate-column", f"{cell.text!r} is given twice", "rename one")
            is_clear = cell.text and cell.text not in names and cell.text not in _TAKEN
            names.append(cell.text if is_clear else f"column_{number}_{cell.text}".rstrip("_"))
        for name in REQUIRED:
            if name not in names:
                self._report(place, "missing-column", f"the table has no column {name}", "add it")
        known = {name: self._metadata.text(name) for name in sorted(_PROPAGATED - set(names))}
        self.handed_down = {name: value for name, value in known.items() if value}
        return names

    def _row(self, names: list[str], cells: list[Cell]) -> SssomRow:
        if len(cells) != len(names):
            message = f"the row has {len(cells)} cells and the table {len(names)} columns"
            self._report(cells[-1], "ragged-row", message, "look for a tab too many or too few")
        names = names + [f"column_{number}" for number in range(len(names) + 1, len(cells) + 1)]
        slots: dict[str, tuple[str, ...]] = {}
        filled = dict(zip(names, cells, strict=False))
        for name, cell in filled.items():
            if cell.text:
                for slot, values in self._values(name, cell):
                    slots[slot] = slots.get(slot, ()) + values
            elif name in REQUIRED:
                self._report(cell, "missing-slot", f"the row has no {name}", "every mapping needs one")
        for slot, text in self.handed_down.items():
            slots[slot] = self._read(slot, Cell(text, cells[0].line, 1))
        return SssomRow(cells[0].line, slots)

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
        if match and match[1] in self._prefixes:
            text = self._prefixes[match[1]] + match[2]
        elif match and match[1] not in {"urn", "mailto", "orcid"}:
            hint = "declare it in curie_map"
            self._report(
                cell, "unknown-prefix", f"nothing says what {match[1]}: in {text!r} stands for", hint
            )
            return text
        if not is_iri(text):
            self._report(cell, "bad-curie", f"{text!r} is neither a CURIE nor an IRI", "write prefix:name")
        return text

    def _check(self, slot: str, cell: Cell, text: str) -> None:
        """Report a value that limen does not take for its slot."""
        if slot == "predicate_id" and is_iri(text) and f"<{text}>" not in RELATIONS.values():
            hint = f"limen's relations are {', '.join(RELATIONS)}"
            self._report(cell, "unknown-predicate", f"limen knows no relation {text}", hint)
        elif slot == "mapping_justification" and is_iri(text) and f"<{text}>" not in JUSTIFICATIONS.values():
            hint = f"limen's justifications are {', '.join(JUSTIFICATIONS)}"
            self._report(cell, "unknown-justification", f"limen knows no justification {text}", hint)
        elif slot == "predicate_modifier" and text != "Not":
            self._report(cell, "bad-value", f"{text!r} is no modifier", "write Not, or nothing")
        elif slot == "confidence" and not (canonical_decimal(text) and float(text) <= 1):
            self._report(cell, "bad-value", f"{text!r} is no confidence", "write a number from 0 to 1")
        elif slot.endswith("_date") and not date_type(text):
            self._report(cell, "bad-value", f"{text!r} is no date", "write it as 2025-05-22")

    def _report(self, cell: Cell, code: str, message: str, hint: str) -> None:
        place = (cell.line, cell.column)
        self.findings.append(Finding(self._path, *place, Severity.ERROR, code, message, hint))
