"""Answers to questions in every format, Turtle among them."""

from __future__ import annotations

from collections.abc import Sequence

from limen.errors import UnknownFormat
from limen.publish.writing import style
from limen.query import ANSWER_FORMATS, format_answer
from limen.serialize import find_format, serialize
from limen.store import Answer

_TRIPLE = ("subject", "predicate", "object")
_TURTLE = frozenset({"turtle", "ttl"})


def require_answer_format(format: str) -> None:
    """Refuse a format that no answer can have, before any work is done.

    Raises:
        UnknownFormat: with the formats there are.
    """
    if format not in _TURTLE and format not in ANSWER_FORMATS:
        names = ", ".join((*ANSWER_FORMATS, "turtle"))
        raise UnknownFormat(f"{format!r} is no format of answers; there are {names}")


def answer_text(answer: Answer, format: str) -> str:
    """Write an answer; only triples can be written as Turtle.

    Raises:
        UnknownFormat: if there is no such format, or it cannot hold the answer.
    """
    if format not in _TURTLE:
        return format_answer(answer, format)
    if answer.variables != _TRIPLE or any(not _is_published(row) for row in answer.rows):
        names = ", ".join(ANSWER_FORMATS)
        raise UnknownFormat(
            f"turtle holds the triples of a CONSTRUCT without blank nodes; otherwise use {names}"
        )
    triples = sorted({(row[0], row[1], row[2]) for row in answer.rows})
    return "".join(serialize([("", triples)], find_format("turtle"), style()))


def _is_published(row: Sequence[str]) -> bool:
    """Say whether a row is a triple of IRIs and literals."""
    return all(term.startswith("<") and not term.startswith("<<") for term in row[:2]) and (
        row[2].startswith(('"', "<")) and not row[2].startswith("<<")
    )
