"""What crawlers, catalogues and assistants look for first."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape

from limen.files import read_resources
from limen.query import read_questions
from limen.serialize import find_format
from limen.serve.accept import GRAPHS, chosen
from limen.serve.holdings import Holdings
from limen.serve.reply import Reply, message

_VARY = ("Vary", "Accept")
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "wasm": "application/wasm",
    "woff2": "font/woff2",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
}


def catalog(holdings: Holdings, accept: str) -> Reply:
    """Describe the dataset, in the form that is liked best."""
    form = chosen(accept, GRAPHS)
    if form is None:
        return message(406, f"The catalogue comes as {', '.join(each.media_type for each in GRAPHS)}.", _VARY)
    return Reply(200, holdings.written(holdings.catalog, form), form.media_type, (_VARY,), is_kept=True)


def sitemap(holdings: Holdings, origin: str) -> Reply:
    """List every page, with the day up to which it is known."""
    modified = f"<lastmod>{holdings.built.day}</lastmod>" if holdings.built.day else ""
    rows = "".join(
        f"<url><loc>{escape(origin)}/{escape(quote(path, safe='/:@%+'))}</loc>{modified}</url>\n"
        for path in sorted(holdings.pages.paths())
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}">\n{rows}</urlset>\n'
    return Reply(200, body.encode(), "application/xml", is_kept=True)


def robots(origin: str) -> Reply:
    """Welcome every crawler, but not to queries."""
    body = f"User-agent: *\nDisallow: /sparql?\nAllow: /\n\nSitemap: {origin}/sitemap.xml\n"
    return Reply(200, body.encode(), "text/plain; charset=utf-8", is_kept=True)


def llms(holdings: Holdings) -> Reply:
    """Tell an assistant what is here and how to ask."""
    questions = read_questions(read_resources("queries", ".rq")).values()
    asked = "\n".join(f"- {each.name}: {each.words}" for each in questions)
    body = f"""# limen

> AI safety levels as linked data: what developers, governments and standard bodies say, each statement with its source and its time. {len(holdings.built):,} triples, known up to {holdings.built.day or "no stated day"}.

Cite the claim and its source, not this site. limen is independent of everybody that it describes, and gives no legal advice.

## Asking

- [Search](/search?q=ASL-3): `/search?q=WORDS&limit=20`, JSON, things with claims that can be quoted
- [A thing](/show?secid=secid:weakness/anthropic.com/asl%23ASL-3): `/show?secid=SECID&as-of=2025-06-01`, JSON, all that is said of a thing, as of a day
- [A SecID](/resolve?secid=secid:weakness/anthropic/asl): `/resolve?secid=SECID`, JSON, what an identifier means
- [SPARQL](/sparql): SPARQL 1.1 queries by GET or POST; the default graph is the union of all graphs, and the usual prefixes are known

## Reading

- [Home](/), [ladder](/ladder), [crosswalk](/crosswalk), [conflicts](/conflicts), [timeline](/timeline), [ontology](/ns)
- Every IRI below {holdings.names.base} has a document here: put its path after the name of this server. Turtle, JSON-LD, N-Triples, RDF/XML and HTML by `Accept`, or by the endings .ttl, .jsonld, .nt, .rdf, .html
- [Everything as Turtle](/downloads/limen.ttl), [JSON-LD](/downloads/limen.jsonld), [N-Quads](/downloads/limen.nq)
- [Catalogue](/catalog), [sitemap](/sitemap.xml)

## Questions that have names

{asked}
"""
    return Reply(200, body.encode(), "text/plain; charset=utf-8", is_kept=True)


def download(holdings: Holdings, name: str) -> Reply:
    """Give the whole dataset in one file."""
    body = holdings.download(name)
    if body is None:
        return message(404, "There is no such file.")
    media_type = find_format(name.rpartition(".")[2]).media_type
    return Reply(200, body, media_type, is_kept=True)


def asset(holdings: Holdings, path: str) -> Reply:
    """Give a stylesheet, a script or a picture."""
    body = holdings.assets.get(path)
    if body is None:
        return message(404, "There is no such file.")
    return Reply(200, body, _TYPES.get(path.rpartition(".")[2], "application/octet-stream"), is_kept=True)
