"""Laws of the triples of a whole registry, and of single keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from limen.check.entry.labels import label_findings
from limen.check.entry.references import reference_findings
from limen.files import find_entries
from limen.graph import entry_statements
from limen.model.entry import Entry
from limen.model.index import Index, build_index
from limen.model.names import Names
from limen.parse import parse_file
from limen.term import literal, literal_parts
from limen.vocab import DCAT, DCTERMS, FOAF, LIMEN, RDF, SCHEMA, SKOS

PROJECT = Path(__file__).parents[1]
UPSTREAM = PROJECT.parent / "shared" / "secid" / "registry"
REGISTRIES = [
    pytest.param(PROJECT / "registry", id="own"),
    pytest.param(
        UPSTREAM, id="upstream", marks=pytest.mark.skipif(not UPSTREAM.is_dir(), reason="needs ../shared")
    ),
]
NAMES = Names()
Said = Mapping[tuple[str, str], set[str]]
#: Properties of which a thing has one value, whoever speaks of it.
SINGLE = (
    *(DCAT.version, DCTERMS.identifier, DCTERMS.isVersionOf, LIMEN.dnsName, LIMEN.exampleOnly),
    *(
        LIMEN.order,
        LIMEN.orderAtLeast,
        LIMEN.secidType,
        SCHEMA.creativeWorkStatus,
        SKOS.inScheme,
        SKOS.notation,
    ),
)


def said(*entries: Entry, index: Index | None = None) -> Said:
    index = index or build_index(entries)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in entries:
        for subject, predicate, object_, *_ in entry_statements(entry, index, NAMES):
            found[subject, predicate].add(object_)
    return found


@cache
def union(root: Path) -> Said:
    parsed = (parse_file(each.path, each.file.read_bytes()).entry for each in find_entries([root]).files)
    return said(*filter(None, parsed))


def read(path: str, text: str) -> Entry:
    entry, _ = parse_file(path, text.encode())
    assert entry
    return entry


def twin(name: str, *, nodes: str = "") -> Entry:
    text = f'{{"type": "control", "namespace": "a.org", "status": "draft", "official_name": "{name}"'
    return read("control/org/a.json", f'{text}, "match_nodes": [{nodes}]}}')


MARKDOWN = """---
type: control
namespace: a.org
full_name: The A Body
status: active
sources:
  rules: {full_name: Rules, items: {R1: {label: One}}}
---

## rules

| ID | Name |
|----|------|
| R1 | First |
| R2 | Second |
"""
A = "<https://w3id.org/limen/id/control/a.org>"


@pytest.mark.parametrize("root", REGISTRIES)
def test_labels_of_a_registry_when_united_are_unique_and_apart(root: Path) -> None:
    """A thing has one preferred label in a language, and none of its other labels is the same (SKOS S13, S14)."""
    found = union(root)
    labels = {subject: terms for (subject, predicate), terms in found.items() if predicate == SKOS.prefLabel}
    several = [
        subject
        for subject, terms in labels.items()
        if len(terms) != len({literal_parts(term).language for term in terms})
    ]
    shared = [
        subject for subject, terms in labels.items() if terms & found.get((subject, SKOS.altLabel), set())
    ]

    assert ([], []) == (several, shared)
    assert labels


@pytest.mark.parametrize("root", REGISTRIES)
def test_structure_of_a_registry_when_united_is_one(root: Path) -> None:
    """Files that speak of the same thing never give it two schemes, two sources or two places."""
    found = union(root)

    assert [] == [key for key, terms in found.items() if key[1] in SINGLE and len(terms) > 1]


def test_label_when_twins_differ_is_that_of_json() -> None:
    """JSON's name is the label, the front matter's an alternative, and a note says so."""
    markdown, tree = read("control/org/a.md", MARKDOWN), twin("A")
    index = build_index([markdown, tree])
    found = said(markdown, tree, index=index)
    notes = [(each.line, each.code, each.severity.word) for each in label_findings(markdown, index)]

    assert {literal("A", "en")} == found[A, SKOS.prefLabel]
    assert {literal("The A Body", "en")} == found[A, SKOS.altLabel]
    assert [(4, "rival-label", "note"), (14, "rival-label", "note")] == notes
    assert [] == list(label_findings(tree, index))


def test_label_when_given_by_body_and_front_matter_is_the_front_matter_s() -> None:
    """A table's name for an item yields to the front matter's, and stands where there is no other."""
    found = said(read("control/org/a.md", MARKDOWN))
    r1, r2 = (f"{A[:-1]}/rules#{id}>" for id in ("R1", "R2"))

    assert {literal("One", "en")} == found[r1, SKOS.prefLabel]
    assert {literal("First", "en")} == found[r1, SKOS.altLabel]
    assert {literal("Second", "en")} == found[r2, SKOS.prefLabel]


def test_status_of_twins_when_united_is_said_of_each_file() -> None:
    """The state of an entry is the file's, so that two files do not contradict each other."""
    found = said(read("control/org/a.md", MARKDOWN), twin("A"))
    files = {
        subject: terms
        for (subject, predicate), terms in found.items()
        if predicate == SCHEMA.creativeWorkStatus
    }

    assert {
        NAMES.graph("control/org/a.md"): {literal("active")},
        NAMES.graph("control/org/a.json"): {literal("draft")},
    } == files


