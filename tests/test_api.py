"""The Python face."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

import limen
from folders import REGISTRY, ROOT, write
from limen.errors import NoSuchInput, UnknownFormat, UnknownQuery, WrongUse
from limen.model.names import Names
from limen.namespace import LIMEN
from limen.publish import open_registry
from limen.serialize import FORMATS
from limen.vocab import LIMEN as TERMS
from limen.vocab import NS, prefixes

# rdflib warns of its own use of its older names.


@pytest.fixture(scope="module")
def dataset():
    return limen.build(REGISTRY)


def test_names_of_the_package():
    """`__all__` is what the face offers, all of it can be had, and nothing else."""
    from limen import api

    assert sorted(limen.__all__) == sorted(api.__all__)
    assert all(getattr(limen, name) is getattr(api, name) for name in limen.__all__)
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        limen.biuld  # noqa: B018


def test_import_is_light():
    """`import limen` loads no library: the command must start at once."""
    program = "import sys, limen; print([name for name in HEAVY if name in sys.modules])"
    heavy = ["rdflib", "pyshacl", "pyoxigraph", "yaml", "markdown_it", "frontmatter", "click", "limen.api"]
    run = subprocess.run(
        [sys.executable, "-c", program.replace("HEAVY", str(heavy))],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "[]\n" == run.stdout


def test_build_when_given_text_or_path(dataset):
    """Roots may be texts or paths, folders or files."""
    file = REGISTRY / "weakness" / "com" / "anthropic.md"
    assert limen.build(str(file)).graphs == limen.build(file).graphs
    assert len(limen.build(file)) < len(dataset)


def test_graphs_when_entries_are_not_kept(dataset):
    """A registry that keeps no entries gives the same graphs, and reads the files again for them."""
    registry = open_registry([REGISTRY], names=Names(), keep=False)
    assert {} == registry.kept
    assert dataset.graphs == tuple((graph, tuple(triples)) for graph, triples in registry.graphs())


def test_build_when_there_is_a_note(tmp_path):
    """A note needs to be told what it is about."""
    note = write(tmp_path, {"note.md": "A level is a step.\n"}) / "note.md"
    told = limen.build(note, about="secid:weakness/example.org/levels")

    assert "A level is a step." in told.serialize("nt").decode()
    assert 0 == len(limen.build(note))
    assert ["no-front-matter"] == [each.code for each in limen.build(note).registry.findings]


@pytest.mark.parametrize(
    ("options", "error"),
    [({"base": "nonsense"}, WrongUse), ({"about": "nonsense"}, WrongUse)],
)
def test_build_when_used_wrongly(options, error):
    """A base that is no address, and a subject that is no SecID, are refused at once."""
    with pytest.raises(error):
        limen.build(REGISTRY, **options)


def test_build_when_nothing_is_there():
    """A root that is not there is refused."""
    with pytest.raises(NoSuchInput):
        limen.build(Path("nowhere"))


def test_build_under_another_base():
    """All that limen mints for data moves to another base; its terms stay."""
    moved = limen.build(REGISTRY / "weakness", base="https://example.org/x/").serialize("nt").decode()
    subjects = {line.partition("> ")[0] for line in moved.splitlines()}

    assert [] == [subject for subject in subjects if not subject.startswith("<https://example.org/x/")]
    assert NS in moved


def test_check_of_limens_own_registry(dataset):
    """The findings are sorted and name files as they were given."""
    findings = dataset.check()
    assert list(findings) == sorted(findings)
    assert all(isinstance(each, limen.Finding) for each in findings)
    assert [] == [each for each in findings if each.severity is limen.Severity.ERROR]


def test_check_when_a_file_is_broken(tmp_path):
    """What is wrong is found with the path that was given."""
    file = write(tmp_path, {"a.md": ""}) / "a.md"
    (found,) = (each for each in limen.build(file).check() if each.severity.word == "error")
    assert (str(file), 1, "no-front-matter") == (found.path, found.line, found.code)


@pytest.mark.parametrize("format", [name for each in FORMATS for name in (each.name, *each.aliases)])
def test_serialize_as(dataset, format):
    """Every format can be had by each of its names, as bytes."""
    data = dataset.serialize(format)
    assert b"anthropic.com/asl" in data
    assert data.endswith(b"\n")


def test_serialize_when_the_format_is_unknown(dataset):
    """A format that is not there is refused with those that are."""
    with pytest.raises(UnknownFormat, match="turtle or ttl"):
        dataset.serialize("n3")


def test_query_of_limens_own_registry(dataset):
    """Questions are asked of the union, and limen's prefixes are known."""
    answer = dataset.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert [[f'"{len(dataset)}"^^<http://www.w3.org/2001/XMLSchema#integer>']] == [
        list(row) for row in answer.rows
    ]
    with pytest.raises(UnknownQuery):
        dataset.query("SELECT")


def test_to_rdflib_of_limens_own_registry(dataset):
    """rdflib gets every graph, the union by default, and limen's prefixes."""
    given = dataset.to_rdflib()
    levels = set(given.subjects(rdflib.RDF.type, LIMEN.SafetyLevel))

    assert len(dataset) == len(given)
    assert {graph for graph, _ in dataset.graphs} == {str(g.identifier) for g in given.graphs() if len(g)} - {
        str(given.default_graph.identifier)
    }
    assert rdflib.URIRef("https://w3id.org/limen/id/weakness/anthropic.com/asl#ASL-3") in levels
    assert prefixes().items() <= {prefix: str(space) for prefix, space in given.namespaces()}.items()


def test_namespace_is_closed():
    """rdflib's namespace has limen's terms and no other."""
    assert {NS + term for term in TERMS.terms} == {str(getattr(LIMEN, term)) for term in TERMS.terms}
    assert TERMS.terms == {str(term).removeprefix(NS) for term in dir(LIMEN) if not str(term).startswith("_")}
    with pytest.raises(AttributeError):
        LIMEN.SafteyLevel  # noqa: B018
    with pytest.raises(AttributeError):
        LIMEN["SafteyLevel"]
