"""A system as its user describes it: what it is, what was found about thresholds, and what is in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Form(Enum):
    """What may stand under a key of a system file."""

    TEXT = "a text"
    SECID = "a SecID"
    DAY = "a day such as 2025-05-22"
    DATE = "a day, month or year such as 2025-05-22 or 2025-05"
    WORD = "one of a few words"
    FLAG = "true or false"
    EVIDENCE = "a SecID or web address, or a list of them"
    FINDINGS = "a list of findings"
    SAFEGUARDS = "a list of safeguards"


class Key(NamedTuple):
    """One key of a system file: what stands under it, and whether it must be there."""

    form: Form
    meaning: str
    required: bool = False


#: What a finding may be, in the words of the registry format.
FINDING_WORDS = ("reached", "not reached", "not ruled out", "not tested")
NOT_TESTED = "not tested"

SYSTEM_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "name": Key(Form.TEXT, "what the system is called", required=True),
        "developer": Key(Form.SECID, "who develops it", required=True),
        "id": Key(Form.SECID, "its SecID, if it has one"),
        "description": Key(Form.TEXT, "what it is"),
        "policy": Key(Form.SECID, "the policy version that it is judged by"),
        "as_of": Key(Form.DAY, "the day that it is judged for"),
        "findings": Key(Form.FINDINGS, "what was found about thresholds"),
        "safeguards": Key(Form.SAFEGUARDS, "which safeguards or whole standards are in place"),
    }
)
FINDING_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "threshold": Key(Form.SECID, "the threshold of one policy version", required=True),
        "finding": Key(Form.WORD, "what was found", required=True),
        "by": Key(Form.SECID, "who found it"),
        "date": Key(Form.DATE, "when it was stated"),
        "evidence": Key(Form.EVIDENCE, "what says so"),
        "precautionary": Key(Form.FLAG, "whether it is treated so as a precaution"),
        "note": Key(Form.TEXT, "a remark"),
    }
)
#: What a finding needs besides, unless nothing was tested.
FINDING_GROUNDS = ("by", "date", "evidence")
SAFEGUARD_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "safeguard": Key(Form.SECID, "a safeguard or standard of a policy version", required=True),
        "evidence": Key(Form.EVIDENCE, "what says so"),
        "since": Key(Form.DATE, "when it was put in place"),
        "note": Key(Form.TEXT, "a remark"),
    }
)


@dataclass(frozen=True, slots=True)
class Given:
    """A thing that the file names, as a term, with the place where it stands."""

    term: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Reported:
    """What was found about one threshold; `finding` is one of the words."""

    threshold: Given
    finding: str
    by: Given = Given()
    date: str = ""
    evidence: tuple[Given, ...] = ()
    is_precautionary: bool = False
    note: str = ""

    @property
    def is_tested(self) -> bool:
        """Whether anything was found at all."""
        return self.finding != NOT_TESTED


@dataclass(frozen=True, slots=True)
class InPlace:
    """A safeguard, or a standard as a whole, that the file says is in place."""

    safeguard: Given
    evidence: tuple[Given, ...] = ()
    since: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """What a system file states."""

    name: str
    developer: Given
    path: str = ""
    id: Given = Given()
    description: str = ""
    policy: Given = Given()
    day: str = ""
    findings: tuple[Reported, ...] = ()
    safeguards: tuple[InPlace, ...] = ()
