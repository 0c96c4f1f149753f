"""Which form of an answer a client wants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from falcon.util.mediatypes import best_match


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an answer: its media type, the ending of files in it, and other names of the type."""

    media_type: str
    ending: str
    also: tuple[str, ...] = ()


HTML = Form("text/html", "html", ("application/xhtml+xml",))
TURTLE = Form("text/turtle", "ttl", ("application/x-turtle",))
JSON_LD = Form("application/ld+json", "jsonld", ("application/json",))
N_TRIPLES = Form("application/n-triples", "nt", ("text/plain",))
RDF_XML = Form("application/rdf+xml", "rdf", ("application/xml", "text/xml"))
JSON = Form("application/json", "json")
GRAPHS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
ROWS = (
    Form("application/sparql-results+json", "srj", ("application/json",)),
    Form("application/sparql-results+xml", "srx", ("application/xml", "text/xml")),
    Form("text/csv", "csv"),
    Form("text/tab-separated-values", "tsv"),
)


def chosen(accept: str, forms: Iterable[Form]) -> Form | None:
    """Choose the form that an Accept header likes best; the first of those that it likes the same.

    A header that says nothing, or nothing that can be understood, likes all.

    >>> chosen("text/turtle;q=0.5, application/ld+json", GRAPHS) == JSON_LD
    True
    >>> chosen("*/*", GRAPHS) == chosen("", GRAPHS) == TURTLE
    True
    >>> chosen("image/png", GRAPHS)
    """
    offered = tuple(forms)
    named = {form.media_type: form for form in offered}
    others = {name: form for form in offered for name in form.also if name not in named}
    try:
        return (named | others).get(best_match([*named, *others], accept or "*/*"))
    except ValueError:
        return offered[0]


def by_ending(name: str, forms: Iterable[Form]) -> tuple[str, Form | None]:
    """Take the ending off a name, if it is that of a form.

    >>> by_ending("doc/x.ttl", GRAPHS) == ("doc/x", TURTLE)
    True
    >>> by_ending("doc/x.org", GRAPHS)
    ('doc/x.org', None)
    """
    stem, _, ending = name.rpartition(".")
    form = next((each for each in forms if stem and each.ending == ending), None)
    return (stem, form) if form else (name, None)
