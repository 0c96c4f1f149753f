"""`limen import`: mappings of somebody else's as front matter."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from limen.cli import options

_EXAMPLE = """\b
Examples:
  limen import mappings.sssom.tsv
  limen import dist/limen.sssom.tsv --base https://example.org/
"""


@click.command("import", epilog=_EXAMPLE)
@click.argument("file", type=click.Path(path_type=Path))
@options.base
def import_(file: Path, base: str) -> None:
    """Print an SSSOM table as the mappings of an entry.

    Every slot is kept: those that the registry format has no key for under their
    own name, and what is said of the set as a whole in comments. What a curator
    has to mend is told on standard error.
    """
    from limen.errors import Severity
    from limen.files import printable, read_file
    from limen.parse.mapping_text import format_mappings, mapping_findings
    from limen.parse.sssom import parse_sssom
    from limen.publish import names_under

    names = names_under(base)
    shown = printable(str(file))
    table, findings = parse_sssom(shown, read_file(file))
    options.print_findings(sorted((*findings, *mapping_findings(shown, table, names.base))))
    click.echo(format_mappings(table, names.base), nl=False)
    sys.exit(int(any(each.severity is Severity.ERROR for each in findings)))
