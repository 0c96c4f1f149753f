"""The server: listening, saying so, and ending cleanly."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from limen.errors import WrongUse
from limen.serve.app import application
from limen.serve.guard import Log
from limen.serve.holdings import Holdings
from limen.serve.limits import Limits

_BACKLOG = 2048


def run(
    holdings: Holdings, place: tuple[str, int], limits: Limits, log: Log, ready: Callable[[str], None]
) -> None:
    """Serve at a host and port until the process is told to stop; `ready` is called with the address once it is.

    Raises:
        WrongUse: if the address cannot be listened at.
    """
    with listen(*place) as listening, _ending():
        Server(holdings, limits, log, lambda: ready(_address(listening))).run(sockets=[listening])


@contextmanager
def _ending() -> Iterator[None]:
    """Let the server's own end be the end: it raises the signal that ended it once more when it is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    known = {each: signal.signal(each, lambda *_: None) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in known.items():
            signal.signal(each, handler)


class Server(uvicorn.Server):
    """A server that tells when it is there."""

    def __init__(self, holdings: Holdings, limits: Limits, log: Log, ready: Callable[[], None]) -> None:
        """Take what is served; nothing is started yet."""
        super().__init__(_config(holdings, limits, log))
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def _config(holdings: Holdings, limits: Limits, log: Log) -> uvicorn.Config:
    return uvicorn.Config(
        application(holdings, limits, log),
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=_BACKLOG,
        h11_max_incomplete_event_size=2 * limits.address,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=3,
    )


def listen(host: str, port: int) -> socket.socket:
    """Take an address; the server does the rest.

    Raises:
        WrongUse: if it cannot be had.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return _bound(socket.socket(family, kind, protocol), address)
    except OSError as error:
        raise WrongUse(
            f"cannot listen at {host}, port {port}: {error.strerror}; give another --port"
        ) from error


def _bound(listening: socket.socket, address: tuple[Any, ...]) -> socket.socket:
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
