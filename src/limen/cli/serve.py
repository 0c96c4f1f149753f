"""`limen serve`: the data over HTTP."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limen.cli import options

if TYPE_CHECKING:
    from limen.model.names import Names
    from limen.publish import Built, Registry

_EXAMPLE = """\b
Examples:
  limen serve registry
  limen serve --from dist/limen.nq --port 8080
  limen serve --host 0.0.0.0 --workers 4 --timeout 30
"""


@click.command(epilog=_EXAMPLE)
@options.registries
@click.option(
    "--from",
    "dataset",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Serve N-Quads that were exported, instead of a registry.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 for any free one."
)
@click.option(
    "--timeout",
    default=10.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    help="Seconds that a query may take.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Queries answered at the same time.",
)
@options.base
def serve(
    registries: tuple[Path, ...],
    dataset: Path | None,
    host: str,
    port: int,
    timeout: float,
    workers: int,
    base: str,
) -> None:
    """Serve SPARQL, linked data and pages over HTTP.

    Takes registries, or with --from what was exported of them. Nothing is
    checked against the shapes first: that is what `limen check` does. Prints one
    line for each request; stops on Ctrl-C.
    """
    from limen.publish import names_under
    from limen.publish.site import Site
    from limen.serve import Holdings, Limits, run

    if dataset and registries:
        raise click.UsageError("give registries or --from, not both")
    names = names_under(base)
    built, registry = _exported(dataset) if dataset else _built(registries, names)
    site = Site(built, registry, base=names.base, is_served=True)
    holdings = Holdings(built, names, site, registry)
    triples = len(built)
    gc.freeze()  # what is held now is held to the end

    def ready(address: str) -> None:
        click.echo(f"limen: {triples:,} triples at {address} (Ctrl-C ends)")

    run(holdings, (host, port), Limits(workers=workers, seconds=timeout), _log, ready)


def _log(line: str) -> None:
    click.echo(line, err=True)


def _built(registries: tuple[Path, ...], names: Names) -> tuple[Built, Registry]:
    from limen.publish import built_of, open_registry

    with options.progress() as progress:
        registry = open_registry(options.roots(registries), names=names, progress=progress)
    options.print_gaps(registry)
    return built_of(registry), registry


def _exported(dataset: Path) -> tuple[Built, None]:
    from limen.errors import WrongUse
    from limen.files import read_whole
    from limen.publish import Built
    from limen.store import read_nquads

    try:
        return Built(read_nquads(read_whole(dataset))), None
    except SyntaxError as error:
        raise WrongUse(f"{dataset} is not N-Quads: {error}") from error
