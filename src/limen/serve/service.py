"""What the endpoint can do and holds, in RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator

from limen.serve.accept import GRAPHS, ROWS
from limen.serve.holdings import Holdings
from limen.term import Triple, iri_of, literal
from limen.vocab import FORMATS, RDF, SD, VOID, XSD

_FORMATS = {
    "srj": "SPARQL_Results_JSON",
    "srx": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
}


def service_triples(holdings: Holdings) -> tuple[Triple, ...]:
    """Describe the service, sorted; the figures are those of the data."""
    base = holdings.names.base
    service, dataset, default = (f"<{base}sparql#{each}>" for each in ("service", "dataset", "union"))
    return tuple(
        sorted(
            [
                (service, RDF.type, SD.Service),
                (service, SD.endpoint, f"<{base}sparql>"),
                (service, SD.supportedLanguage, SD.SPARQL11Query),
                (service, SD.feature, SD.UnionDefaultGraph),
                *((service, SD.resultFormat, f"<{FORMATS}{_FORMATS[e.ending]}>") for e in (*ROWS, *GRAPHS)),
                (service, SD.defaultDataset, dataset),
                (dataset, RDF.type, SD.Dataset),
                (dataset, SD.defaultGraph, default),
                (default, RDF.type, SD.Graph),
                (default, VOID.triples, _count(len(holdings.built))),
                *_named(holdings, dataset),
            ]
        )
    )


def _named(holdings: Holdings, dataset: str) -> Iterator[Triple]:
    """Each named graph, as itself: what it is called, and how much it says."""
    for graph, triples in holdings.built.graphs:
        node = f"<{holdings.names.base}sparql#{graph.removeprefix(holdings.names.base)}>"
        yield dataset, SD.namedGraph, node
        yield node, RDF.type, SD.NamedGraph
        yield node, SD.name, f"<{graph}>"
        yield node, SD.graph, f"<{graph}>"
        yield f"<{graph}>", RDF.type, SD.Graph
        yield f"<{graph}>", VOID.triples, _count(len(triples))


def _count(number: int) -> str:
    return literal(str(number), datatype=iri_of(XSD.integer))
