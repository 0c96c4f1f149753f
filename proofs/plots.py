"""The small registries that are damaged: each valid, or nearly so, and quick to check whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from rdflib import Graph

from limen.check import engine, entry_findings, shacl
from limen.check.explain import read_page
from limen.check.terms import read_shapes
from limen.errors import Finding
from limen.files import Found
from limen.graph import entry_statements
from limen.model.entry import Entry
from limen.model.index import build_index
from limen.model.names import Names
from limen.parse import Parsed, parse_file
from limen.publish import Registry, check
from limen.term import Triple
from trees import Document, read_document

ROOT = Path(__file__).parents[1]
#: Real entries, each with those that it leads to; what they refer to beyond is found dangling before and after.
REAL = {
    "levels": "weakness/com/anthropic.md weakness/com/anthropic/definitions.md reference/com/anthropic.md",
    "policy": "control/com/anthropic/rsp-2.2.md control/com/anthropic.md weakness/com/anthropic.md",
    "openai": "control/com/openai.md entity/com/openai.md",
    "nist": "control/gov/nist.md entity/gov/nist.md reference/gov/nist.md",
    "mappings": "reference/org/rand/mappings.md reference/org/rand.md control/com/anthropic/rsp-2.2.md",
}
#: What moves with the lines of a file is no part of what a finding says.
_LINES = re.compile(r"line \d+|:\d+(?::\d+)?")

#: The rooms of `limen.check.entry` that look at identifiers.
IDENTIFIER_CODES = frozenset(
    "dangling-identifier item-outside-pattern guessed-target unresolved-target".split()
)
Said = Counter[tuple[str, str, str]]


@cache
def _shapes_read_once(texts: tuple[tuple[str, str], ...]) -> Graph:
    return read_shapes(dict(texts))


def read_shapes_once() -> None:
    """Let every check of this process share the shapes and their queries, which take longer to read than to use."""
    engine.prepareQuery = cache(engine.prepareQuery)  # type: ignore[attr-defined]
    shacl.read_shapes = lambda shapes: _shapes_read_once(tuple(shapes.items()))  # type: ignore[attr-defined]


def said(findings: Iterable[Finding]) -> Said:
    """Count what findings say, wherever they say it; a shape without a node is nothing wrong."""
    listed = (
        (each.path, each.code, _LINES.sub("", each.message)) for each in findings if each.code != "idle-shape"
    )
    return Counter(listed)


@dataclass(frozen=True)
class Plot:
    """Some files that are checked together."""

    name: str
    files: Mapping[str, bytes]

    @cached_property
    def parsed(self) -> dict[str, Parsed]:
        """The files read, by path."""
        return {
            path: self.parse(path, data) for path, data in self.files.items() if not path.endswith(".yaml")
        }

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The files that have a tree."""
        read = (read_document(path, self.files[path]) for path in self.parsed)
        return tuple(each for each in read if each)

    def parse(self, path: str, data: bytes) -> Parsed:
        """Read one file of the plot, or what is to stand in its place."""
        return parse_file(path, data, sidecar=self.files.get(f"{path}.yaml"))

    def entries(self, path: str = "", other: Entry | None = None) -> tuple[Entry, ...]:
        """Give the entries, one of them perhaps replaced or left out."""
        read = ((other if each == path else parsed.entry) for each, parsed in self.parsed.items())
        return tuple(each for each in read if each)

    @cached_property
    def parser_said(self) -> dict[str, Said]:
        """What the parser has to say of each file as it is."""
        return {path: said(parsed.findings) for path, parsed in self.parsed.items()}

    @cached_property
    def entries_said(self) -> Said:
        """What the checks of entries have to say of the plot as it is."""
        entries = self.entries()
        return said(entry_findings(entries, build_index(entries)))

    @cached_property
    def all_said(self) -> Said:
        """What the whole check has to say of the plot as it is."""
        return said(check(opened(self.entries())).findings)

    @cached_property
    def triples(self) -> frozenset[Triple]:
        """What the plot says, as triples."""
        return triples_of(self.entries())


def opened(entries: tuple[Entry, ...]) -> Registry:
    """Open entries that are on no disk as a registry."""
    found = tuple(Found(each.path, each.path, Path(each.path), None) for each in entries)
    kept = {each.path: each for each in entries}
    paths = frozenset(kept)
    return Registry(found, "", Names(), build_index(entries), paths, (), (), kept)


def triples_of(entries: tuple[Entry, ...]) -> frozenset[Triple]:
    """Say entries."""
    index = build_index(entries)
    return frozenset(each.triple for entry in entries for each in entry_statements(entry, index, Names()))


def plots(*, small: bool = False) -> tuple[Plot, ...]:
    """Gather every plot; the small ones are the made-up registry and the examples of the pages."""
    listed = [_folder("whole", ROOT / "proofs/registry"), *_pages()]
    if not small:
        listed += [_folder("example", ROOT / "docs/example/registry"), *_cases(), *_real()]
    return tuple(_rewritten(each) for each in listed if each.files)


def _folder(name: str, folder: Path) -> Plot:
    files = sorted(each for each in folder.rglob("*") if each.is_file() and each.parent != folder)
    return Plot(name, {each.relative_to(folder).as_posix(): each.read_bytes() for each in files})


def _pages() -> Iterator[Plot]:
    """The passing examples of the pages on findings, those that are entries."""
    for page in sorted((ROOT / "findings").glob("*.md")):
        files = read_page(page.stem, page.read_text(encoding="utf-8")).passes.files
        roots = {each.path.partition("/")[0] for each in files}
        entries = {each.path: each.content for each in files if each.path.endswith((".md", ".json", ".yaml"))}
        if all((ROOT / "proofs/registry" / root).is_dir() or "/" in root for root in roots):
            yield Plot(page.stem, {path: data for path, data in entries.items() if "/" in path})


def _cases() -> Iterator[Plot]:
    """The inputs of the tests of entries, each filed where it belongs."""
    for file in sorted((ROOT / "tests/data/entries").glob("*/input.*")):
        if file.suffix != ".yaml" and not file.with_name(file.name + ".yaml").exists():
            yield Plot(f"case {file.parent.name}", {file.name: file.read_bytes()})


def _real() -> Iterator[Plot]:
    for name, paths in REAL.items():
        yield Plot(f"real {name}", {path: (ROOT / "registry" / path).read_bytes() for path in paths.split()})


def _rewritten(plot: Plot) -> Plot:
    """Write the files from their trees, so that a mutant differs from them by its damage alone."""
    written = {each.path: each.written() for each in plot.documents}
    return Plot(plot.name, {**plot.files, **written})
