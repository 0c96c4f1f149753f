"""The words of a query that say whom it asks: read from its text, before it is answered.

The store's own parser needs no space between words: to it `SERVICEex:b{…}` is a
call, and so is what follows `true` in `trueSERVICE<…>{…}`. So nothing here relies
on where a word ends; what is told apart is only what cannot be a keyword:
strings, comments, IRIs, variables, language tags and names behind a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from limen.errors import UnknownQuery

_STRINGS = (
    r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''",
    r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""',
    r"'(?:[^'\\\r\n]|\\.)*'",
    r'"(?:[^"\\\r\n]|\\.)*"',
)
# SPARQL 1.1, section 19.8; wider than the grammar where more can only be a syntax error.
_TOKEN = re.compile(
    rf"(?P<string>{'|'.join(_STRINGS)})"
    r"|(?P<comment>#[^\r\n]*)"
    r"|(?P<iri><(?:[^<>\"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]{4,8})*>)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*|_:[\w.-]+)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<other>\\.|.)",
    re.DOTALL,
)
_CALL = re.compile("SERVICE", re.IGNORECASE)
# In `?a<1)SERVICE#>` the sign is an operator, and what looks like an IRI hides a call.
_HIDDEN_CALL = re.compile(r"\).*SERVICE", re.IGNORECASE | re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PROLOGUE = frozenset({"BASE", "PREFIX", "VERSION"})
_UPDATES = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"})


class Graphs(NamedTuple):
    """The graphs that a query asks: those of its default graph and the named ones; IRIs."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def refuse_foreign(text: str) -> None:
    """Let a text pass that can only ask limen's own data, and not change it.

    Raises:
        UnknownQuery: if it calls another server, or is an update.

    >>> refuse_foreign("ASK { ?service ?p 'SERVICE' } # SERVICE")
    >>> refuse_foreign("ASK { SERVICEex:b{} }")
    Traceback (most recent call last):
    limen.errors.UnknownQuery: SERVICE asks another server; limen answers from its own data only
    """
    tokens = tuple(_tokens(text))
    if any(_may_call(kind, token) for kind, token in tokens):
        raise UnknownQuery("SERVICE asks another server; limen answers from its own data only")
    words = (token.upper() for kind, token in tokens if kind == "word")
    first = next((word for word in words if word not in _PROLOGUE), "")
    if first in _UPDATES:
        raise UnknownQuery(f"{first} changes data; limen answers queries only")


def _may_call(kind: str, token: str) -> bool:
    if kind == "iri":
        return _HIDDEN_CALL.search(token) is not None
    if kind == "name":
        return not token.startswith("_:") and _CALL.search(token.partition(":")[0]) is not None
    return kind == "word" and _CALL.search(token) is not None


def asked_graphs(text: str, prefixes: Mapping[str, str], base: str = "") -> Graphs | None:
    """Read the graphs that a query names with FROM; None if it names none.

    >>> asked_graphs("SELECT * FROM <x:a> FROM NAMED ex:b {}", {"ex": "x:/"})
    Graphs(default=('x:a',), named=('x:/b',))
    """
    tokens = [each for each in _tokens(text) if each[0] not in {"comment", "other"}]
    known, graphs = dict(prefixes), Graphs()
    for at, (kind, token) in enumerate(tokens):
        one, two = [*(each for _, each in tokens[at + 1 : at + 3]), "", ""][:2]
        word = token.upper() if kind == "word" else ""
        if word == "BASE":
            base = _resolved(one, known, base)
        elif word == "PREFIX":
            known[one.removesuffix(":")] = _resolved(two, known, base)
        elif word == "FROM" and one.upper() == "NAMED":
            graphs = graphs._replace(named=(*graphs.named, _resolved(two, known, base)))
        elif word == "FROM":
            graphs = graphs._replace(default=(*graphs.default, _resolved(one, known, base)))
    return graphs if graphs != Graphs() else None


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Take a text apart; spaces are left out."""
    for match in _TOKEN.finditer(text):
        if not match[0].isspace():
            yield match.lastgroup or "", match[0]


def _resolved(token: str, prefixes: Mapping[str, str], base: str) -> str:
    """The IRI that a token stands for; what stands for none gives no IRI either."""
    if token.startswith("<"):
        return urljoin(base, _ESCAPE.sub(lambda hit: chr(int(hit[1] or hit[2], 16)), token[1:-1]))
    prefix, colon, local = token.partition(":")
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local) if colon else ""
