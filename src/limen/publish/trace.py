"""Line by line, what became of a file: the statements a line gave, or that it is a note, or structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from limen.files import read_file
from limen.model.body import Aspect
from limen.model.entry import Dialect, Entry
from limen.model.node import Node, Scalar, Sequence
from limen.parse.text import split_front_matter
from limen.publish.registry import Registry
from limen.term import Statement
from limen.vocab import RDF, SKOS

_JSON_FRAME = re.compile(r'\s*(?:"[^"]*"\s*:\s*)?[\[\]{},\s]*')
_YAML_FRAME = re.compile(r"\s*#")


@dataclass(frozen=True)
class TraceLine:
    """One line of a file and what it became; `lost` lines became nothing."""

    path: str
    number: int
    text: str
    statements: tuple[Statement, ...]
    is_note: bool
    is_structure: bool

    @property
    def is_lost(self) -> bool:
        """Whether the line says something that did not reach the data."""
        return not (self.statements or self.is_structure)

    @property
    def word(self) -> str:
        """What became of the line, in one word."""
        if self.is_lost:
            return "lost"
        return "note" if self.is_note else "structure" if self.is_structure else "statements"


def trace_registry(registry: Registry) -> Iterator[TraceLine]:
    """Trace every line that is not blank of every entry that could be read."""
    for found in registry.found:
        entry = registry.entry(found.path)
        if entry is not None:
            text = read_file(found.file).decode()
            yield from trace_entry(entry, text, tuple(registry.statements(entry)), found.shown)


def trace_entry(
    entry: Entry, text: str, statements: tuple[Statement, ...], shown: str
) -> Iterator[TraceLine]:
    """Trace the lines of one entry."""
    by_line: dict[int, list[Statement]] = {}
    for statement in statements:
        by_line.setdefault(statement.line, []).append(statement)
    for remark in entry.body.remarks:  # a remark may run on over several lines
        for number in range(remark.first_line + 1, remark.last_line + 1):
            known = by_line.setdefault(number, [])
            known += [each for each in by_line.get(remark.first_line, ()) if each not in known]
    noted = {
        number
        for remark in entry.body.remarks
        if remark.aspect is Aspect.NOTE
        for number in range(remark.first_line, remark.last_line + 1)
    }
    begun = _begun(entry.path, text)
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.strip():
            is_frame = _is_frame(entry, line, number in begun)
            begins = number if is_frame else begun.get(number, number)
            given = tuple(by_line.get(begins, ()))
            is_structure = is_frame or begins in entry.structure
            yield TraceLine(shown, number, line, given, number in noted, is_structure)


def _begun(path: str, text: str) -> dict[int, int]:
    """For each line of the front matter, the line where the value begins that goes on there."""
    matter, _ = split_front_matter(path, text)
    if matter.yaml is None:
        return {}
    starts = _starts(matter.yaml)
    first, last = matter.fences
    begun: dict[int, int] = {}
    for number in range(first + 1, last):
        begun[number] = number if number in starts else begun.get(number - 1, number)
    return begun


def _starts(node: Node) -> set[int]:
    """The lines where a key or a value begins."""
    if isinstance(node, Scalar):
        return {node.line}
    if isinstance(node, Sequence):
        return {node.line}.union(*map(_starts, node.items))
    return {node.line}.union(*({key.line} | _starts(value) for key, value in node.entries))


def _is_frame(entry: Entry, line: str, is_yaml: bool) -> bool:
    """Say whether a line of YAML or JSON only gives the values around it their place."""
    if entry.dialect is Dialect.TREE:
        return _JSON_FRAME.fullmatch(line) is not None
    return is_yaml and _YAML_FRAME.match(line) is not None


def worth_showing(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements that carry what a line says, without those that only give a node its kind."""
    told = tuple(each for each in statements if each.predicate not in {RDF.type, SKOS.inScheme})
    return told or statements
