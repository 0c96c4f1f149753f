"""What can go wrong, as values and as exceptions.

A `Finding` is something wrong with, or worth knowing about, the input: parsers
and checkers return findings, all of them, and only the edge decides to stop.
The exceptions are for what cannot be carried on from::

    LimenError                exit 3  a defect of limen itself
    ├── WrongUse              exit 2  the call cannot be understood
    │   ├── UnknownFormat             no such output format
    │   ├── UnknownQuery              no such named question, or bad SPARQL
    │   └── NoSuchInput               a path that is not there
    ├── RegistryRefused       exit 1  strict, and the input has errors
    └── OutputRefused         exit 1  the output could not be written whole
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad a finding is; sorts from worst to mildest."""

    ERROR = 0
    WARNING = 1
    NOTE = 2

    @property
    def word(self) -> str:
        """Say the severity as printed.

        >>> Severity.ERROR.word
        'error'
        """
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """What in the graph breaks a rule: N-Triples terms, each empty where there is none.

    `shape` and `component` are those of SHACL (3.6.2); a rule of limen's own has neither.
    """

    focus: str = ""
    path: str = ""
    value: str = ""
    shape: str = ""
    component: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong with the input, where it is, and what to do about it.

    Lines and columns count from 1; 0 means that the whole file is meant.
    Findings sort by path, line and column, so a sorted list reads like the files.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str = ""
    breach: Breach = Breach()

    def __str__(self) -> str:
        """Write the finding as one line that an editor can jump to.

        >>> print(Finding("a.md", 3, 5, Severity.ERROR, "duplicate-key", "'type' is given twice", "keep one"))
        a.md:3:5: error[duplicate-key]: 'type' is given twice (keep one)
        """
        advice = f" ({self.hint})" if self.hint else ""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.severity.word}[{self.code}]: {self.message}{advice}"


class LimenError(Exception):
    """Something in limen itself went wrong."""

    exit_code = 3


class WrongUse(LimenError):
    """The call cannot be understood."""

    exit_code = 2


class UnknownFormat(WrongUse):
    """There is no output format of that name."""


class UnknownQuery(WrongUse):
    """There is no named question of that name, or the SPARQL text is not valid."""


class NoSuchInput(WrongUse):
    """A path to read from is not there."""


class RegistryRefused(LimenError):
    """The input has errors and the call asked for all or nothing."""

    exit_code = 1

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Take what is to be mended."""
        super().__init__(f"nothing was published; to mend first: {len(findings)}")
        self.findings = findings


class OutputRefused(LimenError):
    """The output could not be written whole; what was there before still is."""

    exit_code = 1
