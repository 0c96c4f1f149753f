"""`limen resolve`: what an identifier means."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from limen.cli import options
from limen.vocab import BASE

_EXAMPLE = f"""\b
Examples:
  limen resolve secid:weakness/anthropic.com/asl#ASL-3
  limen resolve secid:weakness/anthropic/asl
  limen resolve {BASE}id/control/nist.gov/ai-rmf
"""


_MOST_CHOICES = 10


@click.command(epilog=_EXAMPLE)
@click.argument("secid")
@options.registry
@options.base
def resolve(secid: str, registries: tuple[Path, ...], base: str) -> None:
    """Say what a SecID means, and where it leads.

    Prints how far it is understood, its canonical form and IRI, the entry, source
    and item, and the addresses where the thing is found. Where the registries do
    not know it their own choices are listed, and the exit code is 1.
    """
    from limen.identifier import Status
    from limen.publish import names_under, open_registry
    from limen.publish import resolve as run

    with options.progress() as progress:
        registry = open_registry(options.roots(registries), names=names_under(base), progress=progress)
        found = run(registry, secid)
    status = found.reading.status
    rows = [
        ("identifier", found.text),
        ("status", f"{status.value}: {status.explanation}"),
        ("canonical", found.canonical),
        ("iri", found.iri),
        *(("entry", entry) for entry in found.entries),
        ("source", found.source),
        ("item", found.item),
        *(("address", url) for url in found.urls),
        *(("remark", remark) for remark in found.remarks),
        *(("choice", choice) for choice in found.choices[:_MOST_CHOICES]),
        ("", _rest(len(found.choices) - _MOST_CHOICES)),
    ]
    for name, value in rows:
        if value:
            click.echo(f"{name.ljust(10)}  {value}")
    options.print_gaps(registry)
    known = {Status.OK, Status.OK_ITEM_NOT_CHECKABLE, Status.NAMESPACE_ONLY, Status.TYPE_ONLY}
    sys.exit(0 if status in known else 1)


def _rest(number: int) -> str:
    return f"and {number:,} more" if number > 0 else ""
