"""`limen query`: questions to the built graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limen.cli import options

if TYPE_CHECKING:
    from limen.publish import Overlay

_EXAMPLE = """\b
Examples:
  limen query --list
  limen query ladder
  limen query -e 'SELECT ?l WHERE { ?l a limen:SafetyLevel }' --format csv
"""


@click.command(epilog=_EXAMPLE)
@click.argument("question", required=False, metavar="[NAME|FILE]")
@click.option(
    "--expression", "-e", default="", metavar="TEXT", help="SPARQL 1.1; limen's prefixes are known."
)
@click.option(
    "--format", "-f", "format", default="table", metavar="NAME", help="table, json, csv, tsv or turtle."
)
@options.registry
@options.as_of
@click.option("--list", "listed", is_flag=True, help="List the named questions.")
@options.overlays
@options.about
@options.base
def query(
    question: str | None,
    expression: str,
    format: str,
    registries: tuple[Path, ...],
    as_of: str,
    listed: bool,
    overlays: tuple[Overlay, ...],
    about: str,
    base: str,
) -> None:
    """Ask a question of a registry: a named one, or SPARQL.

    The answer to a CONSTRUCT can also be written as Turtle. Where entries had to
    be left out the answer is not whole, and the exit code is 1.
    """
    from limen.files import read_resources
    from limen.publish import answer_text, built_of, names_under, open_overlaid, require_answer_format
    from limen.query import read_questions

    questions = read_questions(read_resources("queries", ".rq"))
    if listed:
        width = max(map(len, questions), default=0)
        for each in questions.values():
            click.echo(f"{each.name.ljust(width)}  {each.words}")
        return
    if bool(question) == bool(expression):
        raise click.UsageError("give one question: a name, a file, or -e TEXT; --list names those there are")
    text = expression or _text(question or "", {name: each.text for name, each in questions.items()})
    require_answer_format(format)
    with options.progress() as progress:
        registry = open_overlaid(
            options.roots(registries), overlays, names=names_under(base), about=about, progress=progress
        )
        answer = built_of(registry, as_of).query(text)
    click.echo(answer_text(answer, format), nl=False)
    sys.exit(int(options.print_gaps(registry)))


def _text(question: str, named: dict[str, str]) -> str:
    """The SPARQL of a named question or of a file.

    Raises:
        UnknownQuery: if there is neither.
    """
    from limen.errors import UnknownQuery
    from limen.files import read_file

    if question in named:
        return named[question]
    if Path(question).is_file():
        return read_file(Path(question)).decode(errors="replace")
    raise UnknownQuery(f"no question {question!r}: neither a file nor one of {', '.join(named)}")
