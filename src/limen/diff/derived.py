"""Which triples follow from records, so that a change of them is the change of a record."""

from __future__ import annotations

from collections.abc import Iterable

from limen.term import Triple
from limen.vocab import DCTERMS, LIMEN, RDF

_PARTS = (RDF.subject, RDF.predicate, RDF.object)


def follows(triples: Iterable[Triple]) -> frozenset[Triple]:
    """Pick the triples that follow from others.

    These are what a record states as a plain triple, derived statements, which
    claims are in conflict, and the day of the view.

    >>> stated = [("<x:c>", part, f"<x:{name}>") for part, name in zip(_PARTS, "spo")]
    >>> follows([*stated, ("<x:s>", "<x:p>", "<x:o>"), ("<x:s>", "<x:p>", "<x:q>")])
    frozenset({('<x:s>', '<x:p>', '<x:o>')})
    """
    every = frozenset(triples)
    derived = {s for s, p, o in every if p == RDF.type and o == LIMEN.DerivedStatement}
    stated = _stated(every)
    return frozenset(
        triple
        for triple in every
        if triple[0] in derived or triple in stated or triple[1] in {LIMEN.conflictsWith, DCTERMS.valid}
    )


def _stated(triples: Iterable[Triple]) -> set[Triple]:
    """What the records state, as plain triples."""
    records: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, object_ in triples:
        if predicate in _PARTS:
            records.setdefault(subject, {}).setdefault(predicate, []).append(object_)
    return {
        (subject, predicate, object_)
        for said in records.values()
        for subject in said.get(RDF.subject, ())
        for predicate in said.get(RDF.predicate, ())
        for object_ in said.get(RDF.object, ())
    }
