"""Items by name: which words of a text, and which first cells of a table, name an item."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from limen.identifier import is_match
from limen.parse.body.aspect_words import ITEM_HEAD, LEVEL_HEAD, TIME_HEAD
from limen.parse.body.inline import plain_text
from limen.parse.body.markdown import Table
from limen.parse.body.scope import SourceScope

_DIGIT = re.compile(r"\d")
_NOT_BLANK = re.compile(r"\S{1,64}")
_ID_LIKE = re.compile(r"[^\W_][\w.:()/&+-]{0,63}")
_BETWEEN_WORDS = re.compile(r"[\s,;“”\"'’`*—–]+")
_LONGEST_ID = 64
_LONGEST_NAME = 300


def matches_pattern(item: str, patterns: Iterable[str]) -> bool:
    """Say whether a whole id fits one of a source's patterns; a broken pattern fits nothing.

    >>> matches_pattern("ASL-3", ["(", "^ASL-[1-4]$"]), matches_pattern("ASL-4+", ["^ASL-[1-4]$"])
    (True, False)
    """
    return len(item) <= _LONGEST_ID and any(is_match(_whole(pattern), item) for pattern in patterns)


def _whole(pattern: str) -> str:
    """Anchor a pattern at both ends; a leading `(?i)` stays in front."""
    folding = "(?i)" if pattern.startswith("(?i)") else ""
    return f"{folding}^(?:{pattern.removeprefix(folding)})$"


def named_item(text: str, owner: SourceScope, *items: Container[str]) -> str:
    """Find the one item that a text names; empty where it names none or several.

    A text that is an id names it; within a text only ids with a digit in them
    count, because others are everyday words.

    >>> from limen.identifier import Identifier
    >>> source = SourceScope(Identifier("weakness", "a.org", "asl"), known_items=frozenset({"ASL-2", "ASL-3"}))
    >>> named_item("ASL-3 requirements include:", source)
    'ASL-3'
    >>> named_item("between ASL-2 and ASL-3", source)
    ''
    """
    text = text[:_LONGEST_NAME]
    known = (owner.known_items, *items)
    if any(text in each for each in known):
        return text
    found = {
        word
        for word in _candidate_words(text)
        if any(word in each for each in known) or _fits_pattern(word, owner)
    }
    return found.pop() if len(found) == 1 else ""


def _candidate_words(text: str) -> Iterable[str]:
    for word in filter(_DIGIT.search, _BETWEEN_WORDS.split(text)):
        yield word
        yield word.strip(".:()[]")


def _fits_pattern(word: str, owner: SourceScope) -> bool:
    return any(char.isalpha() for char in word) and matches_pattern(word, owner.item_patterns)


def item_rows(table: Table, owner: SourceScope) -> tuple[str, ...]:
    r"""Give each row's item id, empty for rows that name none; no ids unless most rows have one.

    >>> from limen.identifier import Identifier
    >>> from limen.parse.body.markdown import read_blocks
    >>> source = SourceScope(Identifier("weakness", "a.org", "asl"), ("ASL-[1-4]",))
    >>> table, = read_blocks("|Level|Asks|\n|-|-|\n|**ASL-4**|a|\n|ASL-4+|b|", 1)
    >>> item_rows(table, source)
    ('ASL-4', 'ASL-4+')
    """
    cells = tuple(plain_text(row.cells[0].raw) for row in table.rows)
    head = plain_text(table.head.cells[0].raw)
    if TIME_HEAD.search(head):
        return ("",) * len(cells)
    heads_items = ITEM_HEAD.fullmatch(head) is not None
    sure = {cell for cell in cells if _is_known(cell, owner, heads_items)}
    shapes = {_shape(item) for item in sure}
    known = _shapes(owner.known_items)
    rows = tuple(
        cell if cell in sure or (shape := _shape(cell)) in shapes or shape in known else "" for cell in cells
    )
    if 2 * sum(map(bool, rows)) >= len(rows) and any(rows):
        return rows
    scale = heads_items and not owner.item_patterns and all(_is_identifier(cell, head) for cell in cells)
    return cells if scale else ("",) * len(cells)


def _is_known(cell: str, owner: SourceScope, heads_items: bool) -> bool:
    if cell in owner.known_items:
        return True
    is_code = heads_items or _is_code_like(cell)
    return is_code and matches_pattern(cell, owner.item_patterns)


def _is_identifier(cell: str, head: str) -> bool:
    """Say whether a cell is one word and, unless it is a level, looks like a code."""
    is_everyday = (cell.islower() or cell.istitle()) and not _is_code_like(cell)
    return _ID_LIKE.fullmatch(cell) is not None and (not is_everyday or LEVEL_HEAD.search(head) is not None)


def _is_code_like(word: str) -> bool:
    return _NOT_BLANK.fullmatch(word) is not None and _DIGIT.search(word) is not None


@lru_cache(maxsize=64)
def _shapes(items: frozenset[str]) -> frozenset[str]:
    """The shapes of a source's items, which each of its tables asks for."""
    return frozenset(map(_shape, items))


def _shape(item: str) -> str:
    if not _is_code_like(item):
        return item
    return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "9", item.removesuffix("+"))))
