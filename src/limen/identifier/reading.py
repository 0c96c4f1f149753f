"""What reading an identifier yields: how far it is understood, and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Self

from limen.identifier.identifier import Identifier

#: The ten kinds of thing that SecID identifies (SecID specification, section 3).
SECID_TYPES = frozenset(
    {
        "advisory",
        "capability",
        "control",
        "disclosure",
        "entity",
        "methodology",
        "reference",
        "regulation",
        "ttp",
        "weakness",
    }
)

Pairs = tuple[tuple[str, str], ...]


class Status(Enum):
    """How far the registries at hand understand an identifier."""

    explanation: str

    OK = "ok", "The registry knows the namespace, the name and the form of the rest."
    OK_ITEM_NOT_CHECKABLE = (
        "ok-item-not-checkable",
        "The registry knows the source but has no pattern for its items, so the item may or may not exist.",
    )
    UNKNOWN_ITEM = "unknown-item", "The registry knows the source, and the item fits none of its patterns."
    UNKNOWN_NAME = "unknown-name", "The registry knows the namespace but no such name in it."
    NO_NAME = "no-name", "A version or an item follows the namespace directly, without the name between them."
    NAMESPACE_ONLY = "namespace-only", "The identifier names a registered namespace and nothing in it."
    UNKNOWN_NAMESPACE = "unknown-namespace", "The registry has no such namespace for this type."
    TYPE_ONLY = "type-only", "Only the type can be read."
    UNKNOWN_TYPE = "unknown-type", "What follows 'secid:' is not one of the ten types of SecID."
    NO_SCHEME = "no-scheme", "The text does not begin with 'secid:'."

    def __new__(cls, word: str, explanation: str) -> Self:
        """Make the word the value and keep the sentence beside it."""
        status = object.__new__(cls)
        status._value_ = word
        status.explanation = explanation
        return status


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of an identifier as the text has them, decoded.

    None is a part that is not there; a version may be there and empty. The
    namespace is spelled as registered.
    """

    type: str | None = None
    namespace: str | None = None
    name: str | None = None
    version: str | None = None
    qualifiers: Pairs = ()
    subpath: str | None = None
    item_version: str | None = None
    item_qualifiers: Pairs = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: the identifier in canonical form, if it has one, and all that was odd."""

    status: Status
    identifier: Identifier | None
    written: Written
    problems: tuple[str, ...] = ()
