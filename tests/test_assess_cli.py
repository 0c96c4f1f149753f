"""`limen assess` and `limen compare`: what is written, in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pyoxigraph
import pytest
from rdflib import RDF, BNode, Graph, Namespace

from folders import REGISTRY, write
from limen.assess import FORMATS, Part
from limen.cli.assess import _FORMATS as CLI_FORMATS
from limen.cli.compare import _FORMATS as COMPARE_FORMATS
from limen.publish.assess import answer_text, system_schema
from limen.vocab import BASE
from systems import DAY, FSF, RSP, SYSTEMS, assessor, of_file

EARL = Namespace("http://www.w3.org/ns/earl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
OPUS = SYSTEMS / "claude-opus-4.yaml"
#: Words of those who vouch for something. This program does not.
VOUCHING = r"(?i)\b(certif\w+|complian(?!ce Framework|ce framework)\w*|compl(y|ies|ied)|pass(es|ed)?|safe|unsafe|approves|guarantee\w*|conform\w*|accredit\w*)\b"
CASES = [
    (OPUS.name, f"{RSP}@2.2", ""),
    (OPUS.name, f"{RSP}@3.4", DAY),
    (OPUS.name, f"{RSP}@1.0", ""),
    ("claude-sonnet-4.yaml", "", ""),
    ("gpt-5-thinking.yaml", f"{FSF}@3.1", DAY),
    ("untested.json", "", ""),
]


def own_words(answer):
    """The states and remarks of an answer, and its texts without what the registry says."""
    return [*answer.remarks, *(line.state for line in answer.lines), *(part.value for part in Part)]


@pytest.mark.parametrize(("file", "policy", "day"), CASES)
def test_words_of_an_answer(file, policy, day):
    """No answer vouches for anything: it has no word of those who certify."""
    answer = of_file(file, policy, day)
    text = answer_text(answer, "text", BASE)

    assert [] == [each for each in own_words(answer) if re.search(VOUCHING, each)]
    for word in ("certified", "compliant", "passes", "safe", "approved for"):
        assert not re.search(rf"(?i)\b{word}\b", text), word


@pytest.mark.parametrize("format", CLI_FORMATS)
@pytest.mark.parametrize(("file", "policy", "day"), CASES)
def test_answer_in(format, file, policy, day):
    """Every form has every line's state and is the same when written again."""
    answer = of_file(file, policy, day)
    text = answer_text(answer, format, BASE, chain=True)

    assert text == answer_text(of_file(file, policy, day), format, BASE, chain=True)
    assert text.endswith("\n")
    assert [] == [line.state for line in answer.lines if line.state not in text]


def test_text_when_hypothetical():
    """An answer under another's policy opens with that."""
    text = answer_text(of_file("gpt-5-thinking.yaml", f"{FSF}@3.1", DAY), "text", BASE)
    assert text.startswith("hypothetical: this policy does not bind OpenAI; Google DeepMind issued it\n")


def test_text_with_chain():
    """With --chain each line is followed by what it rests on; without it, the lines are the same."""
    answer = of_file(OPUS.name)
    plain, chained = (answer_text(answer, "text", BASE, chain=each).splitlines() for each in (False, True))

    assert [line for line in chained if not line.startswith("      ")] == plain
    at = chained.index(
        next(line for line in chained if line.startswith("  ASL-3 Security Standard: asked for"))
    )
    assert ["finding", "→ threshold", "→ commitment", "→ standard"] == [
        re.match(r" +((?:→ )?\w+)", line)[1] for line in chained[at + 1 : at + 5]
    ]
    assert all(
        "Responsible Scaling Policy, Version 2.2; version 2.2" in line for line in chained[at + 2 : at + 5]
    )


def test_json_holds_the_chains():
    """JSON has every line under its question, with chains, and says what is concluded apart from what is at least asked."""
    document = json.loads(answer_text(of_file("untested.json"), "json", BASE))

    assert {"concluded": "", "atLeast": "ASL-2"} == document["level"]
    assert {each.word for each in Part} - {"level"} | {"levelLines"} <= document.keys()
    assert all(line["chains"] for line in document["risk"])
    assert "commitment" == document["asked"][0]["chains"][0][0]["role"]


def test_csv_has_a_row_for_each_line():
    """CSV has one row for each line and remark, and no cell that a spreadsheet runs."""
    answer = of_file(OPUS.name, f"{RSP}@3.4")
    rows = list(csv.DictReader(io.StringIO(answer_text(answer, "csv", BASE))))

    assert len(answer.lines) + len(answer.remarks) == len(rows)
    assert all(row["chain"] for row in rows if row["part"] != "remark")


