"""The shapes themselves: each has been seen to fail, and says what to do."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

from limen import vocab
from limen.check import ShapeReport, check_shapes
from limen.check.known import refuse_unknown

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "shapes").glob("*.ttl"))
CASES = sorted((ROOT / "shapes/cases").glob("*/*.ttl"))
LSH = "https://w3id.org/limen/shapes#"
#: Classes of terms and not of things, so nothing in a registry is one.
SHAPELESS = {"TimeFunctionalProperty"}


@cache
def all_shapes() -> Graph:
    graph = Graph()
    for path in FILES:
        graph.parse(path, format="turtle")
    return graph


def named(kind: URIRef) -> set[str]:
    return {str(shape).removeprefix(LSH) for shape in all_shapes().subjects(RDF.type, kind)}


def file_of(shape: str) -> Path:
    words = re.sub(r"(?<!^)(?=[A-Z])", "-", shape.removesuffix("Shape")).lower()
    return ROOT / "shapes" / f"{words}.ttl"


@cache
def check(case: Path) -> ShapeReport:
    """Check a case against the file of its shape."""
    files = (file_of(case.parent.name), ROOT / "shapes/prefixes.ttl")
    return check_shapes(triples_of(case), {path.name: path.read_text(encoding="utf-8") for path in files})


def triples_of(case: Path) -> str:
    """Write the triples of a case as limen writes its own."""
    triples = pyoxigraph.parse(path=case, format=pyoxigraph.RdfFormat.TURTLE)
    return pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES).decode()


def fired(case: Path) -> set[str]:
    return {violation.breach.shape[1:-1].removeprefix(LSH) for violation in check(case).violations}


def announced(case: Path) -> str:
    return case.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_shape_fires_exactly_where_it_should(case: Path) -> None:
    """A failing case breaks the shape its first line names and no other; a passing case breaks none."""
    expected = {announced(case)} if case.stem.startswith("fail-") else set()

    assert expected == fired(case)
    assert check(case).looked_at[f"<{LSH}{case.parent.name}>"]


def test_all_cases_when_put_together_are_judged_as_pyshacl_judges_them() -> None:
    """What the door does to make the engine fast changes nothing that it finds."""
    data = "".join(
        triples_of(case).replace("w3id.org/limen/id", f"a.example/{n}") for n, case in enumerate(CASES)
    )
    report = check_shapes(data, {path.name: path.read_text(encoding="utf-8") for path in FILES})

    plain = pyshacl.validate(
        Graph().parse(data=data, format="nt"), shacl_graph=all_shapes(), inference="none"
    )[1]
    expected = [
        tuple(f"<{plain.value(result, part)}>" for part in (SH.focusNode, SH.sourceShape))
        for result in plain.objects(None, SH.result)
    ]
    assert () == report.idle
    assert sorted(expected) == sorted((each.breach.focus, each.breach.shape) for each in report.violations)


def test_shape_when_named_has_a_failing_case() -> None:
    """Every property shape has been seen to fail."""
    assert named(SH.PropertyShape) == {announced(case) for case in CASES if case.stem.startswith("fail-")}


def test_shape_when_with_targets_has_a_passing_case() -> None:
    """Every node shape has been seen to find nothing wrong with something it looked at."""
    seen = {
        shape[1:-1].removeprefix(LSH)
        for case in CASES
        if case.stem.startswith("pass-")
        for shape, nodes in check(case).looked_at.items()
        if nodes
    }

    assert named(SH.NodeShape) == seen


def test_shapes_when_counted_cover_every_class() -> None:
    """Each class of limen has a file and a shape of its own."""
    classes = vocab.LIMEN_CLASSES - SHAPELESS
    targets = {str(target) for target in all_shapes().objects(None, SH.targetClass)}

    assert {vocab.NS + name for name in classes} == targets
    assert not [name for name in classes if not file_of(f"{name}Shape").exists()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shapes_file_when_read_is_the_same_to_two_readers(path: Path) -> None:
    """Every file of shapes opens with its duty, has only known terms, and means the same to both readers."""
    triples = Graph().parse(path, format="turtle")

    assert path.read_text(encoding="utf-8").startswith("# ")
    assert len(triples) == len(list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)))
    refuse_unknown({str(term) for triple in triples for term in triple}, path.name)


@pytest.mark.parametrize("name", sorted(named(SH.PropertyShape)))
def test_property_shape_says_what_to_do(name: str) -> None:
    """Each property shape is named for its node shape and has one severity, one rule and one message."""
    graph, shape = all_shapes(), URIRef(LSH + name)
    messages = [*graph.objects(shape, SH.message), *graph.objects(shape, SH.sparql / SH.message)]

    assert name.partition("-")[0] in named(SH.NodeShape)
    assert 1 == len(list(graph.objects(shape, SH.severity)))
    assert [True] == [str(rule).startswith("Rule: ") for rule in graph.objects(shape, RDFS.comment)]
    assert [True] == [bool(re.fullmatch(r"[A-Z].*\.", message)) for message in messages]


def test_shapes_when_they_name_a_term_name_one_that_exists() -> None:
    """A misspelt term in a shape would match nothing and find nothing."""
    text = "".join(re.sub(r'@prefix.*|"[^"\n]*"@en', "", path.read_text(encoding="utf-8")) for path in FILES)
    foreign = {"lsh", "sh", "rdfs", "owl", "dcterms", "xsd"}
    known = {f"{each.prefix}:{term}" for each in vocab.VOCABULARIES for term in each.terms}
    used = {
        term
        for term in re.findall(r"(?<![\w/])[a-z]+:[A-Za-z_]+", text)
        if term.partition(":")[0] not in foreign
    }

    assert set() == used - known - {"https:", "http:"}


def test_prefixes_when_declared_are_those_of_the_vocabulary() -> None:
    """The SPARQL in the shapes spells prefixes as everything else does."""
    graph = all_shapes()
    declared = {
        str(graph.value(each, SH.prefix)): str(graph.value(each, SH.namespace))
        for each in graph.objects(URIRef("https://w3id.org/limen/shapes"), SH.declare)
    }

    assert declared
    assert declared.items() <= vocab.prefixes().items()


def test_shapes_header_when_read_has_the_version_of_the_ontology() -> None:
    """Ontology and shapes are released together."""
    ontology = Graph().parse(ROOT / "ontology/limen.ttl", format="turtle")

    assert list(ontology.objects(None, OWL.versionInfo)) == list(all_shapes().objects(None, OWL.versionInfo))
