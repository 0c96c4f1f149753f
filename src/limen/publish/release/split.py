"""The dataset in parts that loaders keep apart, and limen's own terms and shapes as one file each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from limen.files import read_resources
from limen.publish.release.bundled import ALIGNMENTS, ONTOLOGY, SHAPES, Bundled
from limen.term import Triple
from limen.vocab import RDF, SKOS

_WORDS = frozenset({SKOS.Concept, SKOS.ConceptScheme})
_PREFIX = re.compile(r"^@prefix [^\n]*\n", re.MULTILINE)


class Split(NamedTuple):
    """The triples of a dataset: of its schemes and concepts, and of all else."""

    vocabulary: tuple[Triple, ...]
    data: tuple[Triple, ...]


def split(triples: Iterable[Triple]) -> Split:
    """Put what is said of concepts and their schemes apart from the rest.

    >>> concept = ("<x:a>", RDF.type, SKOS.Concept)
    >>> parts = split([concept, ("<x:b>", "<x:p>", "<x:a>")])
    >>> parts.vocabulary == (concept,), parts.data
    (True, (('<x:b>', '<x:p>', '<x:a>'),))
    """
    all_ = tuple(triples)
    words = {s for s, p, o in all_ if p == RDF.type and o in _WORDS}
    return Split(
        tuple(each for each in all_ if each[0] in words),
        tuple(each for each in all_ if each[0] not in words),
    )


def own_files() -> tuple[Bundled, ...]:
    """Limen's ontology, its alignments, and all shapes as one file."""
    ontology = read_resources("ontology", ".ttl")
    return (
        Bundled(ONTOLOGY, ontology["limen"].encode()),
        Bundled(ALIGNMENTS, ontology["alignments"].encode()),
        Bundled(SHAPES, joined(read_resources("shapes", ".ttl")).encode()),
    )


def joined(files: Mapping[str, str]) -> str:
    r"""Join Turtle files into one that declares every prefix once; they mean the same by them.

    >>> print(joined({"a": "@prefix x: <x:> .\n\nx:a x:p 1 .\n", "b": "@prefix x: <x:> .\n\nx:b x:p 2 .\n"}))
    @prefix x: <x:> .
    <BLANKLINE>
    x:a x:p 1 .
    <BLANKLINE>
    x:b x:p 2 .
    <BLANKLINE>
    """
    prefixes = sorted({line for text in files.values() for line in _PREFIX.findall(text)})
    bodies = [_PREFIX.sub("", text).strip() for _, text in sorted(files.items())]
    return "".join(prefixes) + "".join(f"\n{body}\n" for body in bodies)