@pytest.mark.parametrize(("file", "policy", "day"), CASES)
def test_turtle_is_read_by_two_readers(file, policy, day):
    """Two readers find the same graph, without blank nodes; each assertion is whole and each line was derived."""
    answer = of_file(file, policy, day)
    text = answer_text(answer, "turtle", BASE)
    graph = Graph().parse(data=text, format="turtle")
    assertions = set(graph.subjects(RDF.type, EARL.Assertion))

    assert len(graph) == len(list(pyoxigraph.parse(text.encode(), pyoxigraph.RdfFormat.TURTLE)))
    assert [] == [term for triple in graph for term in triple if isinstance(term, BNode)]
    assert len(assertions) == sum(len([e for e in answer.of(p) if e.iri]) for p in (Part.RISK, Part.PLACE))
    for each in assertions:
        for property in (EARL.subject, EARL.test, EARL.result, EARL.assertedBy):
            assert 1 == len(list(graph.objects(each, property)))
    lines = set(graph.subjects(PROV.wasGeneratedBy, None))
    assert len(answer.lines) == len(lines)
    assert all(set(graph.objects(line, PROV.wasDerivedFrom)) for line in lines)


def test_turtle_leads_from_a_line_to_its_finding():
    """From the security standard that is asked for, PROV leads back through commitment and threshold to the finding."""
    graph = Graph().parse(data=answer_text(of_file(OPUS.name), "turtle", BASE), format="turtle")
    asked = graph.query(
        """
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT DISTINCT ?role WHERE {
          ?line dcterms:type "asked" ; dcterms:references ?standard ; prov:wasDerivedFrom+/dcterms:type ?role
          FILTER(STRENDS(STR(?standard), "#asl-3-security"))
        }
        """
    )
    assert {"finding", "threshold", "commitment", "standard"} == {str(row.role) for row in asked}


class _Page(HTMLParser):
    """What a page refers to, and whether its tags close."""

    def __init__(self):
        super().__init__()
        self.open, self.loaded, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.open.append(tag)
        self.loaded += [value for name, value in attrs if name == "src" or (tag == "link" and name == "href")]

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        self.text.append(data)


def test_page_needs_nothing_else(tmp_path):
    """The page is whole, loads nothing, and shows hostile words as words."""
    hostile = OPUS.read_text(encoding="utf-8").replace(
        "name: Claude Opus 4", "name: <script>alert(1)</script>"
    )
    file = write(tmp_path, {"a.yaml": hostile}) / "a.yaml"
    text = answer_text(assessor().assess(file).answer, "html", BASE)
    page = _Page()
    page.feed(text)

    assert ([], []) == (page.open, page.loaded)
    assert "<script" not in text
    assert "<script>alert(1)</script> under Responsible Scaling Policy 2.2" in " ".join(page.text)


def test_command_writes_a_file(limen, tmp_path):
    """--out writes the answer whole, and prints nothing."""
    run = limen("assess", OPUS, "-r", REGISTRY, "--format", "json", "--out", tmp_path / "a.json")

    assert (0, "", "") == (run.code, run.out, run.err)
    assert "ASL-3" == json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["level"]["concluded"]


def test_command_when_the_file_is_faulty(limen, tmp_path):
    """A faulty file is told with line and hint, its line is shown, and nothing is printed."""
    bad = OPUS.read_text(encoding="utf-8").replace("finding: not ruled out", "finding: perhaps")
    run = limen("assess", write(tmp_path, {"a.yaml": bad}) / "a.yaml", "-r", REGISTRY)

    assert (1, "") == (run.code, run.out)
    assert "a.yaml:9:14: error[bad-value]" in run.err
    assert "one of reached, not reached, not ruled out, not tested" in run.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "give a system file, or --template, or --schema"),
        ([OPUS, "--template"], "give a system file, or --template, or --schema"),
        ([OPUS, "--policy", "secid:control/anthropic.com/rsp"], "give one of its versions: 1.0, 2.0"),
        (
            [OPUS, "--policy", "secid:control/anthropic.com/rsp"],
            "on 2025-05-22 Responsible Scaling Policy 2.2 was",
        ),
        ([OPUS, "--policy", "secid:control/anthropic.com/rsp@9"], "has no such version of a policy"),
        ([OPUS, "--policy", "rsp"], "'rsp' is no SecID"),
        ([OPUS, "--as-of", "May"], "should be a day such as 2025-02-01"),
        (["none.yaml"], "none.yaml: No such file"),
    ],
)
def test_command_when_wrongly_used(limen, arguments, words):
    """Wrong use is told, with what would be right."""
    run = limen("assess", *arguments, "-r", REGISTRY)

    assert (2, "") == (run.code, run.out)
    assert words in run.err


def test_command_when_policy_or_day_is_missing(limen, tmp_path):
    """A file that names neither needs both from the command."""
    file = write(tmp_path, {"a.yaml": "name: x\ndeveloper: secid:entity/anthropic.com\n"}) / "a.yaml"

    assert "for which day? Give --as-of DATE" in limen("assess", file, "-r", REGISTRY).err
    assert "by which policy? Give --policy SECID" in limen("assess", file, "-r", REGISTRY, "--as-of", DAY).err


