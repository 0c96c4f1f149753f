"""Tables: cells with their columns, rows that do not fit, and which tables name items."""

from __future__ import annotations

import pytest

from limen.errors import Severity
from limen.identifier import Identifier
from limen.model.body import Aspect
from limen.parse.body.read import read_body
from limen.parse.body.rows import read_row
from limen.parse.body.scope import Scope, SourceScope

NAMESPACE = Identifier("control", "example.org")
SOURCE = Identifier("control", "example.org", "frame")


def scope(*patterns: str, known: tuple[str, ...] = ()) -> Scope:
    return Scope(NAMESPACE, (SourceScope(SOURCE, patterns, frozenset(known)),))


def item_ids(text: str, within: Scope) -> list[str]:
    return [item.identifier.subpath for item in read_body("a.md", text, 1, within)[0].items]


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        ("| a | b |", [("a", 3), ("b", 7)]),
        ("a | b", [("a", 1), ("b", 5)]),
        ("  | **a** |  `b` |  ", [("**a**", 5), ("`b`", 14)]),
        (r"| a\|b | c |", [("a|b", 3), ("c", 10)]),
        ("| `a|b` | c |", [("`a|b`", 3), ("c", 11)]),
        ("| `a | b` |", [("`a", 3), ("b`", 8)]),
        ("| ``a`|`b`` | c |", [("``a`|`b``", 3), ("c", 15)]),
        ("| a | |", [("a", 3), ("", 6)]),
        ("|a|b", [("a", 2), ("b", 4)]),
        ("| a | b \\|", [("a", 3), ("b |", 7)]),
    ],
)
def test_row_when_split(source: str, cells: list[tuple[str, int]]) -> None:
    """Cells end at pipes, not at escaped ones, and not within code where that fits the head."""
    assert cells == [(cell.raw, cell.column) for cell in read_row(source, 1, width=2).cells]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("| x | y | z |", 11, "this row has 3 cells, the table's head has 2"),
        ("| x |", 6, "this row has 1 cells, the table's head has 2"),
        ("just words", 11, "this row has 1 cells, the table's head has 2"),
    ],
)
def test_row_when_ragged(row: str, column: int, message: str) -> None:
    """A row with more or fewer cells than the head is an error at its place, and keeps all its text."""
    body, (finding,) = read_body("a.md", f"| Name | Note |\n|---|---|\n{row}\n", 8, scope())
    assert (10, column, Severity.ERROR, "table-row-ragged", message) == (
        finding.line,
        finding.column,
        finding.severity,
        finding.code,
        finding.message,
    )
    kept = " ".join(f"{remark.label} {remark.text}" for remark in body.remarks)
    assert all(word in kept for word in row.replace("|", "").split())


def test_row_when_cells_are_empty() -> None:
    """A row of one filled cell is a remark; a row of none is mere structure."""
    body, _ = read_body("a.md", "| Name | Note |\n|---|---|\n| x | |\n| | |\n", 1, scope())
    assert [("x", "x", "Name")] == [(remark.text, remark.label, remark.head) for remark in body.remarks]
    assert frozenset({1, 2, 4}) == body.structure


def test_row_when_it_names_no_item() -> None:
    """A table of something else gives one note per further cell, with its row and its head."""
    text = "### Parts\n\n| Part | Role | Since |\n|---|---|---|\n| **Base** | Holds &amp; [bears](x) | 2024-05-01 |\n"
    body, _ = read_body("a.md", text, 1, scope())
    assert [
        ("parts/base/role", Aspect.NOTE, "Holds & bears", "Base", "Role", 14, ""),
        ("parts/base/since", Aspect.NOTE, "2024-05-01", "Base", "Since", 39, ""),
    ] == [(r.key, r.aspect, r.text, r.label, r.head, r.column, r.stated) for r in body.remarks]


