"""Lists of versions that are written in several ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limen.errors import Finding, Severity
from limen.identifier import Identifier, format_secid
from limen.model.entry import Entry, Role, Thing

#: Ways to write a version, each with what it looks like; the first that fits counts.
_KINDS = (
    ("years", re.compile(r"(?:19|20)\d\d")),
    ("dates", re.compile(r"(?:19|20)\d\d-\d\d(?:-\d\d)?")),
    ("numbers with a v", re.compile(r"v\d+(?:\.\d+)*", re.IGNORECASE)),
    ("numbers", re.compile(r"\d+(?:\.\d+)*[a-z]?")),
)


def version_findings(entry: Entry) -> Iterator[Finding]:
    """Say of which sources the versions are of several kinds, so that nobody can put them in order."""
    listed: dict[Identifier, list[Thing]] = {}
    for thing in entry.things:
        if thing.role is Role.VERSION:
            listed.setdefault(thing.identifier.source, []).append(thing)
    for source, versions in listed.items():
        first = _kind(versions[0].identifier.version)
        other = next((each for each in versions if _kind(each.identifier.version) != first), None)
        if other:
            yield _finding(entry.path, source, first, other)


def _kind(version: str) -> str:
    return next((kind for kind, form in _KINDS if form.fullmatch(version)), "names")


def _finding(path: str, source: Identifier, kind: str, other: Thing) -> Finding:
    message = f"{other.identifier.version!r} is among versions of {format_secid(source)} that are {kind}"
    return Finding(
        path, *other.place, Severity.NOTE, "mixed-versions", message, "write all of them in one way"
    )
