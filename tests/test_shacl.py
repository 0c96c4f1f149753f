"""The door to SHACL: what it finds, what it refuses, and that it disturbs nothing."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH, Graph, Namespace
from rdflib.term import Node

from limen.check import ShapeReport, ShapesRefused, Violation, check_shapes, violation_findings
from limen.check.terms import to_term
from limen.errors import Breach, Finding, LimenError, Severity

PREFIXES = """
@prefix ex: <https://a.example/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DAY = """
ex:DayShape a sh:NodeShape ; sh:targetClass ex:Day ; sh:property ex:DayShape-date, ex:DayShape-name .
ex:DayShape-date a sh:PropertyShape ; sh:path ex:date ; sh:datatype xsd:date ; sh:message "Give a real date." .
ex:DayShape-name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Name it." .
"""
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DATE = "<http://www.w3.org/2001/XMLSchema#date>"
BAD_DAY = f"""<https://a.example/d> {TYPE} <https://a.example/Day> .
<https://a.example/d> <https://a.example/date> "2026-13-45"^^{DATE} .
"""
COMPONENT = "<http://www.w3.org/ns/shacl#{}ConstraintComponent>"
FOUND = (
    Violation(
        Breach(
            "<https://a.example/d>",
            "<https://a.example/date>",
            f'"2026-13-45"^^{DATE}',
            "<https://a.example/DayShape-date>",
            COMPONENT.format("Datatype"),
        ),
        Severity.ERROR,
        "DayShape-date",
        "Give a real date.",
    ),
    Violation(
        Breach(
            "<https://a.example/d>",
            "<https://a.example/name>",
            "",
            "<https://a.example/DayShape-name>",
            COMPONENT.format("MinCount"),
        ),
        Severity.WARNING,
        "DayShape-name",
        "Name it.",
    ),
)
SPARQL = """
ex:S a sh:NodeShape ; sh:targetClass ex:Day ; sh:property ex:S-date .
ex:S-date a sh:PropertyShape ; sh:path ex:date ; sh:sparql [ sh:select "SELECT $this WHERE { $this %s ?x }" ] .
"""
W3C = Path(__file__).parents[2] / "shared/w3c-shacl-core"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")


def check(data: str, shapes: str) -> ShapeReport:
    return check_shapes(data, {"a.ttl": PREFIXES + shapes})


def test_violation_when_found_has_all_its_parts() -> None:
    """A violation names node, property, value and shape as terms, with the severity and message of the shape."""
    report = check(BAD_DAY, DAY)

    assert FOUND == report.violations
    assert not report.conforms


def test_report_when_data_is_sound_conforms() -> None:
    """Nothing found means that the data conforms."""
    report = check("", DAY)

    assert () == report.violations
    assert report.conforms


def test_looked_at_when_a_shape_has_no_target_is_zero() -> None:
    """Each named node shape says how many nodes of the data it looked at, whatever its kind of target."""
    shapes = """
    ex:Idle a sh:NodeShape ; sh:targetClass ex:Night .
    ex:Gone a sh:NodeShape ; sh:targetNode ex:absent .
    ex:Here a sh:NodeShape ; sh:targetNode ex:Day .
    ex:Off a sh:NodeShape ; sh:targetClass ex:Day ; sh:deactivated true .
    ex:Dated a sh:NodeShape ; sh:targetSubjectsOf ex:date .
    """
    report = check(BAD_DAY, DAY + shapes)

    names = {shape.rpartition("/")[2][:-1]: nodes for shape, nodes in report.looked_at.items()}
    assert {"DayShape": 1, "Dated": 1, "Gone": 0, "Here": 1, "Idle": 0, "Off": 0} == names
    assert ("<https://a.example/Gone>", "<https://a.example/Idle>", "<https://a.example/Off>") == report.idle


@given(
    st.permutations(BAD_DAY.splitlines()), st.permutations(["DayShape ", "DayShape-date ", "DayShape-name "])
)
@settings(max_examples=10, deadline=None)
def test_report_when_input_is_shuffled_is_the_same(lines: list[str], order: list[str]) -> None:
    """Neither the order of triples nor that of files changes a report."""
    blocks = {line.partition(" a ")[0][3:] + " ": PREFIXES + line for line in DAY.strip().splitlines()}
    files = {f"{number}.ttl": blocks[name] for number, name in enumerate(order)}

    assert FOUND == check_shapes("\n".join(lines), files).violations


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        ("ex:S a sh:NodeShape ; sh:targetClass", "not Turtle"),
        ("ex:S a sh:NodeShape ; sh:mincount 1 .", "sh:mincount"),
        ("ex:S a sh:NodeShape ; sh:reifierShape ex:T .", "sh:reifierShape"),
        ("ex:S a sh:NodeShape ; sh:memberShape ex:T .", "sh:memberShape"),
        ("ex:S a sh:NodeShape ; sh:rule ex:T .", "sh:rule"),
        ("ex:S a sh:NodeShape ; sh:expression ex:T .", "sh:expression"),
        ("ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] .", "sh:SPARQLTarget, sh:target"),
        ("ex:S sh:entailment <http://www.w3.org/ns/entailment/RDFS> .", "sh:entailment"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:Day ; sh:property ex:S-nmae .", "S-nmae"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:Day ; sh:node ex:T .", "example/T"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:Day ; sh:property [ sh:minCount 1 ] .", "PropertyShape"),
        ("ex:S a sh:PropertyShape ; sh:targetClass ex:Day ; sh:minCount 1 .", "sh:path"),
        ("ex:S a sh:NodeShape ; sh:targetClass ex:Day ; sh:minLength 1, 2 .", "minLength"),
        (SPARQL % "not a path", "cannot be used"),
        ((SPARQL % "a").replace("WHERE", "FROM <https://a.example/> WHERE"), "FROM"),
        ((SPARQL % "a").replace("{", "{ SERVICE <https://a.example/> {").replace("}", "} }"), "SERVICE"),
    ],
)
def test_shapes_when_not_to_be_trusted_are_refused(shapes: str, words: str) -> None:
    """What pySHACL would pass over or trip over is refused by name, so a check never passes by silence."""
    with pytest.raises(ShapesRefused, match=words):
        check(BAD_DAY, shapes)


def test_data_when_not_triples_is_our_own_defect() -> None:
    """Data comes from limen itself, so a line that is none is no finding."""
    with pytest.raises(LimenError, match="line 2"):
        check(f"{BAD_DAY.splitlines()[0]}\nnonsense\n", DAY)


def test_literals_when_unusual_reach_the_report_as_written() -> None:
    """No value is put into another lexical form on its way through the check."""
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:Day ; sh:property ex:P . ex:P sh:path ex:v ; sh:maxCount 0 ; sh:in () ."
    terms = [
        '"007"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"a \\"b\\"\\n\\\\"@en',
        '"<>"',
        '"a\u2028b\x85"',
        "<urn:x>",
    ]
    data = BAD_DAY + "".join(f"<https://a.example/d> <https://a.example/v> {term} .\n" for term in terms)

    assert sorted(["", *terms]) == [violation.breach.value for violation in check(data, shapes).violations]


def test_sparql_message_when_it_names_a_value_gives_it() -> None:
    """A message may name what the query found."""
    shapes = (
        (SPARQL % "a")
        .replace("$this WHERE", "$this ?x WHERE")
        .replace("sh:select", 'sh:message "See {?x}." ; sh:select')
    )

    assert ["See https://a.example/Day."] == [each.message for each in check(BAD_DAY, shapes).violations]


def test_unnamed_shapes_when_broken_are_called_by_the_shape_around_them() -> None:
    """A shape without a name of its own is reported under the nearest one that has one."""
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:Day ; sh:property [ sh:path ( ex:a ex:b ) ; sh:minCount 1 ] ."
    violation = check(BAD_DAY, shapes).violations[0].breach

    assert ("", "<https://a.example/S>") == (violation.path, violation.shape)


def test_rdflib_when_used_is_left_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    """A check changes no setting, no logger and no graph of others, and prints nothing, also for ill-typed values."""
    before = (rdflib.NORMALIZE_LITERALS, dict(rdflib.term._toPythonMapping))
    loggers = {name: (list(log.handlers), list(log.filters)) for name, log in _loggers().items()}

    check(BAD_DAY, DAY)

    assert ("", "") == capfd.readouterr()
    assert before == (rdflib.NORMALIZE_LITERALS, dict(rdflib.term._toPythonMapping))
    for name, log in _loggers().items():
        assert loggers.get(name, ([], [])) == (log.handlers, log.filters)


def _loggers() -> dict[str, logging.Logger]:
    found = logging.Logger.manager.loggerDict.items()
    return {name: log for name, log in found if isinstance(log, logging.Logger)}


def test_findings_when_made_lead_to_the_file() -> None:
    """A violation becomes a finding where its node comes from, named after its shape, that says what to look at."""
    report = check(BAD_DAY, DAY)

    findings = violation_findings(
        report.violations,
        lambda breach: ("days.md", 7, 3) if breach.focus.endswith("/d>") else ("", 0, 0),
    )

    hint = "see https://a.example/d https://a.example/date 2026-13-45"
    breach = FOUND[0].breach
    assert (
        Finding("days.md", 7, 3, Severity.ERROR, "DayShape-date", "Give a real date.", hint, breach)
        == findings[0]
    )
    assert [Severity.ERROR, Severity.WARNING] == [finding.severity for finding in findings]


def test_findings_when_made_shorten_known_terms() -> None:
    """A term of a vocabulary in use is written with its usual prefix."""
    violation = Violation(Breach("_:b0", "<http://purl.org/dc/terms/source>"), Severity.NOTE, "a-rule", "Do.")

    (finding,) = violation_findings((violation,), lambda _: ("a.md", 1, 1))
    assert ("a-rule", "see a node without a name dcterms:source") == (finding.code, finding.hint)


CASES = sorted(path for path in W3C.glob("*/*.ttl") if "mf:Manifest" in path.read_text(encoding="utf-8"))


@pytest.mark.skipif(not W3C.exists(), reason="needs ../shared")
@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_w3c_case_when_checked_gives_the_expected_results(case: Path) -> None:
    """The W3C's core suite is answered as the W3C answers it, all of it."""
    manifest = Graph().parse(case, publicID=case.as_uri())
    test = next(manifest.subjects(RDF.type, SHT.Validate))
    data, shapes = (
        _graph(manifest.value(test, MF.action / part)) for part in (SHT.dataGraph, SHT.shapesGraph)
    )
    report = check_shapes(data.serialize(format="nt"), {"shapes.ttl": _without_results(shapes)})

    expected = [
        tuple(_plain(to_term(manifest.value(each, part))) for part in (SH.focusNode, SH.value))
        for each in manifest.objects(test, MF.result / SH.result)
    ]
    assert bool(manifest.value(test, MF.result / SH.conforms)) == report.conforms
    assert sorted(expected) == sorted(
        (_plain(each.breach.focus), _plain(each.breach.value)) for each in report.violations
    )


def _graph(iri: Node | None) -> Graph:
    path = Path(str(iri).removeprefix("file://"))
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def _without_results(shapes: Graph) -> str:
    """The file of a case also holds the expected report, whose terms are not those of shapes."""
    reports = list(shapes.objects(None, MF.result))
    for node in [*reports, *(each for report in reports for each in shapes.objects(report, SH.result))]:
        shapes.remove((node, None, None))
    return shapes.serialize(format="turtle")


def _plain(term: str) -> str:
    """Blank nodes have other labels in each reading."""
    return "_:" if term.startswith("_:") else term
