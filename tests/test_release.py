"""A release: the same bytes always, all files of one mind, nothing published ever lost, nothing written if in doubt."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from itertools import chain
from pathlib import Path

import pyoxigraph
import pytest

from folders import GOOD, REGISTRY, ROOT, write
from limen.query import format_answer
from limen.store import Answer
from limen.vocab import BASE, prefixes
from test_catalog import violations as dcat_ap_violations

#: The named questions that are asked of limen's own registry.
QUESTIONS = [
    path
    for path in sorted((ROOT / "queries").glob("*.rq"))
    if "# Asked of docs/example/registry" not in path.read_text(encoding="utf-8")
]
ANSWERS = ROOT / "tests" / "data" / "answers"
ASL = f"{BASE}id/weakness/anthropic.com/asl"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def run_release(out: Path, seed: str, here: Path, registry: str) -> dict[str, bytes]:
    """Release limen's own registry in a process of its own."""
    command = [sys.executable, "-m", "limen", "release", registry, "--version", "1.0.0", "--out", str(out)]
    places = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed}
    changelog = ["--changelog", str(ROOT / "CHANGELOG.md"), "--commit", "0" * 40]
    subprocess.run([*command, *changelog], cwd=here, env=places, check=True, capture_output=True)
    return contents(out)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("release") / "new"


@pytest.fixture(scope="module")
def files(folder) -> dict[str, bytes]:
    """A release of limen's own registry."""
    return run_release(folder, "0", ROOT, "registry")


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_bundle_when_made_again(files, tmp_path):
    """Another order of hashes, another working folder and another name of the registry give the same bytes."""
    again = run_release(tmp_path / "out", "1", tmp_path, os.path.relpath(REGISTRY, tmp_path))
    dumps = []
    for each in (files, again):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(each["limen.sqlite"])
            dumps.append(list(connection.iterdump()))

    assert dumps[0] == dumps[1]
    assert [] == [name for name in files.keys() | again.keys() if files.get(name) != again.get(name)]


def test_bundle_when_verified(files, folder, limen):
    """What was released is verified, and it is everything that was promised."""
    run = limen("verify", folder)
    promised = """
        ontology.ttl vocabulary.ttl data.ttl shapes.ttl alignments.ttl catalog.ttl dataset.jsonld
        limen.ttl limen.jsonld limen.nt limen.nq limen.trig limen.rdf limen.nq.gz context.jsonld
        mappings.sssom.tsv mappings.oscal.json glossary.csv nodes.csv edges.csv limen.sqlite
        manifest.json sbom.cdx.json CHANGELOG.md limen-1.0.0.tar.gz SHA256SUMS
    """
    entries = {f"entries/{path.relative_to(REGISTRY).as_posix()}.ttl" for path in REGISTRY.rglob("*.md")}

    assert (0, "") == (run.code, run.err)
    assert {*promised.split(), *entries} == files.keys()


def test_archive_holds_the_files(files):
    """The archive holds every other file, nobody's, of no time, in order."""
    with tarfile.open(fileobj=io.BytesIO(files["limen-1.0.0.tar.gz"])) as archive:
        members = archive.getmembers()
        held = {each.name.removeprefix("limen-1.0.0/"): archive.extractfile(each).read() for each in members}

    assert {
        name: data for name, data in files.items() if name not in {"limen-1.0.0.tar.gz", "SHA256SUMS"}
    } == held
    assert sorted(each.name for each in members) == [each.name for each in members]
    assert {(0, 0, 0, "", "", 0o644)} == {
        (each.mtime, each.uid, each.gid, each.uname, each.gname, each.mode) for each in members
    }
    assert b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" == files["limen-1.0.0.tar.gz"][:10]


def test_days_are_not_of_the_clock(files):
    """The day of a release is the one up to which the registry knows."""
    known = re.search(rb'limen:knownThrough "([^"]+)"', files["limen.ttl"])[1].decode()

    assert known == json.loads(files["manifest.json"])["date"]
    assert files["CHANGELOG.md"].startswith(f"# 1.0.0 ({known})\n".encode())
    assert b"timestamp" not in files["sbom.cdx.json"]


