"""Items that a body defines twice, and not in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from limen.errors import Finding, Severity
from limen.identifier import Identifier
from limen.model.body import BodyItem, Remark

_NOT_WORDS = re.compile(r"[\W_]+")
_LONGEST_QUOTE = 60


def repeated_items(path: str, items: Iterable[BodyItem], remarks: Iterable[Remark]) -> Iterator[Finding]:
    """Report each later row that gives an item another name, or else another text under the same head.

    Letter case and punctuation do not count, and neither does an empty cell.
    """
    cells = _cells_by_row(remarks)
    names: dict[Identifier, BodyItem] = {}
    texts: dict[tuple[Identifier, str], Remark] = {}
    for item in items:
        is_named = item.label != item.identifier.subpath
        named = names.setdefault(item.identifier, item) if is_named else item
        row = cells.get((item.identifier, item.line), ())
        known = [texts.setdefault((item.identifier, _words(cell.head)), cell) for cell in row]
        if _words(named.label) != _words(item.label):
            yield _finding(path, item, Severity.WARNING, "name", (named.label, item.label), named.line)
        else:
            yield from _other_text(path, item, known, row)


def _cells_by_row(remarks: Iterable[Remark]) -> dict[tuple[Identifier, int], list[Remark]]:
    found: dict[tuple[Identifier, int], list[Remark]] = {}
    for remark in remarks:
        if remark.head:
            found.setdefault((remark.about, remark.first_line), []).append(remark)
    return found


def _words(text: str) -> str:
    """Write a text without what makes no difference in meaning.

    >>> _words("Cross-Site Scripting (XSS)") == _words("cross site scripting, XSS")
    True
    """
    return _NOT_WORDS.sub(" ", text.casefold()).strip() or text


def _other_text(
    path: str, item: BodyItem, known: Sequence[Remark], row: Sequence[Remark]
) -> Iterator[Finding]:
    """Report the first cell of a row that differs from the one under the same head in an earlier row."""
    for one, other in zip(known, row, strict=True):
        if one.first_line != other.first_line and _words(one.text) != _words(other.text):
            what, texts = f"text under {other.head!r}", (one.text, other.text)
            yield _finding(path, item, Severity.NOTE, what, texts, one.first_line)
            return


def _finding(  # noqa: PLR0917 - what differs, in which words and where; no call is unclear
    path: str, item: BodyItem, severity: Severity, what: str, texts: tuple[str, str], line: int
) -> Finding:
    before, here = map(_quoted, texts)
    message = f"{item.identifier.subpath!r} has the {what} {here} here, and {before} in line {line}"
    hint = "name each version in its heading and under 'versions', or say the same in both places"
    return Finding(path, item.line, item.column, severity, "item-defined-twice", message, hint)


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…")
