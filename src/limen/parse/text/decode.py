"""Turns the bytes of a file into text, and offsets of a text into lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from limen.errors import Finding, Severity

LARGEST_FILE = 5_000_000  # bytes
LARGEST_FRONT_MATTER = 1_000_000  # characters

REPLACEMENT = "\ufffd"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the lines of a text begin, so that every offset has a line and a column."""

    starts: tuple[int, ...]

    @staticmethod
    def of(text: str) -> Places:
        """Find where the lines of a text begin; only a line feed ends a line."""
        return Places((0, *(end.end() for end in _LINE_END.finditer(text))))

    def at(self, offset: int) -> tuple[int, int]:
        r"""Give the line and column, counted from 1, of an offset counted from 0.

        >>> Places.of("one\ntwo").at(5)
        (2, 2)
        """
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


class Unreadable(Exception):
    """A text cannot be read any further; it never leaves the reader that raises it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def decode(path: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    r"""Read the bytes of a file as UTF-8 text whose lines end in a line feed.

    Control characters are reported and replaced by U+FFFD, so that nothing
    after this has to expect them and every other character keeps its place.

    >>> decode("a.md", b"one\r\ntwo")
    ('one\ntwo', ())
    >>> text, findings = decode("a.md", b"caf\xe9")
    >>> print(text, *findings)
    None a.md:1:4: error[not-utf8]: the byte 0xE9 is not part of UTF-8 text (save the file as UTF-8)
    """
    if len(data) > LARGEST_FILE:
        message = f"the file has more than {LARGEST_FILE:,} bytes"
        return None, (Finding(path, 0, 0, Severity.ERROR, "file-too-large", message, "split the file"),)
    marks: tuple[Finding, ...] = ()
    if data.startswith(_BYTE_ORDER_MARK):
        data = data.removeprefix(_BYTE_ORDER_MARK)
        marks = (_byte_order_mark(path),)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return None, (*marks, _not_utf8(path, data, error.start))
    text, controls = replace_forbidden(path, text.replace("\r\n", "\n"), _CONTROL, "control-character")
    return text, (*marks, *controls)


def _byte_order_mark(path: str) -> Finding:
    message = "the file begins with a byte order mark, which hides its front matter from other readers"
    return Finding(
        path, 1, 1, Severity.ERROR, "byte-order-mark", message, "save the file as UTF-8 without it"
    )


def _not_utf8(path: str, data: bytes, offset: int) -> Finding:
    before = data[:offset].decode()
    line, column = Places.of(before).at(len(before))
    message = f"the byte 0x{data[offset]:02X} is not part of UTF-8 text"
    return Finding(path, line, column, Severity.ERROR, "not-utf8", message, "save the file as UTF-8")


def replace_forbidden(
    path: str, text: str, forbidden: re.Pattern[str], code: str, first_line: int = 1
) -> tuple[str, tuple[Finding, ...]]:
    r"""Replace every forbidden character by U+FFFD and report each kind of them once.

    >>> text, findings = replace_forbidden("a.md", "a\vb\vc", re.compile("\v"), "control-character")
    >>> print(*findings)
    a.md:1:2: error[control-character]: the character U+000B occurs 2 times, here first (delete it)
    """
    first: dict[str, int] = {}
    for match in forbidden.finditer(text):
        first.setdefault(match.group(), match.start())
    if not first:
        return text, ()
    places = Places.of(text)
    findings = []
    for character, offset in first.items():
        line, column = places.at(offset)
        times = text.count(character)
        count = f"occurs {times} times, here first" if times > 1 else "is not allowed here"
        message = f"the character U+{ord(character):04X} {count}"
        findings.append(
            Finding(path, line + first_line - 1, column, Severity.ERROR, code, message, "delete it")
        )
    return forbidden.sub(REPLACEMENT, text), tuple(findings)
