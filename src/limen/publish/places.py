"""Where in the files a breach of the graph comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from limen.check import Place
from limen.errors import Breach
from limen.publish.built import Built
from limen.publish.registry import Registry
from limen.term import Statement, iri_of
from limen.vocab import PROV, RDF

NOWHERE: Place = ("", 0, 0)


class _Lead(NamedTuple):
    """A statement that a breach may come from, and how far it is from what is at fault."""

    distance: int
    place: Place


def breach_places(registry: Registry, built: Built, breaches: Iterable[Breach]) -> Mapping[Breach, Place]:
    """Find where each breach stands, by saying the entries that speak of its node again.

    It stands at the statement that is at fault; where a statement is missing,
    at the thing that lacks it; for a derived node, at the record it follows from.
    """
    sought = {breach: breach for breach in breaches}
    sought |= _grounds(built, tuple(sought))
    leads = _leads(registry, built, set(sought.values()))
    return {breach: leads[ground].place for breach, ground in sought.items() if ground in leads}


def _grounds(built: Built, breaches: tuple[Breach, ...]) -> dict[Breach, Breach]:
    """For breaches of derived nodes, the records to look for in their stead."""
    foci = {breach.focus for breach in breaches}
    statements = (each for _, triples in built.graphs for each in triples if each[0] in foci)
    records = {s: o for s, p, o in statements if p == PROV.wasDerivedFrom}
    return {breach: Breach(records[breach.focus]) for breach in breaches if breach.focus in records}


def _leads(registry: Registry, built: Built, breaches: set[Breach]) -> dict[Breach, _Lead]:
    sought: dict[str, list[Breach]] = {}
    for breach in breaches:
        sought.setdefault(breach.focus, []).append(breach)
    speaking = {
        graph for graph, triples in built.graphs if any(s in sought or o in sought for s, _, o in triples)
    }
    found: dict[Breach, _Lead] = {}
    for entry in registry.entries() if sought else ():
        if iri_of(registry.names.graph(entry.path)) in speaking:
            for statement in registry.statements(entry):
                for breach in (*sought.get(statement.subject, ()), *sought.get(statement.object, ())):
                    lead = _lead(statement, breach, entry.path)
                    if breach not in found or lead.distance < found[breach].distance:
                        found[breach] = lead
    return found


def _lead(statement: Statement, breach: Breach, path: str) -> _Lead:
    """Judge how far a statement is from a fault: at it, at its like, its thing, or a mention of the thing."""
    if statement.subject != breach.focus:
        distance = 4
    elif breach.path and statement.predicate == breach.path:
        distance = 0 if statement.object == breach.value else 1
    else:
        distance = 2 if statement.predicate == RDF.type else 3
    return _Lead(distance, (path, statement.line, statement.column if statement.line else 0))
