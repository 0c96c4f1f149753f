"""Identifiers as text and as IRIs: one writer for each form, and the reader of IRIs.

An IRI has exactly one reading, unlike the text that people write, so the two
have a reader each. Nothing but an IRI that `to_iri` or `to_uri` writes is read.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from limen.identifier.identifier import Identifier
from limen.identifier.index import IdentifierIndex
from limen.identifier.percent import encode, encode_non_ascii, is_plain

_DOT_SEGMENT = re.compile(r"/\.\.?(?:/|\Z)")


_Parts = tuple[str, str, str, str, str, str]


def format_secid(identifier: Identifier) -> str:
    """Write an identifier as people do, in its canonical form and without escapes.

    >>> format_secid(Identifier("control", "nist.gov", "800-53", "r5", "AC-2(1)"))
    'secid:control/nist.gov/800-53@r5#AC-2(1)'
    """
    return f"secid:{_joined(_parts(identifier))}"


def to_iri(identifier: Identifier, base: str) -> str:
    """Write an identifier as an IRI under a base; `from_iri` is its inverse.

    Each part is escaped for its place, so delimiters stand for themselves only
    as delimiters (SecID specification, 1.2; RFC 3987, section 2.2).

    Raises:
        ValueError: if the identifier has no IRI, as `has_iri` tells.

    >>> to_iri(Identifier("weakness", "anthropic.com", "asl", subpath="ASL-3"), "https://example.org/")
    'https://example.org/id/weakness/anthropic.com/asl#ASL-3'
    >>> to_iri(Identifier("advisory", "cert.org", "vu", subpath="VU#867593"), "https://example.org/")
    'https://example.org/id/advisory/cert.org/vu#VU%23867593'
    """
    parts = _parts(identifier)
    return f"{base}id/{_joined(parts if _are_plain(parts) else _encoded(parts))}"


def to_uri(identifier: Identifier, base: str) -> str:
    """Write an identifier as a URI, which is its IRI in ASCII (RFC 3987, section 3.1).

    Raises:
        ValueError: if the identifier has no IRI, as `has_iri` tells.

    >>> to_uri(Identifier("regulation", "gesetze-im-internet.de", "sgb-v", subpath="§393"), "https://example.org/")
    'https://example.org/id/regulation/gesetze-im-internet.de/sgb-v#%C2%A7393'
    """
    return encode_non_ascii(to_iri(identifier, base))


def has_iri(identifier: Identifier) -> bool:
    """Say whether an identifier can be published.

    It cannot with `.` or `..` as a segment of its path, which readers of IRIs
    take away (RFC 3986, section 5.2.4), nor with half of a surrogate pair.

    >>> has_iri(Identifier("advisory", "mitre.org", "cve")), has_iri(Identifier("advisory", "mitre.org", "../x"))
    (True, False)
    """
    try:
        to_iri(identifier, "")
    except ValueError:
        return False
    return True


def from_iri(iri: str, base: str, index: IdentifierIndex) -> Identifier | None:
    """Read an IRI or URI that limen wrote; None for any other.

    The index only tells where the namespace ends and the name begins.

    >>> nothing = IdentifierIndex.of([])
    >>> from_iri("https://example.org/id/weakness/anthropic.com/asl#ASL-3", "https://example.org/", nothing)
    Identifier(type='weakness', namespace='anthropic.com', name='asl', version='', subpath='ASL-3', item_version='')
    >>> from_iri("https://example.org/id/weakness/anthropic.com/%61sl", "https://example.org/", nothing)
    """
    try:
        identifier = _read(iri.removeprefix(f"{base}id/"), index)
        written = to_iri(identifier, base)
    except ValueError:
        return None
    return identifier if iri in (written, encode_non_ascii(written)) else None


def _read(text: str, index: IdentifierIndex) -> Identifier:
    """Take the part of an IRI after the base apart; right only if it is one that `to_iri` writes."""
    before, _, item = text.partition("#")
    path, _, version = before.partition("@")
    subpath, _, item_version = item.partition("@")
    type, _, rest = path.partition("/")
    type, rest, version, subpath, item_version = (
        unquote(part, errors="strict") for part in (type, rest, version, subpath, item_version)
    )
    namespace, name = index.split(type, rest)
    return Identifier(type, namespace, name, version, subpath, item_version)


def _parts(identifier: Identifier) -> _Parts:
    return (
        identifier.type,
        identifier.namespace,
        identifier.name,
        identifier.version,
        identifier.subpath,
        identifier.item_version,
    )


def _joined(parts: _Parts) -> str:
    """Set the delimiters between parts; nothing is said by a part that is empty."""
    type, namespace, name, version, subpath, item_version = parts
    path = f"{type}/{namespace}/{name}" if name else f"{type}/{namespace}" if namespace else type
    source = f"{path}@{version}" if version else path
    if item_version:
        return f"{source}#{subpath}@{item_version}"
    return f"{source}#{subpath}" if subpath else source


def _are_plain(parts: _Parts) -> bool:
    """Say whether no part needs escaping; a text with `/.` gets a closer look."""
    type, namespace, name, version, _, item_version = parts
    return (
        is_plain("".join(parts))
        and "/." not in f"/{type}/{namespace}/{name}"
        and "/" not in f"{type}{version}{item_version}"
    )


def _encoded(parts: _Parts) -> _Parts:
    type, namespace, name, version, subpath, item_version = parts
    if _DOT_SEGMENT.search(f"/{type}/{namespace}/{name}"):
        raise ValueError(f"dot segment in {namespace}/{name!r}: it has no IRI")
    return (
        _encoded_segment(type),
        encode(namespace),
        encode(name),
        _encoded_segment(version),
        encode(subpath),
        _encoded_segment(item_version),
    )


def _encoded_segment(text: str) -> str:
    return encode(text).replace("/", "%2F")