def test_template_is_a_system_file(limen, tmp_path):
    """A template is read as it is: of a policy version, all its thresholds are there, not tested."""
    general = limen("assess", "--template", "-r", REGISTRY).out
    run = limen("assess", "--template", "--policy", f"secid:{RSP}@2.2", "-r", REGISTRY)
    file = write(tmp_path, {"a.yaml": run.out}) / "a.yaml"
    answer = assessor().assess(file, day=DAY).answer

    assert {"unknown"} == {line.state for line in answer.of(Part.RISK)}
    assert "nothing was tested" in answer.of(Part.RISK)[0].text
    assert "findings: []" in general
    uncommented = re.sub(
        r"^#(  )", r"\1", run.out.replace("safeguards: []", "safeguards:"), flags=re.MULTILINE
    )
    uncommented = re.sub(r"^   \w+: .*\n", "", uncommented, flags=re.MULTILINE)
    filled = assessor().assess(write(tmp_path, {"b.yaml": uncommented}) / "b.yaml", day=DAY)
    assert () == tuple(each for each in filled.findings if each.code != "unknown-developer")
    assert {"met", "not asked for"} == {line.state for line in filled.answer.of(Part.PLACE)}


def test_schema_is_printed(limen):
    """--schema prints the JSON Schema that is packaged."""
    assert system_schema() == limen("assess", "--schema").out
    assert "object" == json.loads(system_schema())["type"]


def test_overlay_adds_a_commitment(limen, tmp_path):
    """A company's own registry, given too, adds to what is asked for; no code knows of it."""
    overlay = f"""\
---
type: control
namespace: company.test
full_name: Company
sources:
  house-rules:
    kind: policy
    full_name: House rules
    publisher: secid:entity/company.test
    id_pattern: "^[a-z-]+$"
    versions_available:
      - version: "1"
        items:
          second-key:
            kind: safeguard
            label: Second key
          if-cbrn:
            kind: commitment
            label: Two keys at CBRN-3
            if: secid:{RSP}@2.2#CBRN-3
            then: secid:control/company.test/house-rules@1#second-key
---
"""
    folder = write(tmp_path, {"control/test/company.md": overlay})
    alone = limen("assess", OPUS, "-r", REGISTRY)
    both = limen("assess", OPUS, "-r", REGISTRY, "-r", folder, "--chain")

    assert "Second key" not in alone.out
    assert "  Second key: asked for\n" in both.out
    assert "→ commitment Two keys at CBRN-3" in both.out


def test_comparison():
    """Systems stand side by side on the same questions, and what is unknown is shown as unknown."""
    files = [
        SYSTEMS / name for name in (OPUS.name, "claude-sonnet-4.yaml", "gpt-5-thinking.yaml", "untested.json")
    ]
    comparison = assessor().compare(files).comparison
    rows = {row.question: row.cells for row in comparison.rows}

    assert ("Claude Opus 4", "Claude Sonnet 4", "gpt-5-thinking", "Example 1") == comparison.systems
    assert ("ASL-3", "ASL-2", "Biological and Chemical, High", "unknown; at least ASL-2") == rows[
        "Which level or tier follows?"
    ]
    assert ("not ruled out", "not reached", "not assessed", "unknown") == rows[
        "How does it stand to CBRN-3 (Responsible Scaling Policy 2.2)?"
    ]
    assert ("none known; some are unknown", "none", "Biological and Chemical, High", "unknown") == rows[
        "Which thresholds are reached?"
    ]
    assert all(each for cells in rows.values() for each in cells)


@pytest.mark.parametrize("format", COMPARE_FORMATS)
def test_comparison_in(format, limen):
    """Every form of a comparison shows every system and what is unknown."""
    run = limen("compare", OPUS, SYSTEMS / "untested.json", "-r", REGISTRY, "--format", format)

    assert (0, "") == (run.code, run.err)
    assert "Claude Opus 4" in run.out
    assert "unknown; at least ASL-2" in run.out


def test_comparison_when_a_file_is_faulty(limen, tmp_path):
    """The errors of every faulty file are told together."""
    files = write(tmp_path, {"a.yaml": "name: x\n", "b.yaml": "developer: y\n"})
    run = limen("compare", files / "a.yaml", files / "b.yaml", OPUS, "-r", REGISTRY)

    assert (1, "") == (run.code, run.out)
    assert "a.yaml:1:1: error[missing-key]" in run.err
    assert "b.yaml:1:12: error[bad-value]" in run.err


def test_formats_are_those_of_the_room():
    """The commands offer what the room writes, and Turtle for answers."""
    assert {*FORMATS, "turtle"} == set(CLI_FORMATS)
    assert set(FORMATS) == set(COMPARE_FORMATS)
