"""A file of RDF read by two independent parsers, and what both found in it."""

from __future__ import annotations

import json
from typing import NamedTuple

from limen.diff import Graphs
from limen.files import printable
from limen.publish.release.bundled import Bundled
from limen.publish.release.flaw import Flaw
from limen.serialize import FORMATS, find_format
from limen.store import canonical_hash, read_dataset

_NAMES = {each.media_type: each.name for each in FORMATS}
_JSONLD, _NQUADS = find_format("json-ld").media_type, find_format("nquads")


class Read(NamedTuple):
    """What two parsers found in a file: its graphs, and the hash of their canonical form."""

    graphs: Graphs
    canonical: str

    @property
    def triples(self) -> int:
        """How many triples there are, in each graph that has them."""
        return sum(map(len, self.graphs.values()))


def read_twice(file: Bundled) -> Read | Flaw:
    """Read a file with Oxigraph and rdflib; it is flawed if one refuses it or they find different graphs."""
    try:
        if file.media_type == _JSONLD and not _is_inline(json.loads(file.data)):
            return Flaw(file.name, "its context is not inside, and loaders would have to fetch it")
        graphs = read_dataset(file.data, file.media_type)
        one = canonical_hash(file.data, file.media_type)
    except (SyntaxError, ValueError, RecursionError) as error:
        return Flaw(file.name, f"Oxigraph cannot read it: {printable(str(error))}")
    try:
        other = _rdflib_hash(file)
    except Exception as error:  # noqa: BLE001 # what rdflib's parsers raise has no common base
        return Flaw(file.name, f"rdflib cannot read it: {printable(str(error))[:300]}")
    if one != other:
        return Flaw(file.name, "Oxigraph and rdflib read different graphs in it")
    return Read(graphs, one)


def _is_inline(document: object) -> bool:
    """Say whether reading a document of JSON-LD needs no other."""
    if isinstance(document, list):
        return all(map(_is_inline, document))
    if not isinstance(document, dict):
        return True
    contexts = document.get("@context", {})
    given = contexts if isinstance(contexts, list) else [contexts]
    inside = all(isinstance(each, dict) and "@import" not in each for each in given)
    return inside and all(_is_inline(value) for value in document.values())


def _rdflib_hash(file: Bundled) -> str:
    from rdflib import Dataset

    dataset = Dataset()
    dataset.parse(data=file.data, format=_NAMES[file.media_type])
    quads = dataset.serialize(format=_NQUADS.name, encoding="utf-8")
    return canonical_hash(quads, _NQUADS.media_type)
