"""Values of a file as RDF objects, by the rule of their key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from limen.graph.context import Context
from limen.identifier import Identifier
from limen.model.entry import Field
from limen.model.node import Node, Scalar, Sequence
from limen.model.schema import Rule, Value
from limen.model.value import (
    canonical_decimal,
    date_type,
    is_address,
    is_integer,
    is_media_type,
    is_nothing,
    is_wikidata,
    pair_to_json,
    to_json,
)
from limen.model.words import STATUS_WORDS
from limen.term import Statement, iri_of, literal
from limen.vocab import LIMEN, XSD

_WIKIDATA = "http://www.wikidata.org/entity/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_INTEGER, _DECIMAL, _BOOLEAN = iri_of(XSD.integer), iri_of(XSD.decimal), iri_of(XSD.boolean)
_TEXT, _CODE, _JSON, _PARTS = Value.TEXT, Value.CODE, Value.JSON, Value.PARTS
_BEYOND_LATIN = re.compile("[^\x00-\u024f]")
_LATIN_NAMES = ("LATIN", "GREEK", "FEMININE", "MASCULINE")


def value_statements(
    subject: str, field: Field, rule: Rule, context: Context, owner: Identifier | None = None
) -> tuple[Statement, ...]:
    """Say of a subject what one field says, by the rule of its key.

    Null and an empty list say that somebody looked and found nothing. A value
    that does not fit its rule is kept as JSON. `owner` is the thing whose items
    a bare id means.
    """
    node = field.node
    if is_nothing(node):
        return (_statement(subject, LIMEN.confirmedAbsent, rule.predicate, node),)
    if rule.value is _JSON:
        kept = pair_to_json(field.key, node) if rule.predicate == LIMEN.extra else to_json(node)
        return (_statement(subject, rule.predicate, literal(kept), node),)
    if isinstance(node, Scalar):
        if not node.value.strip():
            return ()  # the parser reports an empty text
        term = _term(node.value, rule, context, owner)
        return (_statement(subject, rule.predicate, term, node) if term else kept_statement(subject, field),)
    if isinstance(node, Sequence) and rule.value is not _PARTS:  # parts are said as things of their own
        each = (Field(field.key, item) for item in node.items)
        return tuple(said for one in each for said in value_statements(subject, one, rule, context, owner))
    return () if rule.value is _PARTS else (kept_statement(subject, field),)


def _statement(subject: str, predicate: str, object_: str, node: Node) -> Statement:
    return Statement(subject, predicate, object_, node.line, node.column)


def _term(text: str, rule: Rule, context: Context, owner: Identifier | None) -> str:
    """Write a value as a term; empty if it does not fit its rule."""
    if rule.value is _TEXT:  # the two that are most frequent
        return prose(text)
    if rule.value is _CODE:
        return literal(text)
    return _WRITERS[rule.value](text, rule, context, owner)


def kept_statement(subject: str, field: Field) -> Statement:
    """Keep a field that has no property of its own, as JSON text."""
    return _statement(subject, LIMEN.extra, literal(pair_to_json(field.key, field.node)), field.node)


def prose(text: str) -> str:
    """Write prose as a literal: English, unless it holds letters of another script."""
    if text.isascii() or not any(map(_is_foreign, _BEYOND_LATIN.findall(text))):
        return literal(text, "en")
    return literal(text)


def _is_foreign(char: str) -> bool:
    return char.isalpha() and not unicodedata.name(char, "").startswith(_LATIN_NAMES)


def number(value: int) -> str:
    """Write a whole number as a literal."""
    return literal(str(value), datatype=_INTEGER)


def _secid(text: str, _rule: Rule, context: Context, owner: Identifier | None) -> str:
    identifier = context.read(text, owner)
    return context.thing(identifier) if identifier else ""


def _date(text: str, *_: object) -> str:
    datatype = date_type(text)
    return literal(text, datatype=iri_of(datatype)) if datatype else ""


def _integer(text: str, *_: object) -> str:
    return literal(text, datatype=_INTEGER) if is_integer(text) else ""


def _decimal(text: str, *_: object) -> str:
    canonical = canonical_decimal(text)
    return literal(canonical, datatype=_DECIMAL) if canonical else ""


def _boolean(text: str, *_: object) -> str:
    return literal(text, datatype=_BOOLEAN) if text in {"true", "false"} else ""


def _url(text: str, *_: object) -> str:
    return f"<{text}>" if is_address(text) else ""


def _wikidata(text: str, *_: object) -> str:
    return f"<{_WIKIDATA}{text}>" if is_wikidata(text) else _url(text)


def _media(text: str, *_: object) -> str:
    return f"<{_MEDIA_TYPES}{text}>" if is_media_type(text) else ""


def _object(text: str, rule: Rule, context: Context, owner: Identifier | None) -> str:
    if text[:6].lower() == "secid:":
        return _secid(text, rule, context, owner)
    return STATUS_WORDS.get(text) or _date(text) or prose(text)


_WRITERS: dict[Value, Callable[[str, Rule, Context, Identifier | None], str]] = {
    Value.DATE: _date,
    Value.INTEGER: _integer,
    Value.DECIMAL: _decimal,
    Value.BOOLEAN: _boolean,
    Value.URL: _url,
    Value.SECID: _secid,
    Value.CHOICE: lambda text, rule, *_: rule.choices.get(text, ""),
    Value.OBJECT: _object,
    Value.MEDIA: _media,
    Value.WIKIDATA: _wikidata,
}
