"""Options and words that several commands share."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from limen.errors import Finding, Severity
from limen.vocab import BASE

DEFAULT_REGISTRY = "registry"

registries = click.argument("registries", nargs=-1, type=click.Path(path_type=Path), metavar="[REGISTRY]...")
base = click.option(
    "--base",
    default=BASE,
    metavar="IRI",
    help=f"Mint data under this IRI; default {BASE}",
    show_default=False,
)
about = click.option(
    "--about", default="", metavar="SECID", help="What a plain note without front matter speaks of."
)


def roots(given: Iterable[Path]) -> tuple[Path, ...]:
    """The registries named, or the one in the current folder."""
    return tuple(given) or (Path(DEFAULT_REGISTRY),)


def progress() -> Callable[[str, int, int], None]:
    """Show how far the work is, on a terminal only and only once it has taken a second."""
    if not sys.stderr.isatty():
        return lambda _what, _done, _of: None
    started = time.monotonic()

    def show(what: str, done: int, of: int) -> None:
        if time.monotonic() - started > 1:
            count = f" {done} of {of}" if of > 1 else ""
            click.echo(f"\r\x1b[Klimen: {what}{count} …", nl=False, err=True)

    click.get_current_context().call_on_close(lambda: click.echo("\r\x1b[K", nl=False, err=True))
    return show


def print_findings(findings: Iterable[Finding], notes: bool = False) -> None:
    """Print errors and warnings, and notes if wanted."""
    for finding in findings:
        if notes or finding.severity is not Severity.NOTE:
            click.echo(str(finding), err=True)


def counted(findings: Iterable[Finding]) -> str:
    """Say how many findings there are of each severity.

    >>> counted([])
    'no findings'
    """
    counts = Counter(finding.severity for finding in findings)
    words = [_count(counts[severity], severity.word) for severity in sorted(counts)]
    return ", ".join(words) or "no findings"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def names(base: str) -> Any:
    """The IRIs to mint under a base.

    Raises:
        UsageError: if the base is not one.
    """
    from limen.model.names import Names
    from limen.term import is_iri

    if not is_iri(base) or not base.endswith(("/", "#")):
        raise click.UsageError(f"--base {base}: should be an absolute IRI that ends in / or #")
    return Names(base)
