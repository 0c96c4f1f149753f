"""`limen diff`: what changed between two registries, graphs or releases."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from limen.cli import options

_EXAMPLE = """\b
Examples:
  limen diff dist registry
  limen diff old/limen.nq new/limen.nq --format markdown
  limen diff old new --format sparql
"""


@click.command(epilog=_EXAMPLE)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "-f",
    "format",
    type=click.Choice(["text", "markdown", "json", "sparql"]),
    default="text",
    show_default=True,
    help="In words, for a changelog, as JSON, or as SPARQL Update.",
)
@options.base
def diff(old: Path, new: Path, format: str, base: str) -> None:
    """Compare two registries, files of RDF, or folders with an export.

    Tells which things were added, removed and changed, and because of which
    claims. The SPARQL Update, applied to OLD, gives NEW. If only one of the two
    tells its graphs apart, as N-Quads and TriG do, it is for the union of all
    graphs. Where an entry of a registry could not be read the exit code is 1.
    """
    from limen.publish import diff as run
    from limen.publish import diff_json, diff_markdown, diff_text, diff_update, names_under

    with options.progress() as progress:
        found = run(old, new, names_under(base), progress)
    writers = {"text": diff_text, "markdown": diff_markdown, "json": diff_json}
    if format == "sparql":
        for chunk in diff_update(found):
            click.echo(chunk, nl=False)
    else:
        click.echo(writers[format](found), nl=False)
    if not found.is_whole:
        options.print_findings(found.findings)
    sys.exit(int(not found.is_whole))
