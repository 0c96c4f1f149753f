"""Identifiers that name nothing, or break the pattern of their source."""

from __future__ import annotations

from collections.abc import Iterator

from limen.errors import Finding, Severity
from limen.identifier import Identifier, Status, format_secid, read_secid
from limen.model.entry import Entry, Field, Role
from limen.model.index import Index
from limen.model.node import Kind, Node, Scalar, Sequence
from limen.model.schema import THING, Table, Value

_KNOWN = frozenset({Status.OK, Status.OK_ITEM_NOT_CHECKABLE, Status.NAMESPACE_ONLY})

#: Keys that may name what another part of a larger registry describes.
_MILD = frozenset({"cross_references"})


def reference_findings(entry: Entry, index: Index) -> Iterator[Finding]:
    """Say which identifiers of an entry the registries at hand do not know."""
    for thing in entry.things:
        owner = thing.identifier if thing.role in {Role.ITEM, Role.SOURCE} else None
        for field in thing.fields:
            yield from _field(entry.path, field, THING, index, owner)
    for record in entry.records:
        for field in record.fields:
            yield from _field(entry.path, field, record.kind.table, index, None)
    for remark in entry.body.remarks:
        if remark.target:
            place = Scalar(remark.target, remark.target_line, remark.target_column)
            yield from _target(entry.path, place, index)


def _target(path: str, node: Scalar, index: Index) -> Iterator[Finding]:
    """Say what a body's pointer was taken to mean, or that nothing is known by it."""
    if node.value[:6].lower() == "secid:":
        yield from _unknown(path, node, index, Severity.WARNING)
    elif (meant := index.find(node.value)) is not None:
        message = f"{node.value!r} is taken to mean {format_secid(meant)}, by its name"
        hint = "write the identifier if that is right"
        yield Finding(path, node.line, node.column, Severity.NOTE, "guessed-target", message, hint)
    else:
        message = (
            f"{node.value!r} is no name that this registry knows; it is published as a thing of this file"
        )
        hint = "write its SecID, if the registry has one"
        yield Finding(path, node.line, node.column, Severity.NOTE, "unresolved-target", message, hint)


def _field(
    path: str, field: Field, table: Table, index: Index, owner: Identifier | None
) -> Iterator[Finding]:
    value = table[field.key].value
    for node in _texts(field.node):
        has_scheme = node.value[:6].lower() == "secid:"
        if field.key == "examples" and has_scheme:
            yield from _unknown(path, node, index, Severity.WARNING)
        elif has_scheme and value in {Value.SECID, Value.OBJECT}:
            mild = field.key in _MILD
            yield from _unknown(path, node, index, Severity.WARNING if mild else Severity.ERROR)
        elif value is Value.SECID and (owner is None or owner.item(node.value) not in index):
            yield _finding(
                path, node, Severity.ERROR, f"{node.value!r} is no item of this source and no SecID"
            )


def _texts(node: Node) -> tuple[Scalar, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar) and item.kind is Kind.TEXT)


def _unknown(path: str, node: Scalar, index: Index, severity: Severity) -> Iterator[Finding]:
    reading = read_secid(node.value, index.identifiers)
    if reading.status in _KNOWN or (reading.identifier and reading.identifier in index):
        return
    code = "item-outside-pattern" if reading.status is Status.UNKNOWN_ITEM else "dangling-identifier"
    message = (
        f"{node.value}: {reading.status.explanation[:1].lower()}{reading.status.explanation[1:].rstrip('.')}"
    )
    yield _finding(path, node, severity, message, code)


def _finding(
    path: str, node: Scalar, severity: Severity, message: str, code: str = "dangling-identifier"
) -> Finding:
    hint = "mend the identifier, or add what it names to the registry"
    return Finding(path, node.line, node.column, severity, code, message, hint)
