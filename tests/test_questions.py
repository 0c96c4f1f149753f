"""The named questions, each with the rows that limen's registry answers it with, in two engines alike.

When the registry has changed, `LIMEN_ACCEPT=1 pytest tests/test_questions.py` writes the new rows into
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

ANSWERS = ROOT / "tests" / "data" / "answers"
QUESTIONS = sorted((ROOT / "queries").glob("*.rq"))
ACCEPT = os.environ.get("LIMEN_ACCEPT") == "1"
#: Terms of limen that the data uses and no question asks for, each with the reason.
UNASKED = {
    "dialect": "says in which form of the registry format a file is written; no reader of the data needs it",
    "path": "says where in a registry a file stands; the IRI of its graph ends in the same",
}

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def dataset() -> limen.api.Dataset:
    return limen.build(REGISTRY)


@pytest.fixture(scope="module")
def rdf(dataset) -> Dataset:
    """The same data in rdflib, whose SPARQL engine is another."""
    return dataset.to_rdflib()


def kept(question: Path) -> Path:
    """Where the rows of a question are kept."""
    return ANSWERS / f"{question.stem}.csv"


def test_questions_are_many():
    """There are thirty questions and more."""
    assert len(QUESTIONS) >= 30


def test_answers_have_questions():
    """No rows are kept of a question that is no longer there."""
    assert {kept(question) for question in QUESTIONS} == set(ANSWERS.iterdir())


@every_question
def test_question_in_words(question):
    """The first line of a query is its question in plain words."""
    assert re.fullmatch(r"# [A-Z].*\?", question.read_text(encoding="utf-8").partition("\n")[0])


@every_question
def test_rows_of(dataset, question):
    """A question has an answer, and it is the one that was read and kept."""
    answer = dataset.query(question.read_text(encoding="utf-8"))
    written = format_answer(answer, "csv").encode()
    if ACCEPT:
        ANSWERS.mkdir(exist_ok=True)
        kept(question).write_bytes(written)

    assert answer.rows
    assert kept(question).read_bytes().decode() == written.decode()


@every_question
def test_rows_in_rdflib(rdf, question):
    """Another SPARQL engine answers with the same rows."""
    answer = rdf.query(question.read_text(encoding="utf-8"), initNs=prefixes())
    with kept(question).open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)

    assert names == [str(name) for name in answer.vars]
    assert sorted(rows) == sorted(["" if cell is None else str(cell) for cell in row] for row in answer)


def terms_in(dataset) -> set[str]:
    """Give the classes and properties of limen that the data uses, claims about them included."""
    used = {
        term
        for _, triples in dataset.graphs
        for _, predicate, object_ in triples
        for term in (predicate, object_)
        if term.startswith(f"<{NS}")
    }
    return {term[1:-1].removeprefix(NS) for term in used} & (LIMEN_CLASSES | LIMEN_PROPERTIES)


def test_every_term_is_asked_for(dataset):
    """Whatever limen's own terms say in the data, some question asks for it."""
    texts = (re.sub(r"(?m)^#.*", "", question.read_text(encoding="utf-8")) for question in QUESTIONS)
    asked = {name for text in texts for name in re.findall(r"\blimen:(\w+)", text)}

    assert set(UNASKED) == terms_in(dataset) - asked
