"""Virtuoso, loaded as docs/ingest.md tells, answers the named questions as limen does; `make test-stores`."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from asking import Built, build, own_rows, questions, store_rows
from limen.publish import serialized
from limen.serialize import find_format

SERVER, CLIENT = shutil.which("virtuoso-t"), shutil.which("isql-vt")
UNION = "https://w3id.org/limen/graph/union"
SETTINGS = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
TransactionFile = {folder}/virtuoso.trx
LockFile = {folder}/virtuoso.lck
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}/load
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 100000
"""

pytestmark = pytest.mark.skipif(
    not (SERVER and CLIENT), reason="needs Virtuoso; make test-stores installs it"
)


@pytest.fixture(scope="module")
def built() -> Built:
    return build()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _sql(port: int, *statements: str) -> subprocess.CompletedProcess[str]:
    command = [CLIENT, f"127.0.0.1:{port}", "dba", "dba", f"exec={' '.join(statements)}"]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def endpoint(built, tmp_path_factory) -> Iterator[str]:
    """A server with the graphs, each under its name, and the union in a graph of its own."""
    folder = tmp_path_factory.mktemp("virtuoso")
    (folder / "load").mkdir()
    for name in ("nq", "nt"):
        (folder / "load" / f"limen.{name}").write_bytes(b"".join(serialized(built, find_format(name))))
    (folder / "load" / "limen.nt.graph").write_text(UNION)
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(folder=folder, sql=sql, http=http))
    command = [SERVER, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _await(sql, server)
            _load(sql, folder / "load")
            yield f"http://127.0.0.1:{http}/sparql"
        finally:
            _sql(sql, "shutdown;")
            server.kill()


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, at most a minute."""
    for _ in range(240):
        if server.poll() is not None or _sql(port, "status();").returncode == 0:
            return
        time.sleep(0.25)


def _load(port: int, folder: Path) -> None:
    done = _sql(
        port,
        f"ld_dir('{folder}', 'limen.n_', 'none');",
        "rdf_loader_run();",
        "select count(*) from DB.DBA.load_list where ll_state = 2 and ll_error is null;",
        "checkpoint;",
    )
    assert "\n2\n" in done.stdout, done.stdout + done.stderr


def _count(endpoint: str, pattern: str, of: str = "*") -> str:
    text = f"SELECT (COUNT({of}) AS ?n) WHERE {{ {pattern} }}"
    return store_rows(endpoint, text, variables=("n",))[0][0]


def test_graphs_when_loaded(endpoint, built):
    """Every graph holds what it should."""
    for graph, triples in built.graphs:
        assert str(len(triples)) == _count(endpoint, f"GRAPH <{graph}> {{ ?s ?p ?o }}"), graph
    assert str(len(built)) == _count(endpoint, f"GRAPH <{UNION}> {{ ?s ?p ?o }}")


@pytest.mark.parametrize("name", questions())
def test_questions_when_asked_of_the_union(endpoint, built, name):
    """A question has the rows that limen gives."""
    text = questions()[name]
    answer = built.query(text)
    variables = tuple(answer.variables)
    rows = store_rows(endpoint, text, variables=variables, **{"default-graph-uri": UNION})
    assert own_rows(answer, truth={"true": "1", "false": "0"}) == rows
