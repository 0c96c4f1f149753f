"""Everything wrong with anybody's SSSOM files: how they are written, and what their mappings mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from limen.check.mapping import Known, mapping_violations
from limen.errors import Breach, Finding, NoSuchInput
from limen.files import printable, read_file
from limen.model.mapping import MappingRecord, slot_property
from limen.parse.sssom import SssomRow, SssomTable, parse_sssom
from limen.publish.inspect import Inspected
from limen.term import is_iri

_ENDS = ("subject_id", "predicate_id", "object_id")
_SIDES = (("subject_id", "subject_source"), ("object_id", "object_source"))
_PERSONS = frozenset({"creator_id", "creator_label", "author_id", "author_label"})
_METADATA_ENDINGS = (".sssom.yml", ".sssom.yaml", ".yml", ".yaml")
#: A CURIE whose local part begins with the name of a vocabulary, as in obo:HP_0000123.
_CURIE = re.compile(r"([A-Za-z_][\w.-]*:(?!//)(?:[A-Za-z]+_(?=\d))?)")


def check_mappings(paths: Iterable[Path]) -> Inspected:
    """Read mapping files, and find everything wrong with each; sorted.

    Raises:
        NoSuchInput: if a path is not there.
    """
    findings = (finding for path in paths for finding in _findings(path))
    return Inspected(tuple(sorted(set(findings))), 0, 0)


def _findings(path: Path) -> Iterator[Finding]:
    shown = printable(str(path))
    table, found = parse_sssom(shown, read_file(path), _metadata_beside(path))
    yield from found
    records = {f"line {row.line}": row for row in table.rows}
    mappings = [_mapping(name, row) for name, row in records.items()]
    for each in mapping_violations(mappings, _known(table)):
        row = records[each.breach.focus]
        place = _places(row).get(each.breach.path, row.place(""))
        yield Finding(
            shown, *place, each.severity, each.code, each.message, each.hint, _named(each.breach, row)
        )


def _metadata_beside(path: Path) -> tuple[str, bytes] | None:
    """Read the file that may hold the metadata of a table, by the names that SSSOM and its users give it."""
    name = path.name.removesuffix(".tsv").removesuffix(".sssom")
    for ending in _METADATA_ENDINGS:
        beside = path.with_name(name + ending)
        with suppress(NoSuchInput):
            return printable(str(beside)), read_file(beside)
    return None


def _mapping(name: str, row: SssomRow) -> MappingRecord:
    """Take a row as a mapping; an end that is known by its label alone stays empty."""
    subject, predicate, object_ = (next(iter(row.slots.get(slot, ())), "") for slot in _ENDS)
    values = {slot_property(slot): texts for slot, texts in row.slots.items() if slot not in _ENDS}
    return MappingRecord(name, subject, predicate, object_, values)


def _places(row: SssomRow) -> Mapping[str, tuple[int, int]]:
    return {slot_property(slot): place for slot, place in row.columns.items()}


def _named(breach: Breach, row: SssomRow) -> Breach:
    """Name the mapping by the record's IRI, if it has one, and not by its line."""
    record = next(iter(row.slots.get("record_id", ())), "")
    return replace(breach, focus=f"<{record}>" if is_iri(record) else "")


def _known(table: SssomTable) -> Known:
    names = {iri: text for row in table.rows for iri, text in row.written.items()}
    has_sources = any(source in row.slots for row in table.rows for _, source in _SIDES)
    schemes = _sources(table) if has_sources else _prefixes(names, table)
    persons = any(key.partition(".")[0] in _PERSONS and value for key, value in table.metadata)
    return Known(names=names, schemes=schemes, persons=persons)


def _sources(table: SssomTable) -> dict[str, str]:
    """By end the source that the rows name for it, unless they name two."""
    named: dict[str, set[str]] = {}
    for row in table.rows:
        for end, source in _SIDES:
            for iri in row.slots.get(end, ()):
                named.setdefault(iri, set()).update(row.slots.get(source, ()))
    return {iri: min(sources) for iri, sources in named.items() if len(sources) == 1}


def _prefixes(names: Mapping[str, str], table: SssomTable) -> dict[str, str]:
    """By end its prefix, which stands for its scheme if the ends have several."""
    ends = {iri for row in table.rows for end, _ in _SIDES for iri in row.slots.get(end, ())}
    found = {iri: match[1] for iri in ends if (match := _CURIE.match(names.get(iri, "")))}
    return found if len(set(found.values())) > 1 else {}
