"""The application: which address is answered by what."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import falcon
import falcon.asgi
from falcon.asgi import Request, Response

from limen.serve import discovery, questions
from limen.serve.accept import JSON, Form, chosen
from limen.serve.desk import Desk
from limen.serve.documents import Asked, Reading
from limen.serve.form import Fields, Unreadable
from limen.serve.guard import Guard, Log
from limen.serve.holdings import Holdings
from limen.serve.limits import Limits
from limen.serve.pool import Busy, Pool
from limen.serve.protocol import Sparql, busy
from limen.serve.reply import Reply, message

_PLAIN = Form("text/plain", "txt")
Making = Callable[[Request], Reply]


def application(holdings: Holdings, limits: Limits, log: Log) -> Guard:
    """Put the application together; it starts its processes when the server starts it."""
    pool, desk = Pool(holdings.packed, limits), Desk(limits)
    app = falcon.asgi.App(middleware=[_Life(pool, desk)])
    app.req_options.auto_parse_qs_csv = False
    app.add_route("/sparql", Sparql(holdings, pool, desk, limits))
    for address, make in _made(holdings).items():
        app.add_route(address, _Made(make, desk))
    app.add_sink(_Documents(holdings, desk), "/")
    app.set_error_serializer(_error)
    app.add_error_handler(Unreadable, _unreadable)
    app.add_error_handler(Busy, _busy(limits))
    return Guard(app, limits, log)


def _made(holdings: Holdings) -> dict[str, Making]:
    """What is made of the data, by its address."""
    return {
        "/resolve": lambda request: questions.resolved(holdings, Fields(request.query_string)),
        "/show": lambda request: questions.shown(holdings, Fields(request.query_string)),
        "/search": lambda request: questions.found(holdings, Fields(request.query_string)),
        "/catalog": lambda request: discovery.catalog(holdings, _accept(request)),
        "/.well-known/void": lambda request: discovery.catalog(holdings, _accept(request)),
        "/sitemap.xml": lambda request: discovery.sitemap(holdings, request.prefix),
        "/robots.txt": lambda request: discovery.robots(request.prefix),
        "/llms.txt": lambda _: discovery.llms(holdings),
        "/downloads/{name}": lambda request: discovery.download(holdings, request.path.rpartition("/")[2]),
        "/assets/{name}": lambda request: discovery.asset(holdings, request.path[1:]),
    }


class _Life:
    """What begins and ends with the server."""

    def __init__(self, pool: Pool, desk: Desk) -> None:
        self._pool = pool
        self._desk = desk

    async def process_startup(self, _scope: Any, _event: Any) -> None:
        await self._pool.start()

    async def process_shutdown(self, _scope: Any, _event: Any) -> None:
        await self._pool.stop()
        self._desk.close()


class _Made:
    """An address at which something is made."""

    def __init__(self, make: Making, desk: Desk) -> None:
        self._make = make
        self._desk = desk

    async def on_get(self, request: Request, response: Response, **_: str) -> None:
        reply = await self._desk.do(lambda: self._make(request))
        reply.give(request, response)


class _Documents:
    """Every other address: a thing, a document or a page."""

    def __init__(self, holdings: Holdings, desk: Desk) -> None:
        self._reading = Reading(holdings)
        self._desk = desk

    async def __call__(self, req: Request, resp: Response | None, **_: str) -> None:
        if req.method != "GET" or resp is None:
            raise falcon.HTTPMethodNotAllowed(["GET", "HEAD", "OPTIONS"])
        path = req.scope["raw_path"].decode("latin-1").removeprefix("/")
        asked = Asked(path, _accept(req), questions.day_of(Fields(req.query_string)))
        reply = await self._desk.do(lambda: self._reading.answer(asked))
        reply.give(req, resp)


def _accept(request: Request) -> str:
    return request.get_header("Accept") or ""


def _error(request: Request, response: Response, error: falcon.HTTPError) -> None:
    """Say what went wrong as text, or as JSON to those who like that better."""
    words = error.description or error.title or "That cannot be answered"
    if chosen(_accept(request), (_PLAIN, JSON)) == JSON:
        response.content_type = JSON.media_type
        response.data = json.dumps({"error": words}).encode()
    else:
        response.content_type = "text/plain; charset=utf-8"
        response.data = f"{words}\n".encode()


async def _unreadable(request: Request, response: Response, error: Exception, _: Any) -> None:
    message(400, str(error)).give(request, response)


def _busy(limits: Limits) -> Any:
    async def handle(request: Request, response: Response, _error: Exception, _: Any) -> None:
        busy(limits).give(request, response)

    return handle
