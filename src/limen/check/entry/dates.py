"""Dates that stand for something that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limen.errors import Finding, Severity
from limen.model.entry import Entry, Field
from limen.model.node import Kind, Scalar
from limen.model.schema import THING, Table, Value

_NO_DATE = re.compile(
    r"(?i)(?:0000|9999|1900|1970)-?(?:01-?01|12-?31|00-?00)?|\d{4}-(?:00|\d\d-00).*|[yx?]{2,4}-.*|.*-[mdx?]{2}(?:-.*)?"
    r"|tbd|tba|todo|unknown|n/?a|none|\?+|-+"
)
_FIRST_DAY = re.compile(r"(\d{4})-01-01")
#: Keys of days on which something was published: rarely a New Year's Day.
_PUBLISHED = frozenset({"release_date", "published", "established"})


def date_findings(entry: Entry) -> Iterator[Finding]:
    """Say which dates only fill a gap, and which first of January may stand for its year."""
    for thing in entry.things:
        for field in thing.fields:
            yield from _judged(entry.path, field, THING)
    for record in entry.records:
        for field in record.fields:
            yield from _judged(entry.path, field, record.kind.table)


def _judged(path: str, field: Field, table: Table) -> Iterator[Finding]:
    node = field.node
    if table[field.key].value is not Value.DATE or not isinstance(node, Scalar) or node.kind is Kind.NULL:
        return
    if _NO_DATE.fullmatch(node.value.strip()):
        message = f"{node.value!r} stands in the place of a date that nobody gave"
        hint = "leave the key out, or write as much of the date as is known"
        yield Finding(path, node.line, node.column, Severity.WARNING, "filler-date", message, hint)
    elif field.key in _PUBLISHED and (day := _FIRST_DAY.fullmatch(node.value)):
        message = f"{node.value!r} may stand for its year alone"
        hint = f"write {day[1]} if the day is not known"
        yield Finding(path, node.line, node.column, Severity.NOTE, "filler-date", message, hint)
