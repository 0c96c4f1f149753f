"""What an identifier means to the registries at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from limen.identifier import Identifier, Reading, format_secid, read_secid
from limen.model.entry import Entry, Role, Thing
from limen.model.node import Mapping, Node, Scalar, Sequence
from limen.model.value import is_address, is_template
from limen.publish.registry import Registry
from limen.term import iri_of


@dataclass(frozen=True)
class Resolution:
    """The meaning of a SecID; empty where the registries do not say."""

    text: str
    reading: Reading
    canonical: str = ""
    iri: str = ""
    entries: tuple[str, ...] = ()
    source: str = ""
    item: str = ""
    urls: tuple[str, ...] = ()


def resolve(registry: Registry, text: str) -> Resolution:
    """Say what a SecID means: its canonical form and IRI, the entry, source and item, where to look."""
    reading = read_secid(text, registry.index.identifiers)
    identifier = reading.identifier
    if identifier is None:
        return Resolution(text, reading)
    entries = tuple(each for each in registry.entries() if each.namespace == _home(identifier))
    labels = registry.index.labels
    return Resolution(
        text,
        reading,
        format_secid(identifier),
        iri_of(registry.names.thing(identifier)),
        tuple(registry.shown(each.path) for each in entries),
        labels.get(identifier.source if identifier.name else _home(identifier), ""),
        _item_label(identifier, registry) if identifier.subpath else "",
        tuple(dict.fromkeys(_addresses(entries, identifier))),
    )


def _home(identifier: Identifier) -> Identifier:
    return Identifier(identifier.type, identifier.namespace)


def _item_label(identifier: Identifier, registry: Registry) -> str:
    labels = registry.index.labels
    return labels.get(identifier) or labels.get(identifier.unversioned) or identifier.subpath


def _addresses(entries: tuple[Entry, ...], identifier: Identifier) -> Iterator[str]:
    """The addresses that lead to a thing: its own first, then its source's, then its namespace's."""
    things = [thing for entry in entries for thing in entry.things]
    id = identifier.subpath or identifier.name
    for wanted in (identifier, identifier.unversioned, identifier.source, _home(identifier)):
        found = [address for thing in things if _leads_to(thing, wanted) for address in _urls(thing, id)]
        if found:
            yield from found
            return


def _leads_to(thing: Thing, wanted: Identifier) -> bool:
    return thing.identifier == wanted and (thing.role is not Role.PATTERN or bool(wanted.name))


def _urls(thing: Thing, id: str) -> Iterator[str]:
    for field in thing.fields:
        if field.key in {"urls", "url", "website"}:
            for text in _texts(field.node):
                filled = text.replace("{id}", id) if is_template(text) and id else text
                if is_address(filled):
                    yield filled


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.value
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item.get("url") or item if isinstance(item, Mapping) else item)
    else:
        for _, value in node.entries:
            yield from _texts(value)
