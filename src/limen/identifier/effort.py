"""How long a text a pattern may be tried on before the trying itself is a danger.

A backtracking matcher needs exponential time for patterns such as `^(a+)+$`,
and registries are written by anybody. So every pattern gets a length: longer
texts do not match it. Patterns as people write them reach further than any
identifier does.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass

#: No identifier, and no pattern, longer than this is read.
MAX_LENGTH = 1024

_BUDGET = math.log2(10_000_000)  # choices that may be tried, as a power of two
_NESTED_REACH = 20  # for a repeat inside a repeat: two choices at each character
_TOKEN = re.compile(
    r"(?P<quantifier>[*+?]|\{(?P<least>\d+)(?P<comma>,)?(?P<most>\d*)\})\??"
    r"|(?P<open>\((?:\?(?:[:=!]|<[=!]|P?<\w+>|i\)))?)|(?P<close>\))|(?P<bar>\|)"
    r"|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.",
    re.DOTALL,
)


@dataclass
class _Group:
    """What the part of a pattern between two brackets lets a matcher choose."""

    repeats: float = 0.0  # parts that stretch over any length
    choices: float = 0.0  # other choices, as a power of two
    alternatives: int = 1


def reach(pattern: str) -> int:
    """Give the length of the longest text a pattern may be tried on.

    A length of -1 means that it is tried on nothing.

    >>> reach("^CVE-[0-9]+$"), reach("^[a-z]+/[a-z]+/.+$"), reach("^(a+)+$")
    (1024, 389, 20)
    """
    if len(pattern) > MAX_LENGTH:
        return -1
    groups, last, nested = [_Group()], _Group(), False
    for token in _TOKEN.finditer(pattern):
        if token["open"]:
            groups.append(_Group())
        elif token["bar"]:
            groups[-1].alternatives += 1
        elif token["close"]:
            last = _closed(groups.pop()) if len(groups) > 1 else _Group()
            _add(groups[-1], last)
        elif token["quantifier"]:
            least, most = _bounds(token)
            nested |= most == math.inf and bool(last.repeats or last.choices)
            _add(groups[-1], _repeated(last, least, most))
            last = _Group()
        else:
            last = _Group()
    return min(_longest(_closed(groups[0])), _NESTED_REACH if nested else MAX_LENGTH)


def _bounds(token: re.Match[str]) -> tuple[float, float]:
    """The least and the greatest count of a quantifier."""
    if token["least"] is None:
        return (1 if token["quantifier"] == "+" else 0), (1 if token["quantifier"] == "?" else math.inf)
    least = float(token["least"])
    return least, float(token["most"]) if token["most"] else math.inf if token["comma"] else least


def _repeated(group: _Group, least: float, most: float) -> _Group:
    """What a quantifier adds to the choices of the group it follows."""
    endless = most == math.inf
    more = max(least if endless else most, 1) - 1  # than the one already counted
    rounds = math.log2(more) if more > MAX_LENGTH else 0
    ways = 0 if endless else math.log2(max(most - least, 0) + 1)
    return _Group(more * group.repeats + endless, more * group.choices + ways + rounds)


def _closed(group: _Group) -> _Group:
    return _Group(group.repeats, group.choices + math.log2(group.alternatives))


def _add(group: _Group, part: _Group) -> None:
    group.repeats += part.repeats
    group.choices += part.choices


def _longest(group: _Group) -> int:
    """The length at which all choices together use up the budget."""
    left = _BUDGET - group.choices
    return bisect_right(range(MAX_LENGTH + 1), left, key=lambda length: _ways(length, group.repeats)) - 1


def _ways(length: int, repeats: float) -> float:
    """In how many ways so many repeats can share a text of that length, as a power of two."""
    ways = math.lgamma(length + repeats + 1) - math.lgamma(length + 1) - math.lgamma(repeats + 1)
    return ways / math.log(2)
