"""What is asked for against what the file says is in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from limen.assess.answer import Chain, Line, Link, Part
from limen.assess.facts import Facts
from limen.assess.policy import Policy
from limen.model.system import InPlace, System
from limen.term import iri_of
from limen.vocab import DCTERMS, LIMEN, SKOS

MET, PARTLY, MISSING, NO_EVIDENCE, BEYOND = "met", "partly", "missing", "no evidence", "not asked for"
DEED = "not stated"


class _Stated(NamedTuple):
    """What the file states of a safeguard or of a whole standard."""

    state: str
    link: Link | None = None


def place_lines(policy: Policy, system: System, asked: Mapping[str, tuple[Chain, ...]]) -> Iterator[Line]:
    """Say of everything that is asked for whether the file states it; then what it states besides."""
    facts = policy.facts
    stated = {each.safeguard.term: each for each in system.safeguards}
    named: set[str] = set()
    for thing, chains in asked.items():
        parts = policy.parts(thing)
        if thing in named:
            continue
        named.update((thing, *parts))
        if not facts.is_a(thing, LIMEN.SafeguardStandard) and not facts.is_a(thing, LIMEN.Safeguard):
            yield _line(
                facts, thing, _Stated(DEED), "a deed or duty, which a system file does not state", chains
            )
            continue
        whole = _of(facts, system, stated.get(thing))
        states = {part: _part(facts, system, stated.get(part), whole) for part in parts}
        yield _line(facts, thing, _whole(whole, states.values()), _counted(states, whole), chains)
        for part, state in states.items():
            link = facts.link(policy.role(part), part)
            yield _line(facts, part, state, _missing(state), tuple((*chain, link) for chain in chains))
    for term, each in stated.items():
        if term not in named:
            yield _beyond(facts, system, each)


def _of(facts: Facts, system: System, stated: InPlace | None) -> _Stated:
    """What the file states of one thing."""
    if stated is None:
        return _Stated(MISSING)
    link = _statement(facts, system, stated)
    return _Stated(MET if stated.evidence else NO_EVIDENCE, link)


def _part(facts: Facts, system: System, stated: InPlace | None, whole: _Stated) -> _Stated:
    """What the file states of a part, on its own or with the whole; the better of the two."""
    own = _of(facts, system, stated)
    return whole if _RANKS.index(whole.state) > _RANKS.index(own.state) else own


_RANKS = (MISSING, NO_EVIDENCE, PARTLY, MET)


def _whole(whole: _Stated, parts: Iterable[_Stated]) -> _Stated:
    """How a standard stands: as the file states of it as a whole, or by its parts."""
    states = {each.state for each in parts}
    if whole.state == MET or not states:
        return whole
    if states == {MET}:
        return _Stated(MET)
    if states & {MET, PARTLY} or len(states) > 1:
        return _Stated(PARTLY, whole.link)
    return _Stated(states.pop(), whole.link)


def _counted(parts: Mapping[str, _Stated], whole: _Stated) -> str:
    if whole.state == MET:
        return "the file states it as a whole"
    met = sum(each.state == MET for each in parts.values())
    if parts:
        return f"{met} of {len(parts)} safeguards with evidence"
    return "; ".join(filter(None, (_missing(whole), "no safeguards of it are recorded")))


def _missing(state: _Stated) -> str:
    words = {MISSING: "the file does not state it", NO_EVIDENCE: "the file states it and gives no evidence"}
    return words.get(state.state, "")


def _line(facts: Facts, thing: str, stated: _Stated, text: str, chains: tuple[Chain, ...]) -> Line:
    if stated.link:
        chains = tuple((*chain, stated.link) for chain in chains)
    return Line(Part.PLACE, facts.name(thing), iri_of(thing), stated.state, text, chains)


def _beyond(facts: Facts, system: System, stated: InPlace) -> Line:
    thing = stated.safeguard.term
    whole = facts.one(thing, SKOS.broader)
    is_named = thing in facts.all(whole, DCTERMS.requires)
    words = ["in place"]
    if whole:
        words.append(
            f"belongs to {facts.name(whole)}" + ("" if is_named else ", whose text does not name it")
        )
    text = "; ".join(words)
    link = facts.link("safeguard", thing)
    said = _Stated(BEYOND, _statement(facts, system, stated))
    return _line(facts, thing, said, text, ((link,),))


def _statement(facts: Facts, system: System, stated: InPlace) -> Link:
    """What the file states, as the last step of a chain."""
    words = (stated.since and f"since {stated.since}", f"line {stated.safeguard.line} of the file")
    return Link(
        "in place",
        f"{system.name}: in place",
        "",
        ", ".join(facts.name(each.term) for each in stated.evidence),
        iri_of(stated.evidence[0].term) if stated.evidence else "",
        "",
        "; ".join(filter(None, words)),
    )
