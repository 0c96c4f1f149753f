"""`limen verify`: whether a bundle is what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from limen.cli import options

_EXAMPLE = """\b
Examples:
  limen verify build/limen-1.0.0
"""


@click.command(epilog=_EXAMPLE)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def verify(folder: Path) -> None:
    """Check a bundle that `limen release` wrote.

    Compares every byte with the checksums, the manifest and the archive; then
    reads every file of RDF with two parsers, compares the graphs, counts every
    figure again and runs the shapes. What is wrong is said file by file, and the
    exit code is then 1.
    """
    from limen.publish.release import verify as run

    with options.progress() as progress:
        done = run(folder, progress)
    for flaw in done.flaws:
        click.echo(str(flaw), err=True)
    count = len(done.flaws)
    verdict = f"{count:,} flaw{'' if count == 1 else 's'}" if count else "as it says"
    click.echo(f"verified {done.files:,} files, {done.bytes:,} bytes: {verdict}")
    sys.exit(int(bool(done.flaws)))
