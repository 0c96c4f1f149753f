"""Findings written out: for people, as JSON, as annotations, as a graph, by code, and against a baseline."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import SH as RDFLIB_SH
from rdflib.namespace import Namespace

from limen.errors import Breach, Finding, Severity, WrongUse
from limen.model.names import Names
from limen.report import (
    Extent,
    compare,
    format_baseline,
    format_github,
    format_json,
    format_summary,
    format_text,
    read_baseline,
    report_triples,
)
from limen.term import is_iri
from limen.vocab import BASE, RDFS, SH, SKOS

BREACH = Breach("<https://example.org/a>", SKOS.prefLabel, '"A"@en', "<https://example.org/S>", SH.Info)
PLAIN = Finding("a.md", 3, 5, Severity.ERROR, "duplicate-key", "'type' is given twice", "keep one")
OF_GRAPH = Finding("b.md", 7, 1, Severity.WARNING, "S-label", "Give it one label.", "", BREACH)
OF_FILE = Finding("c.md", 0, 0, Severity.NOTE, "not-an-entry", "a page about the registry")
ALL = (PLAIN, OF_GRAPH, OF_FILE)

FINDINGS = st.builds(
    Finding,
    st.text(),
    st.integers(0, 4),
    st.integers(0, 200),
    st.sampled_from(Severity),
    st.sampled_from(["duplicate-key", "S-label"]),
    st.text(),
    st.text(),
    st.sampled_from([Breach(), BREACH, Breach("_:b0")]),
)


def no_source(_path: str) -> tuple[str, ...]:
    return ()


def caret(line: str, column: int) -> tuple[str, str]:
    """The source line and the caret line shown for a place in a line."""
    finding = Finding("a.md", 1, column, Severity.ERROR, "c", "m")
    _, shown, below = format_text([finding], lambda _: [line]).splitlines()
    return shown.removeprefix("    "), below.removeprefix("    ")


@pytest.mark.parametrize(
    ("line", "column", "shown", "below"),
    [
        ("type: bug", 1, "type: bug", "^"),
        ("type: bug", 7, "type: bug", "      ^"),
        ("type: bug", 10, "type: bug", "         ^"),
        ("type: bug", 99, "type: bug", "         ^"),
        ("\ttype: bug", 8, "    type: bug", "          ^"),
        ("安全: x", 5, "安全: x", "      ^"),
        ("ｆ: x", 4, "ｆ: x", "    ^"),
        ("cafe\u0301: x", 8, "cafe\u0301: x", "      ^"),
        ("cafe\u0301: x", 5, "cafe\u0301: x", "   ^"),
        ("a\x1b[2Jb", 6, r"a\x1b[2Jb", "        ^"),
        ("a\u202eb", 3, r"a\u202eb", "       ^"),
        ("a\u00a0b", 3, r"a\xa0b", "     ^"),
        ("x" * 300, 1, "x" * 100 + "…", "^"),
        ("x" * 300, 300, "…" + "x" * 100, " " * 100 + "^"),
        ("x" * 300, 150, "…" + "x" * 100 + "…", " " * 51 + "^"),
    ],
)
def test_caret_when_shown(line, column, shown, below):
    """The caret stands under the character at the column, however wide those before it are."""
    assert (shown, below) == caret(line, column)


@given(st.text(st.characters(blacklist_characters="\n"), min_size=1), st.integers(1, 400), st.integers(1, 30))
def test_source_line_when_anything(line, column, times):
    """Whatever a line holds, what is shown is printable, in one line, and about as wide as a terminal."""
    text = format_text([Finding("a.md", 1, column, Severity.ERROR, "c", "m")], lambda _: [line * times])
    assert all(each.isprintable() for each in text.split("\n"))
    assert all(len(each.removeprefix("    ")) <= 102 + len(line * times) for each in text.split("\n"))
    assert len(text.split("\n")) in {2, 4}


@given(st.lists(FINDINGS))
def test_text_when_a_file_is_hostile(findings):
    """No character of a path, message or hint reaches the terminal as a control."""
    text = format_text(findings, no_source)
    assert all(line.isprintable() for line in text.split("\n"))
    assert len(findings) + sum(bool(each.hint) for each in findings) == text.count("\n")


@pytest.mark.parametrize(
    ("finding", "lines", "expected"),
    [
        (PLAIN, ["", "", "    type: x"], "a.md:3:5: error[duplicate-key]: 'type' is given twice\n        type: x\n        ^\n    keep one\n"),
        (PLAIN, ["", "", "  "], "a.md:3:5: error[duplicate-key]: 'type' is given twice\n    keep one\n"),
        (PLAIN, ["", ""], "a.md:3:5: error[duplicate-key]: 'type' is given twice\n    keep one\n"),
        (replace(PLAIN, column=0), ["", "", "x"], "a.md:3:0: error[duplicate-key]: 'type' is given twice\n    x\n    keep one\n"),
        (OF_FILE, ["x"], "c.md: note[not-an-entry]: a page about the registry\n"),
        (replace(OF_FILE, path=""), ["x"], "note[not-an-entry]: a page about the registry\n"),
    ],
)  # fmt: skip
def test_text_of(finding, lines, expected):
    """A finding is a line to jump to, the source line with a caret where there is one, and the hint."""
    assert expected == format_text([finding], lambda _: lines)


def test_text_when_coloured():
    """Colour is put around the severity and the caret, and changes nothing else."""
    plain = format_text(ALL, lambda _: ["abc"] * 9)
    coloured = format_text(ALL, lambda _: ["abc"] * 9, colour=True)

    assert "\x1b" not in plain
    assert plain == re.sub("\x1b\\[[0-9;]+m", "", coloured)
    assert "\x1b[1;31merror[duplicate-key]\x1b[0m" in coloured
    assert "\x1b[1;33mwarning[S-label]\x1b[0m" in coloured
    assert "\x1b[1;36mnote[not-an-entry]\x1b[0m" in coloured


def test_json_when_written():
    """The document holds every field of every finding, the counts and what was checked."""
    document = json.loads(format_json(ALL, Extent(2, 30, 4)))

    assert ["findings", "counts", "checked"] == list(document)
    assert {
        "path": "a.md",
        "line": 3,
        "column": 5,
        "severity": "error",
        "code": "duplicate-key",
        "message": "'type' is given twice",
        "hint": "keep one",
        "breach": None,
    } == document["findings"][0]
    assert {
        "focus": {"type": "uri", "value": "https://example.org/a"},
        "path": {"type": "uri", "value": SKOS.prefLabel[1:-1]},
        "value": {"type": "literal", "value": "A", "xml:lang": "en"},
        "shape": {"type": "uri", "value": "https://example.org/S"},
        "component": {"type": "uri", "value": SH.Info[1:-1]},
    } == document["findings"][1]["breach"]
    assert {"error": 1, "warning": 1, "note": 1} == document["counts"]
    assert {"entries": 2, "triples": 30, "shapes": 4} == document["checked"]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("", None),
        ("_:b0", {"type": "bnode", "value": "b0"}),
        ('"1"^^<http://www.w3.org/2001/XMLSchema#integer>', {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}),
        ('"x"', {"type": "literal", "value": "x"}),
    ],
)  # fmt: skip
def test_json_of_a_term(term, expected):
    """A term keeps its kind, its language and its datatype."""
    finding = replace(OF_GRAPH, breach=Breach("<x:a>", value=term))
    assert expected == json.loads(format_json([finding], Extent(0, 0, 0)))["findings"][0]["breach"]["value"]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (PLAIN, "::error file=a.md,line=3,col=5,title=duplicate-key::'type' is given twice (keep one)"),
        (OF_GRAPH, "::warning file=b.md,line=7,col=1,title=S-label::Give it one label."),
        (OF_FILE, "::notice file=c.md,title=not-an-entry::a page about the registry"),
        (replace(OF_FILE, path=""), "::notice title=not-an-entry::a page about the registry"),
        (replace(PLAIN, column=0, hint=""), "::error file=a.md,line=3,title=duplicate-key::'type' is given twice"),
        (replace(OF_FILE, path="a:b,c%\r\n.md"), "::notice file=a%3Ab%2Cc%25%0D%0A.md,title=not-an-entry::a page about the registry"),
        (replace(OF_FILE, message="50%: a,\r\n::error::b"), "::notice file=c.md,title=not-an-entry::50%25: a,%0D%0A::error::b"),
    ],
)  # fmt: skip
def test_annotation_of(finding, expected):
    """An annotation is one line; what would end it, or a property of it, is escaped."""
    assert f"{expected}\n" == format_github([finding])


@given(st.lists(FINDINGS))
def test_annotations_when_anything(findings):
    """Each finding is one command, whatever it holds."""
    text = format_github(findings)
    assert len(findings) == text.count("\n")
    assert "\r" not in text


def report(*findings: Finding) -> Graph:
    triples = report_triples(findings, BASE, Names().graph)
    return Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o in triples), format="nt")


#: What SHACL 3.6 asks of a validation report, as shapes.
REPORT_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:report> a sh:NodeShape ; sh:targetClass sh:ValidationReport ; sh:nodeKind sh:IRI ;
    sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:boolean ] ,
        [ sh:path sh:result ; sh:class sh:ValidationResult ] .
<urn:result> a sh:NodeShape ; sh:targetClass sh:ValidationResult ; sh:nodeKind sh:IRI ;
    sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path sh:resultPath ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path sh:value ; sh:maxCount 1 ] ,
        [ sh:path sh:sourceShape ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( sh:Violation sh:Warning sh:Info ) ] ,
        [ sh:path sh:resultMessage ; sh:minCount 1 ; sh:uniqueLang true ] ,
        [ sh:path [ sh:inversePath sh:result ] ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


def test_report_graph_when_findings():
    """The graph is a SHACL validation report: one result for each finding, none of it blank."""
    graph = report(*ALL, replace(OF_GRAPH, line=9, breach=Breach("_:b0", value="_:b1")))
    shapes = Graph().parse(data=REPORT_SHAPES, format="turtle")
    conforms, _, told = validate(graph, shacl_graph=shapes)

    assert conforms, told
    assert 4 == len(set(graph.objects(None, RDFLIB_SH.result)))
    assert [] == [
        node for triple in graph for node in triple if not isinstance(node, URIRef) and is_blank(node)
    ]
    assert [False] == [value.toPython() for value in graph.objects(None, RDFLIB_SH.conforms)]
    assert all(is_iri(str(node)) for node in graph.subjects())


def is_blank(node: object) -> bool:
    return type(node).__name__ == "BNode"


def test_report_graph_of_a_finding():
    """A result says the node, path, value, shape, severity and message, and where in which file."""
    graph = report(OF_GRAPH)
    (result,) = graph.objects(None, RDFLIB_SH.result)
    said = {(p, o.n3()) for p, o in graph.predicate_objects(result)}
    dcterms, schema = Namespace("http://purl.org/dc/terms/"), Namespace("https://schema.org/")

    assert {
        (RDFLIB_SH.focusNode, BREACH.focus),
        (RDFLIB_SH.resultPath, BREACH.path),
        (RDFLIB_SH.value, BREACH.value),
        (RDFLIB_SH.sourceShape, BREACH.shape),
        (RDFLIB_SH.sourceConstraintComponent, BREACH.component),
        (RDFLIB_SH.resultSeverity, SH.Warning),
        (RDFLIB_SH.resultMessage, '"Give it one label."@en'),
        (dcterms.identifier, '"S-label"'),
        (dcterms.source, Names().graph("b.md")),
        (schema.position, '"7:1"'),
    } <= said


def test_report_graph_when_no_node_is_at_fault():
    """A finding about a file has the file's record as its focus, and the check's page as its component."""
    (result,) = report(PLAIN).objects(None, RDFLIB_SH.result)
    said = {(p.n3(), o.n3()) for p, o in report(PLAIN).predicate_objects(result)}

    assert (SH.focusNode, Names().graph("a.md")) in said
    assert (SH.sourceConstraintComponent, f"<{BASE}finding/duplicate-key>") in said
    assert (RDFS.comment, '"keep one"@en') in said


def test_report_graph_when_nothing_is_found():
    """A report without results conforms."""
    assert ["true"] == [str(value) for value in report().objects(None, RDFLIB_SH.conforms)]


def test_report_graph_when_findings_come_in_another_order():
    """The order of findings changes nothing."""
    assert report_triples(ALL, BASE, Names().graph) == report_triples(ALL[::-1], BASE, Names().graph)


def test_summary_when_codes_repeat():
    """Codes are counted and sorted: the worst first, then the most frequent, then by name."""
    often = [replace(PLAIN, line=line) for line in range(1, 11)]
    other = [replace(PLAIN, code=code) for code in ("b", "a")]
    titles = {"duplicate-key": "A key is given twice."}

    assert """\
