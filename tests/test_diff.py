"""What changed between two registries: in words, and as an update that makes the one into the other."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folders import GOOD, REGISTRY, write
from limen.diff import Difference, difference, format_update
from limen.errors import NoSuchInput, WrongUse
from limen.model.names import Names
from limen.publish import (
    Diff,
    built_of,
    diff,
    diff_markdown,
    diff_text,
    diff_update,
    open_registry,
    serialized,
)
from limen.serialize import FORMATS
from limen.store import read_dataset
from limen.term import literal
from limen.vocab import BASE, SKOS

CLAIMS = "weakness/com/anthropic/claims-activation.md"
MAPPINGS = "control/gov/nist/compliance.md"
DOCUMENT = """\
---
type: reference
namespace: example.org
full_name: Example
status: active
sources:
  an-essay:
    full_name: An Essay
    kind: document
    urls:
      website: "https://example.org/an-essay"
---

# Example
"""
ENDED = """\
  - id: asl3-ended
    label: ASL-3 no longer active
    subject: secid:weakness/anthropic.com/asl#ASL-3
    predicate: activationStatus
    object: not active
    from: "2026-09-01"
    source: secid:reference/example.org/an-essay
    read_in: original
    confidence: read
    modality: announced
    rank: preferred
"""


def quiet(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def compared(old: Path, new: Path) -> Diff:
    return diff(old, new, Names(), quiet)


def edited(text: str, id: str, change) -> str:
    """A registry file with one of its records changed."""
    start = text.index(f"  - id: {id}\n")
    end = text.index("\n  - id: ", start) + 1
    return text[:start] + change(text[start:end]) + text[end:]


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> Path:
    """limen's own registry after an editor's day: a claim added, one withdrawn, one re-ranked, one ended, and more."""
    folder = tmp_path_factory.mktemp("other") / "registry"
    shutil.copytree(REGISTRY, folder)
    write(folder, {"reference/org/example.md": DOCUMENT})
    text = (folder / CLAIMS).read_text(encoding="utf-8")
    text = edited(
        text,
        "asl3-active-2025",
        lambda old: old.replace(
            '    from: "2025-05-22"\n', '    from: "2025-05-22"\n    through: "2026-08-31"\n'
        ),
    )
    text = edited(text, "asl3-models-2025-note", lambda _: "")
    text = edited(
        text,
        "asl3-current-mann-interview",
        lambda old: old.replace("rank: normal", "rank: deprecated\n    rank_reason: A summary."),
    )
    text = text.replace("claims:\n", f"claims:\n{ENDED}", 1)
    write(folder, {CLAIMS: text})
    text = (folder / MAPPINGS).read_text(encoding="utf-8")
    text = edited(
        text, "rsp-2-2-cbrn-3-to-map-1-5", lambda old: f"{old}    reviewer: secid:entity/nist.gov\n"
    )
    text = edited(text, "rsp-2-2-cbrn-3-to-govern-1-3", lambda _: "")
    write(folder, {MAPPINGS: text})
    return folder


@pytest.fixture(scope="module")
def found(other) -> Diff:
    return compared(REGISTRY, other)


@pytest.fixture(scope="module")
def releases(other, tmp_path_factory) -> tuple[Path, Path]:
    """Both registries, exported in every format."""
    folder = tmp_path_factory.mktemp("releases")
    for name, root in (("old", REGISTRY), ("new", other)):
        built = built_of(open_registry([root], names=Names()))
        files = {f"limen.{each.extension}": b"".join(serialized(built, each)) for each in FORMATS}
        write(folder / name, files)
    return folder / "old", folder / "new"


def test_thing_whose_status_changed(found):
    """The curator reads what holds now, and because of which claims."""
    lines = diff_text(found).splitlines()
    start = "  ASL-3: activation status changed from active to not active, because "
    (line,) = [line for line in lines if line.startswith(start)]

    assert {
        "claim “ASL-3 active for Claude Opus 4 (Anthropic)” was changed",
        "claim “ASL-3 no longer active” was added",
    } == set(line.removeprefix(start).split(" and "))
    assert "Levels" == lines[0]


def test_claims_that_came_went_and_were_ranked_anew(found):
    """A claim is added, withdrawn, re-ranked with the reason, or changed, and is told with what it says."""
    lines = diff_text(found).splitlines()
    claims = lines[lines.index("Claims") + 1 : lines.index("Mappings")]

    models = (
        "Models of 2025 at ASL-3 (note) "
        "(ASL-3 – state – The Claude models of 2025 stand at this level., 2025–2025 [AI Safety Levels])"
    )
    mann = "  ASL-3 as the current level in an interview with Benjamin Mann"
    assert [
        "  ASL-3 active for Claude Opus 4 (Anthropic): valid through added: 2026-08-31",
        f"{mann}: rank changed from normal to deprecated, because A summary.",
        "  added: ASL-3 no longer active (ASL-3 – activation status – not active, 2026-09-01– [An Essay])",
        f"  withdrawn: {models}",
        "",
    ] == claims
    assert {"re-ranked", "withdrawn", "added", "changed"} == {
        each.how for each in found.told if each.group == "Claims"
    }


def test_mappings(found):
    """A mapping is told with what it says; that it now counts as a plain triple is not told twice."""
    lines = diff_text(found).splitlines()
    mappings = lines[lines.index("Mappings") + 1 : lines.index("Documents")]
    plain = f"<{BASE}id/control/anthropic.com/rsp@2.2#CBRN-3>", SKOS.relatedMatch

    assert [
        "  removed: RSP 2.2, CBRN-3 beside GOVERN 1.3 (CBRN-3 – related match – GOVERN 1.3 [Alignments drawn by the limen developers])",
        "  RSP 2.2, CBRN-3 beside MAP 1.5: reviewer added: National Institute of Standards and Technology",
        "",
    ] == mappings
    assert plain in {triple[:2] for _, triples in found.difference.added for triple in triples}
    assert "CBRN-3" not in {each.label for each in found.told}


def test_document_that_came(found):
    """A new document is told of by its title and SecID, its file by its path, and nothing else came with them."""
    told = {each.group: each for each in found.told if each.how == "added" and each.group != "Claims"}

    assert "secid:reference/example.org/an-essay" == told["Documents"].secid
    assert "reference/org/example.md" in told["Files of the registry"].iri
    assert {"Documents", "Files of the registry", "Other things"} == set(told)


def test_derived_statements_are_counted(found):
    """What follows from records is only counted, but for what has another value now."""
    assert found.derived_added > 0
    assert not [each for each in found.told if each.kind == "DerivedStatement"]
    assert not [value for each in found.told for value in each.values if value.property == "conflicts with"]


def test_markdown(found):
    """As a part of a changelog the groups are headings and the things are set in bold."""
    lines = diff_markdown(found).splitlines()

    assert ["### Levels", ""] == lines[:2]
    assert lines[2].startswith("- **ASL-3**: activation status changed from active to not active, because ")
    assert "- added: **An Essay** (Document, secid:reference/example.org/an-essay)" in lines


def test_difference_the_other_way_round(found, other):
    """Compared the other way round, what came goes, and what went comes."""
    back = compared(other, REGISTRY)

    assert Difference(found.difference.added, found.difference.removed) == back.difference
    assert (
        diff_text(back)
        .splitlines()[1]
        .startswith("  ASL-3: activation status changed from not active to active")
    )


def test_update_makes_the_old_dataset_the_new_one(found, releases):
    """Applied to the old dataset in a store, the update gives the new one exactly, graph by graph."""
    old, new = (stored(folder / "limen.nq") for folder in releases)
    assert set(old) != set(new)
    old.update("".join(diff_update(found)))

    assert set(new) == set(old)


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_update_of_files(releases, format):
    """It does so for files of every format, with graphs and without."""
    old, new = (folder / f"limen.{format.extension}" for folder in releases)
    store = stored(old)
    store.update("".join(diff_update(compared(old, new))))

    assert set(stored(new)) == set(store)


def stored(file: Path) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=file)
    return store


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_release_is_what_its_registry_says(releases, other, format):
    """A file of a release differs in nothing from the registry that it was made of."""
    found = compared(releases[1] / f"limen.{format.extension}", other)
    assert ((), Difference((), ())) == (found.told, found.difference)


def test_folder_of_a_release(releases, found):
    """Of a folder the file with the graphs is compared, so that it is the same difference as that of the registries."""
    assert found.difference == compared(*releases).difference


triples = st.tuples(
    st.sampled_from(["<x:a>", "<x:b>"]),
    st.sampled_from(["<x:p>", "<x:q>"]),
    st.sampled_from(["<x:a>", "<x:b>"]) | st.text('a"\\\n\tß\x01', max_size=3).map(literal),
)
datasets = st.dictionaries(
    st.sampled_from(["", "x:g", "x:h"]), st.frozensets(triples, max_size=6), max_size=3
)


@given(datasets, datasets, st.integers(1, 4))
def test_update_of_any_dataset(old, new, at_once):
    """Whatever two datasets hold, the update makes one into the other, in operations that are not too large."""
    chunks = list(format_update(difference(old, new), at_once))
    store = pyoxigraph.Store()
    store.load(lines(old), format=pyoxigraph.RdfFormat.N_QUADS)
    store.update("".join(chunks))
    expected = pyoxigraph.parse(lines(new), pyoxigraph.RdfFormat.N_QUADS)

    assert set(expected) == set(store)
    assert all(chunk.count(" .\n") <= at_once for chunk in chunks)
    assert sorted(chunks, key=lambda chunk: chunk.startswith("INSERT")) == chunks


def lines(dataset) -> bytes:
    quads = (
        f"{s} {p} {o} {f'<{graph}>' if graph else ''} .\n"
        for graph, found in dataset.items()
        for s, p, o in found
    )
    return "".join(quads).encode()


def test_difference_of_vocabularies(tmp_path):
    """Terms of limen's own are told of as vocabulary; what blank nodes say is counted and not compared."""
    text = (REGISTRY.parent / "ontology/limen.ttl").read_text(encoding="utf-8")
    term = re.search(r"\nlimen:Checkpoint a owl:Class ;.*?\.\n\n", text, re.DOTALL).group()
    write(tmp_path, {"old.ttl": text, "new.ttl": text.replace(term, "\n")})
    found = compared(tmp_path / "old.ttl", tmp_path / "new.ttl")

    assert [("Vocabulary", "removed", "Checkpoint")] == [
        (each.group, each.how, each.label) for each in found.told
    ]
    assert "with blank nodes were not compared." in diff_text(found)
    with pytest.raises(WrongUse, match="blank nodes"):
        list(diff_update(found))


