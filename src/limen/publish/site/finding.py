"""What programs find their way by: sitemap, robots.txt, llms.txt."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote
from xml.sax.saxutils import escape

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_TOLD = (
    ("ladder/", "The ladder", "AI safety levels with their definitions by policy version and day"),
    ("crosswalk/", "Crosswalk", "mappings between frameworks, each with its author, evidence and review"),
    ("conflicts/", "Conflicts", "dated statements that cannot both be right"),
    ("timeline/", "Timeline", "policy versions, levels in force, models, evaluations"),
    ("ns/", "Vocabulary", "classes and properties"),
    ("query/", "Query", "named questions in SPARQL"),
    ("quality/", "Quality", "findings of the last check, evidence, coverage"),
    ("downloads/limen.ttl", "Turtle", "all data"),
    ("downloads/limen.jsonld", "JSON-LD", "all data"),
    ("downloads/limen.nq", "N-Quads", "all data, each file of the registry as a graph"),
)


def sitemap(site: str, addresses: Iterable[str], day: str) -> str:
    """List pages, with the day up to which they tell what is known."""
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    lines = (
        f"<url><loc>{escape(site + quote(each, safe='/%@!$&+,;=:~'))}</loc>{changed}</url>"
        for each in addresses
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAPS}">'
    return "\n".join([head, *lines, "</urlset>", ""])


def robots(site: str) -> str:
    """Let everybody read, and name the sitemap; pages of past days need no place in an index."""
    return f"User-agent: *\nDisallow: /asof/\n\nSitemap: {site}sitemap.xml\n"


def llms(site: str, day: str) -> str:
    """Tell an assistant what is here and how to cite it."""
    known = f" Known through {day}." if day else ""
    return "\n".join(
        [
            "# limen",
            "",
            f"> AI safety levels and the frameworks around them as linked data: every statement with source and days.{known}",
            "",
            "Every page of a thing lies at doc/id/…, with the same as .ttl and .jsonld beside it.",
            "Cite the record of a claim with its source and its days; a statement without a day is undated, not current.",
            "A mapping is its author's judgement. A policy is voluntary and binds its issuer. Nothing here is legal advice.",
            "",
            "## Pages",
            "",
            *(f"- [{title}]({site}{path}): {told}" for path, title, told in _TOLD),
            "",
        ]
    )
