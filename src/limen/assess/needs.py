"""Requirements: what is asked for and by which text, the level that follows, and what would come next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from limen.assess.answer import Chain, Line, Link, Part
from limen.assess.asked import Level, Standings, asked_for, undefined_levels
from limen.assess.policy import Policy
from limen.assess.standing import NOT_REACHED, REACHED, UNKNOWN, Standing
from limen.term import iri_of
from limen.vocab import DCTERMS, LIMEN, RDF, SKOS

CONCLUDED, NOT_CONCLUDED, ASKED, NOT_RECORDED = "concluded", "not concluded", "asked for", "not recorded"
CROSSED_TIER, NOTHING = "crossed", "nothing"

Asked = Mapping[str, tuple[Chain, ...]]


def level_lines(policy: Policy, standings: Standings, level: Level) -> Iterator[Line]:
    """Say which level follows, or why none is concluded; where there are no levels, what is crossed."""
    if level.at_least:
        yield _level_line(policy, level)
    else:
        yield from _tier_lines(policy, standings)


def _level_line(policy: Policy, level: Level) -> Line:
    facts, named = policy.facts, level.at_least
    words, state = [], CONCLUDED
    if not level.level:
        open = ", ".join(facts.name(each) for each in level.open)
        why = f"nothing is known of {open}" if open else "no thresholds of this version are recorded"
        words, state = [f"asked for is at least this; {why}"], NOT_CONCLUDED
    definition = policy.definition(named)
    chain: Chain = (facts.link("level", named),)
    if definition:
        words.append(_ended(facts.text(definition, SKOS.definition)))
        chain = (*chain, facts.record("definition", definition))
    return Line(Part.LEVEL, facts.name(named), iri_of(named), state, "; ".join(words), (chain,))


def _tier_lines(policy: Policy, standings: Standings) -> Iterator[Line]:
    """Where no standard names a level, the crossed thresholds themselves."""
    facts = policy.facts
    unknown = [facts.name(each) for each, standing in standings.items() if standing.state == UNKNOWN]
    open = f"; nothing is known of {', '.join(unknown)}" if unknown else ""
    crossed = [each for each, standing in standings.items() if standing.is_crossed]
    for threshold in crossed:
        text = f"no recorded standard of this version names a level{open}"
        chains = standings[threshold].chains
        yield Line(Part.LEVEL, facts.name(threshold), iri_of(threshold), CROSSED_TIER, text, chains)
    if not crossed:
        is_known = bool(standings) and not unknown
        text = "no threshold is crossed" if is_known else f"no level or tier is concluded{open}"
        state = CONCLUDED if is_known else NOT_CONCLUDED
        yield Line(Part.LEVEL, "none", "", state, text, ((policy.link(),),))


def _ended(text: str) -> str:
    return text.removesuffix(".")


def asked_lines(policy: Policy, asked: Asked, standings: Standings) -> Iterator[Line]:
    """Say what is asked for, and where a crossed threshold asks for what is not recorded."""
    facts = policy.facts
    if not asked:
        is_open = not standings or any(each.state == UNKNOWN for each in standings.values())
        text = "nothing follows from the findings" + (
            "; what is unknown may ask for something" if is_open else ""
        )
        state = UNKNOWN if is_open else NOTHING
        yield Line(Part.ASKED, policy.name, iri_of(policy.node), state, text, ((policy.link(),),))
    for thing, chains in asked.items():
        yield Line(Part.ASKED, facts.name(thing), iri_of(thing), ASKED, _meaning(policy, thing), chains)
    for threshold, standing in standings.items():
        if not standing.is_crossed:
            continue
        if not any(True for _ in policy.asks(threshold)):
            text = "crossed, and what it asks for is not recorded"
            name = facts.name(threshold)
            yield Line(Part.ASKED, name, iri_of(threshold), NOT_RECORDED, text, standing.chains)
        yield from _said_lines(policy, threshold, standing.chains)
    for thing, chains in asked.items():
        yield from _said_lines(policy, thing, chains)


def _said_lines(policy: Policy, thing: str, chains: tuple[Chain, ...]) -> Iterator[Line]:
    """What a source says in prose that a threshold or standard asks for."""
    for claim in policy.said(thing):
        link = policy.facts.record("claim", claim)
        text = _ended(policy.facts.text(claim, RDF.object))
        subject = policy.facts.name(thing)
        yield Line(Part.ASKED, subject, link.iri, "in words", text, tuple((*each, link) for each in chains))


def _meaning(policy: Policy, thing: str) -> str:
    """What a thing means, and whether it is defined at all."""
    facts = policy.facts
    gloss = _ended(facts.text(thing, SKOS.definition, LIMEN.gloss))
    is_bare = facts.is_a(thing, LIMEN.SafeguardStandard) and not facts.all(thing, DCTERMS.requires)
    return "; ".join(filter(None, (gloss, "no safeguards of it are recorded" if is_bare else "")))


def next_lines(policy: Policy, standings: Standings, asked: Asked) -> Iterator[Line]:
    """Say what each threshold that is not reached would ask for besides, if it were."""
    facts = policy.facts
    for threshold, standing in standings.items():
        if standing.state == REACHED:
            continue
        then = asked_for(policy, {threshold: _if_reached(policy, threshold)})
        new = [thing for thing in then if thing not in asked]
        because = "" if standing.state == NOT_REACHED else f" ({standing.state} now)"
        recorded = list(policy.asks(threshold))
        if new:
            text = "would ask for " + ", ".join(facts.name(thing) for thing in new)
        else:
            text = "would ask for nothing more" if recorded else "what it would ask for is not recorded"
        chains = tuple(chain for thing in new for chain in then[thing])
        link = facts.link("threshold", threshold)
        subject = facts.name(threshold)
        yield Line(Part.NEXT, subject, iri_of(threshold), "if reached", text + because, chains or ((link,),))


def _if_reached(policy: Policy, threshold: str) -> Standing:
    supposed = Link("supposed", f"if {policy.facts.name(threshold)} were reached")
    return Standing(REACHED, ((supposed, policy.facts.link("threshold", threshold)),))


def definition_lines(policy: Policy) -> Iterator[Line]:
    """Say which levels this version defines and which it does not; and of which standards nothing is recorded."""
    facts = policy.facts
    for level, definition in policy.definitions.items():
        words = (facts.text(definition, SKOS.definition), facts.text(definition, SKOS.note))
        text = "; ".join(map(_ended, filter(None, words)))
        chain = (facts.link("level", level), facts.record("definition", definition))
        yield Line(Part.DEFINED, facts.name(level), iri_of(level), "defined", text, (chain,))
    yield from (_undefined_level(policy, level) for level in undefined_levels(policy))
    for standard in policy.standards:
        if not policy.parts(standard):
            link, text = facts.link("standard", standard), _meaning(policy, standard)
            yield Line(Part.DEFINED, facts.name(standard), iri_of(standard), NOT_RECORDED, text, ((link,),))


def _undefined_level(policy: Policy, level: str) -> Line:
    """Say that a level is not defined, and who speaks of it all the same."""
    facts = policy.facts
    claims = [
        claim
        for predicate in (LIMEN.threshold, LIMEN.requirement, LIMEN.risk)
        for claim in facts.claims(predicate, subject=level)
    ]
    speakers = sorted({facts.name(facts.one(each, DCTERMS.source)) for each in claims})
    others = sorted(
        facts.name(facts.one(each, DCTERMS.isPartOf)) for each in facts.pointing(level, LIMEN.defines)
    )
    told = f"; spoken of all the same in {'; '.join(speakers)}" if speakers and not others else ""
    where = f"defined in {', '.join(others)}" if others else "no version that was read defines it"
    chains = tuple((facts.link("level", level), facts.record("claim", each)) for each in claims)
    return Line(
        Part.DEFINED,
        facts.name(level),
        iri_of(level),
        "not defined",
        f"{policy.name} does not define it; {where}{told}",
        chains or ((facts.link("level", level),),),
    )
