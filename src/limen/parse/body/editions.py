"""Editions: which version of its source a heading puts the items below it under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from limen.identifier import Identifier
from limen.parse.body.items import item_rows
from limen.parse.body.markdown import Block, Heading, Table
from limen.parse.body.place import Section, holds_items, section_owner
from limen.parse.body.scope import Scope

_MARK = re.compile(r"\b(?:(rev)(?:ision)?|v|ver|version|release|edition)\.?\s*(?=\d)", re.IGNORECASE)
# "4.1 Scope" is the heading of a part, "4.1 edition" is not.
_PART_NUMBER = re.compile(
    r"\A\d+(?:\.\d+)+\.?\s+(?!(?:edition|version|release|revision|and|or|to)\b)(?=[^\W\d_])", re.IGNORECASE
)
_PLAIN = re.compile(r"(?:19|20)\d\d|\d+(?:\.\d+)+|(?:v|rev)\d+")
_COUNT = re.compile(r"\d{1,3}")
_AROUND = "()[]{}.,:;!?\"'“”‘’*_`"
#: Before a version that the text is not of, before a part of a document, and before the year of a date.
_OF_SOMETHING_ELSE = re.compile(
    r"from|since|before|after|until|than|to|by|versus|vs"
    r"|section|chapter|part|clause|article|annex|appendix|table|figure|step|level"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)(?:[a-z]{3,6})?",
    re.IGNORECASE,
)


def named_version(words: str, versions: Iterable[str]) -> str:
    """Give the one version that a heading names; empty where it names none or several.

    A mark such as `v` may be there or not; a bare count, as in "Top 10", is no version.

    >>> named_version("2025 edition (v2.0, current)", ["2.0", "1.0"])
    '2.0'
    >>> named_version("Controls, Rev. 5", ["rev5"]), named_version("The 5 controls", ["5"])
    ('rev5', '')
    >>> named_version("From 1.0 to 2.0", ["2.0", "1.0"]), named_version("1.0 and 2.0", ["2.0", "1.0"])
    ('', '')
    """
    return _named(words, _by_writing(versions))


def _by_writing(versions: Iterable[str]) -> dict[str, str]:
    return {_written(version): version for version in versions}


def _named(words: str, known: Mapping[str, str]) -> str:
    found = {known[token] for token in _tokens(words) if token in known}
    return found.pop() if len(found) == 1 else ""


def plain_version(words: str) -> str:
    """Give the one version that a heading names by its form alone: a year, a dotted or a marked number.

    >>> plain_version("Top 10 2021"), plain_version("Version 3"), plain_version("4.1 Scope")
    ('2021', '3', '')
    """
    found = {token for token in _tokens(words) if _PLAIN.fullmatch(token)}
    return found.pop().removeprefix("v") if len(found) == 1 else ""


def _tokens(words: str) -> Iterator[str]:
    """Give the words of a heading that may be versions, as `_written` writes them."""
    before = ""
    for raw in _MARK.sub(_short_mark, _PART_NUMBER.sub("", words, count=1)).split():
        word = raw.strip(_AROUND)
        if not _COUNT.fullmatch(word) and not _OF_SOMETHING_ELSE.fullmatch(before):
            yield _written(word)
        before = word


def _short_mark(match: re.Match[str]) -> str:
    return "rev" if match[1] else "v"


def _written(version: str) -> str:
    """Write a version in one way; only small whole numbers need their mark."""
    text = _MARK.sub(_short_mark, version).casefold()
    number = text.removeprefix("v")
    if _COUNT.fullmatch(number):
        return f"v{number}"
    return number if number[:1].isdigit() else text


def find_editions(
    sections: Iterable[tuple[Section, Block]], scope: Scope
) -> tuple[tuple[Section, Block], ...]:
    """Put every block into the version of its source that a heading over it names.

    Only versions that the source declares count. Where it declares none, those
    do under which the tables repeat an item's id.
    """
    found = tuple(sections)
    repeated = _repeated(found, scope)
    known = {
        source.identifier: _by_writing(source.versions or repeated.get(source.identifier, ()))
        for source in scope.sources
    }
    return tuple(
        (replace(section, version=_section_version(section, scope, known)), block) for section, block in found
    )


def _section_version(section: Section, scope: Scope, known: Mapping[Identifier, Mapping[str, str]]) -> str:
    versions = known.get(section_owner(section, scope).identifier, {})
    named = (_named(heading.words, versions) for heading in _inner_headings(section))
    return next(filter(None, named), "") if versions else ""


def _inner_headings(section: Section) -> Iterator[Heading]:
    """Give the headings between a block and the name of its source, or the title, innermost first."""
    name = section.source.identifier.name.casefold() if section.source else ""
    for heading in reversed(section.headings):
        if heading.words.casefold() == name or (not name and heading.level == 1):
            return
        yield heading


def _repeated(sections: Iterable[tuple[Section, Block]], scope: Scope) -> dict[Identifier, set[str]]:
    """Find the versions by which the tables of a source that declares none tell equal ids apart."""
    named: dict[tuple[Identifier, str], set[str]] = {}
    for section, block in sections:
        owner = section_owner(section, scope)
        if not isinstance(block, Table) or owner.versions or not holds_items(section, scope):
            continue
        plain = map(plain_version, (heading.words for heading in _inner_headings(section)))
        version = next(filter(None, plain), "")
        for item in filter(None, item_rows(block, owner) if version else ()):
            named.setdefault((owner.identifier, item), set()).add(version)
    found: dict[Identifier, set[str]] = {}
    for (source, _), versions in named.items():
        if len(versions) > 1:
            found.setdefault(source, set()).update(versions)
    return found
