"""What a remark points to: the words, the address they link to, and whether they name a document."""

from __future__ import annotations

import re
from typing import NamedTuple

from limen.model.value import is_address
from limen.parse.body.inline import marked_words

_QUOTED = re.compile(r"[\"“«](?P<words>[^\"“”«»]+)[\"”»]")
_FEWEST_TITLE_WORDS = 4
#: What titles have and names of concepts do not: a subject with a capital after a preposition.
_SUBJECT = re.compile(r".+ (?:on|about|towards?|of the|for the|to the) (?:the |an? )?[A-Z].*")
#: A name that ends in a kind of document is the name of one; a short name may follow in brackets.
_KIND = re.compile(
    r"\b(?:polic(?:y|ies)|reports?|(?:white)?papers?|articles?|essays?|\w*books?|guides?|guidelines?|manuals?"
    r"|standards?|specifications?|charter|act|regulation|directive|card|statement)(?: \([^)]*\))?",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r"\s+[-–—]\s+")
_AFTER_TITLE = re.compile(r"\s*(?:[-–—:,(]|\Z)")
_CAPITAL = re.compile(r"[A-Z]")
_BEFORE_NAME = re.compile(r"[\W\d]*")


class Written(NamedTuple):
    """A piece of Markdown as it stands in the file: its lines, and the column at which each begins."""

    raw: str
    lines: tuple[str, ...]
    columns: tuple[int, ...]
    first_line: int


class Target(NamedTuple):
    """What a remark points to."""

    words: str
    address: str = ""
    is_document: bool = False


def read_target(words: str, raw: str) -> Target:
    """Read a pointer to a document or concept; `raw` is the Markdown that the words stand in.

    A document is what is linked, emphasised or quoted as titles are, what is
    worded as a title, and what is called by a kind of document.

    >>> read_target("Rules", "- [Rules](https://a.org/r) for all")
    Target(words='Rules', address='https://a.org/r', is_document=True)
    >>> read_target("Ada Doe on the Art of Safety", "").is_document, read_target("Evals", "").is_document
    (True, False)
    """
    quoted = _QUOTED.fullmatch(words)
    bare = quoted["words"] if quoted else words
    marked = marked_words(raw)
    address = marked.get(bare, "")
    is_titled = bare.count(" ") + 1 >= _FEWEST_TITLE_WORDS and _SUBJECT.fullmatch(bare) is not None
    last = list(_KIND.finditer(bare))[-1:]
    is_document = bool(
        quoted or bare in marked or is_titled or any(match.end() == len(bare) for match in last)
    )
    return Target(bare, address if is_address(address) else "", is_document)


def words_place(words: str, written: Written, line: int, column: int) -> tuple[int, int]:
    r"""Find the line and column of words, from a place on; that place where marks stand between them.

    >>> words_place("New Rules", Written("", ("See the", "*New Rules*."), (3, 3), 7), 7, 3)
    (8, 4)
    """
    for sought in (words, words.partition(" ")[0]):
        skipped = column
        for number in range(line, written.first_line + len(written.columns)):
            begin = written.columns[number - written.first_line]
            at = written.lines[number - written.first_line].find(sought, max(skipped - begin, 0))
            if at >= 0:
                return number, begin + at
            skipped = 0
    return line, column


def split_reference(text: str, raw: str) -> tuple[str, str]:
    """Split a reference, marks taken off, into what it names and what it says of that.

    >>> split_reference("Rules - the old ones", ""), split_reference("Rules: old", "[Rules](https://a.org): old")
    (('Rules', 'the old ones'), ('Rules', 'old'))
    """
    marked = next((words for words in marked_words(raw) if words and text.startswith(words)), "")
    if marked and _AFTER_TITLE.match(text, len(marked)):
        return marked, text[len(marked) :].lstrip(" -–—:,")
    title, *rest = _TITLE_END.split(text, 1)
    return title, "".join(rest)


def is_name(words: str) -> bool:
    """Say whether words may name something, as against going on with the sentence.

    >>> is_name("Scaling Rules"), is_name("advisory/a.org"), is_name("how it works")
    (True, True, False)
    """
    name = _BEFORE_NAME.sub("", words, count=1) or words[-1:]
    return _CAPITAL.match(name) is not None or name.split() == [name]
