"""What the headers of a document say of it: its other forms, and who says what in it (Signposting, FAIR 2023)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from limen.serve.accept import GRAPHS, HTML, Form
from limen.serve.holdings import Holdings
from limen.term import iri_of
from limen.vocab import BASE, CC0, DEVELOPERS, RDF, SCHEMA

# What may stand in a header and in an IRI: RFC 3986, and no sign that ends a link.
_SAFE = "/:?#[]@!$&'()*+,;=%~"


def links(holdings: Holdings, path: str, shown: Form) -> tuple[tuple[str, str], ...]:
    """Give the Link headers of a document, or of a page, that is shown in one form."""
    return tuple(("Link", each) for each in _links(holdings, path, shown))


def _links(holdings: Holdings, path: str, shown: Form) -> Iterator[str]:
    graphs = GRAPHS if holdings.has_graph(path) else ()
    forms = (*graphs, *((HTML,) if holdings.has_page(path) else ()))
    for form in forms:
        if form != shown and path:
            yield _link(f"/{path}.{form.ending}", "alternate", form)
    if not graphs:
        return
    node = _main(holdings, path)
    yield _link(iri_of(node), "cite-as")
    yield _link(f"/{path}", "describes" if shown != HTML else "self")
    for form in graphs:
        if shown == HTML:
            yield _link(f"/{path}.{form.ending}", "describedby", form)
            yield _link(f"/{path}.{form.ending}", "item", form)
    if shown != HTML:
        yield _link(f"/{path}", "collection", HTML)
    yield from (_link(iri_of(each), "type") for each in (SCHEMA.AboutPage, *_kinds(holdings, path, node)))
    if holdings.names.base == BASE:
        yield _link(iri_of(CC0), "license")
        yield _link(iri_of(DEVELOPERS), "author")


def _main(holdings: Holdings, path: str) -> str:
    """The node that a document is mainly of: the one without a fragment."""
    base = BASE if path in holdings.vocabularies else holdings.names.base
    return f"<{base}{path.removeprefix('doc/')}>"


def _kinds(holdings: Holdings, path: str, node: str) -> Iterator[str]:
    said = holdings.documents.of(path)
    yield from (o for s, p, o in said if s == node and p == RDF.type)


def _link(target: str, relation: str, form: Form | None = None) -> str:
    type_ = f'; type="{form.media_type}"' if form else ""
    return f'<{quote(target, safe=_SAFE)}>; rel="{relation}"{type_}'
