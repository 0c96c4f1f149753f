"""The pages `findings/<code>.md` as values: what a code means, an example that fails, one that passes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from limen.errors import Severity

_SEVERITIES = {severity.word: severity for severity in Severity}
_SUMMARY = re.compile(r"(error|warning|note): (.+\.)")
_PARTS = ("Fails", "Passes")
_FILE = re.compile(
    r"\n*`(?P<path>[^`\n]+)`\n\n(?P<fence>`{3,}|~{3,})(?P<language>\w+)(?P<marks>(?: \S+)*)\n"
    r"(?P<block>(?:.*\n)*?)(?P=fence)\n"
)
_MARKS = re.compile(r"escaped|link|bare|unreadable|times=[1-9]\d*")


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """One file of an example: the block that shows it, and marks for what no block can show.

    The marks are `escaped` (path and block hold bytes as Python's escapes),
    `link` (a symbolic link to what the block names), `times=N` (the last line, or the
    one before a closing `---`, stands N times), `bare` (no line feed at the end)
    and `unreadable` (a file that may not be opened).
    """

    path: str
    block: str
    language: str
    marks: frozenset[str] = frozenset()

    @property
    def is_link(self) -> bool:
        """Say whether the file is a link, its content being the target."""
        return "link" in self.marks

    @property
    def is_unreadable(self) -> bool:
        """Say whether the file may not be opened."""
        return "unreadable" in self.marks

    @property
    def times(self) -> int:
        """Say how often the last line of the block, but for a closing fence, stands in the file."""
        return next((int(mark[6:]) for mark in self.marks if mark.startswith("times=")), 1)

    @property
    def content(self) -> bytes:
        r"""Give the bytes of the file; of a link, its target.

        >>> ExampleFile("a.md", "caf\\xe9\n", "markdown", frozenset({"escaped", "bare"})).content
        b'caf\xe9'
        >>> ExampleFile("a.md", "a\nb\n", "markdown", frozenset({"times=3"})).content
        b'a\nb\nb\nb\n'
        """
        body, fence = (self.block[:-4], "---\n") if self.block.endswith("\n---\n") else (self.block, "")
        lines = body.splitlines(keepends=True)
        text = "".join(lines[:-1] + lines[-1:] * self.times) + fence
        if self.marks & {"bare", "link"}:
            text = text.removesuffix("\n")
        return _unescaped(text) if "escaped" in self.marks else text.encode()

    @property
    def remark(self) -> str:
        """Say in brackets what the block does not show; nothing if it shows all.

        >>> ExampleFile("a.md", "b.md", "markdown", frozenset({"link"})).remark
        ' (a link to what is shown)'
        """
        remarks = (
            "a link to what is shown" * self.is_link,
            "may not be opened" * self.is_unreadable,
            "bytes are shown as escapes" * ("escaped" in self.marks),
            "without a line feed at its end" * ("bare" in self.marks),
            f"the last line stands {self.times:,} times" * (self.times > 1),
        )
        said = ", ".join(filter(None, remarks))
        return f" ({said})" if said else ""

    @property
    def name(self) -> str:
        """Give the path as it is on the disk."""
        return _unescaped(self.path).decode() if "escaped" in self.marks else self.path


@dataclass(frozen=True, slots=True)
class Example:
    """Some files that fail or pass a check together."""

    files: tuple[ExampleFile, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a finding of one code means, and the mend, shown."""

    code: str
    severity: Severity
    title: str
    text: str
    fails: Example
    passes: Example


def read_page(code: str, page: str) -> Explanation:
    r"""Read the page on a code.

    >>> example = "`a.md`\n\n```markdown\nx\n```\n"
    >>> page = f"# bad-x\n\nerror: No x.\n\nWrite y.\n\n## Fails\n\n{example}\n## Passes\n\n{example}"
    >>> read_page("bad-x", page).title
    'No x.'

    Raises:
        ValueError: if the page is not of that form, naming the page and what is missing.
    """
    head, *parts = re.split(r"^## (Fails|Passes)\n", page, flags=re.MULTILINE)
    title, _, rest = head.strip().partition("\n\n")
    summary, _, text = rest.partition("\n\n")
    said = _SUMMARY.fullmatch(summary)
    if title != f"# {code}":
        raise _lacking(code, f"has no title '# {code}'")
    if said is None:
        raise _lacking(code, "has no line such as 'error: One sentence.' below its title")
    if not text:
        raise _lacking(code, "does not say what the finding means")
    if tuple(parts[::2]) != _PARTS:
        raise _lacking(code, f"has not the parts {' and '.join(_PARTS)}, in this order")
    fails, passes = (Example(tuple(_files(code, part))) for part in parts[1::2])
    return Explanation(code, _SEVERITIES[said[1]], said[2], text, fails, passes)


def _files(code: str, part: str) -> Iterator[ExampleFile]:
    position = 0
    while match := _FILE.match(part, position):
        position = match.end()
        marks = frozenset(match["marks"].split())
        if unknown := sorted(mark for mark in marks if not _MARKS.fullmatch(mark)):
            raise _lacking(code, f"marks {match['path']} with {unknown[0]!r}, which means nothing")
        file = ExampleFile(match["path"], match["block"], match["language"], marks)
        if "escaped" in marks and not (file.path + file.block).isascii():
            raise _lacking(code, f"escapes {match['path']}, and holds a character that is not ASCII")
        yield file
    if not position or part[position:].strip():
        shown = part[position:].strip().partition("\n")[0][:60]
        raise _lacking(code, f"should have a path and a fenced block where it has {shown!r}")


def _unescaped(text: str) -> bytes:
    """Put the bytes that Python's escapes stand for in their place."""
    return text.encode("ascii").decode("unicode_escape").encode("latin-1")


def _lacking(code: str, what: str) -> ValueError:
    return ValueError(f"findings/{code}.md {what}")
