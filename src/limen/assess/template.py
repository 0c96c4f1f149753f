"""A system file to start from, with every key explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from limen.assess.policy import Policy
from limen.model.system import FINDING_KEYS, FINDING_WORDS, SAFEGUARD_KEYS, SYSTEM_KEYS, Key
from limen.vocab import DCTERMS

_HEAD = """\
# yaml-language-server: $schema=system.schema.json
# A system to be assessed. `limen assess --schema > system.schema.json` lets editors complete this file.
"""
_EXAMPLE_DEVELOPER = "secid:entity/example.org"
_EXAMPLE_POLICY = "secid:control/example.org/policy@1"


def template(policy: Policy | None = None) -> str:
    """Write a commented system file; for a policy version with its thresholds, not tested, and safeguards."""
    return _HEAD + "\n".join((*_general(policy), *_findings(policy), *_safeguards(policy))) + "\n"


def _general(policy: Policy | None) -> Iterator[str]:
    written = policy.facts.text(policy.node, DCTERMS.identifier) if policy else _EXAMPLE_POLICY
    values = {
        "name": "Example 1",
        "developer": _EXAMPLE_DEVELOPER,
        "id": "secid:entity/example.org/example-1",
        "description": "What the system is.",
        "policy": written,
        "as_of": "2026-01-31",
    }
    for name, value in values.items():
        key = SYSTEM_KEYS[name]
        mark = "" if key.required or (policy and name == "policy") else "# "
        yield f"{mark}{name}: {value}  # {key.meaning}"


def _findings(policy: Policy | None) -> Iterator[str]:
    yield from _explained("findings", FINDING_KEYS)
    yield f"# A finding is {', '.join(FINDING_WORDS)}; all but the last need by, date and evidence."
    if policy is None:
        yield "findings: []"
        return
    yield "findings:" if policy.thresholds else "findings: []"
    for threshold in policy.thresholds:
        yield f"  - threshold: {policy.facts.text(threshold, DCTERMS.identifier)}"
        yield "    finding: not tested"


def _safeguards(policy: Policy | None) -> Iterator[str]:
    yield from _explained("safeguards", SAFEGUARD_KEYS)
    yield "safeguards: []"
    for standard in policy.standards if policy else ():
        for each in (standard, *(policy.parts(standard) if policy else ())):
            secid = policy.facts.text(each, DCTERMS.identifier) if policy else ""
            yield f"#  - safeguard: {secid}"
            yield "#    evidence: https://example.org/what-says-so"


def _explained(name: str, keys: Mapping[str, Key]) -> Iterator[str]:
    yield ""
    yield f"# {name}: {SYSTEM_KEYS[name].meaning}"
    yield from (f"#   {key}: {rule.meaning}, {rule.form.value}" for key, rule in keys.items())
