"""The files of a bundle that follow from its graphs: made once more, they should be what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from limen.diff import union_of
from limen.files import printable
from limen.publish.built import Built
from limen.publish.release.bundle import catalog_said, context, dataset_jsonld, table_files
from limen.publish.release.bundled import CATALOG, ENTRIES, MANIFEST, NQUADS, SUMS, Bundled, archive_name
from limen.publish.release.database import database_graphs, database_rows
from limen.publish.release.edition import Edition
from limen.publish.release.flaw import Flaw
from limen.publish.release.readers import Read
from limen.publish.release.tables import edges
from limen.store import read_dataset
from limen.term import Triple, iri_of

_DATABASE, _CONTEXT, _DATASET = "limen.sqlite", "context.jsonld", "dataset.jsonld"


def following_flaws(
    files: Mapping[str, Bundled], read: Mapping[str, Read], built: Built, edition: Edition
) -> Iterator[Flaw]:
    """Find the files that do not say what follows from the graphs."""
    expected = [*table_files(built), Bundled(_CONTEXT, context(files["limen.jsonld"].data))]
    described = _described(files, edition)
    expected.append(dataset_jsonld(built, edition, [each for each in described if each.name != _DATASET]))
    for each in expected:
        if each.name not in files:
            yield Flaw(each.name, "is missing")
        elif each.data != files[each.name].data:
            yield Flaw(each.name, f"does not say what follows from {NQUADS}")
    yield from _catalog_flaws(read[CATALOG], catalog_said(built, edition, described))
    yield from _database_flaws(files, read, built)


def _described(files: Mapping[str, Bundled], edition: Edition) -> list[Bundled]:
    """The files that the catalogue describes: all but those that hold it, and the parts that only the manifest lists."""
    later = {CATALOG, MANIFEST, SUMS, archive_name(edition.version)}
    return [each for name, each in files.items() if name not in later and not name.startswith(ENTRIES)]


def _catalog_flaws(catalog: Read, expected: tuple[Triple, ...]) -> Iterator[Flaw]:
    """Compare every figure, checksum and word of the catalogue with what is there."""
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in expected).encode()
    should, is_ = union_of(read_dataset(text, "application/n-triples")), union_of(catalog.graphs)
    for subject, predicate, object_ in sorted(should - is_):
        said = sorted(o for s, p, o in is_ if (s, p) == (subject, predicate))
        words = f"{iri_of(subject)} should have {iri_of(predicate)} {object_}"
        yield Flaw(CATALOG, printable(f"{words}, and has {', '.join(said) or 'none'}"))
    for subject, predicate, object_ in sorted(is_ - should):
        if not any((subject, predicate) == each[:2] for each in should):
            yield Flaw(CATALOG, printable(f"{iri_of(subject)} should not have {iri_of(predicate)} {object_}"))


def _database_flaws(files: Mapping[str, Bundled], read: Mapping[str, Read], built: Built) -> Iterator[Flaw]:
    """Compare the triples of the database with the graphs, and its edges with the table."""
    if _DATABASE not in files:
        yield Flaw(_DATABASE, "is missing")
        return
    try:
        graphs = database_graphs(files[_DATABASE].data)
        found = sorted(database_rows(files[_DATABASE].data, "SELECT source, property, target FROM edges"))
    except ValueError as error:
        yield Flaw(_DATABASE, printable(str(error)))
        return
    text = "".join(f"{s} {p} {o} <{g}> .\n" for g in graphs for s, p, o in graphs[g]).encode()
    if read_dataset(text, "application/n-quads") != read[NQUADS].graphs:
        yield Flaw(_DATABASE, f"does not hold what {NQUADS} holds")
    if found != list(edges(built.union).rows):
        yield Flaw(_DATABASE, "its edges are not those of the table")
