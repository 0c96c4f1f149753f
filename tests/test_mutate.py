"""The proofs that checks check: a slice of the damage and of the hostile input that they make."""

from __future__ import annotations

import codecs

import pytest

from cases import case_of
from damage import mutants
from folders import ROOT
from judge import SURVIVED, chosen
from limen.check import check_shapes
from limen.files import read_resources
from limen.parse import mend, parse_file
from limen.publish import check_mappings
from limen.store import read_turtle
from mutate import SURVIVORS, Reasons, entry_verdicts, table_verdicts
from plots import plots
from readers import READERS
from tables import table_mutants

#: Ways of damage that the parser and the checks of entries see, before there is a graph.
WAYS = ("duplicate", "retarget to nothing", "retarget to a new namespace", "misspell key")
REASONS = Reasons(SURVIVORS.read_text(encoding="utf-8"))


def test_mutants_when_damaged_in_form_or_in_identifiers_are_caught():
    """What is given twice, misspelt or dangling is found, unless its class is listed with a reason."""
    small = plots(small=True)
    every = (mutant for number, plot in enumerate(small) for mutant in mutants(plot, number))
    listed = [mutant for mutant in chosen(every, 1) if mutant.operator in WAYS][::2]
    verdicts = list(entry_verdicts(small, listed, shapes=False))

    assert 200 <= len(verdicts)
    assert [] == REASONS.without(verdicts)
    assert {SURVIVED} < {verdict.layer for verdict in verdicts}


def test_mapping_files_when_damaged_are_caught():
    """Each damage to a mapping file is found or has a reason, and each reason is needed."""
    verdicts = list(table_verdicts(table_mutants()))

    assert [] == REASONS.without(verdicts)
    assert [] == [each for each in REASONS.idle(verdicts) if each.startswith("tables: ")]


def test_reasons_when_nothing_survives_are_idle():
    """A class that is listed and does not occur is named."""
    reasons = Reasons("entries: {A reason.: {drop: [claim.*, level.order]}}")

    assert ["entries: drop claim.*", "entries: drop level.order"] == reasons.idle([])


@pytest.mark.parametrize("kind", READERS)
def test_readers_when_fed_hostile_input_give_findings_or_a_clean_result(kind):
    """No reader raises, and no finding lies outside its file."""
    for seed in range(25):
        for read in READERS[kind]:
            read(case_of(kind, seed))


@pytest.mark.parametrize(
    "line", ["full_name: {en: Example}", "full_name: [[Example]]", "id_pattern: ['^L-1$', '^L-2$']"]
)
def test_value_when_of_a_form_that_is_not_read_is_reported(line):
    """A map or a list where the format has one text is found at its place, and never passed over."""
    text = f"---\ntype: control\nnamespace: example.org\n{line}\n---\n"

    found = parse_file("control/org/example.md", text.encode()).findings
    assert [("bad-value", 4)] == [(each.code, each.line) for each in found]


def test_mend_when_there_are_two_byte_order_marks_is_done_after_one_time():
    """Whatever stands at the beginning, mending it twice mends nothing more."""
    once = mend("a.md", codecs.BOM_UTF8 * 2 + b"# A\n")

    assert b"# A\n" == once == mend("a.md", once)


def test_shapes_when_an_order_is_no_number_report_it():
    """A value of the wrong form is a violation, and no shape stumbles over it."""
    case = (ROOT / "shapes/cases/SafetyLevelShape/pass-whole.ttl").read_text(encoding="utf-8")
    wrong = case.replace("order 2", 'order "two"^^<http://www.w3.org/2001/XMLSchema#integer>')
    data = "".join(f"{s} {p} {o} .\n" for s, p, o in read_turtle(wrong.encode()))

    found = check_shapes(data, read_resources("shapes", ".ttl")).violations
    assert "SafetyLevelShape-order" in {each.code for each in found}


def test_mapping_when_its_record_id_is_no_iri_can_be_reported(tmp_path):
    """Every term of a finding can stand in a graph."""
    file = tmp_path / "a.sssom.tsv"
    columns = "record_id\tsubject_id\tpredicate_id\tobject_id\tmapping_justification"
    file.write_text(f"{columns}\nhttps://a b\tskos:a\tskos:exactMatch\tskos:a\tsemapv:LexicalMatching\n")

    findings = check_mappings([file]).findings
    assert "self-mapping" in {each.code for each in findings}
    assert [] == [each for each in findings if " " in each.breach.focus]
