"""The SPARQL 1.1 Protocol over HTTP."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
import SPARQLWrapper
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from limen.query import read_questions
from limen.term import iri_of
from limen.vocab import LIMEN, RDF, SD, VOID
from serving import QUICK, ROOT, own, serving, small

ROWS = "SELECT ?l ?o { ?l a limen:SafetyLevel ; limen:order ?o } ORDER BY ?l"
TRIPLES = "CONSTRUCT { ?l limen:order ?o } WHERE { ?l a limen:SafetyLevel ; limen:order ?o }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
RESULTS = "application/sparql-results+json"
QUESTIONS = read_questions({each.stem: each.read_text() for each in (ROOT / "queries").glob("*.rq")})


@pytest.fixture(scope="module")
def client():
    with serving(own()) as found:
        yield found


def rows(got):
    """The rows of a JSON answer, as sorted tuples of values."""
    document = json.loads(got.text)
    names = document["head"]["vars"]
    return sorted(
        tuple(each.get(name, {}).get("value", "") for name in names)
        for each in document["results"]["bindings"]
    )


@pytest.fixture(scope="module")
def expected():
    """The same rows from `limen query`."""
    found = own().built.query(ROWS).rows
    return sorted((iri_of(level), order.split('"')[1]) for level, order in found)


def test_query_by_get(client, expected):
    """A query in the address is answered."""
    got = client.query(ROWS)
    assert (200, RESULTS) == (got.status, got.type)
    assert expected == rows(got)


def test_query_by_form(client, expected):
    """A query sent as a form is answered."""
    got = client.ask("POST", "/sparql", urlencode({"query": ROWS}), Content_Type=FORM)
    assert expected == rows(got)


@pytest.mark.parametrize("type", [DIRECT, f"{DIRECT}; charset=utf-8", DIRECT.upper()])
def test_query_sent_directly(client, expected, type):
    """A query sent as it is is answered, whatever the case and parameters of its type."""
    assert expected == rows(client.ask("POST", "/sparql", ROWS, Content_Type=type))


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("", RESULTS),
        ("*/*", RESULTS),
        ("application/*", RESULTS),
        ("application/json", RESULTS),
        (RESULTS, RESULTS),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.9", "text/tab-separated-values"),
        ("image/png, text/csv;q=0.1", "text/csv"),
        (f"{RESULTS};q=0, */*", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("nonsense", RESULTS),
    ],
)
def test_rows_by_accept(client, expected, accept, type):
    """Rows come in the form that is liked best, and every form holds the same."""
    got = client.query(ROWS, accept)
    assert (200, type) == (got.status, got.type)
    assert "Accept" == got.headers["vary"]
    assert expected == READERS[type](got)


def _of_xml(got):
    spaces = {"r": "http://www.w3.org/2005/sparql-results#"}
    found = ET.fromstring(got.text).iterfind(".//r:result", spaces)
    return sorted(
        tuple(each.find(f"r:binding[@name='{name}']", spaces)[0].text for name in "lo") for each in found
    )


def _of_csv(got):
    return sorted(map(tuple, list(csv.reader(io.StringIO(got.text)))[1:]))


def _of_tsv(got):
    lines = [line.split("\t") for line in got.text.splitlines()[1:]]
    return sorted((level.strip("<>"), order.split("^^")[0].strip('"')) for level, order in lines)


READERS = {
    RESULTS: rows,
    "application/sparql-results+xml": _of_xml,
    "text/csv": _of_csv,
    "text/tab-separated-values": _of_tsv,
}


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/rdf+xml;q=0.4, application/n-triples;q=0.6", "application/n-triples"),
        (f"{RESULTS}, application/ld+json;q=0.1", "application/ld+json"),
    ],
)
def test_graphs_by_accept(client, accept, type):
    """A graph comes in the form that is liked best, and every form holds the same."""
    got = client.query(TRIPLES, accept)
    assert (200, type) == (got.status, got.type)
    known = Graph().parse(data=client.query(TRIPLES, "application/n-triples").text, format="nt")
    assert len(known) > 3
    assert isomorphic(known, Graph().parse(data=got.text, format=type))


@pytest.mark.parametrize("type", ["json", "xml"])
def test_yes_or_no(client, type):
    """ASK is answered with a boolean."""
    got = client.query("ASK { ?s limen:order ?o }", f"application/sparql-results+{type}")
    assert "true" in got.text


@pytest.mark.parametrize(
    ("query", "accept"),
    [(ROWS, "image/png"), (TRIPLES, "text/csv"), (ROWS, "text/turtle"), (QUICK, "application/ld+json")],
)
def test_form_when_there_is_none(client, query, accept):
    """An answer that no accepted form can hold is 406, with a sentence."""
    got = client.query(query, accept)
    assert (406, "text/plain") == (got.status, got.type)
    assert got.text.strip().endswith(".")


def test_query_when_wrong(client):
    """A wrong query is 400 with the place and what was expected."""
    got = client.query("SELECT ?s WHERE { ?s ?p }")
    assert 400 == got.status
    assert "error at 1:" in got.text
    assert "expected" in got.text


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "", ""), 400),
        (("GET", "/sparql?query=%FF", "", ""), 400),
        (("GET", "/sparql?query=", "", ""), 400),
        (("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=nonsense", "", ""), 400),
        (("GET", "/sparql?" + "&".join(f"a{n}=1" for n in range(200)), "", ""), 400),
        (("POST", "/sparql", "", FORM), 400),
        (("POST", "/sparql", "x=1", FORM), 400),
        (("POST", "/sparql", b"\xff\xfe", DIRECT), 400),
        (("POST", "/sparql", "", DIRECT), 400),
        (("POST", "/sparql", "ASK {}", "text/plain"), 415),
        (("POST", "/sparql", "ASK {}", ""), 415),
        (("POST", "/sparql", "query=ASK{}", "multipart/form-data"), 415),
        (("POST", "/sparql", b"q" * 250_000, DIRECT), 413),
        (("PUT", "/sparql", "ASK {}", DIRECT), 405),
        (("DELETE", "/sparql", "", ""), 405),
        (("PATCH", "/sparql", "", ""), 405),
    ],
)
def test_request_when_wrong(client, request_, status):
    """What is not of the protocol is refused with its own status and one sentence."""
    method, path, body, type = request_
    got = client.ask(method, path, body, **({"Content_Type": type} if type else {}))
    assert status == got.status
    assert got.text.strip()


def test_method_when_wrong(client):
    """405 says what may be done."""
    assert {"GET", "POST"} <= set(client.ask("DELETE", "/sparql").headers["allow"].split(", "))
    assert "POST" not in client.ask("POST", "/ladder", "x").headers["allow"]


@pytest.mark.parametrize(
    ("body", "type", "status"),
    [
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "application/sparql-update", 415),
        (urlencode({"update": "CLEAR ALL"}), FORM, 400),
        ("LOAD <https://example.org/>", DIRECT, 400),
        ("PREFIX x: <x:/> # a\nDELETE WHERE { ?s ?p ?o }", DIRECT, 400),
        (urlencode({"query": "DROP ALL"}), FORM, 400),
    ],
)
def test_update_is_refused(client, body, type, status):
    """An update changes nothing, and the answer says that only queries are answered."""
    got = client.ask("POST", "/sparql", body, Content_Type=type)
    assert status == got.status
    assert "queries only" in got.text
    assert "true" in client.query(QUICK).text


GRAPHS = [each[0] for each in own().built.graphs]


def count(got):
    return int(rows(got)[0][0])


COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def test_default_graph_is_the_union(client):
    """Without a dataset a query sees every triple once."""
    assert len(own().built) == count(client.query(COUNT))


def test_default_graph_when_asked(client):
    """The default graph is the one asked for, or several merged, each triple once; the named ones are gone."""
    sizes = dict(own().built.graphs)
    one, two = sizes[GRAPHS[0]], sizes[GRAPHS[1]]
    assert len(one) == count(client.query(COUNT, **{"default-graph-uri": GRAPHS[0]}))
    assert len({*one, *two}) == count(client.query(COUNT, **{"default-graph-uri": GRAPHS[:2]}))
    assert len({*one}) == count(client.query(COUNT, **{"default-graph-uri": [GRAPHS[0], GRAPHS[0]]}))
    assert 0 == count(
        client.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"default-graph-uri": GRAPHS[0]})
    )
    assert 0 == count(client.query(COUNT, **{"default-graph-uri": "https://example.org/none"}))


def test_triple_of_several_graphs_counts_once():
    """Graphs that hold the same triple hold it once when they are merged, by FROM as by the protocol."""
    holdings = small(("<x:a>", "<x:p>", "<x:b>"))
    graphs = (
        ("https://example.org/g", holdings.built.graphs[0][1]),
        ("https://example.org/h", holdings.built.graphs[0][1]),
    )
    holdings = type(holdings)(type(holdings.built)(graphs), holdings.names, holdings.pages)
    merged = "SELECT (COUNT(*) AS ?n) FROM ex:g FROM <h> { ?s ?p ?o }"
    with serving(holdings) as client:
        both = {"default-graph-uri": ["https://example.org/g", "https://example.org/h"]}
        assert 1 == count(client.query(COUNT, **both))
        assert 1 == count(
            client.query(f"BASE <https://example.org/> PREFIX ex: <https://example.org/> {merged}")
        )


def test_named_graphs_when_asked(client):
    """The named graphs are those asked for, and the default graph is then empty."""
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    asked = {"named-graph-uri": GRAPHS[:2]}
    assert len(GRAPHS) == len(rows(client.query(named)))
    assert [(each,) for each in GRAPHS[:2]] == rows(client.query(named, **asked))
    assert 0 == count(client.query(COUNT, **asked))


def test_dataset_in_the_query(client):
    """FROM and FROM NAMED say the dataset; what the protocol says goes before them."""
    sizes = dict(own().built.graphs)
    text = f"SELECT (COUNT(*) AS ?n) FROM <{GRAPHS[0]}> FROM NAMED <{GRAPHS[1]}> {{ ?s ?p ?o }}"
    assert len(sizes[GRAPHS[0]]) == count(client.query(text))
    assert len(sizes[GRAPHS[2]]) == count(client.query(text, **{"default-graph-uri": GRAPHS[2]}))
    named = f"SELECT ?g FROM NAMED <{GRAPHS[1]}> {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT 1"
    assert [(GRAPHS[1],)] == rows(client.query(named))


@pytest.mark.parametrize(
    "format", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
)
def test_service_description(client, format):
    """Without a query the endpoint describes itself, with figures that are true."""
    got = client.get("/sparql", format)
    graph = Graph().parse(data=got.text, format=format)
    (service,) = graph.subjects(URIRef(iri_of(RDF.type)), URIRef(iri_of(SD.Service)))
    assert (service, URIRef(iri_of(SD.feature)), URIRef(iri_of(SD.UnionDefaultGraph))) in graph
    (dataset,) = graph.objects(service, URIRef(iri_of(SD.defaultDataset)))
    (union,) = graph.objects(dataset, URIRef(iri_of(SD.defaultGraph)))
    assert [len(own().built)] == [each.value for each in graph.objects(union, URIRef(iri_of(VOID.triples)))]
    assert len(GRAPHS) == len(set(graph.objects(dataset, URIRef(iri_of(SD.namedGraph)))))
    assert 8 == len(set(graph.objects(service, URIRef(iri_of(SD.resultFormat)))))


def test_service_description_when_asked_wrongly(client):
    """A picture of the service there is not; a person is led to the page."""
    assert 406 == client.get("/sparql", "image/png").status
    got = client.get("/sparql", "text/html,application/xhtml+xml,*/*;q=0.8")
    assert (303, "/query") == (got.status, got.headers["location"])


@pytest.mark.parametrize("path", ["/sparql", "/ladder", "/id/entity/anthropic.com"])
def test_other_sites_may_ask(client, path):
    """A browser lets pages of other sites ask: CORS, with its preflight."""
    before = client.ask("OPTIONS", path, Origin="https://x.org", Access_Control_Request_Method="POST")
    assert 204 == before.status
    assert "POST" in before.headers["access-control-allow-methods"]
    assert "Content-Type" in before.headers["access-control-allow-headers"]
    after = client.get(path, Origin="https://x.org")
    assert (
        "*" == before.headers["access-control-allow-origin"] == after.headers["access-control-allow-origin"]
    )


def test_head_is_get_without_a_body(client):
    """HEAD says what GET says, and gives nothing."""
    for path in ("/sparql", "/sparql?query=ASK%7B%7D", "/ladder", "/id/entity/anthropic.com", "/nothing"):
        head, get = client.ask("HEAD", path), client.ask("GET", path)
        assert (get.status, get.type) == (head.status, head.type)
        assert str(len(get.body)) == head.headers["content-length"]
        assert (b"", False) == (head.body, not get.body)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_named_questions_by_a_known_client(client, name):
    """SPARQLWrapper gets the rows that `limen query` gets."""
    endpoint = SPARQLWrapper.SPARQLWrapper(f"http://127.0.0.1:{client.port}/sparql")
    endpoint.setQuery(QUESTIONS[name].text)
    endpoint.setReturnFormat(SPARQLWrapper.JSON)
    answer = own().built.query(QUESTIONS[name].text)
    if answer.variables == ("subject", "predicate", "object") and "CONSTRUCT" in QUESTIONS[name].text:
        endpoint.setReturnFormat(SPARQLWrapper.TURTLE)
        graph = Graph().parse(data=endpoint.queryAndConvert(), format="turtle")
        assert len(set(map(tuple, answer.rows))) == len(graph)
        return
    found = endpoint.queryAndConvert()
    expected = [tuple(_bare(cell) for cell in row) for row in answer.rows]
    names = found["head"]["vars"]
    got = [
        tuple(row.get(each, {}).get("value", "") for each in names) for row in found["results"]["bindings"]
    ]
    assert sorted(answer.variables) == sorted(names)
    order = [names.index(each) for each in answer.variables]
    assert sorted(expected) == sorted(tuple(row[at] for at in order) for row in got)


def _bare(cell):
    from limen.term import is_literal, literal_parts

    return literal_parts(cell).value if is_literal(cell) else iri_of(cell) if cell else ""


def test_relative_iris_begin_at_the_base(client):
    """A relative IRI of a query begins at the base of the data."""
    assert (
        "true" in client.query(f"ASK {{ <id/weakness/anthropic.com/asl#ASL-3> a {LIMEN.SafetyLevel} }}").text
    )
