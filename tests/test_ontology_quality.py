"""The quality of ontology and vocabularies: limen's own keep the rules for ontologies, each of them seen to fail.

The rules restate the tests of FOOPS! and the pitfalls of OOPS! that need no
network, the integrity conditions of SKOS, and what VocPub and DCAT-AP ask of a
vocabulary. Left out, knowingly: a DOI, a logo and an entry in a registry of
vocabularies, which a person must get, and VocPub's one scheme in a file, as
limen's short lists are part of its ontology. The Turtle file under
`data/quality` that is named for a rule breaks it, and says in its first line
what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import owlrl
import pyoxigraph
import pytest
from rdflib import Graph

import limen
from limen import vocab
from limen.check import Violation
from limen.check.rules import rule_violations
from limen.publish.check_turtle import check_turtle, rules_of
from limen.store import Store, read_turtle
from limen.term import Triple, is_literal, literal_parts

ROOT = Path(__file__).parents[1]
CASES = sorted((ROOT / "tests/data/quality").glob("*.ttl"))
RULES = {rule.code: rule for rule in rules_of(("ontology", "skos"))}
ONTOLOGY = (ROOT / "ontology/limen.ttl", ROOT / "ontology/alignments.ttl")
OWL = "http://www.w3.org/2002/07/owl#"
TURTLE = pyoxigraph.RdfFormat.TURTLE


@cache
def ontology() -> pyoxigraph.Store:
    return store(*ONTOLOGY)


@cache
def registry() -> tuple[Triple, ...]:
    """Every triple of limen's own registry, once."""
    graphs = limen.build(ROOT / "registry").graphs
    return tuple(sorted({triple for _, triples in graphs for triple in triples}))


def store(*paths: Path) -> pyoxigraph.Store:
    found = pyoxigraph.Store()
    for path in paths:
        found.load(path=path, format=TURTLE)
    return found


def short(violation: Violation) -> str:
    """The last part of the name of what is wrong: the value, or the property that is missing, or the thing."""
    term = violation.breach.value or violation.breach.path or violation.breach.focus
    name = literal_parts(term).value if is_literal(term) else term[1:-1]
    return re.split("[#/](?=.)", name)[-1]


def test_ontology_when_checked_keeps_every_rule() -> None:
    """Checked as anybody's ontology would be, limen's own has nothing wrong with it."""
    inspected = check_turtle(ONTOLOGY)

    assert () == inspected.findings
    assert len(ontology()) == inspected.triples


def test_registry_when_checked_with_the_ontology_keeps_the_rules_of_skos() -> None:
    """The integrity conditions of SKOS hold of the whole registry together with the ontology."""
    whole = [registry(), *(read_turtle(path.read_bytes()) for path in ONTOLOGY)]
    store = Store((f"urn:part:{number}", triples) for number, triples in enumerate(whole))

    assert () == rule_violations(rules_of(("skos",)), store)


def test_rules_when_counted_have_a_case_each() -> None:
    """No rule is without a Turtle file that breaks it."""
    assert RULES.keys() == {path.stem for path in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_rule_when_broken_finds_what_breaks_it(case: Path) -> None:
    """Each rule has been seen to fail: it finds just what its Turtle file announces."""
    expected = case.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# finds: ").split()
    found = rule_violations([RULES[case.stem]], Store([("urn:case", read_turtle(case.read_bytes()))]))

    assert expected == sorted({short(violation) for violation in found})


def test_parser_when_a_file_is_broken_says_so() -> None:
    """RDF1: both files of the ontology parse, and a file that does not would be seen."""
    assert len(ontology())
    with pytest.raises(SyntaxError):
        pyoxigraph.Store().load(b"<https://w3id.org/ex> a", format=TURTLE)


def test_closure_when_made_contradicts_nothing() -> None:
    """All that follows from ontology and registry by the rules of OWL 2 RL can be true together."""
    assert [] == contradictions(sample())


def test_closure_when_classes_are_disjoint_sees_the_contradiction() -> None:
    """A claim that is also a mapping, and a commitment that a domain makes an argument, are contradictions."""
    claim, commitment = "<https://example.org/claim>", "<https://example.org/commitment>"
    planted = [
        (claim, vocab.RDF.type, vocab.LIMEN.Claim),
        (claim, vocab.RDF.type, vocab.LIMEN.Mapping),
        (commitment, vocab.RDF.type, vocab.LIMEN.Commitment),
        (commitment, vocab.LIMEN.supports, claim),
    ]
    found = " ".join(contradictions(planted))

    assert claim[1:-1] in found
    assert commitment[1:-1] in found


def sample() -> list[Triple]:
    """One triple for each property between things of each combination of kinds, with those kinds."""
    kinds: dict[str, frozenset[str]] = {}
    for subject, predicate, class_ in registry():
        if predicate == vocab.RDF.type:
            kinds[subject] = kinds.get(subject, frozenset()) | {class_}
    found: dict[object, Triple] = {}
    for triple in registry():
        subject, predicate, object_ = triple
        if predicate != vocab.RDF.type:
            found.setdefault((kinds.get(subject), predicate, kinds.get(object_, object_[0])), triple)
    ends = {end for subject, _, object_ in found.values() for end in (subject, object_)}
    return [*found.values(), *((end, vocab.RDF.type, each) for end in ends for each in kinds.get(end, ()))]


def contradictions(triples: Iterable[Triple]) -> list[str]:
    """Close ontology and triples under OWL 2 RL, and give what the reasoner found impossible."""
    graph = Graph()
    for path in ONTOLOGY:
        graph.parse(path, format="turtle")
    graph.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in triples), format="nt")
    closure = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False)
    closure.closure()
    return sorted(closure.error_messages)


def predicates() -> set[str]:
    return {predicate for _, predicate, _ in registry()}


def test_properties_when_counted_by_use_are_mostly_borrowed() -> None:
    """At least six in ten statements of the registry use a property that others defined."""
    own = sum(predicate.startswith(f"<{vocab.NS}") for _, predicate, _ in registry())

    assert own / len(registry()) <= 0.4


def test_properties_when_counted_by_name_are_mostly_borrowed() -> None:
    """At least six in ten of the properties that the registry uses are those of others."""
    own = sorted(vocab.compact(each) for each in predicates() if each.startswith(f"<{vocab.NS}"))

    assert len(own) / len(predicates()) <= 0.4, own


def test_properties_when_used_are_defined_and_hold_what_they_say() -> None:
    """Of limen's own, an object property leads to things and a datatype property to values, in claims too."""
    things, values = (declared(kind) for kind in ("ObjectProperty", "DatatypeProperty"))
    told = {(predicate, object_[0]) for _, predicate, object_ in (*registry(), *claimed())}
    own = {each for each in told if each[0].startswith(f"<{vocab.NS}")}

    assert own
    assert set() == own - {(each, "<") for each in things} - {(each, '"') for each in values}


def declared(kind: str) -> set[str]:
    type_, class_ = pyoxigraph.NamedNode(vocab.RDF.type[1:-1]), pyoxigraph.NamedNode(f"{OWL}{kind}")
    return {str(quad.subject) for quad in ontology().quads_for_pattern(None, type_, class_, None)}


def claimed() -> list[Triple]:
    """The triples that claims and mappings state without asserting them."""
    parts = (vocab.RDF.subject, vocab.RDF.predicate, vocab.RDF.object)
    said: dict[str, dict[str, str]] = {}
    for subject, predicate, object_ in registry():
        if predicate in parts:
            said.setdefault(subject, {})[predicate] = object_
    return [(each[parts[0]], each[parts[1]], each[parts[2]]) for each in said.values()]
