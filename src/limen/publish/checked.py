"""Everything wrong with what somebody names: registries, mapping files, ontologies and shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from limen.errors import Finding
from limen.model.names import Names
from limen.publish.check_mappings import check_mappings
from limen.publish.check_turtle import check_turtle
from limen.publish.inspect import Inspected
from limen.publish.inspect import check as check_registry
from limen.publish.overlay import Overlay, open_overlaid
from limen.publish.registry import Progress
from limen.report import Extent

_MAPPINGS = ".sssom.tsv"
_TURTLE = ".ttl"


@dataclass(frozen=True)
class Checked:
    """What was found in all that was named, how much was looked at, and the entries' paths by their names."""

    findings: tuple[Finding, ...]
    extent: Extent
    files: int  # besides the entries
    names: Names
    paths: Mapping[str, str]

    def record(self, shown: str) -> str:
        """The IRI of a file's record, by the name that findings have for the file."""
        return self.names.graph(self.paths.get(shown, shown))

    def only(self, findings: Iterable[Finding]) -> Checked:
        """The same check, with some of its findings."""
        return replace(self, findings=tuple(findings))


def check_paths(
    paths: Iterable[Path],
    names: Names,
    about: str,
    progress: Progress,
    overlays: tuple[Overlay, ...] = (),
) -> Checked:
    """Check registries and overlays as one, and each mapping file and Turtle file by itself.

    Raises:
        NoSuchInput: if a path is not there.
        WrongUse: if `about` is not the SecID of something.
    """
    given = tuple(paths)
    mappings = tuple(path for path in given if path.name.endswith(_MAPPINGS))
    turtles = tuple(path for path in given if path.name.endswith(_TURTLE))
    roots = tuple(path for path in given if path not in {*mappings, *turtles})
    checked = _registries(roots, names, about, progress, overlays) if roots else _nothing(names)
    files = tuple(_files(mappings, turtles))
    triples = checked.extent.triples + sum(each.triples for each in files)
    shapes = max([checked.extent.shapes, *(each.shapes for each in files)])
    found = {*checked.findings, *(finding for each in files for finding in each.findings)}
    return replace(
        checked,
        findings=tuple(sorted(found)),
        extent=Extent(checked.extent.entries, triples, shapes),
        files=len(mappings) + len(turtles),
    )


def _nothing(names: Names) -> Checked:
    return Checked((), Extent(0, 0, 0), 0, names, MappingProxyType({}))


def _registries(
    roots: tuple[Path, ...], names: Names, about: str, progress: Progress, overlays: tuple[Overlay, ...]
) -> Checked:
    registry = open_overlaid(roots, overlays, names=names, about=about, progress=progress)
    progress("checking", 0, 1)
    findings, triples, shapes = check_registry(registry)
    paths = {found.shown: found.path for found in registry.found}
    paths |= {each.path: path for each in findings for path in registry.left_out if _is_at(each.path, path)}
    extent = Extent(len(registry.found), triples, shapes)
    return Checked(findings, extent, 0, names, MappingProxyType(paths))


def _is_at(shown: str, path: str) -> bool:
    """Say whether a name that a user would type can be that of a path inside a registry."""
    return f"/{shown}".endswith(f"/{path}")


def _files(mappings: tuple[Path, ...], turtles: tuple[Path, ...]) -> Iterator[Inspected]:
    if mappings:
        yield check_mappings(mappings)
    if turtles:
        yield check_turtle(turtles)
