"""`limen check`: findings only."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from limen.cli import options

_EXAMPLE = """\b
Examples:
  limen check registry
  limen check registry/control/com/openai.md --notes
"""


@click.command(epilog=_EXAMPLE)
@options.registries
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--notes", is_flag=True, help="Print notes too, not only errors and warnings.")
@options.about
@options.base
def check(registries: tuple[Path, ...], strict: bool, notes: bool, about: str, base: str) -> None:
    """Find everything wrong with registries; write nothing.

    Also called `validate`.
    """
    from limen.errors import Severity
    from limen.publish import check as run
    from limen.publish import names_under, open_registry

    with options.progress() as progress:
        registry = open_registry(
            options.roots(registries), names=names_under(base), about=about, progress=progress
        )
        progress("checking", 0, 1)
        inspected = run(registry)
    options.print_findings(inspected.findings, notes)
    click.echo(
        f"checked {len(registry.found):,} entries, {inspected.triples:,} triples "
        f"with {inspected.shapes} shapes: {options.counted(inspected.findings)}"
    )
    worst = Severity.WARNING if strict else Severity.ERROR
    sys.exit(int(any(each.severity <= worst for each in inspected.findings)))
