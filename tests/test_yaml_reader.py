"""YAML is read as text with places, and whatever others would lose is reported."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from limen.errors import Severity
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence, leaves
from limen.parse.text import yaml_reader
from limen.parse.text.yaml_reader import read_yaml

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts.filter(bool), inner, max_size=4),
    max_leaves=12,
)
scribbles = st.text(st.sampled_from(list("ab1 \n\t\r:-?[]{},#&*!|>'\"%@`.~<=\\u\u0085\u2028\ufeff\x00é😀")))


class _WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, _: object) -> bool:
        return True


def _plain(node: Node | None) -> Any:
    match node:
        case Mapping(entries):
            return {key.value: _plain(value) for key, value in entries}
        case Sequence(items):
            return [_plain(item) for item in items]
        case Scalar(value, kind=Kind.TEXT):
            return value
    raise AssertionError(node)


def _places(text: str, first_line: int = 1) -> list[tuple[int, int, str]]:
    return [(found.line, found.column, found.code) for found in read_yaml("a.md", text, first_line)[1]]


@pytest.mark.parametrize("written", ["2.10", "010", "1:30", "2024-10-15", "no", "~", "1987", "true", "x"])
def test_scalar_when_plain(written: str) -> None:
    """A scalar without quotes is the text as written, whatever YAML takes it for."""
    node, _ = read_yaml("a.md", f"key: {written}")

    assert Mapping(((Scalar("key", 1, 1), Scalar(written, 1, 6)),), 1, 1) == node


def test_places_when_nested() -> None:
    """Every value knows its line in the file and its column in characters."""
    node, findings = read_yaml("a.md", "é: {😀: [x, 'y']}\nb:\n  - |\n    z\n", first_line=7)

    inner = Sequence((Scalar("x", 7, 9), Scalar("y", 7, 12)), 7, 8)
    block = Sequence((Scalar("z\n", 9, 5),), 9, 3)
    entries = (
        (Scalar("é", 7, 1), Mapping(((Scalar("😀", 7, 5), inner),), 7, 4)),
        (Scalar("b", 8, 1), block),
    )
    assert (Mapping(entries, 7, 1), ()) == (node, findings)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n"])
def test_document_when_empty(text: str) -> None:
    """A text without a value gives none and is no error."""
    assert (None, ()) == read_yaml("a.md", text)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2.2", "2.2 without quotes is the number 2.2 to other readers"),
        ("2.10", "2.10 without quotes is the number 2.1 to other readers"),
        ("010", "010 without quotes is the number 8 to other readers"),
        ("0x1F", "0x1F without quotes is the number 31 to other readers"),
        ("1_000", "1_000 without quotes is the number 1000 to other readers"),
        ("+5", "+5 without quotes is the number 5 to other readers"),
        ("1:30", "1:30 without quotes is the number 90 to other readers"),
        ("2024-10-15", "2024-10-15 without quotes is the date 2024-10-15 to other readers"),
        ("2024-13-45", "2024-13-45 without quotes is a date that cannot be to other readers"),
        ("no", "no without quotes is the truth value false to other readers"),
        ("True", "True without quotes is the truth value true to other readers"),
        ("null", "null without quotes is no value to other readers"),
        ("~", "~ without quotes is no value to other readers"),
        ("=", "= without quotes is a value that cannot be to other readers"),
        ("1:" * 30 + "1", f"{'1:' * 20}… without quotes is a number to other readers"),
    ],
)
def test_unquoted_scalar_when_it_changes(written: str, message: str) -> None:
    """A text that other readers turn into something else is an error."""
    _, [found] = read_yaml("a.md", f"key: [{written}]")

    assert (1, 7, Severity.ERROR, "unquoted-scalar", message) == (
        found.line,
        found.column,
        found.severity,
        found.code,
        found.message,
    )


@pytest.mark.parametrize(
    "written", ["1987", "-3", "0", "true", "false", "", "1.2.3", '"2.10"', "'no'", "1e3"]
)
def test_unquoted_scalar_when_it_survives(written: str) -> None:
    """A text that is written back as it was, or stands in quotes, is fine."""
    assert [] == _places(f"key: {written}")


def test_unquoted_scalar_when_key() -> None:
    """A key is held to the same rule as a value."""
    assert [(1, 1, "unquoted-scalar"), (2, 1, "unquoted-scalar")] == _places("2.2: x\nno: y\n")


def test_comment_when_glued_to_its_sign() -> None:
    """What looks like the rest of the value is a comment, so nothing is published of it."""
    text = "a: secid:weakness/a/asl #ASL-1\nb: # fine\nc: x # fine\nd: 'x' #fine\ne: #x\nf:\n- #y\n"
    node, findings = read_yaml("a.md", text)

    assert isinstance(node, Mapping)
    assert "secid:weakness/a/asl" == node.text("a")
    assert [(1, 25), (5, 4), (7, 3)] == [(found.line, found.column) for found in findings]
    assert {(Severity.ERROR, "comment-in-value")} == {(found.severity, found.code) for found in findings}


def test_duplicate_key_when_nested() -> None:
    """A key given twice is reported with both lines and keeps its first value."""
    node, [found] = read_yaml("a.md", "a:\n  b: x\n  c: y\n  'b': z\n", first_line=2)

    assert {"a": {"b": "x", "c": "y"}} == _plain(node)
    assert (
        "a.md:5:3: error[duplicate-key]: the key 'b' is given twice, first in line 3 (keep one of the two)"
        == str(found)
    )


REFUSED = [
    ("a: !!python/object/apply:os.system [ls]\n", (1, 4, "yaml-tag")),
    ("a: !!str x\n", (1, 4, "yaml-tag")),
    ("a: !secid x\n", (1, 4, "yaml-tag")),
    ("a: ! x\n", (1, 4, "yaml-tag")),
    ("a: &b\n", (1, 4, "yaml-alias")),
    ("a: *b\n", (1, 4, "yaml-alias")),
    ("<<: {a: b}\n", (1, 1, "yaml-alias")),
    ("? [a]\n: b\n", (1, 3, "yaml-key")),
    ("{a: b}: c\n", (1, 1, "yaml-key")),
    ("'': b\n", (1, 1, "yaml-key")),
    ("a: b\n---\nc: d\n", (2, 1, "yaml-documents")),
    ("a: b\n...\n---\nc: d\n", (3, 1, "yaml-documents")),
    ("a: b\u2028c\n", (1, 5, "yaml-character")),
    ("a: b\nc: \ufeffd\n", (2, 4, "yaml-character")),
    ("a: b\nc: \ud800\n", (2, 4, "yaml-character")),
]
NOT_YAML = [
    ("a:\n\tb: c\n", 2, 1, "a tab stands where YAML wants spaces"),
    ("a: b\n\tc: d\n", 2, 1, "a tab stands where YAML wants spaces"),
    ("a: b: c\n", 1, 5, "a value without quotes holds a colon and a space"),
    ("a: @b\n", 1, 4, "a value cannot begin with this character"),
    ("a: *\n", 1, 4, "a value cannot begin with '*' or '&'"),
    ("a: !b!c d\n", 1, 4, "a value cannot begin with '!'"),
    ("a: 'b\nc: d\n", 1, 4, "the quotes that open here are never closed"),
    ("a: b\nc\nd: e\n", 2, 1, "this line is not of the form 'key: value'"),
    ("a: [b, c\n", 1, 4, "a list in square brackets lacks a comma or its end"),
    ("a: ['b' 'c']\n", 1, 9, "a list in square brackets lacks a comma or its end"),
    ("a: {b: c\n", 1, 4, "a mapping in braces lacks a comma or its end"),
    ("a: ]\n", 1, 4, "a bracket is not closed, or too many are"),
    ("a: - b\n", 1, 4, "a list item cannot begin here"),
    ("a: b\n...\nc\n", 3, 1, "there is more text after the end of the YAML"),
]
NOT_YAML_IN_C = [
    ('a: "\\q"\n', 1, 5, "YAML knows no such escape in double quotes"),
    ("- a\nb: c\n", 2, 1, "this line does not belong to the list above"),
    ("a: 'b' c\n", 1, 8, "this line does not fit the mapping above"),
    ("a: > b\n", 1, 6, "YAML cannot be read here: did not find expected comment or line break"),
]


@pytest.mark.parametrize(("text", "place"), REFUSED)
def test_document_when_refused(text: str, place: tuple[int, int, str]) -> None:
    """What could run, multiply or hide is an error where it stands."""
    assert [place] == _places(text)


@pytest.mark.parametrize(("text", "line", "column", "message"), NOT_YAML + NOT_YAML_IN_C)
def test_syntax_when_broken(text: str, line: int, column: int, message: str) -> None:
    """Broken YAML is one error in its author's words, where the author should look."""
    node, [found] = read_yaml("a.md", text)

    assert (None, line, column, "yaml-syntax", message) == (
        node,
        found.line,
        found.column,
        found.code,
        found.message,
    )
    assert found.hint


