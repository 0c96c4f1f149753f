"""What is known of the ends of mappings beside the mappings themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from limen.vocab import compact


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of ends by their IRIs; an end is in no map that nobody says anything for."""

    names: Mapping[str, str] = field(default_factory=_nothing)  # how people write it
    schemes: Mapping[str, str] = field(default_factory=_nothing)  # the scheme that it is of
    owners: Mapping[str, str] = field(default_factory=_nothing)  # of a level or threshold: who publishes it
    versions: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    programs: frozenset[str] = frozenset()  # agents that are no persons
    persons: bool = False  # whether somebody is named for the set as a whole

    def name(self, iri: str) -> str:
        """Write an IRI as people do.

        >>> Known(names={"https://x.org/a": "x:a"}).name("https://x.org/a")
        'x:a'
        """
        return self.names.get(iri) or compact(f"<{iri}>").strip("<>")
