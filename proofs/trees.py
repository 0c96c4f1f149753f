"""Values of an entry as plain trees, which can hold what is not allowed, such as a key given twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from limen.model.node import Kind, Mapping, Node, Scalar
from limen.parse.text import read_json, split_front_matter


@dataclass(frozen=True)
class Bare:
    """A value written without quotes."""

    text: str


@dataclass(frozen=True)
class Map:
    """Keys and values, in order; a key may stand twice."""

    pairs: tuple[tuple[str, Tree], ...]


Tree = str | Bare | tuple["Tree", ...] | Map
#: The way to a value: positions among the pairs of maps and the items of lists.
Way = tuple[int, ...]

#: Keys whose values are lists or maps of things: what one of them is called.
_MEMBERS = {
    "sources": "source",
    "names": "source",
    "versions": "version",
    "versions_available": "version",
    "items": "item",
    "known_values": "item",
    "lookup_table": "item",
    "id_patterns": "pattern",
    "claims": "claim",
    "mappings": "mapping",
    "definitions": "definition",
    "arguments": "argument",
    "assessments": "assessment",
    "evaluations": "evaluation",
    "match_nodes": "node",
    "children": "node",
}
#: Keys that mean the same for an item of every kind.
_OF_ANY_ITEM = frozenset({"label", "kind", "gloss", "note", "status", "definition", "document"})
_TRANSPARENT = frozenset({"data"})


def tree_of(node: Node) -> Tree:
    """Take the places off a value that was read."""
    if isinstance(node, Scalar):
        return node.value if node.kind is Kind.TEXT else Bare(node.value)
    if isinstance(node, Mapping):
        return Map(tuple((key.value, tree_of(value)) for key, value in node.entries))
    return tuple(tree_of(item) for item in node.items)


def as_json(tree: Tree) -> str:
    """Write a tree as JSON, which is YAML too; texts are quoted."""
    if isinstance(tree, str):
        return json.dumps(tree, ensure_ascii=False)
    if isinstance(tree, Bare):
        return tree.text
    if isinstance(tree, Map):
        return "{" + ", ".join(f"{as_json(key)}: {as_json(value)}" for key, value in tree.pairs) + "}"
    return "[" + ", ".join(map(as_json, tree)) + "]"


def as_yaml(tree: Tree, indent: str = "") -> str:
    """Write a tree in lines of YAML, as people do."""
    if isinstance(tree, Map) and tree.pairs:
        return "".join(f"{indent}{as_json(key)}:{_value(value, indent)}" for key, value in tree.pairs)
    if isinstance(tree, tuple) and tree:
        return "".join(f"{indent}-{_value(item, indent)}" for item in tree)
    return f"{indent}{as_json(tree)}\n"


def _value(tree: Tree, indent: str) -> str:
    if isinstance(tree, Map | tuple) and (tree.pairs if isinstance(tree, Map) else tree):
        return "\n" + as_yaml(tree, indent + "  ")
    return f" {as_json(tree)}\n"


@dataclass(frozen=True)
class Document:
    """An entry's file: its values, and in Markdown its body."""

    path: str
    tree: Tree
    body: str = ""

    def written(self) -> bytes:
        """Write the file."""
        if self.path.endswith(".json"):
            return (as_json(self.tree) + "\n").encode()
        return f"---\n{as_yaml(self.tree)}---\n{self.body}".encode()

    def at(self, way: Way, new: Tree | None) -> Document:
        """Put another value in the place of one; none leaves it out."""
        return replace(self, tree=_changed(self.tree, way, new))


def read_document(path: str, data: bytes) -> Document | None:
    """Read a file of an entry; plain notes have no tree."""
    text = data.decode("utf-8-sig", errors="replace")
    if path.endswith(".json"):
        node = read_json(path, text)[0]
        return Document(path, tree_of(node)) if isinstance(node, Mapping) else None
    matter = split_front_matter(path, text)[0]
    return Document(path, tree_of(matter.yaml), matter.body) if matter.yaml is not None else None


def members(tree: Tree) -> tuple[Tree, ...]:
    """Give the values right below a value."""
    if isinstance(tree, Map):
        return tuple(value for _, value in tree.pairs)
    return tree if isinstance(tree, tuple) else ()


def value_at(tree: Tree, way: Way) -> Tree:
    """Follow a way."""
    for position in way:
        tree = members(tree)[position]
    return tree


def ways(tree: Tree, way: Way = ()) -> Iterator[Way]:
    """Give the way to every value below the whole."""
    for position, value in enumerate(members(tree)):
        yield (*way, position)
        yield from ways(value, (*way, position))


def key_at(tree: Tree, way: Way) -> str:
    """Give the key that a value stands under; nothing for an item of a list."""
    above = value_at(tree, way[:-1])
    return above.pairs[way[-1]][0] if isinstance(above, Map) else ""


def _changed(tree: Tree, way: Way, new: Tree | None) -> Tree:
    position, *rest = way
    inner = _changed(members(tree)[position], tuple(rest), new) if rest else new
    if isinstance(tree, Map):
        kept = ((key, inner if at == position else value) for at, (key, value) in enumerate(tree.pairs))
        return Map(tuple((key, value) for key, value in kept if value is not None))
    assert isinstance(tree, tuple)
    changed = (inner if at == position else value for at, value in enumerate(tree))
    return tuple(value for value in changed if value is not None)


def site(tree: Tree, way: Way) -> str:
    """Say what kind of place a way leads to: `claim.subject`, `source.urls/part`, or `level` for an item whole."""
    owner, key, depth, member = "entry", "", 0, ""
    for length in range(1, len(way) + 1):
        name = key_at(tree, way[:length])
        if member:
            owner, member, key, depth = _called(member, value_at(tree, way[:length])), "", "", 0
        elif key:
            depth += 1
        elif name not in _TRANSPARENT:
            key, member = (
                name,
                _MEMBERS.get(name, "") if not isinstance(value_at(tree, way[:length]), str) else "",
            )
            member = member if length < len(way) else ""
    if owner not in _MEMBERS.values() and key in {"", *_OF_ANY_ITEM}:
        owner = "entry" if owner == "entry" else "item"
    return f"{owner}.{key}{'/part' if depth else ''}" if key else owner


def _called(member: str, tree: Tree) -> str:
    """Call an item by its kind."""
    pairs = dict(tree.pairs) if isinstance(tree, Map) else {}
    kind = pairs.get("kind")
    return kind.replace(" ", "-") if member == "item" and isinstance(kind, str) and kind else member
