"""How many claims each source makes, by rank; from a release's tables, with pandas.

limen release --version 0.1.0 --out build/release
python examples/count_with_pandas.py build/release/nodes.csv build/release/edges.csv
"""

from __future__ import annotations

import sys

import pandas as pd


def main(nodes_file: str, edges_file: str) -> None:
    """Print one row for each source, one column for each rank."""
    nodes = pd.read_csv(nodes_file, dtype=str, keep_default_na=False).set_index("id")
    edges = pd.read_csv(edges_file, dtype=str)

    def target(of: str) -> pd.Series:
        return edges[edges["property"] == of].set_index("source")["target"]

    claims = nodes[nodes["types"].str.split(";").map(lambda types: "limen:Claim" in types)]
    ranks = target("wikibase:rank").reindex(claims.index).str.rpartition("#")[2]
    sources = target("dcterms:source").map(nodes["label"])
    said = pd.DataFrame({"rank": ranks}).join(sources.rename("source"))
    print(pd.crosstab(said["source"], said["rank"]).to_csv(), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
