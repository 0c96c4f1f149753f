"""The triples of one entry, in the order the file says them."""

from __future__ import annotations

from collections.abc import Iterator

from limen.graph.context import Context
from limen.graph.records import record_statements
from limen.graph.remarks import body_statements
from limen.graph.things import thing_statements
from limen.model.entry import Entry
from limen.model.index import Index
from limen.model.names import Names
from limen.term import Statement, literal
from limen.vocab import DCAT, FOAF, LIMEN, RDF


def entry_statements(entry: Entry, index: Index, names: Names) -> Iterator[Statement]:
    """Give every triple of an entry with the line that says it.

    Pure: the same entry, index and names give the same statements. A triple
    may come more than once, from different lines.
    """
    context = Context(entry, index, names)
    yield from _file_statements(context)
    for thing in entry.things:
        yield from thing_statements(thing, context)
    for record in entry.records:
        yield from record_statements(record, context)
    yield from body_statements(entry.body, context)


def _file_statements(context: Context) -> Iterator[Statement]:
    """Describe the file itself: the graph's name is also the name of the file as a record."""
    entry, record = context.entry, context.record
    yield Statement(record, RDF.type, LIMEN.Entry, 0)
    yield Statement(record, RDF.type, DCAT.CatalogRecord, 0)
    yield Statement(record, LIMEN.path, literal(entry.path), 0)
    yield Statement(record, LIMEN.dialect, literal(entry.dialect.value, "en"), 0)
    for alias in entry.aliases:
        former = literal(f"secid:{entry.namespace.type}/{alias.value}")
        yield Statement(
            context.names.thing(entry.namespace), LIMEN.formerIdentifier, former, alias.line, alias.column
        )
    yield Statement(record, FOAF.primaryTopic, context.thing(entry.topic), 0)
