"""How a system stands to a threshold: by what was found about it, or about one that it continues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from limen.assess.answer import Chain, Link
from limen.assess.facts import Facts
from limen.model.system import NOT_TESTED, Reported, System
from limen.term import iri_of
from limen.vocab import LIMEN, RDF, SKOS

REACHED, NOT_RULED_OUT, NOT_REACHED, UNKNOWN = "reached", "not ruled out", "not reached", "unknown"
#: Findings at which a commitment takes hold: what is not ruled out counts as if it were reached.
CROSSED = frozenset({REACHED, NOT_RULED_OUT})
#: From the mildest to the gravest: what is unknown weighs more than what was not reached.
_GRAVITY = (NOT_REACHED, UNKNOWN, NOT_RULED_OUT, REACHED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a system stands to one threshold, and the chains that say so.

    `held_back` is why a finding that is there does not count.
    """

    state: str
    chains: tuple[Chain, ...] = ()
    findings: tuple[Reported, ...] = ()
    is_carried: bool = False
    held_back: str = ""

    @property
    def is_crossed(self) -> bool:
        """Whether commitments on the threshold take hold."""
        return self.state in CROSSED


def gravest(states: Iterable[str]) -> str:
    """Give the gravest of some states; unknown if there are none.

    >>> gravest(["not reached", "unknown"]), gravest(["not ruled out", "not reached"]), gravest([])
    ('unknown', 'not ruled out', 'unknown')
    """
    return max(states, key=_GRAVITY.index, default=UNKNOWN)


def standing_of(facts: Facts, system: System, threshold: str) -> Standing:
    """Say how a system stands to a threshold.

    What was found about the threshold itself counts. Where nothing was, a
    finding about a threshold of another version of the policy carries over
    through the claims that one continues the other.
    """
    own = _own(facts, system, threshold)
    if any(each.is_tested for each in own.findings):
        return own
    carried = [
        found
        for forward in (False, True)
        for found in _carried(facts, system, threshold, forward, frozenset({threshold}))
    ]
    if not carried:
        return own
    state = gravest(each.state for each in carried)
    return Standing(
        state,
        (*own.chains, *(chain for each in carried for chain in each.chains)),
        tuple(finding for each in carried for finding in each.findings),
        is_carried=True,
        held_back="" if state in CROSSED else next((e.held_back for e in carried if e.held_back), ""),
    )


def _own(facts: Facts, system: System, threshold: str) -> Standing:
    """What the file itself says of a threshold; the gravest, if several have tested."""
    found = tuple(each for each in system.findings if each.threshold.term == threshold)
    chains = tuple((finding_link(facts, system, each), facts.link("threshold", threshold)) for each in found)
    return Standing(gravest(each.finding for each in found if each.is_tested), chains, found)


def finding_link(facts: Facts, system: System, finding: Reported) -> Link:
    """A finding of the file as the first step of a chain."""
    sources = [facts.name(each.term) for each in finding.evidence]
    by = facts.name(finding.by.term) if finding.by.term else ""
    words = (
        f"by {by}" if by else "",
        finding.date,
        "precautionary" if finding.is_precautionary else "",
        f"line {finding.threshold.line} of the file",
    )
    return Link(
        "finding",
        f"{system.name}: {finding.finding}",
        "",
        ", ".join(sources),
        iri_of(finding.evidence[0].term) if finding.evidence else "",
        "",
        "; ".join(filter(None, words)),
    )


def _carried(
    facts: Facts, system: System, threshold: str, forward: bool, seen: frozenset[str]
) -> list[Standing]:
    """What carries over from each neighbouring version that has a finding; one step, or several of one direction."""
    here, there = (RDF.object, RDF.subject) if forward else (RDF.subject, RDF.object)
    ends = {"object": threshold} if forward else {"subject": threshold}
    versions: dict[str, list[Standing]] = {}
    for claim in facts.claims(LIMEN.continues, **ends):
        other = facts.one(claim, there)
        if other in seen or facts.one(claim, here) != threshold:
            continue
        found = _own(facts, system, other)
        if not any(each.is_tested for each in found.findings):
            steps = _carried(facts, system, other, forward, seen | {other})
            found = _joined(steps)
        version = facts.one(other, SKOS.inScheme)
        versions.setdefault(version, []).append(_through(facts, claim, threshold, found))
    return [_joined(group) for group in versions.values() if any(each.findings for each in group)]


def _joined(group: list[Standing]) -> Standing:
    """Several standings as one: the gravest, and unknown where any is."""
    return Standing(
        gravest(each.state for each in group),
        tuple(chain for each in group for chain in each.chains),
        tuple(finding for each in group for finding in each.findings),
        held_back=next((each.held_back for each in group if each.held_back), ""),
    )


def _through(facts: Facts, claim: str, threshold: str, found: Standing) -> Standing:
    """Carry a standing over one claim; what was not reached does not pass over an inference."""
    is_inferred = LIMEN.seenByInference in facts.all(claim, LIMEN.confidence)
    is_held = found.state == NOT_REACHED and is_inferred
    steps = (facts.record("continuity", claim), facts.link("threshold", threshold))
    return Standing(
        UNKNOWN if is_held else found.state,
        tuple((*chain, *steps) for chain in found.chains),
        found.findings,
        held_back=_HELD if is_held else found.held_back,
    )


_HELD = (
    "found not reached in another version, but that this threshold continues that one is inferred, "
    "so nothing is concluded"
)


def is_untested(standing: Standing) -> bool:
    """Say whether the file itself says that nothing was tested."""
    return bool(standing.findings) and all(each.finding == NOT_TESTED for each in standing.findings)
