"""The site: its pages are whole, lead somewhere, keep to themselves, and say who says so."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from rdflib import Graph

from folders import REGISTRY, write
from limen.errors import OutputRefused
from limen.files import write_tree
from limen.publish import built_of, names_under, open_registry
from limen.publish.site import Site
from limen.publish.site.htaccess import htaccess, rules
from limen.publish.static import MARKER, site_files
from limen.vocab import BASE
from site_reading import PageReader, target

HOSTILE = "<script>alert(1)</script>\"'&<b>"
SMALL = {
    "weakness/org/example.md": f"""\
---
type: weakness
namespace: example.org
full_name: Example
known_through: "2026-01-31"
sources:
  levels:
    full_name: Example Levels
    versions_available:
      - {{version: "1", release_date: "2024-01-01"}}
    items:
      L-1: {{kind: level, label: L-1, order: "1", next: L-2}}
      L-2: {{kind: level, label: L-2, order: "2"}}
claims:
  - id: l2-active
    label: {json.dumps(HOSTILE)}
    subject: secid:weakness/example.org/levels#L-2
    predicate: activationStatus
    object: active
    from: "2025-01-01"
    source: secid:reference/example.org/news
    quote: {json.dumps(HOSTILE)}
    rank: preferred
  - id: l2-not-active
    label: L-2 is not active
    subject: secid:weakness/example.org/levels#L-2
    predicate: activationStatus
    object: not active
    from: "2025-01-01"
    source: secid:reference/example.org/news
definitions:
  - of: secid:weakness/example.org/levels#L-2
    version: "1"
    text: {json.dumps("The upper one. " + HOSTILE)}
    from: "2024-01-01"
    source: secid:reference/example.org/news
---

# Example
""",
    "reference/org/example.md": f"""\
---
type: reference
namespace: example.org
full_name: {json.dumps(HOSTILE)}
sources:
  news:
    kind: document
    full_name: News {json.dumps(HOSTILE)[1:-1]}
    description: {json.dumps(HOSTILE)}
    urls: {{website: "https://example.org/news"}}
---

# Example
""",
}


def _site(roots, **more):
    registry = open_registry([Path(root) for root in roots], names=names_under(BASE))
    built = built_of(registry)
    return Site(built, registry, findings=(), **more), built


@cache
def real() -> dict[str, bytes]:
    """Every file of the site of limen's own registry."""
    site, built = _site([REGISTRY])
    return dict(site_files(site, built, names_under(BASE)))


@cache
def pages() -> dict[str, PageReader]:
    """Every page of it, read."""
    return {name: PageReader(data.decode()) for name, data in real().items() if name.endswith(".html")}


@pytest.fixture
def small(tmp_path):
    return _site([write(tmp_path, SMALL)])


def test_pages_when_read():
    """Every page is well-formed, with unique ids, one main heading, and headings in order."""
    wrong = []
    for name, page in pages().items():
        wrong += [(name, fault) for fault in page.faults]
        wrong += [(name, "ids")] if len(set(page.ids)) < len(page.ids) else []
        steps = zip([0, *page.headings], page.headings, strict=False)
        wrong += [(name, "headings", page.headings)] if any(b > a + 1 for a, b in steps) else []
        wrong += [(name, "h1")] if page.headings.count(1) != 1 else []
        wrong += [(name, "spaces in id")] if any(re.search(r"\s", each) for each in page.ids) else []
    assert [] == wrong


def test_links_when_followed():
    """Every link inside the site leads to a file of it, and every fragment to an id there."""
    files = set(real())
    wrong = []
    for name, page in pages().items():
        for href in page.links:
            if not href.startswith(("http:", "https:")):
                file, fragment = target(name, href)
                is_there = file in files or file == "sparql"
                if not is_there or (fragment and fragment not in pages()[file].ids):
                    wrong.append((name, href))
    assert [] == wrong[:10]


