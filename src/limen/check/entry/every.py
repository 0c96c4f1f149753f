"""Every check of entries, in one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from limen.check.entry.addresses import address_findings
from limen.check.entry.dates import date_findings
from limen.check.entry.examples import example_findings, item_findings
from limen.check.entry.labels import label_findings
from limen.check.entry.names import name_findings
from limen.check.entry.patterns import pattern_findings
from limen.check.entry.records import record_findings
from limen.check.entry.references import reference_findings
from limen.check.entry.status import status_findings
from limen.check.entry.twins import twin_findings
from limen.check.entry.versions import version_findings
from limen.errors import Finding
from limen.model.entry import Entry
from limen.model.index import Index


def entry_findings(entries: Sequence[Entry], index: Index) -> Iterator[Finding]:
    """Find what is wrong with entries, each by itself, by the index, and beside each other."""
    for entry in entries:
        yield from address_findings(entry)
        yield from date_findings(entry)
        yield from status_findings(entry)
        yield from version_findings(entry)
        yield from pattern_findings(entry)
        yield from example_findings(entry, index)
        yield from item_findings(entry)
        yield from reference_findings(entry, index)
    yield from name_findings(entries)
    yield from record_findings(entries)
    yield from _name_and_twin_findings(entries, index)


def _name_and_twin_findings(entries: Sequence[Entry], index: Index) -> Iterator[Finding]:
    """A name that twins differ in is reported once, with both places."""
    twins = frozenset(twin_findings(entries))
    yield from twins
    told = {(each.path, each.line, each.column) for each in twins}
    for entry in entries:
        for rival in label_findings(entry, index):
            if (rival.path, rival.line, rival.column) not in told:
                yield rival
