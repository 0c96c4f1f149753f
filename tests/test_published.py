"""What limen's own registry becomes: the same bytes always, and the same graph in every format and to every reader."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from folders import REGISTRY, ROOT, contents
from limen.publish import Export, export, names_under
from limen.serialize import FORMATS
from limen.store import canonical_hash
from limen.vocab import BASE

# rdflib warns of its own use of its older names.

UNIONS = [each for each in FORMATS if not each.keeps_graphs]
WITH_GRAPHS = [each for each in FORMATS if each.keeps_graphs]
BY_NAME = {each.name: each for each in FORMATS}


def published(out: Path, *roots: Path) -> dict[str, bytes]:
    """Export in every format, and give the files."""
    export(Export(roots, out, FORMATS, names_under(BASE)), lambda _what, _done, _of: None)
    return contents(out)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, bytes]:
    """limen's own registry in every format."""
    return published(tmp_path_factory.mktemp("published"), REGISTRY)


@pytest.fixture(scope="module")
def quads(files) -> list[pyoxigraph.Quad]:
    """Every quad published, as an independent reader sees it."""
    return list(pyoxigraph.parse(files["limen.nq"], pyoxigraph.RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def union(quads) -> str:
    """The fingerprint of the union of all graphs."""
    lines = {f"{quad.triple} .\n" for quad in quads}
    return canonical_hash("".join(sorted(lines)).encode(), "application/n-triples")


def test_files_when_exported_again(files, tmp_path):
    """Exporting again gives the same bytes."""
    assert files == published(tmp_path, REGISTRY)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_files_when_hashes_differ(files, tmp_path, seed):
    """The order of Python's sets leaves no trace."""
    command = [sys.executable, "-m", "limen", "export", str(REGISTRY), "--out", str(tmp_path)]
    places = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed}
    subprocess.run([*command, "--format", ",".join(BY_NAME)], env=places, check=True, capture_output=True)
    assert files == contents(tmp_path)


def test_files_when_roots_are_in_another_order(files, tmp_path):
    """The same entries give the same bytes, in whatever order and from whatever folders they are given."""
    roots = sorted((path for path in REGISTRY.rglob("*.md")), reverse=True)
    assert len(roots) > 10
    assert files == published(tmp_path, *roots)


def test_files_when_the_disk_lists_them_in_another_order(files, tmp_path):
    """A copy made back to front gives the same bytes."""
    copy = tmp_path / "copy"
    for path in sorted(REGISTRY.rglob("*.md"), reverse=True):
        target = copy / path.relative_to(REGISTRY)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    assert files == published(tmp_path / "out", copy)


@pytest.mark.parametrize("format", UNIONS, ids=lambda format: format.name)
def test_union_as(files, union, format):
    """Formats without graphs hold the union of all graphs, and Oxigraph reads it there."""
    assert union == canonical_hash(files[f"limen.{format.extension}"], format.media_type)


@pytest.mark.parametrize("format", UNIONS, ids=lambda format: format.name)
def test_union_as_rdflib_reads(files, union, format):
    """rdflib reads the same graph, to the letter of each literal."""
    graph = rdflib.Dataset() if format.name == "json-ld" else rdflib.Graph()
    with unnormalised():
        graph.parse(data=files[f"limen.{format.extension}"], format=format.name)
    plain = graph.default_graph if isinstance(graph, rdflib.Dataset) else graph
    assert union == canonical_hash(plain.serialize(format="nt", encoding="utf-8"), "application/n-triples")


@pytest.mark.parametrize("format", WITH_GRAPHS, ids=lambda format: format.name)
def test_graphs_as(files, format):
    """Formats with graphs hold the same dataset, to both readers."""
    quads = canonical_hash(files["limen.nq"], "application/n-quads")
    assert quads == canonical_hash(files[f"limen.{format.extension}"], format.media_type)

    dataset = rdflib.Dataset()
    with unnormalised():
        dataset.parse(data=files[f"limen.{format.extension}"], format=format.name)
    assert quads == canonical_hash(
        dataset.serialize(format="nquads", encoding="utf-8"), "application/n-quads"
    )


def test_terms_are_named(quads):
    """Nothing is a blank node, and every IRI is absolute and on the web."""
    terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}
    iris = {term.value for term in terms if isinstance(term, pyoxigraph.NamedNode)}
    types = {term.datatype.value for term in terms if isinstance(term, pyoxigraph.Literal)}

    assert {pyoxigraph.NamedNode, pyoxigraph.Literal} == {type(term) for term in terms}
    assert [] == [iri for iri in iris | types if not iri.startswith(("https://", "http://"))]
    assert [] == [iri for iri in iris if iri.count("#") > 1]


def test_every_entry_has_its_graph(quads):
    """Each file of the registry is a graph, and beside them there is only what follows from them."""
    entries = {
        f"{BASE}graph/entry/{path.relative_to(REGISTRY).as_posix()}" for path in REGISTRY.rglob("*.md")
    }
    assert entries | {f"{BASE}graph/current"} == {quad.graph_name.value for quad in quads}


class unnormalised:  # noqa: N801 - reads as a statement
    """Lets rdflib keep literals as they are written."""

    def __enter__(self) -> None:
        rdflib.NORMALIZE_LITERALS = False

    def __exit__(self, *_: object) -> None:
        rdflib.NORMALIZE_LITERALS = True
