"""Risk: how a system stands to each threshold of a policy version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from limen.assess.answer import Chain, Line, Part
from limen.assess.asked import Standings
from limen.assess.policy import Policy
from limen.assess.standing import NOT_RULED_OUT, UNKNOWN, Standing, is_untested
from limen.term import iri_of

NOT_ASSESSED = "not assessed"


def risk_lines(
    policy: Policy, standings: Standings, related: Mapping[str, tuple[Chain, ...]]
) -> Iterator[Line]:
    """Say of each threshold how the system stands to it.

    `related` are the chains from findings about other frameworks' thresholds to
    those of this one: they are told and never count.
    """
    if not standings:
        text = "the registry records no thresholds of this version, so nothing can be said of any"
        yield Line(Part.RISK, policy.name, iri_of(policy.node), UNKNOWN, text, ((policy.link(),),))
    for threshold, standing in standings.items():
        elsewhere = related.get(threshold, ())
        is_silent = standing.state == UNKNOWN and not standing.findings
        yield Line(
            Part.RISK,
            policy.facts.name(threshold),
            iri_of(threshold),
            NOT_ASSESSED if is_silent and elsewhere else standing.state,
            _words(standing, bool(elsewhere)),
            standing.chains or elsewhere or ((policy.facts.link("threshold", threshold),),),
        )


def _words(standing: Standing, is_related: bool) -> str:
    if standing.held_back:
        return standing.held_back
    if is_untested(standing):
        return "the file says that nothing was tested"
    if not standing.findings:
        return (
            "findings about related thresholds of another framework do not carry over"
            if is_related
            else "the file has no finding"
        )
    words = ["carried over from another version"] if standing.is_carried else []
    if standing.state == NOT_RULED_OUT:
        words.append("counts as if it were reached")
    if any(each.is_precautionary for each in standing.findings):
        words.append("a precaution: nothing is established")
    tested = {each.finding for each in standing.findings if each.is_tested}
    if len(tested) > 1:
        words.append(f"findings differ ({', '.join(sorted(tested))}); the gravest counts")
    return "; ".join(words)
