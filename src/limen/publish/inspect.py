"""Everything wrong with a registry: its files, its identifiers, and its graph against the shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from limen.check import check_shapes, label_findings, reference_findings, shape_findings
from limen.errors import Finding, Severity
from limen.files import read_resources
from limen.publish.built import Built, built_of
from limen.publish.registry import Registry
from limen.term import iri_of


class Inspected(NamedTuple):
    """What was found, and how much was looked at."""

    findings: tuple[Finding, ...]
    triples: int
    shapes: int


def check(registry: Registry) -> Inspected:
    """Build the registry and find everything wrong with it."""
    return inspect(registry, built_of(registry))


def inspect(registry: Registry, built: Built) -> Inspected:
    """Find everything wrong with a registry and the graphs made of it; sorted, each once.

    The findings name files as their user would type them.
    """
    report = check_shapes(_ntriples(built), read_resources("shapes", ".ttl"))
    places = _places(registry, built, {violation.focus for violation in report.violations})
    found = {
        *registry.findings,
        *_references(registry),
        *_record_findings(registry),
        *shape_findings(report, lambda focus: places.get(focus, ("", 0, 0))),
        *(_idle(shape) for shape in report.idle),
    }
    shown = sorted(replace(each, path=registry.shown(each.path)) for each in found)
    return Inspected(tuple(shown), len(built), len(report.looked_at))


def _ntriples(built: Built) -> str:
    triples = {triple for _, triples in built.graphs for triple in triples}
    return "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(triples))


def _references(registry: Registry) -> Iterator[Finding]:
    for entry in registry.entries():
        yield from reference_findings(entry, registry.index)
        yield from label_findings(entry, registry.index)


def _record_findings(registry: Registry) -> Iterator[Finding]:
    """Say which records of different files have the same name."""
    seen: dict[tuple[str, str], str] = {}
    for entry in registry.entries():
        for record in entry.records:
            first = seen.setdefault((record.kind.word, record.id), entry.path)
            if record.id and first != entry.path:
                message = f"the {record.kind.word} {record.id!r} stands in {first} too"
                yield Finding(
                    entry.path, record.line, 1, Severity.ERROR, "duplicate-id", message, "rename one"
                )


def _places(registry: Registry, built: Built, nodes: set[str]) -> dict[str, tuple[str, int, int]]:
    """Find the file and line that first speaks of each node, by saying those entries again."""
    graphs = {graph for graph, triples in built.graphs for subject, _, _ in triples if subject in nodes}
    places: dict[str, tuple[str, int, int]] = {}
    for entry in registry.entries() if nodes else ():
        if iri_of(registry.names.graph(entry.path)) in graphs:
            for subject, _, _, line in registry.statements(entry):
                if subject in nodes:
                    places.setdefault(subject, (entry.path, line, 1 if line else 0))
    return places


def _idle(shape: str) -> Finding:
    name = iri_of(shape).rpartition("#")[2]
    message = f"no node of the data is one that {name} looks at"
    return Finding(f"shapes/{name}", 0, 0, Severity.NOTE, "idle-shape", message)
