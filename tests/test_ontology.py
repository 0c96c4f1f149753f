"""The ontology: it defines every term in use, each completely, and nobody else's."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import DCTERMS, FOAF, OWL, RDF, RDFS, SDO, SKOS, VANN, BNode, Graph, Literal, Namespace, URIRef

from limen import vocab
from limen.model.words import FUNCTIONAL

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "ontology").glob("*.ttl"))
NS = Namespace(vocab.NS)
VS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
ONTOLOGY = URIRef("https://w3id.org/limen/ns")
TERMS = sorted(vocab.LIMEN.terms)
#: The order of the lines that describe a term.
ORDER = """
    a rdfs:label skos:prefLabel dcterms:title skos:definition rdfs:comment rdfs:subClassOf rdfs:subPropertyOf rdfs:domain
    rdfs:range skos:hasTopConcept skos:inScheme skos:topConceptOf skos:historyNote skos:example dcterms:creator
    dcterms:publisher dcterms:license dcterms:created dcterms:modified rdfs:isDefinedBy vs:term_status
""".split()


@cache
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology/limen.ttl", format="turtle")


def instances(*kinds: URIRef) -> set[str]:
    found = {term for kind in kinds for term in ontology().subjects(RDF.type, kind)}
    return {str(term).removeprefix(vocab.NS) for term in found if isinstance(term, URIRef)}


def one(subject: URIRef, predicate: URIRef) -> str:
    (value,) = ontology().objects(subject, predicate)
    return str(value)


def test_terms_when_compared_are_those_of_the_vocabulary() -> None:
    """What the code may write and what the ontology defines are the same, kind by kind."""
    assert vocab.LIMEN_CLASSES == instances(OWL.Class)
    assert vocab.LIMEN_PROPERTIES == instances(OWL.ObjectProperty, OWL.DatatypeProperty)
    assert vocab.LIMEN_CONCEPTS == instances(SKOS.Concept, SKOS.ConceptScheme)


@pytest.mark.parametrize("name", TERMS)
def test_term_when_defined_is_defined_completely(name: str) -> None:
    """Every term has an English label and definition, an example, a place where it is defined and a status."""
    term, graph = NS[name], ontology()
    (label,) = graph.objects(term, RDFS.label)
    (definition,) = graph.objects(term, SKOS.definition)

    assert ("en", "en") == (label.language, definition.language)
    assert definition == Literal(one(term, RDFS.comment), "en")
    assert str(ONTOLOGY) == one(term, RDFS.isDefinedBy)
    assert "testing" == one(term, VS.term_status)
    assert one(term, SKOS.example)
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
        assert len(list(graph.objects(term, predicate))) <= 1


@pytest.mark.parametrize("name", TERMS)
def test_definition_when_read_explains_the_term(name: str) -> None:
    """A definition is one sentence that starts large, ends with a stop and never defines a word by itself."""
    definition, label = one(NS[name], SKOS.definition), one(NS[name], RDFS.label)

    assert re.fullmatch(r"[A-Z][^.]*(\.[a-z0-9][^.]*)*\.", definition)
    assert not re.search(rf"\b{re.escape(label)}\b", definition, re.IGNORECASE)


def test_labels_when_counted_are_unique() -> None:
    """No two terms go by the same name, and none is written in capitals like a title."""
    labels = [one(NS[name], RDFS.label) for name in TERMS]

    assert [] == [label for label, times in Counter(label.lower() for label in labels).items() if times > 1]
    assert [] == [
        label for label in labels if label[0].isupper() and not label[:2].isupper() and "SecID" not in label
    ]


def test_concepts_when_listed_belong_to_one_scheme() -> None:
    """Each concept is a top concept of exactly one scheme, which says so too."""
    graph = ontology()
    for name in instances(SKOS.Concept):
        scheme = URIRef(one(NS[name], SKOS.inScheme))
        assert (scheme, SKOS.hasTopConcept, NS[name]) in graph
        assert str(scheme) == one(NS[name], SKOS.topConceptOf)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        assert one(NS[name], RDFS.label) == one(NS[name], SKOS.prefLabel)


def test_time_functional_properties_when_asked_for_are_marked() -> None:
    """The properties that hold one value at a time say so, because conflicts are computed from it."""
    marked = {f"<{NS[name]}>" for name in instances(NS.TimeFunctionalProperty)}

    assert set(FUNCTIONAL.values()) == marked


def test_related_to_when_expanded_has_its_kinds() -> None:
    """Every special relation of frameworks is also a plain one."""
    kinds = ontology().subjects(RDFS.subPropertyOf, NS.relatedTo)

    assert {NS.informs, NS.sharesCommitmentsWith, NS.evaluationCollaborationWith, NS.similarTo} == set(kinds)


@pytest.mark.parametrize(
    "predicate",
    [
        DCTERMS.title,
        DCTERMS.abstract,
        DCTERMS.description,
        DCTERMS.creator,
        DCTERMS.publisher,
        DCTERMS.created,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.bibliographicCitation,
        DCTERMS.source,
        URIRef("http://purl.org/ontology/bibo/status"),
    ],
)
def test_header_when_read_has_one_of_each(predicate: URIRef) -> None:
    """The header says once what the ontology is, whose it is, how old it is and how to cite it."""
    assert one(ONTOLOGY, predicate)


def test_header_when_read_names_version_namespace_and_licence() -> None:
    """The version has an IRI of its own under the ontology's, and agents are IRIs with a name in both schemas."""
    version = one(ONTOLOGY, OWL.versionInfo)
    agents = {
        *ontology().objects(ONTOLOGY, DCTERMS.creator),
        *ontology().objects(ONTOLOGY, DCTERMS.publisher),
    }

    assert f"{ONTOLOGY}/{version}" == one(ONTOLOGY, OWL.versionIRI)
    assert ("limen", vocab.NS) == tuple(
        one(ONTOLOGY, each) for each in (VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri)
    )
    assert "https://creativecommons.org/publicdomain/zero/1.0/" == one(ONTOLOGY, DCTERMS.license)
    for agent in agents:
        assert str(agent).startswith(vocab.BASE)
        assert one(agent, FOAF.name) == one(agent, SDO.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_ontology_file_when_read_defines_nothing_borrowed(path: Path) -> None:
    """Every subject is limen's own, both readers see the same, and nothing is imported from the web."""
    graph = Graph().parse(path, format="turtle")

    assert set() == {
        each
        for each in graph.subjects()
        if not isinstance(each, BNode) and not str(each).startswith(vocab.BASE)
    }
    assert len(graph) == len(list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)))
    assert [] == list(graph.objects(None, OWL.imports))
    assert [True] * len(list(graph.subjects(RDF.type, OWL.Ontology))) == [
        str(each).startswith(str(ONTOLOGY)) for each in graph.subjects(RDF.type, OWL.Ontology)
    ]


def test_alignments_when_read_speak_of_terms_that_exist() -> None:
    """An alignment of a term that is not defined would say nothing."""
    graph = Graph().parse(ROOT / "ontology/alignments.ttl", format="turtle")
    subjects = {str(each) for each in graph.subjects() if str(each).startswith(vocab.NS)}

    assert subjects
    assert set() == {each.removeprefix(vocab.NS) for each in subjects} - vocab.LIMEN.terms


def test_term_blocks_when_read_keep_one_order_of_lines() -> None:
    """Every block lists label, definition, parents, domain, range and status in the same order."""
    text = (ROOT / "ontology/limen.ttl").read_text(encoding="utf-8")
    for block in re.findall(r"^limen:.*?\.$", text, re.MULTILINE | re.DOTALL):
        lines = ["a", *re.findall(r"^    ([a-z]+:\w+) ", block, re.MULTILINE)]
        assert sorted(lines, key=ORDER.index) == lines
