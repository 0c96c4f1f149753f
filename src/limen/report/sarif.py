"""Findings as a SARIF log, the interchange format of linters (OASIS SARIF 2.1.0)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, astuple, dataclass
from hashlib import sha256
from typing import NamedTuple

from limen.errors import Breach, Finding, Severity
from limen.report.artifact import ROOT, Location, location
from limen.report.as_json import term_object
from limen.report.baseline import fingerprint

_VERSION = "2.1.0"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_CODE_SPAN = re.compile(r"(`+[^`]*`+)")

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is known of a code: how bad it is as a rule, one sentence, and paragraphs of Markdown."""

    severity: Severity
    title: str
    text: str = ""


class Tool(NamedTuple):
    """The program that found what is told, and the folder in which it ran, as an absolute path."""

    version: str
    address: str
    folder: str


def format_sarif(findings: Iterable[Finding], rules: Mapping[str, Rule], tool: Tool) -> str:
    """Write findings as one run; a code without a rule is described by its own word."""
    listed = tuple(findings)
    codes = sorted({finding.code for finding in listed})
    places = sorted({location(finding.path, tool.folder) for finding in listed if finding.path})
    driver = {
        "name": "limen",
        "version": tool.version,
        "informationUri": tool.address,
        "rules": [_rule(code, rules.get(code) or _unknown(code, listed)) for code in codes],
    }
    run: Json = {
        "tool": {"driver": driver},
        "language": "en-GB",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": _message("The folder in which limen ran.")}},
        "artifacts": [{"location": place.as_object()} for place in places],
        "results": _results(listed, codes, lambda path: location(path, tool.folder), places),
    }
    return (
        json.dumps({"version": _VERSION, "$schema": _SCHEMA, "runs": [run]}, indent=2, ensure_ascii=False)
        + "\n"
    )


def _unknown(code: str, findings: Iterable[Finding]) -> Rule:
    worst = min(finding.severity for finding in findings if finding.code == code)
    return Rule(worst, f"A finding of the kind {code}.")


def _rule(code: str, rule: Rule) -> Json:
    more = f"limen explain {code} shows an example that fails and one that passes."
    paragraphs = [" ".join(each.split()) for each in (rule.title, rule.text, more) if each.strip()]
    return {
        "id": code,
        "shortDescription": _message(rule.title),
        "fullDescription": _message(" ".join(paragraphs[:-1])),
        "help": _message(" ".join(paragraphs))
        | {"markdown": _markdown(f"{rule.title}\n\n{rule.text}\n\n{more}")},
        "defaultConfiguration": {"level": rule.severity.word},
    }


def _results(
    findings: tuple[Finding, ...], codes: list[str], place: Callable[[str], Location], places: list[Location]
) -> list[Json]:
    rule_index = {code: index for index, code in enumerate(codes)}
    place_index = {each: index for index, each in enumerate(places)}
    seen: Counter[str] = Counter()
    results: list[Json] = []
    for finding in findings:
        mark = _mark(finding)
        seen[mark] += 1
        artifact = place(finding.path) if finding.path else None
        located = artifact.as_object() | {"index": place_index[artifact]} if artifact else None
        results.append(
            {
                "ruleId": finding.code,
                "ruleIndex": rule_index[finding.code],
                "level": finding.severity.word,
                "message": _message(_advice(finding)),
                "locations": [_location(finding, located)] if located or finding.breach.focus else [],
                "partialFingerprints": {"limenFinding/v1": f"{mark}:{seen[mark]}"},
                "properties": _properties(finding),
            }
        )
    return results


def _mark(finding: Finding) -> str:
    """A text that is the same as long as the finding is, wherever its line goes."""
    path, code, message, breach = fingerprint(finding)
    return sha256(json.dumps([path, code, message, *astuple(breach)]).encode()).hexdigest()[:32]


def _advice(finding: Finding) -> str:
    return f"{finding.message} ({finding.hint})" if finding.hint else finding.message or finding.code


def _location(finding: Finding, artifact: Json | None) -> Json:
    """The place in the file and the node in the graph, each where it is known."""
    found: Json = {}
    if artifact:
        column = {"startColumn": finding.column} if finding.column else {}
        region = {"region": {"startLine": finding.line, **column}} if finding.line else {}
        found["physicalLocation"] = {"artifactLocation": artifact, **region}
    if finding.breach.focus:
        name = finding.breach.focus.strip("<>")
        found["logicalLocations"] = [{"name": name, "fullyQualifiedName": name, "kind": "resource"}]
    return found


def _properties(finding: Finding) -> Json:
    if finding.breach == Breach():
        return {}
    return {name: term_object(term) for name, term in asdict(finding.breach).items() if term}


def _message(text: str) -> dict[str, str]:
    """Write a plain message: braces doubled, and nothing that reads as a link (3.11.5, 3.11.6)."""
    return {"text": _doubled(text.replace("](", "\\](")) or "-"}


def _markdown(text: str) -> str:
    """Write a formatted message: braces doubled, and no HTML outside of code (3.11.4.2)."""
    parts = _CODE_SPAN.split(text.strip())
    return _doubled("".join(part if part.startswith("`") else part.replace("<", "&lt;") for part in parts))


def _doubled(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
