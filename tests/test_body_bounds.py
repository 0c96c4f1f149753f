"""Hostile bodies: each is read, whole, in no more steps than it has characters, give or take a factor."""

from __future__ import annotations

import pytest

from limen.identifier import Identifier
from limen.model.body import Aspect, Body
from limen.parse.body import Scope, SourceScope, read_body
from limen.parse.body.inline import LONGEST_TEXT
from limen.parse.body.speakers import read_speaker

NAMESPACE = Identifier("weakness", "example.org")
SCOPE = Scope(NAMESPACE, (SourceScope(Identifier("weakness", "example.org", "levels"), (r"L-\d+",)),))
#: Pieces that, many times over, made some expression or the Markdown parser try every pair of them.
PIECES = [
    *(
        "secid:",
        "January ",
        "A.",
        "*",
        "`",
        "<",
        "| ",
        "- ",
        "(e.g. ",
        "See also ",
        "1. ",
        "# ",
        '"',
        "[",
        "![",
    ),
    *(
        "> ",
        "_",
        "**a ",
        "[a](",
        "<!--",
        "<a ",
        "&",
        "\\",
        "controls ",
        "This ",
        "to be ",
        "2024 to ",
        "L-1 ",
    ),
    *("similar (e.g. ", "(by A B, ", "The Aa ", "+", "—", "a\u0301\u0316"),
]


def read(text: str) -> tuple[Body, list[str]]:
    body, findings = read_body("a.md", text, 1, SCOPE)
    return body, [f"{each.line}:{each.severity.word}[{each.code}]" for each in findings]


def kept(body: Body) -> set[int]:
    lines = {line for each in body.remarks for line in range(each.first_line, each.last_line + 1)}
    return lines | {item.line for item in body.items} | body.structure


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("length", [LONGEST_TEXT - 1, 500_000])
def test_body_when_one_piece_repeats(piece: str, length: int) -> None:
    """A line of one piece many times over is read or kept as text, and not lost."""
    body, _ = read((piece * length)[:length])
    assert {1} == kept(body)


def test_pairs_when_sought_in_long_texts() -> None:
    """Names and measures are sought in a text of any length in steps that grow with it, not with its square."""
    assert "" == read_speaker("January " * 100_000 + "A." * 200_000)


def test_paragraph_when_too_long() -> None:
    """A paragraph beyond the limit is one note with all its words, and the note says so; one within is read."""
    body, findings = read("so " * 6000 + "on.\n\n" + "so " * 7000 + "on.")
    assert ["3:note[kept-as-text]"] == findings
    within, beyond = body.remarks
    assert (("so " * 7000 + "on."), Aspect.NOTE, 3) == (beyond.text, beyond.aspect, beyond.first_line)
    assert 1 == within.first_line


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("- " + "so " * 7000, "1:note[kept-as-text]"),
        ("# " + "so " * 400, "1:note[kept-as-text]"),
        ("| a | b |\n|---|---|\n| " + "so " * 7000 + "| c |", "3:note[kept-as-text]"),
        ("| a | b |\n|---|---|\n| " + "so " * 400 + "| c |", "3:note[kept-as-text]"),
        ("| " + "so " * 400 + "| b |\n|---|---|\n| a | c |", "1:note[kept-as-text]"),
        ("|" + "a|" * 101 + "\n|" + "-|" * 101 + "\n|" + "b|" * 101, "1:note[kept-as-text]"),
    ],
    ids=["bullet", "heading", "row", "first cell", "head", "columns"],
)
def test_block_when_too_long(text: str, finding: str) -> None:
    """Other blocks beyond their limits are kept as text too, each with a note at its line."""
    body, findings = read(text)
    assert [finding] == findings
    assert set(range(1, text.count("\n") + 2)) == kept(body)


def test_brackets_when_beyond_number() -> None:
    """A text with more brackets than anybody writes shows them all; links within the number are links."""
    (many,) = read("[a](b) " * 2_500)[0].remarks
    (few,) = read("[a](b) " * 3)[0].remarks
    assert ("[a](b)", "a a a") == (many.text[:6], few.text)


def test_relations_when_there_are_thousands() -> None:
    """Each row of a long table of relations points to something of its own."""
    rows = "".join(f"| F {number} | is other |\n" for number in range(10_000))
    body, _ = read("| Body | Relationship |\n|---|---|\n" + rows)
    assert 10_000 == len({remark.target_key for remark in body.remarks})


def test_items_when_sections_are_thousands() -> None:
    """A body of many sections and many items has them all."""
    rows = "".join(f"| L-{number} | text |\n" for number in range(8_000))
    body, _ = read("## levels\n\n| Level | Text |\n|---|---|\n" + rows + "\n## More\n\nL-7 is it.\n" * 4_000)
    assert 8_000 == len(body.items)
    assert 4_000 == sum(remark.text == "L-7 is it." for remark in body.remarks)
