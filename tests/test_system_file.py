"""Files that describe systems: what is read, what is refused, and that the JSON Schema says the same."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folders import ROOT
from limen.errors import RegistryRefused, Severity
from limen.identifier import IdentifierIndex
from limen.model.names import Names
from limen.model.system import FINDING_KEYS, FINDING_WORDS, SAFEGUARD_KEYS, SYSTEM_KEYS
from limen.parse import parse_system
from systems import SYSTEMS, assessor, written

SCHEMA = json.loads((ROOT / "schemas" / "system.schema.json").read_text(encoding="utf-8"))
RSP = "secid:control/anthropic.com/rsp@2.2"
FILE = f"""\
name: Example 1
developer: secid:entity/anthropic.com
policy: {RSP}
as_of: 2025-06-01
findings:
  - threshold: {RSP}#CBRN-3
    finding: not reached
    by: secid:entity/anthropic.com
    date: 2025-05-22
    evidence: https://example.org/report
safeguards:
  - safeguard: {RSP}#monitoring
    evidence: [https://example.org/report, secid:reference/anthropic.com/activating-asl3]
"""


def read(text, name="a.yaml"):
    return parse_system(name, text.encode(), IdentifierIndex.of(()), Names())


def test_file_when_it_is_good():
    """Everything that the file states is there, each with its place; no day needs quotes."""
    system, findings = read(FILE)
    (finding,), (safeguard,) = system.findings, system.safeguards

    assert () == findings
    assert ("Example 1", "2025-06-01", "2025-05-22") == (system.name, system.day, finding.date)
    assert ("not reached", 6, 16) == (finding.finding, finding.threshold.line, finding.threshold.column)
    assert "<https://w3id.org/limen/id/control/anthropic.com/rsp@2.2#CBRN-3>" == finding.threshold.term
    assert ["<https://example.org/report>"] == [each.term for each in finding.evidence]
    assert 2 == len(safeguard.evidence)


def test_file_when_it_is_json():
    """The same system as JSON is the same, but for the places."""
    document = json.loads((SYSTEMS / "untested.json").read_text(encoding="utf-8"))
    system, findings = read(json.dumps(document), "a.json")

    assert () == findings
    assert (document["name"], 1) == (system.name, len(system.findings))


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        (
            "findings:",
            "finding:",
            (
                "5:1: error[unknown-system-key]: the system has a key that the format does not know: 'finding' "
                "(one of name, developer, id, description, policy, as_of, findings, safeguards)"
            ),
        ),
        (
            "name: Example 1\n",
            "",
            "1:1: error[missing-key]: the system has no 'name' (what the system is called)",
        ),
        (
            "finding: not reached",
            "finding: below",
            (
                "7:14: error[bad-value]: 'finding' should be one of a few words, and this is not: 'below' "
                "(one of reached, not reached, not ruled out, not tested)"
            ),
        ),
        (
            "    evidence: https://example.org/report\n",
            "",
            "6:5: error[missing-key]: the finding has no 'evidence' (what says so)",
        ),
        (
            "    by: secid:entity/anthropic.com\n",
            "",
            "6:5: error[missing-key]: the finding has no 'by' (who found it)",
        ),
        (
            "date: 2025-05-22",
            "date: 2025-02-30",
            (
                "9:11: error[bad-value]: 'date' should be a day, month or year such as 2025-05-22 or 2025-05, "
                "and this is not: '2025-02-30' (when it was stated)"
            ),
        ),
        (
            "date: 2025-05-22",
            "date: 2025-06-02",
            (
                "6:16: error[after-the-day]: 2025-06-02 is not wholly before the end of 2025-06-01, the day of the "
                "assessment (leave it out, date it to the day, or assess for a later day)"
            ),
        ),
        (
            "date: 2025-05-22",
            "date: 2025-06",
            (
                "6:16: error[after-the-day]: 2025-06 is not wholly before the end of 2025-06-01, the day of the "
                "assessment (leave it out, date it to the day, or assess for a later day)"
            ),
        ),
        (
            f"threshold: {RSP}#CBRN-3",
            "threshold: secid:control/openai.com/rsp@2.2#CBRN-3",
            (
                "6:16: error[unknown-threshold]: the registry knows no secid:control/openai.com/rsp@2.2#CBRN-3 "
                f"(is {RSP}#CBRN-3 meant?)"
            ),
        ),
        (
            f"threshold: {RSP}#CBRN-3",
            f"threshold: {RSP}#cyber-operations",
            (
                f"6:16: error[unknown-threshold]: {RSP}#cyber-operations is no threshold "
                "(limen search finds every threshold of a policy version)"
            ),
        ),
        (
            f"safeguard: {RSP}#monitoring",
            f"safeguard: {RSP}#monitorin",
            f"12:16: error[unknown-safeguard]: the registry knows no {RSP}#monitorin (is {RSP}#monitoring meant?)",
        ),
        (
            "developer: secid:entity/anthropic.com",
            "developer: secid:entity/antropic.com",
            (
                "2:12: error[unknown-developer]: the registry knows no secid:entity/antropic.com "
                "(is secid:entity/anthropic.com meant?)"
            ),
        ),
        (
            "developer: secid:entity/anthropic.com",
            "developer: secid:entity/nobody",
            (
                "2:12: error[unknown-developer]: the registry knows no secid:entity/nobody "
                "(write an entry for it and give its registry too, if it should be known)"
            ),
        ),
        (
            "developer: secid:entity/anthropic.com",
            "developer: anthropic.com",
            (
                "2:12: error[bad-value]: 'developer' should be a SecID, and this is not: 'anthropic.com' "
                "(who develops it)"
            ),
        ),
        (
            "safeguards:\n",
            (
                f"  - threshold: {RSP}#CBRN-3\n    finding: not ruled out\n    by: secid:entity/anthropic.com\n"
                "    date: 2025-05-23\n    evidence: https://example.org/other\nsafeguards:\n"
            ),
            (
                "11:16: error[finding-given-twice]: a finding on this threshold by the same stands in line 6 already "
                "(keep the one that holds on the day)"
            ),
        ),
        (
            "safeguards:\n",
            f"safeguards:\n  - safeguard: {RSP}#monitoring\n    evidence: https://example.org/other\n",
            "14:16: error[safeguard-given-twice]: this safeguard stands in line 12 already (join their evidence in one)",
        ),
        (
            "findings:\n",
            "findings: none\nx:\n",
            "5:11: error[bad-value]: 'findings' should be a list of findings",
        ),
        ("name: Example 1", "name: [Example, 1]", "1:7: error[bad-value]: 'name' should be a text"),
        (
            FILE,
            "- a\n",
            "1:1: error[bad-value]: the file holds no keys (limen assess --template shows every key)",
        ),
        (FILE, "", "1:1: error[bad-value]: the file holds no keys (limen assess --template shows every key)"),
        (FILE, "name: 'x\n", "1:7: error[yaml-syntax]: the quotes that open here are never closed"),
    ],
)
def test_file_when_something_is_wrong(was, becomes, told, tmp_path):
    """An error has its line and a hint, and nothing is assessed: nothing is ever asked for less in silence."""
    assert was in FILE
    file = written(tmp_path, FILE.replace(was, becomes, 1))
    with pytest.raises(RegistryRefused) as refused:
        assessor().assess(file)

    assert [] == [each for each in refused.value.findings if each.path != str(file) or not each.hint]
    assert any(str(each).startswith(f"{file}:{told}") for each in refused.value.findings), (
        refused.value.findings
    )


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        (
            "\n    evidence: [https://example.org/report, secid:reference/anthropic.com/activating-asl3]",
            "",
            "12:16: warning[no-evidence]",
        ),
        (
            "developer: secid:entity/anthropic.com",
            "developer: secid:entity/company.test",
            "2:12: warning[unknown-developer]",
        ),
    ],
)
def test_file_when_something_is_doubtful(was, becomes, told, tmp_path):
    """A warning does not stand in the way."""
    file = written(tmp_path, FILE.replace(was, becomes, 1))
    assessed = assessor().assess(file)

    assert [True] == [str(each).startswith(f"{file}:{told}") for each in assessed.findings]
    assert {Severity.WARNING} == {each.severity for each in assessed.findings}


def accepts(schema, value):  # noqa: PLR0911 - one for each keyword
    """Say whether a schema accepts a value: the part of JSON Schema that ours uses, and no more."""
    assert schema.keys() <= KNOWN, schema.keys() - KNOWN
    if "$ref" in schema and not accepts(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], value):
        return False
    if "enum" in schema and not any(type(each) is type(value) and each == value for each in schema["enum"]):
        return False
    if "const" in schema and schema["const"] != value:
        return False
    if "anyOf" in schema and not any(accepts(each, value) for each in schema["anyOf"]):
        return False
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return False
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, list):
        return len(value) >= schema.get("minItems", 0) and all(
            accepts(schema.get("items", {}), each) for each in value
        )
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return (
            all(key in value for key in schema.get("required", ()))
            and (schema.get("additionalProperties", True) or value.keys() <= known.keys())
            and all(accepts(known[key], each) for key, each in value.items() if key in known)
        )
    return True


TYPES = {"object": dict, "array": list, "string": str}
KNOWN = {
    *("$schema", "$defs", "$ref", "title", "description", "format"),
    *("type", "enum", "const", "pattern", "anyOf", "items", "minItems"),
    *("properties", "required", "additionalProperties"),
}
texts = st.sampled_from(
    [
        *("Example 1", "", " ", "true", "2025-05-22", "2025-05", "2025", "2025-13-01", "22 May 2025"),
        *(
            "secid:entity/example.org",
            "secid:person/x",
            "secid:entity/",
            "secid:entity/example.org ",
            "example.org",
        ),
        *("https://example.org/a", "https://example.org/a b", "ftp://example.org", *FINDING_WORDS, "passed"),
    ]
)
values = st.one_of(texts, st.booleans(), st.none(), st.integers(0, 3), st.lists(texts, max_size=2))


def mappings(keys):
    """Mappings of some keys, mostly to what stands under them."""
    return st.dictionaries(st.sampled_from([*keys, "unknown"]), values, max_size=len(keys))


good_finding = st.fixed_dictionaries(
    {"threshold": st.just("secid:control/x.org/y@1#z"), "finding": st.sampled_from(FINDING_WORDS)},
    optional={
        "by": st.just("secid:entity/x.org"),
        "date": st.sampled_from(["2025", "2025-05-22"]),
        "evidence": st.sampled_from(["https://x.org/", ["https://x.org/"], []]),
        "precautionary": st.sampled_from([True, False, "true", "no"]),
        "note": st.just("x"),
    },
)
good_safeguard = st.fixed_dictionaries(
    {"safeguard": st.just("secid:control/x.org/y@1#z")}, optional={"evidence": values, "since": values}
)
systems = st.fixed_dictionaries(
    {"name": st.just("x"), "developer": st.just("secid:entity/x.org")},
    optional={
        "as_of": texts,
        "policy": texts,
        "id": texts,
        "findings": st.lists(st.one_of(good_finding, mappings(FINDING_KEYS)), max_size=2),
        "safeguards": st.lists(st.one_of(good_safeguard, mappings(SAFEGUARD_KEYS)), max_size=2),
    },
)


@given(st.one_of(systems, mappings(SYSTEM_KEYS)))
def test_schema_accepts_what_the_reader_accepts(document):
    """The JSON Schema and the reader agree on every document: an editor and limen say the same."""
    assert accepts(SCHEMA, document) == (read(json.dumps(document), "a.json").system is not None)


@pytest.mark.parametrize("file", sorted(SYSTEMS.iterdir()), ids=lambda file: file.name)
def test_example_is_accepted(file):
    """Every example file is read without a finding."""
    assert () == parse_system(file.name, file.read_bytes(), IdentifierIndex.of(()), Names()).findings


@pytest.mark.parametrize(
    ("part", "keys"),
    [
        (SCHEMA, SYSTEM_KEYS),
        (SCHEMA["$defs"]["finding"], FINDING_KEYS),
        (SCHEMA["$defs"]["safeguard"], SAFEGUARD_KEYS),
    ],
)
def test_schema_explains_every_key(part, keys):
    """Keys, their meaning and which are required are the same in both."""
    assert {key: rule.meaning for key, rule in keys.items()} == {
        key: each["description"] for key, each in part["properties"].items()
    }
    assert [key for key, rule in keys.items() if rule.required] == part["required"]


@given(st.binary(max_size=60), st.sampled_from(["a.yaml", "a.json"]))
def test_any_bytes_are_read_or_refused(data, name):
    """Whatever a file holds, it is a system or has an error."""
    system, findings = parse_system(name, data, IdentifierIndex.of(()), Names())
    assert (system is None) == any(each.severity is Severity.ERROR for each in findings)
