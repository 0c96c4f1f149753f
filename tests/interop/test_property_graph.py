"""The tables of a release in a property graph with Cypher, as docs/ingest.md loads them.

The database is Ladybug, which lives in requirements/interop.txt.
"""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from asking import ROOT, Built, build, own_rows, questions
from limen.publish.release.tables import edges, nodes

LOAD = (
    "CREATE NODE TABLE Thing(id STRING PRIMARY KEY, label STRING, types STRING)",
    "CREATE REL TABLE SAYS(FROM Thing TO Thing, property STRING)",
    "COPY Thing FROM (LOAD FROM '{nodes}' (header=true, parallel=false) RETURN id, label, types)",
    "COPY SAYS FROM (LOAD FROM '{edges}' (header=true, parallel=false) RETURN source, target, property)",
)


pytestmark = pytest.mark.skipif(not find_spec("ladybug"), reason="needs requirements/interop.txt: ladybug")


@pytest.fixture(scope="module")
def built() -> Built:
    return build()


@pytest.fixture(scope="module")
def graph(built, tmp_path_factory):
    """Both tables, loaded."""
    import ladybug

    folder = tmp_path_factory.mktemp("tables")
    files = {"nodes": folder / "nodes.csv", "edges": folder / "edges.csv"}
    files["nodes"].write_bytes(nodes(built.union).csv())
    files["edges"].write_bytes(edges(built.union).csv())
    graph = ladybug.Connection(ladybug.Database(":memory:"))
    for statement in LOAD:
        graph.execute(statement.format(**files))
    return graph


def rows(graph, cypher: str) -> list[tuple[str, ...]]:
    answer, found = graph.execute(cypher), []
    while answer.has_next():
        found.append(tuple(map(str, answer.get_next())))
    return sorted(found)


def test_tables_when_loaded(graph, built):
    """Every node and every edge is there."""
    assert [(str(len(nodes(built.union).rows)),)] == rows(graph, "MATCH (:Thing) RETURN count(*)")
    assert [(str(len(edges(built.union).rows)),)] == rows(graph, "MATCH ()-[:SAYS]->() RETURN count(*)")


def test_question_when_asked(graph, built):
    """The question in the page has the frameworks and sources that limen gives."""
    page = (ROOT / "docs" / "ingest.md").read_text(encoding="utf-8")
    cypher = next(each for each in re.findall(r"```cypher\n(.*?)```", page, re.DOTALL) if "RETURN" in each)
    answer = built.query(questions()["asl-3-frameworks"])
    columns = [list(answer.variables).index(each) for each in ("framework", "source")]
    expected = {tuple(row[each] for each in columns) for row in own_rows(answer)}
    assert sorted(expected) == rows(graph, cypher.replace("->()-", "->(:Thing)-"))