def test_pages_when_loaded():
    """No page loads anything from another host, and none weighs 150 kB with what it loads, but for the engine."""
    wrong = []
    for name, page in pages().items():
        loaded = {target(name, each)[0] for each in page.loaded}
        wrong += [(name, each) for each in page.loaded if urlsplit(each).netloc]
        missing = loaded - set(real())
        weight = len(real()[name]) + sum(len(real()[each]) for each in loaded - missing)
        wrong += [(name, missing)] if missing else [(name, weight)] if weight >= 150_000 else []
    assert [] == wrong
    assert len(real()["assets/style.css"]) < 20_000
    assert b"http" not in real()["assets/style.css"].replace(b'href^="http"', b"")


def test_pages_when_looked_at():
    """Every page has a language, a title, a description, a canonical address under the base, a way past the menu."""
    for name, page in real().items():
        if name.endswith(".html"):
            text = page.decode()
            assert '<html lang="en">' in text, name
            assert re.search(r"<title>[^<]+ · limen</title>", text), name
            assert re.search(r'<meta name="description" content="[^"]{20,}">', text), name
            assert f'<link rel="canonical" href="{BASE}' in text, name
            assert '<a class="skip" href="#main">' in text, name
            assert "not affiliated with or endorsed by anybody" in text, name
            assert "10 October 2026" in text, name
            json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.DOTALL)[1])


def test_site_size():
    """The whole site stays under 80 MB, without the query engine."""
    assert sum(len(data) for name, data in real().items() if not name.endswith(".wasm")) < 80_000_000


def test_site_when_made_twice():
    """The same registry gives the same bytes, in whatever order pages are asked for."""
    site, built = _site([REGISTRY])
    again = dict(site_files(site, built, names_under(BASE)))
    assert [] == [name for name, data in real().items() if again[name] != data]
    assert real().keys() == again.keys()


def test_documents_have_data_beside_them():
    """Every document's Turtle and JSON-LD lie beside its folder and name its things."""
    site, _ = _site([REGISTRY])
    documents = [path for path in site.paths() if path.startswith(("doc/", "graph/")) and "%" not in path]
    assert len(documents) > 1000
    assert [] == [each for each in documents if not {f"{each}.ttl", f"{each}.jsonld"} <= real().keys()]
    graph = Graph().parse(data=real()["doc/id/entity/anthropic.com/claude-opus-4.ttl"], format="turtle")
    assert f"{BASE}id/entity/anthropic.com/claude-opus-4" in {str(each) for each in graph.subjects()}


def test_vocabulary_when_written_twice_over():
    """The ontology's JSON-LD says what its Turtle says."""
    turtle = Graph().parse(data=real()["ns.ttl"], format="turtle")
    jsonld = Graph().parse(data=real()["ns.jsonld"], format="json-ld")
    assert turtle.isomorphic(jsonld)


def test_stranger_when_asking_of_opus_4():
    """Three clicks lead from the start to what was asked for, who says so, and the subcategories with their judges."""
    home = pages()["index.html"]
    opus = "doc/id/entity/anthropic.com/claude-opus-4/index.html"
    assert opus in {target("index.html", href)[0] for href in home.links}
    words = pages()[opus].words
    for each in (
        "What was asked for on 22 May 2025, the day of its release",
        "ASL-3 since 22 May 2025 Anthropic, in Activating AI Safety Level 3 protections",
        "Responsible Scaling Policy 2.2",
        "What the policy’s text asks for under the ASL-3 Security Standard",
        "Layered defence",
        "MANAGE 1.3",
        "The limen developers",
    ):
        assert each in words
    assert "Judged by" in words


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("", "Who says what about AI safety levels"),
        ("ladder", "in force for 8 models"),
        ("crosswalk", "How many records relate two frameworks"),
        ("conflicts", "The ranks of the claims prefer the first"),
        ("timeline", "RSP 2.2"),
        ("ontology", "Concept that names one rung"),
        ("query", "SPARQL"),
        ("quality", "mappings not reviewed"),
        ("ns", "Judgement on where one AI model stands"),
        ("doc/id/entity/anthropic.com", "Frontier Model Forum"),
        ("doc/id/control/anthropic.com/rsp@2.2", "ASL-3 Deployment Standard"),
        ("doc/id/control/nist.gov/ai-rmf", "GOVERN 1.1"),
        ("page/weakness/anthropic.com/asl/ASL-3", "Models under it"),
        ("doc/claim/asl3-active-2025", "weakness/com/anthropic/claims-activation.md, line 6"),
        ("doc/mapping/asl-informs-ai-rmf", "nobody"),
        ("doc/assessment/claude-opus-4-cbrn-3", "not ruled out"),
        ("doc/evaluation/aisi-claude-opus-4", "AI Security Institute"),
        ("doc/argument/capability-is-too-crude", "criticism"),
        ("graph/entry/weakness/com/anthropic.md", "What is written in it"),
        ("graph/current", "graph/current"),
        ("crosswalk/control.anthropic.com.rsp/control.nist.gov.ai-rmf", "35 mapping records"),
    ],
)
def test_page_of(path, told):
    """Every kind of page says what it is for."""
    assert told in pages()[f"{path}/index.html".lstrip("/")].words


