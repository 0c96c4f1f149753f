"""Values of a file as RDF objects, by the rule of their key."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from limen.graph.context import Context
from limen.graph.links import link_statements
from limen.identifier import Identifier
from limen.model.entry import Field
from limen.model.node import Kind, Node, Scalar, Sequence
from limen.model.schema import STATUS_WORDS, Rule, Value
from limen.model.value import canonical_decimal, date_type, is_address, is_integer, is_wikidata, to_json
from limen.term import Statement, iri_of, literal
from limen.vocab import LIMEN, XSD

_WIKIDATA = "http://www.wikidata.org/entity/"


def field_statements(
    subject: str, field: Field, rule: Rule, context: Context, owner: Identifier | None = None
) -> Iterator[Statement]:
    """Say of a subject what one field says, by the rule of its key.

    A value that does not fit its rule is kept as text under `limen:extra`.
    `owner` is the thing whose items a bare id means.
    """
    if rule.value is Value.LINKS:
        yield from link_statements(subject, field.node, context)
    elif rule.value is Value.JSON:
        yield _kept(subject, field, rule)
    else:
        nodes = field.node.items if isinstance(field.node, Sequence) else (field.node,)
        for node in nodes:
            said = _value_statement(subject, Field(field.key, node), rule, context, owner)
            if said:
                yield said


def extra_statement(subject: str, field: Field) -> Statement:
    """Keep a field that has no property of its own, as JSON text."""
    return Statement(
        subject, LIMEN.extra, literal(f'{{"{field.key}":{to_json(field.node)}}}'), line_of(field.node)
    )


def line_of(node: Node) -> int:
    """The line a value begins on."""
    return node.line


def prose(text: str) -> str:
    """Write prose as a literal: English, unless it holds letters of another script."""
    foreign = any(
        char.isalpha()
        and not unicodedata.name(char, "").startswith(("LATIN", "GREEK", "FEMININE", "MASCULINE"))
        for char in text
        if char > "\u024f"
    )
    return literal(text, "" if foreign else "en")


def _kept(subject: str, field: Field, rule: Rule) -> Statement:
    if isinstance(field.node, Scalar) and field.node.kind is Kind.NULL:
        return Statement(subject, LIMEN.confirmedAbsent, rule.predicate, field.node.line)
    if rule.predicate == LIMEN.extra:
        return extra_statement(subject, field)
    return Statement(subject, rule.predicate, literal(to_json(field.node)), line_of(field.node))


def _value_statement(
    subject: str, field: Field, rule: Rule, context: Context, owner: Identifier | None
) -> Statement | None:
    """Say one value; nothing for an empty text, which the parser reports."""
    node = field.node
    if not isinstance(node, Scalar):
        return extra_statement(subject, field)
    if node.kind is Kind.NULL:
        return Statement(subject, LIMEN.confirmedAbsent, rule.predicate, node.line)
    if not node.value.strip():
        return None
    term = _WRITERS[rule.value](node.value, rule, context, owner)
    if not term:
        return extra_statement(subject, field)
    return Statement(subject, rule.predicate, term, node.line)


def _secid(text: str, _rule: Rule, context: Context, owner: Identifier | None) -> str:
    identifier = context.read(text, owner)
    return context.names.thing(identifier) if identifier else ""


def _date(text: str, *_: object) -> str:
    datatype = date_type(text)
    return literal(text, datatype=iri_of(datatype)) if datatype else ""


def _integer(text: str, *_: object) -> str:
    return literal(text, datatype=iri_of(XSD.integer)) if is_integer(text) else ""


def _decimal(text: str, *_: object) -> str:
    number = canonical_decimal(text)
    return literal(number, datatype=iri_of(XSD.decimal)) if number else ""


def _boolean(text: str, *_: object) -> str:
    return literal(text, datatype=iri_of(XSD.boolean)) if text in {"true", "false"} else ""


def _url(text: str, *_: object) -> str:
    return f"<{text}>" if is_address(text) else ""


def _wikidata(text: str, *_: object) -> str:
    return f"<{_WIKIDATA}{text}>" if is_wikidata(text) else _url(text)


def _object(text: str, rule: Rule, context: Context, owner: Identifier | None) -> str:
    if text.lower().startswith("secid:"):
        return _secid(text, rule, context, owner)
    return STATUS_WORDS.get(text) or _date(text) or prose(text)


_WRITERS: dict[Value, Callable[[str, Rule, Context, Identifier | None], str]] = {
    Value.TEXT: lambda text, *_: prose(text),
    Value.CODE: lambda text, *_: literal(text),
    Value.DATE: _date,
    Value.INTEGER: _integer,
    Value.DECIMAL: _decimal,
    Value.BOOLEAN: _boolean,
    Value.URL: _url,
    Value.SECID: _secid,
    Value.CHOICE: lambda text, rule, *_: rule.choices.get(text, ""),
    Value.OBJECT: _object,
    Value.WIKIDATA: _wikidata,
}
