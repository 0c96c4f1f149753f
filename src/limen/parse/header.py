"""The keys that say what a file is about, and whether its path agrees."""

from __future__ import annotations

import re
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.identifier import SECID_TYPES, Identifier, canonical_namespace
from limen.model.entry import Field
from limen.model.node import Mapping, Node, Scalar, Sequence

# Labels with dots between them, in any script; a path may follow.
_LABEL = r"[^\x00-\x20\x7f-\xa0\u2028\u2029/.@#?%:;,\\<>\"'`{}|^\[\]()]+"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*(?:/|\Z)")


class Header(NamedTuple):
    """What a file is about; None where the keys do not say."""

    namespace: Identifier | None
    findings: tuple[Finding, ...]


def read_header(path: str, node: Mapping) -> Header:
    """Read `type` and `namespace`."""
    findings = [_missing(path, node, key) for key in ("type", "namespace") if not node.text(key)]
    if findings:
        return Header(None, tuple(findings))
    type_, namespace = node.text("type"), node.text("namespace")
    if type_.lower() not in SECID_TYPES:
        place = node.get("type") or node
        message = f"{type_!r} is not a SecID type"
        hint = "one of " + ", ".join(sorted(SECID_TYPES))
        found = Finding(path, place.line, place.column, Severity.ERROR, "unknown-type", message, hint)
        return Header(None, (found,))
    if not _DOMAIN.match(canonical_namespace(namespace)):
        place = node.get("namespace") or node
        message, hint = f"{namespace[:60]!r} is no domain name", "such as example.org, or example.org/part"
        found = Finding(path, place.line, place.column, Severity.ERROR, "bad-namespace", message, hint)
        return Header(None, (found,))
    return Header(Identifier(type_.lower(), canonical_namespace(namespace)), ())


def _missing(path: str, node: Mapping, key: str) -> Finding:
    message = f"the entry has no {key!r}"
    hint = f"add a line such as `{key}: {'weakness' if key == 'type' else 'example.org'}`"
    return Finding(path, node.line, node.column, Severity.ERROR, "missing-header", message, hint)


def path_findings(path: str, namespace: Identifier, node: Mapping) -> tuple[Finding, ...]:
    """Say where a file's path and what it is about disagree (SecID specification, 4.0).

    The labels of the domain are reversed; a path after the domain follows. An
    entry may also be a folder of files beside its main one. A file that is not
    in a registry may lie anywhere.
    """
    stem = path.rpartition(".")[0]
    home = home_path(namespace)
    if "/" not in path or stem.lower() == home or stem.lower().startswith(home + "/"):
        return ()
    place = node.get("namespace") or node
    message = f"the path does not agree with {namespace.type}/{namespace.namespace}"
    hint = f"move the file to {home}{path[len(stem) :]}, or mend type or namespace"
    return (Finding(path, place.line, place.column, Severity.ERROR, "path-disagrees", message, hint),)


def home_path(namespace: Identifier) -> str:
    """The path, without ending, at which an entry belongs.

    >>> home_path(Identifier("entity", "aisi.gov.uk"))
    'entity/uk/gov/aisi'
    """
    domain, _, rest = namespace.namespace.partition("/")
    parts = [namespace.type, *reversed(domain.split(".")), *([rest] if rest else [])]
    return "/".join(parts)


def type_field(node: Mapping) -> tuple[Field, ...]:
    """The type as a field of the namespace; in a source, `type` means something else."""
    value = node.get("type")
    return (Field("secid_type", value),) if isinstance(value, Scalar) else ()


def texts(node: Node | None) -> tuple[Scalar, ...]:
    """The texts of a list, or a single one."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar))
