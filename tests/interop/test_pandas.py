"""The example with pandas, which comes with the tools in requirements/interop.txt."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from limen.model.names import Names
from limen.publish import built_of, open_registry
from limen.publish.release.tables import edges, nodes

ROOT = Path(__file__).parents[2]


def test_count_with_pandas(tmp_path):
    """The example counts every claim of the tables once."""
    pytest.importorskip("pandas", reason="needs requirements/interop.txt: pandas, with sssom")
    built = built_of(open_registry([ROOT / "registry"], names=Names()))
    tables = {"nodes": nodes(built.union), "edges": edges(built.union)}
    for name, table in tables.items():
        (tmp_path / f"{name}.csv").write_bytes(table.csv())
    files = [tmp_path / f"{name}.csv" for name in tables]
    command = [sys.executable, ROOT / "examples" / "count_with_pandas.py", *files]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    pairs = built.query("SELECT ?c ?s { ?c a limen:Claim ; dcterms:source ?s }").rows
    assert len(pairs) == sum(int(row[rank]) for row in rows for rank in row if rank != "source")
    assert {"PreferredRank", "NormalRank", "DeprecatedRank"} <= rows[0].keys()
