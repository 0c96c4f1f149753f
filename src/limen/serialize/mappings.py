"""Mapping records gathered from triples, as SSSOM and OSCAL write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from limen.model.mapping import MappingRecord, mapping_records, plain_text
from limen.term import Triple, iri_of
from limen.vocab import LIMEN, SKOS, SSSOM

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_LENGTH_OF_A_DAY = len("2025-05-22")


@dataclass(frozen=True, slots=True)
class MappingSet:
    """All mappings, sorted, with labels by IRI and the last day that the registry knows of."""

    rows: tuple[MappingRecord, ...]
    labels: Mapping[str, str]
    known_through: str

    @property
    def base(self) -> str:
        """What the IRIs of all records begin with; empty if there are none.

        >>> MappingSet((MappingRecord("https://x.org/mapping/a", "", "", "", {}),), {}, "").base
        'https://x.org/'
        """
        return self.rows[0].record.partition("mapping/")[0] if self.rows else ""


def gather_mappings(triples: Iterable[Triple]) -> MappingSet:
    """Gather every mapping that has both ends and a relation.

    Where nothing says up to which day
    the registry knows, the latest day on which a mapping was drawn stands.

    >>> gather_mappings([("<x:a>", LIMEN.knownThrough, '"2026-02-03"')]).known_through
    '2026-02-03'
    """
    listed = sorted(set(triples))
    labels: dict[str, str] = {}
    known: list[str] = []
    for subject, predicate, object_ in listed:
        if predicate == SKOS.prefLabel:
            labels.setdefault(iri_of(subject), plain_text(object_))
        elif predicate == LIMEN.knownThrough:
            known.append(plain_text(object_))
    rows = mapping_records(listed)
    days = known or [
        day for row in rows for day in row.of(SSSOM.mapping_date) if len(day) == _LENGTH_OF_A_DAY
    ]
    return MappingSet(rows, MappingProxyType(labels), max(days, default=""))


def to_ascii(iri: str) -> str:
    """Write an IRI as the URI that it stands for (RFC 3987, section 3.1).

    >>> to_ascii("https://example.org/§1%20a")
    'https://example.org/%C2%A71%20a'
    """
    return quote(iri, safe=_ASCII)
