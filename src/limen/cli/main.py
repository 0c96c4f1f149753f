"""The group of commands, and what becomes of errors."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from limen.cli import options
from limen.cli.assess import assess
from limen.cli.check import check
from limen.cli.compare import compare
from limen.cli.diff import diff
from limen.cli.explain import explain
from limen.cli.export import export
from limen.cli.import_ import import_
from limen.cli.query import query
from limen.cli.release import release
from limen.cli.resolve import resolve
from limen.cli.search import search
from limen.cli.serve import serve
from limen.cli.show import conflicts, show
from limen.cli.site import site
from limen.cli.verify import verify
from limen.errors import LimenError, RegistryRefused

_EXIT_CODES = """\b
Exit codes:
  0  good; notes and warnings included, unless --strict
  1  errors in the input, an identifier that nobody knows,
     or output that could not be written
  2  wrong use
  3  a defect of limen itself; LIMEN_DEBUG=1 shows where
"""


class Commands(click.Group):
    """The commands, with `validate` as another word for `check`."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command by its name."""
        return super().get_command(ctx, "check" if cmd_name == "validate" else cmd_name)


@click.group(cls=Commands, epilog=_EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="limen", prog_name="limen")
def commands() -> None:
    """AI safety levels as linked data.

    Turns a registry of Markdown files into RDF, checks it against SHACL shapes,
    and publishes Turtle, JSON-LD and N-Quads.
    """


commands.add_command(export)
commands.add_command(check)
commands.add_command(explain)
commands.add_command(query)
commands.add_command(resolve)
commands.add_command(import_)
commands.add_command(search)
commands.add_command(serve)
commands.add_command(show)
commands.add_command(conflicts)
commands.add_command(assess)
commands.add_command(compare)
commands.add_command(diff)
commands.add_command(site)
commands.add_command(release)
commands.add_command(verify)


def main(*arguments: str, **more: Any) -> None:
    """Run the command line; every error becomes one clear message and an exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # no character is worth a failure
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        commands.main(args=list(arguments) or None, standalone_mode=False, prog_name="limen", **more)
    except BaseException as error:
        if isinstance(error, SystemExit) or os.environ.get("LIMEN_DEBUG"):
            raise
        sys.exit(_told(error))


def _told(error: BaseException) -> int:
    """Say what went wrong, and give the exit code for it."""
    match error:
        case click.ClickException():
            error.show()
            return 2
        case click.Abort() | KeyboardInterrupt():
            click.echo("limen: interrupted; what was published before is untouched", err=True)
            return 1
        case RegistryRefused():
            options.print_findings(error.findings)
            click.echo(f"limen: {error}", err=True)
            return error.exit_code
        case LimenError():
            click.echo(f"limen: {error}", err=True)
            return error.exit_code
        case OSError():
            click.echo(f"limen: {error.filename or 'the output'}: {error.strerror or error}", err=True)
            return 1
    words = " ".join(f"{type(error).__name__}: {error}".split())
    click.echo(f"limen: a defect of limen itself: {words[:300]} (LIMEN_DEBUG=1 shows where)", err=True)
    return 3
