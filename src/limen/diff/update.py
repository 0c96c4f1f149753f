"""A difference as SPARQL 1.1 Update, which applied to the old dataset gives the new one."""

from __future__ import annotations

from collections.abc import Iterator

from limen.diff.difference import Difference, Parts
from limen.term import Triple

#: Stores read an operation as a whole; none of ours has more triples than this.
_AT_ONCE = 1000


def format_update(found: Difference, at_once: int = _AT_ONCE) -> Iterator[str]:
    """Write a difference as operations, each in a chunk of text: first what goes, then what comes, sorted.

    Each operation has one graph and at most `at_once` triples. If nothing
    differs, the update is empty, and does nothing.

    >>> triple = ("<x:a>", "<x:p>", '"1"')
    >>> print("".join(format_update(Difference((), (("x:g", (triple,)),)))), end="")
    INSERT DATA {
      GRAPH <x:g> {
        <x:a> <x:p> "1" .
      }
    } ;
    """
    yield from _operations("DELETE", found.removed, at_once)
    yield from _operations("INSERT", found.added, at_once)


def _operations(verb: str, parts: Parts, at_once: int) -> Iterator[str]:
    for graph, triples in parts:
        for start in range(0, len(triples), at_once):
            yield f"{verb} DATA {{\n{_block(graph, triples[start : start + at_once])}}} ;\n"


def _block(graph: str, triples: tuple[Triple, ...]) -> str:
    indent = "    " if graph else "  "
    lines = "".join(f"{indent}{s} {p} {o} .\n" for s, p, o in triples)
    return f"  GRAPH <{graph}> {{\n{lines}  }}\n" if graph else lines
