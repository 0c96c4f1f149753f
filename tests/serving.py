"""A server for tests: the real one, in a thread of its own, asked over real HTTP."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

from limen.model.names import Names
from limen.publish import Built, built_of, open_registry
from limen.publish.site import Site
from limen.serve import Holdings, Limits
from limen.serve.server import Server, listen

ROOT = Path(__file__).parents[1]
#: A query that nobody lives to see the end of, and one that is answered at once.
HANGING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUICK = "ASK { ?s ?p ?o }"


class Got(NamedTuple):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


class Client(NamedTuple):
    """Someone who asks a server."""

    port: int
    log: list[str]

    def ask(self, method: str, path: str, body: str | bytes = b"", **headers: str) -> Got:
        """Send one request on a connection of its own; header names have `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body.encode() if isinstance(body, str) else body
        with closing(self.connect()) as connection:
            connection.request(method, path, content or None, named)
            answer = connection.getresponse()
            return Got(answer.status, _joined(answer.getheaders()), answer.read())

    def get(self, path: str, accept: str = "", **headers: str) -> Got:
        """Get an address."""
        return self.ask("GET", path, **({"Accept": accept} if accept else {}), **headers)

    def query(self, text: str, accept: str = "", **fields: object) -> Got:
        """Put a query in the address."""
        return self.get(f"/sparql?{urlencode({'query': text, **fields}, doseq=True)}", accept)

    def connect(self) -> http.client.HTTPConnection:
        """Open a connection, on which nothing takes longer than 20 seconds."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in pairs:
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def address(text: str) -> str:
    """Escape a text for an address."""
    return quote(text, safe="")


@cache
def own() -> Holdings:
    """limen's own registry."""
    registry = open_registry([ROOT / "registry"], names=Names())
    built = built_of(registry)
    return Holdings(built, Names(), Site(built, registry, is_served=True), registry)


def small(*triples: tuple[str, str, str], base: str = "https://example.org/levels/") -> Holdings:
    """A few triples in one graph, without a registry."""
    built = Built(((f"{base}graph/entry/x.md", tuple(sorted(triples))),))
    return Holdings(built, Names(base), Site(built, None, base=base, is_served=True))


@contextmanager
def serving(holdings: Holdings, limits: Limits | None = None) -> Iterator[Client]:
    """Serve for as long as the block lasts."""
    log: list[str] = []
    ready = threading.Event()
    with listen("127.0.0.1", 0) as listening:
        server = Server(holdings, limits or Limits(), log.append, ready.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            assert ready.wait(60), "the server did not start"
            yield Client(listening.getsockname()[1], log)
        finally:
            server.should_exit = True
            thread.join(30)
            assert not thread.is_alive(), "the server did not end"
