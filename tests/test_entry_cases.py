"""Small entries, one of each dialect, with every triple they become.

`LIMEN_ACCEPT=1 pytest tests/test_entry_cases.py` writes the triples anew; review the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from limen.graph import entry_statements
from limen.identifier import Identifier
from limen.model.entry import Dialect, Entry
from limen.model.index import build_index
from limen.model.names import Names
from limen.parse import parse_file
from limen.parse.header import home_path
from limen.publish.trace import trace_entry

CASES = sorted((Path(__file__).parent / "data" / "entries").iterdir())
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
SEED_FILES = [
    pytest.param("secid-anthropic.md", "weakness/anthropic.md", ""),
    pytest.param("ai-safety-levels-note.md", "ai-safety-levels-note.md", "secid:weakness/anthropic.com/asl"),
]


def read(path: str, file: Path, about: str = "") -> Entry:
    """Read an entry that no finding stops from being published."""
    sidecar = file.with_name(f"{file.name}.yaml")
    entry, _ = parse_file(
        path, file.read_bytes(), about=about, sidecar=sidecar.read_bytes() if sidecar.is_file() else None
    )
    assert entry
    return entry


def case_file(case: Path) -> tuple[str, Path]:
    """The input of a case and its path in a registry, which a first reading tells."""
    (file,) = case.glob("input.*[dn]")
    entry = read(file.name, file)
    home = file.stem if entry.dialect is Dialect.NOTE else home_path(entry.namespace)
    return f"{home}{file.suffix}", file


def nquads(entry: Entry) -> str:
    names = Names()
    graph = names.graph(entry.path)
    lines = {f"{s} {p} {o} {graph} ." for s, p, o, *_ in entry_statements(entry, build_index([entry]), names)}
    return "".join(f"{line}\n" for line in sorted(lines))


def lost_lines(entry: Entry, file: Path) -> list[str]:
    statements = tuple(entry_statements(entry, build_index([entry]), Names()))
    text = file.read_text(encoding="utf-8")
    return [
        f"{each.number}: {each.text}" for each in trace_entry(entry, text, statements, "") if each.is_lost
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_entry_when_converted_becomes_the_expected_quads(case: Path) -> None:
    """Each case becomes exactly the quads beside it."""
    path, file = case_file(case)
    actual, expected = nquads(read(path, file)), case / "expected.nq"
    if os.environ.get("LIMEN_ACCEPT"):
        expected.write_text(actual, encoding="utf-8")

    assert expected.read_text(encoding="utf-8").splitlines() == actual.splitlines()


def test_cases_when_counted_show_every_dialect() -> None:
    """There is a case for each form that files are found in."""
    assert set(Dialect) == {read(file.name, file).dialect for _, file in map(case_file, CASES)}


@pytest.mark.parametrize("name", ["short-namespace", "note", "sources", "flat", "names", "body-tables"])
def test_lines_of_a_case_when_traced_are_none_lost(name: str) -> None:
    """Every line of a Markdown entry gives statements, or only gives it shape."""
    path, file = case_file(Path(__file__).parent / "data" / "entries" / name)

    assert [] == lost_lines(read(path, file), file)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize(("name", "path", "about"), SEED_FILES)
def test_lines_of_a_seed_when_traced_are_none_lost(name: str, path: str, about: str) -> None:
    """The same holds for the two texts that the project began with."""
    entry = read(path, SEEDS / name, about)

    assert Identifier("weakness", entry.namespace.namespace, "asl" if about else "") == entry.topic
    assert [] == lost_lines(entry, SEEDS / name)
