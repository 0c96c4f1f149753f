"""SecID text and the index, against a registry made for these tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given

import limen.identifier
from limen.identifier import (
    Identifier,
    IdentifierIndex,
    Namespace,
    PatternNode,
    Reading,
    Status,
    canonical_namespace,
    format_secid,
    from_iri,
    read_secid,
    to_iri,
)
from limen.term import is_iri
from strategies import escaped, texts

DATA = Path(__file__).parent / "data" / "identifiers"
BASE = "https://example.org/"

TOP10 = PatternNode(
    ("(?i)^top10$", "(?i)^top-10$", "(?i)^owasp-top-10$"),
    versions=("2021",),
    children=(PatternNode(("^2021$",), children=(PatternNode(("^A0[1-9]$", "^A10$")),)),),
)
CATALOGUE = PatternNode(
    ("(?i)^catalogue$",),
    versions=("1.0",),
    children=(PatternNode((r"^A&A-\d{2}$",)), PatternNode((r"^VU#\d+$",))),
)
INDEX = IdentifierIndex.of(
    [
        Namespace(
            "weakness",
            "example.org",
            ("old",),
            (TOP10, PatternNode(("(?i)^gb-?t-?1$",)), PatternNode((r"(?i)^ir-\d+$",))),
        ),
        Namespace("control", "example.org", (), (CATALOGUE,)),
        Namespace("control", "host.example/pull", (), (PatternNode((r"^\w+/\w+/\d+$",)),)),
        Namespace("control", "host.example/tags", (), (PatternNode((r"^\w+/.+$",)),)),
        Namespace("entity", "Capital.example"),
        Namespace("entity", "münchen.example"),
    ]
)


def lines(name: str) -> list[str]:
    """The lines of a case file, comments left out and `\\u` escapes undone."""
    text = (DATA / f"{name}.txt").read_text("utf-8")
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return [line for line in plain.splitlines() if line and not line.startswith("#")]


def read(text: str) -> Reading:
    return read_secid(text, INDEX)


def iri_of(text: str) -> str:
    identifier = read(text).identifier
    assert identifier is not None
    return to_iri(identifier, BASE)


@pytest.mark.parametrize("line", lines("same"))
def test_read_secid_when_spellings_mean_the_same(line: str) -> None:
    """Spellings of one thing have one canonical form and one IRI."""
    canonical, *others = line.split(" | ")
    identifier = read(canonical).identifier
    assert identifier is not None
    assert canonical == format_secid(identifier)
    assert [identifier] * len(others) == [read(text).identifier for text in others]


@pytest.mark.parametrize("line", lines("different"))
def test_read_secid_when_spellings_mean_different_things(line: str) -> None:
    """No two things share an IRI."""
    spelled = line.split(" | ")
    assert len(spelled) == len({iri_of(text) for text in spelled})


@pytest.mark.parametrize("text", lines("reject"))
def test_read_secid_when_nothing_can_be_published(text: str) -> None:
    """Text without identity gives no identifier, and says so by status or problem."""
    reading = read(text)
    assert reading.identifier is None
    unread = {Status.NO_SCHEME, Status.UNKNOWN_TYPE, Status.TYPE_ONLY}
    assert reading.status in unread or reading.problems


@pytest.mark.parametrize("line", lines("status"))
def test_read_secid_of_each_status(line: str) -> None:
    """The status says how far the registry understands the text."""
    status, _, text = line.partition(" ")
    assert status == read(text).status.value


def test_status_when_all_are_listed() -> None:
    """Every status has a case and one sentence for the user."""
    assert {status.value for status in Status} == {line.split(" ")[0] for line in lines("status")}
    assert all(re.fullmatch(r"[A-Z].*\.", status.explanation) for status in Status)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("secid:weakness/old/top10", "namespace 'old' is an older spelling of 'example.org'"),
        ("secid:weakness/Old/top10", "namespace 'Old' is an older spelling of 'example.org'"),
        (
            "secid:entity/xn--mnchen-3ya.example",
            "namespace written 'xn--mnchen-3ya.example', registered 'münchen.example'",
        ),
        ("secid:weakness/example.org/top%2D10", "name matched only after percent-decoding"),
        ("secid:weakness/example.org/gbt1", "name written 'gbt1', canonical 'gb-t-1'"),
        ("secid:weakness/example.org@1", "'@' directly after the namespace: no name"),
        ("secid:weakness/example.org/", "empty name"),
        ("secid:weakness//top10", "empty namespace"),
        ("secid:weakness/example.org/top10@2021#A03@", "empty item version"),
        ("secid:weakness/example.org/../top10", "dot segment or broken character: it has no IRI"),
        ("secid:weakness/example.org/\ud800", "dot segment or broken character: it has no IRI"),
        (
            "secid:control/host.example%2Fpull/a/b/1",
            "namespace written 'host.example%2Fpull', registered 'host.example/pull'",
        ),
        ("secid:weakness/" + "a" * 2000, "longer than 1024 characters: not read"),
    ],
)
def test_read_secid_when_something_is_odd(text: str, problem: str) -> None:
    """What had to be guessed or dropped is told."""
    assert (problem,) == read(text).problems


def test_read_secid_when_qualifiers_are_given() -> None:
    """Qualifiers are kept beside the identifier and are no part of it."""
    reading = read("secid:weakness/example.org/top10@2021?lang=de&Lang=a%20b&x#A03@1?y=2")
    assert Identifier("weakness", "example.org", "top10", "2021", "A03", "1") == reading.identifier
    assert (("lang", "a b"),) == reading.written.qualifiers
    assert (("y", "2"),) == reading.written.item_qualifiers
    assert ("repeated qualifier 'Lang'", "qualifier without \"=\": 'x' (dropped)") == reading.problems


@given(escaped)
def test_read_secid_of_any_text(text: str) -> None:
    """Reading never fails, and whatever it identifies can be published and read back."""
    for prefix in (
        "",
        "secid:",
        "secid:weakness/",
        "secid:control/host.example/",
        "secid:weakness/example.org/top10",
    ):
        identifier = read(prefix + text).identifier
        if identifier is not None:
            assert is_iri(to_iri(identifier, BASE))
            assert identifier == from_iri(to_iri(identifier, BASE), BASE, INDEX)


@given(texts.filter(lambda text: not any(character in "%?" or character.isspace() for character in text)))
def test_read_secid_of_its_own_canonical_form(text: str) -> None:
    """A canonical form without escapes means itself."""
    for prefix in ("secid:weakness/", "secid:weakness/example.org/", "secid:control/example.org/catalogue#"):
        identifier = read(prefix + text).identifier
        if identifier is not None:
            assert identifier == read(format_secid(identifier)).identifier


@given(texts)
def test_canonical_namespace_of_its_own_result(text: str) -> None:
    """A canonical namespace is spelled as it is."""
    once = canonical_namespace(text)
    assert once == canonical_namespace(once)


def test_index_when_entries_share_a_namespace() -> None:
    """Twins of one namespace are one; the first wins where they differ."""
    item = PatternNode(("^X-1$",))
    markdown = Namespace(
        "weakness", "Example.org", ("older",), (PatternNode(("^owasp-top-10$",), (), (item,)),)
    )
    index = IdentifierIndex.of([*INDEX.namespaces, markdown])
    both = read_secid("secid:weakness/older/owasp-top-10#X-1", index)
    assert Status.OK is both.status
    assert "secid:weakness/example.org/top10#X-1" == format_secid(both.identifier or Identifier(""))
    assert len(INDEX.namespaces) == len(index.namespaces)


def test_index_when_an_alias_is_also_registered() -> None:
    """What is registered under a spelling comes before what once had it."""
    index = IdentifierIndex.of(
        [Namespace("entity", "new.example", ("old.example",)), Namespace("entity", "old.example")]
    )
    reading = read_secid("secid:entity/old.example", index)
    assert "secid:entity/old.example" == format_secid(reading.identifier or Identifier(""))
    assert () == reading.problems


def test_index_when_an_alias_hides_a_longer_namespace() -> None:
    """A name that would read back as another namespace's is not given an identity."""
    index = IdentifierIndex.of(
        [
            Namespace("entity", "new.example", ("old",), (PatternNode((".",)),)),
            Namespace("entity", "new.example/deep"),
        ]
    )
    reading = read_secid("secid:entity/old/deep/x", index)
    assert reading.identifier is None
    assert "namespace and name cannot be told apart" in reading.problems


