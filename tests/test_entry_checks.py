"""Checks of entries as values: what cannot be seen in one key alone, each at its place and with few false alarms."""

from __future__ import annotations

import pytest

from limen.check.entry.addresses import address_findings
from limen.check.entry.dates import date_findings
from limen.check.entry.examples import example_findings, item_findings
from limen.check.entry.names import name_findings
from limen.check.entry.patterns import pattern_findings
from limen.check.entry.references import reference_findings
from limen.check.entry.status import status_findings
from limen.check.entry.twins import twin_findings
from limen.check.entry.versions import version_findings
from limen.graph import entry_statements
from limen.model.entry import Entry
from limen.model.index import build_index
from limen.model.names import Names
from limen.parse import parse_file
from limen.vocab import RDF

HEAD = "---\ntype: {type}\nnamespace: example.org\nfull_name: {name}\nstatus: active\n"
TREE = """{{
  "namespace": "example.org", "type": "{type}", "status": "{status}",
  "official_name": "{name}",
  "match_nodes": [{nodes}]
}}"""


def markdown(keys: str = "", type_: str = "control", name: str = "Example AI") -> Entry:
    """An entry of Markdown; its own keys begin in line 6."""
    text = HEAD.format(type=type_, name=name) + keys + "\n---\n"
    return parsed(f"{type_}/org/example.md", text)


def tree(nodes: str = "", type_: str = "control", name: str = "Example AI", status: str = "draft") -> Entry:
    """An entry of JSON; its nodes begin in line 4."""
    text = TREE.format(type=type_, name=name, status=status, nodes=nodes)
    return parsed(f"{type_}/org/example.json", text)


def parsed(path: str, text: str) -> Entry:
    entry, _ = parse_file(path, text.encode())
    assert entry
    return entry


def source(keys: str) -> Entry:
    """An entry with one source, whose own keys begin in line 8."""
    return markdown("sources:\n  levels:\n" + "\n".join("    " + line for line in keys.split("\n")))


def brief(findings) -> list[tuple[int, int, str]]:
    return [(found.line, found.column, found.severity.word) for found in findings]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("website: https://example.org/", []),
        ("urls: {docs: 'https://example.org/a b'}", [(6, 14, "warning")]),
        ("urls: {docs: see the handbook}", [(6, 14, "warning")]),
        ("urls: {lookup_note: see the handbook}", []),
        ("urls: {pdf: 'https://example.org/{id}.pdf'}", [(6, 13, "warning")]),
        ("urls: {lookup: 'https://example.org/{id}', lookup_cfr: 'https://example.org/{id}'}", []),
        ("urls: {docs: ['https://example.org/', 'https://example.org/{id}']}", [(6, 39, "warning")]),
    ],
)
def test_addresses_when_they_open_nothing_are_found(keys, found):
    """An address that is none, or has gaps where none belong, is found at its place."""
    assert found == brief(address_findings(markdown(keys)))


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("established: '2021'", []),
        ("established: '2021-01-01'", [(6, 14, "note")]),
        ("established: '2021-01-02'", []),
        ("established: '1970-01-01'", [(6, 14, "warning")]),
        ("established: '1970-05-06'", []),
        ("established: '0000-00-00'", [(6, 14, "warning")]),
        ("established: TBD", [(6, 14, "warning")]),
        ("established: '2024-00-00'", [(6, 14, "warning")]),
        ("established: YYYY-MM-DD", [(6, 14, "warning")]),
        ("checked: '2024-01-01'", []),
    ],
)
def test_dates_when_they_fill_a_gap_are_found(keys, found):
    """A date that nobody gave is found; a New Year's Day only where something was published."""
    assert found == brief(date_findings(markdown(keys)))


def test_dates_of_records_when_they_fill_a_gap_are_found():
    """The dates of claims are looked at as well; a claim may well begin with a year."""
    claim = "claims:\n  - id: a\n    subject: secid:control/example.org\n    predicate: state\n    object: x"
    days = "\n    from: '2026-01-01'\n    through: '9999-12-31'"

    assert [(12, 14, "warning")] == brief(date_findings(markdown(claim + days)))


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (source("versions:\n  - {version: '1', status: current}"), []),
        (source("versions:\n  - {version: '1', status: active}"), [(9, 32, "warning")]),
        (source("status: deprecated"), [(8, 13, "warning")]),
        (source("status: superseded"), []),
        (tree(status="published"), []),
        (tree(status="active"), [(2, 60, "warning")]),
    ],
)
def test_status_when_of_another_vocabulary_is_found(entry, found):
    """Entries of each format and versions have words of their own."""
    assert found == brief(status_findings(entry))


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        ("['2021', '2017']", []),
        ("['1.0', '2.0.1', '3']", []),
        ("['1.0', '2021']", [(8, 23, "note")]),
        ("['beta', '2']", [(8, 24, "note")]),
        ("['v1', 'V2.0']", []),
        ("['2024-05', '2025-01-02']", []),
    ],
)
def test_versions_when_of_several_kinds_are_noted(versions, found):
    """Versions of one source that nobody can put in order are noted at the first odd one."""
    assert found == brief(version_findings(source(f"versions: {versions}")))


