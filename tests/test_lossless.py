"""Nothing that a file says is lost on its way into the graph.

Every scalar of a file must be told by a statement from its line: as a literal,
within kept JSON, as the address or identifier that it is, by a term that stands
for its word, or as confirmed absence; or else a finding must name its place.
A statement is used up by what it tells, so two equal values need two of them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pyoxigraph
import pytest

from limen.errors import Finding
from limen.files import find_entries
from limen.graph import entry_statements
from limen.identifier import read_secid
from limen.model.entry import Entry
from limen.model.index import Index, build_index
from limen.model.names import Names
from limen.model.node import Kind, Node, Scalar, Sequence
from limen.model.records import RECORDS
from limen.model.schema import THING
from limen.model.value import canonical_decimal
from limen.model.words import KINDS, LINK_PROPERTIES, STATUS_WORDS
from limen.parse import parse_file
from limen.parse.text.front_matter import split_front_matter
from limen.parse.text.json_reader import read_json
from limen.term import Statement, iri_of, is_iri, is_literal, literal_parts
from limen.vocab import DCAT, DCTERMS, LIMEN, RDF, RDFS, SCHEMA, SKOS

PROJECT = Path(__file__).parents[1]
UPSTREAM = PROJECT.parent / "shared" / "secid" / "registry"
NAMES = Names()
IRI_HEADS = ("", "http://www.wikidata.org/entity/", "https://www.iana.org/assignments/media-types/")
WORDS: dict[str, set[str]] = defaultdict(set)
for table in (THING, *(kind.table for kind in RECORDS)):
    for rule in table.values():
        for word, term in (*rule.choices.items(), *STATUS_WORDS.items()):
            WORDS[word].add(term)
#: Maps whose own keys are data: ids of items, names of sources, kinds of links.
MAPS = frozenset({"sources", "names", "items", "known_values", "lookup_table", "urls"})


class Leaf(NamedTuple):
    """A scalar, and the keys and positions that lead to it."""

    path: tuple[str, ...]
    scalar: Scalar

    @property
    def key(self) -> str:
        return next((part for part in reversed(self.path) if not part.isdecimal()), "")


def leaves(node: Node, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Walk every scalar below a node, and every key that is data itself."""
    if isinstance(node, Scalar):
        yield Leaf(path, node)
    elif isinstance(node, Sequence):
        for position, item in enumerate(node.items):
            yield from leaves(item, (*path, str(position)))
    else:
        for key, value in node.entries:
            if path and path[-1] in MAPS:
                yield Leaf((*path, "id"), key)
            yield from leaves(value, (*path, key.value))


