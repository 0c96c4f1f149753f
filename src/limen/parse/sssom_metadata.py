"""The metadata of an SSSOM table: YAML in the comments before it, or in a file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from limen.errors import Finding, Severity
from limen.model import node
from limen.model.node import leaves
from limen.parse.text import decode, read_yaml
from limen.vocab import RDF, RDFS, SEMAPV, SKOS, SSSOM, XSD

#: Slots that stand for every row when the metadata gives them and no row does (SSSOM, propagation).
_PROPAGATED = frozenset(
    """
    subject_type subject_source subject_source_version object_type object_source object_source_version
    predicate_type mapping_provider cardinality_scope mapping_tool mapping_tool_id mapping_tool_version
    mapping_date subject_match_field object_match_field subject_preprocessing object_preprocessing
    similarity_measure curation_rule curation_rule_text
    """.split()
)
#: Prefixes that every SSSOM file may use without saying so.
_BUILT_IN = {each.prefix: each.namespace for each in (RDF, RDFS, SEMAPV, SKOS, SSSOM, XSD)}
_BUILT_IN["owl"] = "http://www.w3.org/2002/07/owl#"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said of a table as a whole."""

    pairs: tuple[tuple[str, str], ...]  # every text, after the keys that lead to it
    prefixes: Mapping[str, str]
    propagated: Mapping[str, tuple[str, ...]]  # by slot, what stands for every row


def read_metadata(
    path: str, comments: str, beside: tuple[str, bytes] | None
) -> tuple[Metadata, tuple[Finding, ...]]:
    r"""Read the metadata, from the file beside the table if there are no comments.

    >>> read_metadata("a.tsv", "#mapping_date: 2025-01-29\n", None)[0].propagated
    {'mapping_date': ('2025-01-29',)}
    """
    text, found = _uncommented(comments), tuple[Finding, ...]()
    if not comments and beside:
        path = beside[0]
        read, found = decode(*beside)
        text = read or ""
    value, more = read_yaml(path, text)
    # Everybody reads the version 1.10 as 1.1 here; only what cannot be read matters.
    grave = tuple(each for each in more if each.code != "unquoted-scalar")
    root = value if isinstance(value, node.Mapping) else node.Mapping((), 1, 1)
    curies = root.get("curie_map")
    entries = curies.entries if isinstance(curies, node.Mapping) else ()
    declared = {key.value: each for key, each in entries if isinstance(each, node.Scalar)}
    propagated = {key.value: _texts(each) for key, each in root.entries if key.value in _PROPAGATED}
    metadata = Metadata(
        tuple(_pairs(root)),
        {prefix: scalar.value for prefix, scalar in declared.items()} | _BUILT_IN,
        {slot: values for slot, values in sorted(propagated.items()) if values},
    )
    return metadata, (*found, *grave, *_redefined(path, declared))


def _uncommented(comments: str) -> str:
    """Put a blank for the sign, which keeps the columns, and drop the tabs that a spreadsheet leaves."""
    return re.sub(r"\t+$", "", re.sub("^#", " ", comments, flags=re.MULTILINE), flags=re.MULTILINE)


def _pairs(metadata: node.Mapping) -> Iterator[tuple[str, str]]:
    """Every scalar of the metadata, with the keys that lead to it."""
    for keys, scalar in leaves(metadata):
        yield ".".join(keys), scalar.value


def _texts(value: node.Node) -> tuple[str, ...]:
    return tuple(scalar.value for _, scalar in leaves(value) if scalar.value)


def _redefined(path: str, declared: Mapping[str, node.Scalar]) -> Iterator[Finding]:
    for prefix, scalar in declared.items():
        if _BUILT_IN.get(prefix, scalar.value) != scalar.value:
            message = f"the prefix {prefix} is declared as {scalar.value}, and SSSOM has fixed what it means"
            hint = f"leave it out, or write {_BUILT_IN[prefix]}"
            place = (scalar.line, scalar.column)
            yield Finding(path, *place, Severity.WARNING, "redefined-prefix", message, hint)
