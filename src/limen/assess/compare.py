"""Several answers side by side, on the same questions; what is unknown is shown as unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from limen.assess.answer import Answer, Part
from limen.assess.needs import ASKED
from limen.assess.place import MET, MISSING, NO_EVIDENCE, PARTLY
from limen.assess.risk import NOT_ASSESSED
from limen.assess.sources import DIFFERS
from limen.assess.standing import NOT_RULED_OUT, REACHED, UNKNOWN


@dataclass(frozen=True, slots=True)
class Row:
    """One question, and the answer for each system."""

    question: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems side by side."""

    systems: tuple[str, ...]
    rows: tuple[Row, ...]


def compare(answers: Sequence[Answer]) -> Comparison:
    """Put answers side by side: general questions, then each threshold of every policy among them."""
    rows = [Row(question, tuple(map(say, answers))) for question, say in _QUESTIONS]
    return Comparison(tuple(each.system for each in answers), (*rows, *_threshold_rows(answers)))


def _threshold_rows(answers: Sequence[Answer]) -> Iterable[Row]:
    """One row for each threshold that any of the answers is about."""
    named = {line.iri: (line.subject, answer.policy) for answer in answers for line in answer.of(Part.RISK)}
    for iri, (subject, policy) in named.items():
        question = f"How does it stand to {subject} ({policy})?"
        yield Row(question, tuple(_state(answer, iri) for answer in answers))


def _state(answer: Answer, iri: str) -> str:
    return next((line.state for line in answer.of(Part.RISK) if line.iri == iri), NOT_ASSESSED)


def _level(answer: Answer) -> str:
    if answer.level:
        return answer.level
    if answer.at_least:
        return f"{UNKNOWN}; at least {answer.at_least}"
    lines = [line for line in answer.of(Part.LEVEL) if line.iri]
    return ", ".join(line.subject for line in lines) or UNKNOWN


def _listed(part: Part, *states: str) -> Callable[[Answer], str]:
    """Give the names of what an answer finds in some states; unknown where it may be that there are others."""

    def say(answer: Answer) -> str:
        lines = answer.of(part)
        names = dict.fromkeys(line.subject for line in lines if line.state in states)
        if names or not _is_open(answer):
            return ", ".join(names) or "none"
        is_silent = all(line.state in {UNKNOWN, NOT_ASSESSED} for line in lines)
        return UNKNOWN if is_silent else f"none known; some are {UNKNOWN}"

    return say


def _place(*states: str) -> Callable[[Answer], str]:
    """As `_listed`, of what is asked for; unknown where it is not known what is asked for."""

    def say(answer: Answer) -> str:
        names = dict.fromkeys(line.subject for line in answer.of(Part.PLACE) if line.state in states)
        return ", ".join(names) or (_nothing(answer))

    return say


def _nothing(answer: Answer) -> str:
    return "none" if answer.of(Part.PLACE) else UNKNOWN if _is_open(answer) else "nothing is asked for"


def _is_open(answer: Answer) -> bool:
    return any(line.state in {UNKNOWN, NOT_ASSESSED} for line in answer.of(Part.RISK))


def _asked(answer: Answer) -> str:
    names = dict.fromkeys(line.subject for line in answer.of(Part.ASKED) if line.state == ASKED)
    more = "; more is unknown" if _is_open(answer) else ""
    return (", ".join(names) + more) if names else (UNKNOWN if more else "nothing")


def _bound(answer: Answer) -> str:
    return next(
        (each for each in answer.remarks if each.startswith("hypothetical")), "its developer issued it"
    )


def _unknown(answer: Answer) -> str:
    lines = answer.of(Part.RISK)
    return ", ".join(line.subject for line in lines if line.state in {UNKNOWN, NOT_ASSESSED}) or "none"


def _differing(answer: Answer) -> str:
    lines = answer.of(Part.SOURCES)
    names = [line.text for line in lines if line.state == DIFFERS]
    return "; ".join(names) or ("nowhere" if lines else UNKNOWN)


_QUESTIONS: tuple[tuple[str, Callable[[Answer], str]], ...] = (
    ("Who develops it?", lambda answer: answer.developer),
    ("By which policy is it judged, and for which day?", lambda answer: f"{answer.policy}, {answer.day}"),
    ("Whom does the policy bind?", _bound),
    ("Which level or tier follows?", _level),
    ("Which thresholds are reached?", _listed(Part.RISK, REACHED)),
    ("Which are not ruled out?", _listed(Part.RISK, NOT_RULED_OUT)),
    ("Of which is nothing known?", _unknown),
    ("What is asked for?", _asked),
    ("What of it is in place, with evidence?", _place(MET)),
    ("What is partly in place?", _place(PARTLY)),
    ("What is stated without evidence?", _place(NO_EVIDENCE)),
    ("What is missing?", _place(MISSING)),
    ("Where do sources differ?", _differing),
)
