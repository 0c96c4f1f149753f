"""Identifiers: SecID text to parts, parts to IRIs, and back."""

from __future__ import annotations

from limen.identifier.identifier import Identifier
from limen.identifier.index import IdentifierIndex, Namespace, Place
from limen.identifier.iri import format_secid, from_iri, has_iri, to_iri, to_uri
from limen.identifier.namespace import canonical_namespace
from limen.identifier.patterns import (
    PatternNode,
    canonical_name,
    first_match,
    is_match,
    is_version_node,
    item_nodes,
    literal_pattern,
    literal_text,
    pattern_problem,
    spellings,
)
from limen.identifier.reading import SECID_TYPES, Reading, Status, Written
from limen.identifier.text import read_secid

__all__ = [
    "SECID_TYPES",
    "Identifier",
    "IdentifierIndex",
    "Namespace",
    "PatternNode",
    "Place",
    "Reading",
    "Status",
    "Written",
    "canonical_name",
    "canonical_namespace",
    "first_match",
    "format_secid",
    "from_iri",
    "has_iri",
    "is_match",
    "is_version_node",
    "item_nodes",
    "literal_pattern",
    "literal_text",
    "pattern_problem",
    "read_secid",
    "spellings",
    "to_iri",
    "to_uri",
]
