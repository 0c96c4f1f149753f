"""Keyword tables: which words make a heading, a column or a sentence speak in which respect.

Each table is tried in order and the first match wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from limen.model.body import Aspect

_Table = tuple[tuple[Aspect, re.Pattern[str]], ...]


def _table(*rows: tuple[Aspect, str]) -> _Table:
    return tuple((aspect, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for aspect, words in rows)


#: Of headings, lead-in lines, column heads, bold labels and a sentence's opening before its colon.
_NAMES = _table(
    (Aspect.REASON, r"why|reasons?|rationale|matters|failure modes?|evidence|design choice"),
    (Aspect.PURPOSE, r"purposes?|goals?|objectives?|aims?"),
    (Aspect.CRITICISM, r"critici[sz]ms?|critiques?|differ|disagree|objections?|limitations?"),
    (Aspect.THRESHOLD, r"thresholds?|triggers?|capabilit(?:y|ies)|reaches"),
    (Aspect.REQUIREMENT, r"requirements?|required|requires|must|safeguards?|mitigations?"),
    (Aspect.RISK, r"risks?|concerns?|challenges?|severity"),
    (Aspect.STATE, r"state|current|status"),
    (Aspect.DEFINITION, r"definitions?|descriptions?|meanings?|defined as"),
    (Aspect.LABEL, r"labels?|names?|titles?"),
    (Aspect.USE, r"use cases?|uses|usage|applications?"),
    (Aspect.RELATION, r"relationships?|relations?"),
    (Aspect.REFERENCE, r"see also|references|related|further reading"),
    (Aspect.TEMPLATE, r"format|template|syntax"),
)

#: Of a sentence's or bullet's own words, whatever it stands under.
_STATEMENTS = _table((Aspect.REASON, r"failure modes?|because"), (Aspect.RISK, r"the concern"))

#: The same where it is about an item: elsewhere these words are everyday ones.
_ITEM_STATEMENTS = _table(
    (Aspect.REQUIREMENT, r"must|required|mandatory|shall|safeguards"),
    (Aspect.STATE, r"not yet|currently|in force|has been (?:triggered|activated)"),
)

#: Of "At ITEM: this; that": what is in place there.
_MEASURES = _table((Aspect.REQUIREMENT, r"security|filters?|controls?|safeguards?|monitoring|containment"))

#: What can only be said of an item, not of a source or a namespace.
_OF_ITEMS_ONLY = frozenset({Aspect.THRESHOLD, Aspect.REQUIREMENT, Aspect.RISK, Aspect.LABEL})

USE_HEAD = re.compile(r"uses?|use cases?|usage|applications?", re.IGNORECASE)
LEVEL_HEAD = re.compile(r".*\b(?:levels?|tier|grade|stage)\b.*", re.IGNORECASE)
ITEM_HEAD = re.compile(r"ids?|codes?|controls?|#|(?:\w+ )?(?:level|tier|grade)", re.IGNORECASE)
TIME_HEAD = re.compile(r".*\b(?:years?|dates?|versions?)\b.*", re.IGNORECASE)

_REPLY = re.compile(r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*['’]s? (?:view|reply|response|answer|position):")
_OPENING = re.compile(r"([^:.;]{1,80}):\s")
_PLACE_OPENING = re.compile(r"(?:at|for|under)\s", re.IGNORECASE)


def name_aspect(words: str) -> Aspect:
    """Say in which respect the things under a heading, a lead-in or a column head speak.

    >>> name_aspect("Capability threshold"), name_aspect("Overview")
    (<Aspect.THRESHOLD: 'threshold'>, <Aspect.NOTE: 'note'>)
    """
    return _first(_NAMES, words)


def lead_aspect(lead: str, about_item: bool) -> Aspect:
    """Say in which respect a list speaks by the line that leads in to it.

    Words as few as a heading's count as one; a whole sentence tells only what it asks of items.

    >>> lead_aspect("See also:", False), lead_aspect("To find related reports:", False)
    (<Aspect.REFERENCE: 'reference'>, <Aspect.NOTE: 'note'>)
    """
    aspect = name_aspect(lead)
    is_name = lead.count(" ") < 3
    return aspect if is_name or (about_item and aspect in _OF_ITEMS_ONLY) else Aspect.NOTE


def statement_aspect(text: str, *, about_item: bool) -> Aspect:
    """Say in which respect a sentence or bullet speaks, by its own words alone.

    >>> statement_aspect("Acme’s view: size matters.", about_item=False)
    <Aspect.REPLY: 'reply'>
    >>> statement_aspect("Red teaming required", about_item=True)
    <Aspect.REQUIREMENT: 'requirement'>
    """
    if _REPLY.match(text):
        return Aspect.REPLY
    opening = _OPENING.match(text)
    found = allowed_aspect((_opening_aspect(opening[1], text) if opening else Aspect.NOTE,), about_item)
    if found is Aspect.NOTE and about_item:
        found = _first(_ITEM_STATEMENTS, text)
    return _first(_STATEMENTS, text) if found is Aspect.NOTE else found


def allowed_aspect(candidates: Iterable[Aspect], about_item: bool) -> Aspect:
    """Choose the first aspect that says something and can be said of the thing at hand.

    >>> allowed_aspect([Aspect.RISK, Aspect.STATE], about_item=False)
    <Aspect.STATE: 'state'>
    """
    usable = (
        one for one in candidates if one is not Aspect.NOTE and (about_item or one not in _OF_ITEMS_ONLY)
    )
    return next(usable, Aspect.NOTE)


def _opening_aspect(opening: str, text: str) -> Aspect:
    table = _MEASURES if _PLACE_OPENING.match(opening) else _NAMES
    return _first(table, text if table is _MEASURES else opening)


def _first(table: _Table, text: str) -> Aspect:
    return next((aspect for aspect, words in table if words.search(text)), Aspect.NOTE)
