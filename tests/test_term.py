"""Terms as text: encoding and decoding are inverses, and other readers agree."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.term import LiteralParts, iri, is_iri, is_literal, literal, literal_parts

texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts, st.sampled_from(["", "en", "de-ch"]))
def test_literal_when_taken_apart(value, language):
    """A literal taken apart has the parts it was made of."""
    assert LiteralParts(value, language, "") == literal_parts(literal(value, language))


@given(texts)
def test_literal_when_read_by_another(value):
    """pyoxigraph reads the value that was written."""
    quad = next(pyoxigraph.parse(f"<x:s> <x:p> {literal(value)} .".encode(), pyoxigraph.RdfFormat.N_TRIPLES))
    assert value == quad.object.value


@given(
    st.one_of(
        texts, texts.map(lambda t: f"https://example.org/{t}"), st.from_regex(r"[a-z]+://[a-z:/?#@%.\[\]]*")
    )
)
def test_iri_when_judged_by_another(text):
    """What counts as an IRI is just what pyoxigraph reads as one."""
    line = f"<{text}> <x:p> <x:o> ." if ">" not in text and "\\" not in text else "no"
    try:
        read = [
            quad.subject.value for quad in pyoxigraph.parse(line.encode(), pyoxigraph.RdfFormat.N_TRIPLES)
        ]
    except SyntaxError:
        read = []
    assert ([text] == read) == is_iri(text)


def test_iri_when_refused():
    """A text that is no IRI is not made one."""
    with pytest.raises(ValueError, match="not an absolute IRI"):
        iri("no scheme")


def test_terms_are_told_apart():
    """A literal begins with a quotation mark, an IRI does not."""
    assert (True, False) == (is_literal(literal("<x:a>")), is_literal(iri("x:a")))
