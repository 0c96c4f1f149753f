"""Patterns mean what they mean in ECMAScript, and none of them can do harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.identifier import is_match, literal_pattern, literal_text, pattern_problem, spellings
from strategies import texts


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("(?i)^asl$", "ASL", True),
        ("^asl$", "ASL", False),
        ("^asl$", "asl\n", False),
        (r"^[$]\$$", "$$", True),
        ("^(?<year>[0-9]{4})$", "2021", True),
        (r"^\d$", "٣", False),
        (r"^[a\-z]/\/$", "-//", True),
        ("^[[]$", "[", True),
        ("^[", "[", False),
        ("^a{99999999999999999999}$", "a", False),
        ("(" * 500, "(", False),
        ("^(a+)+$", "a" * 20, True),
        ("^(a+)+$", "a" * 21, False),
    ],
)
def test_is_match_when_python_and_ecmascript_differ(pattern: str, text: str, expected: bool) -> None:
    """Patterns mean what they mean in ECMAScript, and bad ones match nothing."""
    assert expected is is_match(pattern, text)


@pytest.mark.parametrize(
    "pattern", ["^[", "(", "^(?P<a>", "a**", "^(a?){25}a{25}$", "(?:){4000000000}", "x" * 2000]
)
def test_pattern_problem_when_a_pattern_is_bad(pattern: str) -> None:
    """A pattern that can match nothing says why."""
    assert pattern_problem(pattern).startswith("the pattern ")


@given(st.text(st.sampled_from("^$()[]{}?*+|\\.,:<>=!iP0123ab-d\n") | st.characters(), max_size=20), texts)
def test_is_match_of_any_pattern(pattern: str, text: str) -> None:
    """No pattern fails, and one with a problem matches nothing."""
    assert not (is_match(pattern, text) and pattern_problem(pattern))
    assert len(spellings(pattern)) < 100


@pytest.mark.parametrize("tail", ["$", "b$", "c"])
@pytest.mark.parametrize(
    "body", ["(a+)+", "(a|a)*", "(a|aa)+", "(.*)*", "a*a*a*a*a*a*", "(a?){20}", "((a{1,9}){1,9}){1,9}"]
)
def test_is_match_when_a_pattern_backtracks(body: str, tail: str) -> None:
    """A pattern that would try for ever is tried on short texts only."""
    assert not is_match(f"^{body}{tail}", "a" * 1000 + "!")


@given(texts.filter(bool), st.booleans())
def test_literal_pattern_of_any_text(text: str, fold: bool) -> None:
    """A literal pattern matches its text and gives it back."""
    pattern = literal_pattern(text, fold)
    assert text == literal_text(pattern)
    assert is_match(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("^L-[1-9$", "unterminated character set at character 4"),
        ("(?i)^a$(b", "missing ), unterminated subpattern at character 8"),
        ("^$^$(?<n>x)$[z-a]", "bad character range z-a at character 14"),
        ("(?<n>x", "missing ), unterminated subpattern at character 1"),
    ],
)
def test_pattern_problem_when_python_would_write_it_otherwise(pattern: str, problem: str) -> None:
    """The problem is that of the pattern as it is written, at its own place."""
    assert pattern_problem(pattern).endswith(f": {problem}")
