"""A table row split into cells with their columns.

markdown-it gives no columns, pads short rows and cuts long ones in silence,
so the source line itself is split here.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from itertools import pairwise

_PIPE = re.compile(r"\\.|\|")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, marks kept, and the column of its first character."""

    raw: str
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """A table row and its file line."""

    cells: tuple[Cell, ...]
    line: int
    end: int  # the column just after the row's last character


def read_row(source: str, line: int, width: int = 0) -> Row:
    r"""Split a row at its pipes, not at `\|`, and not within code where that fits the width better.

    GitHub splits within code too (GFM section 4.10); what the author meant is seen from the head.

    >>> [(cell.raw, cell.column) for cell in read_row(r"| **a** | b\|c |", 1).cells]
    [('**a**', 3), ('b|c', 11)]
    >>> [cell.raw for cell in read_row("| `a|b` | c |", 1, width=2).cells]
    ['`a|b`', 'c']
    """
    end = len(source.rstrip())
    pipes = [match.start() for match in _PIPE.finditer(source) if match[0] == "|"]
    cells = _split(source, end, pipes)
    if width and len(cells) != width:
        code = _code_spans(source)
        firsts = [first for first, _ in code]
        outside = [at for at in pipes if not (before := bisect(firsts, at)) or code[before - 1][1] < at]
        cells = _split(source, end, outside)
    return Row(cells, line, end + 1)


def _code_spans(source: str) -> list[tuple[int, int]]:
    """Pair every run of backticks with the next one of the same length."""
    runs = list(_TICKS.finditer(source))
    closing: dict[int, int] = {}
    following: list[int | None] = []
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index][0])
        following.append(closing.get(length))
        closing[length] = index
    following.reverse()
    spans, index = [], 0
    while index < len(runs):
        partner = following[index]
        if partner is not None:
            spans.append((runs[index].start(), runs[partner].start()))
        index = (index if partner is None else partner) + 1
    return spans


def _split(source: str, end: int, pipes: list[int]) -> tuple[Cell, ...]:
    start = len(source) - len(source.lstrip())
    edges = [start - 1, *pipes, end]
    if pipes and pipes[0] == start:
        del edges[0]
    if len(edges) > 2 and edges[-2] == end - 1:
        del edges[-1]
    return tuple(_cell(source, left + 1, right) for left, right in pairwise(edges))


def _cell(source: str, start: int, end: int) -> Cell:
    piece = source[start:end]
    text = piece.strip()
    column = start + piece.index(text) + 1 if text else start + 1
    return Cell(text.replace("\\|", "|"), column)
