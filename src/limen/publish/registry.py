"""A registry opened: its index in memory, and its entries kept, or read again whenever they are wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from limen.derive import derived_triples, derives_from
from limen.errors import Finding, NoSuchInput, Severity, WrongUse
from limen.files import Found, Search, find_around, find_entries, read_file
from limen.graph import entry_statements
from limen.identifier import IdentifierIndex, read_secid
from limen.model.entry import Entry
from limen.model.index import Index, build_index, overlaid_index
from limen.model.names import Names, is_overlay
from limen.parse import Parsed, parse_file
from limen.term import Statement, Triple, iri_of, is_iri
from limen.vocab import BASE

Progress = Callable[[str, int, int], None]
_BASE = re.compile(r"https?://[^/?#]+/(?:[^?#]*/)?")


def _silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody how far the work has come."""


@dataclass(frozen=True)
class Registry:
    """The entries of one or several registries that can be read.

    Findings name files as their user would type them. Entries that are not kept
    are read anew on every pass, which holds one of them at a time. Where a part
    of a registry was named, its identifiers mean what they do in all of it.
    """

    found: tuple[Found, ...]
    about: str
    names: Names
    index: Index
    deriving: frozenset[str]  # paths of the entries from which something may follow
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    kept: Mapping[str, Entry]  # by path
    public: Index | None = None  # by which public entries are said where overlays lie over them
    enclosing: Registry | None = None  # all of a registry of which only this part was named
    around: frozenset[str] = frozenset()  # the other files of it, as their user would type them

    def entries(self) -> Iterator[Entry]:
        """Read every entry that can be read, in the order of their paths."""
        yield from filter(None, map(self._read, self.found))

    def entry(self, path: str) -> Entry | None:
        """Read one entry by its path."""
        found = next((each for each in self.found if each.path == path), None)
        return self._read(found) if found else None

    def _read(self, found: Found) -> Entry | None:
        return self.kept.get(found.path) or _parse(found, self.about).entry

    def statements(self, entry: Entry) -> Iterator[Statement]:
        """Say an entry in triples, each with its line."""
        index = self.index if self.public is None or is_overlay(entry.path) else self.public
        return entry_statements(entry, index, self.names)

    def graphs(self, progress: Progress = _silent, day: str = "") -> Iterator[tuple[str, list[Triple]]]:
        """Give every graph, in IRI order: its IRI and its triples, sorted, each once.

        The derived graph is the view of a day; without one, of the day up to
        which the registry says that it knows.
        """
        derived = derived_triples(self._grounds(), self.names, day)
        if derived:
            yield iri_of(self.names.current), derived
        entries = sorted(self.found, key=lambda found: self.names.graph(found.path))
        for done, found in enumerate(entries):
            progress("making triples", done, len(entries))
            entry = self._read(found)
            if entry is not None:
                triples = {each.triple for each in self.statements(entry)}
                yield iri_of(self.names.graph(entry.path)), sorted(triples)

    def without(self, shown: Iterable[str]) -> Registry:
        """The registry as if some files, named as their user would type them, could not be read."""
        gone = frozenset(shown)
        out = {found.path for found in self.found if found.shown in gone}
        rest = replace(
            self,
            found=tuple(found for found in self.found if found.path not in out),
            left_out=tuple(sorted({*self.left_out, *out})),
            enclosing=self.enclosing and self.enclosing.without(gone),
        )
        return rest.indexed()

    def indexed(self) -> Registry:
        """The same registry with its index gathered anew; public entries never depend on overlays."""
        if self.enclosing:
            whole = self.enclosing.indexed()
            return replace(self, index=whole.index, public=whole.public, enclosing=whole)
        public = build_index(self.public_entries())
        if not any(is_overlay(found.path) for found in self.found):
            return replace(self, index=public, public=None)
        return replace(self, index=overlaid_index(public, self.entries()), public=public)

    def public_entries(self) -> Iterator[Entry]:
        """Read every entry that is not of an overlay."""
        yield from (entry for entry in self.entries() if not is_overlay(entry.path))

    def _grounds(self) -> Iterator[Triple]:
        """The triples of the entries from which something may follow."""
        for found in self.found:
            entry = self._read(found) if found.path in self.deriving else None
            if entry is not None:
                yield from (each.triple for each in self.statements(entry))

    def shown(self, path: str) -> str:
        """A path inside the registry as its user would type it."""
        return self._shown.get(path, path)

    @cached_property
    def _shown(self) -> dict[str, str]:
        return {found.path: found.shown for found in self.found}


