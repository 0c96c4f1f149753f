"""What several tests need: the command run in this process, and a small registry to run it on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from rdflib import Graph

from folders import GOOD, write
from limen.check import shacl
from limen.check.terms import read_shapes
from limen.cli import main

# A slow machine is no defect: properties are about values, never about time.
settings.register_profile("limen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("limen")


@cache
def _shapes(texts: tuple[tuple[str, str], ...]) -> Graph:
    return read_shapes(dict(texts))


class Run(NamedTuple):
    """What a run of the command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def limen(capsys, monkeypatch) -> Callable[..., Run]:
    """Run the command in this process; limen's shapes are read only once for all runs."""
    monkeypatch.setattr(shacl, "read_shapes", lambda shapes: _shapes(tuple(shapes.items())))

    def run(*arguments: object) -> Run:
        code = 0
        try:
            main(*map(str, arguments))
        except SystemExit as stop:
            code = stop.code or 0
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Run(code, out, err)

    return run


@pytest.fixture
def registry(tmp_path, monkeypatch) -> Path:
    """A registry with one entry, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return write(Path("registry"), {"advisory/org/example.md": GOOD})
