"""What the body of a file says, as claims and arguments of that file."""

from __future__ import annotations

from collections.abc import Iterator

from limen.graph.context import Context
from limen.graph.values import number, prose
from limen.identifier import Identifier
from limen.model.body import Aspect, Body, BodyItem, Remark
from limen.term import Statement, iri_of, literal
from limen.vocab import DCTERMS, LIMEN, RDF, SCHEMA, SKOS, WIKIBASE, XSD

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
    """Say what a body says: its items are things, its remarks claims or arguments."""
    for item in body.items:
        yield from _item_statements(item, context)
    for remark in body.remarks:
        subject = context.names.record(*_record_name(remark, context))
        if remark.aspect in _ARGUMENTS:
            yield from _argument(subject, remark, context)
        else:
            yield from _claim(subject, remark, context)
        yield from _circumstances(subject, remark, context)


def _record_name(remark: Remark, context: Context) -> tuple[str, str]:
    word = "argument" if remark.aspect in _ARGUMENTS else "claim"
    return word, f"{context.entry.path.rpartition('.')[0]}/{remark.key}"


def _item_statements(item: BodyItem, context: Context) -> Iterator[Statement]:
    """Describe an item that only the body names; the front matter's own items are things already."""
    identifier, line = item.identifier, item.line
    subject = context.thing(identifier)
    scheme = context.thing(Identifier(identifier.type, identifier.namespace, identifier.name))
    yield Statement(subject, RDF.type, SKOS.Concept, line)
    yield Statement(subject, SKOS.inScheme, scheme, line)
    yield Statement(subject, SKOS.notation, literal(identifier.subpath), line)
    yield Statement(subject, DCTERMS.identifier, context.identifier_texts(identifier)[0], line)
    if item.label == context.index.labels.get(identifier):
        yield Statement(subject, SKOS.prefLabel, prose(item.label), line)
    elif item.label != identifier.subpath:  # the notation says the id already
        yield Statement(subject, SKOS.altLabel, prose(item.label), line)
    if item.order:
        yield Statement(subject, RDF.type, LIMEN.SafetyLevel, line)
        place = LIMEN.orderAtLeast if item.open_ended else LIMEN.order
        yield Statement(subject, place, number(item.order), line)


def _claim(subject: str, remark: Remark, context: Context) -> Iterator[Statement]:
    line = remark.first_line
    target = context.target(remark.target) if remark.target else None
    yield Statement(subject, RDF.type, LIMEN.Claim, line)
    yield Statement(subject, RDF.subject, context.thing(remark.about), line)
    yield Statement(subject, RDF.predicate, _PREDICATES[remark.aspect], line)
    if remark.target:
        yield Statement(subject, RDF.object, context.thing(target) if target else prose(remark.target), line)
        yield Statement(subject, DCTERMS.description, prose(remark.text or remark.target), line)
    else:
        yield Statement(subject, RDF.object, prose(remark.text), line)
    yield Statement(subject, LIMEN.modality, LIMEN.predicted if remark.predicted else LIMEN.reported, line)
    yield Statement(subject, WIKIBASE.rank, WIKIBASE.NormalRank, line)


def _argument(subject: str, remark: Remark, context: Context) -> Iterator[Statement]:
    kind, stance = _ARGUMENTS[remark.aspect]
    line = remark.first_line
    yield Statement(subject, RDF.type, LIMEN.Argument, line)
    yield Statement(subject, DCTERMS.type, kind, line)
    yield Statement(subject, stance, context.thing(remark.about), line)
    yield Statement(subject, DCTERMS.description, prose(remark.text), line)


def _circumstances(subject: str, remark: Remark, context: Context) -> Iterator[Statement]:
    line = remark.first_line
    yield Statement(subject, DCTERMS.source, context.record, line)
    for property_, text in (
        (SKOS.prefLabel, remark.label),
        (LIMEN.heading, remark.heading),
        (LIMEN.columnHead, remark.head),
        (LIMEN.statedTime, remark.stated),
        (LIMEN.speaker, remark.speaker),
    ):
        if text:
            yield Statement(subject, property_, prose(text), line)
    if remark.position:
        yield Statement(subject, SCHEMA.position, number(remark.position), line)
    for property_, day in (
        (SCHEMA.validFrom, remark.valid_from),
        (SCHEMA.validThrough, remark.valid_through),
    ):
        if day:
            yield Statement(subject, property_, literal(day, datatype=iri_of(XSD.date)), line)
