"""RDF terms in their N-Triples form, and triples made of them.

Everything between the parser and the writers carries terms as the text that
N-Triples gives them (`<https://…>`, `"text"@en`), because one string per term
costs a twentieth of one library object per term, sorts in a fixed order, and
is already a line of the output.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from limen import vocab

#: A triple of N-Triples terms: subject, predicate, object.
Triple = tuple[str, str, str]

#: What the names of datatypes begin with.
XSD = vocab.XSD.namespace

# RFC 3987, section 2.2: the rule IRI, which has a scheme; relative references are not IRIs.
_PLANES = "".join(f"{chr(n << 16)}-{chr((n << 16) + 0xFFFD)}" for n in range(1, 15))
_UCSCHAR = f"\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef{_PLANES}"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_PLAIN = rf"A-Za-z0-9._~!$&'()*+,;=\-{_UCSCHAR}"
_ESCAPE = "%[0-9A-Fa-f]{2}"
_HOST = rf"(?:\[[0-9A-Fa-f:.]+\]|(?:[{_PLAIN}]|{_ESCAPE})*)"
_AUTHORITY = rf"//(?:(?:[{_PLAIN}:]|{_ESCAPE})*@)?{_HOST}(?::[0-9]*)?(?=[/?#]|\Z)"
_PATH = rf"(?:[{_PLAIN}:@/]|{_ESCAPE})*"
_IRI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*:(?:{_AUTHORITY}|(?!//)){_PATH}"
    rf"(?:\?(?:[{_PLAIN}:@/?{_PRIVATE}]|{_ESCAPE})*)?"
    rf"(?:\#(?:[{_PLAIN}:@/?]|{_ESCAPE})*)?\Z"
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile(r'[\\"\n\r\t\b\f\x00-\x1f\x7f]')
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_UNESCAPES = {short[1]: char for char, short in _ESCAPES.items()} | {"'": "'"}


class Statement(NamedTuple):
    """A triple and the place in the file that gave it (line 0: the file as a whole)."""

    subject: str
    predicate: str
    object: str
    line: int
    column: int = 1

    @property
    def triple(self) -> Triple:
        """The triple alone."""
        return self[:3]


class LiteralParts(NamedTuple):
    """A literal taken apart; exactly one of language and datatype may be non-empty."""

    value: str
    language: str
    datatype: str


def is_iri(text: str) -> bool:
    """Say whether a text can be published as an IRI (RFC 3987, absolute).

    >>> is_iri("https://example.org/a%20b")
    True
    >>> is_iri("https://example.org/File[1]"), is_iri("no scheme"), is_iri("https://x/100%")
    (False, False, False)
    >>> is_iri("https://x.org/a#b#c"), is_iri("https://x.org:port/")
    (False, False)
    """
    return _IRI.match(text) is not None


def iri(text: str) -> str:
    """Write an IRI as an N-Triples term.

    Raises:
        ValueError: if the text is not an absolute IRI.

    >>> iri("https://example.org/a")
    '<https://example.org/a>'
    """
    if not is_iri(text):
        raise ValueError(f"not an absolute IRI: {text!r}")
    return f"<{text}>"


def literal(value: str, language: str = "", datatype: str = "") -> str:
    r"""Write a literal as an N-Triples term (RDF 1.1 N-Triples, canonical form).

    >>> literal('say "hi"', "en")
    '"say \\"hi\\""@en'
    >>> literal("2025-05-22", datatype=XSD + "date")
    '"2025-05-22"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    text = _TO_ESCAPE.sub(_escape, value) if _TO_ESCAPE.search(value) else value
    if language:
        return f'"{text}"@{language}'
    if datatype and datatype != XSD + "string":
        return f'"{text}"^^<{datatype}>'
    return f'"{text}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def is_literal(term: str) -> bool:
    """Say whether a term is a literal.

    >>> is_literal('"a"@en'), is_literal("<https://example.org/>")
    (True, False)
    """
    return term.startswith('"')


def iri_of(term: str) -> str:
    """Take the angle brackets off an IRI term.

    >>> iri_of("<https://example.org/a>")
    'https://example.org/a'
    """
    return term[1:-1]


def literal_parts(term: str) -> LiteralParts:
    r"""Take a literal term apart; `literal(*literal_parts(t)) == t`.

    >>> literal_parts('"a\\tb"@en')
    LiteralParts(value='a\tb', language='en', datatype='')
    """
    end = term.rindex('"')
    text, tail = term[1:end], term[end + 1 :]
    value = _ESCAPED.sub(_unescape, text) if "\\" in text else text
    if tail.startswith("@"):
        return LiteralParts(value, tail[1:], "")
    return LiteralParts(value, "", tail[3:-1])


def _unescape(match: re.Match[str]) -> str:
    short, long, char = match.groups()
    return chr(int(short or long, 16)) if short or long else _UNESCAPES[char]
