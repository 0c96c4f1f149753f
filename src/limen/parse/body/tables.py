"""Tables: items with what their columns say of them, relations, uses, and rows kept as notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limen.errors import Finding, Severity
from limen.identifier import Identifier
from limen.model.body import Aspect, BodyItem, Remark
from limen.parse.body.aspect_words import LEVEL_HEAD, USE_HEAD, name_aspect
from limen.parse.body.dates import Times, is_prediction, read_times
from limen.parse.body.inline import plain_text
from limen.parse.body.items import item_rows, matches_pattern
from limen.parse.body.markdown import Table
from limen.parse.body.place import Place
from limen.parse.body.rows import Cell, Row

Piece = BodyItem | Remark | Finding

_ORDER = re.compile(r"(\d{1,9})(\+?)\Z")


def read_table(table: Table, place: Place, may_hold_items: bool) -> Iterator[Piece]:
    """Read a table row by row; every row that holds text gives an item or a remark."""
    heads = tuple(plain_text(cell.raw) for cell in table.head.cells)
    items = item_rows(table, place.owner) if may_hold_items and not _is_relation(heads) else ()
    for index, row in enumerate(table.rows):
        if len(row.cells) != len(heads):
            yield _ragged(row, len(heads), place.path)
        if items and items[index]:
            yield from _item_row(items[index], row, heads, place)
        else:
            yield from _plain_row(row, heads, place)


def empty_rows(table: Table) -> Iterator[int]:
    """Give the lines of the rows that hold no text at all."""
    return (row.line for row in table.rows if not any(cell.raw for cell in row.cells))


def _is_relation(heads: tuple[str, ...]) -> bool:
    return any(name_aspect(head) is Aspect.RELATION for head in heads[1:])


def _ragged(row: Row, width: int, path: str) -> Finding:
    count = len(row.cells)
    column = row.cells[width].column if count > width else row.end
    message = f"this row has {count} cells, the table's head has {width}"
    hint = "give every row as many cells as the head; write a pipe within a cell as \\|"
    return Finding(path, row.line, column, Severity.ERROR, "table-row-ragged", message, hint)


def _item_row(item: str, row: Row, heads: tuple[str, ...], place: Place) -> Iterator[Piece]:
    identifier = place.owner.identifier.item(item)
    outside = _is_outside(item, place)
    if outside:
        yield _outside(item, row, place)
    order = _ORDER.search(item) if LEVEL_HEAD.search(heads[0]) else None
    cells = tuple(_headed_cells(row, heads))
    labels = (plain_text(cell.raw) for head, cell in cells if name_aspect(head) is Aspect.LABEL)
    yield BodyItem(
        identifier=identifier,
        label=next(labels, item),
        line=row.line,
        column=row.cells[0].column,
        order=int(order[1]) if order else 0,
        open_ended=order is not None and order[2] == "+",
        outside_pattern=outside,
    )
    for head, cell in cells:
        aspect = name_aspect(head)
        aspect = Aspect.FEATURE if aspect is Aspect.NOTE else aspect
        yield _cell_remark(cell, row, head, place, about=identifier, aspect=aspect)


def _is_outside(item: str, place: Place) -> bool:
    patterns = place.owner.item_patterns
    return bool(patterns) and item not in place.owner.known_items and not matches_pattern(item, patterns)


def _outside(item: str, row: Row, place: Place) -> Finding:
    message = f"{item!r} does not match any item pattern of {place.owner.identifier.name!r}"
    hint = "mend the id, or widen the source's pattern"
    column = row.cells[0].column
    return Finding(place.path, row.line, column, Severity.WARNING, "item-outside-pattern", message, hint)


def _plain_row(row: Row, heads: tuple[str, ...], place: Place) -> Iterator[Remark]:
    first = row.cells[0]
    is_use = len(heads) == 2 and USE_HEAD.fullmatch(heads[0]) is not None
    cells = tuple(_headed_cells(row, heads)) or ((heads[0], first),) * bool(first.raw)
    for head, cell in cells:
        if cell is not first and name_aspect(head) is Aspect.RELATION:
            aspect = Aspect.RELATION
        else:
            aspect = Aspect.USE if is_use else Aspect.NOTE
        yield _cell_remark(cell, row, head, place, about=place.about, aspect=aspect)


def _headed_cells(row: Row, heads: tuple[str, ...]) -> Iterator[tuple[str, Cell]]:
    """Pair the cells after the first that hold text with their heads; there is none over an extra cell."""
    for index, cell in enumerate(row.cells[1:], 1):
        if cell.raw:
            yield heads[index] if index < len(heads) else "", cell


def _cell_remark(
    cell: Cell, row: Row, head: str, place: Place, *, about: Identifier, aspect: Aspect
) -> Remark:
    text = plain_text(cell.raw)
    label = plain_text(row.cells[0].raw) if row.cells[0].raw else ""
    times = read_times(text)
    if times.stated == text:  # a day as a value, not the time of a statement
        times = Times()
    points = aspect is Aspect.RELATION
    return Remark(
        key=place.key(label or text, head),
        about=about,
        aspect=aspect,
        text=text,
        first_line=row.line,
        last_line=row.line,
        column=cell.column,
        label=label,
        heading=place.heading,
        head=head,
        stated=times.stated,
        valid_from=times.valid_from,
        valid_through=times.valid_through,
        predicted=bool(times.stated) and is_prediction(text),
        target=label if points else "",
        target_line=row.line if points else 0,
        target_column=row.cells[0].column if points else 0,
    )