def test_catalogue_keeps_dcat_ap(files):
    """The catalogue of a release keeps DCAT-AP, and says which registry files and commit it came from."""
    from rdflib import Graph

    catalog = Graph().parse(data=files["catalog.ttl"], format="turtle")

    assert set() == dcat_ap_violations(catalog)
    assert b'"swh:1:rev:0000000000000000000000000000000000000000"' in files["catalog.ttl"]


@pytest.fixture(scope="module")
def reloaded(files) -> pyoxigraph.Store:
    """A store of somebody else that has loaded the N-Quads, and asks their union."""
    store = pyoxigraph.Store()
    triples = {quad.triple for quad in pyoxigraph.parse(files["limen.nq"], pyoxigraph.RdfFormat.N_QUADS)}
    store.extend(pyoxigraph.Quad(each.subject, each.predicate, each.object) for each in triples)
    return store


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_question_of_the_bundle(reloaded, question):
    """The bundle answers every named question as the registry does."""
    text = question.read_text(encoding="utf-8")
    found = reloaded.query(text, prefixes=prefixes())
    names = tuple(each.value for each in found.variables)
    rows = [["" if cell is None else str(cell) for cell in row] for row in found]
    written = format_answer(Answer(names, rows), "csv").encode()
    assert (ANSWERS / f"{question.stem}.csv").read_bytes() == written


def test_ladder_of_the_tables(files):
    """The levels and their order are the same from nodes.csv and edges.csv."""
    nodes = {row["id"]: row for row in rows_of(files["nodes.csv"])}
    in_scheme = {
        row["source"]
        for row in rows_of(files["edges.csv"])
        if (row["property"], row["target"]) == ("skos:inScheme", ASL)
    }
    levels = [nodes[each] for each in in_scheme if "limen:SafetyLevel" in nodes[each]["types"].split(";")]
    rows = sorted(
        (float(row["limen:order"] or float(row["limen:orderAtLeast"]) + 0.5), row["label"]) for row in levels
    )
    assert [row["level"] for row in rows_of((ANSWERS / "ladder.csv").read_bytes())] == [
        each for _, each in rows
    ]


LADDER = f"""
SELECT label, o.object, f.object FROM nodes
  JOIN edges e ON e.source = id AND e.property = 'skos:inScheme' AND e.target = '{ASL}'
  JOIN types t ON t.subject = id AND t.type = 'limen:SafetyLevel'
  LEFT JOIN said o ON o.subject = id AND o.property = 'limen:order'
  LEFT JOIN said f ON f.subject = id AND f.property = 'limen:orderAtLeast'
ORDER BY coalesce(o.object + 0.0, f.object + 0.5), label
"""
STATUS = f"""
SELECT DISTINCT valid_from, valid_through, s.label FROM claims JOIN nodes s ON s.id = source
WHERE subject = '{ASL}#ASL-3' AND property LIKE '%#activationStatus'
"""


def test_questions_of_the_database(files):
    """The database answers two of the named questions as the registry does."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["limen.sqlite"])
        ladder = [tuple(cell or "" for cell in row) for row in connection.execute(LADDER)]
        status = {tuple(cell or "" for cell in row) for row in connection.execute(STATUS)}

    kept = rows_of((ANSWERS / "ladder.csv").read_bytes())
    said = rows_of((ANSWERS / "asl-3-activation.csv").read_bytes())
    assert [(row["level"], row["order"], row["from"]) for row in kept] == ladder
    assert {(row["from"], row["through"], row["source"]) for row in said} == status


def test_views_are_the_tables(files):
    """The views of the database hold what the tables hold."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["limen.sqlite"])
        nodes = connection.execute("SELECT id, coalesce(types, '') FROM nodes ORDER BY id").fetchall()
        edges = connection.execute("SELECT * FROM edges ORDER BY 1, 2, 3").fetchall()
        claims = connection.execute("SELECT count(*) FROM claims").fetchone()[0]

    table = rows_of(files["nodes.csv"])
    assert nodes == [(row["id"], row["types"]) for row in table]
    assert edges == [tuple(row.values()) for row in rows_of(files["edges.csv"])]
    assert claims == sum("limen:Claim" in row["types"].split(";") for row in table) > 100
    assert set(chain.from_iterable((s, t) for s, _, t in edges)) <= {row["id"] for row in table}


