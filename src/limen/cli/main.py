"""The group of commands, and what becomes of errors."""

from __future__ import annotations

import sys
from typing import Any

import click

from limen.cli.check import check
from limen.cli.export import export
from limen.cli.query import query
from limen.cli.resolve import resolve
from limen.errors import LimenError, RegistryRefused

_EXIT_CODES = """\b
Exit codes:
  0  good; notes and warnings included, unless --strict
  1  errors in the input, or the output could not be written
  2  wrong use
  3  a defect of limen itself
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
commands.add_command(query)
commands.add_command(resolve)


def main(*arguments: str, **options: Any) -> None:
    """Run the command line; every error becomes one clear message and an exit code."""
    try:
        commands.main(args=list(arguments) or None, standalone_mode=False, prog_name="limen", **options)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("limen: interrupted; what was published before is untouched", err=True)
        sys.exit(1)
    except LimenError as error:
        _tell(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


def _tell(error: LimenError) -> None:
    if isinstance(error, RegistryRefused):
        for finding in error.findings:
            click.echo(str(finding), err=True)
    click.echo(f"limen: {error}", err=True)
