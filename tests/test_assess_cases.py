"""Real cases of assessment: what the policy documents say of them, written from the documents' facts.

The facts are those that the registry's entries cite: Anthropic's policy of 14
May 2025 and its announcement and system card of 22 May 2025, its policy of 8
July 2026, OpenAI's framework of 15 April 2025 with the card of 7 August 2025,
and Google DeepMind's framework of 17 April 2026.
"""

from __future__ import annotations

import re

import pytest

from folders import ROOT
from limen.assess import Facts, Part
from limen.vocab import LIMEN
from systems import (
    DAY,
    FSF,
    OPENAI,
    PF,
    RSP,
    answer,
    asked,
    chains,
    facts,
    found,
    of_file,
    short,
    states,
    system,
    term,
)

ASL3_DEPLOYMENT = {  # RSP 2.2: the seven tests of the ASL-3 Deployment Standard
    "deployment-threat-modelling",
    "layered-defence",
    "red-teaming",
    "rapid-remediation",
    "monitoring",
    "trusted-users",
    "deployment-third-party-environments",
}
ASL3_SECURITY = {  # and the four of the ASL-3 Security Standard
    "security-threat-modelling",
    "security-frameworks",
    "security-audits",
    "security-third-party-environments",
}
ASL2_DEPLOYMENT = {"model-cards", "usage-policy", "refusal-training", "bug-bounties"}
ANNOUNCEMENT = "finding Activating AI Safety Level 3 protections"


def test_opus_4_under_2_2():
    """CBRN-3 could not be ruled out, so both standards of ASL-3 are asked for, as a precaution."""
    found = of_file("claude-opus-4.yaml")

    assert () == found.remarks
    assert {
        "CBRN-3": "not ruled out",
        "CBRN-4": "not reached",
        "AI R&D-4": "unknown",
        "AI R&D-5": "not reached",
    } == states(found, Part.RISK)
    assert "a precaution" in next(line.text for line in found.of(Part.RISK) if short(line.iri) == "CBRN-3")
    assert "ASL-3" == found.level
    assert {"asl-2-deployment", "asl-2-security", "asl-3-deployment", "asl-3-security"} == asked(found)
    for standard in ("asl-3-deployment", "asl-3-security"):
        assert [[ANNOUNCEMENT, "threshold CBRN-3", "commitment if-cbrn-3", f"standard {standard}"]] == chains(
            found, Part.ASKED, standard, "asked for"
        )
    assert [["commitment asl-2-by-default", "standard asl-2-deployment"]] == chains(
        found, Part.ASKED, "asl-2-deployment"
    )


def test_opus_4_under_2_2_in_place():
    """Of the seven tests of deployment the announcement shows one; the classifiers are no test of the text."""
    found = of_file("claude-opus-4.yaml")
    place = states(found, Part.PLACE)

    assert "partly" == place["asl-3-deployment"]
    assert "missing" == place["asl-3-security"]
    assert {"rapid-remediation"} == {each for each, state in place.items() if state == "met"}
    assert ASL3_DEPLOYMENT - {"rapid-remediation"} | ASL3_SECURITY | ASL2_DEPLOYMENT == {
        each for each, state in place.items() if state == "missing"
    } - {"asl-2-deployment", "asl-2-security", "asl-3-security"}
    assert {"real-time-classifiers", "egress-limits"} == {
        each for each, state in place.items() if state == "not asked for"
    }
    assert [
        ANNOUNCEMENT,
        "threshold CBRN-3",
        "commitment if-cbrn-3",
        "standard asl-3-deployment",
        "safeguard rapid-remediation",
        "in place Activating AI Safety Level 3 protections",
    ] in chains(found, Part.PLACE, "rapid-remediation")


