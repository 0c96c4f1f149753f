"""What every page has around its sections: navigation, the day, other forms, and schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable

from limen.pages import Days, Line, Page, Section, Words
from limen.publish.site.here import Here
from limen.publish.site.words import day_words
from limen.term import iri_of
from limen.vocab import CC0, SCHEMA

#: The main pages, in the order of the navigation.
MAIN = ("ladder", "crosswalk", "conflicts", "timeline", "ontology", "query", "quality")
_ENCODINGS = (("ttl", "text/turtle"), ("jsonld", "application/ld+json"))
_LONGEST = 280


def frame(
    here: Here,
    title: str,
    sections: Iterable[Section],
    *,
    description: str,
    sort: str = "",
    lead: Iterable[Line] = (),
    days: Iterable[str] = (),
    data: dict[str, object] | None = None,
    scripts: tuple[tuple[str, bool], ...] = (),
) -> Page:
    """Put a page together; sections without parts are left out."""
    control = _days(here, tuple(days))
    if control and not here.urls.is_served:
        scripts = ((here.to("") + "assets/days.js", False), *scripts)
    told = clipped(description)
    return Page(
        title=title,
        sort=sort,
        description=told,
        lead=tuple(lead),
        root=here.urls.root(here.place),
        here=here.path,
        canonical=here.world.base + _iri_path(here.path),
        known=day_words(here.world.day),
        sections=tuple(each for each in sections if each.parts),
        alternates=alternates(here),
        data=_structured(here, title, told, data or {}),
        days=control,
        scripts=scripts,
        nav=tuple((here.page(each, each.capitalize()), each == here.path) for each in MAIN),
        foot=(here.page("", "About"), Words(" · "), here.page("quality", "How sure this is")),
    )


def clipped(text: str) -> str:
    """Shorten a text to what fits a description, at the end of a word.

    >>> clipped("a few words")
    'a few words'
    """
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0].rstrip(",;:") + " …"


def _iri_path(path: str) -> str:
    """The path of what a page is about: for the document of a thing, that of the thing."""
    return "ns" if path == "ontology" else path.removeprefix("doc/")


def alternates(here: Here) -> tuple[tuple[str, str], ...]:
    """The other forms of a page: of a document its data, of others that of the whole."""
    root = here.urls.root(here.place)
    if here.document:
        return tuple((type, root + here.urls.file(here.document, ending)) for ending, type in _ENCODINGS)
    return tuple((type, f"{root}downloads/limen.{ending}") for ending, type in _ENCODINGS)


def _days(here: Here, days: tuple[str, ...]) -> Days | None:
    """The date control; none where nothing on the page has a day."""
    if not days or not here.world.day:
        return None
    address = here.to(here.path)
    choices = tuple((day, day_words(day), day_address(here, day)) for day in days)
    action = address if here.urls.is_served else ""
    return Days(here.day, day_words(here.day), here.world.day, choices, address, action)


def day_address(here: Here, day: str) -> str:
    """The way to a page as it is for a day."""
    if here.urls.is_served:
        return f"{here.to(here.path)}?as-of={day}"
    return here.to(day_path(here.path, day))


def day_path(path: str, day: str) -> str:
    """Where the page of a past day lies on the static site.

    >>> day_path("ladder", "2025-05-22"), day_path("", "2025-05-22")
    ('asof/2025-05-22/ladder', 'asof/2025-05-22')
    """
    return f"asof/{day}/{path}".rstrip("/")


def _structured(here: Here, title: str, description: str, data: dict[str, object]) -> str:
    """What the page says of itself to search engines (schema.org)."""
    said: dict[str, object] = {
        "@context": SCHEMA.namespace,
        "@type": "WebPage",
        "name": title,
        "description": description,
        "url": here.world.base + _iri_path(here.path),
        "license": iri_of(CC0),
        "isPartOf": {"@type": "Dataset", "@id": here.world.base, "name": "limen"},
    }
    return json.dumps(said | data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
