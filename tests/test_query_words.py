"""Who is asked by a query: calls to other servers are found in every disguise, and nothing else is taken for one."""

from __future__ import annotations

import pyoxigraph
import pytest

from limen.errors import UnknownQuery
from limen.query import Graphs, asked_graphs, refuse_foreign

BODY = "?s ?p ?o"
PREFIXES = "PREFIX : <http://127.0.0.1:1/> PREFIX ex: <http://127.0.0.1:1/> "
SERVER = "<http://127.0.0.1:1/>"
#: Each is a call to another server to the store's own parser, which needs no spaces.
CALLS = [
    f"SERVICE {SERVER} {{ {BODY} }}",
    f"service silent {SERVER} {{ {BODY} }}",
    f"SeRvIcE{SERVER}{{{BODY}}}",
    f"SERVICE:b{{{BODY}}}",
    f"SERVICEex:b{{{BODY}}}",
    f"SERVICESILENTex:b{{{BODY}}}",
    f"SERVICE?s{{{BODY}}}",
    f"?a ?p trueSERVICE{SERVER}{{{BODY}}}",
    f"?a ?p falseSERVICE:b{{{BODY}}}",
    f"?a ?p 1SERVICE{SERVER}{{{BODY}}}",
    f"?a ?p 1.SERVICE{SERVER}{{{BODY}}}",
    f"?a ?b ?c FILTER(?a<1)SERVICE#>\n?s{{{BODY}}}",
    f"?a ?b ?c FILTER(?a<ex:b)SERVICE#>\n?s{{{BODY}}}",
    f"?a ?b ?c # SERVICE\rSERVICE {SERVER} {{ {BODY} }}",
    f"?a ex:b\\#c ?d . SERVICE {SERVER} {{ {BODY} }}",
    f"?a ex:b\\'c ?d . SERVICE {SERVER} {{ ?s ex:b\\'c ?o }}",
    f"?a ?b '''a\\'''' . SERVICE {SERVER} {{ ?s ?p '''a\\'''' }}",
    f"?a ?b ''''a''' . SERVICE {SERVER} {{ ?s ?p ''''a''' }}",
    f'?a ?b "\\\\" . SERVICE {SERVER} {{ ?s ?p "\\\\" }}',
    f"?a ?b 'it''s' . SERVICE {SERVER} {{ ?s ?p 'x' }}",
    f"?a <x:#> ?c . SERVICE {SERVER} {{ {BODY} }}",
    f"?a <x:\\u0041#> ?c . SERVICE {SERVER} {{ {BODY} }}",
    f"OPTIONAL{{{BODY}}}SERVICE{SERVER}{{{BODY}}}",
    f"{{{BODY}}}UNION{{SERVICE{SERVER}{{{BODY}}}}}",
    f"GRAPH ?g {{ SERVICE {SERVER} {{ {BODY} }} }}",
    f"?x ?y ?z FILTER EXISTS {{ SERVICE {SERVER} {{ {BODY} }} }}",
    f"{{ SELECT * {{ SERVICE {SERVER} {{ {BODY} }} }} }}",
]


@pytest.mark.parametrize("pattern", CALLS)
def test_call_is_refused(pattern):
    """A call to another server is refused before anything is answered, however it is written."""
    with pytest.raises(UnknownQuery, match="SERVICE asks another server"):
        refuse_foreign(f"{PREFIXES}SELECT * {{ {pattern} }}")


def test_calls_are_calls():
    """Most of the disguises do call: the parser takes them, so that only this refusal stands before the network."""
    store = pyoxigraph.Store()

    def is_taken(pattern):
        try:
            store.query(f"{PREFIXES}SELECT * {{ {pattern} }}")
        except SyntaxError:
            return False
        except OSError:
            return True
        return True

    assert 20 < sum(map(is_taken, CALLS)) <= len(CALLS)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'SERVICE' }",
        'ASK { ?s ?p "SERVICE <x:> {}"@en }',
        "ASK { ?s ?p '''SERVICE ' <x:> {}''' }",
        "ASK { ?s ?p ?o } # SERVICE",
        "ASK { ?s <urn:SERVICE> ?o }",
        "ASK { ?s <https://x.org/a(b)/c#SERVE> ?o }",
        "ASK { ?service ?p $SERVICE }",
        "ASK { ?s dcat:service ?o . ?o a dcat:DataService . ?x ex:SERVICE ?y }",
        "ASK { ?s ?p _:service }",
        "ASK { ?s ?p 'x'@service }",
    ],
)
def test_word_when_no_call(text):
    """The word in a string, comment, IRI, variable, name or tag is no call."""
    refuse_foreign(text)


@pytest.mark.parametrize("word", "ADD CLEAR COPY CREATE DELETE DROP INSERT LOAD MOVE WITH load".split())
def test_update_is_refused(word):
    """An update is refused by its first word, whatever is before it."""
    with pytest.raises(UnknownQuery, match="queries only"):
        refuse_foreign(f"# SELECT\nPREFIX a: <x:/> BASE <x:/>\n{word} <https://x.org/>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", None),
        ("SELECT * FROM <x:a> { ?s ?p ?o }", Graphs(("x:a",))),
        ("SELECT * FROM<x:a>FROM NAMED<x:b>{ ?s ?p ?o }", Graphs(("x:a",), ("x:b",))),
        (
            "PREFIX e: <x:/> SELECT * from e:a\\,b # FROM <x:c>\n{ ?from ?p 'FROM <x:d>' }",
            Graphs(("x:/a,b",)),
        ),
        (
            "BASE <https://x.org/a/> SELECT * FROM <b> FROM NAMED <../c> {}",
            Graphs(("https://x.org/a/b",), ("https://x.org/c",)),
        ),
        ("PREFIX : <x:/> ASK FROM :a { ?s :FROM ?o }", Graphs(("x:/a",))),
        ("ASK FROM skos:a {}", Graphs(("http://www.w3.org/2004/02/skos/core#a",))),
        ("ASK FROM <x:\\u0061> {}", Graphs(("x:a",))),
    ],
)
def test_graphs_that_are_asked(text, expected):
    """FROM is read with the prefixes and the base of the query."""
    from limen.vocab import prefixes

    assert expected == asked_graphs(text, prefixes())


def test_iri_is_as_wide_as_the_parsers():
    """No character that the store's parser takes in an IRI ends one here: a comment could begin in it otherwise."""
    store = pyoxigraph.Store()

    def is_taken(char):
        try:
            store.query(f"ASK {{ ?s <x:a{char}b> ?o }}")
        except SyntaxError:
            return False
        return True

    taken = [char for char in map(chr, range(1, 0x300)) if is_taken(char)]
    assert len(taken) > 500
    for char in taken:
        with pytest.raises(UnknownQuery, match="SERVICE"):
            refuse_foreign(f"ASK {{ ?s <x:a{char}#> ?o . SERVICE <x:> {{}} }}")
