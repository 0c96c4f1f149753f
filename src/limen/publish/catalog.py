"""The catalogue: what a dataset is, what is in it, where to get it and on which terms, as DCAT 3 and VoID."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import quote

from limen.model.names import Names
from limen.publish.built import Built
from limen.publish.catalogued import KEYWORDS, PUBLISHER, Catalogued
from limen.publish.figures import Part
from limen.publish.writing import style
from limen.publish.written import Written
from limen.serialize import FORMATS, Style, find_format, serialize
from limen.term import Triple, iri, iri_of, literal
from limen.vocab import (
    BASE,
    CC0,
    DCAT,
    DCTERMS,
    DEVELOPERS,
    ENGLISH,
    FOAF,
    LIMEN,
    MEDIA_TYPES,
    NS,
    PROV,
    RDF,
    SCHEMA,
    SCIENCE_AND_TECHNOLOGY,
    SPDX,
    VCARD,
    VOID,
    XSD,
    compact,
)

#: Forms of RDF; each file in one of them holds the whole dataset, if it is not said to be a part.
_DUMPS = frozenset(each.media_type for each in FORMATS)
#: A thing of each of these classes is an example of what the dataset holds.
_EXAMPLES = (LIMEN.SafetyLevel, LIMEN.Policy, LIMEN.Claim, LIMEN.Mapping)


def catalog_triples(
    built: Built,
    names: Names,
    version: str,
    files: Iterable[Written] = (),
    *,
    endpoint: str = "",
    downloads: str = "",
) -> tuple[Triple, ...]:
    """Describe a dataset in DCAT 3 and VoID, sorted, without blank nodes; the figures are those of the union.

    `endpoint` is where it can be queried, if anywhere; `downloads` is what the
    addresses of its files begin with, without which they lie under the base.
    """
    catalog = Catalogued(built, names, version, tuple(files), endpoint, downloads)
    parts = (_catalog, _dataset, _own, _counted, _partitions, _distributions, _service)
    return tuple(sorted({triple for part in parts for triple in part(catalog)}))


def _catalog(catalog: Catalogued) -> Iterator[Triple]:
    node = f"<{catalog.names.base}catalog>"
    yield node, RDF.type, DCAT.Catalog
    yield node, DCAT.dataset, catalog.dataset
    yield node, DCTERMS.title, literal(f"Catalogue of {catalog.title}", "en")
    yield node, DCTERMS.description, literal("The dataset of this place and its files.", "en")
    yield node, FOAF.homepage, f"<{catalog.names.base}>"
    yield node, DCTERMS.language, ENGLISH
    if catalog.is_own:
        yield node, DCTERMS.publisher, DEVELOPERS
        yield node, DCTERMS.license, CC0
    if catalog.built.day:
        yield node, DCTERMS.modified, _day(catalog.built.day)


def _dataset(catalog: Catalogued) -> Iterator[Triple]:
    node = catalog.dataset
    yield node, RDF.type, DCAT.Dataset
    yield node, RDF.type, VOID.Dataset
    yield node, DCTERMS.title, literal(catalog.title, "en")
    yield node, DCTERMS.description, literal(catalog.description, "en")
    yield node, DCTERMS.language, ENGLISH
    yield node, DCTERMS.conformsTo, f"<{NS.removesuffix('#')}>"
    yield node, DCAT.landingPage, f"<{catalog.names.base}>"
    if catalog.version:
        yield node, DCAT.version, literal(catalog.version)
    if catalog.built.day:
        period = catalog.node("period")
        yield node, DCTERMS.modified, _day(catalog.built.day)
        yield node, DCTERMS.temporal, period
        yield period, RDF.type, DCTERMS.PeriodOfTime
        yield period, DCAT.endDate, _day(catalog.built.day)
    for subject, predicate, object_ in catalog.built.union:
        if predicate == RDF.type and object_ == LIMEN.Entry:
            yield node, PROV.wasDerivedFrom, subject


def _own(catalog: Catalogued) -> Iterator[Triple]:
    """Who publishes limen's own registry, on which terms, and whom to ask."""
    if not catalog.is_own:
        return
    node, contact = catalog.dataset, catalog.node("contact")
    yield node, DCTERMS.publisher, DEVELOPERS
    yield node, DCTERMS.license, CC0
    yield node, DCAT.theme, SCIENCE_AND_TECHNOLOGY
    yield node, DCAT.contactPoint, contact
    yield from ((node, DCAT.keyword, literal(word, "en")) for word in KEYWORDS)
    yield from ((DEVELOPERS, RDF.type, each) for each in (FOAF.Agent, FOAF.Organization, SCHEMA.Organization))
    yield from ((DEVELOPERS, each, literal(PUBLISHER, "en")) for each in (FOAF.name, SCHEMA.name))
    yield from ((contact, RDF.type, each) for each in (VCARD.Kind, VCARD.Organization))
    yield contact, VCARD.fn, literal(PUBLISHER, "en")
    yield contact, VCARD.hasURL, f"<{BASE}>"
    yield CC0, RDF.type, DCTERMS.LicenseDocument


