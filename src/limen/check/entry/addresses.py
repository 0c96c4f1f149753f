"""Web addresses that lead nowhere: those with gaps to fill in, and those that are none."""

from __future__ import annotations

from collections.abc import Iterator

from limen.errors import Finding, Severity
from limen.model.entry import Entry
from limen.model.links import Address, addresses
from limen.model.schema import THING, Value
from limen.model.value import is_address, is_template

#: Kinds of link, and keys, whose addresses are made to be filled in.
_TO_FILL = ("lookup", "template", "url", "search")
#: Kinds that hold words about the other addresses.
_REMARKS = ("note", "comment")


def address_findings(entry: Entry) -> Iterator[Finding]:
    """Say which addresses of an entry cannot be opened or published as they stand."""
    for thing in entry.things:
        for field in thing.fields:
            if THING[field.key].value is Value.LINKS:
                for address in addresses(field.key, field.node):
                    yield from _judged(entry.path, address)


def _judged(path: str, address: Address) -> Iterator[Finding]:
    kind, text = address
    shown = f"{text.value[:80]!r}"
    if is_template(text.value):
        if not kind.startswith(_TO_FILL):
            message = f"the address of kind {kind!r} has a gap to fill in, so it opens nothing: {shown}"
            hint = "give an address without braces, or call its kind lookup"
            yield Finding(path, text.line, text.column, Severity.WARNING, "template-in-link", message, hint)
    elif text.value.strip() and not is_address(text.value) and not kind.endswith(_REMARKS):
        message = f"{shown} is no web address that can be published"
        hint = "write a whole address, http:// or https://, with spaces, brackets and % encoded"
        yield Finding(path, text.line, text.column, Severity.WARNING, "invalid-address", message, hint)