def test_glossary_fits_catalogues_of_terms(files):
    """Every concept has a row, with a name of 200 letters at most and its IRI."""
    rows = rows_of(files["glossary.csv"])
    concepts = {row["id"] for row in rows_of(files["nodes.csv"]) if "skos:Concept" in row["types"].split(";")}

    assert concepts == {row["iri"] for row in rows}
    assert [] == [row for row in rows if not 0 < len(row["name"]) <= 200]
    (level,) = [row for row in rows if row["iri"] == f"{ASL}#ASL-3"]
    assert ("ASL-3", "ASL-3") == (level["name"], level["acronym"])


def test_bill_of_materials(files):
    """The bill has what CycloneDX requires, a name for every part, and every locked library."""
    bill = json.loads(files["sbom.cdx.json"])
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    parts = [bill["metadata"]["component"], *bill["components"]]
    references = {each["bom-ref"] for each in parts}
    named = {each["ref"] for each in bill["dependencies"]} | {
        ref for each in bill["dependencies"] for ref in each["dependsOn"]
    }
    libraries = {each["name"]: each["version"] for each in parts if each["type"] == "library"}

    assert ("CycloneDX", "1.6", 1) == (bill["bomFormat"], bill["specVersion"], bill["version"])
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", bill["serialNumber"])
    assert [] == [each for each in parts if not {"type", "name"} <= each.keys()]
    assert len(references) == len(parts)
    assert named == references
    assert dict(re.findall(r"^(\S+)==(\S+)", lock, re.MULTILINE)) == libraries


def released(limen, out: str, version: str, *more: object):
    return limen("release", "registry", "--version", version, "--out", out, *more)


def test_release_when_anything_is_wrong(registry, limen):
    """With a warning nothing is written, and it is said."""
    write(registry, {"weakness/org/w.md": "---\ntype: weakness\nnamespace: w.org\nunheard_of: x\n---\n"})
    run = released(limen, "out", "1")

    assert 1 == run.code
    assert "warning[" in run.err
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--version", "../1"], "the version '../1'"),
        (["--version", "1", "--commit", "main"], "the commit 'main'"),
        (["--version", "1", "--date", "soon"], "should be a day"),
        (["--version", "1", "--previous", "registry"], "manifest.json"),
    ],
)
def test_release_when_used_wrongly(registry, limen, arguments, words):
    """What cannot be meant is refused before anything is read."""
    run = limen("release", registry, "--out", "out", *arguments)

    assert 2 == run.code
    assert words in run.err
    assert not Path("out").exists()


@pytest.mark.usefixtures("registry")
def test_release_into_a_folder_with_other_files(limen):
    """A folder that holds something else is left alone; one with a release is replaced."""
    write(Path("out"), {"mine.txt": "mine"})
    assert 1 == released(limen, "out", "1").code
    assert {"mine.txt": b"mine"} == contents(Path("out"))

    assert 0 == released(limen, "new", "1").code
    assert 0 == released(limen, "new", "2").code
    assert "limen-1.tar.gz" not in contents(Path("new"))


@pytest.mark.usefixtures("registry")
def test_release_when_nothing_maps(limen):
    """A registry without mappings has no OSCAL collection, for that has no empty form; all else is there."""
    assert 0 == released(limen, "out", "1").code
    assert "mappings.oscal.json" not in contents(Path("out"))
    assert 0 == limen("verify", "out").code


