"""Feeds damaged and hostile input to the readers of limen for a bounded time: `make fuzz TIME=60`.

Read the report so: each DEFECT is something that is neither findings nor a clean
result. It has the kind and seed of its case, what went wrong, and the smallest
bytes that were found to do the same; `fuzz.py --kind KIND --seed SEED` runs that
one case again. Without a defect there is one line and exit 0.

A defect is an exception, more than five seconds or three gigabytes, a finding
that lies outside its file or that a report cannot write, an identifier that does
not come back from its IRI, triples that another reader does not take, or a mend
that is not done after one time.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from cases import KINDS, case_of
from readers import READERS

#: A case may take so many seconds, and a process so many bytes.
SECONDS, BYTES = 5, 3 << 30
#: After this many seconds more, the process is taken to be stuck in code that no signal reaches.
GRACE = 60
#: So many ways to make a case smaller are tried.
TRIES = 3000


class TooLongError(BaseException):
    """A case took more than its time; no handler of limen can swallow it."""


class Defect(NamedTuple):
    """What a case brought to light: two defects are the same if kind and sign agree."""

    kind: str
    seed: int
    sign: str
    detail: str


def fault(kind: str, data: bytes) -> tuple[str, str]:
    """Feed a case to its readers: the sign of what went wrong and its details; empty if all is well."""
    try:
        for read in READERS[kind]:
            signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of CPU: others may be at work here too
            read(data)
    except (Exception, TooLongError) as error:  # noqa: BLE001 # any is a defect
        frames = traceback.extract_tb(error.__traceback__)
        own = next((each for each in reversed(frames) if "/limen/" in each.filename), frames[-1])
        what = str(error)[:80] if isinstance(error, AssertionError) else ""
        place = (
            ""
            if isinstance(error, TooLongError)
            else f" in {Path(own.filename).name}:{own.lineno} {own.name}"
        )
        sign = f"{type(error).__name__}{place} {re.sub('[0-9]+', 'N', what)}"
        return sign.rstrip(), f"{type(error).__name__}: {str(error)[:300]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "", ""


def smallest(kind: str, data: bytes, sign: str) -> bytes:
    """Leave pieces out, ever smaller ones, as long as the same goes wrong."""
    tries, size = 0, max(len(data) // 2, 1)
    until = time.monotonic() + 20
    while size:
        at = 0
        while at < len(data) and tries < TRIES and time.monotonic() < until:
            shorter = data[:at] + data[at + size :]
            tries += 1
            if fault(kind, shorter)[0] == sign:
                data = shorter
            else:
                at += size
        size //= 2
    return data


def _work(number: int, of: int, until: float, beat: Any, defects: Any) -> None:
    """Try every so manyth seed until the time is over; the beat tells which, and since when."""
    _limit()
    done = 0
    for seed in count(number, of):
        if time.monotonic() > until:
            break
        kind = KINDS[seed // of % len(KINDS)]
        beat[0], beat[1] = seed, time.monotonic()
        sign, detail = fault(kind, case_of(kind, seed))
        if sign:
            defects.put(Defect(kind, seed, sign, detail))
        done += 1
    beat[1] = 0.0
    defects.put(done)


def _limit() -> None:
    """Bound the time of a case and the memory of this process, and say what happens when it is over."""
    signal.signal(signal.SIGPROF, _too_long)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def _too_long(*_: object) -> None:
    raise TooLongError


def hunt(seconds: float, workers: int, start: int) -> tuple[list[Defect], int]:
    """Try cases for some seconds in several processes; give one defect for each sign, and the number of cases."""
    context = multiprocessing.get_context("fork")
    defects, done = context.Queue(), 0
    found: dict[tuple[str, str], Defect] = {}
    until = time.monotonic() + seconds
    beats = [context.Array("d", 2) for _ in range(workers)]
    crew = [
        context.Process(
            target=_work, args=(start + number, workers, until, beats[number], defects), daemon=True
        )
        for number in range(workers)
    ]
    for each in crew:
        each.start()
    while any(each.is_alive() for each in crew) or not defects.empty():
        for got in _waiting(defects):
            if isinstance(got, Defect):
                found.setdefault((got.kind, got.sign), got)
            else:
                done += got
        for each, (seed, since) in zip(crew, ((int(beat[0]), beat[1]) for beat in beats), strict=True):
            kind = KINDS[seed // workers % len(KINDS)]
            if each.is_alive() and since and time.monotonic() - since > SECONDS + GRACE:
                each.kill()
                found.setdefault((kind, "stuck"), Defect(kind, seed, "stuck", "no signal could end it"))
            elif not each.is_alive() and each.exitcode and since:
                found.setdefault((kind, "died"), Defect(kind, seed, "died", f"exit code {each.exitcode}"))
    return sorted(found.values()), done


def _waiting(queue: Any) -> Iterator[Any]:
    time.sleep(0.2)
    while not queue.empty():
        yield queue.get()


def _print(defect: Defect) -> None:
    data = case_of(defect.kind, defect.seed)
    if defect.sign not in {"stuck", "died"}:
        data = smallest(defect.kind, data, defect.sign)
    print(
        f"DEFECT {defect.kind} seed {defect.seed}: {defect.sign}\n  {defect.detail}\n  {len(data)} bytes: {data[:600]!r}"
    )


def main() -> int:
    """Fuzz, print what was found, and say by the exit code whether that is anything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--time", type=float, default=60, help="seconds to go on for")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--start", type=int, default=0, help="the first seed; other seeds are other cases")
    parser.add_argument("--kind", choices=READERS, help="with --seed: the one case to try")
    parser.add_argument("--seed", type=int)
    asked = parser.parse_args()
    _limit()
    if asked.kind:
        data = case_of(asked.kind, asked.seed)
        sign, detail = fault(asked.kind, data)
        found, done = [Defect(asked.kind, asked.seed, sign, detail)] if sign else [], 1
    else:
        found, done = hunt(asked.time, asked.workers, asked.start)
    for defect in found:
        _print(defect)
    print(f"fuzzed {done:,} cases: {len(found)} defects")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
