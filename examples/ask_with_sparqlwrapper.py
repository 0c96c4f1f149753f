"""What ASL-3 is related to, and which source says so; asked of a server with SPARQLWrapper.

limen serve
python examples/ask_with_sparqlwrapper.py http://127.0.0.1:8000/sparql
"""

from __future__ import annotations

import sys

from SPARQLWrapper import JSON, SPARQLWrapper

QUESTION = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX limen: <https://w3id.org/limen/ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?framework ?source WHERE {
  ?derived a limen:DerivedStatement ;
    rdf:subject <https://w3id.org/limen/id/weakness/anthropic.com/asl#ASL-3> ;
    rdf:object/skos:prefLabel ?framework ;
    prov:wasDerivedFrom/dcterms:source/skos:prefLabel ?source .
}
ORDER BY ?framework ?source
"""


def main(endpoint: str) -> None:
    """Print one line for each framework and source."""
    server = SPARQLWrapper(endpoint, returnFormat=JSON)
    server.setQuery(QUESTION)
    for row in server.queryAndConvert()["results"]["bindings"]:
        print(f"{row['framework']['value']}: {row['source']['value']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
