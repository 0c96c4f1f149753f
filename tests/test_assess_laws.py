"""Laws of assessment, for any system: it is safe by construction."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from limen.assess import Part
from limen.assess.standing import gravest
from limen.vocab import DCTERMS, LIMEN, SKOS
from systems import FSF, PF, RSP, answer, facts, found, in_place, system

POLICIES = (f"{RSP}@2.2", f"{RSP}@3.4", f"{RSP}@2.0", f"{PF}@2", f"{FSF}@3.1")
WORDS = ("reached", "not reached", "not ruled out", "not tested")


def items(*kinds):
    """The ids, after `secid:`, of the items of a kind that a policy version of the laboratories above has."""
    known = (each for kind in kinds for each in facts().of_class(kind))
    texts = [facts().text(each, DCTERMS.identifier) for each in known]
    return sorted(
        text.removeprefix("secid:")
        for text in texts
        if text.removeprefix("secid:").startswith((RSP, PF, FSF))
    )


THRESHOLDS = items(LIMEN.CapabilityThreshold)
SAFEGUARDS = items(LIMEN.Safeguard, LIMEN.SafeguardStandard)
findings = st.dictionaries(st.sampled_from(THRESHOLDS), st.sampled_from(WORDS), max_size=6)
safeguards = st.dictionaries(st.sampled_from(SAFEGUARDS), st.booleans(), max_size=8)
policies = st.sampled_from(POLICIES)


def described(findings, safeguards=None):
    return system(
        *(found(threshold, word) for threshold, word in findings.items()),
        safeguards=tuple(in_place(each, proven=proven) for each, proven in (safeguards or {}).items()),
    )


def asked(said):
    return set(said.in_state(Part.ASKED, "asked for"))


def order(level):
    known = {facts().name(each): each for each in facts().of_class(LIMEN.SafetyLevel)}
    return int(facts().text(known[level], LIMEN.order)) if level else 0


@given(findings, st.sets(st.sampled_from(THRESHOLDS), max_size=3), policies)
@settings(max_examples=60)
def test_more_reached_never_lowers_what_is_asked(findings, more, policy):
    """Who reaches more thresholds is asked for as much or more, and stands at as high a level or higher."""
    before = answer(described(findings), policy)
    after = answer(described(findings | dict.fromkeys(more, "reached")), policy)

    assert asked(before) <= asked(after)
    assert order(before.at_least) <= order(after.at_least)


@given(findings, policies)
@settings(max_examples=60)
def test_unknown_never_counts_as_not_reached(findings, policy):
    """A threshold is not reached only where every finding that bears on it says so."""
    for line in answer(described(findings), policy).of(Part.RISK):
        if line.state == "not reached":
            told = {chain[0].label.rpartition(": ")[2] for chain in line.chains}
            assert {"not reached"} == told - {"not tested"}


@given(findings, policies)
@settings(max_examples=60)
def test_taking_findings_away_never_concludes(findings, policy):
    """What is concluded without some findings of not reached is concluded with them, and no lower."""
    known = answer(described(findings), policy)
    silent = answer(described({t: w for t, w in findings.items() if w != "not reached"}), policy)

    assert set(silent.in_state(Part.RISK, "not reached")) <= set(known.in_state(Part.RISK, "not reached"))
    assert asked(known) == asked(silent)
    assert silent.level in {"", known.level}


@given(findings, policies)
@settings(max_examples=30)
def test_not_tested_is_as_if_nothing_was_said(findings, policy):
    """A finding that nothing was tested changes nothing that is asked for or concluded."""
    told = answer(described(findings), policy)
    silent = answer(described({t: w for t, w in findings.items() if w != "not tested"}), policy)

    assert (asked(told), told.level, told.at_least) == (asked(silent), silent.level, silent.at_least)


@given(findings, safeguards, safeguards, policies)
@settings(max_examples=60)
def test_more_in_place_never_lengthens_what_is_missing(findings, some, more, policy):
    """Who puts more in place, with evidence, has as little missing or less."""
    before = answer(described(findings, some), policy)
    after = answer(described(findings, some | dict.fromkeys(more, True)), policy)

    for states in (("missing",), ("missing", "no evidence"), ("missing", "no evidence", "partly")):
        assert set(after.in_state(Part.PLACE, *states)) <= set(before.in_state(Part.PLACE, *states))


@given(findings, safeguards, policies)
@settings(max_examples=40)
def test_every_line_has_its_chain(findings, safeguards, policy):
    """No line stands without a chain, and every chain ends in something that the registry or the file names."""
    described_ = replace(described(findings, safeguards), id=found(THRESHOLDS[0], "reached").by)
    said = answer(described_, policy)

    assert [] == [line for line in said.lines if not line.chains or not all(line.chains)]
    assert all(
        chain[-1].iri or chain[-1].role in {"in place", "finding"}
        for line in said.lines
        for chain in line.chains
    )


@given(findings, policies)
@settings(max_examples=40)
def test_findings_never_carry_to_another_laboratory(findings, policy):
    """What crosses a threshold is a finding under the same policy, in this version or in one it continues."""
    source = policy.partition("@")[0]
    for line in answer(described(findings), policy).of(Part.RISK):
        if line.state in {"reached", "not ruled out", "not reached"}:
            steps = {link.iri for chain in line.chains for link in chain if link.role == "threshold"}
            assert all(f"/{source}@" in iri for iri in steps)


@given(st.lists(st.sampled_from(("reached", "not ruled out", "not reached", "unknown")), min_size=1))
def test_gravest_is_one_of_them_and_grows(states):
    """Adding a state never makes the gravest milder."""
    ranks = ("not reached", "unknown", "not ruled out", "reached")
    assert gravest(states) in states
    assert all(
        ranks.index(gravest(states[:n])) <= ranks.index(gravest(states)) for n in range(1, len(states))
    )


def test_the_laws_are_about_something():
    """The thresholds and safeguards that systems are made of are those of several versions."""
    versions = {facts().one(each, SKOS.inScheme) for each in facts().of_class(LIMEN.CapabilityThreshold)}
    assert len(versions) > len(POLICIES)
    assert len(THRESHOLDS) > 40
    assert len(SAFEGUARDS) > 20
