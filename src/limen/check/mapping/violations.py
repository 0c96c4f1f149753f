"""Every check of what mappings mean, in one call."""

from __future__ import annotations

from collections.abc import Iterable

from limen.check.mapping.cardinality import wrong_cardinality
from limen.check.mapping.closure import Sameness
from limen.check.mapping.contradiction import (
    against_exact,
    found_and_not_found,
    mapped_and_denied,
    related_and_broader,
)
from limen.check.mapping.cycle import broader_both_ways
from limen.check.mapping.known import Known
from limen.check.mapping.link import links
from limen.check.mapping.repeated import missing_inverses, repeated
from limen.check.mapping.review import curated_by_nobody, unreviewed
from limen.check.mapping.scheme import exact_within_scheme, self_mappings
from limen.check.mapping.slots import odd_slots, odd_versions, unfounded_alignments, unversioned_ends
from limen.check.report import Violation
from limen.model.mapping import MappingRecord

_NOTHING = Known()


def mapping_violations(mappings: Iterable[MappingRecord], known: Known = _NOTHING) -> tuple[Violation, ...]:
    """Find what is wrong with what mappings mean, one by one and together; in any order, sorted.

    >>> exact, broad = (f"http://www.w3.org/2004/02/skos/core#{each}Match" for each in ("exact", "broad"))
    >>> rows = [MappingRecord("line 2", "x:a", exact, "x:b", {}), MappingRecord("line 3", "x:a", broad, "x:b", {})]
    >>> mapping_violations(rows)[0].message
    'x:a has the broader x:b, and they are the same: x:a = x:b (line 2)'
    """
    rows = tuple(sorted(mappings, key=lambda row: row.order))
    listed = links(rows)
    same = Sameness(listed)
    found = {
        *against_exact(listed, same, known),
        *related_and_broader(listed, same, known),
        *broader_both_ways(listed, same, known),
        *mapped_and_denied(listed, same, known),
        *found_and_not_found(rows, known),
        *exact_within_scheme(same, known),
        *self_mappings(rows, known),
        *repeated(rows, known),
        *missing_inverses(listed, known),
        *wrong_cardinality(rows),
        *unreviewed(rows, known),
        *curated_by_nobody(rows, known),
        *odd_slots(rows, known),
        *odd_versions(rows, known),
        *unversioned_ends(rows, known),
        *unfounded_alignments(rows, known),
    }
    return tuple(sorted(found))
