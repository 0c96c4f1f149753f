"""Namespaces, sources, versions, items and patterns as nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from limen.graph.context import Context
from limen.graph.fields import field_statements
from limen.graph.values import kept_statement, prose
from limen.identifier import Identifier
from limen.model.entry import Field, Place, Role, Thing
from limen.model.index import thing_names
from limen.model.node import Scalar
from limen.model.schema import FILE_KEYS, THING
from limen.model.words import KINDS
from limen.term import Statement, iri_of, literal
from limen.vocab import DCAT, DCTERMS, LIMEN, PROV, RDF, SCHEMA, SKOS, XSD

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
_OWNERS = frozenset({Role.ITEM, Role.SOURCE})
_LABELS = frozenset({SKOS.prefLabel, SKOS.altLabel})
_TRUE = literal("true", datatype=iri_of(XSD.boolean))


def thing_statements(thing: Thing, context: Context) -> Iterator[Statement]:
    """Say what a thing is and everything that the file says of it."""
    subject = thing_term(thing, context)
    yield from _ROLES[thing.role](subject, thing, context)
    for pattern in thing.patterns:
        yield Statement(subject, SCHEMA.valuePattern, literal(pattern.value), pattern.line, pattern.column)
    for class_ in KINDS.get(thing.kind, ()):
        yield Statement(subject, RDF.type, class_, *thing.kind_place)
    if thing.example_only and thing.identifier not in context.index:
        yield Statement(subject, LIMEN.exampleOnly, _TRUE, *thing.place)
    owner = thing.identifier if thing.role in _OWNERS else None
    label = _label_term(thing, context)
    file_keys = FILE_KEYS if thing.role is Role.NAMESPACE else frozenset[str]()
    for each in thing.fields:
        rule = THING[each.key]
        about = context.record if each.key in file_keys else subject
        said = field_statements(about, each, rule, context, owner)
        yield from _named(said, label) if rule.predicate in _LABELS else said
        if each.key == "issues_namespace":
            yield from _issues(subject, thing, each, context)
    for each in thing.kept:
        yield kept_statement(subject, each)


def thing_term(thing: Thing, context: Context) -> str:
    """The node of a thing."""
    if thing.role is Role.PATTERN:
        return context.names.pattern(thing.identifier, thing.path)
    return context.thing(thing.identifier)


def _label_term(thing: Thing, context: Context) -> str:
    """The preferred label that the registry gives a thing; a pattern's is its own."""
    if thing.role is Role.PATTERN:
        return prose(next(iter(thing_names(thing)), ""))
    return prose(context.index.labels.get(thing.identifier, ""))


def _named(said: Iterable[Statement], label: str) -> Iterator[Statement]:
    """Hold a thing to one preferred label: any other name becomes an alternative one."""
    for each in said:
        predicate = SKOS.prefLabel if each.object == label else SKOS.altLabel
        is_name = each.predicate in _LABELS and each.predicate != predicate
        yield each._replace(predicate=predicate) if is_name else each


def _issues(subject: str, thing: Thing, field: Field, context: Context) -> Iterator[Statement]:
    """Say which namespace's identifiers an organisation issues, where the registry knows that namespace."""
    type_ = next((each.node for each in thing.fields if each.key == "issues_type"), None)
    if isinstance(type_, Scalar) and isinstance(field.node, Scalar):
        issued = context.read(f"secid:{type_.value}/{field.node.value}")
        if issued and issued in context.index:
            yield Statement(subject, LIMEN.issues, context.thing(issued), field.node.line, field.node.column)


def _identified(subject: str, identifier: Identifier, place: Place, context: Context) -> Iterator[Statement]:
    canonical, former = context.identifier_texts(identifier)
    yield Statement(subject, DCTERMS.identifier, canonical, *place)
    for each in former:
        yield Statement(subject, LIMEN.formerIdentifier, each, *place)


