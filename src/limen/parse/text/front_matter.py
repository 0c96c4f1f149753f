"""Splits a Markdown file into its YAML front matter and its body, losing nothing in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from limen.errors import Finding, Severity
from limen.model.node import Mapping, Node
from limen.parse.text.decode import LARGEST_FRONT_MATTER
from limen.parse.text.yaml_reader import read_yaml

# A line of three or more hyphens; unlike the library's own it takes no line feed in.
_FENCE = re.compile(r"^-{3,}[^\S\n]*$", re.MULTILINE)
_GIVE_KEYS = "give each value a key, as in 'type: entity'"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of a Markdown file and the lines where they stand.

    Without front matter the body is the whole file. If front matter is begun
    and not closed, nothing can be told to be the body.
    """

    yaml: Mapping | None
    body: str
    body_line: int  # the line of the file on which the body begins, from 1
    fences: tuple[int, ...] = ()  # the lines of the fences


class _Handler(YAMLHandler):
    """Gives the library nodes, findings and the closing line where it expects values."""

    def __init__(self, path: str, opening: int) -> None:
        super().__init__(fm_boundary=_FENCE)
        self._path = path
        self._opening = opening

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Read what stands between the fences; it begins with the end of the opening fence's line."""
        node, findings = _read(self._path, fm, self._opening)
        return {"node": node, "findings": findings, "closing": self._opening + fm.count("\n")}


def split_front_matter(path: str, text: str) -> tuple[FrontMatter, tuple[Finding, ...]]:
    r"""Read the front matter of a Markdown file and cut its body off, unchanged.

    >>> front, findings = split_front_matter("a.md", "---\ntype: entity\n---\n\n# A\n")
    >>> front.yaml.text("type"), front.body, front.body_line, front.fences, findings
    ('entity', '\n# A\n', 4, (1, 3), ())
    """
    text = text.replace("\r\n", "\n")
    start = text.lstrip()
    opening = text.count("\n", 0, len(text) - len(start)) + 1
    handler = _Handler(path, opening)
    if not handler.detect(start):
        return FrontMatter(None, text, 1), (_no_front_matter(path, start, opening),)
    found: dict[str, Any] = frontmatter.parse(text, handler=handler)[0]
    if not found:
        return FrontMatter(None, "", opening + 1, (opening,)), (_not_closed(path, text, opening),)
    node, findings, closing = found["node"], found["findings"], found["closing"]
    yaml = node if isinstance(node, Mapping) else None
    body = text.split("\n", closing)[closing:]
    return FrontMatter(yaml, "".join(body), closing + 1, (opening, closing)), findings


def _read(path: str, fm: str, opening: int) -> tuple[Node | None, tuple[Finding, ...]]:
    if len(fm) > LARGEST_FRONT_MATTER:
        message = f"the front matter has {len(fm):,} characters; the limit is {LARGEST_FRONT_MATTER:,}"
        return None, (_finding(path, opening, "front-matter-too-large", message, "split the entry"),)
    node, findings = read_yaml(path, fm, opening)
    if node is None and not findings:
        return None, (_finding(path, opening, "front-matter-empty", "the front matter is empty", _GIVE_KEYS),)
    if node is None or isinstance(node, Mapping):
        return node, findings
    message = f"the front matter is a {type(node).__name__.lower()} and not keys with values"
    wrong = _finding(path, node.line, "front-matter-not-a-mapping", message, _GIVE_KEYS)
    return None, (*findings, wrong)


def _no_front_matter(path: str, start: str, line: int) -> Finding:
    hint = "begin it with a line '---', keys, and a line '---'; of a plain note, tell by --about what it speaks of"
    if not start:
        return _finding(path, 1, "no-front-matter", "the file is empty", hint)
    return _finding(path, line, "no-front-matter", "the file has no front matter", hint)


def _not_closed(path: str, text: str, opening: int) -> Finding:
    code, hint = "front-matter-not-closed", "end it with a line '---'"
    for line, written in enumerate(text.split("\n"), 1):
        if written.rstrip() == "...":
            return _finding(path, line, code, "'...' does not end front matter", hint)
    return _finding(path, opening, code, "the front matter that begins here has no end", hint)


def _finding(path: str, line: int, code: str, message: str, hint: str) -> Finding:
    return Finding(path, line, 1, Severity.ERROR, code, message, hint)
