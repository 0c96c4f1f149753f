"""Percent-encoding: which characters may stand in an IRI as they are, and decoding."""

from __future__ import annotations

import re

# What RFC 3987 keeps out of paths and fragments; `@ # ? %`, which delimit or
# escape; and what nobody sees: white space, bidirectional and zero-width marks
# (section 4.1), variation selectors, private use. The list is spelled out
# because the character tables of two Python versions differ.
_ASCII = r"\x00-\x20\"#%<>?@\[\\\]^`{|}\x7f"
_INVISIBLE = (
    r"\x80-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    r"\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_UNASSIGNABLE = r"\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 14)
)
_UNSAFE = re.compile(rf"[{_ASCII}{_INVISIBLE}{_UNASSIGNABLE}\U000e0000-\U000e0fff\U000efffe-\U0010ffff]+")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")

_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPES_BUT_SLASH = re.compile(r"(?:%(?!2[Ff])[0-9A-Fa-f]{2})+")
_ESCAPED_SLASH = re.compile(r"%2f")


def is_plain(text: str) -> bool:
    """Say whether a text needs no escaping in an IRI.

    >>> is_plain("A&A-01"), is_plain("§393"), is_plain("a@b")
    (True, True, False)
    """
    return _UNSAFE.search(text) is None


def encode(text: str) -> str:
    """Escape what may not stand in an IRI as data (RFC 3987, section 2.2).

    Raises:
        ValueError: if the text holds half of a surrogate pair.

    >>> encode("VU#867593"), encode("50%")
    ('VU%23867593', '50%25')
    """
    return _UNSAFE.sub(_encoded, text)


def encode_non_ascii(iri: str) -> str:
    """Escape what an IRI may hold and a URI may not (RFC 3987, section 3.1).

    >>> encode_non_ascii("https://example.org/§1")
    'https://example.org/%C2%A71'
    """
    return _NON_ASCII.sub(_encoded, iri)


def decode(text: str) -> str:
    """Undo every escape once; what is no UTF-8 stays as written.

    >>> decode("A%26A-01"), decode("A%2526A-01"), decode("100%"), decode("%FF")
    ('A&A-01', 'A%26A-01', '100%', '%FF')
    """
    return _ESCAPES.sub(_decoded, text)


def decode_but_slash(text: str) -> str:
    """Undo every escape once, but keep an escaped slash apart from a plain one.

    >>> decode_but_slash("a%20b/c%2fd")
    'a b/c%2Fd'
    """
    return _ESCAPES_BUT_SLASH.sub(_decoded, _ESCAPED_SLASH.sub("%2F", text))


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())


def _decoded(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match.group().replace("%", "")).decode()
    except UnicodeDecodeError:
        return match.group()
