"""What is written reads back as the same statements, in two readers, and always as the same bytes."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.serialize import FORMATS, Format, Graph, Style, serialize
from limen.term import literal
from strategies_rdf import STYLE, graphs

Quad = tuple[str, str, str, str]
# rdflib's readers use what rdflib deprecates.
each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


@pytest.fixture(autouse=True)
def _rdflib_keeps_lexical_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


def written(given_graphs: Sequence[Graph], form: Format, style: Style = STYLE) -> str:
    """Write graphs to one text."""
    return "".join(serialize(given_graphs, form, style))


def quads_of(given_graphs: Sequence[Graph], form: Format) -> set[Quad]:
    """Say which quads a format holds of some graphs."""
    return {
        (*triple, name if form.keeps_graphs else "") for name, triples in given_graphs for triple in triples
    }


def read_by_pyoxigraph(text: str, form: Format) -> set[Quad]:
    """Read a text by pyoxigraph."""
    syntax = ox.RdfFormat.from_media_type(form.media_type)
    assert syntax is not None
    return {
        (str(quad.subject), str(quad.predicate), _from_pyoxigraph(quad.object), _graph_name(quad.graph_name))
        for quad in ox.parse(text, format=syntax)
    }


def _from_pyoxigraph(term: object) -> str:
    if isinstance(term, ox.Literal):
        return literal(term.value, term.language or "", "" if term.language else term.datatype.value)
    return str(term)


def _graph_name(graph: object) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else ""


def read_by_rdflib(text: str, form: Format) -> set[Quad]:
    """Read a text by rdflib."""
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=form.name)
    return {
        (f"<{s}>", f"<{p}>", _from_rdflib(o), str(graph) if form.keeps_graphs and graph else "")
        for s, p, o, graph in dataset.quads()
    }


def _from_rdflib(term: object) -> str:
    if isinstance(term, rdflib.Literal):
        return literal(str(term), term.language or "", str(term.datatype or ""))
    return f"<{term}>"


def graphs_for(form: Format) -> st.SearchStrategy[list[Graph]]:
    """Draw graphs that a format can hold."""
    return graphs(xml=form.name == "xml")


@each_format
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_serialize_reads_back(form: Format, data: st.DataObject) -> None:
    """Two readers find in the text exactly the statements that went in."""
    drawn = data.draw(graphs_for(form))
    text = written(drawn, form)
    assert quads_of(drawn, form) == read_by_pyoxigraph(text, form)
    assert quads_of(drawn, form) == read_by_rdflib(text, form)


@each_format
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_serialize_same_bytes_for_any_order_and_repeats(form: Format, data: st.DataObject) -> None:
    """Neither the order of triples and prefixes nor repeats change the text."""
    drawn = data.draw(graphs_for(form))
    shuffled = [(name, data.draw(st.permutations([*triples, *triples]))) for name, triples in drawn]
    names = data.draw(st.permutations(sorted(STYLE.prefixes)))
    style = Style({name: STYLE.prefixes[name] for name in names}, STYLE.coercions, STYLE.language_maps)
    assert written(drawn, form) == written(shuffled, form, style)
