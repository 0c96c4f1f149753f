"""What a body is read against: the entry's namespace, its sources and their items."""

from __future__ import annotations

from dataclasses import dataclass

from limen.identifier import Identifier


@dataclass(frozen=True, slots=True)
class SourceScope:
    """A source of the entry and what is known of its items' ids."""

    identifier: Identifier
    item_patterns: tuple[str, ...] = ()
    known_items: frozenset[str] = frozenset()
    versions: tuple[str, ...] = ()  # that the source declares


@dataclass(frozen=True, slots=True)
class Scope:
    """The entry whose body is read; `plain_note` means a file of bare lines, one per block."""

    namespace: Identifier
    sources: tuple[SourceScope, ...] = ()
    plain_note: bool = False
