"""The closed lists of words that values of the registry format may be, each with its term."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from limen.vocab import AIRO, DCAT, DCTERMS, FOAF, LIMEN, SCHEMA, SEMAPV, SKOS, WIKIBASE

MODALITIES = MappingProxyType(
    {
        "reported": LIMEN.reported,
        "announced": LIMEN.announced,
        "predicted": LIMEN.predicted,
        "inferred": LIMEN.inferred,
    }
)
EVIDENCE = MappingProxyType(
    {
        "read": LIMEN.seenInSource,
        "quoted": LIMEN.seenQuoted,
        "second-hand": LIMEN.seenSecondHand,
        "inferred": LIMEN.seenByInference,
        "unverified": LIMEN.unseen,
    }
)
READINGS = MappingProxyType(
    {
        "original": LIMEN.original,
        "stored copy": LIMEN.storedCopy,
        "changelog": LIMEN.changelog,
        "extract": LIMEN.extract,
        "translation": LIMEN.translation,
    }
)
RANKS = MappingProxyType(
    {
        "preferred": WIKIBASE.PreferredRank,
        "normal": WIKIBASE.NormalRank,
        "deprecated": WIKIBASE.DeprecatedRank,
    }
)
FINDINGS = MappingProxyType(
    {
        "reached": LIMEN.reached,
        "not reached": LIMEN.notReached,
        "not ruled out": LIMEN.notRuledOut,
        "not tested": LIMEN.notTested,
    }
)
ARGUMENT_KINDS = MappingProxyType(
    {
        "reason": LIMEN.reason,
        "purpose": LIMEN.purpose,
        "criticism": LIMEN.criticism,
        "reply": LIMEN.reply,
    }
)
#: Words that an object of a claim may be, beside SecIDs, dates and prose.
STATUS_WORDS = MappingProxyType(
    {
        "active": LIMEN.active,
        "not active": LIMEN.notActive,
        "models": LIMEN.models,
        "groups of safeguards": LIMEN.safeguardGroups,
        "mitigations in place": LIMEN.mitigationsInPlace,
    }
    | FINDINGS
)
JUSTIFICATIONS = MappingProxyType({name: getattr(SEMAPV, name) for name in sorted(SEMAPV.terms)})
#: Properties that hold one value at a time, so that two claims of different values conflict.
FUNCTIONAL = MappingProxyType(
    {
        "activationStatus": LIMEN.activationStatus,
        "standardInForce": LIMEN.standardInForce,
        "currentVersion": LIMEN.currentVersion,
        "officialName": LIMEN.officialName,
        "grades": LIMEN.grades,
        "finding": LIMEN.finding,
    }
)
#: Properties of which a claim gives a plain triple for the time it holds, besides the functional ones.
RELATING = MappingProxyType(
    {"memberOf": SCHEMA.memberOf, "signatoryOf": LIMEN.signatoryOf, "continues": LIMEN.continues}
)
#: Properties that a claim may state.
PREDICATES = MappingProxyType(
    {
        **FUNCTIONAL,
        **RELATING,
        "relatedTo": LIMEN.relatedTo,
        "informs": LIMEN.informs,
        "sharesCommitmentsWith": LIMEN.sharesCommitmentsWith,
        "evaluationCollaborationWith": LIMEN.evaluationCollaborationWith,
        "similarTo": LIMEN.similarTo,
        "changes": LIMEN.changes,
        "drops": LIMEN.drops,
        "state": LIMEN.state,
        "threshold": LIMEN.threshold,
        "requirement": LIMEN.requirement,
        "risk": LIMEN.risk,
        "use": LIMEN.use,
        "step": LIMEN.step,
        "note": SKOS.note,
    }
)
#: Properties of claims whose object is prose; of all others but the status words' it is a SecID.
TELLING = frozenset(
    {"changes", "state", "threshold", "requirement", "risk", "use", "step", "note", "officialName"}
)
#: Properties of claims whose object is one of the status words.
JUDGING = frozenset({"activationStatus", "grades", "finding"})
#: Relations that a mapping may hold.
RELATIONS = MappingProxyType(
    {
        "informs": LIMEN.informs,
        "relatedMatch": SKOS.relatedMatch,
        "closeMatch": SKOS.closeMatch,
        "exactMatch": SKOS.exactMatch,
        "broadMatch": SKOS.broadMatch,
        "narrowMatch": SKOS.narrowMatch,
    }
)
#: `kind` of a source or item: the classes it is then an instance of.
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "policy": (LIMEN.Policy,),
        "document": (LIMEN.Document, FOAF.Document),
        "level": (LIMEN.SafetyLevel,),
        "threshold": (LIMEN.CapabilityThreshold,),
        "standard": (LIMEN.SafeguardStandard,),
        "safeguard": (LIMEN.Safeguard,),
        "checkpoint": (LIMEN.Checkpoint,),
        "assessed domain": (LIMEN.AssessedDomain,),
        "commitment": (LIMEN.Commitment,),
        "duty": (LIMEN.GovernanceDuty,),
        "step": (LIMEN.EvaluationStep,),
        "provision": (LIMEN.Provision,),
        "risk": (LIMEN.NamedRisk,),
        "action": (LIMEN.Action,),
        "characteristic": (LIMEN.Characteristic,),
        "security level": (LIMEN.SecurityLevel,),
        "risk category": (LIMEN.RiskCategory,),
        "function": (LIMEN.FrameworkFunction,),
        "category": (LIMEN.FrameworkCategory,),
        "subcategory": (LIMEN.FrameworkSubcategory,),
        "model": (AIRO.AIModel,),
        "organization": (FOAF.Organization, SCHEMA.Organization),
    }
)
#: The kind of a link: the property that says it without a node of its own.
LINK_PROPERTIES = MappingProxyType(
    {
        "website": DCAT.landingPage,
        "docs": FOAF.page,
        "document": FOAF.page,
        "source": FOAF.page,
        "paper": FOAF.page,
        "pdf": FOAF.page,
        "api": DCAT.endpointURL,
        "bulk_data": DCAT.downloadURL,
        "download": DCAT.downloadURL,
        "github": SCHEMA.codeRepository,
        "archive": SCHEMA.archivedAt,
    }
)


#: SSSOM writes the negative form of a relation with this word.
NEGATION = MappingProxyType({"true": '"Not"'})
#: What a document may be said to lack, after somebody looked.
ABSENT = MappingProxyType({"published": DCTERMS.issued, "publisher": DCTERMS.publisher, "address": FOAF.page})
