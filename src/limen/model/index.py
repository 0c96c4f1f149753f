"""What a registry knows across its files: identifiers, names and who is named where.

An entry's triples are a pure function of its text, this index and the base IRI.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from limen.identifier import Identifier, IdentifierIndex, Namespace
from limen.model.entry import Dialect, Entry, Role, Thing
from limen.model.node import Kind, Scalar, Sequence

#: Keys whose text is a thing's name, best first.
NAME_KEYS = ("label", "title", "full_name", "official_name")
_OTHER_NAME_KEYS = ("common_name", "alternate_names")

_POSSESSIVE = re.compile(r"^[\w .&-]+['’]s? ")
#: How well a thing stands to be meant by a name, less being better, and the thing; None where two stand alike.
_Named = tuple[tuple[bool, bool], Identifier | None]


@dataclass(frozen=True, slots=True)
class Index:
    """Everything one entry may need to know of the others."""

    identifiers: IdentifierIndex = field(default_factory=lambda: IdentifierIndex.of(()))
    labels: Mapping[Identifier, str] = field(default_factory=lambda: MappingProxyType({}))
    paths: Mapping[Identifier, str] = field(default_factory=lambda: MappingProxyType({}))
    named: Mapping[str, Identifier | None] = field(default_factory=lambda: MappingProxyType({}))
    aliases: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __contains__(self, identifier: Identifier) -> bool:
        """Say whether some entry describes the thing."""
        return identifier in self.paths

    def find(self, name: str) -> Identifier | None:
        """Find the one thing of that name, in any case, also after its owner's; None if none or several."""
        folded = name.casefold()
        return self.named.get(folded) or self.named.get(_POSSESSIVE.sub("", folded))


#: Whose label counts: that of JSON, of front matter, of a body's table, of nobody.
_TREE, _FRONT_MATTER, _BODY, _ID = range(4)


class _Label(NamedTuple):
    """A label that a file gives a thing; the smallest is the thing's preferred one."""

    standing: int
    path: str
    text: str


def _thing_label(thing: Thing, names: tuple[str, ...], entry: Entry) -> _Label | None:
    """The label that a file gives a thing; an item without any is known by its id."""
    if names:
        return _Label(_TREE if entry.dialect is Dialect.TREE else _FRONT_MATTER, entry.path, names[0])
    return _Label(_ID, "", thing.identifier.subpath) if thing.identifier.subpath else None


def _note_label(labels: dict[Identifier, _Label], identifier: Identifier, label: _Label | None) -> None:
    if label and label.text:
        labels[identifier] = min(labels.get(identifier, label), label)


def build_index(entries: Iterable[Entry]) -> Index:
    """Gather the index of a registry; entries may come one by one and are not kept."""
    namespaces: list[Namespace] = []
    labels: dict[Identifier, _Label] = {}
    paths: dict[Identifier, str] = {}
    named: dict[str, _Named] = {}
    for entry in entries:
        namespace = entry.namespace
        namespaces.append(
            Namespace(
                namespace.type,
                namespace.namespace,
                tuple(alias.value for alias in entry.aliases),
                entry.patterns,
            )
        )
        for thing in entry.things:
            if thing.role is Role.PATTERN:
                continue
            if not thing.example_only:
                paths.setdefault(thing.identifier, entry.path)
            names = thing_names(thing)
            _note_label(labels, thing.identifier, _thing_label(thing, names, entry))
            for name in {*names, *other_names(thing)}:
                _note_name(named, name.casefold(), thing.identifier)
        for item in entry.body.items:
            paths.setdefault(item.identifier, entry.path)
            standing = _ID if item.label == item.identifier.subpath else _BODY
            _note_label(labels, item.identifier, _Label(standing, entry.path, item.label))
    return Index(
        IdentifierIndex.of(namespaces),
        MappingProxyType({identifier: label.text for identifier, label in labels.items()}),
        MappingProxyType(paths),
        MappingProxyType({name: found for name, (_, found) in named.items()}),
        MappingProxyType({(each.type, each.namespace): each.aliases for each in namespaces if each.aliases}),
    )


def overlaid_index(public: Index, entries: Iterable[Entry]) -> Index:
    """Gather the index of a registry with overlays; what has a label in public keeps it."""
    both = build_index(entries)
    return replace(both, labels=MappingProxyType({**both.labels, **public.labels}))


def thing_names(thing: Thing) -> tuple[str, ...]:
    """The names a file gives a thing, best first."""
    return _texts(thing, NAME_KEYS)


def other_names(thing: Thing) -> tuple[str, ...]:
    """The further names a file gives a thing."""
    return _texts(thing, _OTHER_NAME_KEYS)


def _texts(thing: Thing, keys: tuple[str, ...]) -> tuple[str, ...]:
    found = ((keys.index(each.key), each.node) for each in thing.fields if each.key in keys)
    texts: list[str] = []
    for _, node in sorted(found, key=lambda pair: pair[0]):
        nodes = node.items if isinstance(node, Sequence) else (node,)
        texts += [each.value for each in nodes if isinstance(each, Scalar) and each.kind is Kind.TEXT]
    return tuple(text for text in texts if text.strip())


def _note_name(named: dict[str, _Named], name: str, identifier: Identifier) -> None:
    """Remember whom a name means: what a namespace publishes before the namespace, documents last.

    Two things that stand alike cancel out.
    """
    standing = (identifier.type == "reference", not identifier.name and identifier.type != "entity")
    known = named.get(name)
    if known is None or standing < known[0]:
        named[name] = (standing, identifier)
    elif standing == known[0] and identifier != known[1]:
        named[name] = (standing, None)
