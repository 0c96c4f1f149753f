"""Measures limen against the plain way, in one run and on the same data.

    python benchmarks/bench.py [--size N] [--runs N]

The data are the project's `registry/`, a registry of about 83,000 triples and,
with `--size 10`, one ten times that. Both are copies of the SecID registry,
each with namespaces of its own, where that lies in `../shared/secid/registry`;
otherwise generated files like those of SecID.

How to read the table:

- Each step runs in a process of its own, limen's and the plain one by turns.
  Seconds are CPU seconds of the step alone, without imports and preparation;
  MB are the peak memory of its process, with them. Both are medians. A step
  that has used four seconds, with preparation, is not run again.
- The ratio is plain seconds by limen's: 10.0x means limen needs a tenth.
  Seconds change from machine to machine and hour to hour; ratios hardly do.
- The plain way is python-frontmatter or json to read, and rdflib's `Graph.add`
  or `Dataset.addN`, serialisers and SPARQL. It is given the triples that limen
  found, as plain values, so it has less to do: "reading" checks nothing, and
  "making triples" is only making terms and adding them.
- "N-Quads text" begins with plain values on both sides: limen makes terms and
  writes them sorted within each graph, rdflib makes terms, adds and serialises;
  each IRI is made once on both sides.
  "writing ..." begins with what each side holds in memory.
- "the whole" is reading, making triples, writing Turtle, JSON-LD and N-Quads,
  loading and the ten queries of `benchmarks/queries/`. Neither side checks shapes.
- Below the rows stand the parts of `limen check`, and `limen export`, which
  checks too, with the peak memory of each. An entry with an error is left out of
  an export, and the rest is then checked again.
- A step that takes longer than three minutes by the clock, preparation and all, is "too slow".
- Counts of rows stand beside the queries; where the two differ, both are shown.
- Below the table are the aims. Nothing is judged by them but the reader's eye:
  a missed aim is no failure of this program.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import ours
import plain
from measure import Measured, Step, once, side_by_side

import data
from data import Data

QUERIES = Path(__file__).parent / "queries"
FORMATS = ("nquads", "nt", "turtle", "json-ld", "xml", "trig")


class Comparison(NamedTuple):
    """One step done both ways."""

    name: str
    ours: Step
    plain: Step


class Row(NamedTuple):
    """One line of the table."""

    step: str
    data: str
    ours: Measured
    plain: Measured

    @property
    def ratio(self) -> float:
        """How many times faster limen is; 0 where that cannot be said."""
        return (self.plain.seconds or 0.0) / self.ours.seconds if self.ours.seconds else 0.0


COMPARISONS = (
    Comparison("reading", ours.reading, plain.reading),
    Comparison("making triples", ours.making, plain.making),
    Comparison("N-Quads text", ours.nquads_text, plain.nquads_text),
    *(
        Comparison(f"writing {name}", partial(ours.writing, name), partial(plain.writing, name))
        for name in FORMATS
    ),
    Comparison("loading to query", ours.loading, plain.making),
    Comparison("ten queries", partial(ours.queries, QUERIES), partial(plain.queries, QUERIES)),
    Comparison("the whole", partial(ours.whole, QUERIES), partial(plain.whole, QUERIES)),
)


def main() -> None:
    """Measure everything and print it as it comes."""
    options = _options()
    began = time.monotonic()
    print(f"Data: registry/, and {data.origin()}. CPU seconds and peak MB, medians; ratio = plain / limen.\n")
    print(_line("step", "data", "limen s", "plain s", "ratio", "limen MB", "plain MB"), flush=True)
    with tempfile.TemporaryDirectory(prefix="limen-bench-") as name:
        folder = Path(name)
        sizes = {size: data.sized(folder, size) for size in sorted({1, options.size, max(3, options.size)})}
        rows: list[Row] = []
        for each in (data.own(folder), *(sizes[size] for size in sorted({1, options.size}))):
            for row in _rows(_prepared(each), options.runs):
                rows.append(row)
                print(_shown(row), flush=True)
            print(*_checked(each), sep="\n", end="\n\n", flush=True)
        small, large = sizes[1], sizes[max(sizes)]
        memory = [once(ours.streaming, each) for each in (small, large)]
    if all(each.result for each in memory):
        print(*_memory_lines((small, large), memory), sep="\n")
    start = _start()
    print(f"limen --help: {start[0]:.3f} s CPU, {start[1]:.3f} s by the clock, medians of 10\n")
    print(*_aims(rows, memory, start[0]), sep="\n")
    print(f"\nMeasured in {time.monotonic() - began:.0f} s.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure limen against the plain way.")
    parser.add_argument("--size", type=int, default=1, help="also measure so many times 83 k triples")
    parser.add_argument("--runs", type=int, default=3, help="how often to run a step that is quick")
    options = parser.parse_args()
    if min(options.size, options.runs) < 1:
        parser.error("--size and --runs take numbers from 1 up")
    return options


def _prepared(each: Data) -> Data:
    files, triples = once(data.prepared, each).result
    print(f"{each.name}: {files:,} files, {triples:,} triples", flush=True)
    return replace(each, files=files, triples=triples)


def _rows(each: Data, runs: int) -> Iterator[Row]:
    for step in COMPARISONS:
        row = Row(step.name, each.name, *side_by_side((step.ours, step.plain), each, runs=runs))
        yield row
        if step.name == "ten queries":
            yield from _query_rows(row)


def _query_rows(row: Row) -> Iterator[Row]:
    """Take the ten queries apart; their process, and so their memory, is the same."""
    for name, (_, count) in (row.ours.result or {}).items():
        other = row.plain.result[name][1] if row.plain.result else None
        rows = f"{count} rows" if other in {count, None} else f"{count} rows, plain {other}"
        yield Row(f"  {name} ({rows})", row.data, _one(row.ours, name), _one(row.plain, name))


def _one(measured: Measured, name: str) -> Measured:
    if measured.seconds is None:
        return measured
    return Measured(median(result[name][0] for result in measured.results))


def _checked(each: Data) -> Iterator[str]:
    """Say what the parts of a check take, and what an export takes that is checked."""
    check, export = once(ours.checking, each), once(ours.exporting, each)
    parts = ", ".join(f"{part} {seconds:.2f} s" for part, seconds in (check.result or {}).items())
    yield f"limen check, {each.name}: {parts or check.failure}; peak {check.megabytes:.0f} MB"
    seconds = export.failure if export.seconds is None else f"{export.seconds:.2f} s"
    yield f"limen export --format nquads, {each.name}: {seconds}; peak {export.megabytes:.0f} MB"


def _line(*cells: str) -> str:
    widths = (45, 10, 9, 9, 9, 9, 9)
    first, second, *numbers = (
        cell.ljust(w) if i < 2 else cell.rjust(w)
        for i, (cell, w) in enumerate(zip(cells, widths, strict=True))
    )
    return "".join([first, second, *numbers])


def _shown(row: Row) -> str:
    sides = (row.ours, row.plain)
    seconds = [each.failure if each.seconds is None else _digits(each.seconds) for each in sides]
    megabytes = [f"{each.megabytes:.0f}" if each.megabytes else "" for each in sides]
    return _line(row.step, row.data, *seconds, _times(row.ratio), *megabytes)


def _times(ratio: float) -> str:
    return f"{ratio:.2f}x" if 0 < ratio < 10 else f"{ratio:.0f}x" if ratio else ""


def _digits(seconds: float) -> str:
    return f"{seconds:.4f}" if seconds < 0.1 else f"{seconds:.2f}"


def _memory_lines(sizes: tuple[Data, Data], memory: list[Measured]) -> Iterator[str]:
    for each, measured in zip(sizes, memory, strict=True):
        held, added = measured.result
        yield (
            f"streaming N-Quads, {each.name}: {held:.0f} MB with the registry open, {added:.1f} MB more while "
            f"writing, peak {measured.megabytes:.0f} MB"
        )
    yield f"peak, {sizes[1].name} to {sizes[0].name}: {memory[1].megabytes / memory[0].megabytes:.2f}x"


def _start() -> tuple[float, float]:
    """Start the command ten times; gives the medians of CPU and clock seconds."""
    runs = [_start_once() for _ in range(10)]
    return median(cpu for cpu, _ in runs), median(clock for _, clock in runs)


def _start_once() -> tuple[float, float]:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "limen", "--help"], check=True, stdout=subprocess.DEVNULL)
    clock, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, clock


def _aims(rows: list[Row], memory: list[Measured], start: float) -> Iterator[str]:
    """Compare with what is aimed at, on the largest data that both sides could do."""
    ratios = {row.step: (row.ratio, row.data) for row in rows if row.ratio}
    for step, aim in (("N-Quads text", 10), ("writing turtle", 20)):
        ratio, of = ratios[step]
        yield _aim(f"{step}, {of}: at least {aim} times faster than rdflib", f"{ratio:.1f}x", ratio >= aim)
    yield _aim("limen --help: under 0.15 s of CPU", f"{start:.3f} s", start < 0.15)
    if all(each.result for each in memory):
        small, large = (each.result[1] for each in memory)
        growth = f"{small:.1f} MB, then {large:.1f} MB"
        yield _aim("what writing N-Quads adds in memory: does not grow", growth, large < small + 2)


def _aim(words: str, found: str, met: bool) -> str:
    return f"{'met' if met else 'missed':8}{words}: {found}"


if __name__ == "__main__":
    main()
