"""`limen assess`: what policy documents ask of a system, and why."""

from __future__ import annotations

from pathlib import Path

import click

from limen.cli import options

_EXAMPLE = """\b
Examples:
  limen assess --template > system.yaml
  limen assess --schema > system.schema.json
  limen assess system.yaml --chain
  limen assess system.yaml --policy secid:control/anthropic.com/rsp@3.4
  limen assess system.yaml --as-of 2025-05-22 --format html --out page.html
"""
_FORMATS = ("text", "markdown", "html", "json", "turtle", "csv")

policy = click.option(
    "--policy", default="", metavar="SECID", help="Judge by this policy version. Default: the file's."
)
as_of = click.option(
    "--as-of",
    default="",
    metavar="DATE",
    callback=options.check_day,
    help="Judge for this day. Default: the file's.",
)
out = click.option(
    "--out", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write the answer here."
)


def tell(text: str, out: Path | None) -> None:
    """Print a text, or write it to a file, whole or not at all."""
    from limen.publish.findings_out import write_findings

    if out:
        write_findings(out, text)
    else:
        click.echo(text, nl=False)


@click.command(epilog=_EXAMPLE)
@click.argument("system", type=click.Path(path_type=Path), required=False)
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
@click.option("--chain", is_flag=True, help="Show in text and Markdown too what each line rests on.")
@click.option("--template", is_flag=True, help="Print a system file to start from, instead.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of system files, instead.")
@options.registry
@out
@options.base
def assess(
    system: Path | None,
    policy: str,
    as_of: str,
    format: str,
    chain: bool,
    template: bool,
    schema: bool,
    registries: tuple[Path, ...],
    out: Path | None,
    base: str,
) -> None:
    """Say what a policy asks of the system that a YAML or JSON file describes.

    The answer names the thresholds crossed, the level that follows, the
    safeguards asked for and in place, what comes next, and which laws and
    subcategories records tie to it. It reports what the documents ask for and
    what the file states; nothing is judged while the file has errors.
    """
    from limen.publish import names_under, open_registry
    from limen.publish.assess import Assessor, answer_text, system_schema

    if bool(system) + template + schema != 1:
        raise click.UsageError("give a system file, or --template, or --schema")
    if schema:
        tell(system_schema(), out)
        return
    with options.progress() as progress:
        registry = open_registry(options.roots(registries), names=names_under(base), progress=progress)
        assessor = Assessor(registry)
        if system is None:
            tell(assessor.template(policy), out)
            return
        assessed = assessor.assess(system, policy, as_of)
    options.print_findings(assessed.findings)
    tell(answer_text(assessed.answer, format, base, chain=chain), out)
