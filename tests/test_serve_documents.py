"""Linked data over HTTP: every IRI answers, in the form that is asked for."""

from __future__ import annotations

import json
import re
from urllib.parse import quote, unquote

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from limen.serve.documents import Asked, Reading
from limen.term import iri_of
from limen.vocab import DCTERMS, LIMEN, RDF, SCHEMA, SKOS
from serving import own, serving, small

ASL = "id/weakness/anthropic.com/asl"
TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
GRAPHS = {ending: type for ending, type in TYPES.items() if ending != "html"}
PATHS = [f"doc/{ASL}", "doc/claim/asl-if-then-summit", "graph/current", "ns", "doc/id/entity/anthropic.com"]
PATTERN = next(each for each in own().documents.paths if each.startswith("doc/pattern/") and "%" in each)


@pytest.fixture(scope="module")
def client():
    with serving(own()) as found:
        yield found


def said(path):
    """What a document says, as a graph."""
    lines = (f"{s} {p} {o} .\n" for s, p, o in own().documents.of(path))
    return Graph().parse(data="".join(lines), format="nt")


def links(got):
    """The links of a header: pairs of relation and target, with the type."""
    found = re.findall(r'<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?', got.headers["link"])
    return {(relation, target, type) for target, relation, type in found}


@pytest.mark.parametrize("path", [ASL, "claim/asl-if-then-summit", PATTERN.removeprefix("doc/")])
def test_thing_is_told_of_elsewhere(client, path):
    """The IRI of a thing answers 303 with the address of its document."""
    got = client.get(f"/{path}")
    assert (303, f"/doc/{path}") == (got.status, got.headers["location"])


@pytest.mark.parametrize(
    "accept", ["*/*", "", "text/html", "text/html,application/xhtml+xml,*/*;q=0.8", *TYPES.values()]
)
@pytest.mark.parametrize("path", PATHS)
def test_document_by_accept(client, path, accept):
    """A document answers 200 in each form, and says that this depends on Accept."""
    got = client.get(f"/{path}", accept)
    expected = accept if accept in TYPES.values() else "text/html"
    assert (200, expected, "Accept") == (got.status, got.type, got.headers["vary"])


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/turtle;q=0.5, application/rdf+xml", "rdf"),
        ("text/turtle;q=0.9, text/html;q=0.8", "ttl"),
        ("text/turtle, */*;q=0.1", "ttl"),
        ("text/html;q=0, */*", "ttl"),
        ("application/json", "jsonld"),
        ("application/xml;q=0.9", "rdf"),
        ("application/xhtml+xml", "html"),
        ("image/webp, text/*;q=0.3", "html"),
        ("; nonsense", "html"),
    ],
)
def test_document_by_quality(client, accept, ending):
    """The form with the highest quality wins."""
    assert TYPES[ending] == client.get(f"/doc/{ASL}", accept).type


@pytest.mark.parametrize("ending", TYPES)
@pytest.mark.parametrize("path", PATHS)
def test_document_by_ending(client, path, ending):
    """An ending says the form, whatever Accept says, and the answer does not depend on Accept."""
    got = client.get(f"/{path}.{ending}", "image/png")
    assert (200, TYPES[ending]) == (got.status, got.type)
    assert "vary" not in got.headers


@pytest.mark.parametrize("ending", GRAPHS)
@pytest.mark.parametrize("path", [PATHS[0], PATHS[1], PATTERN])
def test_document_says_the_same(client, path, ending):
    """Every form of RDF holds all that the data say of the document's nodes."""
    got = client.get(f"/{path}.{ending}")
    assert isomorphic(said(path), Graph().parse(data=got.text, format=GRAPHS[ending]))


@pytest.mark.parametrize("path", ["ns", "shapes", "ns/alignments"])
def test_vocabulary_in_every_form(client, path):
    """The ontology and the shapes come in every form, at their names and at those of their versions."""
    turtle = Graph().parse(data=client.get(f"/{path}.ttl").text, format="turtle")
    for ending, type in GRAPHS.items():
        assert len(turtle) == len(Graph().parse(data=client.get(f"/{path}.{ending}").text, format=type))
    assert client.get(f"/{path}", "text/turtle").body == client.get(f"/{path}/0.1.0", "text/turtle").body


def test_every_iri_answers():
    """Every IRI of the data that is ours answers, and its document tells of it."""
    reading, base = Reading(own()), own().names.base
    subjects = {iri_of(s).partition("#")[0] for s, _, _ in own().built.union if iri_of(s).startswith(base)}
    objects = {iri_of(o).partition("#")[0] for _, _, o in own().built.union if o.startswith(f"<{base}")}
    assert len(subjects) > 1000
    for iri in sorted(subjects | objects):
        first = reading.answer(Asked(iri.removeprefix(base), "text/turtle"))
        address = dict(first.headers).get("Location", f"/{iri.removeprefix(base)}")
        assert first.status in {200, 303}, iri
        if address == "/catalog":
            continue
        second = reading.answer(Asked(address[1:], "text/turtle"))
        assert 200 == second.status, iri
        assert second.body, iri


