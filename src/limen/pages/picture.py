"""Drawings, laid out: what surrounds a thing, and what happened when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from limen.pages.view import Picture, Shape

_ROW = 26.0
_MOST = 8  # neighbours on a side
_LETTERS = 34
_LEFT, _RIGHT, _WIDTH = 268.0, 492.0, 760.0
_AXIS_LEFT, _AXIS_WIDTH, _AXIS_RIGHT = 120.0, 1010.0, 140.0  # the names of the last marks take some
_LETTER = 6.3  # about as wide as a letter of the drawing
_STEP = 15.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a time line: its ISO day and its short name."""

    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """Marks of one sort."""

    title: str
    marks: tuple[Mark, ...]


def cut(text: str, letters: int = _LETTERS) -> str:
    """Shorten a text to so many letters.

    >>> cut("Responsible Scaling Policy", 12)
    'Responsible…'
    """
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def neighbourhood(
    centre: str, before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> Picture:
    """Draw a thing with what points to it on the left, and what it points to on the right.

    Each neighbour is the relation and its name; of many the first are drawn.
    """
    left, right = _shortened(before), _shortened(after)
    height = max(len(left), len(right), 1) * _ROW * 1.35 + 24
    middle = height / 2
    shapes = [
        *_side(left, _LEFT - 12, _WIDTH / 2, middle, "end"),
        *_side(right, _RIGHT + 12, _WIDTH / 2, middle, "start"),
        Shape("dot", _WIDTH / 2, middle, 7, style="centre"),
        Shape("words", _WIDTH / 2, middle - 16, text=cut(centre, 28), anchor="middle", style="centre"),
    ]
    told = f"{len(before)} things point to {centre}, and it points to {len(after)}"
    return Picture("_picture", f"What surrounds {centre}", f"{told}.", _WIDTH, height, tuple(shapes))


def _shortened(side: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    if len(side) <= _MOST:
        return list(side)
    return [*side[: _MOST - 1], ("", f"and {len(side) - _MOST + 1} more")]


def _side(
    side: Sequence[tuple[str, str]], x: float, centre: float, middle: float, anchor: str
) -> Iterator[Shape]:
    step = _ROW * 1.35
    top = middle - (len(side) - 1) * step / 2
    edge = x + (6 if anchor == "end" else -6)
    for number, (relation, name) in enumerate(side):
        y = top + number * step
        yield Shape("line", edge, y, centre, middle)
        yield Shape("dot", edge, y, 3)
        yield Shape("words", x, y + 4, text=cut(name), anchor=anchor)
        yield Shape("words", x, y + 16, text=cut(relation, 40), anchor=anchor, style="small")


def axis(title: str, lanes: Sequence[Lane]) -> Picture:
    """Draw lanes of marks over one axis of time; marks that would meet stand below each other."""
    days = sorted(mark.day for lane in lanes for mark in lane.marks)
    first, last = (int(days[0][:4]), int(days[-1][:4]) + 1) if days else (2000, 2001)
    shapes: list[Shape] = []
    y = 34.0
    for lane in lanes:
        placed, rows = _placed(lane.marks, first, last)
        shapes.append(Shape("words", 0, y + 4, text=lane.title, style="head"))
        for x, row, mark in placed:
            shapes.append(Shape("dot", x, y + row * _STEP, 3))
            shapes.append(Shape("words", x + 6, y + row * _STEP + 3.5, text=cut(mark.text), style="mark"))
        y += rows * _STEP + 12
        shapes.append(Shape("line", 0, y - 12, _AXIS_LEFT + _AXIS_WIDTH + _AXIS_RIGHT, y - 12, style="rule"))
    years = tuple(_years(first, last, y))
    width = _AXIS_LEFT + _AXIS_WIDTH + _AXIS_RIGHT
    told = (
        f"{sum(len(lane.marks) for lane in lanes)} events from {first} to {last - 1}; the table names each."
    )
    return Picture("_axis", title, told, width, y, (*years, *shapes))


def _years(first: int, last: int, height: float) -> Iterator[Shape]:
    for year in range(first, last + 1):
        x = _x(f"{year}-01-01", first, last)
        yield Shape("line", x, 18, x, height, style="rule")
        if year < last:
            yield Shape("words", x + 4, 13, text=str(year), style="small")


def _x(day: str, first: int, last: int) -> float:
    start, end = date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal()
    then = date.fromisoformat(day).toordinal()
    return round(_AXIS_LEFT + (then - start) / (end - start) * _AXIS_WIDTH, 1)


def _placed(marks: Sequence[Mark], first: int, last: int) -> tuple[list[tuple[float, int, Mark]], int]:
    """Give each mark the first row in which its words meet no others."""
    ends: list[float] = []
    placed = []
    for mark in sorted(marks, key=lambda mark: (mark.day, mark.text)):
        x = _x(mark.day, first, last)
        row = next((number for number, end in enumerate(ends) if end < x - 4), len(ends))
        end = x + 10 + min(len(mark.text), _LETTERS) * _LETTER
        ends[row:] = [end] if row == len(ends) else [end, *ends[row + 1 :]]
        placed.append((x, row, mark))
    return placed, max(len(ends), 1)