def test_level_has_a_section_in_its_scheme():
    """The fragment of a level's IRI is an id of its scheme's page."""
    page = pages()["doc/id/weakness/anthropic.com/asl/index.html"]
    assert {"ASL-1", "ASL-2", "ASL-3", "ASL-4", "ASL-5"} <= set(page.ids)


def test_day_when_asked_for():
    """A page of a past day shows what held then, and leads back to the present."""
    site, _ = _site([REGISTRY])
    then = PageReader(site.page("ladder", "2025-05-21"))
    assert "As of 21 May 2025" in then.words
    assert "in force for 1 model" not in then.words
    assert "2025-05-22" in site.days("ladder")
    assert "in force for 1 model" in pages()["asof/2025-05-22/ladder/index.html"].words
    assert site.page("nowhere") is None
    assert site.page("crosswalk", "2025-05-22") == site.page("crosswalk")


def test_days_when_nothing_changes_between():
    """The page of a day that is not listed shows what that of the listed day before it shows."""
    site, _ = _site([REGISTRY])
    ladder = [
        re.search(r'<ol class="ladder".*?</ol>', site.page("ladder", day), re.DOTALL)[0]
        for day in ("2025-05-22", "2025-06-01")
    ]
    before, after = (re.sub(r'href="[^"]*"', "", each) for each in ladder)
    assert before == after


def test_served_pages_when_linked(tmp_path):
    """A server's pages have no slash at their ends, and their links lead to paths that there are."""
    site, _ = _site([write(tmp_path, SMALL)], is_served=True)
    paths = set(site.paths())
    wrong = []
    for path in paths:
        for href in PageReader(site.page(path)).links:
            parts = urlsplit(href)
            if not parts.netloc and parts.path:
                found = target(path, href.partition("?")[0])[0].removesuffix("index.html").rstrip("/")
                is_data = found.endswith((".ttl", ".jsonld", ".nq"))
                wrong += [] if found in paths or is_data else [(path, href)]
    assert [] == wrong
    assert 'name="as-of"' in site.page("ladder")


def test_labels_when_hostile(small):
    """Markup in an entry is shown as text on every page, and ends no script."""
    site, _ = small
    shown = 0
    for path in site.paths():
        text = site.page(path)
        page = PageReader(text)
        assert [] == page.faults, path
        assert "<script>alert" not in text
        assert "b" not in page.tags or path in {"ladder", ""}
        shown += HOSTILE in page.words
        json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert shown >= 3


def test_disagreement_when_there_is_one(small):
    """Both sides of a disagreement stand beside each other with their sources."""
    site, _ = small
    words = PageReader(site.page("conflicts")).words
    assert "1 disagreement" in words
    assert "preferred active since 1 January 2025" in words
    assert "also said not active since 1 January 2025" in words


def test_site_without_a_registry(small):
    """A site can be made of graphs alone; it then names files without lines."""
    _, built = small
    words = PageReader(Site(built).page("doc/claim/l2-active")).words
    assert "written in weakness/org/example.md" in words


