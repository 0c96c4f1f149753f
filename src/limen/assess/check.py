"""What is wrong with a system file in the light of the registry: it is told, and nothing is judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from limen.assess.facts import Facts
from limen.errors import Finding, Severity
from limen.model.system import Given, InPlace, Reported, System
from limen.model.value import last_day
from limen.term import iri_of
from limen.vocab import DCTERMS, LIMEN, RDF

_SAFEGUARDS = (LIMEN.Safeguard, LIMEN.SafeguardStandard)


def check_system(facts: Facts, system: System, day: str) -> tuple[Finding, ...]:
    """Find what a system file says that the registry does not know, that is late, or that lacks evidence."""
    return tuple(
        sorted({*_developer(facts, system), *_findings(facts, system, day), *_safeguards(facts, system, day)})
    )


def _developer(facts: Facts, system: System) -> Iterator[Finding]:
    given = system.developer
    if facts.nodes.get(given.term):
        return
    known = [facts.text(each, DCTERMS.identifier) for each in facts.of_class(LIMEN.Entity)]
    near = _near(given, known)
    is_domain = "." in _secid(given.term).partition("/")[2].partition("/")[0]
    severity = Severity.ERROR if near or not is_domain else Severity.WARNING
    hint = near or "write an entry for it and give its registry too, if it should be known"
    message = f"the registry knows no {_secid(given.term)}"
    yield _finding(system, given, severity, "unknown-developer", message, hint)


def _findings(facts: Facts, system: System, day: str) -> Iterator[Finding]:
    first: dict[tuple[str, str], Reported] = {}
    known = [facts.text(each, DCTERMS.identifier) for each in facts.of_class(LIMEN.CapabilityThreshold)]
    for each in system.findings:
        given = each.threshold
        yield from _unknown(
            facts, system, given, (LIMEN.CapabilityThreshold,), "threshold", "unknown-threshold", known
        )
        yield from _late(system, given, each.date, day)
        same = first.setdefault((given.term, each.by.term), each)
        if same is not each:
            message = f"a finding on this threshold by the same stands in line {same.threshold.line} already"
            yield _error(system, given, "finding-given-twice", message, "keep the one that holds on the day")


def _safeguards(facts: Facts, system: System, day: str) -> Iterator[Finding]:
    first: dict[str, InPlace] = {}
    known = [facts.text(node, DCTERMS.identifier) for kind in _SAFEGUARDS for node in facts.of_class(kind)]
    for each in system.safeguards:
        given = each.safeguard
        yield from _unknown(
            facts, system, given, _SAFEGUARDS, "safeguard or standard", "unknown-safeguard", known
        )
        yield from _late(system, given, each.since, day)
        same = first.setdefault(given.term, each)
        if same is not each:
            message = f"this safeguard stands in line {same.safeguard.line} already"
            yield _error(system, given, "safeguard-given-twice", message, "join their evidence in one")
        if not each.evidence:
            message = "the safeguard has no evidence, so it does not count as in place"
            hint = "name the document that says so under 'evidence'"
            yield _finding(system, given, Severity.WARNING, "no-evidence", message, hint)


def _unknown(  # noqa: PLR0917 - what is wanted, and how that is said; no call is unclear
    facts: Facts,
    system: System,
    given: Given,
    kinds: tuple[str, ...],
    word: str,
    code: str,
    known: Iterable[str],
) -> Iterator[Finding]:
    """Report what a file names that is not of the kind that is wanted, or that nobody describes."""
    if any(facts.is_a(given.term, kind) for kind in kinds):
        return
    secid = _secid(given.term)
    is_known = bool(facts.all(given.term, RDF.type))
    message = f"{secid} is no {word}" if is_known else f"the registry knows no {secid}"
    hint = _near(given, known) or f"limen search finds every {word} of a policy version"
    yield _error(system, given, code, message, hint)


def _late(system: System, given: Given, date: str, day: str) -> Iterator[Finding]:
    if date and last_day(date) > day:
        message = f"{date} is not wholly before the end of {day}, the day of the assessment"
        hint = "leave it out, date it to the day, or assess for a later day"
        yield _error(system, given, "after-the-day", message, hint)


def _near(given: Given, known: Iterable[str]) -> str:
    """Ask whether one of the identifiers that are known is meant."""
    found = get_close_matches(_secid(given.term), sorted(known), n=1, cutoff=0.88)
    return f"is {found[0]} meant?" if found else ""


def _secid(term: str) -> str:
    """The SecID that an IRI of a thing was made from."""
    return "secid:" + unquote(iri_of(term).partition("/id/")[2])


def _error(system: System, given: Given, code: str, message: str, hint: str) -> Finding:
    return _finding(system, given, Severity.ERROR, code, message, hint)


def _finding(  # noqa: PLR0917 - a finding has as many parts as it has
    system: System, given: Given, severity: Severity, code: str, message: str, hint: str
) -> Finding:
    return Finding(system.path, given.line, given.column, severity, code, message, hint)
