"""The named questions, each with the rows that a registry answers it with, in two engines alike.

Questions are asked of limen's own registry; those about parts of the format that it has no need of
say in their second line that they are asked of the example registry. When a registry has changed, `LIMEN_ACCEPT=1 pytest tests/test_questions.py` writes the new rows into
`tests/data/answers`; they are read against the sources before they are kept.
"""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from rdflib import Dataset

import limen
from folders import REGISTRY, ROOT
from limen.query import format_answer
from limen.vocab import LIMEN_CLASSES, LIMEN_PROPERTIES, NS, prefixes

EXAMPLE = ROOT / "docs" / "example" / "registry"
ANSWERS = ROOT / "tests" / "data" / "answers"
QUESTIONS = sorted((ROOT / "queries").glob("*.rq"))
ACCEPT = os.environ.get("LIMEN_ACCEPT") == "1"
#: A term that the ontology says of its own properties, and no entry of anything.
OF_THE_ONTOLOGY = {"TimeFunctionalProperty"}

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def datasets() -> dict[Path, limen.api.Dataset]:
    """Both registries that questions are asked of."""
    return {root: limen.build(root) for root in (REGISTRY, EXAMPLE)}


@pytest.fixture(scope="module")
def in_rdflib(datasets) -> dict[Path, Dataset]:
    """The same data in rdflib, whose SPARQL engine is another."""
    return {root: dataset.to_rdflib() for root, dataset in datasets.items()}


def asked_of(question: Path) -> Path:
    """The registry that a question is asked of."""
    second = question.read_text(encoding="utf-8").split("\n")[1]
    return EXAMPLE if second.startswith("# Asked of docs/example/registry") else REGISTRY


def kept(question: Path) -> Path:
    """Where the rows of a question are kept."""
    return ANSWERS / f"{question.stem}.csv"


def test_questions_are_many():
    """There are thirty questions and more to limen's own registry."""
    assert sum(asked_of(question) == REGISTRY for question in QUESTIONS) >= 30


def test_answers_have_questions():
    """No rows are kept of a question that is no longer there."""
    assert {kept(question) for question in QUESTIONS} == set(ANSWERS.iterdir())


@every_question
def test_question_in_words(question):
    """The first line of a query is its question in plain words."""
    assert re.fullmatch(r"# [A-Z].*\?", question.read_text(encoding="utf-8").partition("\n")[0])


@every_question
def test_rows_of(datasets, question):
    """A question has an answer, and it is the one that was read and kept."""
    answer = datasets[asked_of(question)].query(question.read_text(encoding="utf-8"))
    written = format_answer(answer, "csv").encode()
    if ACCEPT:
        ANSWERS.mkdir(exist_ok=True)
        kept(question).write_bytes(written)

    assert answer.rows
    assert kept(question).read_bytes().decode() == written.decode()


@every_question
def test_rows_in_rdflib(in_rdflib, question):
    """Another SPARQL engine answers with the same rows."""
    answer = in_rdflib[asked_of(question)].query(question.read_text(encoding="utf-8"), initNs=prefixes())
    with kept(question).open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)

    assert names == [str(name) for name in answer.vars]
    assert sorted(rows) == sorted(["" if cell is None else str(cell) for cell in row] for row in answer)


def test_example_registry_when_checked():
    """The example registry has no error and no warning."""
    found = limen.build(EXAMPLE).check()

    assert [] == [str(each) for each in found if each.severity is not limen.Severity.NOTE]


def terms_in(dataset) -> set[str]:
    """Give the terms of limen that the data uses, claims about them included."""
    used = {
        term
        for _, triples in dataset.graphs
        for _, predicate, object_ in triples
        for term in (predicate, object_)
        if term.startswith(f"<{NS}")
    }
    return {term[1:-1].removeprefix(NS) for term in used}


def test_every_term_is_used(datasets):
    """Each class and property is used by one of the two registries, or by the ontology of its own properties."""
    used = set().union(*map(terms_in, datasets.values()))
    ontology = (ROOT / "ontology" / "limen.ttl").read_text(encoding="utf-8")

    assert OF_THE_ONTOLOGY == (LIMEN_CLASSES | LIMEN_PROPERTIES) - used
    assert all(f", limen:{name} ;" in ontology for name in OF_THE_ONTOLOGY)


def test_every_term_is_asked_for():
    """Whatever limen's own terms say in the data, some question asks for it."""
    texts = (re.sub(r"(?m)^ *#.*", "", question.read_text(encoding="utf-8")) for question in QUESTIONS)
    asked = {name for text in texts for name in re.findall(r"\blimen:(\w+)", text)}

    assert OF_THE_ONTOLOGY == (LIMEN_CLASSES | LIMEN_PROPERTIES) - asked
