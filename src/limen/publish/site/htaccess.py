"""The rules by which the persistent names lead to the site: for w3id.org, which runs Apache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_TURTLE = r"text/turtle|application/x-turtle"
_JSONLD = r"application/ld\+json"
_RECORDS = "claim|mapping|assessment|argument|evaluation|derived|reference|link|pattern"


class Rule(NamedTuple):
    """One rule: the path that it is for, the media types asked for, if any, and where it leads below the site."""

    pattern: str
    accept: str
    target: str
    status: int


def rules() -> tuple[Rule, ...]:
    """List the rules in the order in which they are tried: a version, data asked for by suffix or type, then HTML.

    A thing answers 303, since its document is another thing; a document 302.
    """
    found = [Rule(r"^ns/([0-9]+(?:\.[0-9]+)*)$", "", "ns/$1.ttl", 302)]
    found += [Rule(r"^(ns|(?:doc|graph)/.+)\.(ttl|jsonld)$", "", "$1.$2", 302)]
    for pattern, target, status in _documents():
        found += [
            Rule(pattern, _TURTLE, f"{target}.ttl", status),
            Rule(pattern, _JSONLD, f"{target}.jsonld", status),
            Rule(pattern, "", f"{target}/", status),
        ]
    found += [
        Rule(r"^$", _TURTLE, "downloads/limen.ttl", 302),
        Rule(r"^$", _JSONLD, "downloads/limen.jsonld", 302),
        Rule(r"^(.*)$", "", "$1", 302),
    ]
    return tuple(found)


def _documents() -> Iterator[tuple[str, str, int]]:
    yield r"^ns/?$", "ns", 302
    yield r"^(id/.+?)/?$", "doc/$1", 303
    yield rf"^((?:{_RECORDS})/.+?)/?$", "doc/$1", 303
    yield r"^((?:doc|graph)/.+?)/?$", "$1", 302


def htaccess(site: str, table: Iterable[Rule]) -> str:
    """Write rules for Apache; the address of the site stands in one line."""
    return "\n".join(
        [
            "# Leads the persistent names of limen to the site that tells of them.",
            "Options +FollowSymLinks -MultiViews",
            "Header set Access-Control-Allow-Origin *",
            "Header append Vary Accept",
            "RewriteEngine On",
            "# The address of the site.",
            f"RewriteRule ^ - [E=SITE:{site.rstrip('/')}]",
            *(line for rule in table for line in _lines(rule)),
            "",
        ]
    )


def _lines(rule: Rule) -> Iterator[str]:
    if rule.accept:
        yield f"RewriteCond %{{HTTP_ACCEPT}} (?:{rule.accept}) [NC]"
    yield f"RewriteRule {rule.pattern} %{{ENV:SITE}}/{rule.target} [R={rule.status},L,NE]"