def open_registry(
    roots: Iterable[Path], *, names: Names, about: str = "", progress: Progress = _silent, keep: bool = True
) -> Registry:
    """Open registries: find their files, read each once, and gather the index.

    Where only a part of a registry is named, a file or a folder, the rest of it
    is read too, for what identifiers mean; nothing else is said of it.

    To `keep` the entries costs memory, about ten kilobytes each, and saves
    reading every file again.

    Raises:
        NoSuchInput: if a root is not there.
        WrongUse: if `about` is not the SecID of something.
    """
    _check_topic(about)
    search, around = _search(tuple(roots))
    findings: list[Finding] = list(search.findings)
    deriving: set[str] = set()
    read: list[Found] = []
    kept: dict[str, Entry] = {}
    left_out = list(search.left_out)

    def readable() -> Iterator[Entry]:
        for done, found in enumerate(search.files):
            progress("reading", done, len(search.files))
            entry, found_here = _parse(found, "" if found.path in around else about)
            findings.extend(replace(each, path=_shown_as(found, each.path)) for each in found_here)
            if entry is None:
                left_out.append(found.path)
            else:
                read.append(found)
                if keep:
                    kept[found.path] = entry
                if derives_from(entry):
                    deriving.add(found.path)
                yield entry

    index = build_index(readable())
    whole = Registry(
        tuple(read),
        about,
        names,
        index,
        frozenset(deriving),
        tuple(sorted(set(findings))),
        tuple(sorted(left_out)),
        MappingProxyType(kept),
    )
    return _part(whole, around) if around else whole


def _check_topic(about: str) -> None:
    if about and read_secid(about, IdentifierIndex.of(())).identifier is None:
        raise WrongUse(
            f"{about!r} is no SecID that a note can be about, as secid:weakness/example.org/levels is"
        )


def _search(roots: tuple[Path, ...]) -> tuple[Search, Mapping[str, Found]]:
    """Find the files of roots with those around them, and the latter by their paths."""
    search = find_entries(roots)
    around = find_around(roots, (*(found.path for found in search.files), *search.left_out))
    every = search._replace(files=tuple(sorted((*search.files, *around))))
    return every, {found.path: found for found in around}


def _part(whole: Registry, around: Mapping[str, Found]) -> Registry:
    """The part of a registry that is left without the files around it."""
    shown = {shown for found in around.values() for shown in (found.shown, f"{found.shown}.yaml")}
    return replace(
        whole,
        found=tuple(found for found in whole.found if found.path not in around),
        findings=tuple(each for each in whole.findings if each.path not in shown),
        left_out=tuple(path for path in whole.left_out if path not in around),
        enclosing=whole,
        around=frozenset(shown),
    )


def _shown_as(found: Found, path: str) -> str:
    """The path of a file, or of the one beside it, as its user would type it."""
    return found.shown + path.removeprefix(found.path)


def names_under(base: str) -> Names:
    """The IRIs to mint under a base.

    Raises:
        WrongUse: if the base is not one.

    >>> names_under("https://example.org/levels/").base
    'https://example.org/levels/'
    """
    if not is_iri(base) or not _BASE.fullmatch(base):
        raise WrongUse(f"the base {base!r} should be an address that ends in /, as {BASE} does")
    return Names(base)


def _parse(found: Found, about: str) -> Parsed:
    try:
        sidecar = read_file(found.sidecar) if found.sidecar else None
        return parse_file(found.path, read_file(found.file), about=about, sidecar=sidecar)
    except NoSuchInput as error:
        hint = "let it be read, or take it out of the registry"
        return Parsed(None, (Finding(found.path, 0, 0, Severity.ERROR, "unreadable", str(error), hint),))