def test_opus_4_under_2_2_what_comes_next():
    """CBRN-4 and AI R&D-5 would ask for ASL-4, whose standards nobody wrote; no version defines ASL-5."""
    found = of_file("claude-opus-4.yaml")
    texts = {short(line.iri): line.text for line in found.of(Part.NEXT)}
    defined = {short(line.iri): (line.state, line.text) for line in found.of(Part.DEFINED)}

    assert "would ask for ASL-4 Deployment Standard, ASL-4 Security Standard" == texts["CBRN-4"]
    assert "would ask for ASL-4 Security Standard, Argued case on misalignment" == texts["AI R&D-5"]
    assert "would ask for Argued case on misalignment (unknown now)" == texts["AI R&D-4"]
    assert ("not defined", True) == (
        defined["ASL-5"][0],
        "no version that was read defines it" in defined["ASL-5"][1],
    )
    assert "not defined" == defined["ASL-4+"][0]
    assert "not written" in defined["asl-4-deployment"][1]


def test_sonnet_4_under_2_2():
    """ASL-3 was ruled out for it, so what holds for every model is asked for, and no more."""
    found = of_file("claude-sonnet-4.yaml")

    assert "ASL-2" == found.level
    assert {"asl-2-deployment", "asl-2-security"} == asked(found)
    assert {"not reached"} == set(states(found, Part.RISK).values())
    assert "agrees" == states(found, Part.SOURCES)["https://w3id.org/limen/claim/claude-sonnet-4-standard"]


def test_opus_4_subcategories():
    """CBRN-3 and the two standards are related to five subcategories of the AI RMF, by records nobody reviewed."""
    found = of_file("claude-opus-4.yaml")

    assert {"MAP 1.5", "GOVERN 1.3", "MANAGE 1.3", "MEASURE 2.6", "MEASURE 2.7"} == set(
        states(found, Part.SUBCATEGORIES)
    )
    assert all("inferred; unreviewed" in line.text for line in found.of(Part.SUBCATEGORIES))
    assert [
        [
            ANNOUNCEMENT,
            "threshold CBRN-3",
            "commitment if-cbrn-3",
            "standard asl-3-security",
            "mapping https://w3id.org/limen/mapping/rsp-2-2-asl-3-security-to-measure-2-7",
            "subcategory MEASURE 2.7",
        ]
    ] == chains(found, Part.SUBCATEGORIES, "MEASURE 2.7")


def test_opus_4_laws():
    """On the day of release neither SB 53 nor the European code was there; later both attach to the compliance framework."""
    then, later = of_file("claude-opus-4.yaml"), of_file("claude-opus-4.yaml", day=DAY)

    assert {"came later"} == set(states(then, Part.LAW).values())
    assert "refers" == states(later, Part.LAW)["regulation/ca.gov/sb-53"]
    (sb_53,) = (line for line in later.of(Part.LAW) if line.iri.endswith("sb-53"))
    assert "Frontier Compliance Framework 1, Frontier Compliance Framework 2" in sb_53.text
    assert "since 2026-01-01: It is in effect" in sb_53.text
    assert all(line.text.endswith("whether it applies is not concluded") for line in later.of(Part.LAW))


def test_opus_4_under_1_0():
    """Version 1.0 has levels for models and no thresholds: nothing carries over, and no level is concluded."""
    found = of_file("claude-opus-4.yaml", f"{RSP}@1.0")

    assert "" == found.level == found.at_least
    assert set() == asked(found)
    assert ["unknown"] == [line.state for line in found.of(Part.RISK)]
    assert {"ASL-1", "ASL-2", "ASL-3", "ASL-4"} == {
        each for each, state in states(found, Part.DEFINED).items() if state == "defined"
    }
    versions = states(found, Part.VERSIONS)
    assert {"CBRN-3", "CBRN-4", "AI R&D-5"} == {e for e, s in versions.items() if s == "does not carry over"}
    assert {"asl-2-deployment", "asl-2-security", "asl-3-deployment", "asl-3-security"} == {
        each for each, state in versions.items() if state == "asked for there, not here"
    }


