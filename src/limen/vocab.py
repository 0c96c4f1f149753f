"""Every IRI, prefix and term that limen publishes, spelled once.

A term is an attribute of its vocabulary and comes as an N-Triples term, ready
to be written; a name that is not listed here raises AttributeError, so a
misspelt term never reaches the data. The prefixes, the JSON-LD context and the
rdflib namespaces are made from these tables.

>>> SKOS.prefLabel
'<http://www.w3.org/2004/02/skos/core#prefLabel>'
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Everything limen mints begins with this. Not yet registered with w3id.org.
BASE = "https://w3id.org/limen/"
#: Terms keep this namespace even where data is published under another base.
NS = BASE + "ns#"


@dataclass(frozen=True)
class Vocabulary:
    """One vocabulary: its usual prefix, its namespace and the terms of it in use."""

    prefix: str
    namespace: str
    terms: frozenset[str] = field(repr=False)

    def __post_init__(self) -> None:
        """Write every term once, as an attribute."""
        self.__dict__.update({name: f"<{self.namespace}{name}>" for name in self.terms})

    def __getattr__(self, name: str) -> str:
        """Refuse a name that is not listed."""
        raise AttributeError(f"{self.prefix} has no term {name!r} in limen's vocabulary")


def _vocabulary(prefix: str, namespace: str, terms: str) -> Vocabulary:
    return Vocabulary(prefix, namespace, frozenset(terms.split()))


LIMEN_CLASSES = frozenset(
    """
    Entry NamespaceEntry Entity Source Version ItemPattern Link Document Policy
    SafetyLevel LevelDefinition CapabilityThreshold SafeguardStandard Safeguard Checkpoint AssessedDomain
    Commitment Assessment Claim Mapping Argument DerivedStatement
    Evaluation GovernanceDuty EvaluationStep Provision NamedRisk Action Characteristic SecurityLevel
    RiskCategory FrameworkFunction FrameworkCategory FrameworkSubcategory TimeFunctionalProperty
    """.split()
)
LIMEN_PROPERTIES = frozenset(
    """
    order orderAtLeast activationStatus standardInForce currentVersion officialName grades conflictsWith
    signatoryOf changes drops continues precautionary serves domain beforeRelease relatedTo informs
    sharesCommitmentsWith evaluationCollaborationWith similarTo expectsRelationTo defines modality
    rankReason confidence readIn statedTime quote place speaker heading columnHead supports disputes
    onThreshold finding callsFor threshold requirement risk state step use feature templateRange gloss
    secidType dnsName path dialect formerIdentifier patternOf identifierTemplate urlText exampleOnly
    confirmedAbsent extra sinceVersion versionRequired unversionedBehavior versionDisambiguation cve
    securityTxt disclosurePolicy contacts audit configure options default vendorRecommendation
    knownThrough issues
    """.split()
)
LIMEN_CONCEPTS = frozenset(
    """
    ModalityScheme reported predicted announced inferred
    EvidenceScheme seenInSource seenQuoted seenSecondHand seenByInference unseen
    ReadingScheme original storedCopy changelog extract translation
    StatusScheme active notActive
    GradedScheme models safeguardGroups mitigationsInPlace
    FindingScheme reached notReached notRuledOut notTested
    ArgumentKindScheme reason purpose criticism reply
    """.split()
)

LIMEN = Vocabulary("limen", NS, LIMEN_CLASSES | LIMEN_PROPERTIES | LIMEN_CONCEPTS)
RDF = _vocabulary(
    "rdf",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "type subject predicate object",
)
RDFS = _vocabulary(
    "rdfs",
    "http://www.w3.org/2000/01/rdf-schema#",
    "seeAlso comment",
)
XSD = _vocabulary(
    "xsd",
    "http://www.w3.org/2001/XMLSchema#",
    "date gYearMonth gYear integer decimal boolean string nonNegativeInteger hexBinary",
)
SKOS = _vocabulary(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    "example changeNote Concept ConceptScheme inScheme topConceptOf hasTopConcept prefLabel altLabel "
    "notation definition note editorialNote broader relatedMatch closeMatch exactMatch broadMatch "
    "narrowMatch",
)
XKOS = _vocabulary(
    "xkos",
    "http://rdf-vocabulary.ddialliance.org/xkos#",
    "next previous",
)
DCTERMS = _vocabulary(
    "dcterms",
    "http://purl.org/dc/terms/",
    "requires description identifier source publisher issued modified isPartOf isVersionOf hasVersion "
    "relation references language format conformsTo type valid replaces accessRights title license temporal "
    "LicenseDocument MediaType PeriodOfTime isReplacedBy",
)
DCAT = _vocabulary(
    "dcat",
    "http://www.w3.org/ns/dcat#",
    "CatalogRecord Dataset landingPage downloadURL endpointURL version mediaType "
    "Catalog Distribution DataService dataset distribution service accessURL accessService servesDataset byteSize "
    "contactPoint keyword theme endDate previousVersion isVersionOf hasCurrentVersion",
)
FOAF = _vocabulary(
    "foaf",
    "http://xmlns.com/foaf/0.1/",
    "Organization Document page primaryTopic isPrimaryTopicOf Agent name homepage",
)
SCHEMA = _vocabulary(
    "schema",
    "https://schema.org/",
    "position about creativeWorkStatus maintainer valuePattern additionalType urlTemplate archivedAt "
    "lastReviewed linkRelationship CreativeWork Organization url foundingDate memberOf codeRepository validFrom "
    "validThrough sameAs name AboutPage",
)
PROV = _vocabulary(
    "prov",
    "http://www.w3.org/ns/prov#",
    "wasDerivedFrom wasAttributedTo specializationOf Activity Entity used wasGeneratedBy",
)
AIRO = _vocabulary(
    "airo",
    "https://w3id.org/airo#",
    "mitigatesRiskConcept AIModel isDevelopedBy",
)
SSSOM = _vocabulary(
    "sssom",
    "https://w3id.org/sssom/",
    "mapping_justification author_id reviewer_id mapping_date confidence comment "
    "subject_source_version object_source_version predicate_modifier",
)
SEMAPV = _vocabulary(
    "semapv",
    "https://w3id.org/semapv/vocab/",
    "ManualMappingCuration MappingReview LLMBasedMatching AgentBasedMatching LexicalMatching "
    "MappingChaining UnspecifiedMatching",
)
WIKIBASE = _vocabulary(
    "wikibase",
    "http://wikiba.se/ontology#",
    "rank PreferredRank NormalRank DeprecatedRank",
)

#: Of shapes and of reports on them; nothing of a registry is said with it.
SH = _vocabulary(
    "sh",
    "http://www.w3.org/ns/shacl#",
    "ValidationReport ValidationResult conforms result focusNode resultPath value sourceShape "
    "sourceConstraintComponent resultSeverity resultMessage Violation Warning Info "
    "NodeShape PropertyShape property targetClass targetSubjectsOf targetObjectsOf",
)

#: Of the catalogue that describes a dataset; nothing of a registry is said with them either.
VOID = _vocabulary(
    "void",
    "http://rdfs.org/ns/void#",
    "Dataset triples entities distinctSubjects distinctObjects properties classes classPartition class "
    "propertyPartition property uriSpace vocabulary exampleResource sparqlEndpoint dataDump",
)
SPDX = _vocabulary(
    "spdx",
    "http://spdx.org/rdf/terms#",
    "Checksum checksum algorithm checksumValue checksumAlgorithm_sha256",
)
SD = _vocabulary(
    "sd",
    "http://www.w3.org/ns/sparql-service-description#",
    "Service Dataset Graph NamedGraph endpoint supportedLanguage SPARQL11Query resultFormat feature UnionDefaultGraph "
    "defaultDataset defaultGraph availableGraphs GraphCollection namedGraph name graph",
)
#: How W3C names the forms of answers and of RDF.
FORMATS = "http://www.w3.org/ns/formats/"
OWL = _vocabulary("owl", "http://www.w3.org/2002/07/owl#", "Ontology versionIRI deprecated")
VCARD = _vocabulary(
    "vcard",
    "http://www.w3.org/2006/vcard/ns#",
    "Kind Organization fn hasURL",
)
#: Of assessments of systems; nothing of a registry is said with it.
EARL = _vocabulary(
    "earl",
    "http://www.w3.org/ns/earl#",
    "Assertion TestResult TestSubject TestCriterion Software OutcomeValue assertedBy subject test result outcome "
    "info mode automatic",
)
#: Who publishes limen's own registry, and on which terms; what it is of, in words of the European Union.
DEVELOPERS = f"<{BASE}agent/developers>"
CC0 = "<https://creativecommons.org/publicdomain/zero/1.0/>"
SCIENCE_AND_TECHNOLOGY = "<http://publications.europa.eu/resource/authority/data-theme/TECH>"
ENGLISH = "<http://publications.europa.eu/resource/authority/language/ENG>"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

VOCABULARIES = (
    AIRO,
    DCAT,
    DCTERMS,
    FOAF,
    LIMEN,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SEMAPV,
    SKOS,
    SSSOM,
    WIKIBASE,
    XKOS,
    XSD,
)


def compact(term: str) -> str:
    """Write an IRI term with its usual prefix where there is one; other terms stay.

    >>> compact(SKOS.prefLabel), compact('"a"@en')
    ('skos:prefLabel', '"a"@en')
    """
    if not term.startswith("<"):
        return term
    for vocabulary in VOCABULARIES:
        name = term[1:-1].removeprefix(vocabulary.namespace)
        if name.isidentifier():
            return f"{vocabulary.prefix}:{name}"
    return term


def prefixes() -> dict[str, str]:
    """Give every prefix with its namespace, sorted by prefix.

    >>> prefixes()["skos"]
    'http://www.w3.org/2004/02/skos/core#'
    """
    return {vocabulary.prefix: vocabulary.namespace for vocabulary in VOCABULARIES}
