"""Claims, mappings, definitions, arguments and assessments as nodes."""

from __future__ import annotations

from collections.abc import Iterator

from limen.graph.context import Context
from limen.graph.fields import field_statements
from limen.graph.values import kept_statement
from limen.identifier import Identifier
from limen.model.entry import Record
from limen.model.node import Scalar
from limen.term import Statement
from limen.vocab import RDF


def record_statements(record: Record, context: Context) -> Iterator[Statement]:
    """Say what a record is and everything that it holds."""
    subject = record_term(record, context)
    for class_ in record.kind.classes:
        yield Statement(subject, RDF.type, class_, *record.place)
    for each in record.fields:
        yield from field_statements(subject, each, record.kind.table[each.key], context)
    for each in record.kept:
        yield kept_statement(subject, each)


def record_term(record: Record, context: Context) -> str:
    """The node of a record: by its id, or by the item and version that it is about."""
    item = _versioned_item(record, context)
    return context.thing(item) if item else context.names.record(record.kind.word, record.id)


def _versioned_item(record: Record, context: Context) -> Identifier | None:
    texts = {each.key: each.node.value for each in record.fields if isinstance(each.node, Scalar)}
    item = context.read(texts.get(record.kind.names_item, "")) if record.kind.names_item else None
    return item.at(texts["version"]) if item and texts.get("version") else None
