"""Two releases, registries or graphs compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from limen.diff import Difference, Graphs, changes, comparable, difference, follows, format_update, union_of
from limen.errors import Finding, WrongUse
from limen.files import read_whole
from limen.model.names import Names
from limen.publish.diff_words import Told, tell
from limen.publish.registry import Progress, open_registry
from limen.publish.writing import style
from limen.serialize import FORMATS, find_format, serialize
from limen.store import read_dataset
from limen.term import Triple

#: The files of a release that hold all of it; first those that tell its graphs apart.
_WHOLE = tuple(f"limen.{each.extension}" for each in sorted(FORMATS, key=lambda each: not each.keeps_graphs))
_MEDIA_TYPES = {f".{each.extension}": each.media_type for each in FORMATS}
_NQUADS = find_format("nquads")


class _Side(NamedTuple):
    """A dataset that was read, and what was wrong with its files."""

    graphs: Graphs
    findings: tuple[Finding, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True)
class Diff:
    """What differs between two datasets.

    What follows from records is told only where a property that holds one value
    at a time has another one now; the rest of it is only counted.
    """

    difference: Difference
    told: tuple[Told, ...]
    derived_removed: int
    derived_added: int
    findings: tuple[Finding, ...]
    is_whole: bool  # whether every entry of both could be read
    nameless: int  # triples with blank nodes, which have no names to compare by and were left out

    @property
    def removed(self) -> int:
        """How many triples go, graph by graph."""
        return sum(len(triples) for _, triples in self.difference.removed)

    @property
    def added(self) -> int:
        """How many triples come, graph by graph."""
        return sum(len(triples) for _, triples in self.difference.added)


def diff(old: Path, new: Path, names: Names, progress: Progress) -> Diff:
    """Compare two datasets: registries, files of RDF, or folders with a release.

    If only one of them tells its graphs apart, their unions are compared.

    Raises:
        NoSuchInput: if one of them is not there.
        WrongUse: if one of them is no RDF.
    """
    sides = [_read(path, names, progress) for path in (old, new)]
    found = compare_graphs(sides[0].graphs, sides[1].graphs)
    return replace(
        found,
        findings=tuple(sorted({finding for side in sides for finding in side.findings})),
        is_whole=all(side.is_whole for side in sides),
    )


def compare_graphs(old: Graphs, new: Graphs) -> Diff:
    """Compare two datasets that were read, whose terms are spelled alike."""
    before, after = comparable(_named(old), _named(new))
    unions = union_of(before), union_of(after)
    derived = follows(unions[0]), follows(unions[1])
    found = changes(unions[0] - derived[0], unions[1] - derived[1])
    return Diff(
        difference(before, after),
        tell(found, changes(derived[0], derived[1]), unions),
        len(derived[0] - derived[1]),
        len(derived[1] - derived[0]),
        (),
        is_whole=True,
        nameless=sum(
            _is_nameless(each) for graphs in (old, new) for triples in graphs.values() for each in triples
        ),
    )


def diff_update(found: Diff) -> Iterator[str]:
    """Write the difference as SPARQL Update, in chunks: applied to the old dataset it gives the new one.

    Raises:
        WrongUse: if one of them holds blank nodes.
    """
    if found.nameless:
        raise WrongUse(f"{found.nameless} triples hold blank nodes, which no update can name; give them IRIs")
    return format_update(found.difference)


def _read(path: Path, names: Names, progress: Progress) -> _Side:
    file = _released(path) if path.is_dir() else path
    if file is None or file.suffix not in _MEDIA_TYPES:
        return _registry(path, names, progress)
    return _Side(_parsed(read_whole(file), _MEDIA_TYPES[file.suffix], file))


def _released(folder: Path) -> Path | None:
    """The file of a release that holds all of it, if the folder is one."""
    return next((folder / name for name in _WHOLE if (folder / name).is_file()), None)


def _registry(path: Path, names: Names, progress: Progress) -> _Side:
    """Read a registry as another reader would read what is published of it, so that terms are spelled alike."""
    registry = open_registry([path], names=names, progress=progress)
    text = "".join(serialize(registry.graphs(progress), _NQUADS, style()))
    graphs = _parsed(text.encode(), _NQUADS.media_type, path)
    return _Side(graphs, registry.findings, bool(registry.found) and not registry.left_out)


def _parsed(data: bytes, media_type: str, path: Path) -> Graphs:
    try:
        return read_dataset(data, media_type)
    except (SyntaxError, ValueError) as error:
        raise WrongUse(f"{path}: not valid {media_type}: {error}") from error


def _named(graphs: Graphs) -> Graphs:
    return {
        graph: frozenset(each for each in triples if not _is_nameless(each))
        for graph, triples in graphs.items()
    }


def _is_nameless(triple: Triple) -> bool:
    return triple[0].startswith("_:") or triple[2].startswith("_:")
