"""What an identifier means to the registries at hand, for every way in which it can be understood."""

from __future__ import annotations

import json

import pytest

from folders import REGISTRY, UPSTREAM, needs_shared, write
from limen.identifier import SECID_TYPES, Status
from limen.publish import names_under, open_registry, resolve
from limen.publish.address import fill
from limen.vocab import BASE

TREE = {
    "type": "advisory",
    "namespace": "example.org",
    "urls": [{"type": "website", "url": "https://example.org/"}],
    "match_nodes": [
        {
            "patterns": ["(?i)^bulletins$"],
            "data": {
                "official_name": "Example Bulletins",
                "urls": [{"type": "website", "url": "https://example.org/bulletins"}],
                "versions_available": [{"version": "2"}],
            },
            "children": [
                {"patterns": ["^EX-\\d+$"], "weight": 50, "data": {"url": "https://api.example.org/{id}"}},
                {
                    "patterns": ["^EX-\\d+$"],
                    "weight": 100,
                    "data": {
                        "url": "https://example.org/{number}/{bucket}",
                        "variables": {
                            "number": {"extract": "^EX-(\\d+)$"},
                            "bucket": {"extract": "^EX-(\\d)\\d*$", "format": "{1}xx"},
                        },
                    },
                    "children": [
                        {"patterns": ["^r\\d$"], "data": {"url": "https://example.org/{id}/{item_version}"}}
                    ],
                },
                {"patterns": ["^EX-\\d+$"], "data": {"url": "https://example.org/{nothing_fills_this}"}},
                {
                    "patterns": ["^T-\\d$"],
                    "data": {
                        "lookup_table": {"T-1": {"url": "https://example.org/t/first"}},
                        "url": "https://example.org/t/{id}",
                    },
                },
                {
                    "patterns": ["^2$"],
                    "children": [
                        {"patterns": ["^A\\d$"], "data": {"url": "https://example.org/{version}/{id}"}}
                    ],
                },
                {"patterns": ["^hostile .*$"], "data": {"url": "https://example.org/{id}"}},
            ],
        },
        {"patterns": ["^10\\.\\d+/.+$"], "data": {"url": "https://doi.example.org/{id}"}},
        {"patterns": ["(?i)^free$"], "data": {"official_name": "Free"}},
    ],
}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("small"), {"advisory/org/example.json": json.dumps(TREE)})
    return open_registry([folder], names=names_under(BASE))


@pytest.fixture(scope="module")
def ours():
    return open_registry([REGISTRY], names=names_under(BASE))


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("secid:advisory/example.org/bulletins#EX-1", Status.OK, 0),
        ("secid:advisory/example.org/bulletins", Status.OK, 0),
        ("secid:advisory/example.org/free#X", Status.OK_ITEM_NOT_CHECKABLE, 0),
        ("secid:advisory/example.org/bulletins#nothing", Status.UNKNOWN_ITEM, 1),
        ("secid:advisory/example.org/none", Status.UNKNOWN_NAME, 1),
        ("secid:advisory/example.org#EX-1", Status.NO_NAME, 1),
        ("secid:advisory/example.org", Status.NAMESPACE_ONLY, 0),
        ("secid:advisory/example.net/bulletins", Status.UNKNOWN_NAMESPACE, 1),
        ("secid:advisory", Status.TYPE_ONLY, 0),
        ("secid:bulletin/example.org", Status.UNKNOWN_TYPE, 1),
        ("example.org/bulletins", Status.NO_SCHEME, 1),
    ],
    ids=lambda value: value.value if isinstance(value, Status) else None,
)
def test_command_answers_when(tmp_path, limen, text, status, code):
    """Every way to understand an identifier, or not to, has its word, its sentence and its exit code."""
    write(tmp_path, {"advisory/org/example.json": json.dumps(TREE)})
    run = limen("resolve", text, "--registry", tmp_path)

    assert f"identifier  {text}" in run.out
    assert f"status      {status.value}: {status.explanation}" in run.out
    assert code == run.code
    assert "" == run.err


@pytest.mark.parametrize(
    ("rule", "id", "expected"),
    [
        ({"extract": "^(a+)+$"}, "aaa", "aaa"),
        ({"extract": "^(a+)+$"}, "a" * 60 + "!", None),
        ({"extract": "^(?<year>\\d+)-(\\d+)$", "format": "{2}/{1}"}, "2026-7", "7/2026"),
        ({"extract": "^(a)(b)?$", "format": "{1}{2}x"}, "a", "ax"),
        ({"extract": "^(a)$", "format": "{2}"}, "a", None),
        ({"extract": "^(a)$", "format": "{year}"}, "a", None),
        ({"extract": "^(a", "format": "{1}"}, "a", None),
    ],
)
def test_address_when_a_part_is_extracted(tmp_path, rule, id, expected):
    """A part of an id fills its gap; what cannot be had, or would take too long to try, gives no address."""
    node = {"patterns": ["^.*$"], "data": {"url": "https://example.org/{part}", "variables": {"part": rule}}}
    tree = TREE | {"urls": [], "match_nodes": [{"patterns": ["^bulletins$"], "children": [node]}]}
    folder = write(tmp_path, {"advisory/org/example.json": json.dumps(tree)})
    registry = open_registry([folder], names=names_under(BASE))
    urls = resolve(registry, f"secid:advisory/example.org/bulletins#{id}").urls
    assert ((f"https://example.org/{expected}",) if expected else ()) == urls


