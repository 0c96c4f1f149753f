"""`limen export`: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limen.cli import options

if TYPE_CHECKING:
    from limen.publish import Exported

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
    help="Formats, with commas: turtle, json-ld, nquads, nt, trig, xml, or ttl, jsonld, nq, rdf.",
)
@click.option("--strict", is_flag=True, help="Publish nothing if there is any error or warning.")
@click.option(
    "--trace", "traced", is_flag=True, help="Print what became of each line of the input; write nothing."
)
@click.option("--notes", is_flag=True, help="Print notes too, not only errors and warnings.")
@options.about
@options.base
def export(
    registries: tuple[Path, ...],
    out: str,
    formats: str,
    strict: bool,
    traced: bool,
    notes: bool,
    about: str,
    base: str,
) -> None:
    """Read registries, check them, and write them as linked data.

    Takes registries, folders of one, or single files; without any, ./registry.
    Entries that cannot be read are left out and named, and the exit code is then 1.
    """
    from limen.publish import Export
    from limen.serialize import find_format

    chosen = tuple(dict.fromkeys(find_format(name.strip()) for name in formats.split(",")))
    job = Export(
        options.roots(registries), Path(out), chosen, options.names(base), about=about, strict=strict
    )
    if traced:
        _trace(job)
    elif out == "-":
        _to_standard_output(job)
    else:
        _to_folder(job, notes)


def _to_folder(job: Export, notes: bool) -> None:
    from limen.publish import export as run

    done = run(job, options.progress())
    options.print_findings(done.findings, notes)
    _report(job, done)
    sys.exit(_exit_code(done))


def _report(job: Export, done: Exported) -> None:
    roots = ", ".join(str(root) for root in job.roots)
    click.echo(f"read     {done.entries:,} entries from {roots}")
    for path in done.left_out:
        click.echo(f"left out {path}")
    click.echo(
        f"checked  {done.triples:,} triples with {done.shapes} shapes: {options.counted(done.findings)}"
    )
    for file in done.files:
        click.echo(f"wrote    {job.out / file.name}  {file.bytes:,} bytes")


def _exit_code(done: Exported) -> int:
    from limen.errors import Severity

    return int(any(each.severity is Severity.ERROR for each in done.findings))


def _to_standard_output(job: Export) -> None:
    """Write one format to standard output, after the same checks."""
    from limen.publish import check, open_registry, serialized
    from limen.publish.dataset import dataset_of

    if len(job.formats) != 1:
        raise click.UsageError("--out - takes one --format")
    registry = open_registry(job.roots, names=job.names, about=job.about, progress=options.progress())
    inspected = check(registry)
    options.print_findings(inspected.findings)
    for chunk in serialized(dataset_of(registry), job.formats[0]):
        click.get_binary_stream("stdout").write(chunk)


def _trace(job: Export) -> None:
    from limen.publish import open_registry, trace_registry
    from limen.publish.trace import worth_showing
    from limen.vocab import compact

    registry = open_registry(job.roots, names=job.names, about=job.about)
    lost = 0
    for line in trace_registry(registry):
        if not line.text.strip():
            continue
        lost += line.is_lost
        click.echo(f"{line.path}:{line.number}: {line.text}")
        click.echo(
            f"    {'note' if line.is_note else 'structure' if line.is_structure else 'lost' if line.is_lost else 'statements'}"
        )
        for statement in worth_showing(line.statements) if line.statements else ():
            click.echo("    " + " ".join(compact(term) for term in statement[:3]))
    click.echo(f"{lost} lines lost", err=True)
    sys.exit(int(lost > 0))


if TYPE_CHECKING:
    from limen.publish import Export