def _counted(catalog: Catalogued) -> Iterator[Triple]:
    node, figures = catalog.dataset, catalog.figures
    yield node, VOID.uriSpace, literal(catalog.names.base)
    yield node, VOID.entities, _count(figures.entities)
    yield node, VOID.properties, _count(len(figures.properties))
    yield node, VOID.classes, _count(len(figures.classes))
    yield from _part(node, figures.whole)
    yield from ((node, VOID.vocabulary, iri(each)) for each in figures.vocabularies)
    for wanted in _EXAMPLES:
        found = (s for s, p, o in catalog.built.union if p == RDF.type and o == wanted)
        yield from ((node, VOID.exampleResource, each) for each in islice(found, 1))


def _partitions(catalog: Catalogued) -> Iterator[Triple]:
    """One part for each class and each property that is used, named by its term."""
    for term, part in catalog.figures.classes.items():
        node = catalog.node(f"class-{_short(term)}")
        yield catalog.dataset, VOID.classPartition, node
        yield node, RDF.type, VOID.Dataset
        yield node, getattr(VOID, "class"), term
        yield node, VOID.entities, _count(part.subjects)
        yield node, VOID.triples, _count(part.triples)
    for term, part in catalog.figures.properties.items():
        node = catalog.node(f"property-{_short(term)}")
        yield catalog.dataset, VOID.propertyPartition, node
        yield node, RDF.type, VOID.Dataset
        yield node, VOID.property, term
        yield from _part(node, part)


def _part(node: str, part: Part) -> Iterator[Triple]:
    yield node, VOID.triples, _count(part.triples)
    yield node, VOID.distinctSubjects, _count(part.subjects)
    yield node, VOID.distinctObjects, _count(part.objects)


def _distributions(catalog: Catalogued) -> Iterator[Triple]:
    for file in catalog.files:
        node, address = catalog.node(f"file-{quote(file.name)}"), iri(catalog.address(file))
        checksum = catalog.node(f"checksum-{quote(file.name)}")
        yield catalog.dataset, DCAT.distribution, node
        yield node, RDF.type, DCAT.Distribution
        yield node, DCTERMS.title, literal(file.name, "en")
        yield node, DCAT.accessURL, address
        yield node, DCAT.downloadURL, address
        yield node, DCAT.byteSize, literal(str(file.bytes), datatype=iri_of(XSD.nonNegativeInteger))
        yield node, SPDX.checksum, checksum
        yield checksum, RDF.type, SPDX.Checksum
        yield checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
        yield checksum, SPDX.checksumValue, literal(file.sha256, datatype=iri_of(XSD.hexBinary))
        if catalog.is_own:
            yield node, DCTERMS.license, CC0
        if file.media_type:
            media_type = iri(MEDIA_TYPES + file.media_type)
            yield node, DCAT.mediaType, media_type
            yield media_type, RDF.type, DCTERMS.MediaType
        if file.media_type in _DUMPS and not file.is_part:
            yield catalog.dataset, VOID.dataDump, address


def _service(catalog: Catalogued) -> Iterator[Triple]:
    if not catalog.endpoint:
        return
    node, address = catalog.node("sparql"), iri(catalog.endpoint)
    yield f"<{catalog.names.base}catalog>", DCAT.service, node
    yield catalog.dataset, VOID.sparqlEndpoint, address
    yield node, RDF.type, DCAT.DataService
    yield node, DCTERMS.title, literal("SPARQL 1.1 queries", "en")
    yield node, DCAT.endpointURL, address
    yield node, DCAT.servesDataset, catalog.dataset


def _short(term: str) -> str:
    """A term as part of a name: by its usual prefix, or whole."""
    short = compact(term)
    return quote(iri_of(term), safe="") if short == term else short.replace(":", "-")


def _count(number: int) -> str:
    return literal(str(number), datatype=iri_of(XSD.integer))


def _day(day: str) -> str:
    return literal(day, datatype=iri_of(XSD.date))


def catalog_turtle(names: Names, triples: Iterable[Triple]) -> Iterator[str]:
    """Write a catalogue as Turtle, in chunks."""
    known = style()
    prefixes = {each.prefix: each.namespace for each in (SPDX, VCARD, VOID)}
    prefixes |= {**known.prefixes, "catalog": f"{names.base}catalog#"}
    graph = (f"{names.base}catalog", tuple(triples))
    return serialize([graph], find_format("ttl"), Style(prefixes))
