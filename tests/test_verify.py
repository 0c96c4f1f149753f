"""Verifying a release: no byte can change unseen, and no file can say what is not so."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from folders import GOOD, write
from limen.check import shacl
from limen.check.terms import read_shapes
from limen.model.names import Names
from limen.publish.release import ReleaseJob, release, verify
from limen.publish.release.archive import packed
from limen.publish.release.bundled import Bundled
from limen.publish.release.manifest import checksums, rdf_figures, written_json
from limen.vocab import BASE
from test_release import contents

ARCHIVE = "limen-1.tar.gz"
LEVELS = """\
---
type: weakness
namespace: example.org
full_name: Example Levels
known_through: "2026-01-02"
sources:
  levels:
    full_name: Example Levels
---

# Example

| Level | Name |
| --- | --- |
| L-1 | one |
| L-2 | two |
"""
SHAPE = """
@prefix lsh: <https://w3id.org/limen/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
lsh:A a sh:NodeShape ; sh:targetClass <https://w3id.org/limen/ns#Entry> ; sh:property lsh:A-b .
lsh:A-b a sh:PropertyShape ; sh:path <https://w3id.org/limen/ns#order> ; sh:minCount 1 ; sh:message "Give b." .
"""


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@pytest.fixture(autouse=True, scope="module")
def shapes_read_once():
    """Read each set of shapes once for all cases."""
    known = {}

    def read(shapes):
        key = tuple(shapes.items())
        if key not in known:
            known[key] = read_shapes(shapes)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shacl, "read_shapes", read)
        yield


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A release of a small registry."""
    home = tmp_path_factory.mktemp("verify")
    write(home / "registry", {"advisory/org/example.md": GOOD, "weakness/org/example.md": LEVELS})
    release(ReleaseJob((home / "registry",), home / "out", Names(), "1"), silent)
    return home / "out"


@pytest.fixture
def copy(whole, tmp_path) -> Path:
    """The release, to be spoiled."""
    return shutil.copytree(whole, tmp_path / "copy")


def flaws(folder: Path) -> list[str]:
    return [str(each) for each in verify(folder, silent).flaws]


def test_verify_when_nothing_is_wrong(whole, limen):
    """What was released is as it says."""
    run = limen("verify", whole)
    assert (0, "") == (run.code, run.err)
    assert run.out.endswith(": as it says\n")


def test_verify_when_a_byte_is_flipped(copy):
    """One byte flipped anywhere, in any file, is found: first, last and between, and the file is named."""
    names = contents(copy)
    assert len(names) > 20
    for name, data in names.items():
        for place in {0, len(data) // 3, len(data) // 2, len(data) - 1}:
            spoiled = bytearray(data)
            spoiled[place] ^= 0x01
            (copy / name).write_bytes(spoiled)
            found = flaws(copy)
            assert found, (name, place)
            assert name == "SHA256SUMS" or any(each.startswith(f"{name}: ") for each in found), (name, place)
        (copy / name).write_bytes(data)
    assert [] == flaws(copy)


def test_verify_when_a_file_is_missing(copy):
    """A file that is gone is named, whichever it is."""
    for name, data in contents(copy).items():
        (copy / name).unlink()
        assert any(each.startswith(f"{name}: ") for each in flaws(copy)), name
        (copy / name).write_bytes(data)


def test_verify_when_a_file_is_too_much(copy):
    """A file that nobody lists is named."""
    write(copy, {"entries/more.ttl": "", "a\nb": "x"})
    assert "entries/more.ttl: is not listed in SHA256SUMS" in flaws(copy)
    assert "a\\nb: is not listed in manifest.json" in flaws(copy)


def test_verify_when_there_is_nothing(tmp_path, limen):
    """A folder without a release is flawed; no folder at all is wrong use."""
    assert 1 == limen("verify", tmp_path).code
    assert 2 == limen("verify", tmp_path / "none").code


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"files": 1}', '{"files": [1]}', '{"files": [{"name": 1}]}', "[" * 9999]
)
def test_verify_when_the_manifest_is_none(copy, text):
    """What is no manifest is named, whatever it is instead."""
    (copy / "manifest.json").write_text(text, encoding="utf-8")
    assert "manifest.json: is missing, or not one that limen wrote" in flaws(copy)


def resealed(folder: Path, changed: dict[str, bytes]) -> Path:
    """Change files and make manifest, archive and checksums anew, as somebody would who wants to deceive."""
    write(folder, changed)
    listed = json.loads((folder / "manifest.json").read_bytes())
    for said in listed["files"]:
        file = Bundled(said["name"], (folder / said["name"]).read_bytes())
        said.update({"bytes": len(file.data), "sha256": file.sha256})
        if "rdfc10" in said:
            with suppress(SyntaxError, ValueError):
                said.update(rdf_figures(file))
    return seal(folder, listed)


def seal(folder: Path, listed: dict) -> Path:
    """Write a manifest, and an archive and checksums that go with it."""
    files = {name: data for name, data in contents(folder).items() if name not in {"SHA256SUMS", ARCHIVE}}
    files["manifest.json"] = written_json(listed)
    files[ARCHIVE] = packed(files, "limen-1")
    files["SHA256SUMS"] = checksums(Bundled(name, data) for name, data in files.items())
    return write(folder, files)


def test_verify_when_sealed_anew(copy):
    """The seals made anew over the same files are the same."""
    before = contents(copy)
    assert before == contents(resealed(copy, {}))


