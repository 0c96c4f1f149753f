"""What the writers know about the terms: prefixes, and how values are usually written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
# The part of Turtle 1.1's PN_LOCAL that needs no escape in any reader.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?\Z")


@dataclass(frozen=True, slots=True)
class Style:
    """How to write IRIs and values shortly; it never changes what is said.

    A prefix is used where its namespace is all of an IRI up to the last `#` or
    `/`. The other two are for JSON-LD's context: `coercions` says for a property
    what a bare string stands for, `"@id"` or a datatype IRI, and `language_maps`
    names the properties whose texts are grouped by language.
    """

    prefixes: Mapping[str, str]
    coercions: Mapping[str, str] = field(default_factory=dict)
    language_maps: frozenset[str] = frozenset()


class Prefixes:
    """Shortens IRIs and remembers which prefixes that took."""

    def __init__(self, style: Style, without: AbstractSet[str] = frozenset()) -> None:
        """Take a style's prefixes, except some; the first by name wins a namespace."""
        self._by_namespace = {
            namespace: prefix
            for prefix, namespace in sorted(style.prefixes.items(), reverse=True)
            if prefix not in without and _PREFIX.match(prefix)
        }
        self._used: dict[str, str] = {}

    def shorten(self, text: str) -> str | None:
        """Write an IRI as a prefixed name, or say that there is none.

        >>> Prefixes(Style({"ex": "https://example.org/"})).shorten("https://example.org/a")
        'ex:a'
        """
        cut = max(text.rfind("#"), text.rfind("/")) + 1
        prefix = self._by_namespace.get(text[:cut])
        if prefix is None or not _LOCAL.match(text, cut):
            return None
        self._used[prefix] = text[:cut]
        return f"{prefix}:{text[cut:]}"

    def used(self) -> list[tuple[str, str]]:
        """The prefixes that were needed so far, with their namespaces, sorted."""
        return sorted(self._used.items())
