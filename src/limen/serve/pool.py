"""Processes that answer queries: a few, each asked one thing at a time, ended when it takes too long."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass

from limen.serve.limits import Limits
from limen.serve.worker import frame
from limen.store import Query

_LENGTH = len(frame(b""))
_AGAIN = 1.0  # seconds before another try, where a process would not start
_GRACE = 0.5  # seconds that a query may go on when nobody waits for it any more


class Busy(Exception):
    """More queries wait than may."""


class TooSlow(Exception):
    """A query took longer than it may, and was ended."""


class Gone(Exception):
    """The process ended by itself; it ran out of memory, most likely."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How answering went; `message` is the media type of an answer, or what was wrong."""

    status: str
    message: str
    data: bytes


class Worker:
    """One process, with its own copy of the data."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Take a process that is ready."""
        self._process = process

    @classmethod
    async def start(cls, data: bytes, memory: int) -> Worker:
        """Start a process and give it the data.

        Raises:
            Gone: if it ended before it was ready.
        """
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "limen.serve.worker"),  # nothing of the current folder
            stdin=pipe,
            stdout=pipe,
            start_new_session=True,
        )
        worker = cls(process)
        try:
            await worker._write(frame(memory.to_bytes(8)) + frame(data))
            await worker._read()
        except BaseException:
            worker.end()
            await worker.ended()
            raise
        return worker

    async def ask(self, query: Query, limits: Limits) -> Answer:
        """Put a query to the process.

        Raises:
            Gone: if the process ends before it has answered.
        """
        told = query._asdict() | {"most": limits.answer, "seconds": limits.seconds}
        await self._write(frame(json.dumps(told).encode()))
        how, data = json.loads(await self._read()), await self._read()
        return Answer(how["status"], how["message"], data)

    async def _write(self, data: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(data)
            await self._process.stdin.drain()
        except OSError as error:
            raise Gone from error

    async def _read(self) -> bytes:
        assert self._process.stdout is not None
        try:
            length = await self._process.stdout.readexactly(_LENGTH)
            return await self._process.stdout.readexactly(int.from_bytes(length))
        except (asyncio.IncompleteReadError, OSError) as error:
            raise Gone from error

    def end(self) -> None:
        """End the process, whatever it is doing."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def ended(self) -> None:
        """Wait until the process is no more."""
        await self._process.wait()


class Pool:
    """The processes, and those who wait for one."""

    def __init__(self, data: Callable[[], bytes], limits: Limits) -> None:
        """Take what the processes hold; nothing is started yet."""
        self._data = data
        self._limits = limits
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._workers: set[Worker] = set()
        self._errands: set[asyncio.Task[None]] = set()
        self._waiting = 0

    async def start(self) -> None:
        """Start the processes, and wait for the first of them.

        Raises:
            Gone: if it would not start.
        """
        data = self._data()
        first = await Worker.start(data, self._limits.memory)
        self._workers.add(first)
        self._idle.put_nowait(first)
        for _ in range(1, self._limits.workers):
            self._send(self._add(data))

    async def stop(self) -> None:
        """End every process."""
        for errand in tuple(self._errands):
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        for worker in self._workers:
            worker.end()
        await asyncio.gather(*(worker.ended() for worker in self._workers))
        self._workers.clear()

    async def ask(self, query: Query) -> Answer:
        """Have a query answered; one that nobody waits for any more makes room for others.

        Raises:
            Busy: if too many wait, or this one waited too long.
            TooSlow: if the query was ended because it took too long.
            Gone: if the process ended by itself.
        """
        worker = await self._next()
        answering = asyncio.create_task(worker.ask(query, self._limits))
        try:
            done, _ = await asyncio.wait({answering}, timeout=self._limits.seconds)
        except asyncio.CancelledError:
            self._send(self._leave(worker, answering))
            raise
        if not done:
            answering.cancel()
            self._replace(worker)
            raise TooSlow
        return self._settle(worker, answering)

    async def _next(self) -> Worker:
        if self._idle.empty() and self._waiting >= self._limits.waiting:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.patience):
                return await self._idle.get()
        except TimeoutError as error:
            raise Busy from error
        finally:
            self._waiting -= 1

    def _settle(self, worker: Worker, answering: asyncio.Task[Answer]) -> Answer:
        """Take the answer, and have the process answer others."""
        try:
            answer = answering.result()
        except BaseException:
            self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        return answer

    async def _leave(self, worker: Worker, answering: asyncio.Task[Answer]) -> None:
        """Give a query that was left a moment: to start a process again costs more than most answers."""
        with suppress(Gone):
            done, _ = await asyncio.wait({answering}, timeout=_GRACE)
            if done:
                self._settle(worker, answering)
                return
            answering.cancel()
            self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        worker.end()
        self._send(self._bury(worker))
        self._send(self._add(self._data()))

    async def _bury(self, worker: Worker) -> None:
        await worker.ended()
        self._workers.discard(worker)

    async def _add(self, data: bytes) -> None:
        """Start a process; try again until there is one."""
        while True:
            try:
                worker = await Worker.start(data, self._limits.memory)
            except (Gone, OSError):
                await asyncio.sleep(_AGAIN)
            else:
                self._workers.add(worker)
                self._idle.put_nowait(worker)
                return

    def _send(self, errand: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)
