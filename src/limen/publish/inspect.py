"""Everything wrong with a registry: its files, its entries, and its graph against shapes, rules and each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from limen.check import (
    Rule,
    check_shapes,
    entry_findings,
    read_rule,
    registry_mapping_violations,
    rule_violations,
    violation_findings,
)
from limen.errors import Finding, Severity
from limen.files import read_resources
from limen.publish.built import Built, built_of
from limen.publish.places import NOWHERE, breach_places
from limen.publish.registry import Registry
from limen.term import Triple, iri_of

#: The folders of rules that the graph of a registry has to keep.
_RULES = ("rules/claims", "rules/levels", "rules/skos")


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
    triples = built.union
    report = check_shapes(_ntriples(triples), read_resources("shapes", ".ttl"))
    violations = {
        *report.violations,
        *rule_violations(_rules(), built.store, registry.names.base),
        *registry_mapping_violations(triples, registry.names.base),
    }
    places = breach_places(registry, built, {violation.breach for violation in violations})
    found = {
        *registry.findings,
        *entry_findings(tuple(registry.entries()), registry.index),
        *violation_findings(violations, lambda breach: places.get(breach, NOWHERE), registry.names.base),
        *(_idle(shape) for shape in report.idle),
    }
    shown = sorted(replace(each, path=registry.shown(each.path)) for each in found)
    return Inspected(tuple(shown), len(triples), len(report.looked_at))


def _rules() -> Iterator[Rule]:
    for folder in _RULES:
        for code, text in read_resources(folder, ".rq").items():
            yield read_rule(code, text)


def _ntriples(triples: tuple[Triple, ...]) -> str:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples)


def _idle(shape: str) -> Finding:
    name = iri_of(shape).rpartition("#")[2]
    message = f"no node of the data is one that {name} looks at"
    return Finding(f"shapes/{name}", 0, 0, Severity.NOTE, "idle-shape", message)