def test_opus_4_under_3_4():
    """CBRN-3 carries to CB-1, by inference; what was not reached does not; and no pause is asked for any more."""
    found = of_file("claude-opus-4.yaml", f"{RSP}@3.4")

    assert {
        "CB-1": "not ruled out",
        "CB-2": "unknown",
        "automated-rd": "unknown",
        "misaligned-ai": "unknown",
    } == states(found, Part.RISK)
    assert [
        [
            ANNOUNCEMENT,
            "threshold CBRN-3",
            "continuity https://w3id.org/limen/claim/rsp-3-4-cb-1-continues-cbrn-3",
            "threshold CB-1",
            "commitment if-cb-1",
            "standard asl-3-protections",
        ]
    ] == chains(found, Part.ASKED, "asl-3-protections", "asked for")
    assert {"asl-3-protections"} == asked(found)
    assert ("", "ASL-3") == (found.level, found.at_least)
    versions = states(found, Part.VERSIONS)
    assert {"asl-3-protections"} == {e for e, s in versions.items() if s == "asked for here, not there"}
    assert {
        "https://w3id.org/limen/claim/rsp-3-0-drops-pause",
        "https://w3id.org/limen/claim/rsp-3-0-drops-deletion",
        "https://w3id.org/limen/claim/rsp-3-1-drops-further-domains",
    } == {each for each, state in versions.items() if state == "dropped"}
    assert 2 == len(found.remarks)
    assert "Responsible Scaling Policy 2.2 was in force" in found.remarks[1]


def test_sonnet_4_under_3_4():
    """That nothing was reached in 2.2 is carried over by inference only, so nothing is concluded."""
    found = of_file("claude-sonnet-4.yaml", f"{RSP}@3.4")

    assert {"unknown"} == set(states(found, Part.RISK).values())
    assert set() == asked(found)
    assert ("", "") == (found.level, found.at_least)


def test_finding_when_the_next_version_was_read_to_continue_it():
    """From 2.0 one threshold became two, says the changelog: what was not reached carries to both."""
    found = answer(system(found_("2.0#ai-rd", "not reached")), f"{RSP}@2.2")

    assert {
        "AI R&D-4": "not reached",
        "AI R&D-5": "not reached",
        "CBRN-3": "unknown",
        "CBRN-4": "unknown",
    } == states(found, Part.RISK)


def test_finding_when_only_one_of_two_that_became_one_is_known():
    """Both halves must be not reached for the whole to be; where one is unknown, so is the whole."""
    one = answer(system(found_("2.2#AI R&D-4", "not reached")), f"{RSP}@2.0")
    both = answer(
        system(found_("2.2#AI R&D-4", "not reached"), found_("2.2#AI R&D-5", "not reached")), f"{RSP}@2.0"
    )
    reached = answer(system(found_("2.2#AI R&D-4", "reached")), f"{RSP}@2.0")

    assert ["unknown", "not reached", "reached"] == [
        states(each, Part.RISK)["ai-rd"] for each in (one, both, reached)
    ]


def found_(threshold, finding):
    return found(f"{RSP}@{threshold}", finding)


def test_gpt_5_under_preparedness_2():
    """Treated as High in biology, it is asked for security and misuse safeguards of High standard."""
    found = of_file("gpt-5-thinking.yaml")

    assert () == found.remarks
    assert {"high-security", "high-misuse-safeguards"} == asked(found)
    assert [
        [
            "finding GPT-5 System Card",
            "threshold biological-and-chemical/high",
            "commitment safeguards-at-bio-high",
            "standard high-security",
        ]
    ] == chains(found, Part.ASKED, "high-security", "asked for")
    assert "" == found.level
    assert {"biological-and-chemical/high": "crossed"} == states(found, Part.LEVEL)
    assert "unknown" == states(found, Part.RISK)["cybersecurity/high"]
    assert "would ask for Safeguards and security at Critical standard" in next(
        line.text for line in found.of(Part.NEXT) if short(line.iri) == "cybersecurity/critical"
    )


def test_gpt_5_later():
    """In 2026 OpenAI found that it had not reached High after all: the answer says that sources differ."""
    then, later = of_file("gpt-5-thinking.yaml"), of_file("gpt-5-thinking.yaml", day=DAY)

    assert {"agrees"} == set(states(then, Part.SOURCES).values())
    assert {"high-security", "high-misuse-safeguards"} == asked(later)
    assert "sources differ" in states(later, Part.SOURCES).values()


