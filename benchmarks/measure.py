"""Measures a step in a process of its own: CPU seconds, peak memory and what it gave."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from statistics import median
from typing import Any

#: A step prepares, unmeasured, and returns what is to be measured.
Step = Callable[..., Callable[[], Any]]

#: After this many CPU seconds, preparation and all, a step is not run again; after so many real ones it ends.
ENOUGH, LIMIT = 4.0, 180.0


@dataclass(frozen=True)
class Measured:
    """Medians over the runs of a step; a step that failed has no seconds."""

    seconds: float | None
    megabytes: float = 0.0
    cost: float = 0.0  # CPU seconds with imports and preparation
    results: tuple[Any, ...] = ()
    failure: str = ""

    @property
    def result(self) -> Any:
        """What the last run gave."""
        return self.results[-1] if self.results else None


def cpu_seconds() -> float:
    """CPU time of this process so far, its own and the system's for it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_megabytes() -> float:
    """The most memory that this process has had so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1024


def side_by_side(steps: Sequence[Step], *arguments: object, runs: int) -> list[Measured]:
    """Run steps by turns, so that whatever else the machine does slows all of them alike."""
    done: list[list[Measured]] = [[] for _ in steps]
    for _ in range(runs):
        for step, before in zip(steps, done, strict=True):
            if (
                all(each.seconds is not None for each in before)
                and sum(each.cost for each in before) < ENOUGH
            ):
                before.append(once(step, *arguments))
    return [_together(each) for each in done]


def once(step: Step, *arguments: object) -> Measured:
    """Run a step in a new process.

    A new process counts its parent's memory as its own first peak, so whoever
    calls this must not hold or import anything large.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(sender, step, arguments))
    process.start()
    sender.close()
    try:
        if not receiver.poll(LIMIT):
            return Measured(None, failure="too slow")
        measured: Measured = receiver.recv()
    except EOFError:
        return Measured(None, failure="ended")
    else:
        return measured
    finally:
        process.kill()
        process.join()


def _child(sender: Connection, step: Step, arguments: tuple[object, ...]) -> None:
    try:
        run = step(*arguments)
        gc.collect()
        gc.freeze()  # what was prepared costs the collector nothing from here
        before = cpu_seconds()
        result = run()
        after = cpu_seconds()
        measured = Measured(after - before, peak_megabytes(), after, (result,))
    except Exception as error:  # noqa: BLE001 - a step that fails is a result too
        print(f"{step}: {error!r}", file=sys.stderr)
        measured = Measured(None, failure=type(error).__name__)
    sender.send(measured)
    sender.close()


def _together(runs: Sequence[Measured]) -> Measured:
    if runs[-1].seconds is None:
        return runs[-1]
    return Measured(
        median(each.seconds or 0.0 for each in runs),
        median(each.megabytes for each in runs),
        sum(each.cost for each in runs),
        tuple(each.result for each in runs),
    )
