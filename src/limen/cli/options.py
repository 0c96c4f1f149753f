"""Options and words that several commands share."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from limen.errors import Finding
from limen.vocab import BASE

if TYPE_CHECKING:
    from limen.publish import Overlay, Registry

DEFAULT_REGISTRY = "registry"
_WITHOUT_OVERLAYS = "limen.without_overlays"
Command = Callable[..., object]
_CLEAR = "\r\x1b[K"  # goes to the beginning of the terminal's line and wipes it

registries = click.argument("registries", nargs=-1, type=click.Path(path_type=Path), metavar="[REGISTRY]...")
checked = click.argument("registries", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
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

registry = click.option(
    "--registry",
    "-r",
    "registries",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Registry to ask; may be given several times. Default: ./registry, or the one that comes with limen.",
)


def check_day(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Refuse a day that is none."""
    from limen.model.value import date_type
    from limen.vocab import XSD

    if value and date_type(value) != XSD.date:
        raise click.BadParameter("should be a day such as 2025-02-01")
    return value


as_of = click.option(
    "--as-of",
    default="",
    metavar="DATE",
    callback=check_day,
    help="What held on this day, as known today. Default: the day the registry knows up to.",
)


def _leave_out(context: click.Context, _option: click.Parameter, value: bool) -> None:
    context.meta[_WITHOUT_OVERLAYS] = value


def _overlays(
    context: click.Context, _option: click.Parameter, texts: tuple[str, ...]
) -> tuple[Overlay, ...]:
    """Read the overlays that are wanted, as `NAME=DIR` or `DIR`."""
    from limen.publish import read_overlays

    return () if context.meta[_WITHOUT_OVERLAYS] or not texts else read_overlays(texts)


def overlays(command: Command) -> Command:
    """Let a command lay private entries over the registry."""
    without = click.option(
        "--without-overlays",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_leave_out,
        help="Leave every --overlay out after all.",
    )
    given = click.option(
        "--overlay",
        "overlays",
        multiple=True,
        metavar="[NAME=]DIR",
        callback=_overlays,
        help="Private entries to lay over the registry, in graphs of their own; may be given several times.",
    )
    return given(without(command))


def roots(given: Iterable[Path]) -> tuple[Path, ...]:
    """The registries named, or the one in the current folder, or else the one that comes with limen."""
    named = tuple(given)
    if named or Path(DEFAULT_REGISTRY).exists():
        return named or (Path(DEFAULT_REGISTRY),)
    from limen.files import resource_folder
    from limen.publish import limen_version

    told = f"limen: there is no ./{DEFAULT_REGISTRY}; reads the one that comes with limen {limen_version()}"
    click.echo(told, err=True)
    return (resource_folder(DEFAULT_REGISTRY),)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show how far the work is, on a terminal only and only once it has taken a second."""
    started = time.monotonic()
    shown = False

    def show(what: str, done: int, of: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - started > 1:
            shown = True
            count = f" {done} of {of}" if of > 1 else ""
            click.echo(f"{_CLEAR}limen: {what}{count} …", nl=False, err=True)

    try:
        yield show
    finally:
        if shown:
            click.echo(_CLEAR, nl=False, err=True)


def print_findings(findings: Iterable[Finding], notes: bool = False) -> None:
    """Print errors and warnings, and notes if wanted, each with its line of the source."""
    from limen.publish.findings_out import findings_text

    text = findings_text(findings, notes=notes, colour=is_colourful(sys.stderr))
    click.echo(text, nl=False, err=True)


def is_colourful(stream: TextIO) -> bool:
    """Say whether a stream is a terminal whose user has nothing against colour (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_gaps(registry: Registry) -> bool:
    """Say why an answer is not whole, if entries were left out or there are none."""
    is_whole = bool(registry.found) and not registry.left_out
    if not is_whole:
        print_findings(registry.findings)
    return not is_whole


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
