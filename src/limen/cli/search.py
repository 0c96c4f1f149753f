"""`limen search`: things by any words about them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limen.cli import options

if TYPE_CHECKING:
    from limen.publish import Cited, Hit

_EXAMPLE = """\b
Examples:
  limen search ASL 3
  limen search opus 4 --limit 5
  limen search interpretability training --format json
"""


@click.command(epilog=_EXAMPLE)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--format",
    "-f",
    "format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write it.",
)
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="Give at most so many things.",
)
@options.registry
@options.base
def search(words: tuple[str, ...], format: str, limit: int, registries: tuple[Path, ...], base: str) -> None:
    """Search for things: by label, notation, SecID, definition, or what is claimed of them.

    The nearest come first, each with claims that can be quoted, and their
    sources. Where entries had to be left out the exit code is 1.
    """
    from limen.publish import built_of, names_under, open_registry
    from limen.publish import search as run

    with options.progress() as progress:
        registry = open_registry(options.roots(registries), names=names_under(base), progress=progress)
        hits = run(built_of(registry), " ".join(words), limit)
    if format == "json":
        click.echo(json.dumps([asdict(each) for each in hits], ensure_ascii=False, indent=2))
    else:
        for hit in hits:
            click.echo("\n".join(_lines(hit)) + "\n")
        click.echo(f"{len(hits)} found" if hits else "nothing found")
    sys.exit(int(options.print_gaps(registry)))


def _lines(hit: Hit) -> Iterator[str]:
    yield f"{hit.label}  ({hit.kind})"
    yield f"  {hit.secid}"
    if hit.snippet not in {hit.label, hit.secid}:
        yield f"  {hit.property}: {hit.snippet}"
    for claim in hit.claims:
        yield f"  - {_claim(claim)}"


def _claim(claim: Cited) -> str:
    about = f" for {claim.about}" if claim.about else ""
    dates = f" ({claim.since}–{claim.until})" if claim.since or claim.until else ""
    place = f", {claim.place}" if claim.place else ""
    words = ", ".join(filter(None, (claim.rank, claim.modality, claim.confidence)))
    against = f"\n      but: {'; '.join(claim.disputed_by)}" if claim.disputed_by else ""
    said = f"{claim.subject}: {claim.property}: {claim.value}{about}{dates}"
    return f"{said} [{claim.source}{place}; {words}]{against}"
