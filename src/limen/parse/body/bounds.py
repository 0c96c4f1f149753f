"""How long what is read may be: longer pieces are kept as text, so that no body takes ages to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from limen.parse.body.inline import LONGEST_TEXT, one_line
from limen.parse.body.markdown import Block, Bullet, Heading, Paragraph, Table, Text
from limen.parse.body.rows import Row

#: What is said again with each of many remarks: a heading, a table's heads, and a row's first cell.
_LONGEST_NAME = 1_000
_MOST_COLUMNS = 100


def bounded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give every block as it is, or as text where it is too long to be read.

    >>> [block] = bounded([Paragraph("so " * 9000, (1,), 7, 7)])
    >>> block.first_line, block.why_kept
    (7, 'it is longer than 20,000 characters')
    """
    for block in blocks:
        if isinstance(block, Table):
            yield from _bounded_table(block)
        elif isinstance(block, Heading) and len(block.words) > _LONGEST_NAME:
            yield _kept(block.words, block, _LONGEST_NAME)
        elif isinstance(block, Paragraph | Bullet) and len(block.raw) > LONGEST_TEXT:
            yield _kept(block.raw, block, LONGEST_TEXT)
        else:
            yield block


def _bounded_table(table: Table) -> Iterator[Block]:
    """Keep the rows apart that are too long, or all of a table whose head is."""
    if _is_long(table.head, _LONGEST_NAME) or len(table.head.cells) > _MOST_COLUMNS:
        raw = "\n".join(map(_raw, (table.head, *table.rows)))
        why = f"its head is longer than {_LONGEST_NAME:,} characters or {_MOST_COLUMNS} columns"
        yield Text(raw, table.first_line, table.last_line, why)
        return
    yield replace(table, rows=tuple(row for row in table.rows if not _is_long(row, LONGEST_TEXT)))
    for row in filter(lambda row: _is_long(row, LONGEST_TEXT), table.rows):
        why = f"it is longer than {LONGEST_TEXT:,} characters, or its first cell than {_LONGEST_NAME:,}"
        yield Text(_raw(row), row.line, row.line, why)


def _is_long(row: Row, most: int) -> bool:
    return row.end > most or len(row.cells[0].raw) > _LONGEST_NAME


def _raw(row: Row) -> str:
    return " | ".join(cell.raw for cell in row.cells)


def _kept(raw: str, block: Heading | Paragraph | Bullet, most: int) -> Text:
    why = f"it is longer than {most:,} characters"
    return Text(one_line(raw), block.first_line, block.last_line, why)
