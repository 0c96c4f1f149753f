"""Mending the files of registries, each shown as a difference and replaced whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from limen.errors import NoSuchInput
from limen.files import find_entries, read_file, write_files
from limen.parse import mend


class Mended(NamedTuple):
    """A file that was mended, and how: a unified diff."""

    shown: str
    diff: str


def mend_registries(roots: Iterable[Path]) -> Iterator[Mended]:
    """Mend what has one safe answer in the files of registries, one file after the other.

    Raises:
        NoSuchInput: if a root is not there.
        OutputRefused: if a file cannot be written.
    """
    for found in find_entries(roots).files:
        try:
            before = read_file(found.file)
        except NoSuchInput:
            continue  # the check says so
        after = mend(found.path, before)
        if after != before:
            file = found.file.resolve()
            write_files(file.parent, [(file.name, [after])])
            yield Mended(found.shown, _diff(found.shown, before, after))


def _diff(shown: str, before: bytes, after: bytes) -> str:
    old, new = (text.decode().splitlines(keepends=True) for text in (before, after))
    lines = unified_diff(old, new, shown, f"{shown} (mended)")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
