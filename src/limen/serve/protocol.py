"""The SPARQL 1.1 Protocol, of which only queries are answered."""

from __future__ import annotations

import math

from falcon.asgi import Request, Response

from limen.serve.accept import GRAPHS, HTML, ROWS, Form, chosen
from limen.serve.desk import Desk
from limen.serve.form import Fields, Unreadable, utf8
from limen.serve.holdings import Holdings
from limen.serve.limits import Limits
from limen.serve.pool import Answer, Gone, Pool, TooSlow
from limen.serve.reply import Reply, message, sent_to
from limen.serve.service import service_triples
from limen.store import Query
from limen.term import is_iri

_VARY = ("Vary", "Accept")
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_NO_UPDATES = "Nothing is changed here; this endpoint answers queries only."


class Sparql:
    """The endpoint."""

    def __init__(self, holdings: Holdings, pool: Pool, desk: Desk, limits: Limits) -> None:
        """Take the data, and those who answer."""
        self._holdings = holdings
        self._pool = pool
        self._desk = desk
        self._limits = limits

    async def on_get(self, request: Request, response: Response) -> None:
        """Answer a query in the address; without one, describe the service."""
        accept = request.get_header("Accept") or ""
        fields = Fields(request.query_string)
        if fields.all("update"):
            reply = message(400, _NO_UPDATES)
        elif fields.all("query"):
            reply = await self._answer(fields.one("query"), fields, accept)
        elif chosen(accept, (*GRAPHS, HTML)) == HTML:
            reply = sent_to(303, "/query").along([_VARY])
        else:
            reply = await self._description(accept)
        reply.give(request, response)

    async def on_post(self, request: Request, response: Response) -> None:
        """Answer a query that was sent as a form, or as it is."""
        accept = request.get_header("Accept") or ""
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        text = utf8(await request.stream.read())
        if kind == _DIRECT:
            reply = await self._answer(text, Fields(request.query_string), accept)
        elif kind == _FORM and (fields := Fields(text)).all("update"):
            reply = message(400, _NO_UPDATES)
        elif kind == _FORM:
            reply = await self._answer(fields.one("query"), fields, accept)
        elif kind == _UPDATE:
            reply = message(415, _NO_UPDATES, ("Accept-Post", f"{_FORM}, {_DIRECT}"))
        else:
            reply = message(415, f"Send {_FORM} or {_DIRECT}.", ("Accept-Post", f"{_FORM}, {_DIRECT}"))
        reply.give(request, response)

    async def _answer(self, text: str, fields: Fields, accept: str) -> Reply:
        rows, triples = chosen(accept, ROWS), chosen(accept, GRAPHS)
        if rows is None and triples is None:
            known = ", ".join(form.media_type for form in (*ROWS, *GRAPHS))
            return message(406, f"Answers come as {known}.", _VARY)
        default, named = (_graphs(fields, f"{kind}-graph-uri") for kind in ("default", "named"))
        base = self._holdings.names.base
        query = Query(text, base, default, named, _type(rows), _type(triples))
        try:
            return self._said(await self._pool.ask(query))
        except TooSlow:
            most = f"{self._limits.seconds:g} seconds"
            return message(504, f"The query was ended: it took longer than {most}. Ask for less.")
        except Gone:
            return message(503, "The query was ended: it took too much memory. Ask for less.")

    def _said(self, answer: Answer) -> Reply:
        """Put how answering went into a status."""
        if answer.status == "answered":
            return Reply(200, answer.data, _typed(answer.message), (_VARY,))
        if answer.status == "too-large":
            most = f"{self._limits.answer:,} bytes"
            return message(413, f"The answer is larger than {most}. Ask for less, with LIMIT.")
        return message(406 if answer.status == "unacceptable" else 400, _sentence(answer.message), _VARY)

    async def _description(self, accept: str) -> Reply:
        form = chosen(accept, GRAPHS)
        if form is None:
            known = ", ".join(each.media_type for each in GRAPHS)
            return message(406, f"The description of this service comes as {known}.", _VARY)
        body = await self._desk.do(lambda: self._holdings.written(service_triples(self._holdings), form))
        return Reply(200, body, form.media_type, (_VARY,), is_kept=True)


def busy(limits: Limits) -> Reply:
    """Ask to come again."""
    again = str(math.ceil(limits.seconds))
    return message(503, f"Too many wait already. Come again in {again} seconds.", ("Retry-After", again))


def _graphs(fields: Fields, name: str) -> tuple[str, ...]:
    graphs = fields.all(name)
    for graph in graphs:
        if not is_iri(graph):
            raise Unreadable(f"The {name} {graph!r} is no absolute IRI.")
    return graphs


def _type(form: Form | None) -> str:
    return form.media_type if form else ""


def _typed(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
