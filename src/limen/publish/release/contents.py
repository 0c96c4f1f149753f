"""Whether what the files of a bundle say is so: read with two parsers, compared, counted again, checked by the shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from limen.check import ShapesRefused, check_shapes
from limen.diff import Graphs, union_of
from limen.errors import Severity, WrongUse
from limen.files import printable
from limen.publish.built import Built
from limen.publish.registry import Progress, names_under
from limen.publish.release.archive import ungzipped
from limen.publish.release.bundle import entry_file, entry_prefix
from limen.publish.release.bundled import (
    CATALOG,
    DATA,
    DATASETS,
    ENTRIES,
    MANIFEST,
    NEEDED,
    NQUADS,
    RDF_TYPES,
    SHAPES,
    UNIONS,
    VOCABULARY,
    Bundled,
)
from limen.publish.release.edition import Edition, release_prefix
from limen.publish.release.flaw import Flaw
from limen.publish.release.follows import following_flaws
from limen.publish.release.readers import Read, read_twice
from limen.term import iri_of


def content_flaws(files: Mapping[str, Bundled], progress: Progress) -> Iterator[Flaw]:
    """Find what files say that is not so; what cannot be read is not compared."""
    listed: dict[str, Any] = json.loads(files[MANIFEST].data)
    missing = [Flaw(name, "is missing") for name in NEEDED if name not in files]
    if missing:
        yield from missing
        return
    rdf = [each for each in files.values() if each.media_type in RDF_TYPES]
    read: dict[str, Read] = {}
    for done, each in enumerate(rdf):
        progress("reading with two parsers", done, len(rdf))
        one = read_twice(each)
        if isinstance(one, Flaw):
            yield one
        else:
            read[each.name] = one
    if len(read) != len(rdf):
        return
    yield from _figure_flaws(listed, read)
    yield from _graph_flaws(read)
    if ungzipped(files[f"{NQUADS}.gz"].data) != files[NQUADS].data:
        yield Flaw(f"{NQUADS}.gz", f"does not hold {NQUADS}")
    try:
        edition = _edition(listed, read)
    except WrongUse as error:
        yield Flaw(MANIFEST, printable(str(error)))
        return
    graphs = read[NQUADS].graphs
    yield from _entry_flaws(read, edition)
    progress("checking", 0, 1)
    built = Built(tuple((graph, tuple(sorted(graphs[graph]))) for graph in sorted(graphs)))
    yield from following_flaws(files, read, built, edition)
    yield from _shape_flaws(files, built)


def _edition(listed: dict[str, Any], read: Mapping[str, Read]) -> Edition:
    """What the manifest says of the release; of those before it the catalogue tells."""
    names = names_under(str(listed.get("base", "")))
    version, date, commit, previous = (
        str(listed.get(key, "")) for key in ("version", "date", "commit", "previous")
    )
    own, prefix = f"{release_prefix(names)}{version}", release_prefix(names)
    chain = (each for each in union_of(read[CATALOG].graphs) if each[0].startswith(prefix))
    before = tuple(each for each in chain if each[0] not in {f"{own}>", f"{own}#revision>"})
    return Edition(names, version, date, commit, previous, before)


def _figure_flaws(listed: dict[str, Any], read: Mapping[str, Read]) -> Iterator[Flaw]:
    """Compare the figures of the manifest with what was counted."""
    for said in listed["files"]:
        if said["name"] in read:
            one = read[said["name"]]
            for key, value in (("triples", one.triples), ("rdfc10", one.canonical)):
                if said.get(key) != value:
                    yield Flaw(said["name"], f"{key} is {value}; {MANIFEST} says {said.get(key)}")
    graphs = read[NQUADS].graphs
    for key, value in (("graphs", len(graphs)), ("triples", len(union_of(graphs)))):
        if listed.get(key) != value:
            yield Flaw(MANIFEST, f"{key} is {value} in {NQUADS}, not {listed.get(key)}")


def _graph_flaws(read: Mapping[str, Read]) -> Iterator[Flaw]:
    """Compare the forms of the dataset with each other, and its parts with the whole."""
    whole = union_of(read[NQUADS].graphs)
    for name in UNIONS:
        yield from _compared(name, {"": whole}, read)
    for name in DATASETS:
        yield from _compared(name, read[NQUADS].graphs, read)
    words, rest = (union_of(read[each].graphs) for each in (VOCABULARY, DATA))
    if words | rest != whole:
        yield Flaw(DATA, f"and {VOCABULARY} together do not hold what {NQUADS} holds")
    if words & rest:
        yield Flaw(DATA, f"and {VOCABULARY} have {len(words & rest)} triples in common")


def _compared(name: str, expected: Graphs, read: Mapping[str, Read]) -> Iterator[Flaw]:
    if name not in read:
        yield Flaw(name, "is missing")
    elif read[name].graphs != dict(expected):
        here, there = union_of(read[name].graphs), union_of(expected)
        counts = f"{len(there - here)} triples are not in it, {len(here - there)} only in it"
        yield Flaw(name, f"does not hold what {NQUADS} holds: {counts}")


def _entry_flaws(read: Mapping[str, Read], edition: Edition) -> Iterator[Flaw]:
    """Compare the file of each entry with its graph."""
    prefix, graphs = entry_prefix(edition), read[NQUADS].graphs
    entries = {entry_file(g.removeprefix(prefix)): g for g in graphs if g.startswith(prefix)}
    files = {name for name in read if name.startswith(ENTRIES)}
    for name in sorted(entries.keys() | files):
        expected = {"": graphs[entries[name]]} if name in entries else {}
        yield from _compared(name, expected, read)


def _shape_flaws(files: Mapping[str, Bundled], built: Built) -> Iterator[Flaw]:
    """Check the dataset with the shapes of the bundle."""
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in built.union)
    try:
        report = check_shapes(text, {SHAPES: files[SHAPES].data.decode()})
    except ShapesRefused as error:
        yield Flaw(SHAPES, printable(str(error)))
        return
    for each in report.violations:
        if each.severity is not Severity.NOTE:
            where = iri_of(each.breach.focus) if each.breach.focus else "the dataset"
            yield Flaw(NQUADS, f"{where} breaks {each.code}: {each.message}")
