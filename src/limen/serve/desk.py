"""Work of this process that takes a while, done beside the answering, one piece after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from limen.serve.limits import Limits
from limen.serve.pool import Busy

Made = TypeVar("Made")


class Desk:
    """One thread: what is made is kept, so that most answers wait for nothing."""

    def __init__(self, limits: Limits) -> None:
        """Take how much may wait."""
        self._thread = ThreadPoolExecutor(1, "desk")
        self._most = limits.waiting
        self._waiting = 0

    async def do(self, work: Callable[[], Made]) -> Made:
        """Have something done.

        Raises:
            Busy: if too much waits already.
        """
        if self._waiting >= self._most:
            raise Busy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Begin nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
