"""Which dialect a file is written in, and its reading by that dialect."""

from __future__ import annotations

from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.model.entry import Entry
from limen.model.node import Mapping
from limen.parse.markdown_entry import markdown_entry
from limen.parse.mend import form_findings
from limen.parse.note_entry import note_entry
from limen.parse.text import decode, read_json, read_yaml, split_front_matter
from limen.parse.tree_entry import tree_entry


class Parsed(NamedTuple):
    """What became of one file; without an entry it cannot be published."""

    entry: Entry | None
    findings: tuple[Finding, ...]


def parse_file(path: str, data: bytes, *, about: str = "", sidecar: bytes | None = None) -> Parsed:
    """Read one file of a registry.

    Pure: the path tells the dialect and names the file in findings, and nothing
    is opened. A plain note without front matter is told what it speaks of by
    `about`, a SecID, or by the text of a `sidecar`, front matter kept beside it.
    """
    text, found = decode(path, data)
    if text is None:
        return Parsed(None, found)
    is_json = path.endswith(".json")
    parsed = _json(path, text) if is_json else _markdown(path, text, about, sidecar)
    findings = tuple(sorted({*found, *parsed.findings}))
    entry = None if _broken(findings) else parsed.entry
    return Parsed(entry, findings)


#: Errors in spite of which the file can be read, so that its other findings are found too.
_HARMLESS = frozenset({"path-disagrees", "bad-value", "missing-key", "duplicate-id"})


def _broken(findings: tuple[Finding, ...]) -> bool:
    return any(each.severity is Severity.ERROR and each.code not in _HARMLESS for each in findings)


def _json(path: str, text: str) -> Parsed:
    node, found = read_json(path, text)
    if not isinstance(node, Mapping):
        return Parsed(None, found or (_not_an_entry(path),))
    entry, more = tree_entry(path, node)
    return Parsed(entry, (*found, *more, *form_findings(path, text, None)))


def _markdown(path: str, text: str, about: str, sidecar: bytes | None) -> Parsed:
    matter, found = split_front_matter(path, text)
    if matter.yaml is not None:
        entry, more = markdown_entry(path, matter.yaml, matter)
    elif (about or sidecar is not None) and not matter.fences:
        told, found = _read_sidecar(f"{path}.yaml", sidecar)
        entry, more = note_entry(path, text, about or told)
    else:
        entry, more = None, ()
    return Parsed(entry, (*found, *more, *form_findings(path, text, matter.yaml)))


def _read_sidecar(path: str, data: bytes | None) -> tuple[str, tuple[Finding, ...]]:
    """Read what a note is about from the file beside it, if there is one."""
    if data is None:
        return "", ()
    text, found = decode(path, data)
    node, more = read_yaml(path, text) if text is not None else (None, ())
    return node.text("about") if isinstance(node, Mapping) else "", found + more


def _not_an_entry(path: str) -> Finding:
    message = "the file is not a JSON object"
    return Finding(path, 1, 1, Severity.ERROR, "not-an-entry", message, "see docs/registry.md")
