"""Word tables: which words make a heading, a column or a sentence speak in which respect.

A word gets in on one of two grounds. Either it names the respect itself, as a
heading, a column head or a label does in any policy, standard or catalogue; or
it belongs to the grammar of English and marks the respect in any sentence: a
conjunction, a modal verb, an adverb. What documents talk about never gets in,
and no phrase that a single document has.

Each table is tried in order and the first match wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from limen.model.body import Aspect

_Table = tuple[tuple[Aspect, re.Pattern[str]], ...]


def _table(*rows: tuple[Aspect, str]) -> _Table:
    return tuple((aspect, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for aspect, words in rows)


#: Names of the respects: of headings, lead-in lines, column heads, bold labels, a sentence's opening
#: before its colon, and a sentence's subject.
_NAMES = _table(
    (Aspect.REASON, r"why|reasons?|rationale|justification|motivation|evidence"),
    (Aspect.PURPOSE, r"purposes?|goals?|objectives?|aims?"),
    (Aspect.CRITICISM, r"critici[sz]ms?|critiques?|objections?|limitations?|disagreements?"),
    (Aspect.CRITICISM, r"(?:views?|opinions?|experts?|critics?|others?) (?:may |still )?(?:differ|disagree)"),
    (Aspect.THRESHOLD, r"thresholds?|triggers?|criteri(?:on|a)|capabilit(?:y|ies)"),
    (Aspect.REQUIREMENT, r"requirements?|required|requires|must|safeguards?|mitigations?"),
    (Aspect.RISK, r"risks?|concerns?|challenges?|dangers?|hazards?|severity"),
    (Aspect.STATE, r"state|current|status"),
    (Aspect.DEFINITION, r"definitions?|descriptions?|meanings?|defined as"),
    (Aspect.LABEL, r"labels?|names?|titles?"),
    (Aspect.USE, r"use cases?|uses|usage|applications?"),
    (Aspect.RELATION, r"relationships?|relations?"),
    (Aspect.REFERENCE, r"see also|references|related|further reading"),
    (Aspect.TEMPLATE, r"format|template|syntax"),
)

#: What no sentence says by its opening or subject alone: these take a list or a table.
_NOT_OF_SENTENCES = frozenset({Aspect.LABEL, Aspect.RELATION, Aspect.REFERENCE})

#: Grammar that gives a reason, wherever the sentence stands: a conjunction of cause; the good that
#: "this" does or the harm it averts; the other course, named first, that was not taken.
_REASONS = (
    re.compile(r"\bbecause\b", re.IGNORECASE),
    re.compile(
        r"\b(?:This|That|Doing so) (?:avoids|prevents|averts|limits|reduces|protects|ensures|enables)\b"
    ),
    re.compile(r"(?:\A|: )(?:rather than|instead of) \w+ing\b", re.IGNORECASE),
)

#: Kinds of measure that can be in place.
_MEASURES = r"security|safeguards?|controls?|measures?|protections?|filters?|monitoring|containment|oversight"

#: Grammar that counts only in a sentence about an item: of obligation, of what suffices, of the present.
_ITEM_STATEMENTS = _table(
    (
        Aspect.REQUIREMENT,
        rf"must|shall|required|mandatory|(?:{_MEASURES})\b.{{0,300}}\b(?:enough|suffic(?:es?|ient))",
    ),
    (Aspect.STATE, r"not yet|no longer|currently|at present|in force|in effect"),
)

#: Of "At ITEM: this; that", which puts something in place there.
_PLACED = _table((Aspect.REQUIREMENT, _MEASURES))

#: What can only be said of an item, not of a source or a namespace.
_OF_ITEMS_ONLY = frozenset({Aspect.THRESHOLD, Aspect.REQUIREMENT, Aspect.RISK, Aspect.LABEL})

USE_HEAD = re.compile(r"uses?|use cases?|usage|applications?", re.IGNORECASE)
LEVEL_HEAD = re.compile(r"\b(?:levels?|tier|grade|stage)\b", re.IGNORECASE)
ITEM_HEAD = re.compile(r"ids?|codes?|controls?|#|(?:\w+ )?(?:level|tier|grade)", re.IGNORECASE)
TIME_HEAD = re.compile(r"\b(?:years?|dates?|versions?)\b", re.IGNORECASE)

#: Of what somebody named holds against a criticism.
_REPLY = re.compile(
    r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*['’]s? (?:view|reply|response|answer|position|rebuttal):"
)
_MOST_WORDS = 3  # of words that name a respect, as a heading's do
_OPENING = re.compile(r"([^:.;]{1,80}):\s")
_CONDITION = re.compile(r"\b(?:when|if|once) (?:\w+ ){1,3}(?:can|could):\Z", re.IGNORECASE)
_FURTHER = re.compile(r"\s(?:of|for|in|with|behind)\s")
_PLACE_OPENING = re.compile(r"(?:at|for|under)\s", re.IGNORECASE)
#: "The purpose is …", "At HG-3, the main risk becomes …": the sentence's subject and a verb of being or change.
_SUBJECT = re.compile(
    r"(?:(?:at|for|in|under) [^,:;]{1,60}, )?(?:the|its|their|our|one|another) (?:\w+ )?(?P<name>\w+)"
    r"(?: (?:of|for|with|behind|here) [^,.:;]{1,60}?)?"
    r" (?:is|are|was|were|remains?|becomes?|lies?|consists?|shifts?|changes?|grows?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def name_aspect(words: str) -> Aspect:
    """Say in which respect the things under a heading, a lead-in or a column head speak.

    >>> name_aspect("Capability threshold"), name_aspect("Overview")
    (<Aspect.THRESHOLD: 'threshold'>, <Aspect.NOTE: 'note'>)
    """
    return _first(_NAMES, words)


def lead_aspect(lead: str, about_item: bool) -> Aspect:
    """Say in which respect a list speaks by the line that leads in to it.

    Words as few as a heading's count as one; a whole sentence tells only what can be said of
    items alone, by a name or by the condition that it ends in.

    >>> lead_aspect("See also:", False), lead_aspect("To find related reports:", False)
    (<Aspect.REFERENCE: 'reference'>, <Aspect.NOTE: 'note'>)
    """
    aspect = name_aspect(lead)
    if about_item and aspect is Aspect.NOTE and _CONDITION.search(lead):
        return Aspect.THRESHOLD
    return aspect if _is_short(lead) or (about_item and aspect in _OF_ITEMS_ONLY) else Aspect.NOTE


def statement_aspect(text: str, *, about_item: bool) -> Aspect:
    """Say in which respect a sentence or bullet speaks, by its own words alone.

    >>> statement_aspect("The evidence: it failed.", about_item=False)
    <Aspect.REASON: 'reason'>
    >>> statement_aspect("Red teaming required", about_item=True)
    <Aspect.REQUIREMENT: 'requirement'>
    """
    found = allowed_aspect((_opening_aspect(text), _subject_aspect(text)), about_item)
    if found is Aspect.NOTE and about_item:
        found = _first(_ITEM_STATEMENTS, text)
    if found is Aspect.NOTE and any(words.search(text) for words in _REASONS):
        return Aspect.REASON
    return found


def is_reply(text: str) -> bool:
    """Say whether a sentence gives the view of somebody named, as the answer to a criticism does.

    >>> is_reply("Acme’s view: size matters."), is_reply("The view: it is wide.")
    (True, False)
    """
    return _REPLY.match(text) is not None


def allowed_aspect(candidates: Iterable[Aspect], about_item: bool) -> Aspect:
    """Choose the first aspect that says something and can be said of the thing at hand.

    >>> allowed_aspect([Aspect.RISK, Aspect.STATE], about_item=False)
    <Aspect.STATE: 'state'>
    """
    usable = (
        one for one in candidates if one is not Aspect.NOTE and (about_item or one not in _OF_ITEMS_ONLY)
    )
    return next(usable, Aspect.NOTE)


def _opening_aspect(text: str) -> Aspect:
    """Judge by the words before the colon, or, where they only name a place, by what is put there."""
    opening = _OPENING.match(text)
    if opening is None:
        return Aspect.NOTE
    if _PLACE_OPENING.match(opening[1]):
        return _first(_PLACED, text)
    head = _FURTHER.split(opening[1])[0]
    return _sentence_name(head) if _is_short(head) else Aspect.NOTE


def _subject_aspect(text: str) -> Aspect:
    subject = _SUBJECT.match(text)
    return _sentence_name(subject["name"]) if subject else Aspect.NOTE


def _sentence_name(words: str) -> Aspect:
    aspect = name_aspect(words)
    return Aspect.NOTE if aspect in _NOT_OF_SENTENCES else aspect


def _is_short(words: str) -> bool:
    return words.count(" ") < _MOST_WORDS


def _first(table: _Table, text: str) -> Aspect:
    return next((aspect for aspect, words in table if words.search(text)), Aspect.NOTE)
