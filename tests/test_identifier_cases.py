"""SecID's own registry and the shared identifier cases, read as the cases say."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from limen.identifier import (
    IdentifierIndex,
    Namespace,
    PatternNode,
    Reading,
    format_secid,
    from_iri,
    is_version_node,
    pattern_problem,
    read_secid,
    to_iri,
    to_uri,
)

SHARED = Path(__file__).parents[2] / "shared"
CASES = SHARED / "identifiers" / "secid-cases.json"
REGISTRIES = (SHARED / "secid" / "registry", SHARED / "identifiers" / "registry")
BASE = "https://example.org/"

pytestmark = pytest.mark.skipif(not CASES.is_file(), reason="needs ../shared")


def _node(tree: dict[str, Any]) -> PatternNode:
    available = (tree.get("data") or {}).get("versions_available") or []
    return PatternNode(
        tuple(tree["patterns"]),
        tuple(one["version"] if isinstance(one, dict) else one for one in available),
        tuple(_node(child) for child in tree.get("children") or []),
    )


@cache
def _index() -> IdentifierIndex:
    files = [path for folder in REGISTRIES for path in sorted(folder.rglob("*.json"))]
    entries = [json.loads(path.read_text("utf-8")) for path in files]
    return IdentifierIndex.of(
        Namespace(entry["type"], entry["namespace"], (), tuple(_node(tree) for tree in entry["match_nodes"]))
        for entry in entries
        if "namespace" in entry
    )


def _cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(CASES.read_text("utf-8")) if CASES.is_file() else []
    return cases


def _as_case(reading: Reading, case: dict[str, Any]) -> dict[str, Any]:
    """Put a reading into the words of a case file."""
    written, identifier = reading.written, reading.identifier
    return {
        "label": case["label"],
        "input": case["input"],
        "status": reading.status.value,
        "type": written.type,
        "namespace": written.namespace,
        "name": written.name,
        "version": written.version,
        "qualifiers": dict(written.qualifiers) or None,
        "subpath": written.subpath,
        "item_version": written.item_version,
        "item_qualifiers": dict(written.item_qualifiers) or None,
        "canonical": format_secid(identifier) if identifier else None,
        "iri": to_iri(identifier, BASE).replace(f"{BASE}id/", "secid:", 1) if identifier else None,
        "uri": to_uri(identifier, BASE).replace(f"{BASE}id/", "secid:", 1) if identifier else None,
        "problems": list(reading.problems),
    }


@pytest.mark.parametrize("case", _cases(), ids=lambda case: str(case["label"]))
def test_read_secid_of_a_shared_case(case: dict[str, Any]) -> None:
    """Status, parts, canonical form, IRI, URI and problems are those of the case."""
    assert case == _as_case(read_secid(case["input"], _index()), case)


@pytest.mark.parametrize(
    "case", [case for case in _cases() if case["iri"]], ids=lambda case: str(case["label"])
)
def test_from_iri_of_a_shared_case(case: dict[str, Any]) -> None:
    """The IRI and the URI of a case lead back to its identifier."""
    identifier = read_secid(case["input"], _index()).identifier
    assert identifier is not None
    assert identifier == from_iri(to_iri(identifier, BASE), BASE, _index())
    assert identifier == from_iri(to_uri(identifier, BASE), BASE, _index())


def test_pattern_problem_when_the_registry_is_real() -> None:
    """Every pattern that people wrote can be tried."""

    def patterns(node: PatternNode) -> list[str]:
        return [*node.patterns, *(one for child in node.children for one in patterns(child))]

    written = [one for space in _index().namespaces for node in space.nodes for one in patterns(node)]
    assert len(written) > 900
    assert [] == [pattern for pattern in written if pattern_problem(pattern)]


def test_is_version_node_when_the_registry_is_real() -> None:
    """Versions are told from items below the names that have them, and below no other."""
    found: dict[str, int] = {}
    for space in _index().namespaces:
        for node in space.nodes:
            count = sum(is_version_node(child, node) for child in node.children)
            if count:
                found[space.namespace] = found.get(space.namespace, 0) + count
    assert {"owasp.org": 5, "mitre.org": 27, "first.org": 5, "cve.org": 3} == found
