"""The index: what a registry's files know of each other."""

from __future__ import annotations

from limen.identifier import Identifier, Status, read_secid
from limen.model.entry import Entry
from limen.model.index import Index, build_index
from limen.parse import parse_file

RULES = Identifier("control", "a.org", "rules")
HEAD = "---\ntype: control\nnamespace: a.org\nsources:\n"


def entry(path: str, text: str) -> Entry:
    read, _ = parse_file(path, text.encode())
    assert read
    return read


def markdown(path: str, namespace: str, name: str, source: str) -> Entry:
    head = f"---\ntype: control\nnamespace: {namespace}\nfull_name: {name}\naliases: [a]\n"
    return entry(path, f"{head}sources:\n  rules: {{full_name: {source}}}\n---\n")


def test_name_when_two_things_share_it_finds_neither() -> None:
    """A name finds a thing only while nothing else has it."""
    one = markdown("control/org/a.md", "a.org", "A Body", "Rules of Work")
    other = markdown("control/org/b.md", "b.org", "B Body", "Rules of Work")

    assert RULES == build_index([one]).find("rules of WORK")
    assert build_index([one, other]).find("Rules of Work") is None


def test_name_when_a_namespace_shares_it_finds_the_source() -> None:
    """A source stands for its namespace where both have one name."""
    assert RULES == build_index([markdown("control/org/a.md", "a.org", "Rules", "Rules")]).find("Rules")


def test_index_when_files_come_in_another_order_is_the_same() -> None:
    """Labels do not hang on the order of the files."""
    tree = '{"type": "control", "namespace": "a.org", "official_name": "A"}'
    entries = [
        markdown("control/org/a.md", "a.org", "A Body", "Rules"),
        markdown("control/org/a/more.md", "a.org", "Another", "Rules of Work"),
        entry("control/org/a.json", tree),
    ]
    forth, back = build_index(entries), build_index(reversed(entries))

    assert forth.labels == back.labels
    assert "A" == forth.labels[Identifier("control", "a.org")]
    assert "Rules" == forth.labels[RULES]


def test_example_when_only_given_as_one_is_not_described() -> None:
    """An example shows a form, so the index does not hold it for a thing that some file describes."""
    node = (
        '{"patterns": ["^R[0-9]$"], "data": {"examples": [{"input": "R1"}], "known_values": {"R2": "Two"}}}'
    )
    tree = f'{{"type": "control", "namespace": "a.org", "match_nodes": [{{"patterns": ["^rules$"], "children": [{node}]}}]}}'
    index = build_index([entry("control/org/a.json", tree)])

    assert RULES.item("R1") not in index
    assert RULES.item("R2") in index


def test_alias_when_a_namespace_has_one_is_kept() -> None:
    """The older spellings of a namespace are known to every entry."""
    index: Index = build_index([markdown("control/org/a.md", "a.org", "A", "Rules")])

    assert {("control", "a.org"): ("a",)} == dict(index.aliases)


def test_item_when_its_version_is_named_by_a_heading_is_known_by_it() -> None:
    """Equal ids of two editions are two things with a name each, and references reach both."""
    table = "| ID | Name |\n|--|--|\n| R1 |"
    body = f"## rules\n\n### 2019\n\n{table} Dig |\n\n### 2023\n\n{table} Fill |\n"
    index = build_index(
        [entry("control/org/a.md", f"{HEAD}  rules: {{versions: ['2019', '2023']}}\n---\n{body}")]
    )
    items = [RULES.at(version).item("R1") for version in ("2019", "2023")]

    assert ["Dig", "Fill"] == [index.labels[item] for item in items]
    assert all(item in index for item in items)
    assert RULES.item("R1") not in index
    for item in items:
        reading = read_secid(f"secid:control/a.org/rules@{item.version}#R1", index.identifiers)
        assert (Status.OK, item) == (reading.status, reading.identifier)
