"""The floors of the house, and that no room is too large to take in."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_imports_when_linted():
    """No import runs upward or sideways, no circle exists, and each library stays in its room."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout


def test_every_room_is_on_the_picture():
    """docs/architecture.md names every room there is, and none that is not."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in (ROOT / "src" / "limen").iterdir() if not path.name.startswith("__")} - {
        "py"
    }
    table = [line for line in page.splitlines() if line.startswith("| ") and line[2].isdigit()]
    named = {word.strip("` ") for line in table for word in line.split("|")[2].split(",")}

    assert rooms | {"__main__"} == named


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_size_of(path):
    """A file has at most 300 lines, and a function at most 50."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]

    assert len(text.splitlines()) <= 300
    assert [] == [node.name for node in functions if node.end_lineno - node.lineno >= 50]


def test_addresses_are_spelled_in_one_place():
    """No module but the vocabulary holds the base IRI or a vocabulary's namespace."""
    from limen.vocab import BASE, prefixes

    namespaces = {BASE, *prefixes().values()}
    code = {path: _strings_of_code(path) for path in SOURCES if path.name != "vocab.py"}

    assert [] == [
        (path.name, text) for path, texts in code.items() for text in texts for n in namespaces if n in text
    ]


def _strings_of_code(path):
    """The string constants of a module that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
    ]


def test_limen_starts_without_heavy_libraries():
    """Asking for help loads neither rdflib nor pySHACL nor pyoxigraph nor YAML."""
    code = (
        "import sys, limen.cli\n"
        "print(*{'rdflib', 'pyshacl', 'pyoxigraph', 'yaml', 'markdown_it'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "\n" == done.stdout
