"""One file of a bundle, and the names of those that speak of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType

from limen.publish.written import Written
from limen.serialize import FORMATS

#: The list of every file with its figures, and the checksums of every file, in the form of `sha256sum`.
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
#: The description of the dataset and its files.
CATALOG = "catalog.ttl"
#: Where the graphs of single entries lie.
ENTRIES = "entries/"
#: The forms of the whole dataset, and the one that the others are compared with.
UNIONS = tuple(f"limen.{each.extension}" for each in FORMATS if not each.keeps_graphs)
DATASETS = tuple(f"limen.{each.extension}" for each in FORMATS if each.keeps_graphs)
NQUADS = "limen.nq"
#: What holds the parts of the dataset: first the words, then the rest.
VOCABULARY, DATA = "vocabulary.ttl", "data.ttl"
#: limen's own terms and rules, which every bundle brings.
ONTOLOGY, ALIGNMENTS, SHAPES = "ontology.ttl", "alignments.ttl", "shapes.ttl"
#: What every bundle has and what others are compared with.
NEEDED = (*UNIONS, *DATASETS, f"{NQUADS}.gz", VOCABULARY, DATA, ONTOLOGY, ALIGNMENTS, SHAPES, CATALOG)

#: What a file is, by the end of its name.
MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        **{f".{each.extension}": each.media_type for each in FORMATS},
        ".csv": "text/csv",
        ".cdx.json": "application/vnd.cyclonedx+json",
        ".oscal.json": "application/oscal+json",
        ".sssom.tsv": "text/tab-separated-values",
        ".sqlite": "application/vnd.sqlite3",
        ".gz": "application/gzip",
        ".md": "text/markdown",
    }
)
RDF_TYPES = frozenset(each.media_type for each in FORMATS)


@dataclass(frozen=True)
class Bundled:
    """One file of a bundle."""

    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()

    @property
    def media_type(self) -> str:
        """What it is, by its name."""
        return media_type(self.name)

    @property
    def written(self) -> Written:
        """What the catalogue says of it."""
        is_whole = self.name in {*UNIONS, *DATASETS}
        return Written(self.name, len(self.data), self.sha256, self.media_type, is_part=not is_whole)


def media_type(name: str) -> str:
    """Say what a file of a bundle is, by its name; empty where no type is registered for it.

    >>> media_type("limen.ttl"), media_type("limen.nq.gz"), media_type("mappings.oscal.json")
    ('text/turtle', 'application/gzip', 'application/oscal+json')
    """
    endings = sorted((each for each in MEDIA_TYPES if name.endswith(each)), key=len)
    return MEDIA_TYPES[endings[-1]] if endings else ""


def archive_name(version: str) -> str:
    """Name the archive of a version.

    >>> archive_name("1.2")
    'limen-1.2.tar.gz'
    """
    return f"limen-{version}.tar.gz"