def test_example_when_an_item_is_described_elsewhere_is_no_example_only() -> None:
    """An example is marked as one only where no file describes the item."""
    node = (
        '{"patterns": ["^R[0-9]$"], "data": {"examples": [{"input": "R1"}, {"input": "R9", "note": "odd"}]}}'
    )
    tree = twin("A", nodes=f'{{"patterns": ["^rules$"], "data": {{}}, "children": [{node}]}}')
    found = said(read("control/org/a.md", MARKDOWN), tree)
    marked = {subject for subject, predicate in found if predicate == LIMEN.exampleOnly}

    assert {f"{A[:-1]}/rules#R9>"} == marked


def test_list_when_empty_is_confirmed_absent() -> None:
    """An empty list says, as null does, that somebody looked and found nothing."""
    tree = twin(
        "A", nodes='{"patterns": ["^rules$"], "data": {"versions_available": [], "common_name": null}}'
    )
    found = said(tree)

    assert {DCTERMS.hasVersion, SKOS.altLabel} == found[f"{A[:-1]}/rules>", LIMEN.confirmedAbsent]


def test_organisation_when_it_issues_known_identifiers_points_to_them() -> None:
    """`issues_type` and `issues_namespace` are one statement where the registry knows the namespace."""
    data = '{"issues_type": "control", "issues_namespace": "%s"}'
    nodes = ", ".join(
        f'{{"patterns": ["^{name}$"], "data": {data % issued}}}'
        for name, issued in (("press", "a.org"), ("shop", "gone"))
    )
    text = f'{{"type": "entity", "namespace": "b.org", "match_nodes": [{nodes}]}}'
    found = said(read("entity/org/b.json", text), twin("A"))
    issues = {subject: terms for (subject, predicate), terms in found.items() if predicate == LIMEN.issues}

    assert {"<https://w3id.org/limen/id/entity/b.org/press>": {A}} == issues


def test_patterns_when_they_read_the_same_are_nodes_of_their_own() -> None:
    """One pattern may have several addresses, each with its own weight."""
    child = '{"patterns": ["^R[0-9]$"], "weight": %s, "data": {"url": "https://a.org/%s/{id}"}}'
    nodes = f'{{"patterns": ["^rules$"], "data": {{}}, "children": [{child % (9, "x")}, {child % (5, "y")}]}}'
    found = said(twin("A", nodes=nodes))
    patterns = [subject for (subject, predicate), terms in found.items() if LIMEN.ItemPattern in terms]

    assert [1, 1] == [len(found[each, SCHEMA.urlTemplate]) for each in patterns]
    assert [1, 1] == [len(found[each, LIMEN.extra]) for each in patterns]


def test_node_when_a_part_of_the_tree_has_the_wrong_form_is_named() -> None:
    """What cannot be read of a tree is named by a finding and never dropped in silence."""
    nodes = '7, {"patterns": ["^a$", 3], "data": "x", "children": "y"}'
    text = f'{{"type": "control", "namespace": "a.org", "match_nodes": [{nodes}]}}'
    _, findings = parse_file("control/org/a.json", text.encode())

    assert [text.index(part) + 1 for part in ("7,", '["^a$"', '"x"', '"y"')] == [
        each.column for each in findings if each.code == "bad-value"
    ]


def test_class_when_a_kind_is_given_is_said_on_its_line() -> None:
    """A statement stands on the line of the word that says it."""
    text = MARKDOWN.replace("items: {R1: {label: One}}", "kind: policy")
    entry = read("control/org/a.md", text)
    statements = entry_statements(entry, build_index([entry]), NAMES)

    assert [(RDF.type, 7)] == [
        (each.predicate, each.line) for each in statements if each.object == LIMEN.Policy
    ]


POINTERS = """---
type: control
namespace: a.org
full_name: The A Body
status: active
sources:
  rules: {full_name: Rules}
---

## See also

- Rules — ours
- Evals — tests of what a model can do
- [Notes](https://b.org/notes)

## rules

See Evals for more.

| Framework | Relationship |
|-----------|--------------|
| The B Frame | Lends words |
"""


def test_references_when_the_registry_knows_them_not_are_nodes_of_the_file() -> None:
    """What a body points to is a thing: the registry's by its name, else a document or concept of the file."""
    found = said(read("control/org/a.md", POINTERS))
    evals, notes, frame = (
        NAMES.record("reference", f"control/org/a/{key}") for key in ("evals", "notes", "the-b-frame")
    )
    rules = f"{A[:-1]}/rules>"
    pointed = {
        object_
        for subject, predicate in tuple(found)
        if found[subject, RDF.predicate] & {DCTERMS.references, LIMEN.relatedTo}
        for object_ in found[subject, RDF.object]
    }

    assert {rules, evals, notes, frame} == pointed
    assert ({SKOS.Concept}, {SCHEMA.CreativeWork}, {SKOS.Concept}) == tuple(
        found[each, RDF.type] for each in (evals, notes, frame)
    )
    assert {literal("Evals", "en")} == found[evals, SKOS.prefLabel]
    assert {literal("tests of what a model can do", "en")} == found[evals, DCTERMS.description]
    assert {"<https://b.org/notes>"} == found[notes, SCHEMA.url]
    assert set() == found[frame, DCTERMS.description] | found[frame, FOAF.page]


def test_references_when_the_registry_knows_them_not_are_noted() -> None:
    """A note names each pointer that nothing in the registry answers to, on its line."""
    entry = read("control/org/a.md", POINTERS)
    findings = reference_findings(entry, build_index([entry]))

    assert [
        ("guessed-target", 12),
        *(("unresolved-target", line) for line in (13, 14, 18, 22)),
    ] == [(each.code, each.line) for each in findings]