class Account:
    """The statements of one entry, to be used up by the leaves of its file."""

    def __init__(self, entry: Entry, index: Index, statements: Iterable[Statement]) -> None:
        self.entry = entry
        self.index = index
        self.by_line: dict[int, list[Statement]] = defaultdict(list)
        self.kept: dict[str, list[int]] = defaultdict(list)
        self.used: Counter[Statement] = Counter()
        for statement in dict.fromkeys(statements):
            self.by_line[statement.line].append(statement)
            for text in kept_texts(statement):
                self.kept[text].append(statement.line)

    def tells(self, leaf: Leaf) -> bool:
        """Use up what tells a leaf; False if nothing does."""
        return self._by_statement(leaf) or self._by_json(leaf.scalar) or self._by_stand_in(leaf)

    def _by_statement(self, leaf: Leaf) -> bool:
        here = self.by_line[leaf.scalar.line]
        told = next((each for each in here if not self.used[each] and self._is_told(leaf.scalar, each)), None)
        if told:
            self.used[told] += 1
        return told is not None

    def _is_told(self, scalar: Scalar, statement: Statement) -> bool:
        if scalar.kind is Kind.NULL:
            return statement.predicate == LIMEN.confirmedAbsent
        text, object_ = scalar.value, statement.object
        if is_literal(object_):
            return literal_parts(object_).value in {text, canonical_decimal(text) or text}
        terms = {f"<{head}{text}>" for head in IRI_HEADS} | WORDS.get(text, set())
        return object_ in terms or object_ == self._meant(text) or is_item(object_, text)

    def _meant(self, text: str) -> str:
        """The thing that a SecID means; empty for any other text."""
        is_secid = text[:6].lower() == "secid:"
        identifier = read_secid(text, self.index.identifiers).identifier if is_secid else None
        return NAMES.thing(identifier) if identifier else ""

    def _by_json(self, scalar: Scalar) -> bool:
        """Use up a value of kept JSON, of the nearest that begins on the line or above."""
        lines = self.kept[scalar_text(scalar)]
        before = [line for line in lines if line <= scalar.line]
        if before:
            lines.remove(max(before))
        return bool(before)

    def _by_stand_in(self, leaf: Leaf) -> bool:
        """Find what stands for a word or an id: a class, a property, or the name of a node."""
        text, here = leaf.scalar.value, self.by_line[leaf.scalar.line]
        if leaf.key == "kind":
            return any(each.predicate == RDF.type and each.object in KINDS[text] for each in here)
        if leaf.key in {"type", "id"} and "urls" in leaf.path:
            near, property_ = range(leaf.scalar.line - 1, leaf.scalar.line + 2), LINK_PROPERTIES.get(text)
            return any(each.predicate == property_ for line in near for each in self.by_line[line])
        if leaf.key == "id":
            return any(unquote(iri_of(each.subject)).endswith(text) for each in here)
        if leaf.key == "namespace":
            identifiers = (each.object for each in here if each.predicate == DCTERMS.identifier)
            return any(literal_parts(each).value.endswith(f"/{text.lower()}") for each in identifiers)
        if leaf.key == "aliases":
            return text in {alias.value for alias in self.entry.aliases}
        return False


def is_item(term: str, id: str) -> bool:
    """Say whether a term names the item of some source that has an id."""
    return unquote(iri_of(term).partition("#")[2]) == id


def kept_texts(statement: Statement) -> Iterator[str]:
    """Every scalar within a literal that is JSON, as JSON text."""
    if not is_literal(statement.object):
        return
    value = literal_parts(statement.object).value
    if statement.predicate == LIMEN.extra or value.startswith(("{", "[")):
        try:
            node, _ = read_json("", value)
        except ValueError:
            return
        if node:
            yield from (scalar_text(leaf.scalar) for leaf in leaves(node))


def scalar_text(scalar: Scalar) -> str:
    return json.dumps(scalar.value) if scalar.kind is Kind.TEXT else scalar.value


def lost(
    node: Node, entry: Entry, index: Index, statements: Iterable[Statement], findings: Iterable[Finding]
) -> list[str]:
    """The leaves of a file that no statement tells and no finding names."""
    account = Account(entry, index, statements)
    named = {(each.line, each.column) for each in findings}
    return [
        f"{entry.path}:{leaf.scalar.line} {'.'.join(leaf.path)}: {leaf.scalar.value}"
        for leaf in leaves(node)
        if (leaf.scalar.line, leaf.scalar.column) not in named and not account.tells(leaf)
    ]


class Read(NamedTuple):
    """A file as nodes, its entry and what was found in it."""

    node: Node
    entry: Entry
    findings: tuple[Finding, ...]


def read(path: str, data: bytes) -> Read | None:
    """Read a file twice: as the bare nodes that it holds, and as the entry made of them."""
    entry, findings = parse_file(path, data)
    text = data.decode()
    node = read_json(path, text)[0] if path.endswith(".json") else split_front_matter(path, text)[0].yaml
    return Read(node, entry, findings) if node and entry else None


Said = tuple[Read, tuple[Statement, ...]]


@cache
def registry(root: Path) -> tuple[tuple[Said, ...], Index]:
    """Every file of a registry with what it says, and the registry's index."""
    found = (read(each.path, each.file.read_bytes()) for each in find_entries([root]).files)
    reads = tuple(each for each in found if each)
    index = build_index(each.entry for each in reads)
    return tuple((each, tuple(entry_statements(each.entry, index, NAMES))) for each in reads), index