@pytest.mark.parametrize("path", [PATTERN, f"doc/{ASL}@2.2"])
def test_escapes_make_no_difference(client, path):
    """An address may be escaped more than needed, or less."""
    for spelled in (path, quote(unquote(path), safe="/"), quote(unquote(path), safe="/@:^[]-*$")):
        assert 200 == client.get(f"/{spelled}", "text/turtle").status, spelled


def test_slash_at_the_end(client):
    """With a slash at the end it is the same document, at its own address."""
    got = client.get(f"/doc/{ASL}/")
    assert (301, f"/doc/{ASL}") == (got.status, got.headers["location"])


def test_document_when_no_form_is_accepted(client):
    """406 says which forms there are."""
    got = client.get(f"/doc/{ASL}", "image/png")
    assert 406 == got.status
    assert all(type in got.text for type in TYPES.values())


def test_links_of_a_page(client):
    """A page says in its headers what it is about, its forms, kind, licence and author (Signposting)."""
    found = links(client.get(f"/doc/{ASL}"))
    assert ("cite-as", f"https://w3id.org/limen/{ASL}", "") in found
    for ending, type in GRAPHS.items():
        for relation in ("alternate", "describedby", "item"):
            assert (relation, f"/doc/{ASL}.{ending}", type) in found
    kinds = {target for relation, target, _ in found if relation == "type"}
    assert {iri_of(SCHEMA.AboutPage), iri_of(SKOS.ConceptScheme)} <= kinds
    assert {"license", "author"} <= {relation for relation, _, _ in found}


def test_links_of_a_graph(client):
    """Data say where the page is, and the other forms."""
    found = links(client.get(f"/doc/{ASL}.ttl"))
    assert ("alternate", f"/doc/{ASL}.html", "text/html") in found
    assert ("alternate", f"/doc/{ASL}.jsonld", "application/ld+json") in found
    assert ("alternate", f"/doc/{ASL}.ttl", "text/turtle") not in found
    assert ("describes", f"/doc/{ASL}", "") in found


def test_links_lead_somewhere(client):
    """Every link to this server is answered with what it promises."""
    for relation, target, type in links(client.get(f"/doc/{ASL}")):
        if target.startswith("/"):
            got = client.get(target)
            assert 200 == got.status, relation
            assert type in {"", got.type}


@pytest.mark.parametrize(
    "address", [f"/doc/{ASL}", f"/doc/{ASL}.jsonld", "/", "/catalog", "/assets/style.css", "/sitemap.xml"]
)
def test_unchanged_is_not_sent_again(client, address):
    """A strong entity tag is one form's own, and saves the second answer."""
    first = client.get(address)
    tag = first.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    for known in (tag, f'"x", {tag}', f"W/{tag}", "*"):
        again = client.get(address, If_None_Match=known)
        assert (304, b"", tag) == (again.status, again.body, again.headers["etag"])
        assert first.headers.get("vary") == again.headers.get("vary")
    assert 200 == client.get(address, If_None_Match='"x"').status


def test_tags_differ_between_forms(client):
    """Each form has its own tag, and an ending and Accept give the same bytes."""
    tags = {ending: client.get(f"/doc/{ASL}.{ending}").headers["etag"] for ending in TYPES}
    assert len(TYPES) == len(set(tags.values()))
    assert tags["ttl"] == client.get(f"/doc/{ASL}", "text/turtle").headers["etag"]


def test_former_names_lead_to_the_present_ones(client):
    """The old spelling of a SecID is sent on for good, as thing, document and file."""
    for old, new in [
        ("/id/weakness/anthropic/asl", f"/{ASL}"),
        ("/doc/id/weakness/anthropic/asl", f"/doc/{ASL}"),
        ("/doc/id/weakness/anthropic/asl.ttl", f"/doc/{ASL}.ttl"),
        ("/id/entity/anthropic", "/id/entity/anthropic.com"),
        ("/id/weakness/anthropic/asl%402.0", "/id/weakness/anthropic.com/asl@2.0"),
    ]:
        got = client.get(old)
        assert (301, new) == (got.status, got.headers["location"])


def test_every_former_name_leads_somewhere():
    """No former name leads in a circle or to nothing."""
    reading = Reading(own())
    assert own().lookup.moved
    for old, new in own().lookup.moved.items():
        got = reading.answer(Asked(quote(old), ""))
        assert got.status in {301, 303}, old
        assert quote(new, safe="/@:+") in dict(got.headers)["Location"].replace("/doc", "")


def test_unknown_is_told_with_what_is_near(client):
    """404 names the nearest things, as JSON or as a page."""
    got = client.get("/id/weakness/anthropic.com/als", "application/json")
    assert 404 == got.status
    nearest = json.loads(got.text)["nearest"]
    assert f"/{ASL}" in [each["address"] for each in nearest]
    assert {"iri": f"https://w3id.org/limen/{ASL}", "address": f"/{ASL}"} in nearest
    page = client.get("/id/weakness/anthropic.com/als", "text/html")
    assert (404, "text/html") == (page.status, page.type)
    assert f'href="/{ASL}"' in page.text