@pytest.mark.parametrize(
    ("example", "is_found"), [("L-1", False), ("L-9", True), ("secid:control/example.org/levels#L-9", False)]
)
def test_examples_when_outside_their_patterns_are_found(example, is_found):
    """A bare example that its own pattern does not know is found; whole identifiers are checked as such."""
    entry = source(f"id_pattern: 'L-[1-3]'\nexamples: ['{example}']")

    assert is_found == bool(list(example_findings(entry, build_index([entry]))))


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("id_pattern: 'L-[1-3]'", []),
        ("id_pattern: 'L-[1-3'", [(8, 17, "warning")]),
        ("id_pattern: '^(a?){30}$'", [(8, 17, "warning")]),
        (
            "id_patterns: [{pattern: 'L-('}, {pattern: 'M-1'}, 'N-)']",
            [(8, 29, "warning"), (8, 55, "warning")],
        ),
    ],
)
def test_patterns_when_they_match_nothing_are_found(keys, found):
    """A pattern that nobody can read, or finish trying, is found where it stands."""
    assert found == brief(pattern_findings(source(keys)))


NODE = '{{"patterns": ["^{0}$"], "data": {{"official_name": "{1}"{2}}}}}'


@pytest.mark.parametrize(
    ("keys", "nodes", "found"),
    [
        ("    full_name: Levels", NODE.format("levels", "Levels", ""), []),
        ("    full_name: Levels", NODE.format("levels", "Ladder", ""), [(8, 16, "warning")]),
        (
            "    full_name: Levels\n    versions: ['1.0']",
            NODE.format("levels", "Levels", ', "versions_available": [{"version": "1.0.3"}]'),
            [(9, 16, "warning")],
        ),
        (
            "    full_name: Levels\n    urls: {website: 'https://example.org/'}",
            NODE.format(
                "levels",
                "Levels",
                ', "urls": [{"type": "website", "url": "https://example.com"}, {"type": "website", "url": "https://example.org"}]',
            ),
            [],
        ),
        (
            "    full_name: Levels",
            NODE.format("levels", "Levels", "") + ", " + NODE.format("scale", "Scale", ""),
            [(4, 98, "warning")],
        ),
    ],
)
def test_twins_when_they_differ_are_found_with_both_places(keys, nodes, found):
    """What the two files about a namespace say differently is found, and named in both."""
    one, other = markdown("sources:\n  levels:\n" + keys), tree(nodes, status="active")
    findings = list(twin_findings([one, other]))

    assert found == brief(findings)
    assert all(
        {one.path, other.path} <= {each.path, *each.message.replace(":", " ").split()} for each in findings
    )


def test_twins_when_their_status_differs_are_noted():
    """An entry that is active in one file and a draft in the other is noted."""
    assert [(5, 9, "note")] == brief(twin_findings([markdown(), tree()]))


@pytest.mark.parametrize(
    ("name", "severity"), [("Example AI", ""), ("Example AI Limited", "note"), ("Levels Project", "warning")]
)
def test_names_when_they_differ_between_types_are_found(name, severity):
    """The entity's name stands; another under another type is found, a longer or shorter one noted."""
    findings = list(name_findings([markdown(name=name), markdown(type_="entity"), tree(name=name)]))

    assert [severity] * bool(severity) == [found.severity.word for found in findings]
    assert all("entity/org/example.md:4:12" in found.message for found in findings)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("id_pattern: 'L-\\d'\nitems: {L-1: {full_name: One}, X-1: {full_name: Two}}", [(9, 36, "warning")]),
        ("id_patterns: ['L-\\d', 'X-\\d']\nitems: {L-1: {full_name: One}, X-1: {full_name: Two}}", []),
        ("id_pattern: 'L-['\nitems: {X-1: {full_name: Two}}", []),
        ("items: {X-1: {full_name: Two}}", []),
    ],
)
def test_items_when_listed_beside_a_pattern(keys: str, found: list[tuple[int, int, str]]) -> None:
    """An item that its own source's patterns do not know is reported at its key, unless no pattern can be read."""
    assert found == brief(item_findings(source(keys)))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("| Body | Relationship |\n|---|---|\n| secid:control/nowhere.org/x | informs |", (10, 3)),
        ("| Body | How | Relationship |\n|---|---|---|\n| **Other** | well | informs |", (10, 3)),
        ("## Related\n\n- [Rules](https://example.org): all", (10, 4)),
        ("See Rules. See\nthe *Other Rules*.", (9, 6)),
    ],
)
def test_target_when_a_body_names_it(body: str, found: tuple[int, int]) -> None:
    """What a body points to and the registry does not know is reported where it is named."""
    entry = parsed(
        "control/org/example.md", HEAD.format(type="control", name="Example AI") + "---\n\n" + body
    )
    last = list(reference_findings(entry, build_index([entry])))[-1]
    assert found == (last.line, last.column)
    assert found in {(remark.target_line, remark.target_column) for remark in entry.body.remarks}
    statements = entry_statements(entry, build_index([entry]), Names())
    assert found in {(each.line, each.column) for each in statements if each.predicate == RDF.object}
