"""How many claims a dataset has, by how they were seen, and how many mappings, by review."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from limen.publish.built import Built
from limen.publish.wording import short
from limen.vocab import LIMEN, RDF, SSSOM

_UNSAID = "as the file has it"  # read from the body of an entry, which says no more


@dataclass(frozen=True)
class Tally:
    """Counts of a dataset."""

    claims: tuple[tuple[str, int], ...]  # by confidence, most first
    reviewed: int
    unreviewed: int

    def __str__(self) -> str:
        """Say the counts in one line."""
        total = sum(count for _, count in self.claims)
        kinds = ", ".join(f"{count:,} {word}" for word, count in self.claims)
        mappings = f"{self.reviewed + self.unreviewed:,} mappings: {self.reviewed:,} reviewed, {self.unreviewed:,} not"
        return f"{total:,} claims: {kinds or 'none'}; {mappings}"


def tally(built: Built) -> Tally:
    """Count the claims and mappings of a dataset."""
    kinds: dict[str, str] = {}
    confidence: dict[str, str] = {}
    reviewed: set[str] = set()
    for _, triples in built.graphs:
        for subject, predicate, object_ in triples:
            if predicate == RDF.type and object_ in {LIMEN.Claim, LIMEN.Mapping}:
                kinds[subject] = object_
            elif predicate == LIMEN.confidence:
                confidence[subject] = short(object_)
            elif predicate == SSSOM.reviewer_id:
                reviewed.add(subject)
    claims = Counter(confidence.get(node, _UNSAID) for node, kind in kinds.items() if kind == LIMEN.Claim)
    mappings = {node for node, kind in kinds.items() if kind == LIMEN.Mapping}
    done = len(mappings & reviewed)
    return Tally(
        tuple(sorted(claims.items(), key=lambda pair: (-pair[1], pair[0]))), done, len(mappings) - done
    )
