"""Every block of the README and the docs is run: consoles as a shell would, Python as doctests."""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parent
#: This very run, or too long: only that they are there.
_NOT_RUN = frozenset({"make test", "make check", "make bench"})
_COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)\n?", re.MULTILINE)


def run_console(example: Example) -> str | None:
    """Run each `$` line of a block and compare what it prints; `…` on a line stands for any lines."""
    for command, expected in _commands(example.parsed):
        printed = _run(command)
        if not _matches(expected, printed):
            diff = difflib.unified_diff(
                expected.splitlines(), printed.splitlines(), "shown", "printed", "", "", 2
            )
            return f"$ {command}\n" + "\n".join(diff)
    if not printed.strip() and command not in _NOT_RUN:
        return f"$ {command}\nprints nothing, so the block shows nothing"
    return None


def _commands(text: str) -> list[tuple[str, str]]:
    pieces = _COMMAND.split(text)[1:]
    return list(zip(pieces[::2], pieces[1::2], strict=True))


def _run(command: str) -> str:
    bin_ = Path(sys.executable).parent
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    environment = inherited | {"PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}
    if command in _NOT_RUN:
        command = f"make --dry-run {command[5:]} > /dev/null"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, text=True, capture_output=True, check=False
    )
    return done.stdout + done.stderr


def _matches(expected: str, printed: str) -> bool:
    pattern = r"\n".join(
        "(?:.*\n)*?.*" if line.strip() == "…" else re.escape(line) for line in _lines(expected)
    )
    return re.fullmatch(pattern, "\n".join(_lines(printed))) is not None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").split("\n")]


pytest_collect_file = Sybil(
    parsers=[CodeBlockParser("console", run_console), PythonCodeBlockParser()],
    patterns=["README.md", "docs/*.md"],
).pytest()
