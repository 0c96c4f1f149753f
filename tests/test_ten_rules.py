"""The ten rules that any store's loader can rely on, each over every file of a bundle that it applies to."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import socket
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from folders import REGISTRY
from limen.model.names import Names
from limen.publish.release import ReleaseJob, release
from limen.vocab import BASE
from test_release import contents

RDF_ENDINGS = ("ttl", "jsonld", "nt", "nq", "trig", "rdf")
#: Of these, lists and blank nodes are a part.
WITH_LISTS = {"ontology.ttl", "shapes.ttl", "alignments.ttl"}
UNIONS = ("limen.ttl", "limen.jsonld", "limen.nt", "limen.rdf")
BINARY = re.compile(r"\.(gz|sqlite)$")
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
LIMEN = f"{BASE}ns#"
OWL = "http://www.w3.org/2002/07/owl#"
#: Datatypes that every store computes with.
STANDARD = {
    f"{XSD}{name}"
    for name in ("string", "date", "gYear", "gYearMonth", "integer", "decimal", "boolean", "anyURI")
}
#: Datatypes of the catalogue's sizes and checksums, which nobody asks by.
BESIDE = {f"{XSD}nonNegativeInteger", f"{XSD}hexBinary"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A release of limen's own registry."""
    out = tmp_path_factory.mktemp("rules") / "out"
    release(ReleaseJob((REGISTRY,), out, Names(), "1.0.0"), lambda _what, _done, _of: None)
    return out


@pytest.fixture(scope="module")
def files(folder) -> dict[str, bytes]:
    found = contents(folder)
    assert len(found) > 150
    return found


@pytest.fixture(scope="module")
def quads(files):
    """The quads of a file, as Oxigraph reads them."""

    @cache
    def read(name: str) -> tuple[pyoxigraph.Quad, ...]:
        format = pyoxigraph.RdfFormat.from_extension(name.rpartition(".")[2])
        return tuple(pyoxigraph.parse(files[name], format))

    return read


def rdf_files(files) -> list[str]:
    return sorted(name for name in files if name.rpartition(".")[2] in RDF_ENDINGS)


def terms(quads) -> set:
    return {term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}


def texts(files) -> Iterator[tuple[str, str]]:
    """Every file of text, the compressed ones too."""
    yield from ((name, data.decode()) for name, data in sorted(files.items()) if not BINARY.search(name))
    yield from (
        (name, gzip.decompress(data).decode()) for name, data in files.items() if name.endswith(".nq.gz")
    )


def test_rule_1_no_blank_nodes(files, quads):
    """Nothing in the data and the catalogue is a blank node; ontology and shapes may hold lists."""
    names = [name for name in rdf_files(files) if name not in WITH_LISTS]
    blank = {
        name for name in names if any(isinstance(term, pyoxigraph.BlankNode) for term in terms(quads(name)))
    }

    assert set() == blank
    assert len(names) > 150
    assert "_:" not in "".join(each["subject"] + each["object"] for each in triples_of(files))