def test_findings_when_syntax_breaks_later() -> None:
    """What was found before the text breaks is reported too."""
    assert [(1, 4, "unquoted-scalar"), (2, 4, "yaml-syntax")] == _places("a: 2.2\nb: @\n")


def test_alias_when_a_bomb() -> None:
    """Aliases are never followed, so nine of nine of nine stay small."""
    rows = [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise("abcdefgh")]
    node, findings = read_yaml("a.md", "\n".join(["a: &a x", *rows]))

    assert isinstance(node, Mapping)
    assert tuple("abcdefgh") == node.keys()
    assert ["*a"] * 9 == _plain(node)["b"]
    assert ["yaml-alias"] * (8 + 7 * 9) == [found.code for found in findings]


@pytest.mark.parametrize(("opening", "width"), [("[", 1), ("{a: ", 4), ("- ", 2), ("? ", 2)])
def test_nesting_when_too_deep(opening: str, width: int) -> None:
    """Nesting is refused at level 101, however much deeper it goes."""
    node, findings = read_yaml("a.md", opening * 60_000)

    assert (None, [(1, 100 * width + 1, "yaml-too-deep")]) == (
        node,
        [(found.line, found.column, found.code) for found in findings],
    )


def test_nesting_when_just_deep_enough() -> None:
    """A hundred levels are read."""
    node, findings = read_yaml("a.md", "[" * 100 + "x" + "]" * 100)

    assert (["x"], ()) == ([leaf.value for _, leaf in leaves(node)] if node else [], findings)


