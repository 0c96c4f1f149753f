"""Prints docs/findings.md: what every code of a finding means, from the pages and the shapes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from limen.check.explain import ExampleFile, Explanation
from limen.files import read_resources
from limen.publish.explain import explanations

_SHAPES = """\
## Shapes

The graph made of a registry is held to shapes, and a finding of a shape has its name as code.

"""
_HEAD = ("code", "severity", "what to do", "rule")


def findings_page() -> str:
    """Write the page on findings: a part for each code with a page, and a table of the shapes."""
    pages = read_resources("findings", ".md")
    explained = explanations()
    return "".join(
        (
            (Path(__file__).parent / "parts" / "findings.md").read_text(encoding="utf-8"),
            *(_part(each) for each in explained if each.code in pages),
            _SHAPES,
            *map(_row, (_HEAD, tuple("---" for _ in _HEAD))),
            *(_row(_shape(each)) for each in explained if each.code not in pages),
        )
    )


def _part(explained: Explanation) -> str:
    summary = f"*{explained.severity.word}*: {explained.title}"
    return "\n\n".join((f"## {explained.code}", summary, explained.text, *_example(explained))) + "\n\n"


def _example(explained: Explanation) -> Iterator[str]:
    """Show both examples as one where they are the same files, or else one after the other."""
    fails, passes = explained.fails.files, explained.passes.files
    if _kinds(fails) == _kinds(passes):
        yield from (_file(*pair) for pair in zip(fails, passes, strict=True))
        return
    yield from map(_file, fails)
    yield "It passes as:"
    yield from map(_file, passes)


def _kinds(files: tuple[ExampleFile, ...]) -> list[tuple[str, frozenset[str]]]:
    return [(file.path, file.marks) for file in files]


def _file(file: ExampleFile, mended: ExampleFile | None = None) -> str:
    """Show a file, with the lines that go and those that come if it is mended."""
    block = file.block
    if mended and mended != file:
        lines = difflib.ndiff(block.splitlines(keepends=True), mended.block.splitlines(keepends=True))
        block = "".join(line for line in lines if not line.startswith("?"))
    fence = "~~~~" if "```" in block else "```"
    return f"`{file.path}`{file.remark}\n\n{fence}\n{block}{fence}"


def _shape(explained: Explanation) -> tuple[str, ...]:
    rule = explained.text.partition("\n")[0].removeprefix("The rule: ")
    return f"`{explained.code}`", explained.severity.word, explained.title, rule


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"