def test_blank_nodes_in_the_reader():
    """The reader shows blank nodes as what they are."""
    graphs = read_dataset(b"_:a <x:p> <x:b> <x:g> .", "application/n-quads")
    ((subject, _, _),) = graphs["x:g"]
    assert subject.startswith("_:")


def test_inputs_that_cannot_be_read(tmp_path):
    """A path that is not there and a file that is no RDF are told so."""
    write(tmp_path, {"bad.ttl": "<a> <b>", "good.nt": ""})

    with pytest.raises(NoSuchInput, match="nowhere"):
        compared(tmp_path / "nowhere.nq", tmp_path / "good.nt")
    with pytest.raises(WrongUse, match=r"bad\.ttl: not valid text/turtle"):
        compared(tmp_path / "bad.ttl", tmp_path / "good.nt")


@pytest.mark.usefixtures("registry")
def test_command(limen):
    """The command writes each form, and nothing where nothing differs."""
    write(Path("other"), {"advisory/org/example.md": GOOD.replace("Example Bulletins", "Example Notices")})
    bulletins = "Example Bulletins changed to Example Notices"
    run = limen("diff", "registry", "other")
    document = json.loads(limen("diff", "registry", "other", "--format", "json").out)
    ((before, after),) = {
        (*each["before"], *each["after"]) for told in document["changes"] for each in told["values"]
    }

    assert (0, "") == (run.code, run.err)
    assert "  Example Notices: label changed from Example Bulletins to Example Notices\n" in run.out
    assert bulletins == f"{before} changed to {after}"
    assert {"added": 1, "removed": 1} == document["triples"]
    assert "- **Example Notices**: label changed" in limen("diff", "registry", "other", "-f", "markdown").out
    assert limen("diff", "registry", "other", "-f", "sparql").out.startswith("DELETE DATA {\n  GRAPH <")
    assert (0, "", "") == limen("diff", "registry", "registry", "-f", "sparql")
    assert (0, "Nothing differs.\n", "") == limen("diff", "registry", "registry")