@pytest.mark.parametrize(
    "address", ["/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E", "/%22%3E%3Cb%3E"]
)
def test_unknown_when_hostile(client, address):
    """What is asked for is not echoed as markup."""
    got = client.get(address.replace("<", "%3C").replace(">", "%3E"), "text/html")
    assert 404 == got.status
    assert "<script>alert" not in got.text
    assert "<b>" not in got.text


THING, OTHER = (
    "<https://example.org/levels/id/control/x.org/a>",
    "<https://example.org/levels/id/control/x.org/b>",
)
WITHDRAWN = (THING, SCHEMA.creativeWorkStatus, '"withdrawn"')


def test_withdrawn_is_gone():
    """What is withdrawn answers 410 with what is known of it; its IRI still leads there."""
    with serving(
        small(WITHDRAWN, (THING, SKOS.prefLabel, '"A"@en'), (THING, RDF.type, LIMEN.Source))
    ) as client:
        assert 303 == client.get("/id/control/x.org/a").status
        for accept in TYPES.values():
            got = client.get("/doc/id/control/x.org/a", accept)
            assert (410, accept) == (got.status, got.type)
            assert "withdrawn" in got.text


def test_withdrawn_when_replaced():
    """What is withdrawn and replaced leads to what replaces it."""
    with serving(
        small(WITHDRAWN, (OTHER, DCTERMS.replaces, THING), (OTHER, RDF.type, LIMEN.Source))
    ) as client:
        got = client.get("/doc/id/control/x.org/a")
        assert (301, "/doc/id/control/x.org/b") == (got.status, got.headers["location"])


def test_replaced_when_not_withdrawn():
    """An earlier version that nobody withdrew is still there."""
    with serving(small((OTHER, DCTERMS.replaces, THING), (THING, RDF.type, LIMEN.Version))) as client:
        assert 200 == client.get("/doc/id/control/x.org/a", "text/turtle").status


def test_base_makes_no_difference():
    """Data of another base are served by their local paths, without limen's licence."""
    with serving(small((THING, RDF.type, LIMEN.Source))) as client:
        assert "/doc/id/control/x.org/a" == client.get("/id/control/x.org/a").headers["location"]
        got = client.get("/doc/id/control/x.org/a", "text/turtle")
        assert iri_of(THING) in got.text
        assert "license" not in {relation for relation, _, _ in links(got)}
        assert 200 == client.get("/ns", "text/turtle").status


@pytest.mark.parametrize(
    "path", ["", "ladder", "crosswalk", "conflicts", "timeline", "ontology", "query", "quality"]
)
def test_page(client, path):
    """Every page is there as HTML, and as nothing else."""
    got = client.get(f"/{path}", "text/html")
    assert (200, "text/html") == (got.status, got.type)
    assert 406 == client.get(f"/{path}", "image/png").status


def test_page_as_of_a_day(client):
    """A page with dated facts shows those of the day; a day that is none is wrong."""
    before, after = (client.get(f"/ladder?as-of={day}").text for day in ("2025-02-01", "2025-06-01"))
    assert before != after
    assert 400 == client.get("/ladder?as-of=yesterday").status


def test_page_takes_from_its_own_server_only(client):
    """Headers keep pages to their own server; only the query page may compile what it runs."""
    policy = client.get("/ladder").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "wasm-unsafe-eval" not in policy
    assert "unsafe-inline" not in policy
    assert "'wasm-unsafe-eval'" in client.get("/query").headers["content-security-policy"]
    for address in ("/ladder", "/sparql", "/nothing", "/doc/x.ttl"):
        headers = client.get(address).headers
        assert "nosniff" == headers["x-content-type-options"]
        assert headers["referrer-policy"]


@pytest.mark.parametrize("path", ["", "ladder", "query", f"doc/{ASL}", "conflicts"])
def test_page_keeps_the_policy(client, path):
    """No page has styles, scripts or handlers within itself that its own policy would refuse."""
    text = client.get(f"/{path}").text
    assert not re.search(r"<[^>]*\sstyle=", text)
    assert not re.search(r"<[^>]*\son[a-z]+=", text)
    assert "<style" not in text
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", text)
    assert all("application/ld+json" in each or "json" in each for each in inline)


def test_links_of_pages_lead_somewhere(client):
    """Every link of the first pages that stays on this server is answered."""
    from urllib.parse import urljoin, urlsplit

    for path in ("", "ladder", f"doc/{ASL}"):
        here = f"http://x/{path}"
        targets = {
            urljoin(here, each) for each in re.findall(r'(?:href|src)="([^"]*)"', client.get(f"/{path}").text)
        }
        local = {
            urlsplit(each)._replace(fragment="", scheme="", netloc="").geturl()
            for each in targets
            if each.startswith("http://x/")
        }
        assert len(local) > 8
        wrong = {each: client.get(each).status for each in sorted(local)[:60]}
        assert set() == {each for each, status in wrong.items() if status not in {200, 303}}
