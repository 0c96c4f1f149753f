"""A difference as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from limen.publish.diff import Diff
from limen.publish.diff_words import Told, ToldValue

#: Texts are cut to so many letters, where they are read and not reckoned with.
_LONG = 160
_ABOVE = 3  # the heading of a change in a changelog is the second


def diff_text(found: Diff) -> str:
    """Write a difference for the terminal: groups of lines, and the counts."""
    parts = [f"{group}\n" + "".join(f"  {line}\n" for line in lines) for group, lines in _groups(found, "{}")]
    return "\n".join([*parts, f"{_counts(found)}\n"])


def diff_markdown(found: Diff) -> str:
    """Write a difference as a part of a changelog."""
    parts = [
        f"{'#' * _ABOVE} {group}\n\n" + "".join(f"- {line}\n" for line in lines)
        for group, lines in _groups(found, "**{}**")
    ]
    return "\n".join([*parts, f"{_counts(found)}\n"])


def diff_json(found: Diff) -> str:
    """Write a difference as JSON, with all values whole."""
    document = {
        "triples": {"removed": found.removed, "added": found.added},
        "derived": {"removed": found.derived_removed, "added": found.derived_added},
        "changes": [asdict(each) for each in found.told],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _groups(found: Diff, emphasis: str) -> Iterator[tuple[str, list[str]]]:
    for group, told in groupby(found.told, key=lambda each: each.group):
        yield group, [line for each in told for line in _lines(each, emphasis)]


def _lines(told: Told, emphasis: str) -> Iterator[str]:
    """One line for a thing that came or went, and one for each property that changed."""
    name = emphasis.format(told.label)
    if told.how in {"added", "removed", "withdrawn"}:
        what = _cut(told.saying) or ", ".join(filter(None, (told.kind, told.secid)))
        yield f"{told.how}: {name} ({what})" if what else f"{told.how}: {name}"
    for value in told.values:
        yield f"{name}: {_value(value)}"


def _value(value: ToldValue) -> str:
    before, after = _cut("; ".join(value.before)), _cut("; ".join(value.after))
    if before and after:
        told = f"{value.property} changed from {before} to {after}"
    else:
        told = f"{value.property} added: {after}" if after else f"{value.property} removed: {before}"
    return f"{told}, because {' and '.join(value.because)}" if value.because else told


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[:_LONG].rpartition(" ")[0] + " …"


def _counts(found: Diff) -> str:
    nameless = f" {found.nameless:,} with blank nodes were not compared." if found.nameless else ""
    if not found.removed and not found.added:
        return f"Nothing differs.{nameless}"
    derived = f"{found.derived_added:,} added and {found.derived_removed:,} removed follow from records"
    return f"{found.added:,} triples added, {found.removed:,} removed; of the union, {derived}.{nameless}"
