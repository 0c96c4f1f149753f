"""Assess, read from top to bottom: read the system file, open the registry, check, judge, write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from limen.assess import (
    Answer,
    Comparison,
    Facts,
    Policy,
    answer_triples,
    assess,
    check_system,
    compare,
    policy_of,
    template,
    write_answer,
    write_comparison,
)
from limen.derive import describe
from limen.errors import Finding, RegistryRefused, Severity, WrongUse
from limen.files import printable, read_file, read_resources
from limen.identifier import read_secid
from limen.model.system import Given
from limen.parse import parse_system
from limen.publish.built import built_of
from limen.publish.registry import Registry
from limen.publish.writing import style
from limen.serialize import Style, find_format, serialize
from limen.vocab import EARL

_TURTLE = "turtle"


@dataclass(frozen=True)
class Assessed:
    """An answer, and the warnings about the file that it is for."""

    answer: Answer
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Compared:
    """A comparison, and the warnings about the files that it is for."""

    comparison: Comparison
    findings: tuple[Finding, ...]

    def text(self, format: str) -> str:
        """Write the comparison.

        Raises:
            UnknownFormat: if there is no such format.
        """
        return write_comparison(self.comparison, format)


class Assessor:
    """Judges system files in the light of one registry, which it describes once."""

    def __init__(self, registry: Registry) -> None:
        """Take an open registry."""
        self._registry = registry
        self._facts = Facts(describe(built_of(registry).union))

    def assess(self, file: Path, policy: str = "", day: str = "") -> Assessed:
        """Judge one system file, by the policy and day given or else by those that it names.

        Raises:
            NoSuchInput: if it cannot be read.
            RegistryRefused: if something is wrong with it; then nothing is judged.
            WrongUse: if there is no policy or day, or no such policy version.
        """
        index, names = self._registry.index.identifiers, self._registry.names
        system, findings = parse_system(printable(str(file)), read_file(file), index, names)
        if system is None:
            raise RegistryRefused(findings)
        judged_for = day or system.day
        if not judged_for:
            raise WrongUse(f"{file}: for which day? Give --as-of DATE, or as_of in the file")
        findings = (*findings, *check_system(self._facts, system, judged_for))
        if any(each.severity is Severity.ERROR for each in findings):
            raise RegistryRefused(findings)
        return Assessed(assess(system, self._policy(policy, system.policy, judged_for), judged_for), findings)

    def compare(self, files: Iterable[Path], policy: str = "", day: str = "") -> Compared:
        """Judge system files and put them side by side; every file that has errors is told.

        Raises:
            NoSuchInput, RegistryRefused, WrongUse: as for one file.
        """
        assessed: list[Assessed] = []
        refused: list[Finding] = []
        for file in files:
            try:
                assessed.append(self.assess(file, policy, day))
            except RegistryRefused as error:
                refused += error.findings
        if refused:
            raise RegistryRefused(tuple(refused))
        findings = tuple(finding for each in assessed for finding in each.findings)
        return Compared(compare([each.answer for each in assessed]), findings)

    def template(self, policy: str = "") -> str:
        """Write a system file to start from; with a policy version, its thresholds and safeguards.

        Raises:
            WrongUse: if there is no such policy version.
        """
        return template(self._policy(policy, Given(), "") if policy else None)

    def _policy(self, text: str, named: Given, day: str) -> Policy:
        """The policy version given, or the one that the file names."""
        if not text:
            if not named.term:
                raise WrongUse("by which policy? Give --policy SECID, or policy in the file")
            return policy_of(self._facts, named.term, day, f"policy in line {named.line} of the file")
        identifier = read_secid(text, self._registry.index.identifiers).identifier
        if identifier is None:
            raise WrongUse(f"{text!r} is no SecID; secid:control/example.org/policy@1 is one")
        return policy_of(self._facts, self._registry.names.thing(identifier), day, text)


def answer_text(answer: Answer, format: str, base: str, *, chain: bool = False) -> str:
    """Write an answer; in Turtle its nodes are named under the base.

    Raises:
        UnknownFormat: if there is no such format.
    """
    if format != _TURTLE:
        return write_answer(answer, format, chain=chain)
    graph = ("", answer_triples(answer, base))
    prefixes = {EARL.prefix: EARL.namespace, **style().prefixes}
    return "".join(serialize([graph], find_format(_TURTLE), Style(prefixes)))


def system_schema() -> str:
    """The JSON Schema of system files."""
    return read_resources("schemas", ".json")["system.schema"]
