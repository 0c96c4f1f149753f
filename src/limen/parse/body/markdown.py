"""Block structure of a Markdown body, each block with its exact lines in the file.

Every line that is not blank belongs to exactly one block: what markdown-it
drops (link definitions, what is nested too deep) is kept as a `Text` block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from limen.parse.body.inline import MARKDOWN, plain_text
from limen.parse.body.rows import Row, read_row

LINE_END = re.compile(r"\r\n?|\n")
_LIST_MARK = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])(?:\s|$)")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_TERMINAL = tuple(".!?:;,…")
_CLOSERS = "\"'”’»)]*_`"
_LONGEST_HEADING = 90
#: Why a line is kept as text that no rule of Markdown accounts for.
NOT_UNDERSTOOD = "its Markdown is not understood"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's words and rank; a plain note's first heading has rank 1, the others 2."""

    words: str
    level: int
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, marks and line breaks kept, with the column at which each line begins."""

    raw: str
    columns: tuple[int, ...]
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Bullet:
    """A list item's own text; `position` counts numbered items, 0 where there is no number."""

    raw: str
    columns: tuple[int, ...]  # at which each line begins
    depth: int
    position: int
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Code:
    """Fenced code; `fences` are the lines that only delimit it."""

    text: str
    fences: frozenset[int]
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head, its delimiter row on the next line, and its rows."""

    head: Row
    rows: tuple[Row, ...]
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Text:
    """Anything else (quotes, HTML, indented code), kept as it is written.

    `why_kept` says why what is no such thing is kept all the same.
    """

    text: str
    first_line: int
    last_line: int
    why_kept: str = ""


Block = Heading | Paragraph | Bullet | Code | Table | Rule | Text


def read_blocks(body: str, first_line: int, plain_note: bool = False) -> tuple[Block, ...]:
    r"""Take a body apart into blocks; `first_line` is the file line of its first line.

    >>> [type(block).__name__ for block in read_blocks("# Title\n\nSome text:\n- one\n", 1)]
    ['Heading', 'Paragraph', 'Bullet']
    """
    lines = LINE_END.split(body)
    if plain_note:
        return _plain_blocks(lines, first_line)
    return _complete(_markdown_blocks(lines, first_line), lines, first_line)


def _complete(blocks: Iterator[Block], lines: Sequence[str], first_line: int) -> tuple[Block, ...]:
    found = list(blocks)
    covered = {line for block in found for line in range(block.first_line, block.last_line + 1)}
    for number, line in enumerate(lines, first_line):
        if line.strip() and number not in covered:
            found.append(Text(line.strip(), number, number, NOT_UNDERSTOOD))
    return tuple(sorted(found, key=lambda block: block.first_line))


def _markdown_blocks(lines: Sequence[str], first_line: int) -> Iterator[Block]:
    """Walk markdown-it's tokens; `numbers` holds the next position of each open list."""
    stream = iter(MARKDOWN.parse("\n".join(lines)))
    numbers: list[int] = []
    fresh = False
    for token in stream:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(int(token.attrs.get("start", 1)) or 1 if token.type == "ordered_list_open" else 0)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
            fresh = False
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "list_item_close":
            fresh = False
            numbers[-1] += 1 if numbers[-1] else 0
        elif token.type == "paragraph_open" and fresh:
            fresh = False
            yield _bullet(next(stream), lines, first_line, numbers)
        elif token.nesting >= 0:
            yield from _leaf(token, stream, lines, first_line)


def _leaf(token: Token, stream: Iterator[Token], lines: Sequence[str], first_line: int) -> Iterator[Block]:
    if token.map is None:
        return
    start, end = token.map[0], _trimmed_end(token.map, lines)
    first, last = first_line + start, first_line + end - 1
    if token.type == "heading_open":
        yield from _heading(token, next(stream), lines, first_line)
    elif token.type == "paragraph_open":
        yield _paragraph(next(stream), lines, first_line)
    elif token.type == "fence":
        yield _code(token, lines[start:end], first, last)
    elif token.type == "table_open" and token.level == 0:
        _skip(token, stream)
        yield _table(lines[start:end], first, last)
    elif token.type in ("table_open", "blockquote_open"):
        _skip(token, stream)
        yield Text(plain_text("\n".join(map(_unquoted, lines[start:end]))), first, last)
    elif token.type == "hr":
        yield Rule(first, last)
    elif token.type in ("html_block", "code_block"):
        yield Text(token.content.strip("\n").rstrip(), first, last)


