"""Running text: sentences, bullets and code as remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from limen.identifier import Identifier
from limen.model.body import Aspect, Remark
from limen.parse.body.aspect_words import (
    allowed_aspect,
    is_reply,
    lead_aspect,
    name_aspect,
    statement_aspect,
)
from limen.parse.body.dates import is_prediction, read_times
from limen.parse.body.inline import plain_text
from limen.parse.body.markdown import Bullet, Code, Paragraph, Text
from limen.parse.body.place import Place
from limen.parse.body.sentences import Sentence, split_sentences
from limen.parse.body.speakers import opening_speaker, read_speaker
from limen.parse.body.targets import Written, is_name, read_target, split_reference, words_place

_DIGIT = re.compile(r"\d")
#: What a heading says of the sentences under it, and of a line that leads in to a list.
_OF_SENTENCES = frozenset(
    {Aspect.REASON, Aspect.PURPOSE, Aspect.CRITICISM, Aspect.STATE, Aspect.DEFINITION, Aspect.USE}
)
_OF_LEAD_INS = frozenset({Aspect.STATE})
_OF_BULLETS = frozenset(Aspect) - {Aspect.TEMPLATE, Aspect.LABEL}
_POINTING = frozenset({Aspect.REFERENCE, Aspect.RELATION})

_BOLD = re.compile(
    r"(\*\*|__)(?P<words>(?:(?!\1).)+)\1(?P<mark>\s+[-–—]+\s+|\s*:\s*|\s*$|(?<=[:.]..)\s+)?", re.DOTALL
)
_OPENING_ITEM = re.compile(r"(?:(?:at|for|in|under) )?(\S*\d\S*)", re.IGNORECASE)
_RANGE = re.compile(r"where \S+ (?:is|are|ranges|stands)\b", re.IGNORECASE)
_SEE = re.compile(r"See (?:also )?(?:the )?(.+?)(?: for .*)?\.?", re.DOTALL)
_EXAMPLE = re.compile(
    r"\b(?:similar|related|comparable|analogous|equivalent)\b[^(]{0,200}"
    r"\((?:e\.g\.|for example|such as),? ([^),;]{1,300})\)"
)
_MARKS_AT_END = 8
LONGEST_LEAD = 300


def read_paragraph(paragraph: Paragraph, place: Place) -> Iterator[Remark]:
    """Read a paragraph sentence by sentence; what it opens with as somebody's words is theirs to its end."""
    sentences = split_sentences(paragraph)
    speaker = opening_speaker(sentences[0].text) if sentences else ""
    written = _written(paragraph)
    for index, sentence in enumerate(sentences):
        remark = _sentence_remark(sentence, place, written)
        if index == 0 and place.introduces and remark.aspect is Aspect.NOTE:
            remark = replace(remark, aspect=Aspect.DEFINITION)
        yield replace(remark, speaker=remark.speaker or speaker)


def lead_in(paragraph: Paragraph) -> str:
    """Give the sentence that leads in to what follows; empty where the paragraph ends otherwise."""
    if ":" not in paragraph.raw[-_MARKS_AT_END:]:
        return ""
    sentences = split_sentences(paragraph)
    return sentences[-1].text[:LONGEST_LEAD] if sentences and sentences[-1].text.endswith(":") else ""


def read_bullet(bullet: Bullet, place: Place, lead: str) -> Remark:
    """Read a list item under the line that leads in to its list."""
    text = plain_text(bullet.raw)
    about = _opening_item(text, place) or place.named(lead) or place.about
    opening, label, rest = _parts(bullet.raw)
    aspect = _bullet_aspect(text, opening, place, lead, is_item=bool(about.subpath))
    if bullet.position and aspect is not Aspect.REFERENCE:
        aspect = Aspect.STEP
    if aspect is Aspect.REFERENCE and not label:
        label, rest = split_reference(text, bullet.raw)
    remark = Remark(
        key=place.key(label or text),
        about=about,
        aspect=aspect,
        text=rest or text,
        first_line=bullet.first_line,
        last_line=bullet.last_line,
        column=bullet.columns[0],
        label=label,
        heading=place.heading,
        position=bullet.position,
    )
    return _pointed(_dated(remark, text), opening if aspect is Aspect.RELATION else label, _written(bullet))


def _written(block: Paragraph | Bullet) -> Written:
    return Written(block.raw, tuple(block.raw.split("\n")), block.columns, block.first_line)


def _parts(raw: str) -> tuple[str, str, str]:
    """Give the bold words that a bullet opens with, the same where they are a label, and what follows it."""
    bold = _BOLD.match(raw)
    opening = plain_text(bold["words"]).rstrip(" :.-–—") if bold else ""
    is_label = bold is not None and bold["mark"] is not None
    return (opening, opening, plain_text(raw[bold.end() :])) if bold and is_label else (opening, "", "")


