"""Which level is related to which framework, by which record about its scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from limen.derive.node import Described
from limen.model.names import Names
from limen.term import Triple, literal, literal_parts
from limen.vocab import DCTERMS, LIMEN, PROV, RDF, SKOS, SSSOM, WIKIBASE

#: Claims and mappings of these say that a source relates two things.
_RELATING = frozenset(
    {
        LIMEN.relatedTo,
        LIMEN.informs,
        LIMEN.sharesCommitmentsWith,
        LIMEN.evaluationCollaborationWith,
        LIMEN.similarTo,
        SKOS.relatedMatch,
        SKOS.closeMatch,
        SKOS.broadMatch,
        SKOS.narrowMatch,
    }
)
#: A forecast, a deprecated statement and one that nobody saw relate nothing.
_STANDING = (WIKIBASE.rank, LIMEN.modality, LIMEN.confidence)
_DOUBTED = frozenset({WIKIBASE.DeprecatedRank, LIMEN.predicted, LIMEN.unseen})
_WHY = literal("Some source relates the level's scheme to it.", "en")


def level_relations(nodes: Described, names: Names) -> Iterator[Triple]:
    """Relate every level of a scheme to what some record relates the scheme to.

    Only what the registry knows by a SecID counts. Each derived edge is a plain triple, and a node that names the record it
    comes from, so that no edge is without its source. It says only that a
    source relates the two.
    """
    levels = _levels(nodes)
    for node, said in nodes.items():
        for scheme in said.get(RDF.subject, ()) if _relates(said) else ():
            for level in levels.get(scheme, ()):
                for target in said.get(RDF.object, ()):
                    if names.is_thing(target):
                        yield from _edge(level, target, node, nodes, names)


def _levels(nodes: Described) -> dict[str, list[str]]:
    """The levels of each scheme."""
    found: dict[str, list[str]] = {}
    for node, said in nodes.items():
        if LIMEN.SafetyLevel in said.get(RDF.type, ()):
            for scheme in said.get(SKOS.inScheme, ()):
                found.setdefault(scheme, []).append(node)
    return found


def _relates(said: Mapping[str, tuple[str, ...]]) -> bool:
    return bool(
        {LIMEN.Claim, LIMEN.Mapping}.intersection(said.get(RDF.type, ()))
        and _RELATING.intersection(said.get(RDF.predicate, ()))
        and SSSOM.predicate_modifier not in said
        and not any(_DOUBTED.intersection(said.get(each, ())) for each in _STANDING)
    )


def _edge(level: str, target: str, record: str, nodes: Described, names: Names) -> Iterator[Triple]:
    notation = literal_parts(nodes[level][SKOS.notation][0]).value
    node = names.record("derived", f"{record[1:-1].removeprefix(names.base)}/{notation}")
    yield level, LIMEN.relatedTo, target
    yield node, RDF.type, LIMEN.DerivedStatement
    yield node, RDF.subject, level
    yield node, RDF.predicate, LIMEN.relatedTo
    yield node, RDF.object, target
    yield node, PROV.wasDerivedFrom, record
    yield node, DCTERMS.description, _WHY
