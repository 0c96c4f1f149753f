"""Examples and items whose ids their own patterns do not know."""

from __future__ import annotations

from collections.abc import Iterator

from limen.errors import Finding, Severity
from limen.identifier import Identifier, Status, format_secid, is_match, pattern_problem, read_secid
from limen.model.entry import Dialect, Entry, Role, Thing
from limen.model.index import Index
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence


def example_findings(entry: Entry, index: Index) -> Iterator[Finding]:
    """Say which examples, written as bare ids, break the patterns beside them."""
    for thing in entry.things:
        for field in thing.fields:
            if field.key == "examples" and isinstance(field.node, Sequence):
                for text in filter(None, map(_id, field.node.items)):
                    if not _is_known(thing, text.value, index):
                        yield _finding(entry.path, text)


def item_findings(entry: Entry) -> Iterator[Finding]:
    """Say which items are listed under a source in spite of its patterns; those of JSON are patterns themselves."""
    patterns: dict[Identifier, list[str]] = {}
    for thing in entry.things if entry.dialect is not Dialect.TREE else ():
        if thing.role is Role.PATTERN:
            sound = (each.value for each in thing.patterns if not pattern_problem(each.value))
            patterns.setdefault(thing.identifier.source, []).extend(sound)
    for thing in entry.things:
        known = patterns.get(thing.identifier.source, [])
        id_ = thing.identifier.subpath
        if thing.role is Role.ITEM and known and not any(is_match(pattern, id_) for pattern in known):
            message = f"{id_!r} does not match any item pattern of {thing.identifier.name!r}"
            hint = "mend the id, or widen the source's pattern"
            yield Finding(entry.path, *thing.place, Severity.WARNING, "item-outside-pattern", message, hint)


def _id(node: Node) -> Scalar | None:
    """The bare id of an example; whole identifiers are checked as references are."""
    text = node.get("input") if isinstance(node, Mapping) else node
    is_id = isinstance(text, Scalar) and text.kind is Kind.TEXT and text.value[:6].lower() != "secid:"
    return text if is_id and isinstance(text, Scalar) else None


def _is_known(thing: Thing, id_: str, index: Index) -> bool:
    if thing.role is Role.PATTERN:
        return any(is_match(pattern.value, id_) for pattern in thing.patterns)
    if thing.role is not Role.SOURCE:
        return True
    text = format_secid(thing.identifier.item(id_))
    return read_secid(text, index.identifiers).status is not Status.UNKNOWN_ITEM


def _finding(path: str, text: Scalar) -> Finding:
    message = f"the example {text.value!r} fits none of the patterns that it stands beside"
    hint = "mend the example, or the pattern"
    return Finding(path, text.line, text.column, Severity.WARNING, "item-outside-pattern", message, hint)
