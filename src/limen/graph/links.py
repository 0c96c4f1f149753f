"""Web addresses of a thing: plain triples where the kind says it all, nodes otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from limen.graph.context import Context
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.model.schema import LINK_PROPERTIES
from limen.model.value import is_address, is_template, to_json
from limen.term import Statement, literal
from limen.vocab import FOAF, LIMEN, RDF, RDFS, SCHEMA


def link_statements(subject: str, node: Node, context: Context) -> Iterator[Statement]:
    """Say which addresses a thing has.

    Takes all three forms found: one address, a map from kind to address
    (Markdown), and a list of objects with `type` and `url` (JSON).
    """
    if isinstance(node, Scalar):
        yield from _bare(subject, node)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _from_object(subject, item, context)
    else:
        for key, value in node.entries:
            addresses = value.items if isinstance(value, Sequence) else (value,)
            for address in addresses:
                yield from _from_pair(subject, key, address, context)


def _bare(subject: str, node: Scalar) -> Iterator[Statement]:
    if node.kind is Kind.NULL:
        yield Statement(subject, LIMEN.confirmedAbsent, LIMEN.address, node.line)
    else:
        yield Statement(subject, _bare_property(node.value), _address_term(node.value), node.line)


def _bare_property(text: str) -> str:
    if is_address(text):
        return FOAF.page
    return LIMEN.resolutionTemplate if is_template(text) else LIMEN.urlText


def _address_term(text: str) -> str:
    return f"<{text}>" if is_address(text) else literal(text)


def _from_pair(subject: str, kind: Scalar, address: Node, context: Context) -> Iterator[Statement]:
    if not isinstance(address, Scalar):
        yield Statement(subject, LIMEN.extra, literal(f'{{"{kind.value}":{to_json(address)}}}'), kind.line)
        return
    plain = LINK_PROPERTIES.get(kind.value)
    if plain and is_address(address.value):
        yield Statement(subject, plain, f"<{address.value}>", address.line)
        return
    link = context.names.link(subject, kind.value, address.value)
    yield from _link_node(subject, link, kind.value, address)


def _from_object(subject: str, item: Node, context: Context) -> Iterator[Statement]:
    if not isinstance(item, Mapping):
        if isinstance(item, Scalar):
            yield from _bare(subject, item)
        return
    url, kind = item.get("url"), item.text("type")
    if not isinstance(url, Scalar):
        yield Statement(subject, LIMEN.extra, literal(f'{{"urls":{to_json(item)}}}'), item.line)
        return
    more = [(key, value) for key, value in item.entries if key.value not in {"type", "url"}]
    plain = LINK_PROPERTIES.get(kind)
    if plain and is_address(url.value) and not more:
        yield Statement(subject, plain, f"<{url.value}>", url.line)
        return
    link = context.names.link(subject, kind, url.value, to_json(item) if more else "")
    yield from _link_node(subject, link, kind, url)
    for key, value in more:
        yield _remark(link, key, value)


def _link_node(subject: str, link: str, kind: str, address: Scalar) -> Iterator[Statement]:
    line = address.line
    yield Statement(subject, LIMEN.address, link, line)
    yield Statement(link, RDF.type, LIMEN.Link, line)
    if kind:
        yield Statement(link, LIMEN.linkType, literal(kind), line)
    property_ = SCHEMA.url if is_address(address.value) else _bare_property(address.value)
    yield Statement(link, property_, _address_term(address.value), line)


def _remark(link: str, key: Scalar, value: Node) -> Statement:
    if key.value == "note" and isinstance(value, Scalar) and value.kind is Kind.TEXT:
        return Statement(link, RDFS.comment, literal(value.value, "en"), value.line)
    return Statement(link, LIMEN.extra, literal(f'{{"{key.value}":{to_json(value)}}}'), value.line)