def test_index_when_asked_what_it_knows() -> None:
    """Names come in canonical spelling, children as of the version asked for."""
    top10 = Identifier("weakness", "example.org", "top10")
    assert ("gb-t-1", "top10") == INDEX.names("weakness", "example.org")
    assert () == INDEX.names("weakness", "example.com")
    assert (TOP10,) == INDEX.sources(top10)
    assert () == INDEX.children(top10)
    assert TOP10.children[0].children == INDEX.children(top10.at("2021"))
    assert ("host.example/pull", "a/b/1") == INDEX.split("control", "host.example/pull/a/b/1")
    assert ("host.example", "pullover") == INDEX.split("control", "host.example/pullover")


def test_canonical_name_when_an_entry_gives_it() -> None:
    """The name that an entry gives wins if the entry's own patterns know it."""
    named = Namespace(
        "ttp", "a.example", (), (PatternNode(("(?i)^x-?y$",), key="XY"), PatternNode(("^z$",), key="q"))
    )
    index = IdentifierIndex.of([named])
    assert ("XY", "z") == index.names("ttp", "a.example")


def test_all_when_sorted() -> None:
    """The room's door lists what it offers, in order."""
    assert sorted(limen.identifier.__all__, key=_by_kind) == limen.identifier.__all__
    assert all(hasattr(limen.identifier, name) for name in limen.identifier.__all__)


def _by_kind(name: str) -> tuple[bool, bool, str]:
    return not name.isupper(), name[0].islower(), name
