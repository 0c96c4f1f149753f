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
from limen.files import Found, find_entries
from limen.graph import entry_statements
from limen.identifier import read_secid
from limen.model.entry import Entry
from limen.model.index import Index, build_index
from limen.model.names import Names
from limen.model.node import Kind, Node, Scalar, Sequence
from limen.model.schema import KINDS, LINK_PROPERTIES, RECORDS, Value
from limen.model.value import canonical_decimal
from limen.parse import parse_file
from limen.parse.front_matter import split_front_matter
from limen.parse.json_reader import read_json
from limen.term import Statement, is_iri, is_literal, iri_of, literal_parts
from limen.vocab import DCTERMS, LIMEN, RDF

PROJECT = Path(__file__).parents[1]
UPSTREAM = PROJECT.parent / "shared" / "secid" / "registry"
NAMES = Names()
IRI_HEADS = ("", "http://www.wikidata.org/entity/", "https://www.iana.org/assignments/media-types/")
WORDS = {
    word: term
    for kind in RECORDS
    for rule in kind.table.values()
    if rule.value is Value.CHOICE
    for word, term in rule.choices.items()
}
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
        terms = {f"<{head}{text}>" for head in IRI_HEADS} | {WORDS.get(text)}
        return object_ in terms or object_ in self._meant(text)

    def _meant(self, text: str) -> set[str]:
        """The things that a text may mean: by its SecID, or as an item of some source of the entry."""
        if text[:6].lower() == "secid:":
            identifier = read_secid(text, self.index.identifiers).identifier
            return {NAMES.thing(identifier)} if identifier else set()
        owners = {each.identifier.item("") for each in self.entry.things if each.identifier.name}
        return {NAMES.thing(owner.item(text)) for owner in owners}

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
            near = range(leaf.scalar.line - 1, leaf.scalar.line + 2)
            property_ = LINK_PROPERTIES.get(text)
            return any(each.predicate == property_ for line in near for each in self.by_line[line])
        if leaf.key == "id":
            return any(unquote(iri_of(each.subject)).endswith(text) for each in here)
        if leaf.key == "namespace":
            identifiers = (each.object for each in here if each.predicate == DCTERMS.identifier)
            return any(literal_parts(each).value.endswith(f"/{text.lower()}") for each in identifiers)
        if leaf.key == "aliases":
            return text in self.entry.aliases
        return False


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