def test_carriage_return_when_alone() -> None:
    """Only a line feed, with or without a carriage return before it, ends a line."""
    assert [(3, 4, "unquoted-scalar")] == _places("a: b\r\nc: d\r\ne: 2.2\r\n")
    assert [(1, 5, "yaml-character")] == _places("a: b\rc\n")


@pytest.mark.parametrize(("text", "place"), REFUSED)
def test_pure_parser_when_refused(
    monkeypatch: pytest.MonkeyPatch, text: str, place: tuple[int, int, str]
) -> None:
    """Where PyYAML came without its C parser the same texts are refused."""
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)

    assert [place] == _places(text)


@pytest.mark.parametrize(("text", "line", "column", "message"), NOT_YAML)
def test_pure_parser_when_syntax_breaks(
    monkeypatch: pytest.MonkeyPatch, text: str, line: int, column: int, message: str
) -> None:
    """Where PyYAML came without its C parser the same advice is given."""
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)
    _, [found] = read_yaml("a.md", text)

    assert (line, column, message) == (found.line, found.column, found.message)


def test_pure_parser_when_escape_is_half_a_character(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a character never gets into a value."""
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)
    node, _ = read_yaml("a.md", 'a: "x\\ud800"')

    assert {"a": "x\ufffd"} == _plain(node)
    assert [(1, 4, "yaml-character")] == _places('a: "x\\ud800"')


def test_pure_parser_when_too_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML came without its C parser nesting is refused all the same."""
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)

    assert [(1, 101, "yaml-too-deep")] == _places("[" * 5_000)


@given(values, st.sampled_from([None, '"', "'"]))
def test_values_when_written_by_yaml(value: object, style: str | None) -> None:
    """What a YAML writer wrote as text is read as the same text, without findings."""
    text = yaml.dump(value, Dumper=_WithoutAliases, default_style=style)

    node, findings = read_yaml("a.md", text)

    assert (value, ()) == (_plain(node), findings)


@given(st.text(st.characters()) | scribbles)
def test_any_text(text: str) -> None:
    """No text raises, and every finding has a place in the text or just behind it."""
    node, findings = read_yaml("a.md", text, first_line=3)

    assert all(3 <= found.line <= 3 + text.count("\n") + 1 and found.column >= 1 for found in findings)
    assert node is not None or findings or not text.strip() or text.lstrip()[0] in "#-.%"
