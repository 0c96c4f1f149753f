"""JSON is read with places, exactly as the standard library reads it, only stricter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.parse.text.json_reader import read_json

REGISTRY = Path(__file__).parents[2] / "shared" / "secid" / "registry"

atoms = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
values = st.recursive(
    atoms,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
scribbles = st.text(st.sampled_from(list("{}[],:\"\\ \n\t\r0123456789-+.eEtrufalsn/'xNI\x00\x7fé😀")))


def _plain(node: Node | None) -> Any:
    match node:
        case Mapping(entries):
            return {key.value: _plain(value) for key, value in entries}
        case Sequence(items):
            return [_plain(item) for item in items]
        case Scalar(value, kind=Kind.TEXT):
            return value
        case Scalar(value):
            return json.loads(value)
    raise AssertionError(node)


def _same(expected: object, actual: object) -> bool:
    """Compare values as JSON writes them, so that 1, 1.0 and true differ."""
    return json.dumps(expected) == json.dumps(actual)


def test_places_when_nested() -> None:
    """Every value knows its line and its column in characters, and its kind."""
    node, findings = read_json("a.json", '{"é": [1.50, true,\n  null, "x\\n"],\n "b": {}}')

    items = (
        Scalar("1.50", 1, 8, Kind.NUMBER),
        Scalar("true", 1, 14, Kind.BOOLEAN),
        Scalar("null", 2, 3, Kind.NULL),
        Scalar("x\n", 2, 9),
    )
    entries = ((Scalar("é", 1, 2), Sequence(items, 1, 7)), (Scalar("b", 3, 2), Mapping((), 3, 7)))
    assert (Mapping(entries, 1, 1), ()) == (node, findings)


@pytest.mark.parametrize("written", ["0", "-0", "2.10", "1E+5", "-0.0e-1", "123456789012345678901234567890"])
def test_number_when_read(written: str) -> None:
    """A number keeps its digits as written."""
    assert (Scalar(written, 1, 2, Kind.NUMBER), ()) == read_json("a.json", f" {written}\n")


def test_duplicate_key_when_nested() -> None:
    """A key given twice is reported with both lines and keeps its first value."""
    node, [found] = read_json("a.json", '[{"a": 1,\n  "b": 2,\n  "\\u0061": 3}]')

    assert [{"a": 1, "b": 2}] == _plain(node)
    expected = (
        "a.json:3:3: error[duplicate-key]: the key 'a' is given twice, first in line 1 (keep one of the two)"
    )
    assert expected == str(found)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_number_when_not_json(word: str) -> None:
    """What only Python takes for a number is an error, and reading goes on."""
    _, findings = read_json("a.json", f'[{word},\n{{"a": 1, "a": {word}}}]')

    codes = [(1, 2, "json-number"), (2, 10, "duplicate-key"), (2, 15, "json-number")]
    assert codes == sorted((found.line, found.column, found.code) for found in findings)


def test_escape_when_half_a_character() -> None:
    """Half a character is an error and never gets into a value; two halves are one."""
    node, findings = read_json("a.json", '["\\ud83d\\ude00",\n "x\\ud83d"]')

    assert ["😀", "x\ufffd"] == _plain(node)
    assert [(2, 2, "json-surrogate")] == [(found.line, found.column, found.code) for found in findings]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "a value is expected here, not the end of the file"),
        ("[1,\n", 2, 1, "a value is expected here, not the end of the file"),
        ("[1,\n]", 2, 1, "a comma stands before ']'"),
        ('{"a": 1,}', 1, 9, "a comma stands before '}'"),
        ("[1 2]", 1, 4, "',' or ']' is expected here, not '2'"),
        ("[1}", 1, 3, "',' or ']' is expected here, not '}'"),
        ("[01]", 1, 3, "',' or ']' is expected here, not '1'"),
        ('{"a": 1 "b": 2}', 1, 9, "',' or '}' is expected here, not '\"b\"'"),
        ('{"a" 1}', 1, 6, "':' is expected here, not '1'"),
        ("{1: 2}", 1, 2, "a key in double quotes is expected here, not '1'"),
        ("{'a': 1}", 1, 2, '"\'" cannot begin a value'),
        ("// x\n{}", 1, 1, "'/' cannot begin a value"),
        ("\ufeff{}", 1, 1, "'\\ufeff' cannot begin a value"),
        ("[None]", 1, 2, "'None' is not a value in JSON"),
        ("{}\n{}", 2, 1, "there is more text after the value"),
        ('["a\tb"]', 1, 4, "a text holds a tab"),
        ('["a\nb"]', 1, 2, "the text that begins here is not closed in its line"),
        ('["a]', 1, 2, "the text that begins here is not closed in its line"),
        ('["a\\xb"]', 1, 4, "\\x is not an escape that JSON knows"),
        ('["\\u12G4"]', 1, 3, "\\u is not an escape that JSON knows"),
    ],
)
def test_syntax_when_broken(text: str, line: int, column: int, message: str) -> None:
    """Broken JSON is one error in its author's words, where it breaks."""
    node, [found] = read_json("a.json", text)

    assert (None, line, column, "json-syntax", message) == (
        node,
        found.line,
        found.column,
        found.code,
        found.message,
    )


