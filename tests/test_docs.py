"""The pages that follow from the code say what the code says."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_registry_page_when_generated(generate):
    """docs/registry.md is what the model prints; `make fix` brings it up to date."""
    page = (ROOT / "docs" / "registry.md").read_text(encoding="utf-8")
    assert generate.bare(generate.registry_page()) == generate.bare(page)


#: Blocks that need a store, or SecID's repository; what of them can be run is run by tests.
ELSEWHERE = {"ingest.md": {"sh", "json", "cypher"}, "secid.md": {"sh"}}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_blocks_of(page):
    """Every fenced block is run (console, python), is a drawing, or is for other machines than this one."""
    languages = re.findall(r"^```(\w*)\n(?:.*\n)*?```$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(languages) <= {"console", "python", "", *ELSEWHERE.get(page.name, ())}


@pytest.mark.parametrize(
    "page", [*PAGES, *sorted((ROOT / "docs" / "decisions").glob("*.md"))], ids=lambda p: p.name
)
def test_links_of(page):
    """Every link to a file of the project leads somewhere."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [] == [target for target in targets if not (page.parent / target).exists()]


def test_version_when_released():
    """The changelog knows the version of the package or has it under Unreleased."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {version}" in changelog or "## Unreleased" in changelog


def test_make_help_lists_every_target():
    """`make help` has one line for each target that users call."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split()
    described = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    assert sorted(phony) == sorted(described)


def test_locks_name_no_host():
    """A lock has versions and hashes, and no address to fetch from."""
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert len(re.findall(r"^\S+==", text, re.MULTILINE)) == len(
            re.findall(r"(?:^\S+==[^\n]*\\\n(?:    --hash=\S+ ?\\?\n)+)", text, re.MULTILINE)
        )
