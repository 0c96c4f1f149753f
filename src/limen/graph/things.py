"""Namespaces, sources, versions, items and patterns as nodes."""

from __future__ import annotations

from collections.abc import Iterator

from limen.graph.context import Context
from limen.graph.values import extra_statement, field_statements, prose
from limen.identifier import Identifier
from limen.model.entry import Role, Thing
from limen.model.index import NAME_KEYS
from limen.model.schema import KINDS, THING
from limen.term import Statement, iri_of, literal
from limen.vocab import DCAT, DCTERMS, LIMEN, PROV, RDF, SKOS, XSD

#: What a source is besides a source, by the SecID type of its entry.
_SOURCE_CLASSES = {
    "weakness": (SKOS.ConceptScheme,),
    "ttp": (SKOS.ConceptScheme,),
    "control": (SKOS.ConceptScheme,),
    "methodology": (SKOS.ConceptScheme,),
    "regulation": (SKOS.ConceptScheme,),
    "advisory": (DCAT.Dataset,),
    "entity": (LIMEN.Entity,),
}


def thing_statements(thing: Thing, context: Context) -> Iterator[Statement]:
    """Say what a thing is and everything that the file says of it."""
    subject = thing_term(thing, context)
    yield from _ROLES[thing.role](subject, thing, context)
    for pattern in thing.patterns:
        yield Statement(subject, LIMEN.pattern, literal(pattern.value), pattern.line)
    for class_ in KINDS.get(thing.kind, ()):
        yield Statement(subject, RDF.type, class_, thing.line)
    if thing.example_only:
        yield Statement(subject, LIMEN.exampleOnly, literal("true", datatype=iri_of(XSD.boolean)), thing.line)
    owner = thing.identifier if thing.role in {Role.ITEM, Role.SOURCE} else None
    for each in thing.fields:
        for statement in field_statements(subject, each, THING[each.key], context, owner):
            yield _named_once(statement, context.index.labels.get(thing.identifier, ""))
    for each in thing.kept:
        yield extra_statement(subject, each)


def thing_term(thing: Thing, context: Context) -> str:
    """The node of a thing."""
    if thing.role is Role.PATTERN:
        return context.names.pattern(thing.identifier, thing.path)
    return context.names.thing(thing.identifier)


def _named_once(statement: Statement, label: str) -> Statement:
    """Hold a thing to one preferred label: another file's choice becomes an alternative one."""
    if statement.predicate == SKOS.prefLabel and label and statement.object != prose(label):
        return statement._replace(predicate=SKOS.altLabel)
    if statement.predicate == SKOS.altLabel and statement.object == prose(label):
        return statement._replace(predicate=SKOS.prefLabel)
    return statement


def _identified(subject: str, identifier: Identifier, line: int, context: Context) -> Iterator[Statement]:
    yield Statement(subject, DCTERMS.identifier, context.identifier_text(identifier), line)
    for former in context.former_texts(identifier):
        yield Statement(subject, LIMEN.formerIdentifier, former, line)


def _namespace(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    identifier, line = thing.identifier, thing.line
    yield Statement(subject, RDF.type, LIMEN.NamespaceEntry, line)
    if identifier.type == "entity":
        yield Statement(subject, RDF.type, LIMEN.Entity, line)
    yield from _identified(subject, identifier, line, context)
    yield Statement(subject, LIMEN.dnsName, literal(identifier.namespace.partition("/")[0]), line)


def _source(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    identifier, line = thing.identifier, thing.line
    yield Statement(subject, RDF.type, LIMEN.Source, line)
    for each in _SOURCE_CLASSES.get(identifier.type, ()):
        yield Statement(subject, RDF.type, each, line)
    yield from _identified(subject, identifier, line, context)
    home = Identifier(identifier.type, identifier.namespace)
    yield Statement(subject, DCTERMS.isPartOf, context.names.thing(home), line)


def _version(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    identifier, line = thing.identifier, thing.line
    source = context.names.thing(identifier.source)
    yield Statement(subject, RDF.type, LIMEN.Version, line)
    yield from _identified(subject, identifier, line, context)
    yield Statement(subject, DCTERMS.isVersionOf, source, line)
    yield Statement(source, DCTERMS.hasVersion, subject, line)
    yield Statement(subject, DCAT.version, literal(identifier.version), line)


def _item(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    identifier, line = thing.identifier, thing.line
    scheme = Identifier(identifier.type, identifier.namespace, identifier.name, identifier.version)
    yield Statement(subject, RDF.type, SKOS.Concept, line)
    yield from _identified(subject, identifier, line, context)
    yield Statement(subject, SKOS.inScheme, context.names.thing(scheme), line)
    yield Statement(subject, SKOS.notation, literal(identifier.subpath), line)
    keys = {each.key for each in thing.fields}
    if "broader" not in keys:
        yield Statement(subject, SKOS.topConceptOf, context.names.thing(scheme), line)
    if not keys.intersection(NAME_KEYS) and identifier not in context.index.labels:
        yield Statement(subject, SKOS.prefLabel, literal(identifier.subpath, "en"), line)
    if identifier.version and identifier.unversioned in context.index:
        yield Statement(subject, PROV.specializationOf, context.names.thing(identifier.unversioned), line)


def _pattern(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    line = thing.line
    yield Statement(subject, RDF.type, LIMEN.ItemPattern, line)
    yield Statement(subject, LIMEN.patternOf, _pattern_owner(thing, context), line)


def _pattern_owner(thing: Thing, context: Context) -> str:
    if len(thing.path) > 1:
        return context.names.pattern(thing.identifier, thing.path[:-1])
    return context.names.thing(thing.identifier)


_ROLES = {
    Role.NAMESPACE: _namespace,
    Role.SOURCE: _source,
    Role.VERSION: _version,
    Role.ITEM: _item,
    Role.PATTERN: _pattern,
}
