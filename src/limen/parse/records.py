"""Claims, mappings, definitions, arguments and assessments of the front matter."""

from __future__ import annotations

from limen.errors import Finding, Severity
from limen.model.entry import Record
from limen.model.node import Mapping, Node, Sequence
from limen.model.records import RECORDS, RecordKind
from limen.model.words import JUDGING, PREDICATES, STATUS_WORDS, TELLING
from limen.parse.fields import sort_fields

#: The keys under which records stand.
RECORD_KEYS = frozenset(kind.key for kind in RECORDS)


def read_records(path: str, node: Mapping) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """Read every record of an entry, with all that is wrong with them."""
    records: list[Record] = []
    findings: list[Finding] = []
    for kind in RECORDS:
        listed = node.get(kind.key)
        if listed is None:
            continue
        if not isinstance(listed, Sequence):
            findings.append(
                _fault(path, listed, "bad-value", f"{kind.key!r} should be a list", "begin each with -")
            )
            continue
        for item in listed.items:
            record, found = _read_record(path, kind, item)
            records += [record] if record else []
            findings += found
    findings += _repeated(path, records)
    return tuple(records), tuple(findings)


def _read_record(path: str, kind: RecordKind, node: Node) -> tuple[Record | None, tuple[Finding, ...]]:
    if not isinstance(node, Mapping):
        return None, (
            _fault(path, node, "bad-value", f"a {kind.word} should be a map of keys", "see docs/registry.md"),
        )
    missing = [
        _fault(
            path,
            node,
            "missing-key",
            f"the {kind.word} has no {key!r}",
            f"a {kind.word} needs {', '.join(kind.required)}",
        )
        for key in kind.required
        if not node.text(key)
    ]
    pairs = ((key, value) for key, value in node.entries if key.value != "id")
    fields = sort_fields(path, pairs, kind.table, Severity.ERROR)
    misfit = _misfit(path, node) if kind.key == "claims" else ()
    record = Record(kind, node.text("id"), (node.line, node.column), fields.known, fields.kept)
    usable = not missing or (node.text("id") or kind.names_item)
    return (record if usable else None), (*missing, *fields.findings, *misfit)


def _misfit(path: str, node: Mapping) -> tuple[Finding, ...]:
    """Say where the object of a claim is not what its predicate takes."""
    predicate, value = node.text("predicate"), node.get("object")
    if predicate not in PREDICATES or value is None or not node.text("object"):
        return ()
    is_secid = node.text("object")[:6].lower() == "secid:"
    if predicate in JUDGING:
        wanted = "" if node.text("object") in STATUS_WORDS else f"one of {', '.join(STATUS_WORDS)}"
    elif predicate in TELLING:
        wanted = "prose" if is_secid else ""
    else:
        wanted = "" if is_secid else "a SecID"
    if not wanted:
        return ()
    message = f"the object of {predicate!r} should be {wanted}"
    return (_fault(path, value, "bad-value", message, "mend the object, or choose another predicate"),)


def _repeated(path: str, records: list[Record]) -> list[Finding]:
    seen: set[tuple[str, str]] = set()
    findings = []
    for record in records:
        key = (record.kind.word, record.id)
        if record.id and key in seen:
            message = f"two records of this file are the {record.kind.word} {record.id!r}"
            findings.append(
                Finding(path, record.place[0], 1, Severity.ERROR, "duplicate-id", message, "rename one")
            )
        seen.add(key)
    return findings


def _fault(path: str, node: Node, code: str, message: str, hint: str) -> Finding:
    return Finding(path, node.line, node.column, Severity.ERROR, code, message, hint)
