"""What is served: a dataset, its documents in every form, its pages and its files; nothing of it is HTTP."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from typing import Protocol

from limen.files import read_resources
from limen.model.names import Names
from limen.publish import Built, Registry, Written, catalog_triples, limen_version, seen_on, serialized
from limen.publish.documents import Documents
from limen.publish.lookup import Lookup
from limen.publish.writing import style
from limen.serialize import Style, find_format, serialize
from limen.serve.accept import TURTLE, Form
from limen.store import convert_turtle, packed, read_turtle
from limen.term import Triple, iri_of
from limen.vocab import BASE, OWL, SD, SPDX, VCARD, VOID

_KEPT = 400  # documents in one form, at most
_DAYS = 8
_NEAREST = 5
_LONGEST = 200  # characters of a path that is compared with others
_DOWNLOADS = ("ttl", "jsonld", "nq", "nt", "rdf", "trig")


class Pages(Protocol):
    """The pages of a dataset, as HTML."""

    def paths(self) -> Iterable[str]:
        """The paths of all pages."""

    def page(self, path: str, day: str = "") -> str | None:
        """Make a page as of a day; none if there is no such page."""

    def assets(self) -> Mapping[str, bytes]:
        """What pages need, by path."""


@dataclass(frozen=True)
class Holdings:
    """A dataset and all that is made of it; made things are kept, as many as fit."""

    built: Built
    names: Names
    pages: Pages
    registry: Registry | None = None
    kept: OrderedDict[tuple[str, ...], bytes] = field(default_factory=OrderedDict)
    days: OrderedDict[str, Built] = field(default_factory=OrderedDict)

    @cached_property
    def documents(self) -> Documents:
        """What each document says."""
        return Documents(self.built.union, self.names.base)

    @cached_property
    def lookup(self) -> Lookup:
        """The things by their names."""
        return Lookup(self.built.union, self.names.base)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of all documents and pages."""
        return frozenset({*self.documents.paths, *self.pages.paths(), *self.vocabularies})

    @cached_property
    def vocabularies(self) -> Mapping[str, bytes]:
        """The ontology, its alignments and the shapes as Turtle, by the paths of their names and version names."""
        files = [each.encode() for each in read_resources("ontology", ".ttl").values()]
        found = {path: data for data in files for path in _named(data)}
        shapes = "\n".join(read_resources("shapes", ".ttl").values()).encode()
        return found | dict.fromkeys(_named(shapes), shapes)

    def packed(self) -> bytes:
        """The dataset as the processes that answer queries take it."""
        return packed(self.built.graphs)

    def on(self, day: str) -> Built:
        """The dataset with the view of a day; of the registry's own day if none is given."""
        if not day or day == self.built.day:
            return self.built
        if day not in self.days:
            self.days[day] = seen_on(self.built, self.names, day)
        self.days.move_to_end(day)
        while len(self.days) > _DAYS:
            self.days.popitem(last=False)
        return self.days[day]

    def page(self, path: str, day: str = "") -> bytes | None:
        """Give a page as HTML."""
        made = self._kept(("page", path, day), lambda: str.encode(self.pages.page(path, day) or ""))
        return made or None

    def graph(self, path: str, form: Form) -> bytes | None:
        """Give what a document says in a form of RDF.

        Raises:
            OutputRefused: if the form has no way to say it.
        """
        if path not in self.documents.paths and path not in self.vocabularies:
            return None
        return self._kept(("graph", path, form.ending), lambda: self._graph(path, form))

    def _graph(self, path: str, form: Form) -> bytes:
        if path not in self.vocabularies:
            return self.written(self.documents.of(path), form)
        data = self.vocabularies[path]
        if form == TURTLE:
            return data
        return convert_turtle(data, form.media_type, BASE, style().prefixes)

    def written(self, triples: Iterable[Triple], form: Form) -> bytes:
        """Write triples in a form of RDF."""
        known = style()
        more = {each.prefix: each.namespace for each in (SD, SPDX, VCARD, VOID)}
        wide = Style({**more, **known.prefixes}, known.coercions, known.language_maps)
        graph = (self.names.base, tuple(triples))
        return "".join(serialize([graph], find_format(form.ending), wide)).encode()

    def has_graph(self, path: str) -> bool:
        """Say whether a document has a form in RDF."""
        return path in self.vocabularies or path in self._documents

    def has_page(self, path: str) -> bool:
        """Say whether there is such a page."""
        return path in self._pages

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(self.documents.paths)

    @cached_property
    def _pages(self) -> frozenset[str]:
        return frozenset(self.pages.paths())

    @cached_property
    def assets(self) -> Mapping[str, bytes]:
        """What pages need, by path."""
        return dict(self.pages.assets())

    @cached_property
    def catalog(self) -> tuple[Triple, ...]:
        """The dataset described, with its files."""
        files = [self._measured(f"limen.{ending}") for ending in _DOWNLOADS[:3]]
        base = self.names.base
        return catalog_triples(
            self.built,
            self.names,
            limen_version(),
            files,
            endpoint=f"{base}sparql",
            downloads=f"{base}downloads/",
        )

    def _measured(self, name: str) -> Written:
        data = self.download(name) or b""
        media_type = find_format(name.rpartition(".")[2]).media_type
        return Written(name, len(data), sha256(data).hexdigest(), media_type)

    def download(self, name: str) -> bytes | None:
        """Give the whole dataset as a file, by its name; none if there is no such file."""
        stem, _, ending = name.rpartition(".")
        if stem != "limen" or ending not in _DOWNLOADS:
            return None
        return self._kept(("download", name), lambda: b"".join(serialized(self.built, find_format(ending))))

    def nearest(self, path: str) -> tuple[str, ...]:
        """Give the paths of things and pages that a path may have meant, the nearest first."""
        wanted = path.removeprefix("doc/")[:_LONGEST]
        return tuple(get_close_matches(wanted, self._wanted, _NEAREST, 0.5))

    @cached_property
    def _wanted(self) -> tuple[str, ...]:
        return tuple(sorted({each.removeprefix("doc/") for each in self.paths if each}))

    def _kept(self, key: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        """Make something, or give what was made before."""
        if key not in self.kept:
            self.kept[key] = make()
        self.kept.move_to_end(key)
        while len(self.kept) > _KEPT:
            self.kept.popitem(last=False)
        return self.kept[key]


def _named(data: bytes) -> tuple[str, ...]:
    """The paths of an ontology's name and of the name of its version."""
    triples = read_turtle(data, BASE)
    names = {iri_of(each) for s, p, o in triples if p == OWL.versionIRI for each in (s, o)}
    return tuple(sorted(each.removeprefix(BASE) for each in names if each.startswith(BASE)))
