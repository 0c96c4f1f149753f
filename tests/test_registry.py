"""limen's own registry: what must be in it, and what the named questions answer from it."""

from __future__ import annotations

from pathlib import Path

import pytest

import limen
from limen.term import literal_parts
from limen.vocab import BASE

ROOT = Path(__file__).parents[1]
ASL = f"<{BASE}id/weakness/anthropic.com/asl>"
FOUR = {
    "control/nist.gov/ai-rmf",
    "control/openai.com/preparedness",
    "entity/aisi.gov.uk",
    "entity/frontiermodelforum.org",
}


@pytest.fixture(scope="module")
def dataset():
    return limen.build(ROOT / "registry")


def rows(dataset, text):
    """Answer a query with plain values."""
    return [tuple(plain(cell) for cell in row) for row in dataset.query(text).rows]


def plain(term):
    return literal_parts(term).value if term.startswith('"') else term.strip("<>").removeprefix(BASE + "id/")


def question(name):
    return (ROOT / "queries" / f"{name}.rq").read_text(encoding="utf-8")


def test_ladder_in_order(dataset):
    """The five levels stand in order, and the open-ended one after the level it begins with."""
    expected = ["ASL-1", "ASL-2", "ASL-3", "ASL-4", "ASL-4+", "ASL-5"]
    assert expected == [level for level, *_ in rows(dataset, question("ladder"))]


def test_neighbours_of_levels(dataset):
    """Next and previous run through the five levels and leave the open-ended one out."""
    text = f"""SELECT ?a ?b WHERE {{
      ?x skos:inScheme {ASL} ; PROPERTY ?y . ?x skos:notation ?a . ?y skos:notation ?b }} ORDER BY ?a"""
    steps = [(f"ASL-{n}", f"ASL-{n + 1}") for n in range(1, 5)]

    assert steps == rows(dataset, text.replace("PROPERTY", "xkos:next"))
    assert steps == rows(dataset, text.replace("PROPERTY", "^xkos:previous"))


@pytest.mark.parametrize("level", ["ASL-1", "ASL-2", "ASL-3", "ASL-4", "ASL-4+", "ASL-5"])
def test_frameworks_of(dataset, level):
    """Every level is related to the four frameworks and bodies, each edge by a record with a source."""
    text = f"""SELECT DISTINCT ?framework WHERE {{
      ?level skos:inScheme {ASL} ; skos:notation "{level}" ; limen:relatedTo ?framework .
      ?derived a limen:DerivedStatement ; rdf:subject ?level ; rdf:object ?framework ; prov:wasDerivedFrom ?record .
      ?record dcterms:source ?source . ?source a limen:Document }}"""
    assert FOUR == {framework for (framework,) in rows(dataset, text)}


def test_scheme_expects_the_four(dataset):
    """The shape that demands the four links demands just these."""
    assert FOUR == {f for (f,) in rows(dataset, f"SELECT ?f WHERE {{ {ASL} limen:expectsRelationTo ?f }}")}


def test_asl_3_frameworks_when_asked(dataset):
    """The named question gives each framework with its relation and the document that says so."""
    answer = rows(dataset, question("asl-3-frameworks"))
    source = "SecID registry entry: secid:weakness/anthropic/asl"
    expected = {
        ("AI Security Institute", "evaluationCollaborationWith"),
        ("Artificial Intelligence Risk Management Framework", "informs"),
        ("Frontier Model Forum", "sharesCommitmentsWith"),
        ("Preparedness Framework", "similarTo"),
    }
    assert expected == {(framework, relation.rpartition("#")[2]) for framework, relation, _, _ in answer}
    assert {source} == {source for _, _, source, _ in answer}


def test_nist_core_is_whole(dataset):
    """The AI RMF has 4 functions, 19 categories and 72 subcategories, as many in each as NIST has."""
    answer = rows(dataset, question("nist-subcategories"))
    per_function = {
        name: len([r for r in answer if r[0] == name]) for name in ("GOVERN", "MAP", "MEASURE", "MANAGE")
    }

    assert {"GOVERN": 19, "MAP": 18, "MEASURE": 22, "MANAGE": 13} == per_function
    assert 19 == len({category for _, category, _, _ in answer})
    assert 72 == len({subcategory for _, _, subcategory, _ in answer})
    assert all(subcategory.startswith(f"{category}.") for _, category, subcategory, _ in answer)
    assert all(gloss for *_, gloss in answer)


def test_policy_versions_when_dated(dataset):
    """Each version of the Responsible Scaling Policy has the date it took effect."""
    text = f"""SELECT ?version ?date WHERE {{
      ?v dcterms:isVersionOf <{BASE}id/control/anthropic.com/rsp> ; dcat:version ?version ; dcterms:issued ?date
    }} ORDER BY ?version"""
    expected = {
        "1.0": "2023-09-19",
        "2.0": "2024-10-15",
        "2.1": "2025-03-31",
        "2.2": "2025-05-14",
        "3.0": "2026-02-24",
        "3.1": "2026-04-02",
        "3.2": "2026-04-29",
        "3.3": "2026-05-26",
        "3.4": "2026-07-08",
    }
    assert expected == dict(rows(dataset, text))


def test_organisations_are_described(dataset):
    """The five organisations are entries of their own."""
    text = "SELECT ?o WHERE { ?o a foaf:Organization ; dcterms:identifier ?id }"
    expected = {"anthropic.com", "openai.com", "nist.gov", "frontiermodelforum.org", "aisi.gov.uk"}
    assert {f"entity/{name}" for name in expected} <= {o for (o,) in rows(dataset, text)}


def test_no_level_is_equated(dataset):
    """Nothing of one laboratory is an exact, close, broad or narrow match of another's, and nothing plainly so."""
    strong = "skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch"
    text = f"SELECT ?a ?b WHERE {{ ?m rdf:predicate ?p ; rdf:subject ?a ; rdf:object ?b VALUES ?p {{ {strong} }} }}"

    assert [] == [(a, b) for a, b in rows(dataset, text) if a.split("/")[1] != b.split("/")[1]]
    assert not dataset.query(
        "ASK { ?a skos:exactMatch|skos:closeMatch|skos:broadMatch|skos:narrowMatch ?b }"
    ).verdict


def test_claims_have_dated_sources(dataset):
    """Every claim and definition of the front matter cites a document whose date is given or known to be missing."""
    text = """SELECT ?claim WHERE {
      ?claim a ?kind ; limen:readIn ?r VALUES ?kind { limen:Claim limen:LevelDefinition limen:Assessment }
      FILTER NOT EXISTS { ?claim dcterms:source ?d . ?d a limen:Document .
                          { ?d dcterms:issued ?date } UNION { ?d limen:confirmedAbsent dcterms:issued } } }"""
    assert [] == rows(dataset, text)


def test_nothing_unverified_is_claimed(dataset):
    """Statements that nobody read a source for stay out."""
    assert not dataset.query("ASK { ?c limen:confidence limen:unseen }").verdict


def test_nobody_reviewed_by_program(dataset):
    """No mapping names a reviewer, because no person has reviewed one."""
    assert not dataset.query("ASK { ?m sssom:reviewer_id ?r }").verdict
    assert not dataset.query("ASK { ?m sssom:mapping_justification semapv:ManualMappingCuration }").verdict


def test_findings_when_checked():
    """The registry has no error and no warning."""
    assert [] == [
        str(f) for f in limen.build(ROOT / "registry").check() if f.severity is not limen.Severity.NOTE
    ]
