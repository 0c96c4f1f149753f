"""What crawlers, catalogues and assistants find over HTTP, and the answers in JSON."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from urllib import robotparser
from xml.etree import ElementTree as ET

import pytest
from rdflib import Graph, URIRef

from limen.publish import built_of, resolve, show
from limen.serve import Holdings
from limen.serve.form import Fields
from limen.serve.questions import resolved
from limen.term import iri_of
from limen.vocab import DCAT, VOID
from serving import address, own, serving

ASL_3 = "secid:weakness/anthropic/asl#ASL-3"
GRAPHS = ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]


@pytest.fixture(scope="module")
def client():
    with serving(own()) as found:
        yield found


def answer(client, path):
    """The status and the JSON of an answer."""
    got = client.get(path)
    assert "application/json" == got.type
    return got.status, json.loads(got.text)


@pytest.mark.parametrize("path", ["/catalog", "/.well-known/void"])
@pytest.mark.parametrize("type", GRAPHS)
def test_catalog(client, path, type):
    """The dataset describes itself in every form of RDF, with figures that are true."""
    got = client.get(path, type)
    assert (200, type, "Accept") == (got.status, got.type, got.headers["vary"])
    graph = Graph().parse(data=got.text, format=type)
    counts = {each.value for each in graph.objects(None, URIRef(iri_of(VOID.triples)))}
    assert len(own().built) in counts
    assert 406 == client.get(path, "image/png").status


def test_downloads_are_as_the_catalog_says(client):
    """Each file of the catalogue is there, as large as it says and with its checksum."""
    graph = Graph().parse(data=client.get("/catalog", "text/turtle").text, format="turtle")
    text = graph.serialize(format="nt")
    files = {str(each) for each in graph.objects(None, URIRef(iri_of(DCAT.downloadURL)))}
    assert {"limen.ttl", "limen.jsonld", "limen.nq"} <= {each.rpartition("/")[2] for each in files}
    for file in files:
        got = client.get(file.removeprefix(own().names.base.rstrip("/")))
        assert 200 == got.status
        assert sha256(got.body).hexdigest() in text
        assert f'"{len(got.body)}"' in text


@pytest.mark.parametrize("name", ["limen.exe", "limen", "manifest.json", "limen.oscal.json", "%2e%2e"])
def test_download_when_unknown(client, name):
    """There are no other files."""
    assert 404 == client.get(f"/downloads/{name}").status


def test_sitemap(client):
    """The sitemap names every page, with the day up to which it is known; what it names is there."""
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ET.fromstring(client.get("/sitemap.xml").text)
    places = [each.text for each in root.iterfind(".//s:loc", space)]
    assert len(set(own().pages.paths())) == len(places)
    assert {own().built.day} == {each.text for each in root.iterfind(".//s:lastmod", space)}
    origin = f"http://127.0.0.1:{client.port}"
    assert all(each.startswith(f"{origin}/") for each in places)
    for place in places[::100]:
        assert 200 == client.get(place.removeprefix(origin)).status, place


def test_robots(client):
    """Crawlers may read everything but queries, and find the sitemap."""
    robots = robotparser.RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    assert robots.can_fetch("*", "/ladder")
    assert not robots.can_fetch("*", "/sparql?query=x")
    assert [f"http://127.0.0.1:{client.port}/sitemap.xml"] == robots.site_maps()


def test_assistants_are_told_what_is_here(client):
    """Every link of llms.txt is answered."""
    text = client.get("/llms.txt").text
    assert text.startswith("# limen\n")
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert len(links) > 10
    assert {200} == {client.get(each).status for each in links}


def test_assets(client):
    """Stylesheets and scripts come with their own types."""
    assert own().assets
    for path in own().assets:
        got = client.get(f"/{path}")
        assert 200 == got.status
        assert "octet-stream" not in got.type


def test_search(client):
    """Words find things, each with claims that can be quoted with their source."""
    status, found = answer(client, "/search?q=ASL-3&limit=5")
    assert 200 == status
    first = found["hits"][0]
    assert "secid:weakness/anthropic.com/asl#ASL-3" == first["secid"]
    assert "/doc/id/weakness/anthropic.com/asl#ASL-3" == first["document"]
    assert all(claim["source"] and claim["id"] for claim in first["claims"])
    assert 5 == len(found["hits"])


@pytest.mark.parametrize(
    "query", ["", "?q=a&q=b", "?q=a&limit=0", "?q=a&limit=x", "?q=a&limit=1000", "?q=" + "a" * 600]
)
def test_search_when_wrong(client, query):
    """A search without words, or for too much, is wrong."""
    assert 400 == client.get(f"/search{query}").status


def test_show(client):
    """A thing is shown as `limen show` shows it, as of a day, whichever way it is spelt."""
    for day in ("", "2025-02-01"):
        for text in (ASL_3, "secid:weakness/anthropic.com/asl#ASL-3"):
            status, found = answer(client, f"/show?secid={address(text)}&as-of={day}")
            expected = show(own().registry, ASL_3, day)
            assert 200 == status
            assert (expected.day, expected.iri, len(expected.claims)) == (
                found["day"],
                found["iri"],
                len(found["claims"]),
            )
            assert expected.facts == tuple(map(tuple, found["facts"]))
            assert all(claim["source"] for claim in found["claims"])


def test_show_when_unknown(client):
    """What is not described is 404 with what is near; a wrong day is 400."""
    status, found = answer(client, "/show?secid=secid:weakness/anthropic.com/als")
    assert 404 == status
    assert "https://w3id.org/limen/id/weakness/anthropic.com/asl" in found["nearest"]
    assert 404 == client.get("/show?secid=nonsense").status
    assert 400 == client.get(f"/show?secid={address(ASL_3)}&as-of=soon").status
    assert 400 == client.get("/show").status


def test_resolve(client):
    """A SecID is resolved as `limen resolve` resolves it."""
    status, found = answer(client, f"/resolve?secid={address(ASL_3)}")
    expected = resolve(own().registry, ASL_3)
    assert 200 == status
    assert (expected.canonical, expected.iri) == (found["secid"], found["iri"])
    assert ("ok", list(expected.urls)) == (found["status"], found["addresses"])
    assert "/doc/id/weakness/anthropic.com/asl#ASL-3" == found["document"]


def test_resolve_when_unknown(client):
    """What nobody knows is 404, with how far it was understood and the choices."""
    status, found = answer(client, "/resolve?secid=secid:weakness")
    assert (404, "type-only") == (status, found["status"])
    assert found["choices"]


def test_resolve_without_a_registry():
    """Data without their registry still say what their own SecIDs mean."""
    holdings = Holdings(own().built, own().names, own().pages)
    got = resolved(holdings, Fields(f"secid={address(ASL_3)}"))
    found = json.loads(got.body)
    assert (200, "secid:weakness/anthropic.com/asl#ASL-3") == (got.status, found["secid"])
    assert 404 == resolved(holdings, Fields("secid=secid:weakness/x.org/y")).status


def test_day_needs_no_registry():
    """The view of a day follows from the graphs as it does from the registry."""
    for day in ("2025-02-01", "2024-01-01"):
        assert built_of(own().registry, day).graphs == own().on(day).graphs
