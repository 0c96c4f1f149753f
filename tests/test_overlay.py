"""Private entries laid over a registry: what they know, what they leave alone, and how they are left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from folders import GOOD, REGISTRY, ROOT, contents, write
from limen.errors import WrongUse
from limen.model.names import Names
from limen.publish import built_of, open_overlaid, open_registry, read_overlays

EXAMPLE = ROOT / "docs" / "example" / "overlay"
#: An entry of a company about its own things and about a public one.
PRIVATE = """\
---
type: control
namespace: example.net
full_name: Example Bank
status: active
sources:
  rules:
    full_name: Rules
    cross_references: [secid:advisory/example.org/bulletins]
---

# Example Bank
"""
#: The same namespace as the public entry, at the same path, under another name.
RIVAL = GOOD.replace("full_name: Example\n", "full_name: What we call it\n")


def graph(path: str) -> str:
    return f"https://w3id.org/limen/graph/{path}"


@pytest.fixture
def private(registry) -> Path:
    """An overlay with two entries beside a registry, one of them at a public entry's path."""
    return write(
        registry.with_name("bank"), {"control/net/example.md": PRIVATE, "advisory/org/example.md": RIVAL}
    )


def _open(registry: Path, *overlays: Path):
    return open_overlaid(
        [registry], read_overlays(map(str, overlays)), names=Names(), progress=lambda *_: None
    )


def test_graphs_when_an_overlay_is_named(registry, private):
    """Private entries have graphs of their own, and a public graph is what it is without them."""
    public = dict(open_registry([registry], names=Names()).graphs())
    both = dict(_open(registry, private).graphs())
    own = {graph("overlay/bank/advisory/org/example.md"), graph("overlay/bank/control/net/example.md")}
    assert public.keys() | own == both.keys()
    entry = graph("entry/advisory/org/example.md")
    assert public[entry] == both[entry]


def test_graphs_when_the_registry_is_ours():
    """With the example laid over limen's registry no public graph changes by a byte, and the view is of both."""
    alone = _open(REGISTRY)
    both = open_overlaid(
        [REGISTRY], read_overlays([f"bank={EXAMPLE}"]), names=Names(), progress=lambda *_: None
    )
    before, after = built_of(alone), built_of(both)
    current = graph("current")
    public = {name: triples for name, triples in after.graphs if "/graph/overlay/bank/" not in name}
    assert dict(before.graphs).keys() == public.keys()
    changed = {name for name, triples in before.graphs if public[name] != triples}
    assert {current} == changed
    more = set(public[current]) - set(dict(before.graphs)[current])
    assert all("example.net" in subject or "ASL-3" in object_ for subject, _, object_ in more)
    assert more


def test_labels_when_an_overlay_has_another_name(registry, private):
    """A public thing keeps its label; the company's name for it is an alternative one."""
    both = dict(_open(registry, private).graphs())
    named = [
        (p.rpartition("#")[2], o)
        for _, p, o in both[graph("overlay/bank/advisory/org/example.md")]
        if o == '"What we call it"@en'
    ]
    assert [("altLabel>", '"What we call it"@en')] == named


def test_check_when_a_reference_leads_to_the_public(limen, registry, private):
    """An identifier of an overlay is looked up in the public registry too; alone the overlay lacks it."""
    assert "dangling" not in limen("check", registry, "--overlay", private).err
    (private / "advisory/org/example.md").unlink()
    assert "dangling-identifier" in limen("check", private).err


def test_check_when_a_public_entry_points_to_the_overlay(limen, registry, private):
    """What is dangling in public stays so, whatever an overlay describes."""
    points = GOOD.replace(
        "    examples", "    cross_references: [secid:control/example.net/rules]\n    examples"
    )
    write(registry, {"advisory/org/example.md": points})
    told = limen("check", registry, "--overlay", private).err
    assert re.search(r"^registry/advisory/org/example\.md:.*dangling-identifier", told, re.MULTILINE)


def test_check_when_a_part_of_the_public_is_named(limen, registry, private):
    """An overlay over a single public file knows the rest of the registry, and itself."""
    linked = PRIVATE.replace("org/bulletins]", "org/bulletins, secid:entity/example.net]")
    more = (
        "---\ntype: entity\nnamespace: example.net\nfull_name: Example Bank\nstatus: active\n---\n\n# Bank\n"
    )
    write(private, {"control/net/example.md": linked, "entity/net/example.md": more})
    write(registry, {"entity/org/example.md": more.replace("example.net", "example.org")})
    run = limen("check", registry / "entity/org/example.md", "--overlay", private)
    assert "checked 4 entries" in run.out
    assert "dangling" not in run.err


def test_export_when_overlays_are_switched_off(limen, registry, private):
    """Without overlays, said or by not naming them, the files are the same to the byte."""
    formats = ["--format", "ttl,jsonld,nq,nt,trig,xml"]
    assert 0 == limen("export", registry, "--out", "public", *formats).code
    assert (
        0
        == limen(
            "export", registry, "--overlay", private, "--without-overlays", "--out", "off", *formats
        ).code
    )
    assert contents(Path("public")) == contents(Path("off"))


def test_export_when_an_overlay_is_named(limen, registry, private):
    """Every format holds the named overlay, and the manifest says that it is there."""
    run = limen(
        "export", registry, "--overlay", private, "--out", "both", "--format", "ttl,jsonld,nq,nt,trig,xml"
    )
    assert 0 == run.code, run.err
    files = contents(Path("both"))
    assert ["bank"] == json.loads(files.pop("manifest.json"))["overlays"]
    assert "catalog.ttl" not in files
    assert dict.fromkeys(files, True) == {name: b"What we call it" in data for name, data in files.items()}


def test_export_when_an_overlay_is_broken(limen, registry, private):
    """A private entry with an error is left out alone: nothing public is lost."""
    write(
        private,
        {"control/net/example.md": PRIVATE.replace("status: active", "operator: secid:entity/nobody.org")},
    )
    assert 0 == limen("export", registry, "--out", "public", "-f", "nq").code
    run = limen("export", registry, "--overlay", private, "--out", "both", "-f", "nq")
    assert 1 == run.code
    assert "left out overlay/bank/control/net/example.md" in run.out
    public, both = (Path(each, "limen.nq").read_text().splitlines() for each in ("public", "both"))
    assert set(public) <= set(both)


def test_query_and_show_when_an_overlay_is_named(limen, registry, private):
    """Questions and pages know an overlay only where it is named."""
    ask = ["query", "-e", "ASK { ?rules skos:prefLabel 'Rules'@en }", "-r", registry]
    assert "yes" in limen(*ask, "--overlay", private).out
    assert "no" in limen(*ask).out
    show = ["show", "secid:control/example.net/rules", "-r", registry]
    assert limen(*show, "--overlay", private).out.startswith("Rules ")
    assert 2 == limen(*show).code


def test_find_when_a_registry_holds_a_folder_of_overlays(limen, registry):
    """A folder `overlay` inside a registry is never public."""
    write(registry, {"overlay/bank/control/net/example.md": PRIVATE})
    assert ["advisory/org/example.md"] == [
        each.path for each in open_registry([registry], names=Names()).found
    ]
    assert 0 == limen("check", registry, "--overlay", "registry/overlay/bank").code


def test_read_overlays_when_names_are_wrong():
    """An overlay needs a name that can stand in an IRI, and no two have one name."""
    for texts in (["two words"], ["a/bank", "b/bank"], ["/"]):
        with pytest.raises(WrongUse, match="NAME="):
            read_overlays(texts)
    assert "x" == read_overlays(["x=two words"])[0].name
