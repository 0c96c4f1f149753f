"""What an identifier means to the registries at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from limen.identifier import (
    SECID_TYPES,
    Identifier,
    IdentifierIndex,
    Reading,
    Status,
    canonical_namespace,
    format_secid,
    from_iri,
    read_secid,
)
from limen.model.entry import Entry
from limen.publish.address import addresses
from limen.publish.registry import Registry
from limen.term import iri_of

_NAMELESS = frozenset({Status.NAMESPACE_ONLY, Status.NO_NAME, Status.UNKNOWN_NAME})


@dataclass(frozen=True)
class Resolution:
    """The meaning of a SecID; empty where the registries do not say.

    `choices` are what could stand at the place up to which the text was understood.
    """

    text: str
    reading: Reading
    canonical: str = ""
    iri: str = ""
    entries: tuple[str, ...] = ()
    source: str = ""
    item: str = ""
    urls: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def resolve(registry: Registry, text: str) -> Resolution:
    """Say what a SecID, or the IRI of one, means: its canonical form, the entry, source and item, where to look."""
    index = registry.index
    if known := from_iri(text, registry.names.base, index.identifiers):
        text = format_secid(known)
    reading = read_secid(text, index.identifiers)
    choices = _choices(reading, index.identifiers)
    identifier = reading.identifier
    if identifier is None:
        return Resolution(text, reading, choices=choices, remarks=reading.problems)
    home = _home(identifier)
    entries = tuple(each for each in registry.entries() if _is_of(each, home))
    return Resolution(
        text,
        reading,
        format_secid(identifier),
        iri_of(registry.names.thing(identifier)),
        tuple(registry.shown(each.path) for each in entries),
        index.labels.get(identifier.source if identifier.name else home, ""),
        _item_label(identifier, registry) if identifier.subpath else "",
        addresses((thing for entry in entries for thing in entry.things), identifier),
        choices,
        (*reading.problems, *_remarks(identifier, registry)),
    )


def _remarks(identifier: Identifier, registry: Registry) -> Iterator[str]:
    """What the registries do not say of an identifier that they understand."""
    source = identifier.source
    versions = sorted(each.version for each in registry.index.paths if each == source.at(each.version))
    listed = [version for version in versions if version]
    if identifier.version and listed and identifier.version not in listed:
        yield f"the source lists no version {identifier.version}; it has {', '.join(listed)}"
    if identifier not in registry.index:
        yield "the registries describe nothing under just this identifier"


def _choices(reading: Reading, index: IdentifierIndex) -> tuple[str, ...]:
    """What the registries know at the place where a text stops being understood, or stops."""
    written = reading.written
    known: Iterable[str] = ()
    if reading.status is Status.UNKNOWN_TYPE:
        known = (f"secid:{type}" for type in SECID_TYPES)
    elif written.type and reading.status in {Status.TYPE_ONLY, Status.UNKNOWN_NAMESPACE}:
        spaces = (each.namespace for each in index.namespaces if each.type == written.type)
        known = (f"secid:{written.type}/{space}" for space in spaces)
    elif written.type and written.namespace and reading.status in _NAMELESS:
        home = f"secid:{written.type}/{written.namespace}"
        known = (
            f"{home}/{name}" for name in index.names(written.type, canonical_namespace(written.namespace))
        )
    return tuple(sorted(known))


def _home(identifier: Identifier) -> Identifier:
    return Identifier(identifier.type, identifier.namespace)


def _is_of(entry: Entry, home: Identifier) -> bool:
    return (entry.namespace.type, canonical_namespace(entry.namespace.namespace)) == (
        home.type,
        home.namespace,
    )


def _item_label(identifier: Identifier, registry: Registry) -> str:
    labels = registry.index.labels
    return labels.get(identifier) or labels.get(identifier.unversioned) or identifier.subpath
