"""What follows from several entries, and from which record."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import limen
from limen.model.names import Names
from limen.model.words import FUNCTIONAL
from limen.publish import built_of, open_registry
from limen.term import iri_of
from limen.vocab import BASE, LIMEN, PROV, RDF, SKOS

ROOT = Path(__file__).parents[1]

SCHEME = f"{BASE}id/weakness/a.example/levels"
LEVELS = """---
type: weakness
namespace: a.example
full_name: A
sources:
  levels:
    full_name: A levels
    items:
      L-1: {kind: level, order: "1", next: L-2}
      L-2: {kind: level, order: "2", previous: L-1}
      X: {label: no level}
"""
OTHER = """---
type: control
namespace: b.example
full_name: B
sources:
  rules: {full_name: B rules, alternate_names: [the B rule book]}
---
"""
CLAIM = """claims:
  - id: related
    subject: secid:weakness/a.example/levels
    predicate: informs
    object: secid:control/b.example/rules
    source: secid:weakness/a.example/levels
"""
MAPPING = """mappings:
  - id: related
    subject: secid:weakness/a.example/levels
    relation: relatedMatch
    object: secid:control/b.example/rules
    justification: UnspecifiedMatching
    source: secid:weakness/a.example/levels
"""


def derived(tmp_path, levels):
    """The triples of graph/current of a registry with these levels."""
    for path, text in {"weakness/example/a.md": levels, "control/example/b.md": OTHER}.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    graphs = dict(limen.build(tmp_path).graphs)
    return set(graphs.get(f"{BASE}graph/current", ()))


def edges(triples):
    return {(s.rpartition("#")[2], o) for s, p, o in triples if p == LIMEN.relatedTo}


def test_levels_when_a_claim_relates_their_scheme(tmp_path):
    """Each level, and nothing else of the scheme, is related to what the scheme is related to."""
    rules = f"<{BASE}id/control/b.example/rules>"
    triples = derived(tmp_path, LEVELS + CLAIM + "---\n")

    assert {("L-1>", rules), ("L-2>", rules)} == edges(triples)


def test_every_edge_names_its_record(tmp_path):
    """Beside each edge stands a node with the same three parts that names the claim it follows from."""
    triples = derived(tmp_path, LEVELS + CLAIM + "---\n")
    nodes = {s for s, p, o in triples if p == RDF.type and o == LIMEN.DerivedStatement}
    parts = {
        tuple(
            next(o for s, p, o in triples if s == node and p == q)
            for q in (RDF.subject, RDF.predicate, RDF.object)
        )
        for node in nodes
    }

    assert {(s, p, o) for s, p, o in triples if p == LIMEN.relatedTo} == parts
    assert {f"<{BASE}claim/related>"} == {o for _, p, o in triples if p == PROV.wasDerivedFrom}


def test_levels_when_a_mapping_relates_their_scheme(tmp_path):
    """A mapping about the scheme counts like a claim."""
    assert 2 == len(edges(derived(tmp_path, LEVELS + MAPPING + "---\n")))


def test_levels_when_the_mapping_says_no(tmp_path):
    """A mapping that denies a relation relates nothing."""
    assert set() == derived(tmp_path, LEVELS + MAPPING + '    negative: "true"\n---\n')


def test_levels_when_one_level_is_related(tmp_path):
    """A claim about one level is not one about its scheme."""
    text = CLAIM.replace(
        "subject: secid:weakness/a.example/levels", 'subject: "secid:weakness/a.example/levels#L-1"'
    )
    assert set() == derived(tmp_path, LEVELS + text + "---\n")


def test_levels_when_a_table_relates_their_scheme(tmp_path):
    """A relationship table of the body counts, where its target is a name that the registry knows."""
    table = "---\n\n# A\n\n## Relationship to others\n\n| Framework | Relationship |\n|---|---|\n| The B rule book | Informs it |\n| Unknown thing | Informs it |\n"
    triples = derived(tmp_path, LEVELS + table)

    assert {
        ("L-1>", f"<{BASE}id/control/b.example/rules>"),
        ("L-2>", f"<{BASE}id/control/b.example/rules>"),
    } == edges(triples)
    assert all("/claim/weakness/example/a/" in o for _, p, o in triples if p == PROV.wasDerivedFrom)


HEAD = """---
type: weakness
namespace: a.example
full_name: A
known_through: "2026-01-31"
sources:
  levels:
    full_name: A levels
    items:
      L-1: {kind: level, order: "1"}
      M: {label: a model}
      N: {label: another model}
