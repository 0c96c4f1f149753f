"""Laws of every body: nothing is lost, nothing is raised, keys hold still."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.identifier import Identifier
from limen.model.body import Body, Remark
from limen.parse.body.keys import short_keys
from limen.parse.body.markdown import LINE_END
from limen.parse.body.read import read_body
from limen.parse.body.scope import Scope, SourceScope

DATA = Path(__file__).parent / "data" / "body"
SHARED = Path(__file__).parents[2] / "shared"
REGISTRY_FILES = sorted(SHARED.glob("secid/registry/**/*.md"))
REAL_FILES = [*REGISTRY_FILES, *sorted(SHARED.glob("seeds/*.md"))]

NAMESPACE = Identifier("weakness", "example.org")
SOURCE = SourceScope(Identifier("weakness", "example.org", "hazard"), ("HG-[1-3]", "["), frozenset({"HG-3"}))
OTHER = SourceScope(Identifier("weakness", "example.org", "other"))

PIECES = st.sampled_from(
    [
        *("HG-3", "words", "**bold**", "`a|b`", "e.g.", "See", "Where N is", "x:", "X's view: y", "See also"),
        *(
            "|",
            "\n|---|---|\n",
            "\n|-|-|\n",
            "- ",
            "  - ",
            "1. ",
            "0) ",
            "> ",
            "```",
            "~~~",
            "# ",
            "## hazard",
        ),
        *("---", "===", "    ", "\t", "\n", "\n\n", "\r\n", "\r", "<div>", "<!--", "-->", "[x]: http://a"),
        *("[x](y\nz)", "![](a)", "&nbsp;", "\\|", "\\", "as of late 2024", "31 February 2025", "0000-00-00"),
        *(
            "\x0c",
            "\u2028",
            "\x85",
            "\x00",
            "é",
            "安全",
            "* * *",
            "+",
            "secid:x/y#Z-N",
            "((",
            "``",
            "__",
            ".",
        ),
    ]
)
MARKDOWN = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=30).map(" ".join)
SCOPES = st.sampled_from(
    [
        Scope(NAMESPACE),
        Scope(NAMESPACE, (SOURCE,)),
        Scope(NAMESPACE, (SOURCE,), True),
        Scope(NAMESPACE, (SOURCE, OTHER)),
    ]
)


def lost_lines(text: str, first_line: int, body: Body) -> list[int]:
    kept = {line for remark in body.remarks for line in range(remark.first_line, remark.last_line + 1)}
    kept |= {item.line for item in body.items} | body.structure
    return [
        number
        for number, line in enumerate(LINE_END.split(text), first_line)
        if line.strip() and number not in kept
    ]


@given(MARKDOWN, SCOPES, st.integers(1, 50))
@settings(deadline=None)
def test_body_when_anything_is_written(text: str, scope: Scope, first_line: int) -> None:
    """No body raises, loses a line, counts one as both said and mere structure, or repeats a key."""
    body, _ = read_body("a.md", text, first_line, scope)
    lines = LINE_END.split(text)
    assert [] == lost_lines(text, first_line, body)
    for remark in body.remarks:
        span = set(range(remark.first_line, remark.last_line + 1))
        assert span
        assert not span & body.structure
        assert span <= set(range(first_line, first_line + len(lines)))
        assert 1 <= remark.column <= len(lines[remark.first_line - first_line])
        assert remark.text
        assert remark.text == remark.text.rstrip()
        assert remark.key
        assert remark.key.isascii()
    assert len(body.remarks) == len({remark.key for remark in body.remarks})


@pytest.mark.skipif(not REAL_FILES, reason="needs ../shared")
def test_body_when_files_are_real() -> None:
    """No line of SecID's registry or of the seeds is lost, read as an entry or as a plain note."""
    for path, scope in itertools.product(REAL_FILES, (Scope(NAMESPACE), Scope(NAMESPACE, (SOURCE,), True))):
        text = path.read_text("utf-8")
        body, _ = read_body(path.name, text, 1, scope)
        assert [] == lost_lines(text, 1, body), path


@pytest.mark.skipif(not REAL_FILES, reason="needs ../shared")
def test_body_when_real_tables_are_sound() -> None:
    """SecID's registry holds no ragged table row."""
    for path in REGISTRY_FILES:
        _, findings = read_body(path.name, path.read_text("utf-8"), 1, Scope(NAMESPACE))
        assert [] == [str(finding) for finding in findings if finding.code == "table-row-ragged"]


def keys(text: str) -> dict[str, str]:
    body, _ = read_body("levels.md", text, 1, Scope(NAMESPACE, (SOURCE,)))
    return {remark.key: remark.text for remark in body.remarks}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("| Toys |", "| Toy trains |"),
        ("- Locked weights\n", "- Locked weights\n- A guard at the door\n"),
        ("- Locked weights\n", ""),
        ("2. **Grade** - Put it on the scale\n", ""),
        ("Example Labs grades its models", "Once again: it grades its models"),
        ("| Purchasing |", "| Buying |"),
    ],
)
def test_keys_when_another_row_changes(before: str, after: str) -> None:
    """Editing, adding or removing one piece leaves the key of every other piece as it was."""
    text = (DATA / "levels.md").read_text("utf-8")
    assert 1 == text.count(before)
    old, new = keys(text), keys(text.replace(before, after))
    assert 1 >= len(old.keys() - new.keys())
    assert 1 >= len(new.keys() - old.keys())
    assert 1 >= sum(old[key] != new[key] for key in old.keys() & new.keys())


def test_keys_when_words_repeat() -> None:
    """A key takes more words where the first ones are taken, and a number where all are."""
    about = Identifier("weakness", "example.org")
    text = "notes/one-two-three-four-five-six-seven"
    made = [Remark(key, about, aspect=None, text="", first_line=1, last_line=1) for key in (text, text, text)]  # type: ignore[arg-type]
    assert [
        "notes/one-two-three-four-five-six",
        "notes/one-two-three-four-five-six-seven",
        "notes/one-two-three-four-five-six-seven-2",
    ] == [remark.key for remark in short_keys(made)]
