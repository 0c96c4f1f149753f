"""Terms in words a person reads."""

from __future__ import annotations

from collections.abc import Iterable

from limen.derive import Described
from limen.model.words import (
    ARGUMENT_KINDS,
    EVIDENCE,
    JUSTIFICATIONS,
    MODALITIES,
    READINGS,
    STATUS_WORDS,
)
from limen.term import is_literal, literal_parts
from limen.vocab import LIMEN, SKOS, compact

#: The words that the registry format has for terms.
_WORDS = {
    term: word
    for table in (MODALITIES, EVIDENCE, READINGS, STATUS_WORDS, ARGUMENT_KINDS, JUSTIFICATIONS)
    for word, term in table.items()
}
#: Classes that say less of a thing than any other that it has.
_BROAD = frozenset(
    {
        *(LIMEN.Entity, LIMEN.Source, LIMEN.Version, LIMEN.NamespaceEntry),
        *(SKOS.Concept, SKOS.ConceptScheme),
    }
)
#: Ranks of claims, by number.
RANKS = ("preferred", "normal", "deprecated")


class Wording:
    """Names for the nodes of a dataset."""

    def __init__(self, nodes: Described) -> None:
        """Take the nodes, with what is said of each."""
        self.nodes = nodes

    def name(self, term: str) -> str:
        """What a term is called: a literal's text, a node's label, or its short IRI."""
        if is_literal(term):
            return literal_parts(term).value
        labels = self.nodes.get(term, {}).get(SKOS.prefLabel, ())
        return literal_parts(labels[0]).value if labels else short(term)

    def first(self, node: str, *properties: str) -> str:
        """The name of the first value of the first of some properties that a node has; empty if none."""
        said = self.nodes.get(node, {})
        return next((self.name(said[each][0]) for each in properties if said.get(each)), "")


def short(term: str) -> str:
    """Write an IRI term for a person: by its word in the registry format, or shortly.

    >>> short("<https://w3id.org/limen/ns#informs>"), short("<https://example.org/a>")
    ('informs', 'https://example.org/a')
    """
    return _WORDS.get(term) or compact(term).strip("<>").removeprefix("limen:")


def kind_of(classes: Iterable[str]) -> str:
    """Name the class of a thing that says the most, limen's own before those of others; empty if it has none.

    >>> kind_of([SKOS.Concept, LIMEN.SafetyLevel]), kind_of([])
    ('SafetyLevel', '')
    """
    best = min(
        classes,
        key=lambda each: (each in _BROAD, not each.startswith(f"<{LIMEN.namespace}"), each),
        default="",
    )
    return short(best).rpartition(":")[2]
