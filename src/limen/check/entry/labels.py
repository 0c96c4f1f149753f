"""Names that a file prefers and the registry does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from limen.errors import Finding, Severity
from limen.identifier import Identifier, format_secid
from limen.model.entry import Entry, Role
from limen.model.index import NAME_KEYS, Index
from limen.model.node import Kind, Node, Scalar


def label_findings(entry: Entry, index: Index) -> Iterator[Finding]:
    """Say which names of an entry are alternative ones, because a thing has one preferred label.

    JSON wins over front matter, front matter over a table in a body; the other
    name stays in the data as an alternative label.
    """
    for thing in entry.things:
        label = index.labels.get(thing.identifier, "")
        for field in thing.fields if thing.role is not Role.PATTERN else ():
            if field.key in NAME_KEYS and _is_other(field.node, label):
                yield _rival(entry.path, field.node, thing.identifier, label)
    for item in entry.body.items:
        label = index.labels.get(item.identifier, "")
        name = Scalar(item.label, item.line, item.column)
        if item.label != item.identifier.subpath and _is_other(name, label):
            yield _rival(entry.path, name, item.identifier, label)


def _is_other(node: Node, label: str) -> TypeGuard[Scalar]:
    return isinstance(node, Scalar) and node.kind is Kind.TEXT and node.value not in {"", label}


def _rival(path: str, node: Scalar, identifier: Identifier, label: str) -> Finding:
    secid = format_secid(identifier)
    message = f"{secid} is named {node.value!r} here, and its preferred label is {label!r}"
    hint = "say the same in both places, or make this one an alternate name"
    return Finding(path, node.line, node.column, Severity.NOTE, "rival-label", message, hint)
