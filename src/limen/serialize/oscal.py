"""Mappings as an OSCAL 1.2 mapping collection, in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, uuid5

from limen.errors import OutputRefused
from limen.model.mapping import MappingRecord
from limen.model.records import MAPPING
from limen.serialize.describe import Graph, union
from limen.serialize.mappings import MappingSet, gather_mappings, to_ascii
from limen.term import iri_of
from limen.vocab import DCTERMS, NS, SEMAPV, SKOS, SSSOM, compact

OSCAL_VERSION = "1.2.0"
#: The set relation that says what a relation says, and what the denial of one says.
RELATIONSHIPS: Mapping[tuple[str, bool], str] = MappingProxyType(
    {
        (iri_of(SKOS.exactMatch), False): "equal-to",
        (iri_of(SKOS.closeMatch), False): "equivalent-to",
        (iri_of(SKOS.broadMatch), False): "subset-of",
        (iri_of(SKOS.narrowMatch), False): "superset-of",
        (iri_of(SKOS.relatedMatch), False): "intersects-with",
        (iri_of(SKOS.relatedMatch), True): "no-relationship",
    }
)
_PERSON = frozenset(map(iri_of, (SEMAPV.ManualMappingCuration, SEMAPV.MappingReview)))
_PROGRAM = frozenset(
    map(iri_of, (SEMAPV.LLMBasedMatching, SEMAPV.AgentBasedMatching, SEMAPV.LexicalMatching))
)
#: Properties that have a place of their own in the model; all others become props.
_PLACED = frozenset({SSSOM.comment, SSSOM.confidence, SSSOM.predicate_modifier, DCTERMS.source})
_DESCRIPTION = (
    "Relations between what AI safety frameworks define, as somebody drew them and on the ground that "
    "each entry names. Levels, thresholds and subcategories stand as controls, because OSCAL knows no "
    "other ends; the resources are the documents that define them, not OSCAL catalogs. The method is "
    "hybrid also where an entry does not say how it was drawn, and draft means that no other person "
    "has reviewed every entry. limen is independent of everybody named here."
)


class _End(NamedTuple):
    """One end of a mapping: the document that defines it, in its version, and its id there."""

    resource: str
    id: str
    iri: str


def serialize_oscal(graphs: Iterable[Graph]) -> Iterator[str]:
    """Write every mapping that is a relation between sets; the remarks name the others.

    Raises:
        OutputRefused: when first read, if there is no such mapping or no day on which
            anything was known, because OSCAL has no collection without either.
    """
    mappings = gather_mappings(union(graphs))
    kept = [row for row in mappings.rows if (row.predicate, row.is_negative) in RELATIONSHIPS]
    if not kept:
        raise OutputRefused("an OSCAL mapping collection needs a mapping by a SKOS relation; there is none")
    if not mappings.known_through:
        raise OutputRefused("OSCAL needs the day of the last change; give an entry known_through")
    content = _content(mappings, sorted(kept, key=_order))
    name = json.dumps(content, sort_keys=True)
    collection = {"uuid": _uuid(f"{mappings.base}mapping {name}"), **content}
    yield json.dumps({"mapping-collection": collection}, indent=2, ensure_ascii=False) + "\n"


def _content(mappings: MappingSet, rows: list[MappingRecord]) -> dict[str, Any]:
    """The whole collection but its id, which follows from it."""
    resources = sorted({end.resource for row in rows for end in _ends(row)})
    return {
        "metadata": _metadata(mappings),
        "provenance": {
            "method": _method(rows),
            "matching-rationale": "semantic",
            "status": _status(rows),
            "mapping-description": _DESCRIPTION,
        },
        "mappings": [
            _mapping(source, target, list(group), mappings.labels)
            for (source, target), group in groupby(rows, key=_pair)
        ],
        "back-matter": {"resources": [_resource(each, mappings.labels) for each in resources]},
    }


def _metadata(mappings: MappingSet) -> dict[str, Any]:
    left_out = [row for row in mappings.rows if (row.predicate, row.is_negative) not in RELATIONSHIPS]
    remarks = "\n".join(f"- {_relation(row)}: {to_ascii(row.record)}" for row in sorted(left_out, key=_order))
    told = {"remarks": f"Left out, because no relation between sets says the same:\n\n{remarks}"}
    return {
        "title": "Mappings between AI safety frameworks",
        "last-modified": f"{mappings.known_through}T00:00:00Z",
        "version": mappings.known_through,
        "oscal-version": OSCAL_VERSION,
        **(told if left_out else {}),
    }


def _mapping(
    source: str, target: str, rows: list[MappingRecord], labels: Mapping[str, str]
) -> dict[str, Any]:
    """All entries between two documents."""
    return {
        "uuid": _uuid(f"{source} {target}"),
        "method": _method(rows),
        "matching-rationale": "semantic",
        "status": _status(rows),
        "source-resource": {"type": "catalog", "href": f"#{_uuid(source)}"},
        "target-resource": {"type": "catalog", "href": f"#{_uuid(target)}"},
        "maps": [_map(row, labels) for row in rows],
    }


def _map(row: MappingRecord, labels: Mapping[str, str]) -> dict[str, Any]:
    source, target = _ends(row)
    props = [
        {"name": key, "ns": NS, "value": _line(_word(value))}
        for key, rule in MAPPING.items()
        if rule.predicate not in _PLACED
        for value in row.of(rule.predicate)
        if value.strip()
    ]
    links = [_link(row.record, "canonical"), *(_link(each, "reference") for each in row.of(DCTERMS.source))]
    made: dict[str, Any] = {
        "uuid": _uuid(row.record),
        "relationship": RELATIONSHIPS[row.predicate, row.is_negative],
        "sources": [_item(source, labels)],
        "targets": [_item(target, labels)],
    }
    for confidence in row.of(SSSOM.confidence)[:1]:
        made["confidence-score"] = {"percentage": float(confidence)}
    made |= {"props": [{"name": "relation", "ns": NS, "value": _relation(row)}, *props], "links": links}
    comments = row.of(SSSOM.comment)
    return made | ({"remarks": "\n\n".join(comments)} if comments else {})


def _item(end: _End, labels: Mapping[str, str]) -> dict[str, Any]:
    label = labels.get(end.iri, "").strip()
    props = [{"name": "label", "ns": NS, "value": _line(label)}] if label else []
    item = {"type": "control", "id-ref": end.id}
    return item | ({"props": props} if props else {}) | {"links": [_link(end.iri, "reference")]}


def _resource(iri: str, labels: Mapping[str, str]) -> dict[str, Any]:
    title = labels.get(iri) or labels.get(_unversioned(iri)) or iri
    return {
        "uuid": _uuid(iri),
        "title": _line(title),
        "description": "A document known by this IRI; it is no OSCAL catalog.",
        "rlinks": [{"href": to_ascii(iri)}],
    }


def _ends(row: MappingRecord) -> tuple[_End, _End]:
    return (
        _end(row.subject, row.of(SSSOM.subject_source_version)),
        _end(row.object, row.of(SSSOM.object_source_version)),
    )


def _end(iri: str, versions: tuple[str, ...]) -> _End:
    """Take an end apart; one that is a document as a whole has the document's name for its id."""
    document, _, item = iri.partition("#")
    last = document.rpartition("/")[2]
    versioned = "@" in last or not versions or not versions[0].strip()
    resource = document if versioned else f"{document}@{quote(versions[0], safe='')}"
    return _End(resource, _line(unquote(item or last.partition("@")[0])), iri)