def test_htaccess_when_asked():
    """The rules lead things to documents with 303, by the type asked for, and everything else to the site."""
    table = rules()

    def lead(path: str, accept: str = "") -> tuple[str, int]:
        for rule in table:
            match = re.search(rule.pattern, path)
            if match and (not rule.accept or re.search(rule.accept, accept)):
                return match.expand(rule.target.replace("$", "\\")), rule.status
        raise AssertionError(path)

    assert ("doc/id/control/x.org/y@1/", 303) == lead("id/control/x.org/y@1", "text/html,*/*;q=0.8")
    assert ("doc/id/control/x.org/y@1.ttl", 303) == lead("id/control/x.org/y@1", "text/turtle")
    assert ("doc/claim/a.jsonld", 303) == lead("claim/a", "application/ld+json")
    assert ("doc/id/x.ttl", 302) == lead("doc/id/x.ttl", "text/html")
    assert ("graph/entry/a.md/", 302) == lead("graph/entry/a.md")
    assert ("ns/", 302) == lead("ns")
    assert ("ns.ttl", 302) == lead("ns", "text/turtle")
    assert ("ns/0.1.0.ttl", 302) == lead("ns/0.1.0")
    assert ("downloads/limen.ttl", 302) == lead("", "text/turtle")
    assert ("ladder/", 302) == lead("ladder/")
    text = htaccess("https://example.org/site/", table)
    assert "Options +FollowSymLinks -MultiViews" in text
    assert "Header set Access-Control-Allow-Origin *" in text
    assert "[E=SITE:https://example.org/site]" in text


def test_htaccess_leads_to_files():
    """What the rules make of every document's name is a file of the site."""
    site, _ = _site([REGISTRY])
    for path in site.paths():
        if path.startswith("doc/id/"):
            local = path.removeprefix("doc/")
            rule = next(each for each in rules() if not each.accept and re.search(each.pattern, local))
            found = rule.target.replace("$1", re.search(rule.pattern, local)[1])
            assert f"{found}index.html" in real()


def test_sitemap_when_read():
    """The sitemap names every page there is, once, with the day up to which it is known."""
    tree = ET.fromstring(real()["sitemap.xml"])
    names = [each.text for each in tree.iter() if each.tag.endswith("loc")]
    files = [target("", each.removeprefix(BASE))[0] for each in names]
    assert len(names) == len(set(names)) > 1000
    assert [] == [each for each in files if each not in real()]
    assert b"2026-10-10" in real()["sitemap.xml"]
    assert f"Sitemap: {BASE}sitemap.xml".encode() in real()["robots.txt"]
    assert b"Nothing here is legal advice" in real()["llms.txt"]
    assert b"void:triples" in real()[".well-known/void"]


def test_site_command(limen, tmp_path, registry):
    """The command writes a site, replaces it by the next, and touches no other folder."""
    out = tmp_path / "out"
    run = limen("site", registry, "--out", out, "--url", "https://example.org/s/")
    assert (out / "index.html").is_file(), run.err
    assert "pages" in run.out
    assert "https://example.org/s/ladder/" in (out / "sitemap.xml").read_text()
    (out / "stale.html").write_text("old")
    limen("site", "--out", out)
    assert not (out / "stale.html").exists()
    other = write(tmp_path / "other", {"mine.txt": "mine"})
    refused = limen("site", registry, "--out", other)
    assert 1 == refused.code
    assert "holds other files" in refused.err
    assert ["mine.txt"] == [each.name for each in other.iterdir()]
    assert 2 == limen("site", registry, "--out", out, "--url", "nowhere").code


def test_tree_when_it_cannot_be_written(tmp_path):
    """A failure half-way leaves what was there."""

    def failing():
        yield "a/b.txt", [b"new"]
        raise OSError(28, "no space left")

    out = write(tmp_path / "out", {MARKER: "", "a/b.txt": "old"})
    with pytest.raises(OutputRefused):
        write_tree(out, failing(), MARKER)
    assert b"old" == (out / "a/b.txt").read_bytes()
    assert ["out"] == [each.name for each in tmp_path.iterdir()]


def test_names_when_disks_trip_over_them():
    """The pages of patterns, whose names hold percent signs, have names that every disk takes."""
    site, _ = _site([REGISTRY])
    assert any("%" in path for path in site.paths())
    assert [] == [name for name in real() if "%" in name or max(map(len, name.split("/"))) > 200]
