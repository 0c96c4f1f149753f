"""The static site: every page, every document's data, and what leads to them, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from limen.errors import Finding, WrongUse
from limen.files import write_tree
from limen.model.names import Names
from limen.model.value import is_address
from limen.publish.built import Built
from limen.publish.catalog import catalog_triples, catalog_turtle
from limen.publish.documents import Documents
from limen.publish.export import Export, prepare, serialized
from limen.publish.registry import Progress
from limen.publish.site import Site
from limen.publish.site.finding import llms, robots, sitemap
from limen.publish.site.frame import day_path
from limen.publish.site.htaccess import htaccess, rules
from limen.publish.site.ontology import ontology, ontology_jsonld
from limen.publish.site.urls import Urls, stored
from limen.publish.version import limen_version
from limen.publish.writing import style
from limen.publish.written import Written
from limen.serialize import find_format, serialize

#: The file by which a folder is known as a site, which the next one may replace.
MARKER = ".limen-site"
_FORMATS = tuple(map(find_format, ("turtle", "json-ld", "nquads")))
#: Where the rules for the persistent names lead if nobody says where the site lies.
_SOMEWHERE = "https://example.org/limen/"
File = tuple[str, Iterable[bytes]]


def _silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody how far the work has come."""


@dataclass(frozen=True)
class SiteJob:
    """Which registries make a site, where it is written, and at which address it will lie."""

    roots: tuple[Path, ...]
    out: Path
    names: Names
    url: str = ""


@dataclass(frozen=True)
class SiteWritten:
    """What was written."""

    pages: int
    files: int
    bytes: int
    left_out: tuple[str, ...]
    findings: tuple[Finding, ...]


def write_site(job: SiteJob, progress: Progress) -> SiteWritten:
    """Read registries, check them, and write their site; all of it or nothing.

    Raises:
        WrongUse: if the address of the site is none.
        RegistryRefused: if there is nothing to publish.
        OutputRefused: if the folder holds something else, or cannot be written whole.
    """
    if job.url and not (is_address(job.url) and job.url.endswith("/")):
        raise WrongUse(
            f"the address {job.url!r} of the site should end in /, as https://example.org/limen/ does"
        )
    registry, built, inspected = prepare(Export(job.roots, job.out, (), job.names), progress)
    site = Site(built, registry, findings=inspected.findings)
    sizes: list[int] = []

    def measured() -> Iterator[File]:
        for name, data in site_files(site, built, job.names, job.url, progress):
            sizes.append(len(data))
            yield name, (data,)

    write_tree(job.out, measured(), MARKER)
    return SiteWritten(len(site.paths()), len(sizes), sum(sizes), registry.left_out, inspected.findings)


def site_files(
    site: Site, built: Built, names: Names, url: str = "", progress: Progress = _silent
) -> Iterator[tuple[str, bytes]]:
    """Make every file of a static site, each its path and its bytes."""
    yield from _pages(site, progress)
    yield from site.assets().items()
    yield from _documents(Documents(built.union, names.base))
    downloads = {
        f"downloads/limen.{each.extension}": (each, b"".join(serialized(built, each))) for each in _FORMATS
    }
    yield from ((name, data) for name, (_, data) in downloads.items())
    written = [
        Written(name, len(data), sha256(data).hexdigest(), format.media_type)
        for name, (format, data) in downloads.items()
    ]
    triples = catalog_triples(built, names, limen_version(), written, downloads=url)
    catalog = "".join(catalog_turtle(names, triples)).encode()
    yield from ((name, catalog) for name in ("catalog.ttl", ".well-known/void"))
    yield from _vocabulary()
    at = url or names.base
    addresses = [Urls().address(path) for path in site.paths()]
    for name, text in (
        ("sitemap.xml", sitemap(at, addresses, built.day)),
        ("robots.txt", robots(at)),
        ("llms.txt", llms(at, built.day)),
        ("w3id/.htaccess", htaccess(url or _SOMEWHERE, rules())),
        (MARKER, "Written by limen site, which replaces this folder as a whole.\n"),
    ):
        yield name, text.encode()


def _pages(site: Site, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """Every page, and those of past days, each as the start page of a folder."""
    paths = site.paths()
    for done, path in enumerate(paths):
        progress("writing pages", done, len(paths))
        yield _index(path), (site.page(path) or "").encode()
        for day in site.days(path):
            yield _index(day_path(path, day)), (site.page(path, day) or "").encode()


def _index(path: str) -> str:
    return f"{Urls().address(path)}index.html"


def _documents(documents: Documents) -> Iterator[tuple[str, bytes]]:
    """What each document says, as Turtle and JSON-LD beside its folder."""
    for path in documents.paths:
        graphs = [("", documents.of(path))]
        for format in _FORMATS[:2]:
            yield f"{stored(path)}.{format.extension}", "".join(serialize(graphs, format, style())).encode()


def _vocabulary() -> Iterator[tuple[str, bytes]]:
    known = ontology()
    yield "ns.ttl", known.text.encode()
    yield f"ns/{known.version}.ttl", known.text.encode()
    yield "ns.jsonld", ontology_jsonld().encode()
