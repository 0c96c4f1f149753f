"""A release, read from top to bottom: open, build, check, keep what was published, decide, write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from limen.errors import Finding, NoSuchInput, RegistryRefused, WrongUse
from limen.files import read_resources, read_whole, write_tree
from limen.model.names import Names
from limen.publish.built import Built
from limen.publish.export import Export, Prepared, prepare, serialized
from limen.publish.registry import Progress
from limen.publish.release.bundle import bundle
from limen.publish.release.bundled import SUMS, Bundled
from limen.publish.release.changes import changes
from limen.publish.release.edition import Edition, require_commit, require_version
from limen.publish.release.previous import Previous, own_nodes, read_previous
from limen.publish.release.retired import read_replaced, retire
from limen.publish.release.sbom import sbom
from limen.publish.release.split import own_files
from limen.publish.tally import Tally, tally
from limen.publish.version import limen_version
from limen.publish.written import Written
from limen.serialize import find_format
from limen.store import read_dataset


@dataclass(frozen=True)
class ReleaseJob:
    """What is to be released, from where, to where, after which release, and what is to be said of it."""

    roots: tuple[Path, ...]
    out: Path
    names: Names
    version: str
    date: str = ""
    commit: str = ""
    previous: Path | None = None
    replaced: Path | None = None
    changelog: Path | None = None


@dataclass(frozen=True)
class Released:
    """What a release read, found and wrote."""

    entries: int
    triples: int
    shapes: int
    retired: int
    date: str
    findings: tuple[Finding, ...]
    tally: Tally
    files: tuple[Written, ...]


def release(job: ReleaseJob, progress: Progress) -> Released:
    """Read registries, check them, and write one bundle; all of it, or nothing if anything is wrong.

    Raises:
        WrongUse: if the version is none, or a file that is named is not what it should be.
        RegistryRefused: if there is an error or a warning, or a published IRI would vanish.
        OutputRefused: if the folder holds something else, or cannot be written whole.
    """
    require_version(job.version)
    if job.commit:
        require_commit(job.commit)
    previous = read_previous(job.previous, job.names) if job.previous else None
    if previous and previous.version == job.version:
        raise WrongUse(f"{job.previous} is release {job.version} already; a new one has another version")
    replaced = read_replaced(read_whole(job.replaced), str(job.replaced)) if job.replaced else {}
    prepared = prepare(Export(job.roots, job.out, (), job.names, strict=True), progress)
    built = _kept(prepared.built, previous, replaced, job.names) if previous else prepared.built
    progress("writing", 0, 1)
    edition = _edition(job, built, previous)
    files = tuple(bundle(built, edition, _notes(job, built, edition, previous)))
    write_tree(job.out, ((each.name, [each.data]) for each in files), SUMS)
    return _released(prepared, built, edition, files)


def _kept(built: Built, previous: Previous, replaced: Mapping[str, str], names: Names) -> Built:
    """Keep every name that was published, or refuse."""
    kept, lost = retire(built, own_nodes(own_files(), names), previous, replaced, names)
    if lost:
        raise RegistryRefused(tuple(sorted(lost)))
    return kept


def _edition(job: ReleaseJob, built: Built, previous: Previous | None) -> Edition:
    """What the bundle says of itself; its day is never that of the clock."""
    before, chain = (previous.version, previous.chain) if previous else ("", ())
    return Edition(job.names, job.version, job.date or built.day, job.commit, before, chain)


def _notes(job: ReleaseJob, built: Built, edition: Edition, previous: Previous | None) -> Iterator[Bundled]:
    """The files about the release: what changed, and what it was made with."""
    changelog = read_whole(job.changelog).decode(errors="replace") if job.changelog else ""
    nquads = find_format("nquads")
    graphs = read_dataset(b"".join(serialized(built, nquads)), nquads.media_type)
    yield Bundled("CHANGELOG.md", changes(changelog, edition, graphs, previous, tally(built)))
    lock = read_resources("requirements", ".txt").get("run")
    if lock is None:
        raise NoSuchInput("requirements/run.txt: not part of this installation; release from a checkout")
    yield Bundled("sbom.cdx.json", sbom(lock, edition, limen_version()))


def _released(prepared: Prepared, built: Built, edition: Edition, files: tuple[Bundled, ...]) -> Released:
    return Released(
        len(prepared.registry.found),
        len(built),
        prepared.inspected.shapes,
        (len(built) - len(prepared.built)) // 2,
        edition.date,
        prepared.inspected.findings,
        tally(built),
        tuple(each.written for each in files),
    )
