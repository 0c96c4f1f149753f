"""The forms of RDF and of mappings that can be written, as tables."""

from __future__ import annotations

from dataclasses import dataclass

from limen.errors import UnknownFormat


@dataclass(frozen=True, slots=True)
class Format:
    """One form of RDF, under the name that rdflib knows it by, or of the mappings in it.

    A format that does not keep graphs holds the union of all graphs.
    """

    name: str
    aliases: tuple[str, ...]
    extension: str
    media_type: str
    keeps_graphs: bool


FORMATS = (
    Format("turtle", ("ttl",), "ttl", "text/turtle", keeps_graphs=False),
    Format("json-ld", ("jsonld",), "jsonld", "application/ld+json", keeps_graphs=False),
    Format("nquads", ("nq",), "nq", "application/n-quads", keeps_graphs=True),
    Format("nt", ("ntriples",), "nt", "application/n-triples", keeps_graphs=False),
    Format("trig", (), "trig", "application/trig", keeps_graphs=True),
    Format("xml", ("rdf",), "rdf", "application/rdf+xml", keeps_graphs=False),
)

#: Forms that hold the mappings and nothing else.
MAPPING_FORMATS = (
    Format("oscal", (), "oscal.json", "application/oscal+json", keeps_graphs=False),
    Format("sssom", (), "sssom.tsv", "text/tab-separated-values", keeps_graphs=False),
)


def find_format(name: str) -> Format:
    """Find a format by its name or one of its aliases.

    Raises:
        UnknownFormat: if there is none; the message lists the names there are.

    >>> find_format("ttl").media_type
    'text/turtle'
    >>> find_format("rdf").name
    'xml'
    """
    for known in (*FORMATS, *MAPPING_FORMATS):
        if name == known.name or name in known.aliases:
            return known
    raise UnknownFormat(f"no output format {name!r}; there are {', '.join(_names())}")


def _names() -> list[str]:
    names = sorted(" or ".join((known.name, *known.aliases)) for known in FORMATS)
    return [*names, *(known.name for known in MAPPING_FORMATS)]