def test_gpt_5_under_frontier_safety():
    """Google DeepMind's framework binds another, and no finding under OpenAI's carries to it."""
    found = of_file("gpt-5-thinking.yaml", f"{FSF}@3.1", "2026-06-01")
    risk = states(found, Part.RISK)

    assert found.remarks[0].startswith("hypothetical: this policy does not bind OpenAI")
    assert "not assessed" == risk.pop("cbrn-uplift-level-1")
    assert {"unknown"} == set(risk.values())
    assert set() == asked(found)
    assert ("", "") == (found.level, found.at_least)
    (chain,) = chains(found, Part.RISK, "cbrn-uplift-level-1")
    assert "finding GPT-5 System Card" == chain[0]
    assert ["threshold biological-and-chemical/high", "threshold cbrn-uplift-level-1"] == chain[1::2]
    assert chain[2].startswith("mapping https://w3id.org/limen/mapping/")


def test_model_when_nothing_was_tested():
    """No level is concluded; all four thresholds are unknown, and what holds for every model is asked for."""
    found = of_file("untested.json")

    assert ("", "ASL-2") == (found.level, found.at_least)
    assert {"CBRN-3", "CBRN-4", "AI R&D-4", "AI R&D-5"} == {
        each for each, state in states(found, Part.RISK).items() if state == "unknown"
    }
    assert "not concluded" == states(found, Part.LEVEL)["ASL-2"]


def test_assessors_when_they_differ():
    """The gravest of several findings counts, and the answer says that they differ."""
    here = found(f"{RSP}@2.2#CBRN-3", "not reached")
    there = found(f"{RSP}@2.2#CBRN-3", "not ruled out", "secid:entity/aisi.gov.uk")
    said = answer(system(here, there), f"{RSP}@2.2")

    assert "not ruled out" == states(said, Part.RISK)["CBRN-3"]
    assert "findings differ" in next(line.text for line in said.of(Part.RISK) if short(line.iri) == "CBRN-3")
    assert 2 == len(chains(said, Part.ASKED, "asl-3-security", "asked for"))


# What each commitment asks for when its threshold is reached, from the policies' own texts.
EXPECTED = {
    f"{RSP}@2.2": {
        "": {"asl-2-by-default": {"asl-2-deployment", "asl-2-security"}},
        "CBRN-3": {"if-cbrn-3": {"asl-3-deployment", "asl-3-security"}},
        "CBRN-4": {"if-cbrn-4": {"asl-4-deployment", "asl-4-security"}},
        "AI R&D-4": {"if-ai-rd-4": {"asl-3-security", "misalignment-case"}},
        "AI R&D-5": {"if-ai-rd-5": {"asl-4-security", "misalignment-case"}},
    },
    f"{RSP}@3.4": {
        "CB-1": {"if-cb-1": {"asl-3-protections"}},
        "automated-rd": {
            "delay-when-leading": {"delay-when-leading"},
            "delay-when-rivals-safer": {"delay-when-rivals-safer"},
        },
    },
    f"{PF}@beta": {
        f"{category}/{level}": {f"no-{deed}-at-{category}-{level}": {f"no-{deed}-at-{category}-{level}"}}
        for category in ("cybersecurity", "cbrn", "persuasion", "model-autonomy")
        for level, deed in (("high", "deployment"), ("critical", "development"))
    },
    f"{PF}@2": {
        "biological-and-chemical/high": {
            "safeguards-at-bio-high": {"high-security", "high-misuse-safeguards"}
        },
        "biological-and-chemical/critical": {
            "halt-at-bio-critical": {"critical-standard"},
            "pandemic-readiness-at-critical": {"pandemic-readiness-at-critical"},
        },
        "cybersecurity/high": {
            "safeguards-at-cyber-high": {
                "high-security",
                "high-misuse-safeguards",
                "high-misalignment-safeguards",
            },
            "cyber-defence-at-high": {"cyber-defence-at-high"},
        },
        "cybersecurity/critical": {"halt-at-cyber-critical": {"critical-standard"}},
        "ai-self-improvement/high": {"security-at-self-improvement-high": {"high-security"}},
        "ai-self-improvement/critical": {"halt-at-self-improvement-critical": {"critical-standard"}},
    },
    "control/meta.com/frontier-ai-framework@1.1": {
        f"{category}/{level}": {f"{category}-{level}-{deed}": {f"{category}-{level}-{deed}"}}
        for category in ("cybersecurity", "chemical-and-biological")
        for level, deed in (("critical", "stop"), ("high", "no-release"))
    },
    "control/meta.com/frontier-ai-framework@2": {
        f"{category}/{level}": {f"{category}-at-{level}": {f"{measure}-with-mitigations"}}
        for category in ("cybersecurity", "chemical-and-biological-risks", "loss-of-control")
        for level, measure in (("critical", "develop"), ("high", "deploy"))
    },
    "control/microsoft.com/frontier-governance-framework@2026-02": {
        f"{category}/{level}": {f"{category}-at-{level}": {f"{category}-at-{level}"}}
        for category in ("cbrn-weapons", "offensive-cyberoperations", "advanced-autonomy")
        for level in ("high", "critical")
    },
}
CASES = [(policy, threshold) for policy, each in EXPECTED.items() for threshold in each]
COMMITMENTS = [(p, t, c) for p, each in EXPECTED.items() for t, those in each.items() for c in those]


