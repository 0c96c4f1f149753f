"""Web addresses of a thing: plain triples where the kind says it all, nodes otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from limen.graph.context import Context
from limen.graph.values import kept_statement, value_statements
from limen.model.entry import Field
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.model.schema import LINK
from limen.model.value import is_address, is_template, to_json
from limen.model.words import LINK_PROPERTIES
from limen.term import Statement, literal
from limen.vocab import FOAF, LIMEN, RDF, RDFS, SCHEMA


def link_statements(subject: str, field: Field, context: Context) -> Iterator[Statement]:
    """Say which addresses a thing has.

    Takes all three forms found: one address, a map from kind to address
    (Markdown), and a list of objects with `type` and `url` (JSON).
    """
    node = field.node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            for each in value.items if isinstance(value, Sequence) else (value,):
                yield from _from_pair(subject, key, each, context)
        return
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Scalar) and _is_text(item):
            yield _address(subject, item, FOAF.page)
        else:
            yield from _from_object(subject, Field(field.key, item), context)


def _is_text(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.kind is Kind.TEXT


def _address(subject: str, text: Scalar, property_: str) -> Statement:
    """Say an address by a property; what is none is said as text."""
    if is_address(text.value):
        return Statement(subject, property_, f"<{text.value}>", text.line, text.column)
    property_ = SCHEMA.urlTemplate if is_template(text.value) else LIMEN.urlText
    return Statement(subject, property_, literal(text.value), text.line, text.column)


def _from_pair(subject: str, kind: Scalar, address: Node, context: Context) -> Iterator[Statement]:
    if not isinstance(address, Scalar) or not _is_text(address):
        yield kept_statement(subject, Field(kind.value, address))
    else:
        yield from _link(subject, kind, address, (), context)


def _from_object(subject: str, field: Field, context: Context) -> Iterator[Statement]:
    item = field.node
    url = item.get("url") if isinstance(item, Mapping) else None
    if not isinstance(item, Mapping) or not isinstance(url, Scalar) or not _is_text(url):
        yield kept_statement(subject, field)
        return
    kind = item.get("type")
    kind = kind if isinstance(kind, Scalar) and _is_text(kind) else None
    more = tuple(
        Field(key.value, value) for key, value in item.entries if value is not url and value is not kind
    )
    yield from _link(subject, kind, url, more, context)


def _link(
    subject: str, kind: Scalar | None, url: Scalar, more: tuple[Field, ...], context: Context
) -> Iterator[Statement]:
    """Say an address of a kind: plainly if that says it all, and by a node of its own otherwise."""
    plain = LINK_PROPERTIES.get(kind.value) if kind else None
    if plain and not more and is_address(url.value):
        yield Statement(subject, plain, f"<{url.value}>", url.line, url.column)
        return
    key = "".join(f"{each.key}={to_json(each.node)};" for each in more)
    link = context.names.link(subject, kind.value if kind else "", url.value, key)
    yield Statement(subject, RDFS.seeAlso, link, url.line, url.column)
    yield Statement(link, RDF.type, LIMEN.Link, url.line, url.column)
    if kind:
        yield Statement(link, SCHEMA.linkRelationship, literal(kind.value), kind.line, kind.column)
    yield _address(link, url, SCHEMA.url)
    for each in more:
        if each.key in LINK:
            yield from value_statements(link, each, LINK[each.key], context)
        else:
            yield kept_statement(link, each)
