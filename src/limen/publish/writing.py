"""How limen's terms are written: the prefixes and JSON-LD context that follow from the tables."""

from __future__ import annotations

from functools import cache

from limen.model.records import RECORDS
from limen.model.schema import THING, Value
from limen.model.words import LINK_PROPERTIES
from limen.serialize import Style
from limen.term import iri_of
from limen.vocab import DCTERMS, FOAF, LIMEN, PROV, RDF, RDFS, SCHEMA, SKOS, prefixes

_LINKS = frozenset({Value.SECID, Value.URL, Value.CHOICE, Value.WIKIDATA, Value.MEDIA})
#: Properties with IRIs for values that no key of the format stands for.
_STRUCTURAL = frozenset(
    {
        DCTERMS.isPartOf,
        DCTERMS.isVersionOf,
        DCTERMS.hasVersion,
        DCTERMS.source,
        FOAF.primaryTopic,
        LIMEN.confirmedAbsent,
        RDFS.seeAlso,
        LIMEN.patternOf,
        LIMEN.relatedTo,
        PROV.specializationOf,
        PROV.wasDerivedFrom,
        RDF.subject,
        RDF.predicate,
        SCHEMA.url,
        SKOS.hasTopConcept,
        SKOS.inScheme,
        SKOS.topConceptOf,
        *LINK_PROPERTIES.values(),
    }
)


@cache
def style() -> Style:
    """Gather from the format's tables what each property's values usually are."""
    values: dict[str, set[Value]] = {}
    for table in (THING, *(kind.table for kind in RECORDS)):
        for rule in table.values():
            words = any(not term.startswith("<") for term in rule.choices.values())
            values.setdefault(rule.predicate, set()).add(Value.CODE if words else rule.value)
    links = {predicate for predicate, kinds in values.items() if kinds <= _LINKS} | _STRUCTURAL
    texts = {predicate for predicate, kinds in values.items() if kinds == {Value.TEXT}}
    return Style(
        prefixes(),
        {iri_of(predicate): "@id" for predicate in links},
        frozenset(iri_of(predicate) for predicate in texts - links),
    )
