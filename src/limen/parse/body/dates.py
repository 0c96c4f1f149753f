"""Words for a time, as the days they span.

The rules, for a year Y:

==============================  =============================================
early Y, mid Y, late Y          January-March, April-September, October-December
Q1 Y … Q4 Y                     the quarter
a day, a month, a year          itself
as of, of a day or month        open: from its first day on
as of, of anything vaguer       closed: what was true then may not be now
since, from … on                open: from its first day on
until, through, by              up to its last day, with no beginning
before, after                   up to the day before, from the day after
X to Y                          from the first day of X to the last of Y
==============================  =============================================

A year alone counts only after one of these words, after in, during or within,
or in brackets: numbers of four digits are often something else.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = tuple(name.casefold() for name in calendar.month_name)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_BARE = rf"{_YEAR}(?:-\d\d)?"
_NAMED = (
    rf"{_YEAR}-\d\d-\d\d|{_DAY} {_MONTH},? {_YEAR}|{_MONTH} {_DAY},? {_YEAR}"
    rf"|(?:(?:early|mid|late)[ -])?{_MONTH} {_YEAR}|(?:early|mid|late)[ -]{_YEAR}|q[1-4] {_YEAR}"
)
_TIME = re.compile(
    rf"(?<![\w@#/.:-])(?:(?P<lead>as of|since|from|until|through|by|before|after|in|during|within) )?"
    rf"(?P<first>{_NAMED}|{_BARE})(?: ?(?:to|until|through|[-–—]) ?(?P<last>{_NAMED}|{_BARE}))?"
    rf"(?![\w:/]|[-.,]\d)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"(?:(?P<part>early|mid|late)[ -])?(?:(?P<quarter>q[1-4]) )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?"
    rf"(?:(?P<month>{_MONTH}) )?(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? )?(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_SEASONS = {"early": (1, 3), "mid": (4, 9), "late": (10, 12)}
#: Verbs of foretelling and planning, the future tense, and what is "to be done" by some time.
_PREDICTION = re.compile(
    r"\b(?:expect(?:s|ed)?|predict(?:s|ed)?|forecasts?|anticipate[sd]?|will|plan(?:s|ned)? (?:to|for)|planned"
    r"|scheduled|targeted for|to be \w+ (?:by|within|before))\b",
    re.IGNORECASE,
)


class Times(NamedTuple):
    """The words for a time, and the days they span as ISO dates; empty where open or unsaid."""

    stated: str = ""
    valid_from: str = ""
    valid_through: str = ""


class _Span(NamedTuple):
    first: date
    last: date
    vague: bool


def read_times(text: str) -> Times:
    """Read the first words for a time in a text.

    >>> read_times("As of late 2024, current models are at level 2.")
    Times(stated='As of late 2024', valid_from='2024-10-01', valid_through='2024-12-31')
    >>> read_times("Active since 22 May 2025")
    Times(stated='since 22 May 2025', valid_from='2025-05-22', valid_through='')
    >>> read_times("Top 10 2021 Edition")
    Times(stated='', valid_from='', valid_through='')
    """
    for match in _TIME.finditer(text):
        if _is_bare(match) and not _is_bracketed(match, text):
            continue
        first, last = _span(match["first"]), _span(match["last"] or match["first"])
        if first and last and first.first <= last.last:
            return _times(match, first, last)
    return Times()


def is_prediction(text: str) -> bool:
    """Say whether a text speaks of the future.

    >>> is_prediction("Ada Doe expects it within 2025"), is_prediction("It was unexpected")
    (True, False)
    """
    return _PREDICTION.search(text) is not None


def _is_bare(match: re.Match[str]) -> bool:
    lead = (match["lead"] or "").casefold()
    named = re.fullmatch(_BARE, match["first"]) is None
    return not named and (not lead or (lead == "from" and not match["last"]))


def _is_bracketed(match: re.Match[str], text: str) -> bool:
    is_year = re.fullmatch(_YEAR, match["first"]) is not None
    return is_year and text.endswith("(", 0, match.start()) and text.startswith(")", match.end())


def _times(match: re.Match[str], first: _Span, last: _Span) -> Times:
    lead = (match["lead"] or "").casefold()
    start, end = first.first.isoformat(), last.last.isoformat()
    if not match["last"]:
        if lead in ("since", "from") or (lead == "as of" and not first.vague):
            end = ""
        elif lead in ("until", "through", "by"):
            start = ""
        elif lead == "before":
            start, end = "", (first.first - timedelta(days=1)).isoformat()
        elif lead == "after":
            start, end = (last.last + timedelta(days=1)).isoformat(), ""
    return Times(match.group(), start, end)


def _span(words: str) -> _Span | None:
    """Read a point in time as its first and last day; None where there is no such day."""
    try:
        return _iso_span(words) or _worded_span(words)
    except ValueError:
        return None


def _iso_span(words: str) -> _Span | None:
    numbers = [int(number) for number in words.split("-")] if re.fullmatch(r"[\d-]+", words) else []
    if len(numbers) == 3:
        day = date(*numbers)
        return _Span(day, day, vague=False)
    if len(numbers) == 2:
        return _months(numbers[0], numbers[1], numbers[1], vague=False)
    return None


def _worded_span(words: str) -> _Span | None:
    parts = _PARTS.fullmatch(words.replace(".", ""))
    if parts is None:
        return None
    year, day = int(parts["year"]), parts["day"] or parts["day2"]
    if parts["month"]:
        short = parts["month"][:3].casefold()
        month = next(number for number, name in enumerate(_MONTHS) if name[:3] == short)
        if day:
            return _Span(date(year, month, int(day)), date(year, month, int(day)), vague=False)
        return _months(year, month, month, vague=bool(parts["part"]))
    if parts["quarter"]:
        quarter = int(parts["quarter"][1])
        return _months(year, 3 * quarter - 2, 3 * quarter, vague=True)
    opening, closing = _SEASONS.get((parts["part"] or "").casefold(), (1, 12))
    return _months(year, opening, closing, vague=True)


def _months(year: int, opening: int, closing: int, *, vague: bool) -> _Span:
    last_day = calendar.monthrange(year, closing)[1] if 1 <= closing <= 12 else 0
    return _Span(date(year, opening, 1), date(year, closing, last_day), vague)