@pytest.mark.parametrize(
    ("head", "cells", "within", "items"),
    [
        ("ID", ["C-1", "C-2"], scope(r"C-\d+"), ["C-1", "C-2"]),
        ("Entry", ["`C-1`", "C-20"], scope(r"^C-\d$"), ["C-1", "C-20"]),
        ("Entry", ["C-1", "C-2"], scope(known=("C-9",)), ["C-1", "C-2"]),
        (
            "Technique",
            ["evasion", "poisoning"],
            scope(known=("evasion", "poisoning")),
            ["evasion", "poisoning"],
        ),
        ("Level", ["Low", "High"], scope(), ["Low", "High"]),
        ("Risk Level", ["R1", "R2+"], scope(), ["R1", "R2+"]),
        ("Control", ["Access control", "Audit"], scope(), []),
        ("ID", ["LLM01", "LLM02"], scope(r"C-\d+"), []),
        ("Field", ["id", "name"], scope("[a-z]+"), []),
        ("Year", ["2023", "2024"], scope(r"\d{4}"), []),
        ("Name", ["Alpha", "Beta"], scope(), []),
        ("ID", ["C-1"], scope("(a+)+$", "["), []),
    ],
)
def test_items_when_a_first_column_may_name_them(
    head: str, cells: list[str], within: Scope, items: list[str]
) -> None:
    """Cells that fit the source's patterns or known items, or ids under an id's head, are items."""
    rows = "".join(f"| {cell} | text |\n" for cell in cells)
    assert items == item_ids(f"| {head} | Says |\n|---|---|\n{rows}", within)


def test_item_when_a_column_names_it() -> None:
    """An item's label is the cell under a head such as Name, else its id."""
    text = "| ID | Name | Description |\n|--|--|--|\n| C-1 | First | One. |\n| C-2 | | Two. |\n"
    body, _ = read_body("a.md", text, 1, scope(r"C-\d"))
    assert [("C-1", "First"), ("C-2", "C-2")] == [
        (item.identifier.subpath, item.label) for item in body.items
    ]
    assert [(Aspect.LABEL, "First"), (Aspect.DEFINITION, "One."), (Aspect.DEFINITION, "Two.")] == [
        (remark.aspect, remark.text) for remark in body.remarks
    ]
    assert [0, 0] == [item.order for item in body.items]


def test_item_when_front_matter_lists_it() -> None:
    """An item that the source lists is not outside its pattern."""
    text = "| Level | Asks |\n|--|--|\n| L-1 | a |\n| L-1+ | b |\n"
    body, findings = read_body("a.md", text, 1, scope("L-[12]", known=("L-1+",)))
    assert [(1, False, False), (1, True, False)] == [
        (item.order, item.open_ended, item.outside_pattern) for item in body.items
    ]
    assert () == findings


EDITIONS = """\
# Frame

## frame

### {first}

What came first.

| ID | Name |
|---|---|
| C-1 | Fire |
| C-2 | Frost |

### {second}

| ID | Name |
|---|---|
| C-1 | Frost |
| C-3 | Flood |

#### Reading

- C-1: once called Cold

### Notes

C-3 is new. C-1 was renumbered.
"""


def editions(first: str, second: str, *versions: str) -> tuple[list[str], list[str]]:
    """Give the items of the two tables, and what each remark that is not a cell speaks of."""
    within = Scope(NAMESPACE, (SourceScope(SOURCE, ("C-[0-9]",), versions=versions),))
    body, _ = read_body("a.md", EDITIONS.format(first=first, second=second), 1, within)
    about = [remark.about for remark in body.remarks if not remark.head]
    return [short(item.identifier) for item in body.items], [short(each) for each in about]


def short(identifier: Identifier) -> str:
    return f"{identifier.version}#{identifier.subpath}"


@pytest.mark.parametrize(
    ("first", "second", "declared", "before", "after"),
    [
        ("2017 edition", "The 3 risks of 2021 (current)", ("2021", "2017"), "2017", "2021"),
        ("Frame 1.0 risks", "2023 edition (v2.0, superseded)", ("2.0", "1.0"), "1.0", "2.0"),
        ("Revision 4", "Rev. 5", ("rev5", "rev4"), "rev4", "rev5"),
        ("Version 1", "v2", ("1", "2"), "1", "2"),
        ("Top 10 2017", "Top 10 2021", (), "2017", "2021"),
        ("1.1", "Version 1.2", (), "1.1", "1.2"),
        ("Version 1", "Version 2", (), "1", "2"),
    ],
)
def test_items_when_headings_name_versions_are_of_each(
    first: str, second: str, declared: tuple[str, ...], before: str, after: str
) -> None:
    """Equal ids under headings of two versions are two items, and remarks speak of the one of their version."""
    items, about = editions(first, second, *declared)

    assert [f"{before}#C-1", f"{before}#C-2", f"{after}#C-1", f"{after}#C-3"] == items
    assert [f"{before}#", f"{after}#C-1", f"{after}#C-3", "#C-1"] == about


