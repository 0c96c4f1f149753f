"""`limen release`: one reproducible bundle of a registry."""

from __future__ import annotations

from pathlib import Path

import click

from limen.cli import options

_EXAMPLE = """\b
Examples:
  limen release --version 1.0.0 --out build/limen-1.0.0
  limen release registry --version 1.1.0 --out new --previous old
"""
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command(epilog=_EXAMPLE)
@options.registries
@click.option("--version", required=True, metavar="VERSION", help="What the release is called, as 1.2.0.")
@click.option(
    "--out", "-o", required=True, metavar="DIR", help="Folder to write; an earlier release in it is replaced."
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="The release before; every IRI that it published stays, or is replaced.",
)
@click.option(
    "--replaced", type=_FILE, metavar="FILE", help="Table of IRIs that are replaced: CSV with old,new."
)
@click.option("--changelog", type=_FILE, metavar="FILE", help="Changelog to take this version's part from.")
@click.option(
    "--date",
    default="",
    metavar="DATE",
    callback=options.check_day,
    help="Day of the release. Default: the day the registry knows up to.",
)
@click.option("--commit", default="", metavar="HASH", help="Commit that the registry's files are of.")
@options.base
def release(
    registries: tuple[Path, ...],
    version: str,
    out: str,
    previous: Path | None,
    replaced: Path | None,
    changelog: Path | None,
    date: str,
    commit: str,
    base: str,
) -> None:
    """Write one bundle of a registry: every form, tables, catalogue, checksums, archive.

    The same input gives the same bytes on any day. With any error or warning, or
    if a published IRI would vanish, nothing is written.
    """
    from limen.publish import names_under
    from limen.publish.release import ReleaseJob
    from limen.publish.release import release as run

    roots, names = options.roots(registries), names_under(base)
    job = ReleaseJob(roots, Path(out), names, version, date, commit, previous, replaced, changelog)
    with options.progress() as progress:
        done = run(job, progress)
    click.echo(f"read     {done.entries:,} entries")
    click.echo(
        f"checked  {done.triples:,} triples with {done.shapes} shapes: {options.counted(done.findings)}"
    )
    click.echo(f"holds    {done.tally}")
    if done.retired:
        click.echo(f"kept     {done.retired:,} IRIs of earlier releases, each with what replaces it")
    total = sum(each.bytes for each in done.files)
    click.echo(
        f"wrote    {version} of {done.date or 'no day'}: {len(done.files):,} files, {total:,} bytes to {out}"
    )