def replaced(old: str, new: str):
    """Change a text in a file, which holds it."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return change


def with_row(data: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        connection.execute("UPDATE triples SET object = 'Other' WHERE object = 'Example'")
        connection.commit()
        return connection.serialize()


OTHER_LABEL = replaced('"Example"', '"Other"')


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        (
            "limen.ttl",
            OTHER_LABEL,
            "limen.ttl: does not hold what limen.nq holds: ",
        ),
        ("limen.jsonld", OTHER_LABEL, "limen.jsonld: does not hold what limen.nq holds"),
        ("limen.nt", OTHER_LABEL, "limen.nt: does not hold what limen.nq holds"),
        ("limen.rdf", replaced(">Example<", ">Other<"), "limen.rdf: does not hold what limen.nq holds"),
        ("limen.trig", OTHER_LABEL, "limen.trig: does not hold what limen.nq holds"),
        ("data.ttl", OTHER_LABEL, "and vocabulary.ttl together do not hold what limen.nq holds"),
        (
            "vocabulary.ttl",
            lambda data: data + b"<https://x.org/a> <https://x.org/b> 1 .\n",
            "together do not hold",
        ),
        ("entries/advisory/org/example.md.ttl", OTHER_LABEL, "does not hold what limen.nq holds"),
        ("limen.nq.gz", lambda data: data[:10] + b"\x03\x00" + bytes(8), "does not hold limen.nq"),
        ("limen.sqlite", with_row, "does not hold what limen.nq holds"),
        ("limen.sqlite", lambda _: b"SQLite", "is no database of limen"),
        ("nodes.csv", replaced("Example,", "Other,"), "does not say what follows from limen.nq"),
        ("edges.csv", replaced("foaf:primaryTopic", "foaf:page"), "does not say what follows from limen.nq"),
        ("glossary.csv", replaced("name,", "label,"), "does not say what follows from limen.nq"),
        ("mappings.sssom.tsv", lambda data: data + b"x\n", "does not say what follows from limen.nq"),
        ("context.jsonld", replaced("xmlns.com", "x.org"), "does not say what follows from limen.nq"),
        ("dataset.jsonld", replaced('"inLanguage": "en"', '"inLanguage": "de"'), "does not say what follows"),
        (
            "catalog.ttl",
            replaced("void:entities ", "void:entities 1"),
            "should have http://rdfs.org/ns/void#entities",
        ),
        (
            "catalog.ttl",
            replaced('dcat:version "1"', 'dcat:version "2"'),
            "should have http://www.w3.org/ns/dcat#version",
        ),
        ("shapes.ttl", lambda _: SHAPE.encode(), "breaks A-b: Give b."),
        ("shapes.ttl", lambda _: SHAPE.replace("minCount 1", "minKount 1").encode(), "shapes.ttl: "),
        ("limen.ttl", replaced("dcat:CatalogRecord", "<CatalogRecord>"), "Oxigraph cannot read it"),
        ("limen.jsonld", lambda _: b'{"@context": "https://x.org/"}', "its context is not inside"),
        (
            "limen.jsonld",
            lambda _: b'[{"a": {"@context": [{"@import": "https://x.org/"}]}}]',
            "its context is not inside",
        ),
    ],
)
def test_verify_when_a_file_deceives(copy, name, change, words):
    """A file that says something else is found also where all checksums are right."""
    resealed(copy, {name: change((copy / name).read_bytes())})
    assert any(words in each for each in flaws(copy))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("triples", 1, "manifest.json: triples is "),
        ("graphs", 1, "manifest.json: graphs is "),
        ("base", "x", "manifest.json: the base 'x'"),
        ("date", "2020-01-01", "catalog.ttl: "),
        ("previous", "0", "catalog.ttl: "),
        ("commit", "1" * 40, "catalog.ttl: "),
    ],
)
def test_verify_when_the_manifest_deceives(copy, key, value, words):
    """Each figure of the manifest is counted again, and each word of it is the catalogue's too."""
    listed = json.loads((copy / "manifest.json").read_bytes()) | {key: value}
    seal(copy, listed)
    assert any(each.startswith(words) for each in flaws(copy))


@pytest.mark.parametrize(
    "name", ["shapes.ttl", "catalog.ttl", "limen.ttl", "data.ttl", "limen.sqlite", "limen.nq.gz"]
)
def test_verify_when_a_file_is_left_out(copy, name):
    """A bundle without one of its files is flawed, also where the manifest knows nothing of it."""
    (copy / name).unlink()
    listed = json.loads((copy / "manifest.json").read_bytes())
    listed["files"] = [each for each in listed["files"] if each["name"] != name]
    seal(copy, listed)
    assert f"{name}: is missing" in flaws(copy)


@pytest.mark.parametrize("key", ["base", "version", "triples"])
def test_verify_when_the_manifest_lacks(copy, key):
    """A manifest without one of its words is flawed."""
    listed = json.loads((copy / "manifest.json").read_bytes())
    seal(copy, {name: value for name, value in listed.items() if name != key})
    assert flaws(copy)


@pytest.mark.parametrize("key", ["triples", "rdfc10"])
def test_verify_when_a_figure_deceives(copy, key):
    """The triples and the canonical hash of each file are counted again."""
    listed = json.loads((copy / "manifest.json").read_bytes())
    for each in listed["files"]:
        if each["name"] == "data.ttl":
            each[key] = 0
    seal(copy, listed)
    assert any(each.startswith(f"data.ttl: {key} is ") for each in flaws(copy))


def test_bases_are_kept(tmp_path):
    """A registry under another base is released and verified under it."""
    write(tmp_path / "registry", {"advisory/org/example.md": GOOD})
    job = ReleaseJob((tmp_path / "registry",), tmp_path / "out", Names("https://example.org/data/"), "1")
    release(job, silent)

    assert [] == flaws(tmp_path / "out")
    assert BASE + "id/" not in (tmp_path / "out" / "limen.nt").read_text(encoding="utf-8")
