"""Questions and the forms of their answers."""

from __future__ import annotations

import json

import pytest

from limen.errors import UnknownFormat, UnknownQuery
from limen.query import ask, format_answer, read_questions
from limen.store import Store
from limen.vocab import SKOS

GRAPHS = [
    ("https://example.org/g1", [("<https://example.org/a>", SKOS.prefLabel, '"A, \\"quoted\\""@en')]),
    ("https://example.org/g2", [("<https://example.org/a>", SKOS.prefLabel, '"A, \\"quoted\\""@en')]),
]
TEXT = "SELECT ?s ?label ?none WHERE { ?s skos:prefLabel ?label OPTIONAL { ?s skos:altLabel ?none } }"


@pytest.fixture
def store():
    return Store(GRAPHS)


def test_union_when_graphs_agree(store):
    """A triple that two graphs hold is one triple of the union."""
    assert 1 == len(store)
    assert 1 == len(ask(store, TEXT).rows)
    assert 2 == len(ask(store, "SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows)


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("csv", 's,label,none\r\nhttps://example.org/a,"A, ""quoted""",\r\n'),
        ("tsv", '?s\t?label\t?none\n<https://example.org/a>\t"A, \\"quoted\\""@en\t\n'),
    ],
)
def test_answer_as(store, format, expected):
    """CSV and TSV are written as SPARQL 1.1 says."""
    assert expected == format_answer(ask(store, TEXT), format)


def test_answer_as_json(store):
    """JSON leaves unbound variables out and keeps the language."""
    document = json.loads(format_answer(ask(store, TEXT), "json"))
    label = {"type": "literal", "value": 'A, "quoted"', "xml:lang": "en"}
    assert [{"s": {"type": "uri", "value": "https://example.org/a"}, "label": label}] == document["results"][
        "bindings"
    ]
    assert ["s", "label", "none"] == document["head"]["vars"]


def test_answer_as_table(store):
    """A table counts its rows and shortens nothing but IRIs."""
    text = format_answer(ask(store, TEXT), "table")
    assert 'https://example.org/a  A, "quoted"' in text
    assert text.endswith("(1 row)\n")


def test_answer_when_yes_or_no(store):
    """A yes-or-no question is answered with yes or no."""
    assert "yes\n" == format_answer(ask(store, "ASK { ?s ?p ?o }"), "table")
    assert {"boolean": False} == json.loads(format_answer(ask(store, "ASK { ?s limen:order ?o }"), "json"))


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("csv", "s,b,c\r\nhttps://example.org/a,_:b0,_:b0\r\nhttps://example.org/c,_:b1,_:b1\r\n"),
        ("tsv", "?s\t?b\t?c\n<https://example.org/a>\t_:b0\t_:b0\n<https://example.org/c>\t_:b1\t_:b1\n"),
        (
            "table",
            "s                      b     c\n"
            + "  ".join(["─" * 21, "────", "────\n"])
            + "https://example.org/a  _:b0  _:b0\n"
            "https://example.org/c  _:b1  _:b1\n(2 rows)\n",
        ),
    ],
)
def test_answer_with_blank_nodes(format, expected):
    """A blank node of a query's own making has a name by its place, not by chance."""
    store = Store(
        [("https://example.org/g", [(f"<https://example.org/{each}>", "<x:p>", "<x:b>")]) for each in "ac"]
    )
    text = "SELECT ?s ?b (?b AS ?c) WHERE { ?s ?p ?o BIND(BNODE() AS ?b) } ORDER BY ?s"
    assert expected == format_answer(ask(store, text), format)


def test_answer_with_blank_nodes_as_json(store):
    """JSON says that a blank node is one, and names it without its sigil."""
    document = json.loads(format_answer(ask(store, "SELECT (BNODE() AS ?b) WHERE { ?s ?p ?o }"), "json"))
    assert [{"b": {"type": "bnode", "value": "b0"}}] == document["results"]["bindings"]


def test_answer_of_triples_with_blank_nodes():
    """Triples with blank nodes come in the order of what is not blank."""
    triples = [(f"<https://example.org/{each}>", "<x:p>", '"1"') for each in "cab"]
    store = Store([("https://example.org/g", triples)])
    expected = [(f"_:b{at}", "<x:of>", f"<https://example.org/{each}>") for at, each in enumerate("abc")]
    assert expected == ask(store, "CONSTRUCT { [] <x:of> ?s } WHERE { ?s ?p ?o }").rows


@pytest.mark.parametrize(
    "text",
    [
        "SELECT",
        "SELECT * WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <https://example.org/> { ?s ?p ?o } }",
        "LOAD <https://example.org/>",
    ],
)
def test_question_when_refused(store, text):
    """Bad SPARQL, and a question to another server, are refused in one sentence."""
    with pytest.raises(UnknownQuery):
        ask(store, text)


@pytest.mark.parametrize(
    "text", ['ASK { ?s ?p "SERVICE" }', "ASK { ?s ?p ?o } # SERVICE", "ASK { ?s <urn:SERVICE> ?o }"]
)
def test_question_when_only_the_word(store, text):
    """The word SERVICE in a string, a comment or an IRI is no call to a server."""
    assert ask(store, text).verdict is not None


def test_format_when_unknown(store):
    """An unknown format of answers is named with those there are."""
    with pytest.raises(UnknownFormat, match="table, json"):
        format_answer(ask(store, TEXT), "yaml")


def test_questions_when_read():
    """The first line of a query is its question."""
    assert "Which?" == read_questions({"x": "# Which?\nASK {}"})["x"].words
