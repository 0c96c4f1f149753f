"""Who says what of whether ASL-3 is in force, and since when; read with rdflib.

python examples/read_with_rdflib.py dist/limen.ttl
"""

from __future__ import annotations

import sys

from rdflib import RDF, Graph, Namespace, URIRef

BASE = Namespace("https://w3id.org/limen/")
LIMEN = Namespace("https://w3id.org/limen/ns#")
SCHEMA = Namespace("https://schema.org/")
WIKIBASE = Namespace("http://wikiba.se/ontology#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")


def main(file: str) -> None:
    """Print one line for each claim: its rank, its value, its time and its source."""
    graph = Graph().parse(file, format="turtle")
    level = URIRef(BASE["id/weakness/anthropic.com/asl#ASL-3"])
    for claim in sorted(graph.subjects(RDF.subject, level)):
        if (claim, RDF.predicate, LIMEN.activationStatus) in graph:
            rank = graph.value(claim, WIKIBASE["rank"]).fragment
            value = graph.value(claim, RDF.object)
            since, until = (graph.value(claim, SCHEMA[each]) or "" for each in ("validFrom", "validThrough"))
            source = graph.value(graph.value(claim, DCTERMS.source), SKOS.prefLabel)
            print(f"{rank}: {value.fragment}, {since} to {until}, says {source}")


if __name__ == "__main__":
    main(*sys.argv[1:])
