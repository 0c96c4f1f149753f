"""The site: which pages there are, and each as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from limen import pages
from limen.errors import Finding
from limen.pages import Page
from limen.publish.built import Built
from limen.publish.registry import Registry
from limen.publish.site.ask import engine, query_page
from limen.publish.site.crosswalk import crosswalk_page, pair_page, pair_path, pairs
from limen.publish.site.days import days_of_levels, days_of_thing
from limen.publish.site.frame import MAIN, day_path
from limen.publish.site.here import Here
from limen.publish.site.home import home_page
from limen.publish.site.ladder import ladder_page
from limen.publish.site.ontology import ontology, ontology_page
from limen.publish.site.overview import conflicts_page, quality_page, timeline_page
from limen.publish.site.record import entry_page, record_page
from limen.publish.site.thing import thing_page
from limen.publish.site.urls import Urls
from limen.publish.site.world import World
from limen.term import iri_of
from limen.vocab import BASE


class Site:
    """The pages of a dataset; each is made when it is asked for.

    On a static site a page is a folder, and that of a past day lies below
    `asof/`; a server's pages have no slash at the end, and take the day from
    `?as-of=`.
    """

    def __init__(
        self,
        built: Built,
        registry: Registry | None = None,
        *,
        base: str = "",
        findings: Iterable[Finding] | None = None,
        is_served: bool = False,
    ) -> None:
        """Take a dataset; the registry says in which lines things are written, the findings what a check found."""
        self._world = World(built, registry, base or (registry.names.base if registry else BASE))
        self._findings = None if findings is None else tuple(findings)
        self._urls = Urls(is_served)

    def paths(self) -> tuple[str, ...]:
        """The paths of all pages, sorted; that of the start page is empty."""
        levels = self._levels
        return tuple(sorted({"", "ns", *MAIN, *self._world.paths, *self._pairs, *levels}))

    def days(self, path: str) -> tuple[str, ...]:
        """The days on which what a page shows changes; the page of any other day is that of the one before."""
        if path in {"", "ladder"}:
            return self._level_days
        node = self._levels.get(path) or self._main(path)
        if node in self._world.nodes and not _is_record(path):
            return days_of_thing(self._world, node)
        return ()

    def page(self, path: str, day: str = "") -> str | None:
        """Make a page as HTML; none if there is no such page.

        `day` is the ISO day to show; pages that show nothing dated pass it over.
        """
        make = self._maker(path)
        if make is None:
            return None
        asked = day if day and self.days(path) else ""
        place = day_path(path, asked) if asked and not self._urls.is_served else path
        return pages.render(make(self._here(path, place, asked)))

    def assets(self) -> Mapping[str, bytes]:
        """The stylesheet, icon and scripts, by their paths; the query page's engine where it is built."""
        return {f"assets/{name}": content for name, content in {**pages.assets(), **engine()}.items()}

    def _here(self, path: str, place: str, asked: str) -> Here:
        document = path if path in self._world.paths else ""
        if path in {"ns", "ontology"}:
            document = "ns"
        elif level := self._levels.get(path):
            document = self._world.documents.path(iri_of(level))
        day = asked or self._world.day
        return Here(self._world, self._urls, path, place, day, asked, document, self._terms)

    def _maker(self, path: str) -> Callable[[Here], Page] | None:
        if path in self._makers:
            return self._makers[path]
        if pair := self._pairs.get(path):
            return lambda here: pair_page(here, pair)
        if level := self._levels.get(path):
            return lambda here: thing_page(here, level, ())
        return self._of_document(path) if path in self._world.paths else None

    def _of_document(self, path: str) -> Callable[[Here], Page]:
        node = self._main(path)
        if path.startswith("graph/"):
            return lambda here: entry_page(here, node)
        if _is_record(path):
            return lambda here: record_page(here, node)
        return lambda here: thing_page(here, node, self._world.documents.nodes(path))

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[Here], Page]]:
        return {
            "": home_page,
            "ladder": ladder_page,
            "crosswalk": crosswalk_page,
            "conflicts": conflicts_page,
            "timeline": timeline_page,
            "ontology": ontology_page,
            "ns": ontology_page,
            "query": query_page,
            "quality": lambda here: quality_page(here, self._findings),
        }

    def _main(self, path: str) -> str:
        """The node that a document is the document of."""
        return f"<{self._world.base}{path.removeprefix('doc/')}>"

    @cached_property
    def _pairs(self) -> Mapping[str, tuple[str, str]]:
        return {pair_path(self._world, pair): pair for pair in pairs(self._world)}

    @cached_property
    def _levels(self) -> Mapping[str, str]:
        return {path: level for level, path in self._world.level_pages.items()}

    @cached_property
    def _level_days(self) -> tuple[str, ...]:
        return days_of_levels(self._world)

    @cached_property
    def _terms(self) -> frozenset[str]:
        return frozenset(each.name for each in ontology().terms)


def _is_record(path: str) -> bool:
    return path.startswith("doc/") and not path.startswith("doc/id/")
