"""`limen show` and `limen conflicts`: the registry in words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from limen.cli import options

if TYPE_CHECKING:
    from limen.publish import Dispute, Overlay, Said, Shown
    from limen.publish.disputes import Side

_SHOW_EXAMPLE = """\b
Examples:
  limen show secid:weakness/anthropic.com/asl#ASL-3
  limen show secid:weakness/anthropic/asl#ASL-3 --as-of 2025-02-01
  limen show secid:control/nist.gov/ai-rmf --format json
"""
_CONFLICTS_EXAMPLE = """\b
Examples:
  limen conflicts --registry registry
  limen conflicts --format json
"""

_format = click.option(
    "--format",
    "-f",
    "format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write it.",
)


@click.command(epilog=_SHOW_EXAMPLE)
@click.argument("secid")
@options.registry
@options.as_of
@options.overlays
@_format
@options.base
def show(
    secid: str,
    registries: tuple[Path, ...],
    as_of: str,
    overlays: tuple[Overlay, ...],
    format: str,
    base: str,
) -> None:
    """Show a thing: what it is, what is said of it, by whom, since when, and who disagrees."""
    from limen.publish import names_under, open_overlaid
    from limen.publish import show as run

    with options.progress() as progress:
        registry = open_overlaid(
            options.roots(registries), overlays, names=names_under(base), progress=progress
        )
        shown = run(registry, secid, as_of)
    click.echo(json.dumps(asdict(shown), ensure_ascii=False, indent=2) if format == "json" else _text(shown))


def _text(shown: Shown) -> str:
    head = [f"{shown.label}  ({', '.join(shown.kinds)})", shown.secid, shown.iri]
    head += [f"as of {shown.day}"] if shown.day else []
    undated = [each for each in shown.claims if not (each.since or each.until)]
    now = [each for each in shown.claims if each.holds and each not in undated]
    then = [each for each in shown.claims if not each.holds and each not in undated]
    parts = [
        *_part("What it is", (f"{name}: {value}" for name, value in shown.facts)),
        *_part("Defined as", (_said(each) for each in shown.definitions if each.holds)),
        *_part("Said of it", map(_said, now)),
        *_part("Said without a date", map(_said, undated)),
        *_part("Said for other times", map(_said, [*(d for d in shown.definitions if not d.holds), *then])),
        *_part("For and against", (f"{kind}: {text} [{source}]" for kind, text, source in shown.arguments)),
        *_part("Related to", (f"{relation} {other} [{by}]" for relation, other, by in shown.related)),
        *_part("Linked from", (f"{name} of {thing}" for name, thing in shown.linked_from)),
    ]
    return "\n".join([*head, *parts])


def _part(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return ["", title, *found] if found else []


def _said(said: Said) -> str:
    about = f" for {said.about}" if said.about else ""
    dates = f" ({said.since}–{said.until})" if said.since or said.until else ""
    by = f"{said.by}, " if said.by else ""
    stance = f"; {said.stance}" if said.stance else ""
    against = f"\n      but: {'; '.join(said.disputed_by)}" if said.disputed_by else ""
    return f"{said.property}: {said.value}{about}{dates} [{by}{said.source}{stance}]{against}"


@click.command(epilog=_CONFLICTS_EXAMPLE)
@options.registry
@options.overlays
@_format
@options.base
def conflicts(registries: tuple[Path, ...], overlays: tuple[Overlay, ...], format: str, base: str) -> None:
    """List every two claims that cannot both be right, and which of them the ranks prefer."""
    from limen.publish import built_of, disputes, names_under, open_overlaid

    with options.progress() as progress:
        registry = open_overlaid(
            options.roots(registries), overlays, names=names_under(base), progress=progress
        )
        found = disputes(built_of(registry))
    if format == "json":
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        click.echo(_dispute(each))
    click.echo(f"{len(found)} conflicts")


def _dispute(each: Dispute) -> str:
    about = f" for {each.about}" if each.about else ""
    sides = map(_side, (each.one, each.other))
    verdict = "the ranks prefer the first" if each.prefers else "the ranks prefer neither"
    return "\n".join([f"{each.subject}: {each.property}{about}", *sides, f"  {verdict}", ""])


def _side(side: Side) -> str:
    dated = f", {side.source_date}" if side.source_date else ""
    return f"  {side.value} ({side.since}–{side.until}) [{side.source}{dated}; {side.rank}]"
