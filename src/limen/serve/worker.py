"""A process that answers queries, one after the other, until it is ended or its input ends.

It is told the data first, as `limen.store.packed` writes them, and then queries;
what it reads and writes are frames: a length, and so many bytes.
"""

from __future__ import annotations

import io
import json
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Any

from limen.errors import UnknownFormat, UnknownQuery
from limen.query import asked_graphs, refuse_foreign
from limen.store import Query, Store
from limen.vocab import prefixes

_LENGTH = 8
_GRACE = 5  # seconds after its time that a process ends itself, should nobody have ended it


class TooLarge(Exception):
    """An answer outgrew its limit."""


class Bounded(io.RawIOBase):
    """A place to write to that holds so many bytes and no more."""

    def __init__(self, most: int) -> None:
        """Take the limit."""
        super().__init__()
        self._most = most
        self.written = bytearray()

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Keep some bytes."""
        if len(self.written) + len(data) > self._most:
            raise TooLarge
        self.written += data
        return len(data)


def frame(data: bytes) -> bytes:
    r"""Put the length before some bytes.

    >>> frame(b"ab")
    b'\x00\x00\x00\x00\x00\x00\x00\x02ab'
    """
    return len(data).to_bytes(_LENGTH) + data


def answer(store: Store, told: Mapping[str, Any]) -> tuple[dict[str, str], bytes]:
    """Answer what a frame asks for: how it went, and the bytes of the answer."""
    sink = Bounded(told["most"])
    try:
        text, known = told["text"], prefixes()
        refuse_foreign(text)
        query = Query(*(_value(told[name]) for name in Query._fields))
        if not query.default and not query.named and (graphs := asked_graphs(text, known, query.base)):
            query = query._replace(default=graphs.default, named=graphs.named)
        media_type = store.write(query, known, sink)
    except UnknownQuery as error:
        return {"status": "refused", "message": str(error)}, b""
    except UnknownFormat as error:
        return {"status": "unacceptable", "message": str(error)}, b""
    except TooLarge:
        return {"status": "too-large", "message": ""}, b""
    return {"status": "answered", "message": media_type}, bytes(sink.written)


def _value(told: Any) -> Any:
    """JSON has no tuples."""
    return tuple(told) if isinstance(told, list) else told


def _read(stream: IO[bytes]) -> bytes:
    return stream.read(int.from_bytes(stream.read(_LENGTH)))


def _confine(memory: int) -> None:
    """From now on open nothing, neither a file nor a connection, and take no more memory than so many bytes."""
    with suppress(ImportError):  # where there are no such limits, the words of a query are still looked at
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def main() -> None:
    """Read the data, confine the process, and answer."""
    asked, said = sys.stdin.buffer, sys.stdout.buffer
    memory = int.from_bytes(_read(asked))
    store = Store.unpacked(_read(asked))
    _confine(memory)
    said.write(frame(b"ready"))
    said.flush()
    while text := _read(asked):
        told = json.loads(text)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, told["seconds"] + _GRACE)
        how, data = answer(store, told)
        said.write(frame(json.dumps(how).encode()) + frame(data))
        said.flush()
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    main()