def _namespace(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    identifier, place = thing.identifier, thing.place
    yield Statement(subject, RDF.type, LIMEN.NamespaceEntry, *place)
    if identifier.type == "entity":
        yield Statement(subject, RDF.type, LIMEN.Entity, *place)
    yield from _identified(subject, identifier, place, context)
    domain = identifier.namespace.partition("/")[0]
    if "." in domain:
        yield Statement(subject, LIMEN.dnsName, literal(domain), *place)


def _source(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    identifier, place = thing.identifier, thing.place
    yield Statement(subject, RDF.type, LIMEN.Source, *place)
    for each in _SOURCE_CLASSES.get(identifier.type, ()):
        yield Statement(subject, RDF.type, each, *place)
    yield from _identified(subject, identifier, place, context)
    yield Statement(subject, DCTERMS.isPartOf, context.thing(_home(identifier)), *place)


def _version(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    identifier, place = thing.identifier, thing.place
    source = context.thing(identifier.source)
    yield Statement(subject, RDF.type, LIMEN.Version, *place)
    if any(
        each.role is Role.ITEM and _scheme(each.identifier) == identifier for each in context.entry.things
    ):
        yield Statement(subject, RDF.type, SKOS.ConceptScheme, *place)
    yield from _identified(subject, identifier, place, context)
    yield Statement(subject, DCTERMS.isVersionOf, source, *place)
    yield Statement(source, DCTERMS.hasVersion, subject, *place)
    yield Statement(subject, DCAT.version, literal(identifier.version), *place)
    name = context.index.labels.get(identifier.source)
    if name and identifier not in context.index.labels:
        yield Statement(subject, SKOS.prefLabel, prose(f"{name} {identifier.version}"), *place)


def _item(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    identifier, place, index = thing.identifier, thing.place, context.index
    yield Statement(subject, RDF.type, SKOS.Concept, *place)
    yield from _identified(subject, identifier, place, context)
    yield Statement(subject, SKOS.notation, literal(identifier.subpath or identifier.name), *place)
    if not identifier.subpath:  # an item in the place of a name
        yield Statement(subject, DCTERMS.isPartOf, context.thing(_home(identifier)), *place)
        return
    scheme = context.thing(_scheme(identifier))
    yield Statement(subject, SKOS.inScheme, scheme, *place)
    whole = _whole(identifier, context)
    if whole:
        yield Statement(subject, DCTERMS.isPartOf, context.thing(whole), *place)
    elif not thing.example_only and all(each.key != "broader" for each in thing.fields):
        yield Statement(subject, SKOS.topConceptOf, scheme, *place)
        yield Statement(scheme, SKOS.hasTopConcept, subject, *place)
    if index.labels.get(identifier) == identifier.subpath:
        yield Statement(subject, SKOS.prefLabel, prose(identifier.subpath), *place)
    if identifier.version and identifier.unversioned in index:
        yield Statement(subject, PROV.specializationOf, context.thing(identifier.unversioned), *place)


def _home(identifier: Identifier) -> Identifier:
    return Identifier(identifier.type, identifier.namespace)


def _scheme(identifier: Identifier) -> Identifier:
    return Identifier(identifier.type, identifier.namespace, identifier.name, identifier.version)


def _whole(identifier: Identifier, context: Context) -> Identifier | None:
    """The nearest item that this one lies within, as `art-32/1` does within `art-32`."""
    path = identifier.subpath
    while "/" in path:
        path = path.rpartition("/")[0]
        whole = identifier.item(path)
        if whole in context.index:
            return whole
    return None


def _pattern(subject: str, thing: Thing, context: Context) -> Iterator[Statement]:
    yield Statement(subject, RDF.type, LIMEN.ItemPattern, *thing.place)
    yield Statement(subject, LIMEN.patternOf, _pattern_owner(thing, context), *thing.place)


def _pattern_owner(thing: Thing, context: Context) -> str:
    if len(thing.path) > 1:
        return context.names.pattern(thing.identifier, thing.path[:-1])
    return context.thing(thing.identifier)


_ROLES = {
    Role.NAMESPACE: _namespace,
    Role.SOURCE: _source,
    Role.VERSION: _version,
    Role.ITEM: _item,
    Role.PATTERN: _pattern,
}
