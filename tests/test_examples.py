"""Each example runs, and prints what limen itself answers."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

import limen
from folders import REGISTRY, ROOT

EXAMPLES = ROOT / "examples"
#: Those with pandas, which limen's own environment lacks, run with tests/interop.
ELSEWHERE = {"count_with_pandas"}


@pytest.fixture(scope="module")
def dataset() -> limen.api.Dataset:
    return limen.build(REGISTRY)


def run(example: str, *arguments: str | Path) -> str:
    command = [sys.executable, EXAMPLES / f"{example}.py", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def serving(dataset: limen.api.Dataset, folder: Path):
    """Run `limen serve` on any free port, and give its address."""
    file = folder / "limen.nq"
    file.write_bytes(dataset.serialize("nquads"))
    command = [sys.executable, "-m", "limen", "serve", "--from", file, "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            yield re.search(r"http://[^\s/]+", server.stdout.readline())[0]
        finally:
            server.terminate()


def test_examples_when_listed():
    """Every example is run by a test."""
    assert {"read_with_rdflib", "ask_with_sparqlwrapper"} | ELSEWHERE == {
        each.stem for each in EXAMPLES.glob("*.py")
    }


def test_read_with_rdflib(dataset, tmp_path):
    """rdflib finds the claims that the store finds, each with its rank and source."""
    file = tmp_path / "limen.ttl"
    file.write_bytes(dataset.serialize("turtle"))
    lines = run("read_with_rdflib", file).splitlines()
    answer = dataset.query(
        "SELECT ?c { ?c rdf:predicate limen:activationStatus ;"
        " rdf:subject <https://w3id.org/limen/id/weakness/anthropic.com/asl#ASL-3> }"
    )
    assert len(answer.rows) == len(lines)
    assert "PreferredRank: active, 2025-05-22 to , says Activating AI Safety Level 3 protections" in lines


def test_ask_with_sparqlwrapper(dataset, tmp_path):
    """A server gives a stranger's client the rows of the named question."""
    with serving(dataset, tmp_path) as address:
        lines = run("ask_with_sparqlwrapper", f"{address}/sparql").splitlines()
    asked = dataset.query((ROOT / "queries" / "asl-3-frameworks.rq").read_text(encoding="utf-8"))
    label, source = (asked.variables.index(each) for each in ("framework", "source"))
    plain = [re.sub(r'^"|"(@en)?$', "", cell) for row in asked.rows for cell in (row[label], row[source])]
    assert [f"{one}: {other}" for one, other in zip(plain[::2], plain[1::2], strict=True)] == lines
