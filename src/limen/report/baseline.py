"""Findings that are known already: kept in a file, found again when lines have shifted, left out."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import NamedTuple

from limen.errors import Breach, Finding, WrongUse

_LINE = re.compile(r"\bline \d+")
_BEFORE = re.compile(r"\s*[\[,]?\s*")  # what may stand before an element of an array
_TEXTS = ("path", "code", "message")
_OF_BREACH = frozenset(field.name for field in fields(Breach))


class Fingerprint(NamedTuple):
    """What makes a finding the same one, wherever in its file it stands."""

    path: str
    code: str
    message: str
    breach: Breach


#: How often each finding is known.
Baseline = Counter[Fingerprint]


class Compared(NamedTuple):
    """What is new since a baseline, how many findings it knew, and how many of its own are gone."""

    new: tuple[Finding, ...]
    known: int
    gone: int


def fingerprint(finding: Finding) -> Fingerprint:
    """Say what makes a finding the same one when lines shift.

    >>> from limen.errors import Severity
    >>> finding = Finding("./a.md", 9, 1, Severity.ERROR, "duplicate-key", "twice, first in line 3")
    >>> fingerprint(finding)[:3]
    ('a.md', 'duplicate-key', 'twice, first in line …')
    """
    path = posixpath.normpath(finding.path) if finding.path else ""
    return Fingerprint(path, finding.code, _LINE.sub("line …", finding.message), finding.breach)


def compare(findings: Iterable[Finding], baseline: Baseline) -> Compared:
    """Leave out the findings that a baseline knows; of several alike, the first are the known ones."""
    left, new, known = Counter(baseline), [], 0
    for finding in findings:
        mark = fingerprint(finding)
        if left[mark] > 0:
            left[mark] -= 1
            known += 1
        else:
            new.append(finding)
    return Compared(tuple(new), known, left.total())


def format_baseline(findings: Iterable[Finding]) -> str:
    """Write findings as a baseline: a JSON array with one object a line, sorted; no line numbers."""
    counts = sorted(Counter(map(fingerprint, findings)).items())
    lines = ",\n".join(json.dumps(_object(*each), ensure_ascii=False) for each in counts)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def _object(mark: Fingerprint, count: int) -> dict[str, object]:
    breach = {name: term for name, term in asdict(mark.breach).items() if term}
    more = {"breach": breach} if breach else {}
    return {"path": mark.path, "code": mark.code, "message": mark.message, **more, "count": count}


def read_baseline(name: str, text: str) -> Baseline:
    """Read what `format_baseline` wrote.

    Raises:
        WrongUse: naming the file and the line, if it is not a baseline.
    """
    baseline: Baseline = Counter()
    for line, value in _elements(name, text):
        mark, count = _known(name, line, value)
        baseline[mark] += count
    return baseline


def _elements(name: str, text: str) -> Iterator[tuple[int, object]]:
    """Give the elements of a JSON array, each with its line."""
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise WrongUse(f"{name}:{line}: the baseline is not JSON: {getattr(error, 'msg', error)}") from error
    if not isinstance(whole, list):
        raise WrongUse(f"{name}:1: a baseline is a list of findings, as limen check --baseline writes it")
    decoder, line, end = json.JSONDecoder(), 1, 0
    for _ in whole:
        begin = _BEFORE.match(text, end).end()  # type: ignore[union-attr] # it matches the empty text too
        line += text.count("\n", end, begin)
        value, end = decoder.raw_decode(text, begin)
        yield line, value
        line += text.count("\n", begin, end)


def _known(name: str, line: int, value: object) -> tuple[Fingerprint, int]:
    """Read one element of a baseline."""
    if not isinstance(value, dict) or not all(isinstance(value.get(key), str) for key in _TEXTS):
        raise WrongUse(f"{name}:{line}: a known finding has the texts {', '.join(_TEXTS)}")
    breach, count = value.get("breach", {}), value.get("count", 1)
    if not isinstance(breach, dict) or not _OF_BREACH.issuperset(breach):
        raise WrongUse(f"{name}:{line}: 'breach' may have {', '.join(sorted(_OF_BREACH))}")
    if not all(isinstance(term, str) for term in breach.values()):
        raise WrongUse(f"{name}:{line}: the terms of 'breach' should be texts")
    if type(count) is not int or count < 1:
        raise WrongUse(f"{name}:{line}: 'count' should be a number from 1 on")
    return Fingerprint(value["path"], value["code"], value["message"], Breach(**breach)), count
