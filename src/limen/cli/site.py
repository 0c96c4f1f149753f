"""`limen site`: the registry as pages that any web host can carry."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from limen.cli import options

_EXAMPLE = """\b
Examples:
  limen site --out build/site
  limen site registry --out public --url https://example.org/limen/
"""


@click.command(epilog=_EXAMPLE)
@options.registries
@click.option(
    "--out", "-o", required=True, metavar="DIR", help="Folder to write; an earlier site in it is replaced."
)
@click.option("--url", default="", metavar="URL", help="Where the site will lie; default the base.")
@options.base
def site(registries: tuple[Path, ...], out: str, url: str, base: str) -> None:
    """Write the registry as a static site: pages, data beside them, and the rules for its persistent names.

    Entries with errors are left out and named, and the exit code is then 1.
    """
    from limen.errors import Severity
    from limen.publish import names_under
    from limen.publish.static import SiteJob, write_site

    job = SiteJob(options.roots(registries), Path(out), names_under(base), url)
    with options.progress() as progress:
        done = write_site(job, progress)
    options.print_findings(done.findings)
    for path in done.left_out:
        click.echo(f"left out {path}")
    click.echo(f"wrote    {done.pages:,} pages, {done.files:,} files, {done.bytes:,} bytes to {out}")
    sys.exit(int(any(each.severity is Severity.ERROR for each in done.findings)))
