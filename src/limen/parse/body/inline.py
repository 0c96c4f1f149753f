"""Inline Markdown taken off: what a reader sees of a piece of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

#: Longer paragraphs, list items and rows are kept as text: some marks take ages to pair in a long text.
LONGEST_TEXT = 20_000
_MOST_BRACKETS = 2_000

#: CommonMark with tables; inline marks are parsed only where `plain_lines` asks for it.
MARKDOWN = MarkdownIt("commonmark").enable("table").disable("inline")

_MARKS = re.compile(r"[*_`\[\]<>&\\!]")
_BREAKS = frozenset({"softbreak", "hardbreak"})
_OPENING, _CLOSING = frozenset({"link_open", "em_open"}), frozenset({"link_close", "em_close"})


def plain_text(raw: str) -> str:
    """Take bold, code and link marks off a text, and join its lines.

    Text that is nothing but marks is kept as it was written.

    >>> plain_text("**ASL-3** - see [the *policy*](https://example.org), `AT&amp;T` &amp; co")
    'ASL-3 - see the policy, AT&amp;T & co'
    """
    return one_line(plain_lines(raw)) or one_line(raw)


def plain_lines(raw: str) -> str:
    r"""Take inline marks off a text and keep its line breaks.

    >>> plain_lines("one **two\nthree**")
    'one two\nthree'
    """
    if not _MARKS.search(raw):
        return raw
    return "".join("\n" if token.type in _BREAKS else token.content for token in _tokens(raw))


@lru_cache(maxsize=64)
def marked_words(raw: str) -> Mapping[str, str]:
    """Give the words that are linked or emphasised, each with the address it links to, if any.

    >>> marked_words("See [the *Rules*](https://example.org), *Other Rules* and **more**")
    {'Rules': '', 'the Rules': 'https://example.org', 'Other Rules': ''}
    """
    found: dict[str, str] = {}
    marks: list[tuple[str, list[str]]] = []
    for token in _tokens(raw) if _MARKS.search(raw) else ():
        if token.type in _OPENING:
            marks.append((str(token.attrs.get("href", "")), []))
        elif token.type in _CLOSING:
            address, pieces = marks.pop()
            words = one_line("".join(pieces))
            found[words] = address or found.get(words, "")
        else:
            for _, pieces in marks:
                pieces.append(" " if token.type in _BREAKS else token.content)
    return found


def _tokens(raw: str) -> list[Token]:
    """Parse inline marks, unless there is more than anybody writes; then they are part of the text."""
    if len(raw) > LONGEST_TEXT or raw.count("[") > _MOST_BRACKETS:
        return [Token("text", "", 0, content=raw)]
    tokens: list[Token] = []
    MARKDOWN.inline.parse(raw, MARKDOWN, {}, tokens)
    return tokens


def one_line(text: str) -> str:
    r"""Join the lines of a text with single spaces.

    >>> one_line(" a \n b ")
    'a b'
    """
    return " ".join(text.split())
