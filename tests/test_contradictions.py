"""Known contradictions between sources: each row has its claims, and conflicts are just those computed."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
import yaml

import limen
from limen.model.names import Names
from limen.model.words import FUNCTIONAL, PREDICATES
from limen.publish import open_registry, show
from limen.term import literal_parts
from limen.vocab import BASE, compact

ROOT = Path(__file__).parents[1]
LISTED = ROOT.parent / "shared" / "facts" / "contradictions.md"
ROWS = yaml.safe_load((ROOT / "tests/data/contradictions.yaml").read_text(encoding="utf-8"))
#: The two documents whose statements the rows hold against primary sources.
DOCUMENTS = (
    "reference/cloudsecurityalliance.org/secid-weakness-anthropic",
    "reference/transcripts.wiki/ai-safety-levels",
)

each_row = pytest.mark.parametrize("row", ROWS, ids=[row["row"] for row in ROWS])


@pytest.fixture(scope="module")
def dataset():
    return limen.build(ROOT / "registry")


@pytest.fixture(scope="module")
def registry():
    return open_registry([ROOT / "registry"], names=Names())


@pytest.fixture(scope="module")
def predicates(dataset):
    """Every claim of the registry by its id, with the property it states."""
    rows = dataset.query("SELECT ?claim ?p WHERE { ?claim a limen:Claim ; rdf:predicate ?p }").rows
    return {claim_id(claim): compact(predicate).rpartition(":")[2] for claim, predicate in rows}


@pytest.fixture(scope="module")
def subjects(dataset):
    """Every claim of the registry by its id, with the SecID of what it is about."""
    text = "SELECT ?claim ?id WHERE { ?claim a limen:Claim ; rdf:subject/dcterms:identifier ?id }"
    return {claim_id(claim): literal_parts(id).value for claim, id in dataset.query(text).rows}


@pytest.fixture(scope="module")
def computed(dataset):
    """Every pair of claims that the registry is computed to conflict in, in both directions."""
    return {
        (claim_id(a), claim_id(b))
        for a, b in dataset.query("SELECT ?a ?b WHERE { ?a limen:conflictsWith ?b }").rows
    }


def claim_id(term):
    return term.strip("<>").removeprefix(f"{BASE}claim/")


def pairs(row):
    return set(product(row["one"], row["other"]))


@each_row
def test_row_when_read_is_whole(row):
    """A row says its kind, its property, the claims of both sides, and why in one sentence."""
    assert {"row", "kind", "predicate", "one", "other", "why"} == row.keys() - {"beside"}
    assert row["kind"] in {"conflict", "history", "wording"}
    assert row["predicate"] in PREDICATES
    assert row["one"]
    assert row["other"]
    assert not set(row["one"]) & set(row["other"])
    assert re.fullmatch(r"[A-Z].*[^.]\.", row["why"])


def test_rows_when_counted_are_told_once():
    """No row stands twice."""
    names = [row["row"] for row in ROWS]

    assert sorted(set(names)) == names


@pytest.mark.skipif(not LISTED.is_file(), reason="needs ../shared")
def test_contradictions_when_listed_all_have_a_row():
    """Every contradiction that was found has its row, and no other has one."""
    listed = re.findall(r"^\| (C-\d+) \|", LISTED.read_text(encoding="utf-8"), re.MULTILINE)

    assert listed == [row["row"] for row in ROWS]


@each_row
def test_claims_of_a_row_are_in_the_registry(row, predicates):
    """Every claim of a row exists, and some of them state the property that the row is about."""
    claims = [*row["one"], *row["other"], *row.get("beside", ())]

    assert [] == [claim for claim in claims if claim not in predicates]
    assert row["predicate"] in {predicates[claim] for claim in claims}


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["row"]) for row in ROWS if row["kind"] == "conflict"]
)
def test_conflict_when_computed_is_found(row, predicates, computed):
    """In a conflict every claim of one side is found to conflict with every claim of the other."""
    assert row["predicate"] in FUNCTIONAL
    assert {row["predicate"]} == {predicates[claim] for claim in (*row["one"], *row["other"])}
    assert set() == pairs(row) - computed
    assert set() == {(b, a) for a, b in pairs(row)} - computed


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["row"]) for row in ROWS if row["kind"] != "conflict"]
)
def test_history_and_wording_when_computed_are_no_conflict(row, computed):
    """What is told of different times, or in different words, is not taken for a conflict."""
    assert set() == pairs(row) & computed


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["row"]) for row in ROWS if row["kind"] == "history"]
)
def test_history_when_shown_has_every_claim_in_its_time(row, subjects, registry):
    """What is told of a time holds from its first day and no longer than its last; a forecast never does."""
    for claim in (*row["one"], *row["other"]):
        said = shown_on(registry, subjects[claim], "")[claim]
        on_its_day = shown_on(registry, subjects[claim], said.since)[claim]
        told = "predicted" not in said.stance

        assert row["predicate"] == said.property
        assert told is on_its_day.holds
        assert (told and not said.until) is said.holds


def shown_on(registry, secid, day):
    """What is shown of a thing, by the ids of claims."""
    return {claim_id(claim.id): claim for claim in show(registry, secid, day).claims}


def test_conflicts_of_the_documents_when_computed_are_all_known(dataset, computed):
    """No statement of the two documents conflicts with another but in a row that says so."""
    values = " ".join(f"<{BASE}id/{document}>" for document in DOCUMENTS)
    text = f"SELECT ?claim WHERE {{ ?claim a limen:Claim ; dcterms:source ?d VALUES ?d {{ {values} }} }}"
    theirs = {claim_id(claim) for (claim,) in dataset.query(text).rows}
    known = {pair for row in ROWS if row["kind"] == "conflict" for pair in pairs(row)}

    assert len(theirs) > 60
    assert known == {(a, b) for a, b in computed if a in theirs}
