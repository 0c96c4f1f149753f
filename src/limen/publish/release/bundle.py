"""Every file of a bundle, made of the graphs of a registry and of what is said of the edition."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from limen.errors import OutputRefused
from limen.publish.built import Built
from limen.publish.catalog import catalog_triples, catalog_turtle
from limen.publish.catalog_jsonld import catalog_jsonld
from limen.publish.export import serialized
from limen.publish.release.archive import gzipped, packed
from limen.publish.release.bundled import (
    CATALOG,
    DATA,
    ENTRIES,
    NQUADS,
    SUMS,
    VOCABULARY,
    Bundled,
    archive_name,
)
from limen.publish.release.database import database
from limen.publish.release.edition import Edition
from limen.publish.release.manifest import checksums, manifest, written_json
from limen.publish.release.split import own_files, split
from limen.publish.release.tables import edges, glossary, nodes
from limen.serialize import FORMATS, Graph, find_format
from limen.term import Triple
from limen.vocab import SCHEMA

_TURTLE = find_format("turtle")
#: What schema.org's context says of the properties in use, written here because loaders fetch nothing.
_CONTEXT = {
    "@vocab": SCHEMA.namespace,
    **{name: {"@type": "@id"} for name in ("contentUrl", "license", "url")},
    **{name: {"@language": "en"} for name in ("description", "keywords", "name")},
}


def bundle(built: Built, edition: Edition, notes: Iterable[Bundled]) -> Iterator[Bundled]:
    """Make every file, in the order in which they speak of each other; `notes` are those about the release."""
    files = [*dataset_files(built), *own_files(), *notes]
    files += [dataset_jsonld(built, edition, files)]
    files += [catalog(built, edition, files)]
    files += entry_files(built, edition)
    yield from files
    yield from sealed(files, built, edition)


def sealed(files: list[Bundled], built: Built, edition: Edition) -> Iterator[Bundled]:
    """Make the files that hold the others: the manifest, the archive, and the checksums of all."""
    listed = [*files, manifest(files, built, edition)]
    name = archive_name(edition.version)
    content = {each.name: each.data for each in listed}
    archive = Bundled(name, packed(content, name.removesuffix(".tar.gz")))
    yield listed[-1]
    yield archive
    yield Bundled(SUMS, checksums([*listed, archive]))


def dataset_files(built: Built) -> Iterator[Bundled]:
    """Make the files of the dataset in its forms: whole, in two parts, and as tables."""
    whole = {each.extension: b"".join(serialized(built, each)) for each in FORMATS}
    parts = split(built.union)
    yield from (Bundled(f"limen.{extension}", data) for extension, data in whole.items())
    yield Bundled(f"{NQUADS}.gz", gzipped(whole["nq"]))
    yield Bundled(VOCABULARY, turtle(parts.vocabulary))
    yield Bundled(DATA, turtle(parts.data))
    yield Bundled("context.jsonld", context(whole["jsonld"]))
    yield Bundled("limen.sqlite", database(built.graphs))
    yield from table_files(built)


def table_files(built: Built) -> Iterator[Bundled]:
    """Make the tables of nodes, edges, terms and mappings; OSCAL has no form for a collection without mappings."""
    for name, table in (("nodes", nodes), ("edges", edges), ("glossary", glossary)):
        yield Bundled(f"{name}.csv", table(built.union).csv())
    yield Bundled("mappings.sssom.tsv", b"".join(serialized(built, find_format("sssom"))))
    try:
        yield Bundled("mappings.oscal.json", b"".join(serialized(built, find_format("oscal"))))
    except OutputRefused:
        return


def context(jsonld: bytes) -> bytes:
    """Take the context out of a file of JSON-LD, for those who write their own."""
    document = json.loads(jsonld)
    return written_json({"@context": document.get("@context", {}) if isinstance(document, dict) else {}})


def entry_files(built: Built, edition: Edition) -> Iterator[Bundled]:
    """Make one file for each entry, by its path in the registry."""
    prefix = entry_prefix(edition)
    for graph, triples in built.graphs:
        if graph.startswith(prefix):
            yield Bundled(entry_file(graph.removeprefix(prefix)), turtle(triples))


def entry_prefix(edition: Edition) -> str:
    """Give what the IRIs of all entries' graphs begin with."""
    return edition.names.graph("")[1:-1]


def entry_file(local: str) -> str:
    """Name the file of an entry by the end of its graph's IRI.

    >>> entry_file("weakness/com/anthropic.md")
    'entries/weakness/com/anthropic.md.ttl'
    """
    return f"{ENTRIES}{unquote(local)}.ttl"


def turtle(triples: Iterable[Triple]) -> bytes:
    """Write triples as Turtle, as all files of a bundle have it."""
    graph: Graph = ("", tuple(triples))
    return b"".join(serialized(Built((graph,)), _TURTLE))  # type: ignore[arg-type]


def dataset_jsonld(built: Built, edition: Edition, files: Iterable[Bundled]) -> Bundled:
    """Describe the dataset in the words of schema.org, with the context inside and a name for every node."""
    written = [each.written for each in sorted(files, key=lambda each: each.name)]
    said = catalog_jsonld(built, edition.names, edition.version, written, downloads=edition.downloads)
    named = [each | {"@id": each["contentUrl"]} for each in said["distribution"]]  # type: ignore[attr-defined]
    return Bundled("dataset.jsonld", written_json(said | {"@context": _CONTEXT, "distribution": named}))


def catalog(built: Built, edition: Edition, files: Iterable[Bundled]) -> Bundled:
    """Describe the dataset, its files and the chain of its releases in DCAT and VoID."""
    triples = catalog_said(built, edition, files)
    return Bundled(CATALOG, "".join(catalog_turtle(edition.names, triples)).encode())


def catalog_said(built: Built, edition: Edition, files: Iterable[Bundled]) -> tuple[Triple, ...]:
    """Say what the catalogue of an edition says, as triples."""
    written = [each.written for each in files]
    said = catalog_triples(built, edition.names, edition.version, written, downloads=edition.downloads)
    dataset = f"<{edition.names.base}catalog#dataset>"
    return tuple(sorted({*said, *edition.triples(dataset)}))
