"""What follows from several entries, and from which record."""

from __future__ import annotations

import limen
from limen.vocab import BASE, LIMEN, PROV, RDF

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
