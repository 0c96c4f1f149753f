"""The catalogue says of the dataset what is so: its figures, its files, its terms of use."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD, Namespace

from folders import REGISTRY, contents
from limen.model.names import Names
from limen.publish import (
    Export,
    Written,
    built_of,
    catalog_jsonld,
    catalog_triples,
    catalog_turtle,
    export,
    names_under,
    open_registry,
)
from limen.publish.built import Built
from limen.serialize import FORMATS, find_format
from limen.vocab import BASE

SHAPES = Path(__file__).parent / "data/catalog/dcat-ap.ttl"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VOID = Namespace("http://rdfs.org/ns/void#")
DATASET = URIRef(f"{BASE}catalog#dataset")


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, bytes]:
    """limen's own registry, written in every format and as mappings."""
    out = tmp_path_factory.mktemp("catalog")
    formats = (*FORMATS, find_format("sssom"))
    export(Export((REGISTRY,), out, formats, names_under(BASE)), lambda _what, _done, _of: None)
    return contents(out)


@pytest.fixture(scope="module")
def catalog(files) -> Graph:
    return Graph().parse(data=files["catalog.ttl"], format="turtle")


@pytest.fixture(scope="module")
def data(files) -> Graph:
    """What the files hold, read by rdflib."""
    return Graph().parse(data=files["limen.nt"], format="nt")


@pytest.fixture(scope="module")
def built() -> Built:
    return built_of(open_registry([REGISTRY], names=Names()))


def number(graph: Graph, subject: URIRef, property: URIRef) -> int:
    """The one number that a subject has."""
    (value,) = graph.objects(subject, property)
    assert XSD.integer == value.datatype
    return int(value)


def test_figures_of_the_whole(catalog, data):
    """The figures are those that rdflib counts in the file."""
    expected = {
        VOID.triples: len(data),
        VOID.distinctSubjects: len(set(data.subjects())),
        VOID.distinctObjects: len(set(data.objects())),
        VOID.properties: len(set(data.predicates())),
        VOID.classes: len(set(data.objects(None, RDF.type))),
        VOID.entities: sum(subject.startswith(BASE) for subject in set(data.subjects())),
    }
    assert expected == {property: number(catalog, DATASET, property) for property in expected}


def test_figures_of_other_formats(catalog, files):
    """Every file that holds the dataset has as many triples, as another reader counts them."""
    for format in FORMATS:
        reader = pyoxigraph.RdfFormat.from_media_type(format.media_type)
        quads = pyoxigraph.parse(files[f"limen.{format.extension}"], reader)
        assert number(catalog, DATASET, VOID.triples) == len({quad.triple for quad in quads})


def test_figures_of_each_class(catalog, data):
    """Each class that is used has its part, with its things and all that is said of them."""
    found = {
        catalog.value(part, VOID["class"]): (
            number(catalog, part, VOID.entities),
            number(catalog, part, VOID.triples),
        )
        for part in catalog.objects(DATASET, VOID.classPartition)
    }
    things = {each: set(data.subjects(RDF.type, each)) for each in set(data.objects(None, RDF.type))}
    expected = {
        each: (len(members), sum(len(list(data.triples((member, None, None)))) for member in members))
        for each, members in things.items()
    }
    assert expected == found


def test_figures_of_each_property(catalog, data):
    """Each property that is used has its part, with its triples, subjects and objects."""
    figures = (VOID.triples, VOID.distinctSubjects, VOID.distinctObjects)
    found = {
        catalog.value(part, VOID.property): tuple(number(catalog, part, each) for each in figures)
        for part in catalog.objects(DATASET, VOID.propertyPartition)
    }
    expected = {}
    for property in set(data.predicates()):
        pairs = list(data.subject_objects(property))
        expected[property] = (len(pairs), len({s for s, _ in pairs}), len({o for _, o in pairs}))
    assert expected == found


def test_vocabularies_are_those_in_use(catalog, data):
    """Every property and class in use lies in a vocabulary that is named, and each of those is used."""
    used = {*data.predicates(), *data.objects(None, RDF.type)}
    assert {
        str(each).rpartition("#")[0] + "#" if "#" in each else str(each).rpartition("/")[0] + "/"
        for each in used
    } == {str(each) for each in catalog.objects(DATASET, VOID.vocabulary)}


def test_examples_are_in_the_data(catalog, data):
    """The examples are things of the dataset."""
    examples = set(catalog.objects(DATASET, VOID.exampleResource))

    assert 4 == len(examples)
    assert examples <= set(data.subjects())


def test_files_are_as_described(catalog, files):
    """Every file but the catalogue and the manifest has its address, size, kind and fingerprint."""
    described = {}
    for node in catalog.objects(DATASET, DCAT.distribution):
        checksum = catalog.value(node, SPDX.checksum)
        name = str(catalog.value(node, DCAT.downloadURL)).removeprefix(BASE)
        described[name] = (
            int(catalog.value(node, DCAT.byteSize)),
            str(catalog.value(checksum, SPDX.checksumValue)),
        )
    written = {
        name: (len(data), sha256(data).hexdigest())
        for name, data in files.items()
        if name not in {"catalog.ttl", "manifest.json"}
    }
    assert written == described


def test_dumps_are_the_files_of_the_whole_dataset(catalog):
    """The mappings alone are no dump of the dataset."""
    expected = {URIRef(f"{BASE}limen.{each.extension}") for each in FORMATS}
    assert expected == set(catalog.objects(DATASET, VOID.dataDump))


