"""Reads YAML into nodes whose scalars are the text as written, and reports what others would lose.

The parser's events are read, never its values: no tag, alias or deep nesting
is acted upon, so nothing in the input can run, multiply or overflow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml

from limen.errors import Finding, Severity
from limen.model.node import Mapping, Node, Scalar, Sequence
from limen.parse.text.decode import LONE_SURROGATE, REPLACEMENT, Unreadable, replace_forbidden
from limen.parse.text.yaml_advice import syntax_finding, unquoted_finding

DEEPEST = 100

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = yaml.resolver.Resolver()
_STANDARD = "tag:yaml.org,2002:"
# Not allowed in YAML 1.1 (production c-printable), or a line break to YAML and to nobody else.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]|\r(?!\n)"
)
_COMMENT_IN_VALUE = re.compile(r"[ \t]+(#\S+)")


def read_yaml(path: str, text: str, first_line: int = 1) -> tuple[Node | None, tuple[Finding, ...]]:
    r"""Read one YAML document that begins in a given line of its file.

    The value is None if there is none or it cannot be read to its end. Of a
    key given twice the first value is kept.

    >>> read_yaml("a.md", "version: '2.10'")[0].text("version")
    '2.10'
    >>> for finding in read_yaml("a.md", "a: x\nb: 2.10\na: y", first_line=2)[1]:
    ...     print(finding)
    a.md:3:4: error[unquoted-scalar]: 2.10 without quotes is the number 2.1 to other readers (use quotes)
    a.md:4:1: error[duplicate-key]: the key 'a' is given twice, first in line 2 (keep one of the two)
    """
    clean, forbidden = replace_forbidden(path, text, _FORBIDDEN, "yaml-character", first_line)
    reader = _Reader(path, clean, first_line)
    try:
        value = reader.document()
    except Unreadable as reason:
        return None, (*forbidden, *reader.findings, reason.finding)
    except (yaml.YAMLError, ValueError) as error:
        return None, (*forbidden, *reader.findings, syntax_finding(path, clean, error, first_line))
    return value, (*forbidden, *reader.findings)


class _Reader:
    """Builds the nodes of one text from its events, once, and gathers its findings."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.findings: list[Finding] = []
        self._path = path
        self._text = text
        self._first_line = first_line
        self._events: Iterable[Any] = iter(yaml.parse(text, Loader=_LOADER))

    def document(self) -> Node | None:
        value: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and value is not None:
                message = "a second YAML document begins here"
                place = self._place(event.start_mark)
                raise Unreadable(self._finding(place, "yaml-documents", message, "keep only one"))
            if isinstance(event, yaml.NodeEvent):
                value = self._node(event, 1)
        return value

    def _node(self, event: Any, depth: int) -> Node:
        place = self._place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            message = f"the alias *{event.anchor} stands for a value that is written elsewhere"
            self._report(place, "yaml-alias", message, "write the value out, or put the text in quotes")
            return Scalar(f"*{event.anchor}", *place)
        self._refuse_marks(event, place)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if depth > DEEPEST:
            message = f"values are nested more than {DEEPEST} deep"
            hint = "nest fewer lists and mappings"
            raise Unreadable(self._finding(place, "yaml-too-deep", message, hint))
        items = self._items(depth + 1)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(items), *place)
        return Mapping(self._entries(items), *place)

    def _items(self, depth: int) -> list[Node]:
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                break
            items.append(self._node(event, depth))
        return items

    def _entries(self, items: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            place = (key.line, key.column)
            if not isinstance(key, Scalar) or not key.value:
                self._report(place, "yaml-key", "a key is not a text, or is empty", "make the key one text")
                continue
            first = entries.setdefault(key.value, (key, value))[0]
            if first is not key:
                message = f"the key {key.value[:60]!r} is given twice, first in line {first.line}"
                self._report(place, "duplicate-key", message, "keep one of the two")
        return tuple(entries.values())

    def _scalar(self, event: Any, place: tuple[int, int]) -> Scalar:
        if event.implicit[0]:
            self._check_plain(event, place)
        if not LONE_SURROGATE.search(event.value):
            return Scalar(event.value, *place)
        message = "an escape gives half of a character, which no text can hold"
        self._report(place, "yaml-character", message, "write the character itself")
        return Scalar(LONE_SURROGATE.sub(REPLACEMENT, event.value), *place)

    def _check_plain(self, event: Any, place: tuple[int, int]) -> None:
        tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False))
        if tag == _STANDARD + "merge":
            message = "the merge key << takes in a value that is written elsewhere"
            self._report(place, "yaml-alias", message, "write the keys out")
        elif found := unquoted_finding(self._path, *place, event.value, tag):
            self.findings.append(found)
        comment = _COMMENT_IN_VALUE.match(self._text, event.end_mark.index)
        if comment:
            line, column = self._place(event.end_mark)
            column += comment.start(1) - event.end_mark.index
            message = f"{comment[1][:60]} is a comment and not part of the value"
            hint = "put the value in quotes, or a space after #"
            lost = Finding(self._path, line, column, Severity.ERROR, "comment-in-value", message, hint)
            self.findings.append(lost)

    def _refuse_marks(self, event: Any, place: tuple[int, int]) -> None:
        if event.tag is not None:
            tag = event.tag.replace(_STANDARD, "!!", 1)[:60]
            hint = "delete it, or put the text in quotes"
            self._report(place, "yaml-tag", f"the tag {tag} is not allowed: every value is text", hint)
        if event.anchor is not None:
            message = f"the anchor &{event.anchor} is not part of the value"
            self._report(place, "yaml-alias", message, "delete it, or put the text in quotes")

    def _place(self, mark: Any) -> tuple[int, int]:
        return mark.line + self._first_line, mark.column + 1

    def _finding(self, place: tuple[int, int], code: str, message: str, hint: str) -> Finding:
        return Finding(self._path, *place, Severity.ERROR, code, message, hint)

    def _report(self, place: tuple[int, int], code: str, message: str, hint: str) -> None:
        self.findings.append(self._finding(place, code, message, hint))
