"""The records of the registry format: claims, mappings, definitions and their like, key by key."""

from __future__ import annotations

from dataclasses import dataclass

from limen.model.schema import Table, Value, rules
from limen.model.words import (
    ARGUMENT_KINDS,
    EVIDENCE,
    FINDINGS,
    JUSTIFICATIONS,
    MODALITIES,
    NEGATION,
    PREDICATES,
    RANKS,
    READINGS,
    RELATIONS,
)
from limen.vocab import DCAT, DCTERMS, LIMEN, PROV, RDF, SCHEMA, SKOS, SSSOM, WIKIBASE

#: What may be said of a claim.
CLAIM: Table = rules(
    ("label", SKOS.prefLabel, Value.TEXT, "the claim in one line"),
    ("subject", RDF.subject, Value.SECID, "what it is about"),
    ("predicate", RDF.predicate, Value.CHOICE, "which property it states", PREDICATES),
    ("object", RDF.object, Value.OBJECT, "the value it states"),
    ("about", SCHEMA.about, Value.SECID, "for which model, threshold or the like"),
    ("position", SCHEMA.position, Value.INTEGER, "of a step: its place in the procedure, from 1"),
    ("from", SCHEMA.validFrom, Value.DATE, "first day it holds"),
    ("through", SCHEMA.validThrough, Value.DATE, "last day it holds"),
    ("stated", LIMEN.statedTime, Value.TEXT, "the source's own words for the time"),
    ("by", PROV.wasAttributedTo, Value.SECID, "whose statement it is"),
    ("source", DCTERMS.source, Value.SECID, "the document that says so"),
    ("place", LIMEN.place, Value.TEXT, "where in the document"),
    ("quote", LIMEN.quote, Value.TEXT, "the source's own words, under 25"),
    ("read_in", LIMEN.readIn, Value.CHOICE, "what of the source was read", READINGS),
    ("confidence", LIMEN.confidence, Value.CHOICE, "how the statement was seen", EVIDENCE),
    ("modality", LIMEN.modality, Value.CHOICE, "how it is stated", MODALITIES),
    ("rank", WIKIBASE.rank, Value.CHOICE, "its standing among rival claims", RANKS),
    ("rank_reason", LIMEN.rankReason, Value.TEXT, "why it is deprecated"),
    ("precautionary", LIMEN.precautionary, Value.BOOLEAN, "done as a precaution, nothing being established"),
    ("note", SKOS.note, Value.TEXT, "a remark"),
)
#: What may be said of a mapping.
MAPPING: Table = rules(
    ("label", SKOS.prefLabel, Value.TEXT, "the mapping in one line"),
    ("subject", RDF.subject, Value.SECID, "one end"),
    ("relation", RDF.predicate, Value.CHOICE, "how the ends are related", RELATIONS),
    ("object", RDF.object, Value.SECID, "the other end"),
    ("subject_version", SSSOM.subject_source_version, Value.CODE, "version of the first end"),
    ("object_version", SSSOM.object_source_version, Value.CODE, "version of the other end"),
    ("justification", SSSOM.mapping_justification, Value.CHOICE, "on what ground", JUSTIFICATIONS),
    ("author", SSSOM.author_id, Value.SECID, "who drew it"),
    ("reviewer", SSSOM.reviewer_id, Value.SECID, "which other person confirmed it"),
    ("confidence", SSSOM.confidence, Value.DECIMAL, "how sure, 0 to 1"),
    ("source", DCTERMS.source, Value.SECID, "the document it was taken from"),
    ("place", LIMEN.place, Value.TEXT, "where in the document"),
    ("quote", LIMEN.quote, Value.TEXT, "the source's own words, under 25"),
    ("evidence", LIMEN.confidence, Value.CHOICE, "how its basis was seen", EVIDENCE),
    ("date", SSSOM.mapping_date, Value.DATE, "when it was drawn"),
    ("comment", SSSOM.comment, Value.TEXT, "why, and why not more"),
    ("negative", SSSOM.predicate_modifier, Value.CHOICE, "the relation does not hold", NEGATION),
)
#: What may be said of a level's definition in one version or source.
DEFINITION: Table = rules(
    ("of", LIMEN.defines, Value.SECID, "the level"),
    ("version", DCAT.version, Value.CODE, "the policy version that defines it"),
    ("in", DCTERMS.isPartOf, Value.SECID, "the policy version as a thing"),
    ("text", SKOS.definition, Value.TEXT, "the definition in limen's words"),
    ("from", SCHEMA.validFrom, Value.DATE, "first day it holds"),
    ("through", SCHEMA.validThrough, Value.DATE, "last day it holds"),
    ("source", DCTERMS.source, Value.SECID, "the document that says so"),
    ("place", LIMEN.place, Value.TEXT, "where in the document"),
    ("read_in", LIMEN.readIn, Value.CHOICE, "what of the source was read", READINGS),
    ("confidence", LIMEN.confidence, Value.CHOICE, "how it was seen", EVIDENCE),
    ("note", SKOS.note, Value.TEXT, "a remark"),
)
#: What may be said of an argument.
ARGUMENT: Table = rules(
    ("kind", DCTERMS.type, Value.CHOICE, "reason, purpose, criticism or reply", ARGUMENT_KINDS),
    ("supports", LIMEN.supports, Value.SECID, "what it speaks for"),
    ("disputes", LIMEN.disputes, Value.SECID, "what it speaks against"),
    ("text", DCTERMS.description, Value.TEXT, "the argument"),
    ("source", DCTERMS.source, Value.SECID, "the document that says so"),
    ("place", LIMEN.place, Value.TEXT, "where in the document"),
    ("quote", LIMEN.quote, Value.TEXT, "the source's own words, under 25"),
    ("read_in", LIMEN.readIn, Value.CHOICE, "what of the source was read", READINGS),
    ("confidence", LIMEN.confidence, Value.CHOICE, "how it was seen", EVIDENCE),
)
#: What may be said of an assessment.
ASSESSMENT: Table = rules(
    ("label", SKOS.prefLabel, Value.TEXT, "the assessment in one line"),
    ("model", SCHEMA.about, Value.SECID, "the model that was assessed"),
    ("threshold", LIMEN.onThreshold, Value.SECID, "the threshold it was held against"),
    ("finding", LIMEN.finding, Value.CHOICE, "what was found", FINDINGS),
    ("precautionary", LIMEN.precautionary, Value.BOOLEAN, "treated so as a precaution"),
    ("by", PROV.wasAttributedTo, Value.SECID, "who assessed"),
    ("date", DCTERMS.issued, Value.DATE, "when it was stated"),
    ("source", DCTERMS.source, Value.SECID, "the document that says so"),
    ("place", LIMEN.place, Value.TEXT, "where in the document"),
    ("read_in", LIMEN.readIn, Value.CHOICE, "what of the source was read", READINGS),
    ("confidence", LIMEN.confidence, Value.CHOICE, "how it was seen", EVIDENCE),
    ("note", SKOS.note, Value.TEXT, "a remark"),
)
#: What may be said of an evaluation: somebody tested a model, held against no threshold.
EVALUATION: Table = rules(
    ("label", SKOS.prefLabel, Value.TEXT, "the evaluation in one line"),
    ("model", SCHEMA.about, Value.SECID, "the model that was tested"),
    ("by", PROV.wasAttributedTo, Value.SECID, "who tested"),
    ("domains", LIMEN.domain, Value.TEXT, "in which fields"),
    ("before_release", LIMEN.beforeRelease, Value.BOOLEAN, "whether it was before release"),
    ("date", DCTERMS.issued, Value.DATE, "when it was reported"),
    ("source", DCTERMS.source, Value.SECID, "the document that says so"),
    ("place", LIMEN.place, Value.TEXT, "where in the document"),
    ("read_in", LIMEN.readIn, Value.CHOICE, "what of the source was read", READINGS),
    ("confidence", LIMEN.confidence, Value.CHOICE, "how it was seen", EVIDENCE),
    ("note", SKOS.note, Value.TEXT, "a remark"),
)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A list in the front matter whose members become nodes of their own."""

    word: str  # in the singular; also the first part of the node's IRI
    key: str  # of the list in the front matter
    classes: tuple[str, ...]
    table: Table
    required: tuple[str, ...]
    names_item: str = ""  # the key whose versioned identifier names the node, if it has no id


RECORDS = (
    RecordKind("claim", "claims", (LIMEN.Claim,), CLAIM, ("id", "subject", "predicate", "object", "source")),
    RecordKind(
        "mapping",
        "mappings",
        (LIMEN.Mapping,),
        MAPPING,
        ("id", "subject", "relation", "object", "justification", "source"),
    ),
    RecordKind(
        "definition",
        "definitions",
        (LIMEN.LevelDefinition,),
        DEFINITION,
        ("of", "version", "text", "source"),
        "of",
    ),
    RecordKind("argument", "arguments", (LIMEN.Argument,), ARGUMENT, ("id", "kind", "text", "source")),
    RecordKind(
        "assessment",
        "assessments",
        (LIMEN.Assessment,),
        ASSESSMENT,
        ("id", "model", "threshold", "finding", "source"),
    ),
    RecordKind("evaluation", "evaluations", (LIMEN.Evaluation,), EVALUATION, ("id", "model", "by", "source")),
)
