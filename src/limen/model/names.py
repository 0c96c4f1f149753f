"""The IRIs that limen mints, all under one base."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from limen.identifier import Identifier, to_iri
from limen.vocab import BASE

_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*\Z")
#: How the paths of private entries begin; the name of their overlay comes next.
OVERLAY = "overlay/"


def is_overlay(path: str) -> bool:
    """Say whether an entry belongs to an overlay, by its path.

    >>> is_overlay("overlay/acme/entity/com/acme.md"), is_overlay("entity/com/acme.md")
    (True, False)
    """
    return path.startswith(OVERLAY)


def _escaped(path: str) -> str:
    """Escape what may not stand in an IRI; most paths have nothing of it."""
    return path if _PLAIN.match(path) else quote(path, safe="/")


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the IRI of every kind of node, as N-Triples terms, under a base.

    The table of them is in the design document, "IRIs and graphs".
    """

    base: str = BASE

    def thing(self, identifier: Identifier) -> str:
        """Name what a SecID identifies.

        >>> Names().thing(Identifier("weakness", "anthropic.com", "asl", subpath="ASL-3"))
        '<https://w3id.org/limen/id/weakness/anthropic.com/asl#ASL-3>'
        """
        return f"<{to_iri(identifier, self.base)}>"

    def is_thing(self, term: str) -> bool:
        """Say whether a term names what a SecID identifies.

        >>> Names().is_thing(Names().thing(Identifier("entity", "anthropic.com"))), Names().is_thing('"a"')
        (True, False)
        """
        return term.startswith(f"<{self.base}id/")

    def pattern(self, owner: Identifier, patterns: tuple[str, ...]) -> str:
        """Name the node of a pattern, by the thing it belongs to and the patterns that lead to it."""
        path = "/".join(quote(pattern, safe="") for pattern in patterns)
        return f"<{self.base}pattern/{to_iri(owner, '')[3:].replace('#', '%23')}/{path}>"

    def graph(self, path: str) -> str:
        """Name the graph of one file, and with it the file as a record.

        >>> Names().graph("weakness/com/anthropic.md")
        '<https://w3id.org/limen/graph/entry/weakness/com/anthropic.md>'
        >>> Names().graph("overlay/acme/entity/com/acme.md")
        '<https://w3id.org/limen/graph/overlay/acme/entity/com/acme.md>'
        """
        return f"<{self.base}graph/{'' if is_overlay(path) else 'entry/'}{_escaped(path)}>"

    @property
    def current(self) -> str:
        """Name the graph of what follows from the entries."""
        return f"<{self.base}graph/current>"

    def record(self, word: str, id: str) -> str:
        """Name a claim, mapping, argument or assessment, or what a body points to beyond the registry.

        >>> Names().record("claim", "asl3-active-2025")
        '<https://w3id.org/limen/claim/asl3-active-2025>'
        >>> Names().record("reference", "weakness/com/anthropic/model-evaluations")
        '<https://w3id.org/limen/reference/weakness/com/anthropic/model-evaluations>'
        """
        return f"<{self.base}{word}/{_escaped(id)}>"

    def link(self, *parts: str) -> str:
        """Name a link by what it says, so that the same link is always the same node."""
        return f"<{self.base}link/{sha256(chr(31).join(parts).encode()).hexdigest()[:16]}>"