def through_commitments(policy, threshold, known=None):
    """What is asked for because of which commitment, of a system that reached one threshold."""
    reached = (found(f"{policy}#{threshold}", "reached", OPENAI),) if threshold else ()
    said = answer(system(*reached), policy, known=known)
    return {
        (link.iri.rpartition("#")[2], short(line.iri))
        for line in said.of(Part.ASKED)
        if line.state == "asked for"
        for chain in line.chains
        for link in chain
        if link.role == "commitment"
    }


def expected(policy, threshold, without=""):
    always = EXPECTED[policy].get("", {})
    asks = {**always, **EXPECTED[policy][threshold]}
    return {(c, thing) for c, things in asks.items() if c != without for thing in things}


@pytest.mark.parametrize(("policy", "threshold"), CASES)
def test_what_a_threshold_asks_for(policy, threshold):
    """Each threshold asks for what the policy's text says, through the commitment that says it."""
    assert expected(policy, threshold) == through_commitments(policy, threshold)


def test_every_commitment_has_its_expectation():
    """No commitment of the registry is without an expected answer."""
    known = {each.rpartition("/")[2][:-1] for each in facts().of_class(LIMEN.Commitment)}

    assert {f"{p.rpartition('/')[2]}#{c}" for p, _, c in COMMITMENTS} == known


@pytest.mark.parametrize(("policy", "threshold", "commitment"), COMMITMENTS)
def test_answers_when_a_commitment_is_removed(policy, threshold, commitment):
    """Without a commitment exactly the answers that depend on it lose what it asked for."""
    gone = term(f"secid:{policy}#{commitment}")
    known = Facts({node: said for node, said in facts().nodes.items() if node != gone})

    assert expected(policy, threshold) != through_commitments(policy, threshold, known)
    for other in EXPECTED[policy]:
        assert expected(policy, other, without=commitment) == through_commitments(policy, other, known)


def test_answers_of_other_policies_when_a_commitment_is_removed():
    """A commitment of one policy is no part of another's answers."""
    gone = term(f"secid:{RSP}@2.2#if-cbrn-3")
    known = Facts({node: said for node, said in facts().nodes.items() if node != gone})

    for policy, threshold in CASES:
        if policy != f"{RSP}@2.2":
            assert expected(policy, threshold) == through_commitments(policy, threshold, known)


def test_the_interpreter_knows_no_framework_by_name():
    """Laboratories, policies, levels and laws stand in the registry, and nowhere in the code that applies them."""
    names = r"(?i)anthropic|openai|google|deepmind|meta\.|microsoft|nist|ASL|CBRN|\bRSP\b|preparedness|sb-53"
    sources = sorted((ROOT / "src" / "limen" / "assess").glob("*.py"))

    assert sources
    assert [] == [
        (file.name, found) for file in sources for found in re.findall(names, file.read_text("utf-8"))
    ]