@pytest.mark.usefixtures("registry")
def test_command_when_an_entry_cannot_be_read(limen):
    """The difference is given, with what was wrong and a code that says so."""
    write(Path("other"), {"advisory/org/example.md": GOOD, "advisory/org/broken.md": "---\ntype: [\n---\n"})
    run = limen("diff", "registry", "other")

    assert (1, "Nothing differs.\n") == (run.code, run.out)
    assert "other/advisory/org/broken.md" in run.err


LEVELS = """\
---
type: weakness
namespace: example.org
full_name: Example
status: active
sources:
  levels:
    full_name: Example Levels
    versions: ["1.0"]
    items:
      L-1: {kind: level, label: "L-1", order: "1"}
      L-2: {kind: level, label: "L-2", order: "2"}
definitions:
  - of: secid:weakness/example.org/levels#L-1
    version: "1.0"
    in: secid:weakness/example.org/levels@1.0
    text: A model that harms nobody.
    from: "2025-01-01"
    source: secid:reference/example.org/an-essay
    read_in: original
    confidence: read
---

# Example
"""


def test_levels_that_were_defined_anew_and_went(tmp_path):
    """A definition is told of by what it defines, and what points to a thing that went is not told of."""
    changed = LEVELS.replace("harms nobody", "harms few").replace(
        '      L-2: {kind: level, label: "L-2", order: "2"}\n', ""
    )
    for name, text in (("old", LEVELS), ("new", changed)):
        write(tmp_path / name, {"weakness/org/example.md": text, "reference/org/example.md": DOCUMENT})
    lines = diff_text(compared(tmp_path / "old", tmp_path / "new")).splitlines()

    assert [
        "Levels",
        "  L-1 as defined in Example Levels 1.0: definition changed from A model that harms nobody. to A model that harms few.",
        "  removed: L-2 (SafetyLevel, secid:weakness/example.org/levels#L-2)",
        "",
    ] == lines[:-1]
