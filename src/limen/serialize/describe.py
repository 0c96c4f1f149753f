"""Triples grouped by subject and predicate, as the readable formats show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from limen.term import Triple, iri_of
from limen.vocab import RDF

#: A graph: its IRI without brackets, and its triples.
Graph = tuple[str, Sequence[Triple]]
#: All triples, under their subjects.
Subjects = Mapping[str, Sequence[Triple]]


def union(graphs: Iterable[Graph]) -> Iterator[Triple]:
    """Run through the triples of all graphs; what several graphs say comes several times."""
    return chain.from_iterable(triples for _, triples in graphs)


def by_subject(triples: Iterable[Triple]) -> Subjects:
    """Put triples under their subjects, in IRI order.

    >>> by_subject([("<x:b>", "<x:p>", "<x:c>"), ("<x:a>", "<x:p>", '"1"')])
    {'<x:a>': [('<x:a>', '<x:p>', '"1"')], '<x:b>': [('<x:b>', '<x:p>', '<x:c>')]}
    """
    subjects: dict[str, list[Triple]] = {}
    for triple in triples:
        subjects.setdefault(triple[0], []).append(triple)
    return {subject: subjects[subject] for subject in sorted(subjects, key=iri_of)}


def predicates_of(subjects: Subjects) -> set[str]:
    """Collect the predicates in use."""
    return {predicate for triples in subjects.values() for _, predicate, _ in triples}


def predicate_ranks(subjects: Subjects, name: Callable[[str], str]) -> dict[str, int]:
    """Give every predicate its place in the order of names, `rdf:type` before all.

    >>> predicate_ranks(by_subject([("<x:a>", "<x:q>", "<x:b>"), ("<x:a>", "<x:p>", "<x:b>")]), iri_of)
    {'<x:p>': 0, '<x:q>': 1}
    """
    predicates = predicates_of(subjects)
    order = sorted(predicates - {RDF.type}, key=name)
    if RDF.type in predicates:
        order.insert(0, RDF.type)
    return {predicate: rank for rank, predicate in enumerate(order)}


def by_predicate(triples: Iterable[Triple], ranks: Mapping[str, int]) -> list[tuple[str, list[str]]]:
    """Group one subject's triples: predicates in the order of their ranks, each with its objects.

    >>> by_predicate([("<x:a>", "<x:q>", '"1"'), ("<x:a>", "<x:p>", '"2"')], {"<x:p>": 0, "<x:q>": 1})
    [('<x:p>', ['"2"']), ('<x:q>', ['"1"'])]
    """
    groups: dict[str, list[str]] = {}
    for _, predicate, value in triples:
        groups.setdefault(predicate, []).append(value)
    return [(predicate, groups[predicate]) for predicate in sorted(groups, key=ranks.__getitem__)]


def texts(terms: Sequence[str], write: Callable[[str], str]) -> list[str]:
    """Write terms, sorted and each once.

    >>> texts(["<x:b>", "<x:a>", "<x:b>"], iri_of)
    ['x:a', 'x:b']
    """
    if len(terms) == 1:
        return [write(terms[0])]
    return sorted({write(term) for term in terms})