10  error    duplicate-key  A key is given twice.
 1  error    a
 1  error    b
 1  warning  S-label
 1  note     not-an-entry
""" == format_summary([OF_FILE, *other, *often, OF_GRAPH], titles)
    assert "" == format_summary([], {})


def test_baseline_when_lines_shift():
    """A finding is known by what it says of which file, not by where in it."""
    told = replace(PLAIN, message="given twice, first in line 3")
    baseline = read_baseline("known.json", format_baseline([told, OF_GRAPH, OF_FILE]))
    moved = replace(told, line=30, column=1, path="./a.md", message="given twice, first in line 29", hint="")

    assert ((), 3, 0) == compare([moved, replace(OF_GRAPH, line=1), OF_FILE], baseline)


@pytest.mark.parametrize(
    "other",
    [
        replace(OF_GRAPH, path="d.md"),
        replace(OF_GRAPH, code="other"),
        replace(OF_GRAPH, message="other"),
        replace(OF_GRAPH, breach=replace(BREACH, value='"B"@en')),
    ],
)
def test_baseline_when_a_finding_differs(other):
    """What stands elsewhere, or says something else, is new, and what was known is gone."""
    baseline = read_baseline("known.json", format_baseline([OF_GRAPH]))
    assert ((other,), 0, 1) == compare([other], baseline)


def test_baseline_when_one_more_is_like_it():
    """Of findings alike as many are known as there were."""
    again = [replace(PLAIN, line=line) for line in (3, 6, 9)]
    baseline = read_baseline("known.json", format_baseline(again[:2]))
    assert (tuple(again[2:]), 2, 0) == compare(again, baseline)
    assert ((), 1, 1) == compare(again[:1], baseline)


@given(st.lists(FINDINGS))
def test_baseline_when_read_back(findings):
    """A baseline knows exactly the findings it was written for, in whatever order they come."""
    text = format_baseline(findings)
    assert ((), len(findings), 0) == compare(findings, read_baseline("known.json", text))
    assert text == format_baseline(findings[::-1])


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "not JSON"),
        ("[\n{]", 2, "not JSON"),
        ("[" * 100_000, 1, "not JSON"),
        ("{}", 1, "a list of findings"),
        ('[\n{"path": "a", "code": "b", "message": "c"},\n1\n]', 3, "path, code, message"),
        ('[\n{"path": "a",\n "code": "b", "message": "c"},\n\n {"path": "a", "code": "b"}\n]', 5, "path, code, message"),
        ('[{"path": "a", "code": "b", "message": "c", "count": 0}]', 1, "'count'"),
        ('[{"path": "a", "code": "b", "message": "c", "count": true}]', 1, "'count'"),
        ('[\n\n{"path": "a", "code": "b", "message": "c", "breach": []}]', 3, "'breach'"),
        ('[{"path": "a", "code": "b", "message": "c", "breach": {"node": ""}}]', 1, "'breach'"),
        ('[{"path": "a", "code": "b", "message": "c", "breach": {"focus": 1}}]', 1, "'breach'"),
    ],
)  # fmt: skip
def test_baseline_when_it_is_none(text, line, told):
    """A file that is no baseline is told with its name and the line."""
    with pytest.raises(WrongUse, match=rf"^known\.json:{line}: .*{told}"):
        read_baseline("known.json", text)
