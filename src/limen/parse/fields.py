"""Keys sorted into those the format knows and those it keeps, with what is wrong in their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.model.entry import Field
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.model.schema import Rule, Table, Value
from limen.model.value import (
    canonical_decimal,
    date_type,
    is_address,
    is_integer,
    is_media_type,
    is_template,
    is_wikidata,
)
from limen.vocab import SKOS

Pairs = Iterable[tuple[Scalar, Node]]


class Fields(NamedTuple):
    """The known fields, the unknown ones, and what to say of either."""

    known: tuple[Field, ...]
    kept: tuple[Field, ...]
    findings: tuple[Finding, ...]


def sort_fields(path: str, pairs: Pairs, table: Table, severity: Severity = Severity.WARNING) -> Fields:
    """Sort the keys of a mapping by a table of the format.

    `severity` is that of a value which does not fit its key.
    """
    known: list[Field] = []
    kept: list[Field] = []
    findings: list[Finding] = []
    for key, node in pairs:
        rule = table.get(_SAME_KEY.get(key.value, key.value))
        if rule is None:
            kept.append(Field(key.value, node))
            findings.append(_unknown(path, key))
        else:
            known.append(Field(_SAME_KEY.get(key.value, key.value), node))
            findings += _value_findings(path, key, node, rule, severity)
    return Fields(tuple(known), tuple(kept), tuple(findings))


#: Two spellings of one key.
_SAME_KEY = {"example": "examples", "versions_note": "note"}


def _unknown(path: str, key: Scalar) -> Finding:
    message = f"the key {key.value!r} is not in the format; its value is kept as it is"
    hint = "see docs/registry.md for the keys there are"
    return Finding(path, key.line, key.column, Severity.NOTE, "unknown-key", message, hint)


def _value_findings(path: str, key: Scalar, node: Node, rule: Rule, severity: Severity) -> Iterable[Finding]:
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        if isinstance(item, Scalar) and item.kind is Kind.TEXT and not item.value.strip():
            message, hint = f"{key.value!r} is empty and says nothing", "leave the key out, or write null"
            yield Finding(path, item.line, item.column, Severity.NOTE, "empty-value", message, hint)
            continue
        fault = _fault(item, rule)
        if fault:
            message = f"{key.value!r} should be {rule.value.value}: {fault}"
            yield Finding(path, item.line, item.column, severity, "bad-value", message, rule.meaning)


def _fault(node: Node, rule: Rule) -> str:
    """Say what is wrong with a value; empty if nothing is."""
    if rule.value in {Value.JSON, Value.LINKS, Value.PARTS}:
        return ""
    if isinstance(node, Mapping) and rule.predicate == SKOS.example:
        return ""  # an example may say more than its id
    if not isinstance(node, Scalar):
        return "a list in a list is not" if isinstance(node, Sequence) else "a map of keys is not"
    if node.kind is Kind.NULL:
        return ""
    text = node.value
    if rule.value is Value.CHOICE:
        return "" if text in rule.choices else f"{text!r} is none of {', '.join(rule.choices)}"
    fits = _FITS.get(rule.value)
    return "" if fits is None or fits(text) else f"{text!r} is not"


_FITS: dict[Value, Callable[[str], bool]] = {
    Value.DATE: lambda text: bool(date_type(text)),
    Value.INTEGER: is_integer,
    Value.DECIMAL: lambda text: bool(canonical_decimal(text)),
    Value.BOOLEAN: lambda text: text in {"true", "false"},
    Value.URL: lambda text: is_address(text) or is_template(text),
    Value.MEDIA: is_media_type,
    Value.WIKIDATA: lambda text: is_wikidata(text) or is_address(text),
}
