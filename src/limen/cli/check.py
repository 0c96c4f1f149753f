"""`limen check`: findings only."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limen.cli import options

if TYPE_CHECKING:
    from limen.publish import Checked, Overlay

_EXAMPLE = """\b
Examples:
  limen check registry
  limen check registry --summary
  limen check registry --format sarif --output limen.sarif
  limen check registry --baseline known.json
  limen check registry/control/com/openai.md --fix
  limen check mappings.sssom.tsv shapes.ttl --notes
"""
_FORMATS = ("text", "json", "sarif", "github", "ttl")


@click.command(epilog=_EXAMPLE)
@options.checked
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--notes", is_flag=True, help="Print notes too, not only errors and warnings.")
@click.option(
    "--format",
    "-f",
    "format",
    default="text",
    type=click.Choice(_FORMATS),
    metavar="NAME",
    help="text, json, sarif, github (annotations), ttl (a SHACL report).",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write the findings here."
)
@click.option("--summary", is_flag=True, help="Count the findings by code instead of listing them.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Leave out the findings kept here; if there is no such file, keep today's in it.",
)
@click.option("--update-baseline", "update", is_flag=True, help="Keep today's findings as the baseline.")
@click.option(
    "--fix",
    is_flag=True,
    help="First mend what has one safe answer (quotes, order of keys, final newline), and show how.",
)
@options.overlays
@options.about
@options.base
def check(
    registries: tuple[Path, ...],
    strict: bool,
    notes: bool,
    format: str,
    output: Path | None,
    summary: bool,
    baseline: Path | None,
    update: bool,
    fix: bool,
    overlays: tuple[Overlay, ...],
    about: str,
    base: str,
) -> None:
    """Find everything wrong with registries, mapping files (.sssom.tsv), ontologies and shapes (.ttl).

    Of a registry of which a folder or file is named, only that is spoken of;
    its identifiers mean what they do in the whole.

    Also called `validate`. The findings are told on standard error, or, in a
    form for programs, on standard output.
    """
    from limen.errors import Severity
    from limen.publish import check_paths, names_under

    if summary and format != "text":
        raise click.UsageError("--summary is for people; it goes with --format text")
    if update and not baseline:
        raise click.UsageError("--update-baseline needs --baseline FILE")
    if fix:
        _mend((*(registries or (Path(options.DEFAULT_REGISTRY),)), *(each.root for each in overlays)))
    with options.progress() as progress:
        checked = check_paths(options.roots(registries), names_under(base), about, progress, overlays)
    told, remark = _new(checked, baseline, update) if baseline else (checked, "")
    _tell(told, format, output, notes, summary)
    is_told_apart = format != "text" and not output  # then standard output is the document's
    click.echo(_count(checked) + remark, err=is_told_apart)
    worst = Severity.WARNING if strict else Severity.ERROR
    sys.exit(int(any(each.severity <= worst for each in told.findings)))


def _mend(roots: tuple[Path, ...]) -> None:
    from limen.publish import mend_registries

    for mended in mend_registries(roots):
        click.echo(mended.diff, nl=False, err=True)


def _new(checked: Checked, baseline: Path, update: bool) -> tuple[Checked, str]:
    """Leave out what the baseline knows, or all where it is written now; and say so."""
    from limen.publish.findings_out import against_baseline

    compared = against_baseline(checked, baseline, update=update)
    if compared is None:
        return checked.only(()), f"\nwrote   {baseline}: all of them are known from now on"
    new, known, gone = compared
    return checked.only(new), f"\nknown   {known:,}, left out by {baseline}; gone {gone:,}"


def _tell(checked: Checked, format: str, output: Path | None, notes: bool, summary: bool) -> None:
    from limen.publish.findings_out import findings_document, findings_text, summary_text, write_findings

    if format != "text":
        text = findings_document(checked, format, notes=notes)
    else:
        told = summary_text if summary else findings_text
        stream = sys.stdout if summary else sys.stderr
        text = told(checked.findings, notes=notes, colour=not output and options.is_colourful(stream))
    if output:
        write_findings(output, text)
    else:
        click.echo(text, nl=False, err=format == "text" and not summary)


def _count(checked: Checked) -> str:
    files = f"{checked.files:,} other file{'' if checked.files == 1 else 's'}, " if checked.files else ""
    return (
        f"checked {checked.extent.entries:,} entries, {files}{checked.extent.triples:,} triples "
        f"with {checked.extent.shapes} shapes: {options.counted(checked.findings)}"
    )
