"""Damages valid entries and graphs in some thousand systematic ways and says which check catches what: `make mutate`.

Read the report so: a row is one way to do damage, a column says how many such
mutants were caught there first. `parser`, `entries` and `identifiers` look at
files, `shapes`, `rules` and `mappings` at the graph. `same` are mutants that say
what the whole said, so that there is nothing to catch. `survived` are mutants
that nothing caught; proofs/survivors.yaml has the reason for every class of
them. A class is a way and a place, such as `drop claim.note`.

Exit 1 if a mutant survives without a listed reason, or if a listed class does
not occur any more. `--list` names each survivor, `--class 'drop claim.note'`
shows what was made of that class and who caught it.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from damage import Mutant, mutants
from graphs import GRAPH_LAYERS, GraphMutant, graph_mutants, judge_graphs
from judge import LAYERS, SAME, SURVIVED, chosen, judge
from plots import Plot, plots, read_shapes_once
from tables import TableMutant, judge_table, table_mutants

SURVIVORS = Path(__file__).with_name("survivors.yaml")
#: Graph mutants are checked so many at a time.
BATCH = 60


class Verdict(NamedTuple):
    """What became of a mutant."""

    group: str
    operator: str
    site: str
    layer: str
    code: str
    origin: str

    @property
    def cls(self) -> str:
        """The class of the mutant, by which survivors are listed."""
        return f"{self.operator} {self.site}"


class Reasons:
    """The classes that may survive, each with its reason."""

    def __init__(self, text: str) -> None:
        """Read the list: by group, reasons, and for each the ways with their places; `*` stands for anything."""
        self._listed = [
            (group, f"{operator} {place}")
            for group, reasons in yaml.safe_load(text).items()
            for ways in reasons.values()
            for operator, places in ways.items()
            for place in places
        ]

    def without(self, verdicts: Iterable[Verdict]) -> list[Verdict]:
        """Give the survivors for which no reason is listed."""
        return [each for each in verdicts if each.layer == SURVIVED and not self._of(each)]

    def idle(self, verdicts: Iterable[Verdict]) -> list[str]:
        """Give the listed classes that did not survive."""
        used = {listed for each in verdicts if each.layer == SURVIVED for listed in self._of(each)}
        return [f"{group}: {pattern}" for group, pattern in self._listed if (group, pattern) not in used]

    def _of(self, verdict: Verdict) -> list[tuple[str, str]]:
        return [
            (group, pattern)
            for group, pattern in self._listed
            if group == verdict.group and _matches(verdict.cls, pattern)
        ]


def entry_verdicts(
    plots_: Sequence[Plot], listed: Iterable[Mutant], *, shapes: bool = True
) -> Iterator[Verdict]:
    """Judge mutants of entries."""
    for each in listed:
        layer, code = judge(each, plots_[each.plot], shapes=shapes)
        origin = f"{plots_[each.plot].name} {each.path}"
        yield Verdict("entries", each.operator, each.site, layer, code, origin)


def table_verdicts(listed: Iterable[TableMutant]) -> Iterator[Verdict]:
    """Judge mutants of mapping files."""
    for each in listed:
        yield Verdict("tables", each.operator, each.site, *judge_table(each), each.name)


def _graph_verdicts(listed: Sequence[GraphMutant]) -> Iterator[Verdict]:
    for each, (layer, code) in zip(listed, judge_graphs(listed), strict=True):
        yield Verdict("graphs", each.operator, each.site, layer, code, each.node)


def _matches(cls: str, pattern: str) -> bool:
    """Say whether a class is meant: `*` stands for anything, all else for itself."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), cls) is not None


_JOBS: list[tuple[str, Sequence[Plot], Sequence[object]]] = []


def _do(number: int) -> list[Verdict]:
    """Do one job of the list that every worker has from its parent."""
    group, plots_, listed = _JOBS[number]
    if group == "entries":
        return list(entry_verdicts(plots_, listed))  # type: ignore[arg-type]
    return list(_graph_verdicts(listed) if group == "graphs" else table_verdicts(listed))  # type: ignore[arg-type]


