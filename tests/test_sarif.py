"""What OASIS SARIF 2.1.0 demands of what we write, clause by clause; readers at hand accept wrong files."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.errors import Breach, Finding, Severity
from limen.report import Rule, Tool, format_sarif
from limen.term import is_iri
from limen.vocab import BASE, SKOS

TOOL = Tool("0.1.0", BASE, "/home/curator/here")
BREACH = Breach("<https://example.org/a>", SKOS.prefLabel, '"A {b}"@en', "<https://example.org/S>")
TEXTS = st.text() | st.sampled_from(["{id} has [a link](3)", "<b>", "a\n\n    b", "%", "`<x>`{"])
PATHS = st.text() | st.sampled_from(
    ["a.md", "./a.md", "b c/ä#?.md", "a:b.md", "../a.md", "/etc/a.md", "//a/b", ""]
)
FINDINGS = st.lists(
    st.builds(
        Finding,
        PATHS,
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from(Severity),
        st.sampled_from(["duplicate-key", "S-label", "other"]),
        TEXTS,
        TEXTS,
        st.sampled_from([Breach(), BREACH, Breach("_:b")]),
    )
)
RULES = {
    "duplicate-key": Rule(
        Severity.ERROR, "A key is given twice.", "Only `one` of\nthe two <is> {kept}.\n\nMend it."
    ),
    "S-label": Rule(Severity.WARNING, "Give it one label."),
}
PLAIN = Finding("registry/a b.md", 3, 5, Severity.ERROR, "duplicate-key", "'type' is given twice", "keep one")
OF_GRAPH = Finding("registry/b.md", 7, 1, Severity.WARNING, "S-label", "Give it one label.", "", BREACH)
OF_FILE = Finding("registry/README.md", 0, 0, Severity.NOTE, "not-an-entry", "a page about the registry")

# RFC 3986, appendix A: a relative reference whose path does not begin with a slash.
_CHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-F]{2})"
RELATIVE = re.compile(rf"{_CHAR}+(?:/(?:{_CHAR}|:)*)*")
ABSOLUTE = re.compile(rf"file:///(?:{_CHAR}|[:/])*")
# 3.5.4.2: a hierarchical string whose last part is a version.
VERSIONED = re.compile(r"[^/]+(?:/[^/]+)*/v(?:0|[1-9][0-9]*)")
# 3.11.6: what a reader takes for a link in a plain message.
LINK = re.compile(r"\[(?:[^\\\[\]]|\\[\\\[\]])*\]\([^)]*\)")


def any_findings(test):
    """Try a test with findings of all kinds; a few of each are enough."""
    return settings(max_examples=25)(given(FINDINGS)(test))


def log_of(findings: list[Finding]) -> dict:
    return json.loads(format_sarif(findings, RULES, TOOL))


def run_of(findings: list[Finding]) -> dict:
    (run,) = log_of(findings)["runs"]
    return run


def messages(run: dict) -> list[str]:
    """Every message string of a run."""
    rules = run["tool"]["driver"]["rules"]
    strings = [rule[key] for rule in rules for key in ("shortDescription", "fullDescription", "help")]
    strings += [result["message"] for result in run["results"]]
    strings += [base["description"] for base in run["originalUriBaseIds"].values()]
    return [text for string in strings for text in string.values()]


def artifact_locations(run: dict) -> list[dict]:
    places = [place for result in run["results"] for place in result["locations"]]
    physical = [place["physicalLocation"] for place in places if "physicalLocation" in place]
    return [each["artifactLocation"] for each in physical] + [each["location"] for each in run["artifacts"]]


@any_findings
def test_log_has_version_schema_and_runs(findings):
    """3.13.2 to 3.13.4: version is "2.1.0" and comes first, $schema describes that version, runs is not empty."""
    log = log_of(findings)
    assert ["version", "$schema", "runs"] == list(log)
    assert "2.1.0" == log["version"]
    assert is_iri(log["$schema"])
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert 1 == len(log["runs"])


@any_findings
def test_tool_has_a_driver_with_a_name_and_a_version(findings):
    """3.14.6, 3.18.2, 3.19: tool.driver has a name and a version, and its informationUri is absolute."""
    driver = run_of(findings)["tool"]["driver"]
    assert ("limen", "0.1.0") == (driver["name"], driver["version"])
    assert is_iri(driver["informationUri"])


@any_findings
def test_results_are_all_there(findings):
    """3.14.23: results is an array with all results, empty if there are none."""
    results = run_of(findings)["results"]
    assert isinstance(results, list)
    assert [(each.code, each.severity.word) for each in findings] == [
        (r["ruleId"], r["level"]) for r in results
    ]


@any_findings
def test_columns_have_a_unit(findings):
    """3.14.27: columnKind is there where there are results, and is one of two words."""
    assert "unicodeCodePoints" == run_of(findings)["columnKind"]


@any_findings
def test_base_ids_are_declared(findings):
    """3.14.14: a base has no uriBaseId where it has no uri; 3.4.4: every base that is named is declared."""
    run = run_of(findings)
    assert all("uriBaseId" not in base for base in run["originalUriBaseIds"].values())
    named = {place["uriBaseId"] for place in artifact_locations(run) if "uriBaseId" in place}
    assert named <= set(run["originalUriBaseIds"])


@any_findings
def test_rules_have_unique_ids(findings):
    """3.19.23 and 3.7.3: rules are unique; 3.49.3: each has an id, and no two the same."""
    ids = [rule["id"] for rule in run_of(findings)["tool"]["driver"]["rules"]]
    assert sorted(set(ids)) == ids
    assert all(ids)


@any_findings
def test_rule_index_points_to_the_rule(findings):
    """3.27.5 to 3.27.7, 3.52.4: ruleIndex is the place of the rule whose id is ruleId; ids have no hierarchy."""
    run = run_of(findings)
    rules = run["tool"]["driver"]["rules"]
    assert [result["ruleId"] for result in run["results"]] == [
        rules[result["ruleIndex"]]["id"] for result in run["results"]
    ]
    assert all(result["ruleIndex"] >= 0 for result in run["results"])
    assert not any("/" in rule["id"] for rule in rules)


@any_findings
def test_levels_are_among_the_words(findings):
    """3.27.10 and 3.50.3: a level is error, warning, note or none; only kind "fail", the default, has the first three."""
    run = run_of(findings)
    levels = [each["defaultConfiguration"]["level"] for each in run["tool"]["driver"]["rules"]]
    levels += [result["level"] for result in run["results"]]
    assert set(levels) <= {"error", "warning", "note"}
    assert not any("kind" in result for result in run["results"])


@any_findings
def test_messages_have_text(findings):
    """3.11.2, 3.11.8, 3.12.3, 3.27.11: each message has a text that is not empty, also beside markdown."""
    run = run_of(findings)
    assert all(text for text in messages(run))
    assert all(result["message"]["text"] for result in run["results"])
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])


@any_findings
def test_braces_are_doubled(findings):
    """3.11.5: braces stand doubled, since single ones are places for arguments."""
    for text in messages(run_of(findings)):
        assert not re.search(r"[{}]", text.replace("{{", "").replace("}}", ""))


@any_findings
def test_plain_messages_hold_no_link(findings):
    """3.11.6: a link whose target is a number must have that location; plain messages have none."""
    for result in run_of(findings)["results"]:
        assert not LINK.search(result["message"]["text"])


def test_formatted_messages_hold_no_html():
    """3.11.4.2: no HTML in Markdown; code may look like it."""
    (rule,) = run_of([PLAIN])["tool"]["driver"]["rules"]
    assert "Only `one` of\nthe two &lt;is> {{kept}}.\n\nMend it." in rule["help"]["markdown"]


def test_plain_texts_hold_no_layout():
    """3.11.3: a plain text is not indented or broken for the looks of it."""
    (rule,) = run_of([PLAIN])["tool"]["driver"]["rules"]
    assert (
        "A key is given twice. Only `one` of the two <is> {{kept}}. Mend it."
        == rule["fullDescription"]["text"]
    )


@any_findings
def test_artifacts_are_unique(findings):
    """3.14.15 and 3.7.3: no artifact stands twice; 3.4.5: an index points to the artifact of the same uri."""
    run = run_of(findings)
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert len(set(uris)) == len(uris)
    for place in artifact_locations(run):
        assert place["uri"] == uris[place.get("index", uris.index(place["uri"]))]


@any_findings
def test_uris_are_references(findings):
    """3.4.3, 3.10.1, 3.10.4: a uri is a URI reference, not an IRI; a relative one begins with no slash."""
    for place in artifact_locations(run_of(findings)):
        assert (RELATIVE if "uriBaseId" in place else ABSOLUTE).fullmatch(place["uri"]), place


@any_findings
def test_uris_lead_nowhere_above(findings):
    """3.10.2: no `..` is left in a uri; 3.4.4: an absolute one has no base."""
    for place in artifact_locations(run_of(findings)):
        assert ".." not in place["uri"].split("/")
        assert ("uriBaseId" in place) != place["uri"].startswith("file:")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("registry/a.md", "registry/a.md"),
        ("./registry//a.md", "registry/a.md"),
        ("registry/a b#c?d%e.md", "registry/a%20b%23c%3Fd%25e.md"),
        ("registry/ä.md", "registry/%C3%A4.md"),
        ("a:b.md", "a%3Ab.md"),
        ("/home/curator/here/a.md", "a.md"),
        ("../here/a.md", "a.md"),
        ("../other/a.md", "file:///home/curator/other/a.md"),
        ("/etc/a.md", "file:///etc/a.md"),
    ],
)
def test_uri_of(path, uri):
    """A file below the folder of the run is named relative to it, any other by its address."""
    (place,) = {each["uri"] for each in artifact_locations(run_of([replace(PLAIN, path=path)]))}
    assert uri == place
    assert unquote(uri).endswith(path.rpartition("/")[2])


@any_findings
def test_regions_begin_at_one(findings):
    """3.30.1, 3.30.5, 3.30.6: a region has a startLine, and lines and columns count from 1; 3.29.4: none for a whole file."""
    results = run_of(findings)["results"]
    for finding, result in zip(findings, results, strict=True):
        regions = [
            p["physicalLocation"].get("region") for p in result["locations"] if "physicalLocation" in p
        ]
        expected = {"startLine": finding.line} | ({"startColumn": finding.column} if finding.column else {})
        assert ([expected if finding.line else None] if finding.path else []) == regions


@any_findings
def test_locations_are_one_at_most(findings):
    """3.27.12: one location, since one change mends a finding; 3.28.3, 3.28.4: it has a file or a node."""
    for result in run_of(findings)["results"]:
        assert len(result["locations"]) <= 1
        assert all(
            place.get("physicalLocation") or place.get("logicalLocations") for place in result["locations"]
        )


def test_logical_location_is_the_node():
    """3.33.5: the full name of what lies in nothing else is its name; 3.33.8: it has no parent; 3.33.3: no index."""
    (result,) = run_of([OF_GRAPH])["results"]
    (node,) = result["locations"][0]["logicalLocations"]
    assert "https://example.org/a" == node["name"] == node["fullyQualifiedName"]
    assert not {"parentIndex", "index"} & set(node)


@any_findings
def test_fingerprints_tell_results_apart(findings):
    """3.27.17: partial fingerprints are texts under versioned names; no two results have the same."""
    marks = [result["partialFingerprints"] for result in run_of(findings)["results"]]
    assert all(VERSIONED.fullmatch(name) and text for mark in marks for name, text in mark.items())
    assert len(findings) == len({text for mark in marks for text in mark.values()})
    assert all(marks)


def test_fingerprints_when_lines_shift():
    """3.27.16: a result keeps its fingerprint when it moves within its file, and two alike keep theirs."""
    before = [PLAIN, replace(PLAIN, line=9), OF_GRAPH]
    after = [replace(each, line=each.line + 7, column=2) for each in before]
    assert fingerprints(before) == fingerprints(after)
    assert fingerprints([PLAIN]) != fingerprints([replace(PLAIN, message="other")])


def fingerprints(findings: list[Finding]) -> list[dict]:
    return [result["partialFingerprints"] for result in run_of(findings)["results"]]


def test_properties_hold_the_breach():
    """3.8.1: properties is an object; it says which shape, node, path and value are meant, as terms."""
    graph, plain = run_of([OF_GRAPH, PLAIN])["results"]
    assert {} == plain["properties"]
    assert {
        "focus": {"type": "uri", "value": "https://example.org/a"},
        "path": {"type": "uri", "value": SKOS.prefLabel[1:-1]},
        "value": {"type": "literal", "value": "A {b}", "xml:lang": "en"},
        "shape": {"type": "uri", "value": "https://example.org/S"},
    } == graph["properties"]


def test_log_when_written():
    """A result as a whole, to be read."""
    run = run_of([PLAIN, OF_FILE])
    assert {
        "ruleId": "duplicate-key",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "'type' is given twice (keep one)"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "registry/a%20b.md", "uriBaseId": "%SRCROOT%", "index": 1},
                    "region": {"startLine": 3, "startColumn": 5},
                }
            }
        ],
        "partialFingerprints": run["results"][0]["partialFingerprints"],
        "properties": {},
    } == run["results"][0]
    assert (
        "A finding of the kind not-an-entry." == run["tool"]["driver"]["rules"][1]["shortDescription"]["text"]
    )
