"""Systems for tests of assessment, and the registry's facts, described once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from folders import REGISTRY, ROOT
from limen.assess import Answer, Facts, Part, assess, policy_of
from limen.derive import describe
from limen.identifier import read_secid
from limen.model.names import Names
from limen.model.system import Given, InPlace, Reported, System
from limen.publish import Registry, built_of, open_registry
from limen.publish.assess import Assessor

SYSTEMS = ROOT / "docs" / "example" / "systems"
ID = "https://w3id.org/limen/id/"
ANTHROPIC, OPENAI = "secid:entity/anthropic.com", "secid:entity/openai.com"
RSP, PF, FSF = (
    "control/anthropic.com/rsp",
    "control/openai.com/preparedness",
    "control/google.com/frontier-safety",
)
EVIDENCE = "secid:reference/anthropic.com/activating-asl3"
DAY = "2026-10-01"


@cache
def registry() -> Registry:
    return open_registry([REGISTRY], names=Names())


@cache
def facts() -> Facts:
    return Facts(describe(built_of(registry()).union))


@cache
def assessor() -> Assessor:
    return Assessor(registry())


@cache
def term(secid: str) -> str:
    return Names().thing(read_secid(secid, registry().index.identifiers).identifier)


def given(secid: str) -> Given:
    return Given(term(secid), 1, 1)


def found(threshold: str, finding: str, by: str = ANTHROPIC) -> Reported:
    return Reported(given(f"secid:{threshold}"), finding, given(by), "2025-05-22", (given(EVIDENCE),))


def in_place(safeguard: str, *, proven: bool = True) -> InPlace:
    return InPlace(given(f"secid:{safeguard}"), (given(EVIDENCE),) if proven else ())


def system(*findings: Reported, safeguards: tuple[InPlace, ...] = (), developer: str = ANTHROPIC) -> System:
    return System("Example 1", given(developer), findings=findings, safeguards=safeguards)


def answer(described: System, policy: str, day: str = DAY, known: Facts | None = None) -> Answer:
    judged_by = policy_of(known or facts(), term(f"secid:{policy}"), day, policy)
    return assess(described, judged_by, day)


def of_file(name: str, policy: str = "", day: str = "") -> Answer:
    return assessor().assess(SYSTEMS / name, policy and f"secid:{policy}", day).answer


def short(iri: str) -> str:
    """The id of an item, the rest of an IRI being the same for many."""
    return iri.removeprefix(ID).rpartition("#")[2].replace("%20", " ") or iri.removeprefix(ID)


def states(answer: Answer, part: Part) -> dict[str, str]:
    return {short(line.iri): line.state for line in answer.of(part)}


def asked(answer: Answer) -> set[str]:
    return {short(iri) for iri in answer.in_state(Part.ASKED, "asked for")}


def chains(answer: Answer, part: Part, subject: str, state: str = "") -> list[list[str]]:
    """The chains of what is said of a thing: each step's role and id, or the source of what only the file says."""
    return [
        [f"{link.role} {short(link.iri) if link.iri else link.source}" for link in chain]
        for line in answer.of(part)
        if short(line.iri) == subject and state in {"", line.state}
        for chain in line.chains
    ]


def written(folder: Path, text: str, name: str = "system.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