def test_every_status_has_an_answer():
    """No status is left out above."""
    cases = test_command_answers_when.pytestmark[0].args[1]
    assert set(Status) == {status for _, status, _ in cases}


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("#EX-17", ["https://example.org/17/1xx", "https://api.example.org/EX-17"]),
        (
            "#EX-1@r2",
            ["https://example.org/EX-1/r2", "https://example.org/1/1xx", "https://api.example.org/EX-1"],
        ),
        ("#T-1", ["https://example.org/t/first"]),
        ("#T-2", ["https://example.org/t/T-2"]),
        ("@2#A1", ["https://example.org/2/A1"]),
        ("#hostile <a> ?#", ["https://example.org/hostile%20%3Ca%3E%20%3F%23"]),
        ("#none", ["https://example.org/bulletins"]),
        ("", ["https://example.org/bulletins"]),
        ("@2", ["https://example.org/bulletins"]),
    ],
)
def test_addresses_of(small, text, urls):
    """An item's own pattern leads to it, the weightiest first; failing that, the page of its source is nearest."""
    assert urls == list(resolve(small, f"secid:advisory/example.org/bulletins{text}").urls)


def test_addresses_when_the_name_is_a_pattern(small):
    """A name that is one of many is filled in like an item."""
    assert ("https://doi.example.org/10.1/a",) == resolve(small, "secid:advisory/example.org/10.1/a").urls


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("secid:bug/x", tuple(f"secid:{type}" for type in sorted(SECID_TYPES))),
        ("secid:advisory", ("secid:advisory/example.org",)),
        ("secid:advisory/none.org/x", ("secid:advisory/example.org",)),
        (
            "secid:advisory/example.org",
            ("secid:advisory/example.org/bulletins", "secid:advisory/example.org/free"),
        ),
        (
            "secid:advisory/example.org/x",
            ("secid:advisory/example.org/bulletins", "secid:advisory/example.org/free"),
        ),
        ("secid:advisory/example.org/bulletins#EX-1", ()),
        ("nonsense", ()),
    ],
)
def test_choices_when_a_text_stops(small, text, choices):
    """Where a text stops, or stops being understood, what could stand there is told."""
    assert choices == resolve(small, text).choices


@pytest.mark.usefixtures("registry")
def test_resolve_when_a_template_is_in_markdown(limen):
    """`lookup` of a Markdown file is filled in, whatever way the domain is written."""
    run = limen("resolve", "secid:advisory/EXAMPLE.org/bulletins#EX-7")
    assert "address     https://example.org/bulletins/EX-7\n" in run.out
    assert "canonical   secid:advisory/example.org/bulletins#EX-7\n" in run.out
    assert "entry       registry/advisory/org/example.md\n" in run.out


def test_resolve_when_an_alias_is_used(ours):
    """The older spelling of a namespace leads to the same thing."""
    old, new = (resolve(ours, f"secid:weakness/{name}/asl#ASL-3") for name in ("anthropic", "anthropic.com"))

    assert new.canonical == old.canonical == "secid:weakness/anthropic.com/asl#ASL-3"
    assert f"{BASE}id/weakness/anthropic.com/asl#ASL-3" == old.iri
    assert ("AI Safety Levels", "ASL-3") == (new.source, new.item)
    assert str(REGISTRY / "weakness/com/anthropic.md") in new.entries


@pytest.mark.parametrize(
    "text", ["secid:weakness/anthropic.com/../x", "secid:advisory/\x00", "secid:" + "a" * 100_000, "", "\n"]
)
def test_resolve_when_hostile(limen, text, tmp_path):
    """Any text at all gets an answer."""
    write(tmp_path, {"advisory/org/example.json": json.dumps(TREE)})
    assert 1 == limen("resolve", text, "-r", tmp_path).code


def test_fill_when_values_are_awkward():
    """A value cannot break out of its place in an address."""
    assert "https://example.org/a%3Fb%23c/../" == fill("https://example.org/{id}/../", {"id": "a?b#c"})
    assert "" == fill("https://example.org/{id}", {"id": ""})


@needs_shared
@pytest.mark.parametrize(
    ("text", "urls"),
    [
        (
            "secid:advisory/mitre.org/cve#CVE-2024-1234",
            [
                "https://www.cve.org/CVERecord?id=CVE-2024-1234",
                "https://github.com/CVEProject/cvelistV5/blob/main/cves/2024/1xxx/CVE-2024-1234.json",
                "https://cveawg.mitre.org/api/cve/CVE-2024-1234",
                "https://raw.githubusercontent.com/CVEProject/cvelistV5/main/cves/2024/1xxx/CVE-2024-1234.json",
            ],
        ),
        ("secid:weakness/mitre.org/cwe#CWE-79", ["https://cwe.mitre.org/data/definitions/79.html"]),
        ("secid:advisory/cert.org/vu#VU#867593", ["https://www.kb.cert.org/vuls/id/867593"]),
        (
            "secid:weakness/owasp.org/top10@2021#A01",
            ["https://owasp.org/Top10/A01_2021-Broken_Access_Control/"],
        ),
        (
            "secid:advisory/github.com/ghsa#GHSA-1234-abcd-efgh",
            ["https://github.com/advisories/GHSA-1234-abcd-efgh"],
        ),
    ],
)
def test_addresses_upstream(text, urls):
    """Items of the SecID registry lead where its own examples say."""
    type, namespace, _ = text.removeprefix("secid:").split("/")
    domain, _, top = namespace.rpartition(".")
    roots = [path for path in (UPSTREAM / type / top).glob(f"{domain}.*") if path.suffix in {".md", ".json"}]
    found = resolve(open_registry(roots, names=names_under(BASE)), text)

    assert Status.OK is found.reading.status
    assert urls == list(found.urls)[: len(urls)]
    assert len(roots) == len(found.entries)