def read_code(code: Code, place: Place) -> Iterator[Remark]:
    """Read fenced code: identifiers under no heading about examples show how they are written."""
    lines = [line.strip() for line in code.text.split("\n") if line.strip()]
    shows_ids = bool(lines) and all(re.fullmatch(r"secid:\S+", line) for line in lines)
    is_template = shows_ids and "example" not in place.heading.casefold()
    first = min(code.fences) + 1
    last = max(code.last_line - (len(code.fences) > 1), first)
    if code.text.strip():
        yield _kept(code.text, Aspect.TEMPLATE if is_template else Aspect.NOTE, first, last, place)


def read_other(text: Text, place: Place) -> Remark:
    """Keep a block quote, HTML or what is not understood as text."""
    return _kept(text.text, Aspect.NOTE, text.first_line, text.last_line, place)


def _kept(text: str, aspect: Aspect, first: int, last: int, place: Place) -> Remark:
    return Remark(place.key(text), place.about, aspect, text, first, last, heading=place.heading)


def _sentence_remark(sentence: Sentence, place: Place, written: Written) -> Remark:
    text = sentence.text
    about = _opening_item(text, place) or _only_item(text, place) or place.about
    see = _SEE.fullmatch(text)
    target = see[1] if see and is_name(see[1]) else ""
    if _RANGE.match(text):
        aspect = Aspect.RANGE
    else:
        aspect = Aspect.REFERENCE if target else _sentence_aspect(text, about, place)
    remark = Remark(
        key=place.key(text),
        about=about,
        aspect=aspect,
        text=text,
        first_line=sentence.first_line,
        last_line=sentence.last_line,
        column=sentence.column,
        heading=place.heading,
    )
    return _pointed(_dated(remark, text), target, written)


def _sentence_aspect(text: str, about: Identifier, place: Place) -> Aspect:
    if text.endswith("?"):  # asks, and says nothing
        return Aspect.NOTE
    leads_in = text.endswith(":")
    usual = _OF_LEAD_INS if leads_in else _OF_SENTENCES
    heading = place.aspect if place.aspect in usual else Aspect.NOTE
    if heading is Aspect.CRITICISM and is_reply(text):
        return Aspect.REPLY
    own = Aspect.NOTE if leads_in else statement_aspect(text, about_item=bool(about.subpath))
    return allowed_aspect((own, heading), about_item=bool(about.subpath))


def _bullet_aspect(text: str, opening: str, place: Place, lead: str, *, is_item: bool) -> Aspect:
    """Say in which respect a bullet speaks; a relation is one only if its opening names the other end."""
    own = (name_aspect(opening), statement_aspect(text, about_item=True)) if is_item else ()
    found = allowed_aspect((*own, lead_aspect(lead, is_item), place.aspect), about_item=is_item)
    if found is Aspect.CRITICISM and is_reply(text):
        return Aspect.REPLY
    if found is Aspect.RELATION and not opening:
        return Aspect.NOTE
    asks = text.endswith("?") and found is not Aspect.REFERENCE
    return found if found in _OF_BULLETS and not asks else Aspect.NOTE


def _opening_item(text: str, place: Place) -> Identifier | None:
    opening = _OPENING_ITEM.match(text)
    return place.named(opening[1]) if opening else None


def _only_item(text: str, place: Place) -> Identifier | None:
    """The item that a sentence names, if it names just one."""
    named = {place.named(word.rstrip(".,;:!?)")) for word in _numbered_words(text)} - {None}
    return named.pop() if len(named) == 1 else None


def _numbered_words(text: str) -> Iterator[str]:
    """Give the words with a digit in them, each from its beginning or from the last bracket before the digit."""
    for word in text.split():
        if digit := _DIGIT.search(word):
            yield word[word.rfind("(", 0, digit.start()) + 1 :]


def _pointed(remark: Remark, words: str, written: Written) -> Remark:
    """Point a remark to what its words name, and a note like "others are similar (e.g., X)" to X."""
    example = _EXAMPLE.search(remark.text) if remark.aspect is Aspect.NOTE else None
    if example and is_name(example[1]):
        remark, words = replace(remark, aspect=Aspect.REFERENCE), example[1]
    if remark.aspect not in _POINTING or not words:
        return remark
    target = read_target(words, written.raw)
    line, column = words_place(target.words, written, remark.first_line, remark.column)
    return replace(
        remark,
        target=target.words,
        target_line=line,
        target_column=column,
        target_address=target.address,
        target_is_document=target.is_document and remark.aspect is Aspect.REFERENCE,
    )


def _dated(remark: Remark, text: str) -> Remark:
    times, speaker = read_times(text), read_speaker(text)
    if not times.stated and not speaker:
        return remark
    return replace(
        remark,
        stated=times.stated,
        valid_from=times.valid_from,
        valid_through=times.valid_through,
        predicted=is_prediction(text),
        speaker=speaker,
    )
