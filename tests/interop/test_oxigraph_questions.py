"""An Oxigraph server, loaded as docs/ingest.md tells, answers the named questions as limen does.

The server lives in requirements/interop.txt, apart from what limen and its other tests need.
"""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from asking import Built, build, own_rows, questions, store_rows
from limen.publish import serialized
from limen.serialize import find_format

OXIGRAPH = Path(sys.executable).with_name("oxigraph")

pytestmark = pytest.mark.skipif(not OXIGRAPH.is_file(), reason="needs requirements/interop.txt: oxigraph")


@pytest.fixture(scope="module")
def built() -> Built:
    return build()


@pytest.fixture(scope="module")
def endpoint(built, tmp_path_factory) -> Iterator[str]:
    """A read-only server with the graphs, each under its name, and the union as the default graph."""
    folder = tmp_path_factory.mktemp("oxigraph")
    files = [folder / f"limen.{ending}" for ending in ("nq", "nt")]
    for file in files:
        file.write_bytes(b"".join(serialized(built, find_format(file.suffix[1:]))))
    store = ["--location", str(folder / "store")]
    given = [word for file in files for word in ("--file", str(file))]
    subprocess.run([OXIGRAPH, "load", *store, *given], check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [OXIGRAPH, "serve-read-only", *store, "--bind", address]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert "Listening" in server.stderr.readline()
            yield f"http://{address}/query"
        finally:
            server.terminate()


def test_graphs_when_loaded(endpoint, built):
    """The default graph is the union, and the named graphs are all there."""
    ask = "SELECT (COUNT(*) AS ?n) WHERE {{ {} }}"
    union = store_rows(endpoint, ask.format("?s ?p ?o"), variables=("n",))
    named = store_rows(endpoint, ask.format("GRAPH ?g { ?s ?p ?o }"), variables=("n",))
    assert [(str(len(built)),)] == union
    assert [(str(sum(len(triples) for _, triples in built.graphs)),)] == named


@pytest.mark.parametrize("name", questions())
def test_questions_when_asked(endpoint, built, name):
    """A question has the rows that limen gives."""
    text = questions()[name]
    answer = built.query(text)
    assert own_rows(answer) == store_rows(endpoint, text, variables=tuple(answer.variables))