def test_manifest_holds_the_catalogue(files):
    """The manifest has the catalogue's fingerprint too."""
    (entry,) = [each for each in json.loads(files["manifest.json"])["files"] if each["name"] == "catalog.ttl"]
    assert sha256(files["catalog.ttl"]).hexdigest() == entry["sha256"]


def test_catalogue_names_the_files_it_came_from(catalog, data):
    """The dataset is derived from every file of the registry."""
    entries = set(data.subjects(RDF.type, URIRef(f"{BASE}ns#Entry")))

    assert entries == set(catalog.objects(DATASET, PROV.wasDerivedFrom))
    assert len(entries) > 100


def test_catalogue_has_no_blank_node(catalog):
    """Everything has a name, under limen's base or somebody's own."""
    assert all(isinstance(term, URIRef | Literal) for triple in catalog for term in triple)


def test_catalogue_says_the_day(catalog, data):
    """It is as of the day up to which the registry knows."""
    (known,) = data.objects(None, URIRef(f"{BASE}ns#knownThrough"))
    assert known == catalog.value(DATASET, DCTERMS.modified)


def violations(graph: Graph) -> set[str]:
    """The properties at which a catalogue breaks DCAT-AP."""
    shapes = Graph().parse(SHAPES)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return {str(each) for each in report.objects(None, URIRef("http://www.w3.org/ns/shacl#resultPath"))}


@pytest.fixture
def small() -> Graph:
    """The catalogue of a small dataset with a file and an endpoint."""
    node = f"<{BASE}id/entity/example.org>"
    type_, valid = f"<{RDF.type}>", f"<{DCTERMS.valid}>"
    triples = (
        (node, type_, f"<{BASE}ns#Entity>"),
        (f"<{BASE}graph/current>", valid, f'"2026-01-02"^^<{XSD.date}>'),
    )
    built = Built(((f"{BASE}graph/current", triples),))
    files = (Written("a b.ttl", 3, "0" * 64, "text/turtle"),)
    found = catalog_triples(built, Names(), "1.2", files, endpoint=f"{BASE}sparql")
    return Graph().parse(data="".join(catalog_turtle(Names(), found)), format="turtle")


def test_catalogue_keeps_dcat_ap(catalog, small):
    """Everything that DCAT-AP asks for is there."""
    assert set() == violations(catalog)
    assert set() == violations(small)


@pytest.mark.parametrize(
    ("subject", "property"),
    [
        ("catalog", DCTERMS.title),
        ("catalog", DCTERMS.description),
        ("catalog", DCTERMS.publisher),
        ("catalog", DCAT.dataset),
        ("catalog#dataset", DCTERMS.title),
        ("catalog#dataset", DCTERMS.description),
        ("catalog#file-a%20b.ttl", DCAT.accessURL),
        ("catalog#checksum-a%20b.ttl", SPDX.algorithm),
        ("catalog#checksum-a%20b.ttl", SPDX.checksumValue),
        ("catalog#sparql", DCAT.endpointURL),
        ("catalog#period", DCAT.endDate),
        ("agent/developers", URIRef("http://xmlns.com/foaf/0.1/name")),
    ],
)
def test_dcat_ap_when_something_mandatory_is_missing(small, subject, property):
    """Without it the catalogue breaks the shapes, so that they do see it."""
    assert list(small.objects(URIRef(BASE + subject), property))
    small.remove((URIRef(BASE + subject), property, None))
    assert {str(property)} == violations(small)


def test_catalogue_with_an_endpoint(small):
    """An endpoint is named in both vocabularies, and the address of a file is escaped."""
    assert URIRef(f"{BASE}sparql") == small.value(DATASET, VOID.sparqlEndpoint)
    assert URIRef(f"{BASE}a%20b.ttl") == small.value(
        URIRef(f"{BASE}catalog#file-a%20b.ttl"), DCAT.downloadURL
    )


def test_catalogue_of_other_data(built):
    """Of data under another base nobody's licence and publisher are claimed."""
    base = "https://example.org/levels/"
    triples = catalog_triples(built, Names(base), "", (Written("x.nt", 1, "0" * 64),))
    said = {predicate for _, predicate, _ in triples}

    assert (
        not {f"<{each}>" for each in (DCTERMS.publisher, DCTERMS.license, DCAT.contactPoint, DCAT.version)}
        & said
    )
    assert f"<{base}catalog#dataset>" in {subject for subject, _, _ in triples}


def test_search_engines_are_told_the_same(built, files, catalog):
    """The words of schema.org have the title, licence, day and files of the catalogue."""
    file = Written(
        "limen.ttl", len(files["limen.ttl"]), sha256(files["limen.ttl"]).hexdigest(), "text/turtle"
    )
    page = catalog_jsonld(built, Names(), "1.2", [file])
    (download,) = page["distribution"]

    assert str(catalog.value(DATASET, DCTERMS.title)) == page["name"]
    assert 50 <= len(page["description"]) <= 5000
    assert str(catalog.value(DATASET, DCTERMS.license)) == page["license"]
    assert str(catalog.value(DATASET, DCTERMS.modified)) == page["dateModified"]
    assert (f"{BASE}limen.ttl", "text/turtle", file.sha256) == (
        download["contentUrl"],
        download["encodingFormat"],
        download["sha256"],
    )
    assert page == json.loads(json.dumps(page))