@pytest.mark.usefixtures("registry")
def test_date_when_given(limen):
    """The day that is given is that of the release."""
    assert "1 of 2026-01-02" in released(limen, "out", "1", "--date", "2026-01-02").out
    assert "2026-01-02" == json.loads(contents(Path("out"))["manifest.json"])["date"]


OTHER = GOOD.replace("example.org", "other.org").replace("full_name: Example\n", "full_name: Other\n")


def test_release_when_an_iri_would_vanish(registry, limen):
    """What the release before published and nothing replaces is named, all of it, and nothing is written."""
    write(registry, {"advisory/org/other.md": OTHER})
    assert 0 == released(limen, "one", "1").code
    (registry / "advisory/org/other.md").unlink()
    run = released(limen, "two", "2", "--previous", "one")

    assert 1 == run.code
    assert f"{BASE}id/advisory/other.org," in run.err
    assert f"{BASE}id/advisory/other.org/bulletins," in run.err
    assert run.err.count("error[vanished-iri]") == int(re.search(r"to mend first: (\d+)", run.err)[1]) > 3
    assert not Path("two").exists()


def test_release_when_an_iri_is_replaced(registry, limen):
    """Each name that went is kept, deprecated and with its replacement, in this release and those after it."""
    write(registry, {"advisory/org/other.md": OTHER})
    assert 0 == released(limen, "one", "1").code
    (registry / "advisory/org/other.md").unlink()
    thing = f"{BASE}id/advisory/other.org"
    table = f"old,new\n{thing},{BASE}id/advisory/example.org\n{thing}/bulletins,{BASE}id/advisory/example.org/bulletins\n"
    write(Path(), {"replaced.csv": table})
    second = released(limen, "two", "2", "--previous", "one", "--replaced", "replaced.csv")
    third = released(limen, "three", "3", "--previous", "two")

    assert (0, 0) == (second.code, third.code)
    gone = subjects("one") - subjects_of_registry("three")
    for out in ("two", "three"):
        kept = (Path(out) / "limen.nt").read_text(encoding="utf-8")
        assert f"<{thing}> <http://purl.org/dc/terms/isReplacedBy> <{BASE}id/advisory/example.org> ." in kept
        assert [] == [
            node for node in gone if f"{node} <http://www.w3.org/2002/07/owl#deprecated> " not in kept
        ]
        assert 0 == limen("verify", out).code
    assert len(gone) > 3


def subjects(folder: str) -> set[str]:
    return {line.split()[0] for line in (Path(folder) / "limen.nt").read_text(encoding="utf-8").splitlines()}


def subjects_of_registry(folder: str) -> set[str]:
    """What is said by entries, and not by the graph of what is retired."""
    lines = (Path(folder) / "limen.nq").read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if not line.endswith(f"<{BASE}graph/retired> .")}


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize("table", ["", "old,new\nx,y\n", "a,b\n", 'old,new\n"'])
def test_table_of_replaced_when_it_is_none(limen, table):
    """A table that cannot be read is refused with its line."""
    write(Path(), {"replaced.csv": table})
    run = released(limen, "out", "1", "--replaced", "replaced.csv")

    assert 2 == run.code
    assert "replaced.csv:" in run.err


def test_chain_of_releases(registry, limen):
    """Each release names the one before, and all before that stay named; its changelog tells what differs."""
    assert 0 == released(limen, "one", "1", "--date", "2026-01-01").code
    write(registry, {"advisory/org/other.md": OTHER})
    assert 0 == released(limen, "two", "2", "--previous", "one").code
    assert 0 == released(limen, "three", "3", "--previous", "two").code
    assert 2 == released(limen, "again", "3", "--previous", "three").code
    catalog = (Path("three") / "catalog.ttl").read_text(encoding="utf-8")

    assert f"dcat:previousVersion <{BASE}release/2>" in catalog
    assert f"dcat:previousVersion <{BASE}release/1>" in catalog
    assert "2" == json.loads((Path("three") / "manifest.json").read_bytes())["previous"]
    changes = (Path("two") / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Data, since 1\n" in changes
    assert "Other" in changes
    assert 0 == limen("verify", "three").code