@pytest.mark.parametrize(
    ("first", "second", "versions"),
    [
        ("Level 1", "Level 2", ("1", "2")),
        ("From 2017 on", "Changes since 2021", ("2017", "2021")),
        ("2017 and 2021", "2017–2021", ("2017", "2021")),
        ("1.0 Scope", "Section 2.0", ("1.0", "2.0")),
        ("As of May 2017", "2019 edition", ("2017", "2021")),
        ("Part one", "The 10 risks", ()),
        ("1.0 Scope", "2.0 Terms", ()),
        ("2017 edition (v1)", "2021 edition (v2)", ()),
        ("2021 edition", "2021 list", ()),
    ],
)
def test_items_when_headings_name_no_version_stay_without(
    first: str, second: str, versions: tuple[str, ...]
) -> None:
    """Counts, parts, dates, spans and what came before or after are no version of a table."""
    assert ["#C-1", "#C-2", "#C-1", "#C-3"] == editions(first, second, *versions)[0]


def test_items_when_no_id_repeats_need_a_declared_version() -> None:
    """A year in a heading is a version only if the source has it, or if it tells equal ids apart."""
    text = "## frame\n\n### Found in 2021\n\n| ID | Name |\n|--|--|\n| C-1 | a |\n"
    declared = Scope(NAMESPACE, (SourceScope(SOURCE, ("C-[0-9]",), versions=("2021",)),))
    identifiers = [
        read_body("a.md", text, 1, each)[0].items[0].identifier for each in (scope("C-[0-9]"), declared)
    ]

    assert [SOURCE.item("C-1"), SOURCE.at("2021").item("C-1")] == identifiers


def twice(head: str, one: str, other: str) -> list[tuple[int, int, Severity, str, str]]:
    table = f"| ID | {head} |\n|--|--|\n| C-1 | "
    _, findings = read_body("a.md", f"{table}{one} |\n\nAnd:\n\n{table}{other} |\n", 1, scope("C-[0-9]"))
    return [(each.line, each.column, each.severity, each.code, each.message) for each in findings]


@pytest.mark.parametrize(
    ("head", "severity", "what"),
    [("Name", Severity.WARNING, "name"), ("Asks", Severity.NOTE, "text under 'Asks'")],
)
def test_item_when_defined_twice_is_reported(head: str, severity: Severity, what: str) -> None:
    """Another name or another text for one id is told at the second place, with the first."""
    message = f"'C-1' has the {what} 'Frost' here, and 'Fire' in line 3"

    assert [(9, 3, severity, "item-defined-twice", message)] == twice(head, "Fire", "Frost")


@pytest.mark.parametrize(
    ("head", "one", "other"),
    [("Name", "Cross-Site *Request*", "cross site request."), ("Name", "", "Fire"), ("Asks", "Fire", "")],
)
def test_item_when_repeated_in_the_same_words_is_no_finding(head: str, one: str, other: str) -> None:
    """Case, punctuation and empty cells make no difference."""
    assert [] == twice(head, one, other)


def test_item_when_marks_differ_is_reported() -> None:
    """A cell of a mark alone is compared as it is."""
    assert 1 == len(twice("Asks", "✓", "✗"))


def test_item_when_columns_differ_is_no_finding() -> None:
    """Two tables may say different things of one item, and one row may have several names for it."""
    text = (
        "| ID | Name | Old name |\n|--|--|--|\n| C-1 | Fire | Heat |\n\n| ID | Kind |\n|--|--|\n| C-1 | b |\n"
    )

    assert () == read_body("a.md", text, 1, scope("C-[0-9]"))[1]
