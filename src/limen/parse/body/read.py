"""A file's Markdown body read as data: items, remarks, and the lines that only give shape.

Nothing is dropped: every line that is not blank lies within a remark, is an
item's row, or is structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from limen.errors import Finding, Severity
from limen.model.body import Body, BodyItem, Remark
from limen.parse.body.bounds import bounded
from limen.parse.body.editions import find_editions
from limen.parse.body.keys import short_keys
from limen.parse.body.markdown import (
    NOT_UNDERSTOOD,
    Block,
    Bullet,
    Code,
    Heading,
    Paragraph,
    Rule,
    Table,
    Text,
    read_blocks,
)
from limen.parse.body.place import Place, Section, find_place, find_sections, holds_items, table_items
from limen.parse.body.prose import LONGEST_LEAD, lead_in, read_bullet, read_code, read_other, read_paragraph
from limen.parse.body.repeats import repeated_items
from limen.parse.body.scope import Scope
from limen.parse.body.tables import Piece, empty_rows, read_table

_LETTER = re.compile(r"[^\W\d_]")


def read_body(path: str, body: str, first_line: int, scope: Scope) -> tuple[Body, tuple[Finding, ...]]:
    r"""Read a body whose first line is `first_line` of the file.

    >>> from limen.identifier import Identifier
    >>> scope = Scope(Identifier("weakness", "a.org"))
    >>> body, findings = read_body("a.md", "# A\n\nIt is as of 2024.\n", 9, scope)
    >>> [(remark.text, remark.first_line, remark.valid_from) for remark in body.remarks]
    [('It is as of 2024.', 11, '2024-01-01')]
    >>> body.structure, findings
    (frozenset({9}), ())
    """
    blocks = tuple(bounded(read_blocks(body, first_line, scope.plain_note)))
    pieces = tuple(_pieces(path, find_editions(find_sections(blocks, scope), scope), scope))
    items = tuple(piece for piece in pieces if isinstance(piece, BodyItem))
    remarks = tuple(short_keys(piece for piece in pieces if isinstance(piece, Remark)))
    structure = frozenset(line for block in blocks for line in _structure(block))
    found = (piece for piece in pieces if isinstance(piece, Finding))
    findings = sorted((*found, *repeated_items(path, items, remarks)))
    return Body(items, remarks, structure), tuple(findings)


def _pieces(path: str, sections: tuple[tuple[Section, Block], ...], scope: Scope) -> Iterator[Piece]:
    """Read block after block; `leads` holds the lead-in of each depth of list."""
    items = table_items(sections, scope)
    places = {
        section: find_place(path, section, scope, items) for section in {section for section, _ in sections}
    }
    leads: list[str] = []
    for section, block in sections:
        place = places[section]
        if isinstance(block, Bullet):
            if block.raw.strip():
                yield read_bullet(block, place, leads[min(block.depth, len(leads)) - 1] if leads else "")
            leads = _nested_leads(leads, block)
            continue
        leads = [lead_in(block)] if isinstance(block, Paragraph) else []
        yield from _block_pieces(block, place, holds_items(section, scope))


def _nested_leads(leads: list[str], bullet: Bullet) -> list[str]:
    """A list item that ends in a colon leads in to the list within it."""
    outer = leads[: bullet.depth] or [""]
    text = bullet.raw.rstrip() if len(bullet.raw) <= LONGEST_LEAD else ""
    return [*outer, text] if text.endswith(":") else outer


def _block_pieces(block: Block, place: Place, may_hold_items: bool) -> Iterable[Piece]:
    if isinstance(block, Table):
        return read_table(block, place, may_hold_items)
    if isinstance(block, Paragraph):
        return read_paragraph(block, place)
    if isinstance(block, Code):
        return read_code(block, place)
    if isinstance(block, Text) and not _is_bare_mark(block):
        return _text_pieces(block, place)
    return ()


def _text_pieces(block: Text, place: Place) -> Iterator[Piece]:
    yield read_other(block, place)
    if block.why_kept:
        message = f"this is kept as text, because {block.why_kept}"
        hint = "write it as a sentence, a list or a table"
        if block.why_kept != NOT_UNDERSTOOD:
            hint = "cut it into shorter ones"
        yield Finding(place.path, block.first_line, 1, Severity.NOTE, "kept-as-text", message, hint)


def _is_bare_mark(block: Text) -> bool:
    return not block.text.strip() or (block.why_kept == NOT_UNDERSTOOD and _LETTER.search(block.text) is None)


def _structure(block: Block) -> Iterable[int]:
    if isinstance(block, Heading | Rule):
        return range(block.first_line, block.last_line + 1)
    if isinstance(block, Table):
        return (block.first_line, block.first_line + 1, *empty_rows(block))
    if isinstance(block, Code):
        blank = () if block.text.strip() else range(block.first_line, block.last_line + 1)
        return (*block.fences, *blank)
    if (isinstance(block, Text) and _is_bare_mark(block)) or (
        isinstance(block, Bullet) and not block.raw.strip()
    ):
        return range(block.first_line, block.last_line + 1)
    return ()
