"""What stands between the server and the application: limits, hang-ups, headers for all, and the log."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from limen.serve.limits import Limits

Scope = dict[str, Any]
Event = dict[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Log = Callable[[str], None]

_OWN_ONLY = (
    "default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FOR_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Location, Retry-After",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_METHODS = "GET, HEAD, OPTIONS"
_QUERIED = "GET, HEAD, POST, OPTIONS"


@dataclass(slots=True)
class _Sent:
    """What has been sent of a response."""

    status: int = 0
    bytes: int = 0
    is_whole: bool = False
    started: float = field(default_factory=time.monotonic)


class TooMuch(Exception):
    """A request is larger than it may be."""


class HungUp(Exception):
    """The client has gone."""


class Guard:
    """An application between whose requests and responses the rules for all are kept."""

    def __init__(self, inner: Application, limits: Limits, log: Log) -> None:
        """Take the application."""
        self._inner = inner
        self._limits = limits
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        sent = _Sent()
        say = _saying(scope, sent, send)
        try:
            await self._answer(scope, receive, say, sent)
        except HungUp:
            sent.status = sent.status or 499
        took = (time.monotonic() - sent.started) * 1000
        path = scope["raw_path"].decode("latin-1")
        self._log(f"{scope['method']} {path} {sent.status} {took:.0f}ms {sent.bytes}")

    async def _answer(self, scope: Scope, receive: Receive, say: Send, sent: _Sent) -> None:
        if _size(scope) > self._limits.address:
            await _say(say, 431, "The address and the headers are too long.")
        elif scope["method"] == "OPTIONS":
            await _say(say, 204, "", {"Allow": _methods(scope), **_PREFLIGHT})
        else:
            try:
                async with asyncio.timeout(self._limits.upload):
                    body = await _body(receive, self._limits.query)
            except TooMuch:
                most = f"The request is larger than {self._limits.query:,} bytes."
                await _say(say, 413, most, {"Connection": "close"})
            except TimeoutError:
                await _say(say, 408, "The request took too long to arrive.", {"Connection": "close"})
            else:
                await self._watched(_as_get(scope), body, receive, say, sent)

    async def _watched(self, scope: Scope, body: bytes, receive: Receive, say: Send, sent: _Sent) -> None:
        """Run the application until it is done or nobody is there any more."""
        answering = asyncio.ensure_future(self._inner(scope, _replaying(body), say))
        leaving = asyncio.ensure_future(receive())
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not answering.done() and not sent.is_whole:
                answering.cancel()
                with suppress(asyncio.CancelledError):
                    await answering
                raise HungUp
            await answering
        finally:
            leaving.cancel()
            answering.cancel()


def _size(scope: Scope) -> int:
    headers = sum(len(name) + len(value) for name, value in scope["headers"])
    return headers + len(scope["raw_path"]) + len(scope["query_string"])


def _methods(scope: Scope) -> str:
    return _QUERIED if scope["path"] == "/sparql" else _METHODS


def _as_get(scope: Scope) -> Scope:
    """A HEAD is answered as a GET is, without the body."""
    return {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope


async def _body(receive: Receive, most: int) -> bytes:
    body = bytearray()
    while True:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise HungUp
        body += event.get("body", b"")
        if len(body) > most:
            raise TooMuch
        if not event.get("more_body", False):
            return bytes(body)


def _replaying(body: bytes) -> Receive:
    """Give a body that has arrived; after it, nothing more comes."""
    events = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Event:
        if events:
            return events.pop()
        return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]

    return receive


def _saying(scope: Scope, sent: _Sent, send: Send) -> Send:
    """Send on, with the headers for all; count what is sent, and leave the body of a HEAD out."""

    async def say(event: Event) -> None:
        if event["type"] == "http.response.start":
            sent.status = event["status"]
            event = {**event, "headers": [*event["headers"], *_headers_for_all(scope, event["headers"])]}
        elif event["type"] == "http.response.body":
            sent.is_whole = not event.get("more_body", False)
            if scope["method"] == "HEAD":
                event = {**event, "body": b""}
            sent.bytes += len(event.get("body", b""))
        with suppress(OSError):
            await send(event)

    return say


def _headers_for_all(scope: Scope, said: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    given = {name.lower(): value for name, value in said}
    wasm = " 'wasm-unsafe-eval'" if scope["path"] == "/query" else ""
    is_page = given.get(b"content-type", b"").startswith(b"text/html")
    policy = _OWN_ONLY.format(wasm=wasm) if is_page else "default-src 'none'; frame-ancestors 'none'"
    headers = _FOR_ALL | {"Content-Security-Policy": policy}
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


async def _say(say: Send, status: int, text: str, headers: dict[str, str] | None = None) -> None:
    body = f"{text}\n".encode() if text else b""
    known = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body))} if text else {}
    pairs = [(name.lower().encode(), value.encode()) for name, value in (known | (headers or {})).items()]
    await say({"type": "http.response.start", "status": status, "headers": pairs})
    await say({"type": "http.response.body", "body": body, "more_body": False})
