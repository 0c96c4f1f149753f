"""A plain note without front matter, told from outside what it speaks of."""

from __future__ import annotations

import re

from limen.errors import Finding, Severity
from limen.identifier import Identifier, IdentifierIndex, read_secid
from limen.model.entry import Dialect, Entry
from limen.parse.body import Scope, SourceScope, read_body

_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


def note_entry(path: str, text: str, about: str) -> tuple[Entry | None, tuple[Finding, ...]]:
    """Read a note about one source, which the SecID `about` names."""
    topic = read_secid(about, IdentifierIndex.of(())).identifier
    if topic is None or not topic.namespace:
        message = f"nobody says what this note is about: {about!r} is no SecID of a source"
        hint = f"give --about, or a file {path}.yaml with a line such as `about: secid:weakness/example.org/levels`"
        return None, (Finding(path, 1, 1, Severity.ERROR, "note-about-nothing", message, hint),)
    namespace = Identifier(topic.type, topic.namespace)
    sources = (SourceScope(topic.source, (), frozenset()),) if topic.name else ()
    scope = Scope(namespace, sources, plain_note=not _HEADING.search(text))
    body, findings = read_body(path, text, 1, scope)
    return Entry(path, Dialect.NOTE, namespace, topic.source, body=body, structure=body.structure), findings
