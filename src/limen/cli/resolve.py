"""`limen resolve`: what an identifier means."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from limen.cli import options

_EXAMPLE = """\b
Examples:
  limen resolve secid:weakness/anthropic.com/asl#ASL-3
  limen resolve secid:weakness/anthropic/asl
"""


@click.command(epilog=_EXAMPLE)
@click.argument("secid")
@click.option(
    "--registry",
    "-r",
    "registries",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Registry to ask; may be given several times. Default: ./registry.",
)
@options.base
def resolve(secid: str, registries: tuple[Path, ...], base: str) -> None:
    """Say what a SecID means: canonical form, IRI, entry, source, item, address."""
    from limen.identifier import Status
    from limen.publish import open_registry
    from limen.publish import resolve as run

    registry = open_registry(
        options.roots(registries), names=options.names(base), progress=options.progress()
    )
    found = run(registry, secid)
    status = found.reading.status
    rows = [
        ("identifier", secid),
        ("status", f"{status.value}: {status.explanation}"),
        ("canonical", found.canonical),
        ("iri", found.iri),
        *(("entry", entry) for entry in found.entries),
        ("source", found.source),
        ("item", found.item),
        *(("address", url) for url in found.urls),
        *(("remark", problem) for problem in found.reading.problems),
    ]
    for name, value in rows:
        if value:
            click.echo(f"{name.ljust(10)}  {value}")
    known = {Status.OK, Status.OK_ITEM_NOT_CHECKABLE, Status.NAMESPACE_ONLY, Status.TYPE_ONLY}
    sys.exit(0 if status in known else 1)
