"""The named questions asked of any store over HTTP, as plain rows that compare with limen's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from limen.model.names import Names
from limen.publish import Built, built_of, open_registry
from limen.store import Answer
from limen.term import iri_of, is_literal, literal_parts
from limen.vocab import XSD, prefixes

ROOT = Path(__file__).parents[1]
REGISTRY = ROOT / "registry"
#: Rows of plain values, one for each variable; how often each comes counts, their order does not.
Rows = list[tuple[str, ...]]
_TRUTH = MappingProxyType({"true": "true", "false": "false"})
_PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes().items())


def build() -> Built:
    """limen's own registry, built."""
    return built_of(open_registry([REGISTRY], names=Names()))


def questions() -> dict[str, str]:
    """The named questions, each with limen's prefixes."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "queries").glob("*.rq"))}
    return {name: _PROLOGUE + text for name, text in texts.items()}


def own_rows(answer: Answer, *, truth: Mapping[str, str] = _TRUTH) -> Rows:
    """The rows of an answer of limen's, with truth values as a store writes them."""
    return sorted(tuple(_plain(cell, truth) for cell in row) for row in answer.rows)


def _plain(term: str, truth: Mapping[str, str]) -> str:
    if not is_literal(term):
        return iri_of(term) if term else ""
    parts = literal_parts(term)
    return truth[parts.value] if parts.datatype == iri_of(XSD.boolean) else parts.value


def store_rows(endpoint: str, text: str, *, variables: tuple[str, ...], **more: str) -> Rows:
    """Ask a SPARQL endpoint."""
    data = urlencode({"query": text, **more}).encode()
    request = Request(endpoint, data, {"Accept": "application/sparql-results+json"})
    with urlopen(request, timeout=60) as answer:
        bindings = json.load(answer)["results"]["bindings"]
    return sorted(tuple(row.get(each, {}).get("value", "") for each in variables) for row in bindings)
