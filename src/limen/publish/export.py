"""Export, read from top to bottom: open, build, check, decide, write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from limen.errors import Finding, RegistryRefused, Severity
from limen.files import write_files
from limen.model.names import Names, is_overlay
from limen.publish.built import Built, built_of
from limen.publish.catalog import catalog_triples, catalog_turtle
from limen.publish.inspect import Inspected, inspect
from limen.publish.overlay import Overlay, lay_over
from limen.publish.registry import Progress, Registry, open_registry
from limen.publish.tally import Tally, tally
from limen.publish.version import limen_version
from limen.publish.writing import style
from limen.publish.written import Written
from limen.serialize import Format, find_format, serialize

_TURTLE = find_format("ttl")


@dataclass(frozen=True)
class Export:
    """What is to be exported, from where, to where, and how."""

    roots: tuple[Path, ...]
    out: Path
    formats: tuple[Format, ...]
    names: Names
    about: str = ""
    strict: bool = False
    overlays: tuple[Overlay, ...] = ()


class Prepared(NamedTuple):
    """A registry that may be published, what is made of it, and what was found."""

    registry: Registry
    built: Built
    inspected: Inspected


@dataclass(frozen=True)
class Exported:
    """What an export read, found and wrote."""

    entries: int
    left_out: tuple[str, ...]
    triples: int
    shapes: int
    findings: tuple[Finding, ...]
    tally: Tally
    files: tuple[Written, ...]


def export(job: Export, progress: Progress) -> Exported:
    """Read registries, check them, and write every format asked for; all files or none.

    Raises:
        RegistryRefused: if the job is strict and something is wrong with the input.
        OutputRefused: if the output cannot be written whole.
    """
    registry, built, inspected = prepare(job, progress)
    progress("writing", 0, 1)
    files = _write(job, registry, built)
    return Exported(
        len(registry.found),
        registry.left_out,
        inspected.triples,
        inspected.shapes,
        inspected.findings,
        tally(built),
        files,
    )


def prepare(job: Export, progress: Progress) -> Prepared:
    """Read registries and check them; leave out the entries with errors.

    Then those that have errors because of that, until none has any: what is left
    is what would be published if the files left out were not there. Overlays come
    after, and no public entry is left out because of them. The findings are those
    of every round.

    Raises:
        RegistryRefused: if there is nothing to publish, an error lies in no entry,
            or the job is strict and there is more than notes.
    """
    registry = open_registry(job.roots, names=job.names, about=job.about, progress=progress)
    prepared, found = _settled(registry, job.strict, progress)
    if job.overlays:
        laid_over = lay_over(prepared.registry, job.overlays, progress)
        prepared, more = _settled(laid_over, job.strict, progress)
        found |= more
    bad = tuple(sorted(each for each in found if each.severity is not Severity.NOTE))
    if not prepared.registry.found or _errors(prepared) or (job.strict and bad):
        raise RegistryRefused(bad)
    return prepared._replace(inspected=prepared.inspected._replace(findings=tuple(sorted(found))))


def _settled(registry: Registry, strict: bool, progress: Progress) -> tuple[Prepared, set[Finding]]:
    """Leave out entries until no error lies in one that may be left out; with all that was found."""
    prepared = _prepared(registry, progress)
    found = set(prepared.inspected.findings)
    while not strict and (broken := {each.path for each in _errors(prepared)} & _may_go(prepared.registry)):
        prepared = _prepared(prepared.registry.without(broken), progress)
        found.update(prepared.inspected.findings)
    return prepared, found


def _may_go(registry: Registry) -> set[str]:
    """The entries that can be left out: those of overlays, if there are any; as their user would type them."""
    return {each.shown for each in registry.found if registry.public is None or is_overlay(each.path)}


def _prepared(registry: Registry, progress: Progress) -> Prepared:
    built = built_of(registry)
    progress("checking", 0, 1)
    return Prepared(registry, built, inspect(registry, built))


def _errors(prepared: Prepared) -> tuple[Finding, ...]:
    """The errors of what is to be published; not those of files that could not be read."""
    entries, of_files = _shown(prepared), set(prepared.registry.findings)
    errors = (each for each in prepared.inspected.findings if each.severity is Severity.ERROR)
    return tuple(each for each in errors if each.path in entries or each not in of_files)


def _shown(prepared: Prepared) -> set[str]:
    """The entries as their user would type them."""
    return {each.shown for each in prepared.registry.found}


def serialized(built: Built, format: Format) -> Iterator[bytes]:
    """Write the graphs in one format, as chunks of UTF-8."""
    return (chunk.encode() for chunk in serialize(built.graphs, format, style()))


def _write(job: Export, registry: Registry, built: Built) -> tuple[Written, ...]:
    written: list[Written] = []

    def contents() -> Iterator[tuple[str, Iterable[bytes]]]:
        for format in job.formats:
            name = f"limen.{format.extension}"
            yield name, _measured(name, format.media_type, serialized(built, format), written)
        if not job.overlays:  # the catalogue describes the public dataset
            yield "catalog.ttl", _catalog(job.names, built, written)
        yield "manifest.json", [_manifest(job, registry, built, written)]

    write_files(job.out, contents())
    return tuple(written)


def _catalog(names: Names, built: Built, written: list[Written]) -> Iterator[bytes]:
    catalog = catalog_triples(built, names, limen_version(), written)
    chunks = (chunk.encode() for chunk in catalog_turtle(names, catalog))
    return _measured("catalog.ttl", _TURTLE.media_type, chunks, written)


def _measured(name: str, media_type: str, chunks: Iterable[bytes], written: list[Written]) -> Iterator[bytes]:
    """Pass chunks on while counting and hashing them; the last one records the file."""
    digest, size = sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        yield chunk
    written.append(Written(name, size, digest.hexdigest(), media_type))


def _manifest(job: Export, registry: Registry, built: Built, written: list[Written]) -> bytes:
    """Say which files there are, of what, and which entries are not among it."""
    document = {
        "base": registry.names.base,
        "graphs": len(built.graphs),
        "triples": len(built),
        "files": [{"name": each.name, "bytes": each.bytes, "sha256": each.sha256} for each in written],
        "leftOut": registry.left_out,
    }
    if job.overlays:
        document["overlays"] = [each.name for each in job.overlays]
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
