"""The one place of every IRI."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import limen
from limen.term import iri_of, is_iri
from limen.vocab import LIMEN, SKOS, VOCABULARIES, prefixes

ROOT = Path(__file__).parents[1]


def test_term_when_misspelt():
    """A term that is not listed does not exist."""
    with pytest.raises(AttributeError, match="prefLable"):
        _ = SKOS.prefLable


def test_terms_are_iris():
    """Every listed term makes an absolute IRI."""
    assert [] == [t for v in VOCABULARIES for t in v.terms if not is_iri(iri_of(getattr(v, t)))]


def test_prefixes_are_usual():
    """Prefixes and namespaces are one to one."""
    assert len(VOCABULARIES) == len(prefixes()) == len(set(prefixes().values()))


def test_predicates_are_in_the_vocabulary():
    """Every predicate and class that the registry publishes is a listed term."""
    listed = {getattr(v, term) for v in VOCABULARIES for term in v.terms}
    dataset = limen.build(ROOT / "registry")
    triples = [triple for _, triples in dataset.graphs for triple in triples]

    assert set() == {p for _, p, _ in triples} - listed
    assert set() == {o for _, p, o in triples if p.endswith("#type>")} - listed


@pytest.mark.parametrize(
    "path", [*ROOT.glob("ontology/*.ttl"), *ROOT.glob("shapes/*.ttl")], ids=lambda path: path.name
)
def test_prefixes_in(path):
    """A Turtle file that names one of our prefixes means the same namespace."""
    declared = re.findall(r"^@prefix (\w+): <([^>]+)>", path.read_text(encoding="utf-8"), re.MULTILINE)
    ours = prefixes()
    assert [] == [(prefix, iri) for prefix, iri in declared if ours.get(prefix, iri) != iri]


def test_limen_terms_do_not_differ_by_case_only():
    """No two terms are the same but for case."""
    folded = [term.casefold() for term in LIMEN.terms]
    assert len(folded) == len(set(folded))
