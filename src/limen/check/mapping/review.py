"""Mappings shown as reviewed, or as a person's work, that are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limen.check.mapping.known import Known
from limen.check.mapping.link import violation
from limen.check.report import Violation
from limen.errors import Severity
from limen.model.mapping import MappingRecord
from limen.term import iri_of, is_iri
from limen.vocab import SEMAPV

_CURATED, _REVIEWED = iri_of(SEMAPV.ManualMappingCuration), iri_of(SEMAPV.MappingReview)
_REVIEWERS = ("reviewer_id", "reviewer_label")
_AUTHORS = ("author_id", "author_label", "creator_id", "creator_label")
#: What only a review has.
_OF_REVIEWS = ("review_date", "reviewer_agreement", "reviewer_confidence")
#: How programs are called; a first name such as Claude does not count alone.
_PROGRAM = re.compile(
    r"\b(?:chat-?gpt|gpt-?\d|llms?|language model|copilot|bot|"
    r"(?:claude|gemini|llama|mistral|qwen|deepseek)[ -](?:\d|opus|sonnet|haiku|pro\b|flash|r\d|v\d))",
    re.IGNORECASE,
)


def unreviewed(rows: tuple[MappingRecord, ...], known: Known) -> Iterator[Violation]:
    """Say which mappings are shown as reviewed and were not by another person, on a known day."""
    for row in rows:
        reviewers = [(slot, text) for slot in _REVIEWERS for text in row.slot(slot)]
        if reviewers:
            yield from _reviewers(row, reviewers, known)
        elif said := _says_reviewed(row):
            message = f"{said} says that somebody reviewed the mapping, and nobody is named"
            hint = "name the reviewer in reviewer_id, or do not call it reviewed"
            yield violation(row, said, Severity.WARNING, "review-by-nobody", message, hint=hint)


def _says_reviewed(row: MappingRecord) -> str:
    """The slot that shows a mapping as reviewed; empty if none does."""
    if row.text("mapping_justification") == _REVIEWED:
        persons = any(row.slot(slot) for slot in _AUTHORS)
        return "" if persons else "mapping_justification"
    return next((slot for slot in _OF_REVIEWS if row.slot(slot)), "")


def _reviewers(row: MappingRecord, reviewers: list[tuple[str, str]], known: Known) -> Iterator[Violation]:
    """Look at who reviewed a mapping, and whether that has a date."""
    authors = {text for slot in ("author_id", "author_label") for text in row.slot(slot)}
    for slot, text in reviewers:
        if _is_program(text, row, known):
            message = f"the reviewer {known.name(text)} is a program"
            hint = "name a person, or leave the mapping unreviewed"
            yield violation(row, slot, Severity.ERROR, "review-by-program", message, hint=hint)
    if all(text in authors for _, text in reviewers):
        slot, text = reviewers[0]
        message = f"the only reviewer, {known.name(text)}, is an author of the mapping"
        hint = "let another person look, or leave the mapping unreviewed"
        yield violation(row, slot, Severity.ERROR, "review-by-author", message, hint=hint)
    if not any(row.slot(slot) for slot in ("review_date", "mapping_date")):
        slot, text = reviewers[0]
        message = f"the mapping was reviewed by {known.name(text)}, and nothing says when"
        hint = (
            "give the day in review_date"
            if not is_iri(row.record)
            else "give the day of the review in `date`"
        )
        yield violation(row, slot, Severity.WARNING, "review-without-date", message, hint=hint)


def _is_program(text: str, row: MappingRecord, known: Known) -> bool:
    tools = {*row.slot("mapping_tool_id"), *row.slot("mapping_tool")}
    return text in known.programs or text in tools or _PROGRAM.search(text) is not None


def curated_by_nobody(rows: tuple[MappingRecord, ...], known: Known) -> Iterator[Violation]:
    """Say which mappings are called a person's work and name none, in one finding if none of them does."""
    curated = [row for row in rows if row.text("mapping_justification") == _CURATED]
    lacking = [row for row in curated if not _persons(row, known)] if not known.persons else []
    hint = "name who decided in author_id, or say how the mapping came about"
    if lacking and lacking == curated:
        many = f"{len(curated):,} mappings" if len(curated) > 1 else "the mapping"
        message = f"{many} shall be the work of a person, and no person is named"
        lacking = lacking[:1]
    else:
        message = "the mapping shall be the work of a person, and no person is named"
    for row in lacking:
        yield violation(
            row, "mapping_justification", Severity.WARNING, "curated-by-nobody", message, hint=hint
        )


def _persons(row: MappingRecord, known: Known) -> bool:
    named = (text for slot in _AUTHORS + _REVIEWERS for text in row.slot(slot))
    return any(not _is_program(text, row, known) for text in named)
