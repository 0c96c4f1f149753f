"""What is wrong with the form of a file and has one safe answer, mended; all else stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from limen.errors import Finding, Severity
from limen.model.node import Mapping, Node, Scalar, Sequence
from limen.model.records import RECORDS
from limen.parse.text import read_json, split_front_matter

_BYTE_ORDER_MARK = "\ufeff"
#: Keys of the header whose place is first, and those whose place is last.
_FIRST = ("type", "namespace")
_LAST = ("sources", "names", *(kind.key for kind in RECORDS))


def mend(path: str, data: bytes) -> bytes:
    r"""Mend the form of a file: quotes, the order of keys, the final newline, a byte order mark.

    What the file says is the same before and after; where that cannot be held,
    the file is given back as it was.

    >>> mend("a.md", b"---\nnamespace: a.example\ntype: control\nnote: no\n---")
    b'---\ntype: control\nnamespace: a.example\nnote: "no"\n---\n'
    """
    try:
        before = data.decode()
    except UnicodeDecodeError:
        return data
    after = before.lstrip(_BYTE_ORDER_MARK)
    if path.endswith(".md"):
        after = _in_order(path, _quoted(path, after))
    if after and not after.endswith("\n"):
        after += "\r\n" if after.endswith("\r") or "\r\n" in after else "\n"
    is_same = _said(path, after) == _said(path, before.lstrip(_BYTE_ORDER_MARK))
    return after.encode() if is_same else data


def form_findings(path: str, text: str, node: Mapping | None) -> Iterator[Finding]:
    """Say what of a file's form `mend` would mend and nothing else reports."""
    if text and not text.endswith("\n"):
        line = text.count("\n") + 1
        column = len(text) - text.rfind("\n")
        message = "the last line of the file has no end"
        yield Finding(path, line, column, Severity.NOTE, "no-final-newline", message, "end it with a newline")
    keys = tuple(key for key, _ in node.entries) if node else ()
    for key, wanted in zip(keys, sorted(keys, key=_rank), strict=True):
        if key != wanted:
            message = f"{wanted.value!r} belongs before {key.value!r}"
            hint = "begin with type and namespace, and end with sources, names and records"
            yield Finding(path, wanted.line, wanted.column, Severity.NOTE, "key-order", message, hint)
            return


def _rank(key: Scalar) -> int:
    if key.value in _FIRST:
        return _FIRST.index(key.value) - len(_FIRST)
    return _LAST.index(key.value) + 1 if key.value in _LAST else 0


def _said(path: str, text: str) -> object:
    """What a file says, without places and without the order of keys."""
    if path.endswith(".json"):
        return _plain(read_json(path, text)[0])
    matter, _ = split_front_matter(path, text)
    return _plain(matter.yaml), matter.body.rstrip("\r\n")


def _plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key.value: _plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return (node.value, node.kind) if node else None


def _quoted(path: str, text: str) -> str:
    """Put quotes around the values that other readers of YAML would take for something else."""
    matter, findings = split_front_matter(path, text)
    scalars = {(each.line, each.column): each.value for each in _scalars(matter.yaml)}
    lines = text.split("\n")
    for found in sorted(findings, key=lambda each: each.column, reverse=True):
        value = scalars.get((found.line, found.column))
        if found.code == "unquoted-scalar" and value is not None:
            line, start = lines[found.line - 1], found.column - 1
            if line.startswith(value, start):
                rest = line[start + len(value) :]
                lines[found.line - 1] = line[:start] + json.dumps(value, ensure_ascii=False) + rest
    return "\n".join(lines)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif node:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _in_order(path: str, text: str) -> str:
    """Move the keys of the header with everything under them, and the comments above them."""
    matter, findings = split_front_matter(path, text)
    keys = [key for key, _ in matter.yaml.entries] if matter.yaml else []
    if findings or not keys or any(one.line >= next_.line for one, next_ in pairwise(keys)):
        return text
    lines = text.split("\n")
    opening, closing = matter.fences
    starts = [_with_comments(lines, key.line - 1, opening) for key in keys]
    ends = [*starts[1:], closing - 1]
    blocks = {key: lines[start:end] for key, start, end in zip(keys, starts, ends, strict=True)}
    ordered = [line for key in sorted(keys, key=_rank) for line in blocks[key]]
    return "\n".join([*lines[: starts[0]], *ordered, *lines[closing - 1 :]])


def _with_comments(lines: list[str], start: int, first: int) -> int:
    """The line where the comments begin that stand right above a key."""
    while start > first and lines[start - 1].startswith("#"):
        start -= 1
    return start