REGISTRIES = [
    pytest.param(PROJECT / "registry", id="own"),
    pytest.param(
        UPSTREAM, id="upstream", marks=pytest.mark.skipif(not UPSTREAM.is_dir(), reason="needs ../shared")
    ),
]


@pytest.mark.parametrize("root", REGISTRIES)
def test_leaves_of_a_registry_when_converted_are_all_told(root: Path) -> None:
    """Every scalar of every file is told by a statement of that file, or named by a finding."""
    files, index = registry(root)
    missing = [
        text
        for (node, entry, findings), statements in files
        for text in lost(node, entry, index, statements, findings)
    ]

    assert [] == missing
    assert len(files) > 15


@pytest.mark.parametrize("root", REGISTRIES)
def test_terms_of_a_registry_when_converted_are_valid(root: Path) -> None:
    """Every term is an absolute IRI or a literal that a store gives back unchanged; no node is blank."""
    triples = {each[:3] for _, statements in registry(root)[0] for each in statements}
    terms = {term for triple in triples for term in triple}
    bad = [term for term in terms if not is_literal(term) and not (term[0] == "<" and is_iri(iri_of(term)))]
    store = pyoxigraph.Store()
    lines = {f"{s} {p} {o}" for s, p, o in triples}
    store.bulk_load("".join(f"{line} .\n" for line in lines).encode(), pyoxigraph.RdfFormat.N_TRIPLES)

    assert [] == bad
    assert lines == {str(quad.triple) for quad in store}


SMALL = b"""{
  "schema_version": "1.0",
  "namespace": "example.org",
  "type": "weakness",
  "status": "draft",
  "official_name": "Example Body",
  "wikidata": null,
  "urls": [
    {"type": "website", "url": "https://example.org/"},
    {"type": "shop", "url": "https://example.org/shop", "note": "old"}
  ],
  "match_nodes": [
    {
      "patterns": ["(?i)^grades$"],
      "weight": 100,
      "data": {"examples": [], "versions_available": [{"version": "1.0", "release_date": "2024-05"}]},
      "children": [
        {"patterns": ["^G[1-3]$"], "data": {"known_values": {"G1": "low"}, "url": "https://example.org/{id}"}}
      ]
    }
  ]
}
"""


def test_leaf_when_its_statement_is_dropped_is_missed() -> None:
    """The account is not met by a neighbour: without its own statement every kind of leaf is lost."""
    small = read("weakness/org/example.json", SMALL)
    assert small
    index = build_index([small.entry])
    whole = tuple(entry_statements(small.entry, index, NAMES))
    missed: dict[str, list[str]] = defaultdict(list)
    for dropped in whole:
        rest = [each for each in whole if each != dropped]
        missed[dropped.predicate] += lost(small.node, small.entry, index, rest, ())
    telling = {predicate for predicate, texts in missed.items() if texts}

    assert [] == lost(small.node, small.entry, index, whole, ())
    assert TELLING == telling
    assert ["weakness/org/example.json:7 wikidata: null"] == missed[LIMEN.confirmedAbsent]


#: The properties that tell a leaf of the small file and are not backed by another statement of its line.
TELLING = {
    *(DCAT.landingPage, DCAT.version, DCTERMS.issued, SKOS.prefLabel, RDFS.comment, SCHEMA.url),
    *(
        LIMEN.extra,
        SCHEMA.linkRelationship,
        SCHEMA.valuePattern,
        SCHEMA.urlTemplate,
        LIMEN.secidType,
        SCHEMA.creativeWorkStatus,
    ),
    LIMEN.confirmedAbsent,
}


def test_leaves_when_an_entry_says_nothing_are_all_lost() -> None:
    """Without statements every leaf is lost, but for those whose place a finding names."""
    small = read("weakness/org/example.json", SMALL)
    assert small
    everything = len(list(leaves(small.node)))

    assert everything == len(lost(small.node, small.entry, build_index([]), (), ()))
