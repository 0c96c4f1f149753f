"""Mappings as a table of the Simple Standard for Sharing Ontology Mappings (SSSOM 1.1, TSV)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from limen.model.mapping import MappingRecord, property_slot
from limen.model.records import MAPPING
from limen.serialize.describe import Graph, union
from limen.serialize.mappings import MappingSet, gather_mappings, to_ascii
from limen.serialize.style import Style
from limen.vocab import LIMEN, compact

LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
#: The order of columns: those that every table has, then those that some mapping needs.
COLUMNS = (
    "record_id",
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "predicate_type",
    "subject_source_version",
    "object_source_version",
    "author_id",
    "reviewer_id",
    "mapping_source",
    "mapping_date",
    "confidence",
    "comment",
    "other",
)
_ALWAYS = frozenset({"record_id", "subject_id", "predicate_id", "object_id", "mapping_justification"})
#: Slots whose cell may hold several values, and those whose values are IRIs.
_SEVERAL = frozenset({"author_id", "reviewer_id"})
_REFERENCES = frozenset({"mapping_justification", "mapping_source"}) | _SEVERAL
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
# Readers of tables, sssom-py's among them, take these texts for an empty cell.
_NOTHING = frozenset(
    "#N/A #NA -1.#IND -1.#QNAN -NaN -nan 1.#IND 1.#QNAN <NA> N/A NA NULL NaN None n/a nan null".split()
) | {"", "#N/A N/A"}
_TO_QUOTE = re.compile(r'[\t\n"]')
_LINE_END = re.compile(r"\r\n?")
_NOTE = (
    "The slot other holds what SSSOM has no slot for, as key=value, separated by |; "
    "before | and the backslash itself stands a backslash."
)
_KEYS = {rule.predicate: key for key, rule in MAPPING.items()}


def serialize_sssom(graphs: Iterable[Graph], style: Style) -> Iterator[str]:
    """Write every mapping of the graphs as one row, sorted by its record's IRI.

    IRIs are written as URIs, because sssom-py leaves out rows with any other. A
    text that readers take for an empty cell, a date that is no day, and a second
    value where SSSOM has room for one stand in the slot `other`.
    """
    mappings = gather_mappings(union(graphs))
    curies = _Curies(mappings, style)
    rows = [_cells(row, mappings.labels, curies) for row in mappings.rows]
    used = _ALWAYS.union(*rows)
    columns = [each for each in COLUMNS if each in used]
    yield from _header(mappings, curies)
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(_quoted(row.get(each, "")) for each in columns) + "\n"


class _Curies:
    """Shortens IRIs, and remembers the prefixes which that took.

    Where no namespace fits, one is made of the IRI up to its last `#` or `/`;
    those are found beforehand, so that their names follow their order.
    """

    def __init__(self, mappings: MappingSet, style: Style) -> None:
        self.used: dict[str, str] = {}
        own = {"limenid": f"{mappings.base}id/", "limenmapping": f"{mappings.base}mapping/"}
        known = dict(style.prefixes) | (own if mappings.base else {})
        others = {_namespace(each) for each in _iris(mappings) if not each.startswith(tuple(known.values()))}
        known |= {f"ns{number}": each for number, each in enumerate(sorted(others), 1)}
        self._prefixes = sorted(known.items(), key=lambda pair: (-len(pair[1]), pair[0]))

    def shorten(self, iri: str) -> str:
        """Write an IRI as a CURIE, by the longest namespace that fits."""
        prefix, namespace = next(pair for pair in self._prefixes if iri.startswith(pair[1]))
        self.used[prefix] = namespace
        return f"{prefix}:{to_ascii(iri.removeprefix(namespace))}"


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/"), iri.find(":")) + 1]


def _iris(mappings: MappingSet) -> Iterator[str]:
    for row in mappings.rows:
        yield from (row.record, row.subject, row.predicate, row.object)
        for property, values in row.values.items():
            if property_slot(property) in _REFERENCES:
                yield from values


def _cells(row: MappingRecord, labels: Mapping[str, str], curies: _Curies) -> dict[str, str]:
    """The cells of one row that are not empty."""
    cells = {
        "record_id": curies.shorten(row.record),
        "subject_id": curies.shorten(row.subject),
        "predicate_id": curies.shorten(row.predicate),
        "object_id": curies.shorten(row.object),
    }
    others: list[tuple[str, str]] = []
    ends = {"subject_label": labels.get(row.subject, ""), "object_label": labels.get(row.object, "")}
    texts: dict[str, tuple[str, ...]] = {slot: (text,) for slot, text in ends.items() if text}
    for property, values in sorted(row.values.items()):
        slot = property_slot(property)
        if slot in COLUMNS:
            texts[slot] = tuple(map(curies.shorten, values)) if slot in _REFERENCES else values
        else:
            others += [(_KEYS.get(property) or compact(property), value) for value in values]
    for slot, values in texts.items():
        fitting = [each for each in values if _fits(slot, each)]
        kept = fitting if slot in _SEVERAL else fitting[:1]
        cells |= {slot: "|".join(kept)} if kept else {}
        others += [(slot, each) for each in values if each not in kept]
    if row.predicate.startswith(LIMEN.namespace):
        cells["predicate_type"] = "owl object property"
    if others:
        cells["other"] = "|".join(f"{key}={_escaped(value)}" for key, value in sorted(others))
    return cells


def _fits(slot: str, text: str) -> bool:
    """Say whether a cell of that slot can hold a text, and readers give it back."""
    return text not in _NOTHING and (not slot.endswith("_date") or bool(_DAY.match(text)))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _quoted(cell: str) -> str:
    """Write a cell; a line ends as all lines of the table do."""
    text = _LINE_END.sub("\n", cell)
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text


def _header(mappings: MappingSet, curies: _Curies) -> Iterator[str]:
    """The metadata of the set, as YAML in comments.

    Nothing of it is a slot that readers hand down to rows.
    """
    metadata = {
        "sssom_version": "1.1",
        "mapping_set_id": f"{mappings.base or LIMEN.namespace}mapping",
        "mapping_set_version": mappings.known_through,
        "mapping_set_title": "Mappings between AI safety frameworks",
        "license": LICENSE,
        "comment": _NOTE,
    }
    for key, value in metadata.items():
        if value:
            yield f"#{key}: {json.dumps(value)}\n"
    yield "#curie_map:\n" if curies.used else "#curie_map: {}\n"
    for prefix, namespace in sorted(curies.used.items()):
        yield f"#  {prefix}: {json.dumps(namespace)}\n"
