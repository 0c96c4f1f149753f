"""From the bytes of a system file, YAML or JSON, to a system and everything wrong with it: `parse_system`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Map
from typing import NamedTuple

from limen.errors import Finding, Severity
from limen.identifier import SECID_TYPES, IdentifierIndex, read_secid
from limen.model.names import Names
from limen.model.node import Kind, Mapping, Node, Scalar, Sequence
from limen.model.system import (
    FINDING_GROUNDS,
    FINDING_KEYS,
    FINDING_WORDS,
    NOT_TESTED,
    SAFEGUARD_KEYS,
    SYSTEM_KEYS,
    Form,
    Given,
    InPlace,
    Key,
    Reported,
    System,
)
from limen.model.value import date_type
from limen.parse.text import decode, read_json, read_yaml
from limen.term import is_iri
from limen.vocab import XSD

Keys = Map[str, Key]

_SECID = re.compile(rf"secid:(?:{'|'.join(sorted(SECID_TYPES))})/\S(?:.*\S)?")
_ADDRESS = re.compile(r"https?://\S+")
_FLAGS = ("true", "false")
_HINT = "limen assess --template shows every key"


class ParsedSystem(NamedTuple):
    """What came of a system file: nothing if it cannot be read or has an error."""

    system: System | None
    findings: tuple[Finding, ...]


def parse_system(path: str, data: bytes, index: IdentifierIndex, names: Names) -> ParsedSystem:
    r"""Read a system file; a name that ends in .json is JSON, every other YAML.

    >>> data = b"name: Example 1\ndeveloper: secid:entity/example.org\n"
    >>> parsed = parse_system("a.yaml", data, IdentifierIndex.of(()), Names())
    >>> parsed.system.name, parsed.system.developer.term
    ('Example 1', '<https://w3id.org/limen/id/entity/example.org>')
    >>> print(*parse_system("a.yaml", b"name: x\n", IdentifierIndex.of(()), Names()).findings)
    a.yaml:1:1: error[missing-key]: the system has no 'developer' (who develops it)
    """
    text, found = decode(path, data)
    if text is None:
        return ParsedSystem(None, found)
    node, more = (read_json if path.endswith(".json") else read_yaml)(path, text)
    # A value without quotes is read as it is written, so that no day needs them.
    findings = [*found, *(each for each in more if each.code != "unquoted-scalar")]
    if not isinstance(node, Mapping):
        findings.append(_error(path, node or Scalar("", 1, 1), "bad-value", "the file holds no keys", _HINT))
        return ParsedSystem(None, tuple(sorted(findings)))
    reader = _Reader(path, index, names, findings)
    system = reader.system(node)
    is_broken = any(each.severity is Severity.ERROR for each in findings)
    return ParsedSystem(None if is_broken else system, tuple(sorted(set(findings))))


class _Reader:
    """Reads the parts of one file and gathers what is wrong with them."""

    def __init__(self, path: str, index: IdentifierIndex, names: Names, findings: list[Finding]) -> None:
        self._path = path
        self._index = index
        self._names = names
        self._findings = findings

    def system(self, node: Mapping) -> System:
        self._check(node, SYSTEM_KEYS, "the system")
        return System(
            node.text("name"),
            self._given(node, "developer"),
            self._path,
            self._given(node, "id"),
            node.text("description"),
            self._given(node, "policy"),
            node.text("as_of"),
            tuple(map(self._finding, _mappings(node.get("findings")))),
            tuple(map(self._safeguard, _mappings(node.get("safeguards")))),
        )

    def _finding(self, node: Mapping) -> Reported:
        self._check(node, FINDING_KEYS, "the finding")
        if node.text("finding") in FINDING_WORDS and node.text("finding") != NOT_TESTED:
            for key in FINDING_GROUNDS:
                if node.get(key) is None:
                    self._lacks(node, "the finding", key, FINDING_KEYS[key])
        return Reported(
            self._given(node, "threshold"),
            node.text("finding"),
            self._given(node, "by"),
            node.text("date"),
            self._evidence(node),
            node.text("precautionary") == "true",
            node.text("note"),
        )

    def _safeguard(self, node: Mapping) -> InPlace:
        self._check(node, SAFEGUARD_KEYS, "the safeguard")
        return InPlace(
            self._given(node, "safeguard"), self._evidence(node), node.text("since"), node.text("note")
        )

    def _evidence(self, node: Mapping) -> tuple[Given, ...]:
        return tuple(map(self._named, _scalars(node.get("evidence"))))

    def _given(self, node: Mapping, key: str) -> Given:
        value = node.get(key)
        return self._named(value) if isinstance(value, Scalar) else Given()

    def _named(self, value: Scalar) -> Given:
        """Name what a SecID or an address stands for."""
        identifier = read_secid(value.value, self._index).identifier
        if identifier is not None:
            return Given(self._names.thing(identifier), value.line, value.column)
        return Given(f"<{value.value}>" if is_iri(value.value) else "", value.line, value.column)

    def _check(self, node: Mapping, keys: Keys, owner: str) -> None:
        for name, value in node.entries:
            key = keys.get(name.value)
            if key is None:
                message = f"{owner} has a key that the format does not know: {name.value!r}"
                hint = f"one of {', '.join(keys)}"
                self._findings.append(_error(self._path, name, "unknown-system-key", message, hint))
            else:
                self._findings += _value_findings(self._path, name.value, value, key)
        for name_, key in keys.items():
            if key.required and node.get(name_) is None:
                self._lacks(node, owner, name_, key)

    def _lacks(self, node: Mapping, owner: str, name: str, key: Key) -> None:
        message = f"{owner} has no {name!r}"
        self._findings.append(_error(self._path, node, "missing-key", message, key.meaning))


def _mappings(node: Node | None) -> Iterator[Mapping]:
    if isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Mapping))


def _scalars(node: Node | None) -> tuple[Scalar, ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar))


def _value_findings(path: str, name: str, value: Node, key: Key) -> Iterator[Finding]:
    """Report every value under a key that has not its form."""
    if key.form in _LISTS:
        is_list = isinstance(value, Sequence)
        parts = value.items if isinstance(value, Sequence) else (value,)
        bad = tuple(part for part in parts if not (is_list and isinstance(part, Mapping)))
    elif key.form is Form.EVIDENCE and isinstance(value, Sequence):
        bad = (
            tuple(part for part in value.items if not _fits(part, key.form)) or ()
            if value.items
            else (value,)
        )
    else:
        bad = () if _fits(value, key.form) else (value,)
    for part in bad:
        said = f" {part.value!r}" if isinstance(part, Scalar) else ""
        choices = f"one of {', '.join(FINDING_WORDS)}" if key.form is Form.WORD else key.meaning
        message = f"{name!r} should be {key.form.value}, and this is not:{said}".rstrip(":")
        yield _error(path, part, "bad-value", message, choices)


_LISTS = frozenset({Form.FINDINGS, Form.SAFEGUARDS})


def _fits(value: Node, form: Form) -> bool:
    if not isinstance(value, Scalar):
        return False
    text = value.value
    if form is Form.FLAG:
        return value.kind in {Kind.TEXT, Kind.BOOLEAN} and text in _FLAGS
    return value.kind is Kind.TEXT and _FORMS[form](text)


def _is_secid(text: str) -> bool:
    return _SECID.fullmatch(text) is not None and read_secid(text, _NO_INDEX).identifier is not None


_NO_INDEX = IdentifierIndex.of(())
_FORMS: Map[Form, Callable[[str], bool]] = {
    Form.TEXT: lambda text: bool(text.strip()),
    Form.SECID: _is_secid,
    Form.DAY: lambda text: date_type(text) == XSD.date,
    Form.DATE: lambda text: bool(date_type(text)),
    Form.WORD: lambda text: text in FINDING_WORDS,
    Form.EVIDENCE: lambda text: _is_secid(text) or (bool(_ADDRESS.fullmatch(text)) and is_iri(text)),
}


def _error(path: str, node: Node, code: str, message: str, hint: str) -> Finding:
    return Finding(path, node.line, node.column, Severity.ERROR, code, message, hint)
