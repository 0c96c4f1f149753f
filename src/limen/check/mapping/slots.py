"""Relations, grounds and versions that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limen.check.mapping.known import Known
from limen.check.mapping.link import (
    BROAD,
    CLOSE,
    EXACT,
    NARROW,
    NOT_FOUND,
    OWL,
    RELATED,
    is_related,
    violation,
)
from limen.check.report import Violation
from limen.errors import Severity
from limen.model.mapping import MappingRecord
from limen.term import is_iri
from limen.vocab import RDF, RDFS, SEMAPV, SKOS, SSSOM

#: What in vocabularies that everybody knows relates two things; any other vocabulary may have relations too.
_RELATIONS = frozenset(
    {*EXACT, BROAD, NARROW, RELATED, CLOSE, f"{SSSOM.namespace}superClassOf", f"{RDF.namespace}type"}
    | {f"{SKOS.namespace}{name}" for name in ("mappingRelation", "semanticRelation", "broader", "narrower")}
    | {
        f"{SKOS.namespace}{name}"
        for name in ("related", "broaderTransitive", "narrowerTransitive", "inScheme")
    }
    | {f"{RDFS.namespace}{name}" for name in ("subClassOf", "subPropertyOf", "seeAlso", "isDefinedBy")}
    | {f"{OWL}{name}" for name in ("differentFrom", "disjointWith", "inverseOf", "propertyDisjointWith")}
)
_KNOWN_VOCABULARIES = (SKOS.namespace, RDFS.namespace, RDF.namespace, OWL, SSSOM.namespace)
_GROUNDS = frozenset(
    """
    LexicalMatching LogicalReasoning CompositeMatching UnspecifiedMatching StructuralMatching
    SemanticSimilarityThresholdMatching LexicalSimilarityThresholdMatching InstanceBasedMatching
    BackgroundKnowledgeBasedMatching MappingChaining MappingInversion MappingReview ManualMappingCuration
    Matching MappingActivity LLMBasedMatching AgentBasedMatching
    """.split()
)
#: How semapv names the relations it has.
_SEMAPV_RELATION = re.compile("crossSpecies[A-Z][A-Za-z]+Match$")
#: What curators write where a source does not say which version it means.
_UNSTATED = "unstated"
#: The version in an address that is made of a SecID.
_VERSIONED = re.compile(r"/id/[a-z]+/[^#]*@([^#/]+)(?:#|$)")


def odd_slots(rows: tuple[MappingRecord, ...], known: Known) -> Iterator[Violation]:
    """Say which relations relate nothing, and which grounds are no process of matching."""
    for row in rows:
        if not _is_relation(row.predicate):
            message = f"{known.name(row.predicate)} is no relation between two things"
            hint = "write a mapping property, such as skos:closeMatch"
            yield violation(
                row, "predicate_id", Severity.WARNING, "not-a-mapping-property", message, hint=hint
            )
        for ground in row.slot("mapping_justification"):
            name = ground.removeprefix(SEMAPV.namespace)
            if is_iri(ground) and (name == ground or name not in _GROUNDS):
                message = f"{known.name(ground)} is no ground that the semantic mapping vocabulary has"
                hint = "write one of its terms, or semapv:UnspecifiedMatching"
                yield violation(
                    row, "mapping_justification", Severity.WARNING, "not-a-justification", message, hint=hint
                )


def _is_relation(predicate: str) -> bool:
    if predicate.startswith(SEMAPV.namespace):
        return _SEMAPV_RELATION.search(predicate) is not None
    return predicate in _RELATIONS or not predicate.startswith(_KNOWN_VOCABULARIES)


def odd_versions(rows: tuple[MappingRecord, ...], known: Known) -> Iterator[Violation]:
    """Say which versions of ends are others than the end's own, or unknown to its source."""
    for row in rows:
        for side, end in (("subject", row.subject), ("object", row.object)):
            slot = f"{side}_source_version"
            said, own = row.text(slot), _VERSIONED.search(end)
            versions = known.versions.get(end, frozenset())
            if said and own and own[1] != said:
                message = f"the {side} is {known.name(end)}, and its version is said to be {said}"
                hint = "name one version in both places"
                yield violation(row, slot, Severity.ERROR, "version-mismatch", message, hint=hint)
            elif versions and said not in {*versions, "", _UNSTATED}:
                listed = ", ".join(sorted(versions))
                message = f"{known.name(end)} has no version {said}; its source lists {listed}"
                hint = "mend the version, or add it to the source"
                yield violation(row, slot, Severity.WARNING, "unknown-version", message, hint=hint)


def unversioned_ends(rows: tuple[MappingRecord, ...], known: Known) -> Iterator[Violation]:
    """Say which ends name no version, where another mapping names one of the same scheme."""
    named: dict[str, MappingRecord] = {}
    sides = (("subject", "subject_source_version"), ("object", "object_source_version"))
    for row in rows:
        for side, slot in sides:
            if row.text(slot) and (scheme := known.schemes.get(getattr(row, side), "")):
                named.setdefault(scheme, row)
    for row in rows if named else ():
        for side, slot in sides:
            end = getattr(row, side)
            other = named.get(known.schemes.get(end, ""))
            if other and not row.text(slot) and end != NOT_FOUND and not _VERSIONED.search(end):
                message = f"nothing says which version of {known.name(end)} is meant; {other.name} names one"
                yield violation(
                    row, f"{side}_id", Severity.WARNING, "unversioned-end", message, hint=f"give {slot}"
                )


def unfounded_alignments(rows: tuple[MappingRecord, ...], known: Known) -> Iterator[Violation]:
    """Say which levels or thresholds of two publishers are matched without a quoted, reviewed basis."""
    for row in rows:
        one, other = known.owners.get(row.subject), known.owners.get(row.object)
        strong = row.predicate in EXACT | {CLOSE, BROAD, NARROW} and not row.is_negative
        if one and other and one != other and strong and is_related(row):
            lacks = [
                word for slot, word in (("quote", "quote"), ("reviewer_id", "reviewer")) if not row.slot(slot)
            ]
            if lacks:
                message = (
                    f"{known.name(row.predicate)} likens what {one} and {other} each define, "
                    f"and has no {' and no '.join(lacks)}"
                )
                hint = "weaken it to relatedMatch, or quote the basis and name who reviewed it"
                yield violation(
                    row, "predicate_id", Severity.ERROR, "unfounded-alignment", message, hint=hint
                )
