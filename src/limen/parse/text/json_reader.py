"""Reads JSON into nodes that know their line and column, and reports what JSON does not allow."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.parse.text.decode import LONE_SURROGATE, REPLACEMENT, Places, Unreadable

DEEPEST = 100

# RFC 8259: space, then one token. Possessive repeats keep long texts cheap.
_TOKEN = re.compile(
    r"""[ \t\n\r]*+(?:
        (?P<text>   "[^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*+" )
      | (?P<number> -?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)? )
      | (?P<word>   -?[A-Za-z]++ )
      | (?P<mark>   [{}\[\],:] )
      | (?P<end>    \Z )
    )""",
    re.VERBOSE,
)
_SEPARATOR = re.compile(r"[ \t\n\r]*+([,:}\]])")
_SPACE = re.compile(r"[ \t\n\r]*+")
_GOOD_CHARACTERS = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*+')
_GOOD_ESCAPES = re.compile(r'(?:[^\\]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4})*+')
_WORDS = {"true": Kind.BOOLEAN, "false": Kind.BOOLEAN, "null": Kind.NULL}
_HINTS = {"'": "use double quotes", "/": "JSON has no comments", "#": "JSON has no comments"}
_NOT_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})


def read_json(path: str, text: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """Read a JSON text; numbers keep the digits as written.

    The value is None if it cannot be read to its end. Of a key given twice the
    first value is kept.

    >>> read_json("a.json", '{"version": 2.10}')[0].text("version")
    '2.10'
    >>> print(*read_json("a.json", '{"a": 1, "a": 2}')[1])
    a.json:1:10: error[duplicate-key]: the key 'a' is given twice, first in line 1 (keep one of the two)
    """
    reader = _Reader(path, text)
    try:
        value = reader.document()
    except Unreadable as reason:
        return None, (*reader.findings, reason.finding)
    return value, tuple(reader.findings)


class _Token(NamedTuple):
    """One token as written, quotes included, and the offset where it begins."""

    kind: str
    written: str
    offset: int


class _Reader:
    """Walks the tokens of one text once and gathers its findings."""

    def __init__(self, path: str, text: str) -> None:
        self.findings: list[Finding] = []
        self._path = path
        self._text = text
        self._place = Places.of(text).at
        self._offset = 0

    def document(self) -> Node:
        value = self._value(self._next(), 1)
        rest = self._next()
        if rest.kind != "end":
            raise self._unreadable(rest.offset, "there is more text after the value", "delete it")
        return value

    def _next(self) -> _Token:
        match = _TOKEN.match(self._text, self._offset)
        if match is None:
            raise self._no_token()
        self._offset = match.end()
        kind = match.lastgroup or ""
        return _Token(kind, match[kind], match.start(kind))

    def _value(self, token: _Token, depth: int) -> Node:
        if token.kind == "text":
            return self._quoted(token)
        if token.kind == "number":
            return Scalar(token.written, *self._place(token.offset), Kind.NUMBER)
        if token.kind == "word":
            return self._word(token)
        if token.written not in ("{", "["):
            raise self._unexpected(token, "a value")
        if depth > DEEPEST:
            message = f"values are nested more than {DEEPEST} deep"
            raise self._unreadable(token.offset, message, "nest fewer lists and mappings", "json-too-deep")
        return self._mapping(token, depth) if token.written == "{" else self._sequence(token, depth)

    def _sequence(self, opening: _Token, depth: int) -> Sequence:
        items: list[Node] = []
        token = self._next()
        while token.written != "]" or items:
            items.append(self._value(token, depth + 1))
            if self._separator(",]") == "]":
                break
            token = self._next()
        return Sequence(tuple(items), *self._place(opening.offset))

    def _mapping(self, opening: _Token, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        token = self._next()
        while token.written != "}" or entries:
            if token.kind != "text":
                raise self._unexpected(token, "a key in double quotes")
            key = self._quoted(token)
            self._separator(":")
            value = self._value(self._next(), depth + 1)
            first = entries.setdefault(key.value, (key, value))[0]
            if first is not key:
                message = f"the key {key.value[:60]!r} is given twice, first in line {first.line}"
                self._report(token.offset, "duplicate-key", message, "keep one of the two")
            if self._separator(",}") == "}":
                break
            token = self._next()
        return Mapping(tuple(entries.values()), *self._place(opening.offset))

    def _separator(self, wanted: str) -> str:
        match = _SEPARATOR.match(self._text, self._offset)
        if match is None or match[1] not in wanted:
            raise self._unexpected(self._next(), " or ".join(map(repr, wanted)))
        self._offset = match.end()
        return match[1]

    def _quoted(self, token: _Token) -> Scalar:
        line, column = self._place(token.offset)
        if "\\" not in token.written:
            return Scalar(token.written[1:-1], line, column)
        good = _GOOD_ESCAPES.match(token.written)
        if good and good.end() < len(token.written):
            message = f"{token.written[good.end() : good.end() + 2]} is not an escape that JSON knows"
            raise self._unreadable(token.offset + good.end(), message, "double the backslash")
        value = json.loads(token.written)
        if LONE_SURROGATE.search(value):
            message = "an escape gives half of a character, which no text can hold"
            self._report(token.offset, "json-surrogate", message, "write the character itself")
            value = LONE_SURROGATE.sub(REPLACEMENT, value)
        return Scalar(value, line, column)

    def _word(self, token: _Token) -> Scalar:
        if token.written in _NOT_NUMBERS:
            hint = "write null, or put it in double quotes"
            self._report(token.offset, "json-number", f"{token.written} is not a number in JSON", hint)
        elif token.written not in _WORDS:
            message = f"{token.written[:60]!r} is not a value in JSON"
            raise self._unreadable(token.offset, message, "put texts in double quotes")
        return Scalar(token.written, *self._place(token.offset), _WORDS.get(token.written, Kind.NUMBER))

    def _unexpected(self, token: _Token, wanted: str) -> Unreadable:
        if token.written in ("}", "]") and self._text[: token.offset].rstrip().endswith(","):
            message = f"a comma stands before '{token.written}'"
            return self._unreadable(token.offset, message, "delete the comma")
        found = repr(token.written[:60]) if token.written else "the end of the file"
        return self._unreadable(token.offset, f"{wanted} is expected here, not {found}", "mend the JSON")

    def _no_token(self) -> Unreadable:
        space = _SPACE.match(self._text, self._offset)
        offset = space.end() if space else self._offset
        character = self._text[offset]
        if character != '"':
            hint = _HINTS.get(character, "put texts in double quotes")
            return self._unreadable(offset, f"{character!r} cannot begin a value", hint)
        good = _GOOD_CHARACTERS.match(self._text, offset)
        end = good.end() if good else offset
        if self._text[end : end + 1] == "\t":
            return self._unreadable(end, "a text holds a tab", "write it as \\t")
        return self._unreadable(offset, "the text that begins here is not closed in its line", "add '\"'")

    def _unreadable(self, offset: int, message: str, hint: str, code: str = "json-syntax") -> Unreadable:
        return Unreadable(self._finding(offset, code, message, hint))

    def _report(self, offset: int, code: str, message: str, hint: str) -> None:
        self.findings.append(self._finding(offset, code, message, hint))

    def _finding(self, offset: int, code: str, message: str, hint: str) -> Finding:
        return Finding(self._path, *self._place(offset), Severity.ERROR, code, message, hint)
