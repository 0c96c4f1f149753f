"""Whether a text is a value of some kind, asked by the parser and by the graph alike."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from datetime import date

from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.term import is_iri
from limen.vocab import XSD

_DATE_TYPES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}\Z"), XSD.date),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z"), XSD.gYearMonth),
    (re.compile(r"\d{4}\Z"), XSD.gYear),
)
_INTEGER = re.compile(r"(?:0|-?[1-9]\d{0,17})\Z")
_DECIMAL = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?\Z")
_NULL = Kind.NULL
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|font|haptics|image|message|model|multipart|text|video)/[A-Za-z0-9][A-Za-z0-9.+-]*\Z"
)
_WIKIDATA = re.compile(r"Q[1-9]\d*\Z")


def date_type(text: str) -> str:
    """Say which datatype a date has by its precision; empty if it is no date.

    >>> date_type("2025-05"), date_type("2025-02-30")
    ('<http://www.w3.org/2001/XMLSchema#gYearMonth>', '')
    """
    found = next((datatype for pattern, datatype in _DATE_TYPES if pattern.match(text)), "")
    return found if found != XSD.date or _is_day(text) else ""


def first_day(text: str) -> str:
    """The first day of a year, month or day, as an ISO day.

    >>> first_day("2025"), first_day("2025-02"), first_day("2025-02-14")
    ('2025-01-01', '2025-02-01', '2025-02-14')
    """
    return text + "-01-01"[(len(text) - 4) :]


def last_day(text: str) -> str:
    """The last day of a year, month or day, as an ISO day.

    >>> last_day("2025"), last_day("2024-02"), last_day("2025-02-14")
    ('2025-12-31', '2024-02-29', '2025-02-14')
    """
    if len(text) == 7:
        year, month = map(int, text.split("-"))
        return f"{text}-{monthrange(year, month)[1]}"
    return text if len(text) > 7 else f"{text}-12-31"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_integer(text: str) -> bool:
    """Say whether a text is a whole number in canonical form.

    >>> is_integer("12"), is_integer("012")
    (True, False)
    """
    return _INTEGER.match(text) is not None


def canonical_decimal(text: str) -> str:
    """Write a decimal the way every store leaves alone; empty if it is none.

    >>> canonical_decimal("0.80"), canonical_decimal("1"), canonical_decimal("high")
    ('0.8', '1.0', '')
    """
    if not _DECIMAL.match(text):
        return ""
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}"


def is_media_type(text: str) -> bool:
    """Say whether a text is a media type of IANA's registry, without parameters.

    >>> is_media_type("application/schema+json"), is_media_type("text/html; charset=utf-8")
    (True, False)
    """
    return _MEDIA_TYPE.match(text) is not None


def is_wikidata(text: str) -> bool:
    """Say whether a text is a Wikidata item id."""
    return _WIKIDATA.match(text) is not None


def is_address(text: str) -> bool:
    """Say whether a text is a web address that can be published.

    >>> is_address("https://example.org/a"), is_address("https://example.org/{id}")
    (True, False)
    """
    return text.startswith(("https://", "http://")) and is_iri(text)


def is_template(text: str) -> bool:
    """Say whether a text is an address with gaps to fill in.

    >>> is_template("https://example.org/{id}")
    True
    """
    return "{" in text and "}" in text


def is_nothing(node: Node) -> bool:
    """Say whether a value tells that there is nothing: null, an empty list or an empty map.

    >>> is_nothing(Scalar("null", 1, 1, Kind.NULL)), is_nothing(Scalar("null", 1, 1))
    (True, False)
    """
    if isinstance(node, Scalar):
        return node.kind is _NULL
    return not (node.items if isinstance(node, Sequence) else node.entries)


def pair_to_json(key: str, node: Node) -> str:
    """Write one key and its value as a JSON object.

    >>> pair_to_json("weight", Scalar("100", 1, 1, Kind.NUMBER))
    '{"weight":100}'
    """
    return f"{{{_quoted(key)}:{to_json(node)}}}"


def to_json(node: Node) -> str:
    """Write a value as compact JSON; numbers keep the digits of the file.

    >>> to_json(Scalar("1.10", 1, 1, Kind.NUMBER))
    '1.10'
    """
    if isinstance(node, Scalar):
        return _quoted(node.value) if node.kind is Kind.TEXT else node.value
    if isinstance(node, Mapping):
        pairs = (f"{_quoted(key.value)}:{to_json(value)}" for key, value in node.entries)
        return "{" + ",".join(pairs) + "}"
    return "[" + ",".join(to_json(item) for item in node.items) + "]"
