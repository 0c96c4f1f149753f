"""SecID text as people write it, read against what the registries know.

A name may hold any character, so only a registry can say where it ends
(SecID specification, 8.0). Text is read leniently and every leniency is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from limen.identifier.effort import MAX_LENGTH
from limen.identifier.identifier import Identifier
from limen.identifier.index import IdentifierIndex, Place
from limen.identifier.iri import has_iri
from limen.identifier.namespace import canonical_namespace
from limen.identifier.patterns import (
    PatternNode,
    canonical_name,
    is_match,
    item_nodes,
    longest_match,
    spellings,
)
from limen.identifier.percent import decode, decode_but_slash
from limen.identifier.reading import SECID_TYPES, Pairs, Reading, Status, Written

_SCHEME = "secid:"
_NOT_A_DOMAIN = "first segment is not a domain name (pre-2026-02 dialect, or cross-source search form)"


@dataclass(frozen=True, slots=True)
class _Namespace:
    """The namespace of a text, read."""

    canonical: str
    registered: str  # as the registry spells it
    nodes: tuple[PatternNode, ...]  # that know its names
    problems: tuple[str, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a text, read; empty where there is none."""

    canonical: str = ""
    written: str = ""
    nodes: tuple[PatternNode, ...] = ()  # that know it
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """What follows the `#`, read."""

    status: Status
    subpath: str | None = None
    version: str | None = None
    qualifiers: Pairs = ()
    problems: tuple[str, ...] = ()


def read_secid(text: str, index: IdentifierIndex) -> Reading:
    """Read SecID text in the light of an index.

    >>> reading = read_secid("SECID:weakness/Anthropic.com", IdentifierIndex.of([]))
    >>> reading.status.value, reading.identifier.namespace, reading.problems
    ('unknown-namespace', 'anthropic.com', ('scheme not lower-case',))
    """
    stripped = text.strip()
    scheme, body = stripped[: len(_SCHEME)], stripped[len(_SCHEME) :]
    written_type, _, path = body.partition("/")
    type = written_type.lower()
    problems = []
    if stripped != text:
        problems.append("surrounding white space")
    if scheme.lower() != _SCHEME:
        return Reading(Status.NO_SCHEME, None, Written(), tuple(problems))
    if scheme != _SCHEME:
        problems.append("scheme not lower-case")
    if type not in SECID_TYPES:
        return Reading(Status.UNKNOWN_TYPE, None, Written(), tuple(problems))
    if type != written_type:
        problems.append("type not lower-case")
    if len(path) > MAX_LENGTH:
        problems.append(f"longer than {MAX_LENGTH} characters: not read")
        path = ""
    if not path:
        return Reading(Status.TYPE_ONLY, None, Written(type), tuple(problems))
    reading = _read_path(type, path, index)
    return replace(reading, problems=(*problems, *reading.problems))


def _read_path(type: str, path: str, index: IdentifierIndex) -> Reading:
    """Read what follows the type."""
    namespace, rest = _read_namespace(type, path, index)
    name, rest = _read_name(rest, namespace.nodes)
    version, qualifiers, item_text = _divided(rest)
    pairs, qualifier_problems = _read_qualifiers(qualifiers)
    item = _read_item(item_text, item_nodes(name.nodes, version or ""))
    written = Written(
        type,
        namespace.registered,
        name.written or None,
        version,
        pairs,
        item.subpath,
        item.version,
        item.qualifiers,
    )
    identifier = Identifier(
        type, namespace.canonical, name.canonical, version or "", item.subpath or "", item.version or ""
    )
    why_not = _why_not(identifier, index)
    problems = (
        *namespace.problems,
        *name.problems,
        *(("empty version",) if version == "" else ()),
        *qualifier_problems,
        *item.problems,
        *((why_not,) if why_not else ()),
    )
    status = _status(namespace, name, item, nameless=version is not None or item_text is not None)
    return Reading(status, None if why_not else identifier, written, problems)


def _status(namespace: _Namespace, name: _Name, item: _Item, nameless: bool) -> Status:
    if not namespace.known:
        return Status.UNKNOWN_NAMESPACE
    if not name.written:
        return Status.NO_NAME if nameless else Status.NAMESPACE_ONLY
    return item.status if name.nodes else Status.UNKNOWN_NAME


def _why_not(identifier: Identifier, index: IdentifierIndex) -> str:
    """Say why what was read has no identity; empty if it has."""
    if not identifier.namespace:
        return "empty namespace"
    if not has_iri(identifier):
        return "dot segment or broken character: it has no IRI"
    whole = f"{identifier.namespace}/{identifier.name}" if identifier.name else identifier.namespace
    if index.split(identifier.type, whole) != (identifier.namespace, identifier.name):
        return "namespace and name cannot be told apart"
    return ""


