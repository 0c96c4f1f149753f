"""The wheel: everything that limen needs is in it, and it runs without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

from folders import ROOT

FOLDERS = ("findings", "ontology", "queries", "registry", "rules", "schemas", "shapes")


def _build(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return _build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel) -> list[str]:
    with zipfile.ZipFile(wheel) as opened:
        return opened.namelist()


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """A folder with the wheel installed; what limen depends on is that of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
    subprocess.run([*pip, "--disable-pip-version-check", "--target", folder, wheel], check=True)
    return folder


def _run(installed: Path, folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run something in an empty folder that knows limen from the wheel only."""
    environment = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True, check=False)


def test_wheel_when_listed(names):
    """Every file of the folders that limen reads at run time is in the wheel, and nothing that tools left."""
    for folder in FOLDERS:
        files = (each for each in (ROOT / folder).rglob("*") if each.is_file() and each.name[0] != ".")
        expected = {f"limen/data/{each.relative_to(ROOT).as_posix()}" for each in files}
        assert expected
        assert expected == {each for each in names if each.startswith(f"limen/data/{folder}/")}
    assert "limen/py.typed" in names
    assert [] == [each for each in names if "__pycache__" in each or "node_modules" in each]
    assert [] == [each for each in names if not each.startswith("limen")]


def test_wheel_when_weighed(wheel):
    """The wheel stays small."""
    assert wheel.stat().st_size < 4_000_000


def test_wheel_when_built_twice(wheel, tmp_path):
    """The same sources give the same bytes."""
    assert wheel.read_bytes() == _build(tmp_path).read_bytes()


def test_metadata_when_read(wheel, names):
    """The wheel says which Pythons it is for and which command it brings."""
    with zipfile.ZipFile(wheel) as opened:
        info = {Path(each).name: each for each in names if ".dist-info/" in each}
        metadata = message_from_string(opened.read(info["METADATA"]).decode())
        assert b"limen = limen.cli:main" in opened.read(info["entry_points.txt"])
    assert ">=3.11" == metadata["Requires-Python"]
    pythons = {f"Programming Language :: Python :: 3.{minor}" for minor in range(11, 15)}
    assert pythons <= set(metadata.get_all("Classifier"))


def test_command_when_installed(installed, tmp_path):
    """In an empty folder the command exports the registry that it brings, checked, and says which it is."""
    run = _run(installed, tmp_path, sys.executable, installed / "bin" / "limen", "export")
    assert 0 == run.returncode, run.stderr
    assert "there is no ./registry; reads the one that comes with limen" in run.stderr
    assert str(installed / "limen" / "data" / "registry") in run.stdout
    written = {each.name for each in (tmp_path / "dist").iterdir()}
    assert {"limen.ttl", "limen.jsonld", "limen.nq", "catalog.ttl", "manifest.json"} == written


def test_command_when_a_registry_is_there(installed, tmp_path):
    """A registry in the current folder comes before the one that limen brings."""
    (tmp_path / "registry").mkdir()
    run = _run(installed, tmp_path, sys.executable, "-m", "limen", "check")
    assert 1 == run.returncode
    assert "comes with limen" not in run.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["query", "ladder"], "ASL-3"),
        (["show", "secid:weakness/anthropic.com/asl#ASL-3"], "ASL-3"),
        (["explain", "rival-confidence"], "Fails:"),
        (["query", "--list"], "ladder"),
        (["--version"], "limen"),
    ],
)
def test_commands_when_installed(installed, tmp_path, arguments, told):
    """Questions, explanations and pages need nothing but the wheel."""
    run = _run(installed, tmp_path, sys.executable, "-m", "limen", *arguments)
    assert 0 == run.returncode, run.stderr
    assert told in run.stdout


def test_check_when_it_mends_what_limen_brings(installed, tmp_path):
    """Files inside the installed package are never mended."""
    run = _run(installed, tmp_path, sys.executable, "-m", "limen", "check", "--fix")
    assert 2 == run.returncode
    assert "registry: no such file or folder" in run.stderr


def test_python_when_installed(installed, tmp_path):
    """`limen.build()` builds the registry that limen brings, and type checkers may trust its types."""
    text = "import limen, pathlib; home = pathlib.Path(limen.__file__).parent; print(home, len(limen.build()) > 9)"
    run = _run(installed, tmp_path, sys.executable, "-c", f"{text}; print((home / 'py.typed').is_file())")
    assert f"{installed / 'limen'} True\nTrue\n" == run.stdout
