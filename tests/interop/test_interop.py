"""What sssom-py and compliance-trestle read of what limen writes.

They live in requirements/interop.txt, apart from what limen and its other tests need.
"""

from __future__ import annotations

import csv
import io
import json
import logging
from pathlib import Path

import pytest

from limen.api import Dataset, build
from mapping_samples import MAPPINGS, dataset

ROOT = Path(__file__).parents[2]
#: Slots that sssom-py reads as numbers.
NUMBERS = {"confidence"}


@pytest.fixture(params=["registry", "samples"])
def data(request, tmp_path) -> Dataset:
    """Our registry, and the samples with all that is hard to write."""
    return build(ROOT / "registry") if request.param == "registry" else dataset(tmp_path, MAPPINGS)


def rows_written(text: str) -> list[dict[str, str]]:
    """The rows of a table by the standard library's reader, without empty cells."""
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    reader = csv.DictReader(io.StringIO(body, newline=""), delimiter="\t")
    return [{slot: cell for slot, cell in row.items() if cell} for row in reader]


def plain(row: dict[str, object]) -> dict[str, object]:
    """A row without empty cells, its numbers as numbers."""
    cells = {slot: cell for slot, cell in row.items() if str(cell) not in {"", "nan", "None"}}
    return {slot: float(str(cell)) if slot in NUMBERS else cell for slot, cell in cells.items()}


@pytest.mark.filterwarnings("ignore")
def test_sssom_reads_exactly_the_rows(data, tmp_path, caplog):
    """sssom-py gives back every row and every cell as written, and has nothing to complain of."""
    parsers = pytest.importorskip("sssom.parsers", reason="needs requirements/interop.txt: sssom")
    file = tmp_path / "limen.sssom.tsv"
    file.write_bytes(data.serialize("sssom"))
    with caplog.at_level(logging.WARNING):
        read = parsers.parse_sssom_table(file)  # strict=True refuses every file: it takes good for bad
    written = rows_written(file.read_bytes().decode())

    assert written
    assert sorted(map(plain, written), key=str_id) == sorted(
        (plain(row) for row in read.df.to_dict("records")), key=str_id
    )
    assert [] == [record.getMessage() for record in caplog.records]
    assert "https://creativecommons.org/publicdomain/zero/1.0/" == read.metadata["license"]


@pytest.mark.filterwarnings("ignore")
def test_sssom_expands_every_curie(data, tmp_path):
    """The IRIs that sssom-py makes of the CURIEs are those of the mappings, as URIs."""
    parsers = pytest.importorskip("sssom.parsers", reason="needs requirements/interop.txt: sssom")
    file = tmp_path / "limen.sssom.tsv"
    file.write_bytes(data.serialize("sssom"))
    read = parsers.parse_sssom_table(file)
    records = {read.converter.expand(row["record_id"]) for row in read.df.to_dict("records")}
    answer = data.query("SELECT ?m WHERE { ?m a limen:Mapping }")

    assert {row[0].strip("<>").replace("§", "%C2%A7") for row in answer.rows} == records


@pytest.mark.filterwarnings("ignore")
def test_trestle_reads_the_collection(data, tmp_path):
    """compliance-trestle reads the collection, and writes again what limen wrote."""
    mapping = pytest.importorskip("trestle.oscal.mapping", reason="needs requirements/interop.txt: trestle")
    file = tmp_path / "limen.oscal.json"
    file.write_bytes(data.serialize("oscal"))
    read = mapping.MappingCollection.oscal_read(file)
    again = json.loads(read.oscal_serialize_json())
    written = json.loads(file.read_bytes())
    for document in (again, written):  # the same moment, whose zone has two spellings
        metadata = document["mapping-collection"]["metadata"]
        metadata["last-modified"] = metadata["last-modified"].replace("+00:00", "Z")

    assert written == again


def str_id(row: dict[str, object]) -> str:
    return str(row["record_id"])


#: Seven rows, each well formed, that cannot all be true.
CONTRADICTORY = """#curie_map:
#  a: https://example.org/a/
#  b: https://example.org/b/
#  c: https://example.org/c/
#mapping_set_id: https://example.org/set
#license: https://creativecommons.org/publicdomain/zero/1.0/
subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier
a:1\tskos:exactMatch\tb:1\tsemapv:LexicalMatching\t
b:1\tskos:exactMatch\tc:1\tsemapv:LexicalMatching\t
a:1\tskos:broadMatch\tc:1\tsemapv:LexicalMatching\t
a:2\tskos:broadMatch\tb:2\tsemapv:LexicalMatching\t
a:2\tskos:narrowMatch\tb:2\tsemapv:LexicalMatching\t
a:3\tskos:closeMatch\tb:3\tsemapv:LexicalMatching\t
b:3\tskos:closeMatch\ta:3\tsemapv:LexicalMatching\tNot
"""


@pytest.mark.filterwarnings("ignore")
def test_contradictory_table_passes_their_validator_and_not_ours(tmp_path, caplog):
    """sssom-py finds nothing in mappings that cannot all be true; limen refuses each contradiction."""
    io_ = pytest.importorskip("sssom.io", reason="needs requirements/interop.txt: sssom")
    from limen.errors import Severity
    from limen.publish.check_mappings import check_mappings

    file = tmp_path / "contradictory.sssom.tsv"
    file.write_text(CONTRADICTORY, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        reports = io_.validate_file(str(file))
    findings = check_mappings([file]).findings

    assert reports
    assert [] == [result for report in reports.values() for result in report.results]
    assert [] == [record.getMessage() for record in caplog.records]
    assert {Severity.ERROR} == {each.severity for each in findings}
    assert [
        (10, "against-exact-match"),
        (12, "broader-both-ways"),
        (14, "mapped-and-denied"),
    ] == [(each.line, each.code) for each in findings]
