"""Status words that do not belong to the vocabulary of what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from limen.errors import Finding, Severity
from limen.model.entry import Dialect, Entry, Role, Thing
from limen.model.node import Kind, Scalar

_OF_MARKDOWN = ("active", "draft", "proposed", "superseded", "historical")
_OF_JSON = ("proposed", "draft", "pending", "published")
#: What may be said of a version, by SecID's description of `versions_available`.
_OF_VERSIONS = ("current", "superseded", "draft")
_NAMES: Mapping[Role, str] = MappingProxyType(
    {Role.NAMESPACE: "an entry", Role.SOURCE: "a source", Role.VERSION: "a version"}
)


def status_findings(entry: Entry) -> Iterator[Finding]:
    """Say which status words mean nothing where they stand: entries and versions have each their own."""
    for thing in entry.things:
        words = _words(thing, entry.dialect)
        for word in _statuses(thing) if words else ():
            if word.value not in words:
                yield _finding(entry.path, thing.role, word, words)


def _statuses(thing: Thing) -> Iterator[Scalar]:
    for field in thing.fields:
        node = field.node
        if field.key == "status" and isinstance(node, Scalar) and node.kind is Kind.TEXT and node.value:
            yield node


def _words(thing: Thing, dialect: Dialect) -> tuple[str, ...]:
    if thing.role is Role.VERSION:
        return _OF_VERSIONS
    if thing.role in {Role.NAMESPACE, Role.SOURCE}:
        return _OF_JSON if dialect is Dialect.TREE else _OF_MARKDOWN
    return ()


def _finding(path: str, role: Role, node: Scalar, words: tuple[str, ...]) -> Finding:
    message = f"{node.value!r} is no status that {_NAMES[role]} can have here"
    hint = f"one of {', '.join(words)}"
    return Finding(path, node.line, node.column, Severity.WARNING, "status-word", message, hint)
