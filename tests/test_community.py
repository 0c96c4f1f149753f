"""The files for people who come: what they say of the repository is so."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml

from folders import ROOT, UPSTREAM, needs_shared
from limen.check import entry_findings
from limen.model.names import Names
from limen.publish import open_registry

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SECID = (ROOT / "docs" / "secid.md").read_text(encoding="utf-8")
#: A file and a line; a line alone is of the file before it.
_PLACE = re.compile(r"`(?:registry/([^`:]+))?:(\d+)`")


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def places(text: str) -> list[tuple[str, int]]:
    """Every place in SecID's registry that a text names."""
    found: list[tuple[str, int]] = []
    for file, line in _PLACE.findall(text):
        found.append((file or found[-1][0], int(line)))
    return found


def test_citation_when_compared():
    """What is to be cited is the version that is packaged."""
    citation = yaml.safe_load(read("CITATION.cff"))
    assert PROJECT["version"] == citation["version"]
    assert {"CC0-1.0", "Apache-2.0"} == set(citation["license"])


def test_forms_when_read():
    """A form's fields have names of their own, and the first form asks for statement, fault and source."""
    forms = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FORMS}
    fields = [each for each in forms["correction"]["body"] if each["type"] != "markdown"]
    required = {each["id"] for each in fields if each.get("validations", {}).get("required")}
    assert {"statement", "wrong", "source"} <= required
    assert len(fields) == len({each["id"] for each in fields})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_when_read(path):
    """A workflow may read unless it says more; actions have versions, and make has its targets."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"contents": "read"} == workflow["permissions"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    actions = [step["uses"] for step in steps if "uses" in step]
    assert [] == [each for each in actions if not re.search(r"@v\d+(\.\d+)*$", each)]
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    made = {
        name for step in steps for name in re.findall(r"^make ([a-z-]+)", step.get("run", ""), re.MULTILINE)
    }
    assert made <= targets


def test_workflow_when_pythons_are_listed():
    """The tests run on every Python that the package is for."""
    matrix = yaml.safe_load(read(".github/workflows/test.yml"))["jobs"]["test"]["strategy"]["matrix"]
    named = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if " :: 3." in each]
    assert named == matrix["python"]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "SECURITY.md", "docs/corrections.md", "docs/secid.md"])
def test_links_when_followed(page):
    """A link to a file leads to one."""
    links = re.findall(r"\]\((?!http)([^)#]+)", read(page))
    assert [] == [link for link in links if not ((ROOT / page).parent / link).exists()]


def test_contributing_when_opened():
    """The first thing that contributors read is how to correct a statement."""
    first, second = re.findall(r"^## (.*)", read("CONTRIBUTING.md"), re.MULTILINE)[:2]
    assert ("To correct a statement", "To add to the registry") == (first, second)


def test_secid_when_records_are_named():
    """Every record that is given as a ground is in the registry."""
    table = SECID.split("## The AI Safety Levels")[1].split("\n## ")[0]
    ids = {
        id for line in table.splitlines() for id in re.findall(r"`([a-z0-9-]+)`", line.rpartition(" | ")[2])
    }
    known = {
        record.id
        for entry in open_registry([ROOT / "registry"], names=Names()).entries()
        for record in entry.records
    }
    assert len(ids) > 9
    assert ids <= known


@needs_shared
def test_secid_when_places_are_looked_up():
    """Every place that is named is there, and every finding of an error or warning is named."""
    named = places(SECID)
    lengths = {file: len((UPSTREAM / file).read_text(encoding="utf-8").splitlines()) for file, _ in named}
    assert [] == [(file, line) for file, line in named if line > lengths[file]]
    registry = open_registry([UPSTREAM], names=Names())
    found = {*entry_findings(tuple(registry.entries()), registry.index), *registry.findings}
    told = {
        (each.path.removeprefix(f"{UPSTREAM}/"), each.line) for each in found if each.severity.word != "note"
    }
    lists = {each for each in told if each[1] and each not in named}
    # Sources that only one of two twins has are told by the name of the organisation.
    lacking = {(each.path, each.line) for each in found if "that are here and not in" in each.message}
    assert set() == lists - lacking