def _read_namespace(type: str, path: str, index: IdentifierIndex) -> tuple[_Namespace, str]:
    head, _ = _cut(path, "#?@")
    place = index.find(type, head)
    if place is not None:
        return _registered(head[: place.end], place), path[place.end :]
    written, _ = _cut(head, "/")
    canonical = canonical_namespace(decode_but_slash(written))
    problems = (_NOT_A_DOMAIN,) if canonical and "." not in canonical else ()
    return _Namespace(canonical, canonical, (), problems, known=False), path[len(written) :]


def _registered(written: str, place: Place) -> _Namespace:
    registered = place.namespace.namespace
    problems: tuple[str, ...] = ()
    if place.alias:
        problems = (f"namespace {written!r} is an older spelling of {registered!r}",)
    elif written != registered:
        problems = (f"namespace written {written!r}, registered {registered!r}",)
    return _Namespace(
        canonical_namespace(registered), registered, place.namespace.nodes, problems, known=True
    )


def _read_name(rest: str, nodes: tuple[PatternNode, ...]) -> tuple[_Name, str]:
    """Read the name, if a slash announces one, and give what follows it."""
    if not rest.startswith("/"):
        told = rest[:1] in ("#", "@")
        return _Name(problems=(f"{rest[0]!r} directly after the namespace: no name",) if told else ()), rest
    text = rest[1:]
    match = longest_match(text, nodes, "@?#")
    if match is None:
        raw, rest = _cut(text, "@?#")
        name = decode_but_slash(raw)
        return _Name(name, name, (), () if name else ("empty name",)), rest
    canonical = canonical_name(match.nodes, match.text)
    problems = ["name matched only after percent-decoding"] if match.decoded else []
    if _has_free_spelling(match.nodes, match.text) and match.text.lower() != canonical.lower():
        problems.append(f"name written {match.text!r}, canonical {canonical!r}")
    return _Name(canonical, match.text, match.nodes, tuple(problems)), text[match.end :]


def _has_free_spelling(nodes: tuple[PatternNode, ...], text: str) -> bool:
    """Say whether the pattern that a name fits leaves its spelling open."""
    patterns = (pattern for node in nodes for pattern in node.patterns)
    return any(len(spellings(pattern)) > 1 and is_match(pattern, text) for pattern in patterns)


def _divided(rest: str) -> tuple[str | None, str, str | None]:
    """Divide what follows the name into version, qualifiers and item."""
    version, qualifiers = None, ""
    if rest.startswith("@"):
        raw, rest = _cut(rest[1:], "?#")
        version = decode(raw)
    if rest.startswith("?"):
        qualifiers, rest = _cut(rest[1:], "#")
    return version, qualifiers, rest[1:] if rest else None


def _read_item(text: str | None, nodes: tuple[PatternNode, ...]) -> _Item:
    if not text:
        return _Item(Status.OK, problems=("empty subpath",) if text == "" else ())
    match = longest_match(text, nodes, "@?/")
    start, end = (match.text, match.end) if match else ("", 0)
    tail, rest = _cut(text[end:], "@?")
    subpath = start + decode_but_slash(tail)
    problems = ["subpath matched only after percent-decoding"] if match and match.decoded else []
    if match and tail:
        problems.append("subpath longer than any pattern: hierarchical tail not covered by the registry")
    version, qualifiers = None, rest
    if rest.startswith("@"):
        raw, qualifiers = _cut(rest[1:], "?")
        version = decode(raw)
        if not version:
            problems.append("empty item version")
    pairs, more = _read_qualifiers(qualifiers[1:])
    status = Status.OK if match else Status.UNKNOWN_ITEM if nodes else Status.OK_ITEM_NOT_CHECKABLE
    return _Item(status, subpath, version, pairs, (*problems, *more))


def _read_qualifiers(text: str) -> tuple[Pairs, tuple[str, ...]]:
    """Read `key=value` pairs; of a key given twice the last counts."""
    pairs: dict[str, str] = {}
    problems = []
    for piece in filter(None, text.split("&")):
        key, equals, value = piece.partition("=")
        if not equals:
            problems.append(f'qualifier without "=": {piece!r} (dropped)')
            continue
        if key.lower() in pairs:
            problems.append(f"repeated qualifier {key!r}")
        pairs[key.lower()] = decode(value)
    return tuple(sorted(pairs.items())), tuple(problems)


def _cut(text: str, stops: str) -> tuple[str, str]:
    """Divide a text before the first of the stops."""
    end = next((at for at, character in enumerate(text) if character in stops), len(text))
    return text[:end], text[end:]
