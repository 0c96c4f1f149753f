"""What is known while one entry is turned into triples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from limen.identifier import Identifier, format_secid, read_secid
from limen.model.entry import Entry
from limen.model.index import Index
from limen.model.names import Names
from limen.term import literal


@dataclass(frozen=True)
class Context:
    """The entry, the index of the whole registry, and the IRIs to mint."""

    entry: Entry
    index: Index
    names: Names

    @cached_property
    def record(self) -> str:
        """The file as a record, as a term."""
        return self.names.graph(self.entry.path)

    def read(self, text: str, owner: Identifier | None = None) -> Identifier | None:
        """Read a SecID; a text without scheme is an item of the owner's source."""
        if owner is not None and text[:6].lower() != "secid:":
            return owner.item(text)
        if text not in self._read:
            self._read[text] = read_secid(text, self.index.identifiers).identifier
        return self._read[text]

    def target(self, text: str) -> Identifier | None:
        """Find what a text of a body points to, by its SecID or by its name."""
        is_secid = text[:6].lower() == "secid:"
        return self.read(text) if is_secid else self.index.find(text)

    def thing(self, identifier: Identifier) -> str:
        """Name what a SecID identifies, as a term; made once for each."""
        term = self._things.get(identifier)
        if term is None:
            term = self._things[identifier] = self.names.thing(identifier)
        return term

    @cached_property
    def _read(self) -> dict[str, Identifier | None]:
        return {}

    @cached_property
    def _things(self) -> dict[Identifier, str]:
        return {}

    def identifier_texts(self, identifier: Identifier) -> tuple[str, tuple[str, ...]]:
        """Write a SecID as a literal, and in each older spelling of its namespace."""
        canonical = format_secid(identifier)
        former = self.index.aliases.get((identifier.type, identifier.namespace), ())
        tail = canonical[len(f"secid:{identifier.type}/{identifier.namespace}") :] if former else ""
        return literal(canonical), tuple(
            literal(f"secid:{identifier.type}/{alias}{tail}") for alias in former
        )
