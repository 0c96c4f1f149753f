"""`limen compare`: several systems side by side on the same questions."""

from __future__ import annotations

from pathlib import Path

import click

from limen.cli import options
from limen.cli.assess import as_of, out, policy, tell

_EXAMPLE = """\b
Examples:
  limen compare one.yaml other.yaml
  limen compare *.yaml --policy secid:control/anthropic.com/rsp@2.2
  limen compare one.yaml other.yaml --format html --out page.html
"""
_FORMATS = ("text", "markdown", "html", "json", "csv")


@click.command(epilog=_EXAMPLE)
@click.argument("systems", type=click.Path(path_type=Path), nargs=-1, required=True)
@policy
@as_of
@click.option(
    "--format",
    "-f",
    "format",
    type=click.Choice(_FORMATS),
    default="text",
    metavar="NAME",
    help=f"One of {', '.join(_FORMATS)}.",
)
@options.registry
@out
@options.base
def compare(
    systems: tuple[Path, ...],
    policy: str,
    as_of: str,
    format: str,
    registries: tuple[Path, ...],
    out: Path | None,
    base: str,
) -> None:
    """Put systems side by side on the same questions; what is unknown is shown as unknown.

    Each is judged by the policy and day that its file names, unless others are
    given for all.
    """
    from limen.publish import names_under, open_registry
    from limen.publish.assess import Assessor

    with options.progress() as progress:
        registry = open_registry(options.roots(registries), names=names_under(base), progress=progress)
        found = Assessor(registry).compare(systems, policy, as_of)
    options.print_findings(found.findings)
    tell(found.text(format), out)
