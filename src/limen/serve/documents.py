"""Linked data: things answer with 303, documents with 200, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from urllib.parse import quote, unquote

from limen.errors import OutputRefused
from limen.serve.accept import GRAPHS, HTML, JSON, Form, by_ending, chosen
from limen.serve.holdings import Holdings
from limen.serve.linking import links
from limen.serve.reply import Reply, message, sent_to, told

_VARY = ("Vary", "Accept")
_SAFE = "/:@!$&'()*+,;=%~"
_CATALOG = "/catalog"
#: What the catalogue tells of, and no document of its own.
_OF_CATALOG = frozenset({"agent/developers"})


@dataclass(frozen=True)
class Asked:
    """What a client asks for: a path as it came, an Accept header, a day."""

    path: str  # without the first slash, with its escapes
    accept: str
    day: str = ""


@dataclass(frozen=True)
class Reading:
    """Answers to those who read documents."""

    holdings: Holdings

    def answer(self, asked: Asked) -> Reply:
        """Find what a path names, and give it."""
        path = self._known(asked.path)
        stem, form = by_ending(asked.path, (*GRAPHS, HTML))
        if path is not None:
            return self._document(path, asked, None)
        if form and (path := self._known(stem)) is not None:
            return self._document(path, asked, form)
        place, ending = (stem, f".{form.ending}") if form else (asked.path, "")
        return self._elsewhere(place, ending) or self._unknown(asked)

    def _known(self, path: str) -> str | None:
        """The document or page that a path names, whichever way it is escaped."""
        if path in self.holdings.paths:
            return path
        return self._decoded.get(unquote(path))

    @cached_property
    def _decoded(self) -> Mapping[str, str]:
        return {unquote(each): each for each in self.holdings.paths}

    def _document(self, path: str, asked: Asked, form: Form | None) -> Reply:
        """Give a document, in the form of its ending or in the one that is liked best."""
        local = path.removeprefix("doc/")
        if gone := self.holdings.lookup.withdrawn.get(local):
            return sent_to(301, self._address(f"doc/{gone}"))
        graphs = GRAPHS if self.holdings.has_graph(path) else ()
        forms = ((HTML,) if self.holdings.has_page(path) else ()) + graphs
        wanted = (form if form in forms else None) if form else chosen(asked.accept, forms)
        if wanted is None and not path and chosen(asked.accept, GRAPHS):
            return sent_to(303, _CATALOG).along([_VARY])  # what tells of the whole, in RDF
        if wanted is None:
            return self._not_so(path, forms)
        try:
            body = self._body(path, asked.day, wanted)
        except OutputRefused as error:
            return message(406, str(error), _VARY)
        status = 410 if local in self.holdings.lookup.withdrawn else 200
        type_ = wanted.media_type + ("; charset=utf-8" if wanted == HTML else "")
        headers = (*links(self.holdings, path, wanted), *(() if form else (_VARY,)))
        return Reply(status, body, type_, headers, is_kept=status == 200)

    def _body(self, path: str, day: str, form: Form) -> bytes:
        made = self.holdings.page(path, day) if form == HTML else self.holdings.graph(path, form)
        return made or b""

    def _not_so(self, path: str, forms: tuple[Form, ...]) -> Reply:
        known = ", ".join(form.media_type for form in forms)
        return message(406, f"{self._address(path)} comes as {known}.", _VARY)

    def _elsewhere(self, place: str, ending: str) -> Reply | None:
        """Send those who ask for a thing to its document, and those with a former name to the present one."""
        if place in _OF_CATALOG:
            return sent_to(303, _CATALOG)
        if place.endswith("/") and (path := self._known(place.rstrip("/"))) is not None:
            return sent_to(301, self._address(path) + ending)
        if (path := self._known(f"doc/{place}")) is not None:
            return sent_to(303, self._address(path) + ending)
        is_document = place.startswith("doc/")
        local = unquote(place.removeprefix("doc/"))
        if present := self.holdings.lookup.moved.get(local):
            path = self._known(f"doc/{present}")
            address = self._address(path or "").removeprefix("" if is_document else "/doc")
            return sent_to(301, address + ending) if path else None
        return None

    def _address(self, path: str) -> str:
        return "/" + quote(path, safe=_SAFE)

    def _unknown(self, asked: Asked) -> Reply:
        """Say that there is no such thing, and what is near."""
        near = self.holdings.nearest(unquote(asked.path))
        if chosen(asked.accept, (JSON, HTML)) == HTML and "html" in asked.accept:
            return Reply(404, _page(near, self._address).encode(), "text/html; charset=utf-8", (_VARY,))
        base = self.holdings.names.base
        nearest = [{"iri": f"{base}{each}", "address": self._address(each)} for each in near]
        return told({"error": "There is no such thing here.", "nearest": nearest}, 404).along([_VARY])


def _page(near: tuple[str, ...], address: Callable[[str], str]) -> str:
    items = "".join(
        f'<li><a href="{escape(address(each))}">{escape(unquote(each))}</a></li>' for each in near
    )
    nearest = f"<p>What comes nearest:</p><ul>{items}</ul>" if items else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not here – limen</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/assets/style.css"></head>'
        f'<body><main><h1>There is no such thing here</h1>{nearest}<p><a href="/">To the start</a></p></main></body>'
        "</html>\n"
    )
