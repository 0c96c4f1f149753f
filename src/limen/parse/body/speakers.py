"""Whose words a text reports: persons, named by first and last name."""

from __future__ import annotations

import re

#: No name has longer words or more of them; without a bound, a long run of names would take ages to search.
_WORD = r"[A-Z][\w.’'-]{0,60}"
_NAMES = rf"{_WORD}(?: {_WORD}){{1,4}}"
#: An attribution in brackets, with its date; a colon after it hands over all that follows.
_GIVEN = re.compile(
    rf"\((?:from|by|per|via|quoting|according to) (?P<name>{_NAMES}),[^()]*\b(?:19|20)\d\d\)(?P<opens>:)?"
)
#: Verbs of thinking and foretelling: documents say, define and require, but only persons believe.
_THINKING = re.compile(
    rf"(?<![Tt]he )\b(?P<name>{_NAMES}) (?:also )?"
    r"(?:expect|argue|believe|think|predict|hope|fear|doubt|suspect|warn|estimate|forecast)(?:s|e?d)\b"
)
_PERSON = re.compile(rf"{_WORD}(?: [A-Z]\.)? {_WORD}")
_NO_FIRST_NAME = frozenset(
    {"A", "An", "The", "This", "That", "These", "Those", "Some", "Many", "Most", "Both"}
)
#: Last words of the names of bodies.
_NO_LAST_NAME = frozenset(
    """
    Academy Agency Alliance Association Board Bureau Center Centre Coalition Commission Committee Company
    Consortium Corporation Council Department Division Forum Foundation Group Inc Initiative Institute
    Laboratories Laboratory Lab Labs Ministry Network Office Organisation Organization Project Security
    Society Team University
    """.split()
)


def read_speaker(text: str) -> str:
    """Find the person whose words or thoughts a text reports; empty where there is none.

    >>> read_speaker("Ada Doe expects it soon."), read_speaker("It is near (from Bo A. Roe, 2025).")
    ('Ada Doe', 'Bo A. Roe')
    >>> read_speaker("Example Labs expects it soon."), read_speaker("Anybody expects it.")
    ('', '')
    """
    found = (_GIVEN.search(text), _THINKING.search(text))
    return next((match["name"] for match in found if match and _is_person(match["name"])), "")


def opening_speaker(text: str) -> str:
    """Find the person to whom the opening of a text gives all that follows.

    >>> opening_speaker("Older note (by Ada Doe, 2025): It is so."), opening_speaker("Ada Doe expects it.")
    ('Ada Doe', '')
    """
    given = _GIVEN.search(text)
    return given["name"] if given and given["opens"] and _is_person(given["name"]) else ""


def _is_person(name: str) -> bool:
    words = name.split()
    is_body = words[0] in _NO_FIRST_NAME or words[-1] in _NO_LAST_NAME
    return _PERSON.fullmatch(name) is not None and not is_body
