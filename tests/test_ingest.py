"""docs/ingest.md: its files are those of a release, and its settings lose nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from folders import ROOT

TEXT = (ROOT / "docs" / "ingest.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "docs" / "example" / "registry"


def blocks(language: str) -> list[str]:
    """The blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def release(tmp_path_factory) -> Path:
    from limen.model.names import Names
    from limen.publish.release import ReleaseJob
    from limen.publish.release import release as run

    folder = tmp_path_factory.mktemp("release") / "out"
    run(ReleaseJob((EXAMPLE,), folder, Names(), "1.0.0"), lambda *_: None)
    return folder


def test_files_when_named(release):
    """Every file that a recipe names is in the bundle, or made by the recipe itself."""
    named = set(
        re.findall(
            r"[`/@ ]((?:limen|nodes|edges|glossary|ontology|vocabulary|data|shapes|alignments)(?:\.[a-z]+)+)",
            TEXT,
        )
    )
    made = {"limen.nt.graph"}
    there = {each.name for each in release.iterdir()}
    assert len(named) > 14
    assert set() == named - there - made


def test_neptune_when_asked():
    """The request is JSON for the format that keeps graphs, and its file is gzipped N-Quads."""
    request = json.loads(blocks("json")[0])
    assert ("nquads", True) == (request["format"], request["source"].endswith("limen.nq.gz"))


def test_neo4j_when_set():
    """No value, language or datatype is lost, and the constraint comes before the import."""
    cypher = blocks("cypher")[0]
    lossless = [
        "handleVocabUris: 'KEEP'",
        "handleMultival: 'ARRAY'",
        "keepLangTag: true",
        "keepCustomDataTypes: true",
    ]
    assert [] == [each for each in lossless if each not in cypher]
    assert cypher.index("CREATE CONSTRAINT") < cypher.index("graphconfig.init") < cypher.index("import.fetch")


def test_recipes_when_listed():
    """Every recipe says whether it is run."""
    recipes = TEXT.split("\n## ")[2:-1]
    assert len(recipes) == 7
    for recipe in recipes:
        assert re.search(r"^(Run by |Not run here)", recipe, re.MULTILINE), recipe.split("\n")[0]
