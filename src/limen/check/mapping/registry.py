"""What the mappings of a registry mean, by its triples alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from limen.check.mapping.known import Known
from limen.check.mapping.violations import mapping_violations
from limen.check.report import Violation
from limen.model.mapping import MappingRecord, mapping_records, plain_text
from limen.term import Triple, iri_of
from limen.vocab import AIRO, DCAT, DCTERMS, LIMEN, RDF, SKOS

#: What the shapes of a mapping say already.
_OF_SHAPES = frozenset({"review-by-author", "curated-by-nobody", "unversioned-end"})
#: Things that laboratories define each for themselves.
_LEVELS = frozenset(
    {
        LIMEN.SafetyLevel,
        LIMEN.CapabilityThreshold,
        LIMEN.SafeguardStandard,
        LIMEN.SecurityLevel,
        LIMEN.Checkpoint,
    }
)
_GATHERED = frozenset({RDF.type, SKOS.inScheme, DCTERMS.hasVersion, DCAT.version})
_Said = Mapping[str, Mapping[str, tuple[str, ...]]]


def registry_mapping_violations(triples: Iterable[Triple], base: str) -> tuple[Violation, ...]:
    """Find what is wrong with the mappings of a registry whose IRIs begin with a base.

    The focus of each violation is the mapping, its path the property at fault.

    >>> triples = [("<https://x.org/mapping/m>", RDF.type, LIMEN.Mapping)]
    >>> triples += [(triples[0][0], end, "<https://x.org/id/a>") for end in (RDF.subject, RDF.object)]
    >>> triples += [(triples[0][0], RDF.predicate, SKOS.relatedMatch)]
    >>> [(each.code, each.message) for each in registry_mapping_violations(triples, "https://x.org/")]
    [('self-mapping', 'the mapping relates secid:a to itself')]
    """
    listed = tuple(triples)
    rows = mapping_records(listed)
    found = mapping_violations(rows, _known(_gather(listed), rows, base))
    return tuple(each for each in found if each.code not in _OF_SHAPES)


def _gather(triples: Iterable[Triple]) -> _Said:
    said: dict[str, dict[str, tuple[str, ...]]] = {}
    for subject, predicate, object_ in sorted(triples):
        if predicate in _GATHERED:
            values = said.setdefault(iri_of(subject), {})
            values[predicate] = (*values.get(predicate, ()), object_)
    return said


def _known(said: _Said, rows: Iterable[MappingRecord], base: str) -> Known:
    things = f"{base}id/"
    named = {iri for row in rows for iri in (row.subject, row.object, *row.slot("reviewer_id"))}
    names = {iri: f"secid:{unquote(iri.removeprefix(things))}" for iri in named if iri.startswith(things)}
    schemes = {iri: iri_of(each[SKOS.inScheme][0]) for iri, each in said.items() if SKOS.inScheme in each}
    versions = {iri: _versions(each, said) for iri, each in said.items() if DCTERMS.hasVersion in each}
    versions |= {iri: versions[scheme] for iri, scheme in schemes.items() if scheme in versions}
    return Known(
        names=names,
        schemes=schemes,
        owners={
            iri: iri.removeprefix(things).split("/")[1]
            for iri, each in said.items()
            if iri.startswith(things) and _LEVELS.intersection(each.get(RDF.type, ()))
        },
        versions=versions,
        programs=frozenset(iri for iri, each in said.items() if AIRO.AIModel in each.get(RDF.type, ())),
    )


def _versions(source: Mapping[str, tuple[str, ...]], said: _Said) -> frozenset[str]:
    nodes = (said.get(iri_of(version), {}) for version in source[DCTERMS.hasVersion])
    return frozenset(plain_text(term) for node in nodes for term in node.get(DCAT.version, ()))
