"""Words for a time and the days they span."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.parse.body.dates import Times, is_prediction, read_times

TEXTS = st.one_of(st.text(), st.from_regex(r"(as of|since|in|by) (early |late |3[01] )?(May|Feb) ?[12]\d{3}"))


@pytest.mark.parametrize(
    ("text", "stated", "start", "end"),
    [
        ("As of late 2024, x", "As of late 2024", "2024-10-01", "2024-12-31"),
        ("early 2025", "early 2025", "2025-01-01", "2025-03-31"),
        ("in mid-2025", "in mid-2025", "2025-04-01", "2025-09-30"),
        ("within 2025", "within 2025", "2025-01-01", "2025-12-31"),
        ("on 22 May 2025.", "22 May 2025", "2025-05-22", "2025-05-22"),
        ("on May 22nd, 2025", "May 22nd, 2025", "2025-05-22", "2025-05-22"),
        ("on 2025-05-22,", "2025-05-22", "2025-05-22", "2025-05-22"),
        ("since October 2024", "since October 2024", "2024-10-01", ""),
        ("since late 2024", "since late 2024", "2024-10-01", ""),
        ("as of 22 May 2025", "as of 22 May 2025", "2025-05-22", ""),
        ("as of Feb 2024", "as of Feb 2024", "2024-02-01", ""),
        ("as of 2024", "as of 2024", "2024-01-01", "2024-12-31"),
        ("in 2023", "in 2023", "2023-01-01", "2023-12-31"),
        ("models (2025)", "2025", "2025-01-01", "2025-12-31"),
        ("in Q3 2025", "in Q3 2025", "2025-07-01", "2025-09-30"),
        ("in February 2024", "in February 2024", "2024-02-01", "2024-02-29"),
        ("late March 2026", "late March 2026", "2026-03-01", "2026-03-31"),
        ("until 2026", "until 2026", "", "2026-12-31"),
        ("by June 2026", "by June 2026", "", "2026-06-30"),
        ("before 2017", "before 2017", "", "2016-12-31"),
        ("after May 2024", "after May 2024", "2024-06-01", ""),
        ("from 2023 to mid 2025", "from 2023 to mid 2025", "2023-01-01", "2025-09-30"),
        ("May 2024 – June 2024", "May 2024 – June 2024", "2024-05-01", "2024-06-30"),
        ("31 February 2025, then in 2026", "in 2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_times_when_words_name_them(text: str, stated: str, start: str, end: str) -> None:
    """Words for a time give the days they span, inclusive, open where they are open."""
    assert Times(stated, start, end) == read_times(text)


@pytest.mark.parametrize(
    "text",
    [
        "Top 10 2021 Edition",
        "CVE-2024-1234",
        "ISO/IEC 42001:2023",
        "top10@2021#A03",
        "in 2024-1234",
        "in 2048x2048 pixels",
        "it may 12",
        "31 February 2025",
        "from 2025 to 2023",
        "2025-13-01",
        "version 2.2",
        "differs from 2017",
        "",
    ],
)
def test_times_when_there_are_none(text: str) -> None:
    """Numbers that are something else, and days that do not exist, are no times."""
    assert Times() == read_times(text)


@given(TEXTS)
def test_times_when_anything_is_written(text: str) -> None:
    """Whatever is read stands in the text, and its interval is of real days in order."""
    times = read_times(text)
    assert times.stated in text
    assert bool(times.stated) == bool(times.valid_from or times.valid_through)
    days = [date.fromisoformat(day) for day in times[1:] if day]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Doe expects it within 2025", True),
        ("It will come in 2026", True),
        ("Planned for 2026", True),
        ("to be triggered within 2025", True),
        ("It came unexpectedly in 2024", False),
        ("It was active in 2025", False),
    ],
)
def test_prediction_when_words_tell(text: str, expected: bool) -> None:
    """Expecting, planning and willing speak of the future."""
    assert expected is is_prediction(text)