@pytest.mark.parametrize(("opening", "width"), [("[", 1), ('{"a":', 5)])
def test_nesting_when_too_deep(opening: str, width: int) -> None:
    """Nesting is refused at level 101, however much deeper it goes."""
    node, [found] = read_json("a.json", opening * 60_000)

    assert (None, 1, 100 * width + 1, "json-too-deep") == (node, found.line, found.column, found.code)


def test_nesting_when_just_deep_enough() -> None:
    """A hundred levels are read."""
    text = "[" * 100 + "]" * 100

    assert _same(json.loads(text), _plain(read_json("a.json", text)[0]))


@given(values, st.sampled_from([None, 0, 3]), st.booleans())
def test_values_when_written_by_json(value: object, indent: int | None, ascii_only: bool) -> None:
    """What the standard library wrote is read as the same value, without findings."""
    node, findings = read_json("a.json", json.dumps(value, indent=indent, ensure_ascii=ascii_only))

    assert () == findings
    assert _same(value, _plain(node))


def _refuse(_: object) -> NoReturn:
    raise ValueError


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return dict(pairs) if len(dict(pairs)) == len(pairs) else _refuse(pairs)


@given(values, st.integers(0, 200), scribbles)
def test_text_when_scribbled_upon(value: object, place: int, scribble: str) -> None:
    """A text is refused exactly when the standard library, made strict, refuses it."""
    text = json.dumps(value)
    text = text[:place] + scribble + text[place + 1 :]
    node, findings = read_json("a.json", text)
    try:
        expected = json.loads(text, parse_constant=_refuse, object_pairs_hook=_without_duplicates)
    except ValueError:
        assert findings
    else:
        assert {"json-surrogate"} >= {found.code for found in findings}
        assert findings or _same(expected, _plain(node))


@given(st.text(st.characters()) | scribbles)
def test_any_text(text: str) -> None:
    """No text raises; a value or a finding comes out, and every finding has a place in the text."""
    node, findings = read_json("a.json", text)

    assert node is not None or findings
    assert all(1 <= found.line <= text.count("\n") + 1 and found.column >= 1 for found in findings)


@pytest.mark.skipif(not REGISTRY.is_dir(), reason="needs ../shared")
def test_registry_when_compared_with_the_standard_library() -> None:
    """Every file of a real registry has the value that the standard library gives it."""
    files = {path: path.read_text(encoding="utf-8") for path in REGISTRY.rglob("*.json")}
    different = [
        path
        for path, text in files.items()
        if read_json("a.json", text)[1] or not _same(json.loads(text), _plain(read_json("a.json", text)[0]))
    ]

    assert files
    assert [] == different
