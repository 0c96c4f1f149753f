"""Identifiers as IRIs: every one valid, no two alike, each read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.identifier import (
    Identifier,
    IdentifierIndex,
    format_secid,
    from_iri,
    has_iri,
    read_secid,
    to_iri,
    to_uri,
)
from limen.term import is_iri
from strategies import REGISTERED, identifiers, index_of, texts

BASE = "https://example.org/"
NOTHING = IdentifierIndex.of([])


@given(identifiers)
def test_from_iri_of_any_identifier(identifier: Identifier) -> None:
    """An IRI, and its URI, lead back to the identifier they were made of."""
    assert identifier == from_iri(to_iri(identifier, BASE), BASE, REGISTERED)
    assert identifier == from_iri(to_uri(identifier, BASE), BASE, REGISTERED)


@given(identifiers)
def test_to_iri_of_any_identifier(identifier: Identifier) -> None:
    """Every IRI can be published, and its URI is ASCII."""
    assert is_iri(to_iri(identifier, BASE))
    assert is_iri(to_uri(identifier, BASE))
    assert to_uri(identifier, BASE).isascii()


@given(st.lists(identifiers, max_size=8, unique=True))
def test_to_iri_of_several_identifiers(several: list[Identifier]) -> None:
    """Two identifiers never share an IRI or a URI."""
    assert len(several) == len({to_iri(one, BASE) for one in several})
    assert len(several) == len({to_uri(one, BASE) for one in several})


@given(texts)
def test_from_iri_of_any_text(text: str) -> None:
    """Only what would be written is read, so each thing has one IRI."""
    iri = f"{BASE}id/{text}"
    identifier = from_iri(iri, BASE, REGISTERED)
    assert identifier is None or iri in {to_iri(identifier, BASE), to_uri(identifier, BASE)}


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        (
            Identifier("control", "a.org", "x", "13th edition (2025-11)"),
            "control/a.org/x@13th%20edition%20(2025-11)",
        ),
        (Identifier("control", "a.org", "x", "1/2"), "control/a.org/x@1%2F2"),
        (Identifier("control", "a.org", "x", subpath="a/b@c", item_version="1"), "control/a.org/x#a/b%40c@1"),
        (Identifier("control", "a.org", "x", subpath="a", item_version="1/2"), "control/a.org/x#a@1%2F2"),
        (Identifier("control", "a.org", "@b/c@7"), "control/a.org/%40b/c%407"),
        (Identifier("control", "a.org", "x", subpath="50%"), "control/a.org/x#50%25"),
        (Identifier("control", "a.org", "x", subpath="a?b#c"), "control/a.org/x#a%3Fb%23c"),
        (
            Identifier("control", "a.org", "x", subpath="\u200f\ue000\0 \xa0"),
            "control/a.org/x#%E2%80%8F%EE%80%80%00%20%C2%A0",
        ),
        (Identifier("control", "a.org", subpath="x"), "control/a.org#x"),
        (Identifier("control", "a.org"), "control/a.org"),
        (Identifier("control"), "control"),
        (Identifier("a/b", "a.org", "x"), "a%2Fb/a.org/x"),
        (Identifier("control", "a.org", "/x/"), "control/a.org//x/"),
        (Identifier("control", "a.org", ".well-known"), "control/a.org/.well-known"),
        (Identifier("control", "a.org", "x", subpath="../y"), "control/a.org/x#../y"),
    ],
)
def test_to_iri_when_a_part_is_odd(identifier: Identifier, path: str) -> None:
    """Each part is escaped for its place, and delimiters stand only as delimiters."""
    assert f"{BASE}id/{path}" == to_iri(identifier, BASE)
    assert identifier == from_iri(f"{BASE}id/{path}", BASE, NOTHING)


@pytest.mark.parametrize("name", [".", "..", "../x", "x/..", "x/./y", "\ud800"])
def test_to_iri_when_readers_would_change_it(name: str) -> None:
    """What no reader of IRIs leaves alone is refused."""
    identifier = Identifier("control", "a.org", name)
    assert not has_iri(identifier)
    with pytest.raises(ValueError, match=r"it has no IRI|surrogates not allowed"):
        to_iri(identifier, BASE)


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.com/id/control/a.org/x",
        "https://example.org/control/a.org/x",
        "https://example.org/id/control/a.org/x#",
        "https://example.org/id/control/a.org/x@",
        "https://example.org/id/control/a.org/",
        "https://example.org/id/control/",
        "https://example.org/id/control/a.org/%78",
        "https://example.org/id/control/a.org/a%2fb",
        "https://example.org/id/control/a.org/a%2Fb",
        "https://example.org/id/control/a.org/x?lang=de",
        "https://example.org/id/control/a.org/x#a#b",
        "https://example.org/id/control/a.org/x#File[1]",
        "https://example.org/id/control/a.org/%FF",
        "https://example.org/id/control/a.org/100%",
        "https://example.org/id/control/a.org/../x",
        "https://example.org/id/control/a.org/§%C2%A7",
    ],
)
def test_from_iri_when_limen_would_not_write_it(iri: str) -> None:
    """An IRI that limen does not write names nothing of limen's."""
    assert from_iri(iri, BASE, NOTHING) is None


def test_from_iri_when_a_longer_namespace_is_registered() -> None:
    """The index decides where the namespace ends."""
    iri = f"{BASE}id/reference/a.org/pull/x/1"
    assert Identifier("reference", "a.org", "pull/x/1") == from_iri(iri, BASE, NOTHING)
    assert Identifier("reference", "a.org/pull", "x/1") == from_iri(iri, BASE, index_of("a.org/pull"))


def test_from_iri_when_an_iri_is_no_text() -> None:
    """An IRI is not read as text is: there, an escape may belong to the name."""
    identifier = Identifier("reference", "a.org", "x%20y")
    assert "secid:reference/a.org/x%20y" == format_secid(identifier)
    assert Identifier("reference", "a.org", "x y") == read_secid(format_secid(identifier), NOTHING).identifier
    assert identifier == from_iri(to_iri(identifier, BASE), BASE, NOTHING)
