"""An edition of a dataset: its version, its day, where it came from, and the editions before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from limen.errors import WrongUse
from limen.model.names import Names
from limen.term import Triple, iri_of, literal
from limen.vocab import DCAT, DCTERMS, PROV, RDF, XSD

#: It stands in names of files, in IRIs and at the beginning of a line.
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,63}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True)
class Edition:
    """What a bundle says of itself; the chain is what earlier bundles said of themselves."""

    names: Names
    version: str
    date: str
    commit: str = ""
    previous: str = ""
    chain: tuple[Triple, ...] = ()

    def node(self, version: str) -> str:
        """Name a release, as a term."""
        return f"{release_prefix(self.names)}{version}>"

    @property
    def downloads(self) -> str:
        """What the addresses of its files begin with; those of another release are others."""
        return f"{self.node(self.version)[1:-1]}/"

    def triples(self, dataset: str) -> Iterator[Triple]:
        """Describe the release, and those before it as they described themselves."""
        node = self.node(self.version)
        yield from self.chain
        yield dataset, DCAT.hasCurrentVersion, node
        yield node, RDF.type, DCAT.Dataset
        yield node, DCAT.isVersionOf, dataset
        yield node, DCAT.version, literal(self.version)
        yield node, DCTERMS.title, literal(f"Release {self.version}", "en")
        yield node, DCTERMS.description, literal("The dataset as one release has it.", "en")
        if self.date:
            yield node, DCTERMS.issued, literal(self.date, datatype=iri_of(XSD.date))
        if self.previous:
            yield node, DCAT.previousVersion, self.node(self.previous)
            yield dataset, DCAT.previousVersion, self.node(self.previous)
        if self.commit:
            revision = f"{node[:-1]}#revision>"
            yield node, PROV.wasDerivedFrom, revision
            yield revision, RDF.type, PROV.Entity
            yield revision, DCTERMS.identifier, literal(f"swh:1:rev:{self.commit}")


def release_prefix(names: Names) -> str:
    """Give what the terms of all releases begin with."""
    return f"<{names.base}release/"


def require_version(version: str) -> None:
    """Refuse what cannot be a version.

    Raises:
        WrongUse: if it has other signs than letters, digits, `.`, `+` and `-`.

    >>> require_version("1.2.0-rc.1")
    """
    if not _VERSION.fullmatch(version):
        raise WrongUse(f"the version {version!r} should be of letters, digits, '.', '+' and '-', as 1.2.0 is")


def require_commit(commit: str) -> None:
    """Refuse what is not the whole name of a commit.

    Raises:
        WrongUse: if it is not 40 hexadecimal digits, or 64.

    >>> require_commit("0123456789abcdef0123456789abcdef01234567")
    """
    if not _COMMIT.fullmatch(commit):
        raise WrongUse(f"the commit {commit!r} should be its whole name, as `git rev-parse HEAD` gives it")
