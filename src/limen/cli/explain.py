"""`limen explain`: what a finding means, and how it is mended."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from limen.check.explain import Example, ExampleFile, Explanation

_EXAMPLE = """\b
Examples:
  limen explain duplicate-key
  limen explain ClaimShape-source
  limen explain --list
"""
_WIDTH = 80


@click.command(epilog=_EXAMPLE)
@click.argument("code", required=False)
@click.option("--list", "listed", is_flag=True, help="List all codes with severity and title.")
def explain(code: str | None, listed: bool) -> None:
    """Say what a finding means, with an example that fails and one that passes.

    The code is the word in brackets: `error[duplicate-key]` has the code
    duplicate-key.
    """
    from limen.publish.explain import explain as explanation_of
    from limen.publish.explain import explanations

    if listed:
        for line in _lines(explanations()):
            click.echo(line)
    elif code:
        click.echo(_page(explanation_of(code)), nl=False)
    else:
        raise click.UsageError("give the code of a finding; --list names those there are")


def _lines(explained: tuple[Explanation, ...]) -> list[str]:
    width = max((len(each.code) for each in explained), default=0)
    return [f"{each.code.ljust(width)}  {each.severity.word.ljust(7)}  {each.title}" for each in explained]


def _page(explained: Explanation) -> str:
    """Write an explanation for a terminal."""
    paragraphs = [
        textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
        for text in (
            f"{explained.severity.word}[{explained.code}]: {explained.title}",
            *_paragraphs(explained),
        )
    ]
    shown = (_example("Fails", explained.fails), _example("Passes", explained.passes))
    return "\n\n".join((*paragraphs, *shown)) + "\n"


def _paragraphs(explained: Explanation) -> list[str]:
    return [" ".join(text.split()) for text in explained.text.split("\n\n")]


def _example(word: str, example: Example) -> str:
    return "\n\n".join(f"{word}: {_file(file)}" for file in example.files)


def _file(file: ExampleFile) -> str:
    block = textwrap.indent(file.block.rstrip("\n"), "    ")
    return f"{file.path}{file.remark}\n\n{block}"
