"""What was published and is no more: each such name is kept, deprecated, with what replaces it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from limen.diff import Graphs, union_of
from limen.errors import Finding, Severity, WrongUse
from limen.identifier import IdentifierIndex, read_secid
from limen.model.names import Names
from limen.publish.built import Built
from limen.publish.release.previous import Previous
from limen.term import Triple, iri, iri_of, is_iri, literal, literal_parts
from limen.vocab import DCTERMS, FOAF, LIMEN, OWL, RDF, RDFS, XSD

_HEADER = ["old", "new"]
_HINT = "give the entry or record its old name back, or name what replaces it in the file of --replaced"
#: A node named by its content or its place, and the property that leads to what it tells of.
_TELLS_OF = {
    "pattern/": LIMEN.patternOf,
    "derived/": RDF.subject,
    "graph/": FOAF.primaryTopic,
}


def read_replaced(data: bytes, name: str) -> dict[str, str]:
    r"""Read a table of old names and new ones: CSV with the columns `old` and `new`, both IRIs.

    Raises:
        WrongUse: if it is not such a table.

    >>> read_replaced(b"old,new\nhttps://x.org/a,https://x.org/b\n", "replaced.csv")
    {'<https://x.org/a>': '<https://x.org/b>'}
    """
    try:
        rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise WrongUse(f"{name}: not a table in UTF-8: {error}") from error
    bad = next((n for n, row in enumerate(rows[1:], 2) if len(row) != 2 or not all(map(is_iri, row))), 0)
    if rows[:1] != [_HEADER] or bad:
        raise WrongUse(f"{name}:{bad or 1}: should have the columns old,new and two IRIs in each row")
    return {iri(old): iri(new) for old, new in rows[1:]}


def retire(
    built: Built, own: frozenset[str], previous: Previous, replaced: Mapping[str, str], names: Names
) -> tuple[Built, tuple[Finding, ...]]:
    """Keep every name that the release before had, deprecated; names without replacement are findings.

    A replacement is found by the table of old names, by what the release before
    said, by the SecIDs that a thing had formerly, and for a node that is named
    by its content or place by what it told of.
    """
    here = {subject for subject, _, _ in built.union} | own
    steps = {
        **_told_of(union_of(previous.graphs), names),
        **_formerly(built.union, names),
        **_retired_before(union_of(previous.graphs)),
        **replaced,
    }
    gone = {node: _followed(node, steps, here) for node in sorted(previous.nodes - here)}
    files = _files(previous.graphs, iri_of(names.graph("")))
    findings = tuple(_finding(node, files, previous.version) for node, new in gone.items() if not new)
    kept = {node: new for node, new in gone.items() if new}
    if findings or not kept:
        return built, findings
    return Built(tuple(sorted((*built.graphs, (f"{names.base}graph/retired", _tombstones(kept)))))), ()


def _tombstones(kept: Mapping[str, str]) -> tuple[Triple, ...]:
    true = literal("true", datatype=iri_of(XSD.boolean))
    said = [(old, OWL.deprecated, true) for old in kept]
    return tuple(sorted([*said, *((old, DCTERMS.isReplacedBy, new) for old, new in kept.items())]))


def _followed(node: str, steps: Mapping[str, str], here: set[str]) -> str:
    """Follow replacements to a node that is there; empty if they lead nowhere."""
    seen: set[str] = set()
    while node not in here:
        if node in seen or node not in steps:
            return ""
        seen.add(node)
        node = steps[node]
    return node


def _retired_before(triples: Iterable[Triple]) -> dict[str, str]:
    return {s: o for s, p, o in sorted(triples) if p == DCTERMS.isReplacedBy}


def _formerly(triples: Iterable[Triple], names: Names) -> dict[str, str]:
    """Things by the IRIs of the SecIDs that they had before."""
    index, found = IdentifierIndex.of(()), {}
    for subject, predicate, object_ in triples:
        if predicate == LIMEN.formerIdentifier:
            identifier = read_secid(literal_parts(object_).value, index).identifier
            if identifier:
                found[names.thing(identifier)] = subject
    return found


def _told_of(triples: Iterable[Triple], names: Names) -> dict[str, str]:
    return dict(_telling(sorted(triples), names))


def _telling(triples: Iterable[Triple], names: Names) -> Iterator[tuple[str, str]]:
    for subject, predicate, object_ in triples:
        word = subject.removeprefix(f"<{names.base}").partition("/")[0] + "/"
        if predicate == _TELLS_OF.get(word):
            yield subject, object_
        if predicate == RDFS.seeAlso and object_.startswith(f"<{names.base}link/"):
            yield object_, subject


def _finding(node: str, files: Mapping[str, str], version: str) -> Finding:
    message = f"release {version} published {iri_of(node)}, and nothing replaces it"
    return Finding(files.get(node, ""), 0, 0, Severity.ERROR, "vanished-iri", message, _HINT)


def _files(graphs: Graphs, prefix: str) -> dict[str, str]:
    """The paths of the entries that described nodes; of those described by several the first."""
    entries = ((graph, graph.removeprefix(prefix)) for graph in sorted(graphs, reverse=True))
    return {s: path for graph, path in entries if path != graph for s, _, _ in graphs[graph]}
