"""Text that is safe to print: what a terminal would obey or hide is escaped, and lines are cut to fit."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category, east_asian_width

#: How many cells of a terminal a source line may take.
_WIDEST = 100
_TAB = "    "


def visible(text: str) -> str:
    r"""Escape every character that is not seen: controls, marks of direction, spaces that look like others.

    >>> visible("a\x1b[2Jb\u202e c")
    'a\\x1b[2Jb\\u202e c'
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    return char if char.isprintable() else ascii(char)[1:-1]


def excerpt(line: str, column: int) -> tuple[str, int]:
    r"""Show the part of a line around a column, and say how many cells stand before that column.

    >>> excerpt("\tlabel: 安全", 9)
    ('    label: 安全', 11)
    >>> excerpt("x" * 500 + "here" + "x" * 500, 501)[0][50:56]
    'xherex'
    """
    at = _base(line, column - 1)
    left = [_shown(char) for char in line[max(0, at - _WIDEST) : at]]
    right = [_shown(char) for char in line[at : at + _WIDEST]]
    before = _fitting(reversed(left), max(_WIDEST // 2, _WIDEST - _cells(right)))[::-1]
    after = _fitting(right, _WIDEST - _cells(before))
    lead = ["…"] if len(before) < at else []
    tail = ["…"] if at + len(after) < len(line) else []
    return "".join([*lead, *before, *after, *tail]).rstrip(), _cells([*lead, *before])


def _base(line: str, at: int) -> int:
    """The place of the character that the one at a place is drawn upon; the line's end at most."""
    at = min(at, len(line))
    while 0 < at < len(line) and _cells(line[at]) == 0:
        at -= 1
    return at


def _shown(char: str) -> str:
    return _TAB if char == "\t" else _visible(char)


def _fitting(pieces: Iterable[str], room: int) -> list[str]:
    """Take pieces from the front as long as there is room for them."""
    taken: list[str] = []
    for piece in pieces:
        room -= _cells(piece)
        if room < 0:
            break
        taken.append(piece)
    return taken


def _cells(text: Iterable[str]) -> int:
    """Count the cells that a terminal gives to a text."""
    return sum(_width(char) for piece in text for char in piece)


def _width(char: str) -> int:
    if char.isascii():
        return 1
    if category(char) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1