def _trimmed_end(span: Sequence[int], lines: Sequence[str]) -> int:
    start, end = span
    end = min(end, len(lines))
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return end


def _skip(opening: Token, stream: Iterator[Token]) -> None:
    for token in stream:
        if token.nesting == -1 and token.level == opening.level:
            return


def _unquoted(line: str) -> str:
    return re.sub(r"^[\s>]+", "", line)


def _span(inline: Token, lines: Sequence[str], first_line: int) -> tuple[int, int]:
    """Give a block's first and last file line; markdown-it may have cut odd blanks off its front."""
    assert inline.map is not None  # markdown-it gives every block's inline token its lines
    start, end = inline.map[0], _trimmed_end(inline.map, lines)
    opening = inline.content.partition("\n")[0]
    while start < end - 1 and not lines[start].strip() and opening not in lines[start]:
        start += 1
    return first_line + start, first_line + end - 1


def _columns(raw: str, first: int, lines: Sequence[str], first_line: int) -> tuple[int, ...]:
    pieces = raw.split("\n")
    source = lines[first - first_line : first - first_line + len(pieces)]
    return tuple(max(line.find(piece), 0) + 1 for piece, line in zip(pieces, source, strict=False))


def _paragraph(inline: Token, lines: Sequence[str], first_line: int) -> Paragraph:
    first, last = _span(inline, lines, first_line)
    return Paragraph(inline.content, _columns(inline.content, first, lines, first_line), first, last)


def _bullet(inline: Token, lines: Sequence[str], first_line: int, numbers: Sequence[int]) -> Bullet:
    first, last = _span(inline, lines, first_line)
    columns = _columns(inline.content, first, lines, first_line)
    return Bullet(inline.content, columns, len(numbers), numbers[-1], first, last)


def _heading(token: Token, inline: Token, lines: Sequence[str], first_line: int) -> Iterator[Block]:
    """Read a heading; text over `---` that is plainly a paragraph stays one, with a rule below it."""
    first, last = _span(token, lines, first_line)
    words = plain_text(inline.content) if inline.content else ""
    if token.markup == "-" and words and ("\n" in inline.content or not _is_heading(words)):
        yield _paragraph(inline, lines, first_line)
        yield Rule(last, last)
    else:
        yield Heading(words, int(token.tag[1:]), first, last)


def _code(token: Token, lines: Sequence[str], first: int, last: int) -> Code:
    closing = lines[-1].strip(" \t")
    closed = len(lines) > 1 and not closing.strip(token.markup[0]) and len(closing) >= len(token.markup)
    fences = {first, last} if closed else {first}
    return Code(token.content.rstrip().lstrip("\n"), frozenset(fences), first, last)


def _table(lines: Sequence[str], first: int, last: int) -> Table:
    head = read_row(lines[0], first)
    rows = (read_row(line, number, len(head.cells)) for number, line in enumerate(lines[2:], first + 2))
    return Table(head, tuple(rows), first, last)


def _plain_blocks(lines: Sequence[str], first_line: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for offset, segment in _segments(lines):
        start = first_line + offset
        blocks.extend(_complete(_markdown_blocks(segment, start), segment, start))
    seen_title = False
    for index, block in enumerate(blocks[:-1]):
        if isinstance(block, Paragraph) and _is_heading(words := plain_text(block.raw)):
            blocks[index] = Heading(words, 2 if seen_title else 1, block.first_line, block.last_line)
            seen_title = True
    return tuple(blocks)


def _segments(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Cut a plain note into runs: lists, tables and fenced code hold together, other lines stand alone."""
    run: list[str] = []
    kind = ""
    for offset, line in enumerate(lines):
        before, kind = kind, _line_kind(line, kind)
        if run and (kind != before or kind == "line"):
            yield offset - len(run), run
            run = []
        run.append(line)
        kind = "code end" if before == "code" and _FENCE.match(line) else kind
    if run:
        yield len(lines) - len(run), run


def _line_kind(line: str, before: str) -> str:
    if before == "code" or _FENCE.match(line):
        return "code"
    if _LIST_MARK.match(line) or (before == "list" and line[:1].isspace()):
        return "list"
    return "table" if line.lstrip().startswith("|") else "line"


def _is_heading(words: str) -> bool:
    ending = words.rstrip(_CLOSERS) or "."
    return len(words) <= _LONGEST_HEADING and not ending.endswith(_TERMINAL)