def _jobs(each: int, wanted: str) -> Iterator[tuple[str, Sequence[Plot], Sequence[object]]]:
    plots_ = plots()
    every = (mutant for number, plot in enumerate(plots_) for mutant in mutants(plot, number))
    listed = sorted(chosen(every, each), key=lambda mutant: mutant.plot)
    graphs = graph_mutants(plots_[0].triples)
    for group, all_of_it in (("graphs", graphs), ("entries", listed), ("tables", table_mutants())):
        mine = [
            mutant
            for mutant in all_of_it
            if not wanted or _matches(f"{mutant.operator} {mutant.site}", wanted)
        ]
        for start in range(0, len(mine), BATCH):
            yield group, plots_, mine[start : start + BATCH]


def _table(group: str, verdicts: Iterable[Verdict]) -> str:
    """Set out the verdicts of a group: ways down, layers across."""
    counts: dict[str, Counter[str]] = {}
    for verdict in verdicts:
        counts.setdefault(verdict.operator, Counter())[verdict.layer] += 1
    layers = LAYERS if group == "entries" else GRAPH_LAYERS if group == "graphs" else ("parser", "mappings")
    columns = ("mutants", *layers, SAME, SURVIVED)
    rows = [(operator, count) for operator, count in sorted(counts.items())]
    rows.append(("all", sum((count for _, count in rows), Counter())))
    lines = [f"{group:<28}" + "".join(f"{column:>12}" for column in columns)]
    for operator, count in rows:
        cells = (count.total(), *(count[column] for column in columns[1:]))
        lines.append(f"  {operator:<26}" + "".join(f"{cell or '·':>12}" for cell in cells))
    return "\n".join(lines) + "\n"


def _verdicts(jobs: int, workers: int) -> list[Verdict]:
    """Do all jobs, in some processes; the order of the verdicts is that of the mutants."""
    gc.freeze()
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return [verdict for done in pool.map(_do, range(jobs), chunksize=1) for verdict in done]


def main() -> int:
    """Damage, judge, report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--each", type=int, default=1, help="mutants of each class of entries")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--list", action="store_true", help="name every survivor")
    parser.add_argument(
        "--class", dest="cls", default="", help="only the classes that match this, each with its verdict"
    )
    asked = parser.parse_args()
    read_shapes_once()
    _JOBS.extend(_jobs(asked.each, asked.cls))
    verdicts = _verdicts(len(_JOBS), asked.workers)
    for group in ("entries", "tables", "graphs"):
        if mine := [each for each in verdicts if each.group == group]:
            print(_table(group, mine))
    for each in verdicts:
        if asked.cls or (asked.list and each.layer == SURVIVED):
            print(f"{each.group}: {each.cls}: {each.layer} {each.code} ({each.origin})")
    if asked.cls:
        return 0
    return _judged(verdicts, Reasons(SURVIVORS.read_text(encoding="utf-8")))


def _judged(verdicts: list[Verdict], reasons: Reasons) -> int:
    """Say which survivors have no reason and which reasons no survivor."""
    unexplained, idle = reasons.without(verdicts), reasons.idle(verdicts)
    for each in unexplained:
        print(f"SURVIVED without a reason: {each.group}: {each.cls} ({each.origin})")
    for listed in idle:
        print(f"LISTED but caught, or gone: {listed}")
    lived = sum(each.layer == SURVIVED for each in verdicts)
    same = sum(each.layer == SAME for each in verdicts)
    caught = len(verdicts) - lived - same
    print(
        f"{len(verdicts):,} mutants: {caught:,} caught, {same} say the same as before, {lived} survived, "
        f"{len(unexplained)} of them without a reason"
    )
    return 1 if unexplained or idle else 0


if __name__ == "__main__":
    sys.exit(main())
