"""An answer as values: lines under the questions that they answer, each with the chains that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Part(Enum):
    """The questions, in the order in which they are answered, each with its heading."""

    RISK = "Risk: which thresholds are crossed"
    LEVEL = "Level or tier that follows"
    ASKED = "Requirements: what the text asks for"
    PLACE = "Asked for against in place"
    NEXT = "What comes next"
    VERSIONS = "Other versions of the policy"
    ELSEWHERE = "Other frameworks"
    DEFINED = "What is defined, and what is not"
    SOURCES = "What sources say of this system"
    LAW = "Laws and codes that refer to such systems"
    SUBCATEGORIES = "Framework subcategories touched"

    @property
    def word(self) -> str:
        """The question in one word, for programs.

        >>> Part.RISK.word
        'risk'
        """
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: a thing or record, the document it is from, and how that was seen."""

    role: str  # finding, threshold, continuity, commitment, standard, safeguard, mapping, …
    label: str
    iri: str = ""  # empty for what only the file says
    source: str = ""
    source_iri: str = ""
    version: str = ""
    how: str = ""


Chain = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: of what, in which state, in words, and resting on which chains."""

    part: Part
    subject: str
    iri: str
    state: str
    text: str = ""
    chains: tuple[Chain, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents ask of a system on a day under a policy version, and what its file states."""

    system: str
    system_iri: str
    developer: str
    developer_iri: str
    path: str
    policy: str
    policy_iri: str
    issuer: str
    day: str
    remarks: tuple[str, ...]
    level: str  # the level that follows; empty if none is concluded
    at_least: str  # the highest level of what is asked for, also where none is concluded
    lines: tuple[Line, ...]

    def of(self, part: Part) -> tuple[Line, ...]:
        """The lines that answer one question."""
        return tuple(line for line in self.lines if line.part is part)

    def in_state(self, part: Part, *states: str) -> tuple[str, ...]:
        """The IRIs of what one question finds in some states, sorted."""
        return tuple(sorted({line.iri for line in self.of(part) if line.state in states}))
