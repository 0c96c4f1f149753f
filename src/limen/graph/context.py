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
        return read_secid(text, self.index.identifiers).identifier

    def identifier_text(self, identifier: Identifier) -> str:
        """Write a SecID as a literal."""
        return literal(format_secid(identifier))

    def former_texts(self, identifier: Identifier) -> tuple[str, ...]:
        """Write a SecID in each older spelling of its namespace, as literals."""
        former = self.index.aliases.get((identifier.type, identifier.namespace), ())
        canonical = format_secid(identifier)
        head = f"secid:{identifier.type}/{identifier.namespace}"
        return tuple(literal(f"secid:{identifier.type}/{alias}{canonical[len(head) :]}") for alias in former)