claims:
"""


def claim(id, object_, **more):
    """One claim about the level as a line of front matter."""
    keys = {
        "id": id,
        "subject": "secid:weakness/a.example/levels#L-1",
        "predicate": "activationStatus",
        "object": object_,
        "source": "secid:weakness/a.example/levels",
        **{key.rstrip("_"): value for key, value in more.items()},
    }
    return "  - {" + ", ".join(f'{key}: "{value}"' for key, value in keys.items()) + "}\n"


def view(tmp_path, *claims, day=""):
    """The plain values of activationStatus in the derived graph, by their last word."""
    file = tmp_path / "weakness" / "example" / "a.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD + "".join(claims) + "---\n", encoding="utf-8")
    graphs = dict(built(tmp_path, day).graphs)
    triples = graphs.get(f"{BASE}graph/current", ())
    values = [o.rpartition("#")[2].rstrip(">") for _, p, o in triples if p == LIMEN.activationStatus]
    against = {
        (s.rpartition("/")[2].rstrip(">"), o.rpartition("/")[2].rstrip(">"))
        for s, p, o in triples
        if p == LIMEN.conflictsWith
    }
    return values, against


def built(tmp_path, day):
    return built_of(open_registry([tmp_path], names=Names()), day)


MAY = claim("may", "active", from_="2025-05-22")
BEFORE = claim("before", "not active", through="2025-05-21")


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-02-01", "notActive"), ("2025-05-22", "active"), ("", "active")]
)
def test_view_of(tmp_path, day, expected):
    """A plain triple says what held on the day; without one, on the day the registry knows up to."""
    assert ([expected], set()) == view(tmp_path, MAY, BEFORE, day=day)


def test_view_when_ranks_differ(tmp_path):
    """The best rank is said, the deprecated one never; both stand in the conflict."""
    rival = claim("rival", "not active", from_="2025-06", rank="deprecated", rank_reason="wrong")
    values, against = view(tmp_path, MAY, rival)

    assert ["active"] == values
    assert {("may", "rival"), ("rival", "may")} == against


def test_view_when_nobody_is_preferred(tmp_path):
    """Two values of equal rank never meet on one thing outside claims."""
    values, against = view(tmp_path, MAY, claim("rival", "not active", from_="2025-06-01"))

    assert [] == values
    assert 2 == len(against)


@pytest.mark.parametrize(
    "other",
    [
        claim("forecast", "not active", from_="2025-06-01", modality="predicted"),
        claim("undated", "not active"),
        claim("earlier", "not active", through="2025-05-21"),
        claim("same", "active", from_="2025-06-01"),
        claim("model", "not active", from_="2025-06-01", about="secid:weakness/a.example/levels#N"),
    ],
    ids=["forecast", "undated", "earlier", "same value", "about another"],
)
def test_no_conflict_with(tmp_path, other):
    """A forecast, an undated claim, another time, the same value, or another model is no contradiction."""
    assert set() == view(tmp_path, MAY, other)[1]


def test_conflict_when_a_month_and_a_day_meet(tmp_path):
    """A month lasts to its last day."""
    month = claim("month", "not active", through="2025-05")
    assert {("may", "month"), ("month", "may")} == view(tmp_path, MAY, month)[1]


def test_view_when_models_differ(tmp_path):
    """What holds for one model and not for another is not said plainly."""
    one = claim("one", "active", from_="2025-05-22", about="secid:weakness/a.example/levels#M")
    other = claim("other", "not active", from_="2025-05-22", about="secid:weakness/a.example/levels#N")
    assert ([], set()) == view(tmp_path, one, other)


def test_view_when_unverified(tmp_path):
    """A statement for which nobody saw a source is not said plainly."""
    assert [] == view(tmp_path, claim("may", "active", from_="2025-05-22", confidence="unverified"))[0]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", 0),
        ("    reviewer: secid:weakness/a.example/levels#M\n", 1),
        ("    author: secid:entity/b.example\n", 1),
        ("    author: secid:entity/c.example\n", 0),
        ('    author: secid:entity/b.example\n    negative: "true"\n', 0),
    ],
    ids=["unreviewed", "reviewed", "by one of the two", "by somebody else", "negative"],
)
def test_mapping_as_a_plain_triple(tmp_path, more, expected):
    """A mapping is said plainly if it is positive, and reviewed or drawn by one of the two sides."""
    triples = derived(tmp_path, LEVELS + MAPPING + more + "---\n")
    assert expected == len([p for _, p, _ in triples if p == SKOS.relatedMatch])


def test_functional_properties_are_those_of_the_ontology():
    """What the code takes for one value at a time is what the ontology declares so."""
    graph = rdflib.Graph().parse(ROOT / "ontology" / "limen.ttl")
    kind = rdflib.URIRef(iri_of(LIMEN.TimeFunctionalProperty))
    assert {str(each) for each in graph.subjects(rdflib.RDF.type, kind)} == {
        iri_of(each) for each in FUNCTIONAL.values()
    }
