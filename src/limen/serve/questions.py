"""Answers for programs and assistants as JSON: what a SecID means, what is said of a thing, what words find."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import quote

from limen.errors import WrongUse
from limen.model.value import date_type
from limen.publish import resolve, search, show_node
from limen.serve.form import Fields, Unreadable
from limen.serve.holdings import Holdings
from limen.serve.reply import Reply, told
from limen.vocab import XSD

_MOST_HITS = 100
_LONGEST = 500


def day_of(fields: Fields) -> str:
    """The day that is asked for; empty for the one that the data know up to.

    Raises:
        Unreadable: if it is no ISO day.
    """
    day = fields.one("as-of", "")
    if day and date_type(day) != XSD.date:
        raise Unreadable(f"The day {day[:40]!r} should be one such as 2025-02-01.")
    return day


def resolved(holdings: Holdings, fields: Fields) -> Reply:
    """Say what a SecID means."""
    text = _short(fields.one("secid"))
    node = holdings.lookup.node(text)
    if holdings.registry is None:
        return _found(holdings, text, node)
    try:
        found = resolve(holdings.registry, text)
    except WrongUse as error:
        return told({"error": str(error)}, 404)
    reading = found.reading
    more = {
        "status": reading.status.value,
        "explanation": reading.status.explanation,
        "remarks": list(found.remarks),
        "secid": found.canonical,
        "iri": found.iri,
        "document": _document(holdings, found.iri),
        "entries": found.entries,
        "source": found.source,
        "item": found.item,
        "addresses": found.urls,
        "choices": found.choices[:_MOST_HITS],
    }
    return told({"asked": text, **more}, 200 if found.iri else 404)


def _found(holdings: Holdings, text: str, node: str) -> Reply:
    """Without the registry's files: what the data themselves say."""
    if not node:
        return _unknown(holdings, text)
    shown = show_node(holdings.built, node)
    assert shown is not None
    more = {"secid": shown.secid, "iri": shown.iri, "document": _document(holdings, shown.iri)}
    return told({"asked": text, "status": "ok", **more, "item": shown.label})


def shown(holdings: Holdings, fields: Fields) -> Reply:
    """Show a thing, with everything that is said of it and by whom, as of a day."""
    text, day = _short(fields.one("secid")), day_of(fields)
    node = holdings.lookup.node(text)
    found = show_node(holdings.on(day), node) if node else None
    if found is None:
        return _unknown(holdings, text)
    return told(asdict(found) | {"document": _document(holdings, found.iri)})


def found(holdings: Holdings, fields: Fields) -> Reply:
    """Find things by words, each with claims that can be quoted.

    Raises:
        Unreadable: if the limit is no number of hits.
    """
    words, limit = _short(fields.one("q")), fields.one("limit", "20")
    if not limit.isascii() or not limit.isdecimal() or not 0 < int(limit) <= _MOST_HITS:
        raise Unreadable(f"The limit should be a number from 1 to {_MOST_HITS}.")
    hits = [
        asdict(hit) | {"document": _document(holdings, hit.iri)}
        for hit in search(holdings.built, words, int(limit))
    ]
    return told({"asked": words, "hits": hits})


def _short(text: str) -> str:
    if len(text) > _LONGEST:
        raise Unreadable(f"The text is longer than {_LONGEST} characters.")
    return text


def _unknown(holdings: Holdings, text: str) -> Reply:
    near = holdings.nearest("id/" + text.removeprefix("secid:").partition("#")[0])
    nearest = [holdings.names.base + each for each in near]
    return told({"asked": text, "error": "The data describe nothing of this name.", "nearest": nearest}, 404)


def _document(holdings: Holdings, iri: str) -> str:
    path = holdings.documents.path(iri)
    fragment = iri.partition("#")[2]
    return f"/{quote(path, safe='/:@%+')}" + (f"#{fragment}" if fragment else "") if path else ""
