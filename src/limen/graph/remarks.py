"""What the body of a file says, as claims and arguments of that file."""

from __future__ import annotations

from collections.abc import Iterator

from limen.graph.context import Context
from limen.graph.pointers import own_id, pointed_statements, pointed_term
from limen.graph.values import number, prose
from limen.model.body import Aspect, Body, BodyItem, Remark
from limen.term import Statement, iri_of, literal
from limen.vocab import DCTERMS, LIMEN, PROV, RDF, SCHEMA, SKOS, WIKIBASE, XSD

_ARGUMENTS = {
    Aspect.REASON: (LIMEN.reason, LIMEN.supports),
    Aspect.PURPOSE: (LIMEN.purpose, LIMEN.supports),
    Aspect.CRITICISM: (LIMEN.criticism, LIMEN.disputes),
    Aspect.REPLY: (LIMEN.reply, LIMEN.supports),
}
_PREDICATES = {
    Aspect.THRESHOLD: LIMEN.threshold,
    Aspect.REQUIREMENT: LIMEN.requirement,
    Aspect.RISK: LIMEN.risk,
    Aspect.DEFINITION: SKOS.definition,
    Aspect.LABEL: SKOS.prefLabel,
    Aspect.STATE: LIMEN.state,
    Aspect.USE: LIMEN.use,
    Aspect.STEP: LIMEN.step,
    Aspect.RELATION: LIMEN.relatedTo,
    Aspect.REFERENCE: DCTERMS.references,
    Aspect.TEMPLATE: LIMEN.identifierTemplate,
    Aspect.RANGE: LIMEN.templateRange,
    Aspect.FEATURE: LIMEN.feature,
    Aspect.NOTE: SKOS.note,
}


def body_statements(body: Body, context: Context) -> Iterator[Statement]:
    """Say what a body says: its items are things, its remarks claims or arguments, their targets nodes."""
    for item in body.items:
        yield from _item_statements(item, context)
    yield from pointed_statements(body.remarks, context)
    for remark in body.remarks:
        subject = context.names.record(*_record_name(remark, context))
        if remark.aspect in _ARGUMENTS:
            yield from _argument(subject, remark, context)
        else:
            yield from _claim(subject, remark, context)
        yield from _circumstances(subject, remark, context)


def _record_name(remark: Remark, context: Context) -> tuple[str, str]:
    word = "argument" if remark.aspect in _ARGUMENTS else "claim"
    return word, own_id(remark.key, context)


def _item_statements(item: BodyItem, context: Context) -> Iterator[Statement]:
    """Describe an item that only the body names; the front matter's own items are things already."""
    identifier, place = item.identifier, (item.line, item.column)
    subject = context.thing(identifier)
    source = context.thing(identifier.source)
    scheme = context.thing(identifier.source.at(identifier.version))
    yield Statement(subject, RDF.type, SKOS.Concept, *place)
    yield Statement(subject, SKOS.inScheme, scheme, *place)
    if identifier.version:
        yield Statement(scheme, RDF.type, SKOS.ConceptScheme, *place)
        yield Statement(scheme, DCTERMS.isVersionOf, source, *place)
        if identifier.unversioned in context.index:
            yield Statement(subject, PROV.specializationOf, context.thing(identifier.unversioned), *place)
    yield Statement(subject, SKOS.notation, literal(identifier.subpath), *place)
    yield Statement(subject, DCTERMS.identifier, context.identifier_texts(identifier)[0], *place)
    if item.label == context.index.labels.get(identifier):
        yield Statement(subject, SKOS.prefLabel, prose(item.label), *place)
    elif item.label != identifier.subpath:  # the notation says the id already
        yield Statement(subject, SKOS.altLabel, prose(item.label), *place)
    if item.order:
        yield Statement(subject, RDF.type, LIMEN.SafetyLevel, *place)
        rung = LIMEN.orderAtLeast if item.open_ended else LIMEN.order
        yield Statement(subject, rung, number(item.order), *place)


def _claim(subject: str, remark: Remark, context: Context) -> Iterator[Statement]:
    place = remark.first_line, remark.column
    yield Statement(subject, RDF.type, LIMEN.Claim, *place)
    yield Statement(subject, RDF.subject, context.thing(remark.about), *place)
    yield Statement(subject, RDF.predicate, _PREDICATES[remark.aspect], *place)
    if remark.target:
        target_place = remark.target_line, remark.target_column
        yield Statement(subject, RDF.object, pointed_term(remark, context), *target_place)
        yield Statement(subject, DCTERMS.description, prose(remark.text or remark.target), *place)
    else:
        yield Statement(subject, RDF.object, prose(remark.text), *place)
    yield Statement(subject, LIMEN.modality, LIMEN.predicted if remark.predicted else LIMEN.reported, *place)
    yield Statement(subject, WIKIBASE.rank, WIKIBASE.NormalRank, *place)


def _argument(subject: str, remark: Remark, context: Context) -> Iterator[Statement]:
    kind, stance = _ARGUMENTS[remark.aspect]
    place = remark.first_line, remark.column
    yield Statement(subject, RDF.type, LIMEN.Argument, *place)
    yield Statement(subject, DCTERMS.type, kind, *place)
    yield Statement(subject, stance, context.thing(remark.about), *place)
    yield Statement(subject, DCTERMS.description, prose(remark.text), *place)


def _circumstances(subject: str, remark: Remark, context: Context) -> Iterator[Statement]:
    place = remark.first_line, remark.column
    yield Statement(subject, DCTERMS.source, context.record, *place)
    for property_, text in (
        (SKOS.prefLabel, remark.label),
        (LIMEN.heading, remark.heading),
        (LIMEN.columnHead, remark.head),
        (LIMEN.statedTime, remark.stated),
        (LIMEN.speaker, remark.speaker),
    ):
        if text:
            yield Statement(subject, property_, prose(text), *place)
    if remark.position:
        yield Statement(subject, SCHEMA.position, number(remark.position), *place)
    for property_, day in (
        (SCHEMA.validFrom, remark.valid_from),
        (SCHEMA.validThrough, remark.valid_through),
    ):
        if day:
            yield Statement(subject, property_, literal(day, datatype=iri_of(XSD.date)), *place)
