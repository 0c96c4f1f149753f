"""`limen export`: the main job."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limen.cli import options

if TYPE_CHECKING:
    from limen.errors import Finding
    from limen.publish import Export, Exported, Overlay

_EXAMPLE = """\b
Examples:
  limen export registry --out dist --format turtle,json-ld,nquads
  limen export registry --out - --format ttl | head
  limen export note.md --about secid:weakness/example.org/levels --trace
"""


@click.command(epilog=_EXAMPLE)
@options.registries
@click.option(
    "--out", "-o", default="dist", metavar="DIR", help="Folder to write to, or - for standard output."
)
@click.option(
    "--format",
    "-f",
    "formats",
    default="turtle,json-ld,nquads",
    metavar="NAMES",
    help="Formats, with commas: turtle, json-ld, nquads, nt, trig, xml (or ttl, jsonld, nq, rdf); of the mappings sssom, oscal.",
)
@click.option("--strict", is_flag=True, help="Publish nothing if there is any error or warning.")
@click.option(
    "--trace", "traced", is_flag=True, help="Print what became of each line of the input; write nothing."
)
@click.option("--notes", is_flag=True, help="Print notes too, not only errors and warnings.")
@options.overlays
@options.about
@options.base
def export(
    registries: tuple[Path, ...],
    out: str,
    formats: str,
    strict: bool,
    traced: bool,
    notes: bool,
    overlays: tuple[Overlay, ...],
    about: str,
    base: str,
) -> None:
    """Read registries, check them, and write them as linked data.

    Takes registries, folders of one, or single files; without any, ./registry,
    or where there is none the registry that comes with limen.
    Of a registry of which a folder or file is named, only that is published;
    its identifiers mean what they do in the whole.
    Entries with errors, and those with errors because of that, are left out and
    named, and the exit code is then 1.
    """
    from limen.publish import Export, names_under
    from limen.serialize import find_format

    chosen = tuple(dict.fromkeys(find_format(name.strip()) for name in formats.split(",")))
    job = Export(
        options.roots(registries),
        Path(out),
        chosen,
        names_under(base),
        about=about,
        strict=strict,
        overlays=overlays,
    )
    if traced:
        _trace(job)
    elif out == "-":
        _to_standard_output(job, notes)
    else:
        _to_folder(job, notes)


def _to_folder(job: Export, notes: bool) -> None:
    from limen.publish import export as run

    with options.progress() as progress:
        done = run(job, progress)
    options.print_findings(done.findings, notes)
    _report(job, done)
    sys.exit(_exit_code(done.findings))


def _report(job: Export, done: Exported) -> None:
    from limen.files import printable

    roots = ", ".join(printable(str(root)) for root in (*job.roots, *(each.root for each in job.overlays)))
    click.echo(f"read     {done.entries:,} entries from {roots}")
    for path in done.left_out:
        click.echo(f"left out {path}")
    click.echo(
        f"checked  {done.triples:,} triples with {done.shapes} shapes: {options.counted(done.findings)}"
    )
    click.echo(f"holds    {done.tally}")
    for file in done.files:
        click.echo(f"wrote    {job.out / file.name}  {file.bytes:,} bytes")


def _exit_code(findings: Iterable[Finding]) -> int:
    from limen.errors import Severity

    return int(any(each.severity is Severity.ERROR for each in findings))


def _to_standard_output(job: Export, notes: bool) -> None:
    """Write one format to standard output, after the same checks."""
    from limen.errors import OutputRefused
    from limen.publish import prepare, serialized

    if len(job.formats) != 1:
        raise click.UsageError("--out - takes one --format")
    with options.progress() as progress:
        prepared = prepare(job, progress)
    options.print_findings(prepared.inspected.findings, notes)
    stream = sys.stdout.buffer
    try:
        for chunk in serialized(prepared.built, job.formats[0]):
            stream.write(chunk)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputRefused(f"standard output: {error.strerror or error}") from error
    sys.exit(_exit_code(prepared.inspected.findings))


def _trace(job: Export) -> None:
    from limen.publish import open_overlaid, trace_registry
    from limen.publish.trace import worth_showing
    from limen.vocab import compact

    with options.progress() as progress:
        registry = open_overlaid(job.roots, job.overlays, names=job.names, about=job.about, progress=progress)
    options.print_findings(registry.findings)
    lost = 0
    for line in trace_registry(registry):
        lost += line.is_lost
        click.echo(f"{line.path}:{line.number}: {line.text}\n    {line.word}")
        for statement in worth_showing(line.statements):
            click.echo("    " + " ".join(compact(term) for term in statement[:3]))
    unread = f"; {len(registry.left_out)} files could not be read" if registry.left_out else ""
    click.echo(f"{lost} lines lost{unread}", err=True)
    sys.exit(int(lost > 0 or bool(registry.left_out)))
