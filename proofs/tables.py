"""Mapping files, damaged cell by cell, and who catches it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from damage import misspelt
from judge import SAME, SURVIVED
from limen.check.explain import read_page
from limen.publish import check_mappings
from plots import ROOT, Said, said

_ENDS = ("subject_id", "predicate_id", "object_id")


@dataclass(frozen=True)
class TableMutant:
    """A mapping file with one damage."""

    operator: str
    site: str
    name: str
    whole: bytes
    data: bytes


def table_mutants() -> list[TableMutant]:
    """Damage the passing mapping files of the pages on findings; one mutant of each class."""
    kept: dict[tuple[str, str], TableMutant] = {}
    for name, whole in _files():
        for operator, site, text in _damaged(whole.decode()):
            kept.setdefault((operator, site), TableMutant(operator, site, name, whole, text.encode()))
    return [kept[each] for each in sorted(kept)]


def judge_table(mutant: TableMutant) -> tuple[str, str]:
    """Say whether the parser or the checks of mappings catch a mutant, and by which code."""
    new = _said(mutant.data) - _said(mutant.whole)
    if mutant.data == mutant.whole:
        return SAME, ""
    if not new:
        return SURVIVED, ""
    _, code, _ = min(new)
    return ("mappings" if code in _mapping_codes() else "parser"), code


@cache
def _said(data: bytes) -> Said:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.sssom.tsv")
        path.write_bytes(data)
        found = check_mappings([path]).findings
    return said(replace(each, path="") for each in found)


@cache
def _mapping_codes() -> frozenset[str]:
    """The codes that stand in the modules which check what mappings mean."""
    text = "".join(
        path.read_text("utf-8") for path in sorted((ROOT / "src/limen/check/mapping").glob("*.py"))
    )
    return frozenset(page.stem for page in (ROOT / "findings").glob("*.md") if f'"{page.stem}"' in text)


def _files() -> Iterator[tuple[str, bytes]]:
    for page in sorted((ROOT / "findings").glob("*.md")):
        for file in read_page(page.stem, page.read_text(encoding="utf-8")).passes.files:
            if file.path.endswith(".sssom.tsv") and not _said(file.content):
                yield page.stem, file.content


def _damaged(text: str) -> Iterator[tuple[str, str, str]]:
    """Damage each column of the first row, each column whole, the rows and the metadata."""
    lines = text.split("\n")
    head = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    columns, row = lines[head].split("\t"), lines[head + 1].split("\t")

    def having(changed: list[str], at: int = head + 1) -> str:
        return "\n".join([*lines[:at], *changed, *lines[at + 1 :]])

    for at, column in enumerate(columns):
        for operator, cell in _cells(row[at]):
            yield operator, column, having(["\t".join([*row[:at], cell, *row[at + 1 :]])])
        yield "drop cell", column, having(["\t".join(row[:at] + row[at + 1 :])])
        renamed = [*columns[:at], misspelt(column), *columns[at + 1 :]]
        yield "misspell column", column, having(["\t".join(renamed)], head)
        yield "duplicate column", column, having(["\t".join([*columns[: at + 1], *columns[at:]])], head)
    if set(_ENDS) <= set(columns):
        swapped = list(row)
        one, two = columns.index("subject_id"), columns.index("object_id")
        swapped[one], swapped[two] = row[two], row[one]
        yield "swap ends", "row", having(["\t".join(swapped)])
        yield "duplicate with ends swapped", "row", having(["\t".join(row), "\t".join(swapped)])
    yield "duplicate", "row", having(["\t".join(row)] * 2)
    yield "drop", "row", having([])
    for n, line in enumerate(lines[:head]):
        key = line.lstrip("# ").partition(":")[0]
        site = f"metadata {key}" if not line.startswith("#  ") else "prefix"
        yield "drop", site, "\n".join(lines[:n] + lines[n + 1 :])
        yield "misspell", site, "\n".join([*lines[:n], line.replace(key, misspelt(key), 1), *lines[n + 1 :]])


def _cells(cell: str) -> Iterator[tuple[str, str]]:
    make: list[tuple[str, Callable[[str], str]]] = [
        ("empty", lambda _: ""),
        ("misspell", misspelt),
        ("retype as number", lambda _: "7"),
        ("retype as words", lambda _: "some words"),
        (
            "retarget to an unknown prefix",
            lambda old: "zz:" + old.rpartition(":")[2] if ":" in old else old + "|",
        ),
    ]
    for operator, change in make:
        if change(cell) != cell:
            yield operator, change(cell)
