"""The release before: what it published, and what it said of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from limen.diff import Graphs, union_of
from limen.errors import WrongUse
from limen.files import read_whole
from limen.model.names import Names
from limen.publish.release.bundled import (
    ALIGNMENTS,
    CATALOG,
    MANIFEST,
    NQUADS,
    ONTOLOGY,
    SHAPES,
    Bundled,
    media_type,
)
from limen.publish.release.edition import release_prefix, require_version
from limen.store import read_dataset
from limen.term import Triple
from limen.vocab import BASE


@dataclass(frozen=True)
class Previous:
    """A release that was read: its graphs, every node of ours that it described, and the chain before it."""

    version: str
    graphs: Graphs
    nodes: frozenset[str]
    chain: tuple[Triple, ...]


def read_previous(folder: Path, names: Names) -> Previous:
    """Read a release.

    Raises:
        NoSuchInput: if one of its files is not there.
        WrongUse: if the folder holds no release.
    """
    try:
        version = str(json.loads(read_whole(folder / MANIFEST))["version"])
        graphs, catalog = _graphs(folder, NQUADS), _graphs(folder, CATALOG)
        own = [union_of(_graphs(folder, name)) for name in (ONTOLOGY, ALIGNMENTS, SHAPES)]
    except (SyntaxError, ValueError, KeyError, TypeError) as error:
        raise WrongUse(f"{folder}: not a release that limen wrote: {error}") from error
    require_version(version)
    prefix = release_prefix(names)
    chain = tuple(sorted(each for each in union_of(catalog) if each[0].startswith(prefix)))
    return Previous(version, graphs, nodes_of(union_of(graphs).union(*own), names), chain)


def _graphs(folder: Path, name: str) -> Graphs:
    return read_dataset(read_whole(folder / name), media_type(name))


def nodes_of(triples: frozenset[Triple], names: Names) -> frozenset[str]:
    """Find the nodes that triples describe and whose names are ours to keep."""
    ours = f"<{names.base}", f"<{BASE}"
    return frozenset(s for s, _, _ in triples if s.startswith(ours))


def own_nodes(files: tuple[Bundled, ...], names: Names) -> frozenset[str]:
    """Find the terms and shapes that limen's own files describe."""
    triples = (read_dataset(each.data, each.media_type) for each in files)
    return nodes_of(frozenset().union(*map(union_of, triples)), names)
