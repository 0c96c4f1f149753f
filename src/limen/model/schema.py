"""The keys of the registry format: what each means and which property it becomes.

One table per kind of thing. The parser asks it which keys are known, the graph
asks it how to write a value, and `docs/registry.md` is printed from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from limen.model.words import ABSENT, READINGS
from limen.vocab import AIRO, DCAT, DCTERMS, FOAF, LIMEN, RDFS, SCHEMA, SKOS, XKOS


class Value(Enum):
    """How a value is written as an RDF object."""

    TEXT = "prose, in English"
    CODE = "a code, version or id, kept as written"
    DATE = "a year, month or day: 2025, 2025-05, 2025-05-22"
    INTEGER = "a whole number"
    DECIMAL = "a decimal number"
    BOOLEAN = "true or false"
    URL = "a web address"
    SECID = "a SecID"
    CHOICE = "one of a few words"
    OBJECT = "a SecID, a date, a status word or prose"
    WIKIDATA = "a Wikidata id"
    LINKS = "web addresses by kind"
    MEDIA = "a media type such as text/html"
    PARTS = "things of their own"
    JSON = "kept whole, as JSON text"


@dataclass(frozen=True, slots=True)
class Rule:
    """One key: the property it becomes, how its value is written, what it means."""

    predicate: str
    value: Value
    meaning: str
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


Table = Mapping[str, Rule]


def rules(*rows: tuple[str, str, Value, str] | tuple[str, str, Value, str, Mapping[str, str]]) -> Table:
    """Make a table of rows: key, property, way of writing, meaning, and words if they are few."""
    return MappingProxyType({row[0]: Rule(*row[1:]) for row in rows})


#: What may be said of a namespace, a source, a version or an item.
THING: Table = rules(
    ("secid_type", LIMEN.secidType, Value.CODE, "the `type` of the entry, one of SecID's ten"),
    ("full_name", SKOS.prefLabel, Value.TEXT, "name in full"),
    ("official_name", SKOS.prefLabel, Value.TEXT, "name in full (JSON files)"),
    ("label", SKOS.prefLabel, Value.TEXT, "name of an item"),
    ("title", SKOS.prefLabel, Value.TEXT, "name of an item in a `lookup_table`"),
    ("common_name", SKOS.altLabel, Value.TEXT, "name in daily use"),
    ("alternate_names", SKOS.altLabel, Value.TEXT, "other names"),
    ("description", DCTERMS.description, Value.TEXT, "what it is"),
    ("definition", SKOS.definition, Value.TEXT, "what it means"),
    ("gloss", LIMEN.gloss, Value.TEXT, "limen's own summary; never the source's definition"),
    ("notes", SKOS.editorialNote, Value.TEXT, "remarks of the registry"),
    ("note", SKOS.note, Value.TEXT, "a remark"),
    ("status", SCHEMA.creativeWorkStatus, Value.CODE, "state of the entry or version in the registry"),
    ("status_notes", SKOS.changeNote, Value.TEXT, "why the state is what it is"),
    ("website", DCAT.landingPage, Value.URL, "main page"),
    ("url", SCHEMA.urlTemplate, Value.LINKS, "address, or address template with {…}"),
    ("urls", RDFS.seeAlso, Value.LINKS, "addresses by kind"),
    ("wikidata", SCHEMA.sameAs, Value.WIKIDATA, "Wikidata id"),
    ("wikipedia", FOAF.isPrimaryTopicOf, Value.URL, "Wikipedia page"),
    ("examples", SKOS.example, Value.CODE, "example identifiers: of the form, not of existence"),
    ("id_pattern", SCHEMA.valuePattern, Value.CODE, "regular expression of item ids"),
    ("established", SCHEMA.foundingDate, Value.DATE, "when it was founded"),
    ("operator", SCHEMA.maintainer, Value.SECID, "who runs it"),
    ("checked", SCHEMA.lastReviewed, Value.DATE, "when somebody last looked"),
    ("updated", DCTERMS.modified, Value.DATE, "when the entry last changed"),
    ("release_date", DCTERMS.issued, Value.DATE, "when the version came out"),
    ("type", SCHEMA.additionalType, Value.CODE, "kind of the items, in SecID's words"),
    ("subtype", SCHEMA.additionalType, Value.CODE, "finer kind, in SecID's words"),
    ("entity_type", SCHEMA.additionalType, Value.CODE, "organization, product or service"),
    ("content_type", DCAT.mediaType, Value.MEDIA, "media type of what is found there"),
    ("format", DCTERMS.format, Value.CODE, "format of what is found there"),
    ("schema", DCTERMS.conformsTo, Value.OBJECT, "schema of what is found there"),
    ("auth", DCTERMS.accessRights, Value.TEXT, "who gets in, and how"),
    ("lang", DCTERMS.language, Value.CODE, "language of what is found there"),
    ("cross_references", DCTERMS.relation, Value.OBJECT, "other identifiers named beside it"),
    ("version", DCAT.version, Value.CODE, "version of the source that an example is from"),
    ("since_version", LIMEN.sinceVersion, Value.CODE, "first version that has it"),
    ("version_required", LIMEN.versionRequired, Value.BOOLEAN, "whether an id is unclear without version"),
    ("unversioned_behavior", LIMEN.unversionedBehavior, Value.CODE, "what an id without version means"),
    ("version_disambiguation", LIMEN.versionDisambiguation, Value.TEXT, "how to tell versions apart"),
    ("cve", LIMEN.cve, Value.JSON, "role in the CVE Program"),
    ("security_txt", LIMEN.securityTxt, Value.JSON, "security.txt as found"),
    ("disclosure_policy", LIMEN.disclosurePolicy, Value.JSON, "disclosure policy"),
    ("contacts", LIMEN.contacts, Value.JSON, "how to reach them"),
    ("audit", LIMEN.audit, Value.JSON, "how to look at a setting"),
    ("configure", LIMEN.configure, Value.JSON, "how to set it"),
    ("options", LIMEN.options, Value.JSON, "what it may be set to"),
    ("default", LIMEN.default, Value.JSON, "what it is unless set"),
    ("vendor_recommendation", LIMEN.vendorRecommendation, Value.JSON, "what the vendor advises"),
    *(
        (key, LIMEN.extra, Value.JSON, "kept as written")
        for key in (
            "schema_version tags _country_provenance weight open_pattern variables parsability "
            "parsing_instructions schema_pointer category scope provenance _known_values_provenance "
            "_item_examples_unconfirmed _item_pattern_note _open_pattern_note issues_type issues_namespace "
            "organization_type profile limits recent_changes"
        ).split()
    ),
    # keys whose values are things of their own
    ("versions", DCTERMS.hasVersion, Value.PARTS, "its versions, as texts"),
    ("versions_available", DCTERMS.hasVersion, Value.PARTS, "its versions, as objects with `version`"),
    ("items", SKOS.hasTopConcept, Value.PARTS, "its items by id"),
    ("known_values", SKOS.hasTopConcept, Value.PARTS, "its items by id (JSON files)"),
    ("lookup_table", SKOS.hasTopConcept, Value.PARTS, "its items by id, each with its address"),
    ("id_patterns", SCHEMA.valuePattern, Value.PARTS, "regular expressions of item ids"),
    # limen's own keys
    ("order", LIMEN.order, Value.INTEGER, "place on the ladder of its scheme, from 1"),
    ("order_at_least", LIMEN.orderAtLeast, Value.INTEGER, "lowest place meant by an open-ended level"),
    ("next", XKOS.next, Value.SECID, "the level above"),
    ("previous", XKOS.previous, Value.SECID, "the level below"),
    ("broader", SKOS.broader, Value.SECID, "what it is a part of"),
    ("publisher", DCTERMS.publisher, Value.SECID, "who published it"),
    ("published", DCTERMS.issued, Value.DATE, "when it was published"),
    ("read_in", LIMEN.readIn, Value.CHOICE, "what of it was read", READINGS),
    ("replaces", DCTERMS.replaces, Value.SECID, "the version before"),
    ("document", DCTERMS.source, Value.SECID, "the document that has the text"),
    ("requires", DCTERMS.requires, Value.SECID, "what must be in place"),
    ("calls_for", LIMEN.callsFor, Value.SECID, "the standard that a threshold calls for"),
    (
        "expects_relation_to",
        LIMEN.expectsRelationTo,
        Value.SECID,
        "what each of its levels must be related to",
    ),
    ("if", LIMEN.onThreshold, Value.SECID, "of a commitment: the threshold that sets it off"),
    ("then", DCTERMS.requires, Value.SECID, "of a commitment: what must then be in place"),
    ("position", SCHEMA.position, Value.INTEGER, "place in a procedure, from 1"),
    ("serves", LIMEN.serves, Value.SECID, "the part of a framework that an action serves"),
    ("addresses", AIRO.mitigatesRiskConcept, Value.SECID, "the risk that an action addresses"),
    ("developed_by", AIRO.isDevelopedBy, Value.SECID, "who made the model"),
    ("absent", LIMEN.confirmedAbsent, Value.CHOICE, "what was looked for and not found", ABSENT),
    ("known_through", LIMEN.knownThrough, Value.DATE, "the day up to which the registry knows"),
)

#: Keys at the top of a file that speak of the file, not of the namespace.
FILE_KEYS = frozenset({"schema_version", "status", "status_notes", "checked", "updated"})
#: What may be said of a web address, besides its kind.
LINK: Table = MappingProxyType(
    {key: THING[key] for key in ("content_type", "format", "schema", "auth", "lang", "checked", "updated")}
    | {key: Rule(RDFS.comment, Value.TEXT, "a remark") for key in ("note", "notes")}
)