def test_rule_2_absolute_addresses(files, quads):
    """Every IRI of every file is an absolute address on the web, with no space in it."""
    for name in rdf_files(files):
        found = {term.value for term in terms(quads(name)) if isinstance(term, pyoxigraph.NamedNode)}
        assert [] == [iri for iri in found if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", iri)], name
    named = [row["id"] for row in rows_of(files["nodes.csv"])] + [
        row["iri"] for row in rows_of(files["glossary.csv"])
    ]
    assert [] == [iri for iri in named if not re.fullmatch(r"https?://\S+", iri)]


def test_rule_2_bytes(files):
    """Every text is UTF-8 and NFC, without a byte order mark, with newlines only."""
    for name, text in texts(files):
        assert unicodedata.is_normalized("NFC", text), name
        assert not text.startswith("\ufeff"), name
        assert "\r" not in text, name
    compressed = [data for name, data in files.items() if name.endswith(".gz")]
    assert [b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"] * 2 == [data[:10] for data in compressed]


def test_rule_3_contexts_are_inside(files):
    """No file of JSON-LD points to a context elsewhere."""
    found = [
        context for name in files if name.endswith(".jsonld") for context in contexts(json.loads(files[name]))
    ]

    assert len(found) >= 3
    assert {dict} == {type(each) for each in found}
    assert [] == [each for each in found if "@import" in each]


def contexts(document: object) -> Iterator[object]:
    values = (
        document.values() if isinstance(document, dict) else document if isinstance(document, list) else ()
    )
    if isinstance(document, dict) and "@context" in document:
        yield document["@context"]
    for value in values:
        yield from contexts(value)


def test_rule_3_nothing_is_fetched(files, monkeypatch):
    """Reading every form with rdflib opens no connection."""
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("a connection was opened"))
    formats = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
    for name in (
        "ontology.ttl",
        "shapes.ttl",
        "dataset.jsonld",
        "context.jsonld",
        "limen.jsonld",
        "limen.rdf",
    ):
        rdflib.Dataset().parse(data=files[name], format=formats[name.rpartition(".")[2]])


def test_rule_3_same_bytes_twice(files, folder):
    """Released again into the same place, every file is the same; other orders of hashes are tested elsewhere."""
    release(ReleaseJob((REGISTRY,), folder, Names(), "1.0.0"), lambda _what, _done, _of: None)
    assert files == contents(folder)


def test_rule_4_unions_hold_everything(quads):
    """Every triple of every graph is in each form without graphs: to drop graphs loses packaging, never meaning."""
    whole = {quad.triple for quad in quads("limen.nq")}
    for name in UNIONS:
        assert whole == {quad.triple for quad in quads(name)}, name
    said = {quad.subject for quad in quads("limen.ttl")}
    assert {quad.graph_name for quad in quads("limen.nq")} <= said


def test_rule_5_values_never_conflict(quads):
    """A property that holds one value at a time has one for each subject, outside claims."""
    rdf_type, functional = f"{RDF}type", {f"{LIMEN}TimeFunctionalProperty", f"{OWL}FunctionalProperty"}
    single = {
        q.subject
        for q in quads("ontology.ttl")
        if q.predicate.value == rdf_type and q.object.value in functional
    }
    records = {
        q.subject
        for q in quads("limen.ttl")
        if q.predicate.value == rdf_type and q.object.value in {f"{LIMEN}Claim", f"{LIMEN}Assessment"}
    }
    values = Counter((q.subject, q.predicate) for q in quads("limen.ttl") if q.predicate in single)

    assert len(single) >= 5
    assert len(values) > 10
    assert [] == [pair for pair, count in values.items() if count > 1 and pair[0] not in records]


PROSE = {
    *(
        f"{SKOS}{name}"
        for name in ("prefLabel", "altLabel", "definition", "note", "editorialNote", "changeNote")
    ),
    *(f"{DCTERMS}{name}" for name in ("title", "description")),
    f"{LIMEN}gloss",
    "https://w3id.org/sssom/comment",
}
CODES = {
    f"{SKOS}notation",
    f"{DCTERMS}identifier",
    "http://www.w3.org/ns/dcat#version",
    *(f"{LIMEN}{name}" for name in ("formerIdentifier", "dnsName", "path", "secidType")),
}


def test_rule_6_languages(files, quads):
    """Prose has its language; codes, versions and ids have none; a thing has one label in each language."""
    for name in rdf_files(files):
        if name in WITH_LISTS:
            continue
        found = [q for q in quads(name) if isinstance(q.object, pyoxigraph.Literal)]
        assert [] == [q for q in found if q.predicate.value in PROSE and not q.object.language], name
        assert [] == [
            q for q in found if q.predicate.value in CODES and q.object.datatype.value != f"{XSD}string"
        ], name
        labels = {(q.subject, q.object) for q in found if q.predicate.value == f"{SKOS}prefLabel"}
        assert len(labels) == len({(node, label.language) for node, label in labels}), name


def test_rule_7_datatypes(files, quads):
    """Every value has a datatype that every store knows; what is less usual stands in the catalogue only."""
    for name in rdf_files(files):
        found = {
            term.datatype.value
            for term in {quad.object for quad in quads(name)}
            if isinstance(term, pyoxigraph.Literal) and not term.language
        }
        assert found <= (STANDARD | BESIDE if name == "catalog.ttl" else STANDARD), name


def test_rule_7_values_as_a_store_keeps_them(files, quads):
    """A store that normalises values leaves every value of the dataset as it is."""
    store = pyoxigraph.Store()
    store.bulk_load(files["limen.nq"], pyoxigraph.RdfFormat.N_QUADS)
    assert set(quads("limen.nq")) == set(store)


def test_rule_8_parts(files, quads):
    """Words and data stand apart and make up the whole; terms and shapes are in neither."""
    words, rest, whole = (
        {q.triple for q in quads(name)} for name in ("vocabulary.ttl", "data.ttl", "limen.ttl")
    )
    kinds = {t.object.value for t in rest if t.predicate.value == f"{RDF}type"}
    schemes = {t.subject for t in words if t.predicate.value == f"{SKOS}hasTopConcept"}
    meta = {
        f"{OWL}Class",
        f"{OWL}ObjectProperty",
        f"{OWL}DatatypeProperty",
        "http://www.w3.org/ns/shacl#NodeShape",
    }

    assert whole == words | rest
    assert not words & rest
    assert schemes
    assert not kinds & {f"{SKOS}Concept", f"{SKOS}ConceptScheme"}
    assert not {t.object.value for t in whole if t.predicate.value == f"{RDF}type"} & meta
    for name in (
        "catalog.ttl",
        "shapes.ttl",
        "ontology.ttl",
        "alignments.ttl",
        "mappings.sssom.tsv",
        "manifest.json",
    ):
        assert name in files


def test_rule_9_nothing_is_imported(files, quads):
    """No file has an import, which loaders would fetch."""
    for name in rdf_files(files):
        assert f"{OWL}imports" not in {quad.predicate.value for quad in quads(name)}, name


def test_rule_10_every_file_loads(files):
    """A store loads every file by the end of its name; a bulk loader of few forms has three of the whole dataset."""
    for name in rdf_files(files):
        store = pyoxigraph.Store()
        store.bulk_load(files[name], pyoxigraph.RdfFormat.from_extension(name.rpartition(".")[2]))
        assert len(store) or name == "context.jsonld", name
    assert {"limen.nt", "limen.nq", "limen.nq.gz", "limen.rdf", "limen.ttl"} <= files.keys()
    assert files["limen.nq"] == gzip.decompress(files["limen.nq.gz"])


def test_rule_10_tables_load(files):
    """Every row of a table is as long as its header, ids are unique, and every edge has its ends."""
    for name in files:
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(files[name].decode(), newline=""), strict=True))
            assert {len(rows[0])} == {len(row) for row in rows}, name
    ids = [row["id"] for row in rows_of(files["nodes.csv"])]
    ends = {row[end] for row in rows_of(files["edges.csv"]) for end in ("source", "target")}
    assert len(ids) == len(set(ids))
    assert ends <= set(ids)


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def triples_of(files) -> list[dict[str, str]]:
    """The triples of the database whose objects are things."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["limen.sqlite"])
        rows = connection.execute("SELECT subject, object FROM triples WHERE datatype = ''")
        return [{"subject": subject, "object": object_} for subject, object_ in rows]
