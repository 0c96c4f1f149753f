"""The figures of a dataset that VoID asks for, computed from its triples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from limen.term import Triple, iri_of
from limen.vocab import RDF


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of some triples of a dataset: those with one property, or of the things of one class."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a dataset, each triple counted once."""

    whole: Part
    entities: int  # the subjects under the dataset's own base
    properties: Mapping[str, Part]
    classes: Mapping[str, Part]
    vocabularies: tuple[str, ...]  # the namespaces of both, sorted


def figures_of(triples: Iterable[Triple], base: str) -> Figures:
    """Count a dataset, as a whole and by property and class; the maps are sorted.

    >>> figures = figures_of([("<x:/a>", "<x:/p>", '"1"'), ("<x:/a>", "<x:/p>", '"2"')], "x:/")
    >>> figures.whole, figures.entities, figures.vocabularies
    (Part(triples=2, subjects=1, objects=2), 1, ('x:/',))
    """
    all_ = sorted(set(triples))
    classes: dict[str, set[str]] = {}
    for subject, predicate, object_ in all_:
        if predicate == RDF.type:
            classes.setdefault(subject, set()).add(object_)
    properties = _parts(all_, lambda triple: (triple[1],))
    by_class = _parts(all_, lambda triple: classes.get(triple[0], ()))
    own = {subject for subject, _, _ in all_ if iri_of(subject).startswith(base)}
    used = sorted({_namespace(iri_of(term)) for term in (*properties, *by_class)})
    return Figures(_part(all_), len(own), properties, by_class, tuple(used))


def _parts(triples: Iterable[Triple], keys: Callable[[Triple], Iterable[str]]) -> dict[str, Part]:
    groups: dict[str, list[Triple]] = {}
    for triple in triples:
        for key in keys(triple):
            groups.setdefault(key, []).append(triple)
    return {key: _part(groups[key]) for key in sorted(groups)}


def _part(triples: Iterable[Triple]) -> Part:
    found = tuple(triples)
    return Part(len(found), len({s for s, _, _ in found}), len({o for _, _, o in found}))


def _namespace(text: str) -> str:
    return text[: max(text.rfind("#"), text.rfind("/")) + 1]
