"""Paragraphs cut into sentences, each with its lines and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from limen.parse.body.inline import one_line, plain_lines
from limen.parse.body.markdown import Paragraph

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9])")
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|approx|incl|resp|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|Fig|Sec|Art|Vol)"
    r"|(?:^|[\s(])[A-Z])\.\Z"
)
_LINE_END = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, marks taken off, and where it stands; several may share a line."""

    text: str
    first_line: int
    last_line: int
    column: int


def split_sentences(paragraph: Paragraph) -> tuple[Sentence, ...]:
    r"""Cut a paragraph into sentences.

    Abbreviations, initials and numbers do not end one.

    >>> words = Paragraph("Use e.g. version 2.2. It is **new**.\nSo is J. Doe's.", (1, 1), 7, 8)
    >>> [(one.text, one.first_line, one.column) for one in split_sentences(words)]
    [('Use e.g. version 2.2.', 7, 1), ('It is new.', 7, 23), ("So is J. Doe's.", 8, 1)]
    """
    plain = plain_lines(paragraph.raw)
    starts = [0, *(match.end() for match in _LINE_END.finditer(plain))]
    raw_lines = paragraph.raw.split("\n")
    if len(starts) != len(raw_lines):  # code or a link spans lines
        starts, raw_lines = [0], []
    spans = (_trimmed(plain, start, end) for start, end in _spans(plain))
    found = [_located(plain, span, starts, raw_lines, paragraph) for span in spans if span[0] < span[1]]
    return tuple(_joined(found, paragraph)) or _whole(paragraph)


def _joined(found: Sequence[Sentence], paragraph: Paragraph) -> Iterator[Sentence]:
    """Give lines that show no text, such as an image's, to the sentence before them, or to the first."""
    follows = [*(sentence.first_line - 1 for sentence in found[1:]), paragraph.last_line]
    for index, (sentence, last) in enumerate(zip(found, follows, strict=False)):
        joined = replace(sentence, last_line=max(sentence.last_line, last))
        if not index and sentence.first_line > paragraph.first_line:
            joined = replace(joined, first_line=paragraph.first_line, column=paragraph.columns[0])
        yield joined


def _whole(paragraph: Paragraph) -> tuple[Sentence, ...]:
    text = one_line(paragraph.raw)
    return (Sentence(text, paragraph.first_line, paragraph.last_line, paragraph.columns[0]),) if text else ()


def _spans(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(plain):
        if not _NO_END.search(plain[max(start, match.end() - 20) : match.end()]):
            yield start, match.end()
            start = match.end()
    yield start, len(plain)


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    piece = plain[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _located(
    plain: str, span: tuple[int, int], starts: list[int], raw_lines: list[str], paragraph: Paragraph
) -> Sentence:
    """Find a sentence's lines, and its column by its first word: marks only ever move words right."""
    text = one_line(plain[span[0] : span[1]])
    if not raw_lines:
        return Sentence(text, paragraph.first_line, paragraph.last_line, paragraph.columns[0])
    first, last = (bisect_right(starts, offset) - 1 for offset in (span[0], span[1] - 1))
    offset = span[0] - starts[first]
    place = raw_lines[first].find(text.partition(" ")[0], offset)
    column = paragraph.columns[min(first, len(paragraph.columns) - 1)] + max(place, offset)
    line = paragraph.first_line
    return Sentence(text, line + first, min(line + last, paragraph.last_line), column)