def _unversioned(iri: str) -> str:
    head, slash, last = iri.rpartition("/")
    return head + slash + last.partition("@")[0]


def _pair(row: MappingRecord) -> tuple[str, str]:
    source, target = _ends(row)
    return source.resource, target.resource


def _order(row: MappingRecord) -> tuple[str, str, str]:
    return (*_pair(row), row.record)


def _method(rows: Iterable[MappingRecord]) -> str:
    grounds = {each for row in rows for each in row.of(SSSOM.mapping_justification) or ("",)}
    return "human" if grounds <= _PERSON else "automation" if grounds <= _PROGRAM else "hybrid"


def _status(rows: Iterable[MappingRecord]) -> str:
    """Say how far a mapping is; never complete, because nobody claims to have mapped everything."""
    return "not-complete" if all(row.of(SSSOM.reviewer_id) for row in rows) else "draft"


def _relation(row: MappingRecord) -> str:
    return ("not " if row.is_negative else "") + compact(f"<{row.predicate}>")


def _word(value: str) -> str:
    """Write the IRI of a term shortly; other texts stay."""
    return compact(f"<{value}>").strip("<>") if ":" in value else value


def _link(iri: str, rel: str) -> dict[str, str]:
    return {"href": to_ascii(iri), "rel": rel}


def _line(text: str) -> str:
    """Put a text on one line, as OSCAL asks of short texts."""
    return " ".join(text.split())


def _uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))
