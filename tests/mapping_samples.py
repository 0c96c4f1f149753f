"""Mappings for tests of SSSOM and OSCAL: an entry with all that is hard to write in a table."""

from __future__ import annotations

from pathlib import Path

from limen.api import Dataset, build
from limen.term import Triple
from limen.vocab import BASE, LIMEN, RDF

ENTRY = r"""---
type: weakness
namespace: example.org
full_name: Example
status: active
known_through: "2026-02-03"
sources:
  levels:
    full_name: Example Levels
    versions: ["1.0"]
    published: "2025-01-02"
    items:
      L-3: {label: "Level \"3\"\twith | tab", order: "1"}
      "§ 4": {label: "NA", order: "2"}
"""
MAPPINGS = r"""mappings:
  - id: plain
    subject: secid:weakness/example.org/levels#L-3
    relation: relatedMatch
    object: secid:control/example.org/framework@2.0#GOVERN 1.1
    subject_version: "1.0"
    object_version: "2.0"
    justification: LLMBasedMatching
    author: secid:entity/example.org
    source: secid:reference/example.org/paper
    confidence: "0.25"
    date: "2025-05-22"
  - id: rich/id §
    label: A | mapping \ with = signs
    subject: secid:weakness/example.org/levels#§ 4
    relation: closeMatch
    object: secid:advisory/example.org/bulletins#EX%231
    subject_version: NA
    justification: ManualMappingCuration
    author: [secid:entity/example.org/a, secid:entity/example.org/b]
    reviewer: secid:entity/example.com
    source: [secid:reference/example.org/paper, secid:reference/example.org/paper@2]
    confidence: "0.0"
    place: "page 3|4"
    quote: "said \"so\"\\ | twice"
    date: "2025-05"
    comment: "two\nlines\tand a tab, \"quotes\" and # signs"
    reviewed_with: {tool: "an editor", times: "2"}
  - id: denied
    subject: secid:weakness/example.org/levels
    relation: relatedMatch
    object: secid:control/example.org/framework
    object_version: "2.0"
    justification: ManualMappingCuration
    reviewer: secid:entity/example.com
    source: secid:reference/example.org/paper
    date: "2025-05-23"
    comment: "None"
    negative: "true"
  - id: informs
    subject: secid:weakness/example.org/levels
    relation: informs
    object: secid:control/example.org/framework@2.0
    justification: UnspecifiedMatching
    source: secid:reference/example.org/paper
"""
#: One mapping whose ends are in the registry.
CLEAN = """mappings:
  - id: clean
    subject: secid:weakness/example.org/levels#L-3
    relation: relatedMatch
    object: secid:weakness/example.org/levels#§ 4
    subject_version: "1.0"
    object_version: "1.0"
    justification: UnspecifiedMatching
    source: secid:weakness/example.org/levels
"""


def dataset(folder: Path, mappings: str = MAPPINGS, base: str = BASE) -> Dataset:
    """Build a registry of the one entry, with these mappings."""
    path = folder / "weakness" / "org" / "example.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{ENTRY}{mappings}---\n\n# Example\n", encoding="utf-8")
    return build(folder, base=base)


def mapping_triples(data: Dataset) -> set[Triple]:
    """What the records of mappings say."""
    triples = {triple for _, graph in data.graphs for triple in graph}
    records = {s for s, p, o in triples if (p, o) == (RDF.type, LIMEN.Mapping)}
    return {triple for triple in triples if triple[0] in records}
