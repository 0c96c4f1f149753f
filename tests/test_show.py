"""A thing and its conflicts, in words and as JSON, from limen's own registry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from limen.cli.main import commands
from limen.errors import WrongUse
from limen.model.names import Names
from limen.publish import built_of, disputes, open_registry, show

ROOT = Path(__file__).parents[1]
ASL_3 = "secid:weakness/anthropic/asl#ASL-3"


@pytest.fixture(scope="module")
def registry():
    return open_registry([ROOT / "registry"], names=Names())


def status(shown):
    """What the sources that date their statement say of the level's activation, on the day."""
    return {
        (claim.value, claim.source)
        for claim in shown.claims
        if claim.holds
        and claim.property == "activationStatus"
        and "preferred" in claim.stance
        and not claim.about
    }


def test_asl_3_before_its_activation(registry):
    """On 1 February 2025 ASL-3 was not active, says the announcement; the note that disagrees is named."""
    shown = show(registry, ASL_3, "2025-02-01")
    (claim,) = [each for each in shown.claims if each.holds and "preferred" in each.stance]

    assert ("not active", "Activating AI Safety Level 3 protections") == (claim.value, claim.source)
    assert ("active, says AI Safety Levels",) == claim.disputed_by
    assert ("activationStatus", "not active") in shown.facts


def test_asl_3_after_its_activation(registry):
    """On 1 June 2025 it was active, for Claude Opus 4, with the same source."""
    shown = show(registry, ASL_3, "2025-06-01")
    (claim,) = [each for each in shown.claims if each.holds and "preferred" in each.stance and each.about]

    assert ("active", "Claude Opus 4") == (claim.value, claim.about)
    assert "Activating AI Safety Level 3 protections" == claim.source
    assert ("activationStatus", "active") in shown.facts


def test_shown_when_spelt_as_before(registry):
    """The older spelling shows the same thing, as of the day the registry knows up to."""
    assert show(registry, ASL_3) == show(registry, "secid:weakness/anthropic.com/asl#ASL-3")
    assert "2026-10-10" == show(registry, ASL_3).day


@pytest.mark.parametrize("text", ["nonsense", "secid:weakness/nobody.example/x"])
def test_shown_when_unknown(registry, text):
    """What nobody describes is refused in one sentence."""
    with pytest.raises(WrongUse):
        show(registry, text)


def test_conflicts_name_both_sides(registry):
    """Each conflict has two claims with different values and sources, and says whom the ranks prefer."""
    found = disputes(built_of(registry))
    early = next(each for each in found if each.other.claim.endswith("asl3-active-early-2025"))

    assert ("not active", "active") == (early.one.value, early.other.value)
    assert early.prefers == early.one.claim
    assert all(each.one.value != each.other.value and each.one.source and each.other.source for each in found)


def run(*words):
    return CliRunner().invoke(commands, [*words, "--registry", str(ROOT / "registry")])


def test_command_when_asked_for_json():
    """The JSON of `show` and `conflicts` holds what the text says."""
    shown = json.loads(run("show", ASL_3, "--as-of", "2025-02-01", "--format", "json").output)
    assert "2025-02-01" == shown["day"]
    found = json.loads(run("conflicts", "--format", "json").output)
    assert f"{len(found)} conflicts\n" == run("conflicts").output[-len(f"{len(found)} conflicts\n") :]


def test_command_when_asked_for_text():
    """The text tells the day, what is said of it and what was said for other times."""
    output = run("show", ASL_3, "--as-of", "2025-06-01").output
    assert "as of 2025-06-01" in output
    assert "Said of it" in output
    assert output.index("Said of it") < output.index("Said for other times")


def test_query_as_of():
    """A query sees the view of the day asked for."""
    text = "SELECT ?o WHERE { <https://w3id.org/limen/id/weakness/anthropic.com/asl#ASL-3> limen:activationStatus ?o }"
    before = run("query", "-e", text, "--as-of", "2025-02-01", "--format", "csv").output
    after = run("query", "-e", text, "--as-of", "2025-06-01", "--format", "csv").output

    assert (True, True) == (before.strip().endswith("#notActive"), after.strip().endswith("#active"))


@pytest.mark.parametrize("day", ["2025", "2025-02-30", "yesterday"])
def test_day_when_wrong(day):
    """A day that is none is wrong use."""
    assert 2 == run("show", ASL_3, "--as-of", day).exit_code
