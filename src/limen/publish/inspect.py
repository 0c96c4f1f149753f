"""Everything wrong with a registry: its files, its entries, and its graph against shapes, rules and each other."""

from __future__ import annotations

import re
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
from limen.model.records import RECORDS
from limen.publish.built import Built, built_of
from limen.publish.places import NOWHERE, breach_places
from limen.publish.registry import Registry
from limen.term import Triple, iri_of

#: A path in a message.
_FILE = re.compile(r"[^\s'\"]+\.(?:md|json)\b")
_TABLES = tuple(kind.table for kind in RECORDS)
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

    The findings name files as their user would type them. A part of a registry is
    looked at within the whole, and only what is found in the part is told.
    """
    if registry.enclosing:
        whole = inspect(registry.enclosing, built_of(registry.enclosing))
        told = tuple(each for each in whole.findings if each.path not in registry.around)
        return Inspected(told, len(built.union), whole.shapes)
    triples = built.union
    report = check_shapes(_ntriples(triples), read_resources("shapes", ".ttl"))
    violations = {
        *report.violations,
        *rule_violations(registry_rules(), built.store, registry.names.base),
        *registry_mapping_violations(triples, registry.names.base),
    }
    places = breach_places(registry, built, {violation.breach for violation in violations})
    found = {
        *registry.findings,
        *_entry_findings(registry),
        *violation_findings(violations, lambda breach: places.get(breach, NOWHERE), registry.names.base),
        *_idle(report.idle),
    }
    shown = {_shown(each, registry) for each in found}
    once = sorted(each for each in shown if not _is_told(each, registry.findings))
    return Inspected(tuple(once), len(triples), len(report.looked_at))


def _is_told(finding: Finding, told: tuple[Finding, ...]) -> bool:
    """Say whether the parser has told already that the key is missing whose property a shape misses."""
    place = finding.path, finding.line, finding.column
    keys = {key for table in _TABLES for key, rule in table.items() if rule.predicate == finding.breach.path}
    return not finding.breach.value and any(
        each.code == "missing-key"
        and (each.path, each.line, each.column) == place
        and any(f"no {key!r}" in each.message for key in keys)
        for each in told
    )


def _shown(finding: Finding, registry: Registry) -> Finding:
    """Name the files of a finding, those in its message too, as their user would type them."""
    message = _FILE.sub(lambda name: registry.shown(name[0]), finding.message)
    return replace(finding, path=registry.shown(finding.path), message=message)


def _entry_findings(registry: Registry) -> set[Finding]:
    """What is wrong with the entries; overlays mend nothing of what is wrong with public ones."""
    found = set(entry_findings(tuple(registry.entries()), registry.index))
    if registry.public is not None:
        found.update(entry_findings(tuple(registry.public_entries()), registry.public))
    return found


def registry_rules() -> Iterator[Rule]:
    """The rules that the graph of a registry has to keep."""
    for folder in _RULES:
        for code, text in read_resources(folder, ".rq").items():
            yield read_rule(code, text)


def _ntriples(triples: tuple[Triple, ...]) -> str:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples)


def _idle(shapes: tuple[str, ...]) -> Iterator[Finding]:
    """Say which shapes had nothing to look at; they neither passed nor failed."""
    if shapes:
        names = ", ".join(iri_of(shape).rpartition("#")[2] for shape in shapes)
        message = f"shapes that no node of the data is for: {names}"
        yield Finding("", 0, 0, Severity.NOTE, "idle-shape", message, "see whether something lacks its kind")
