"""Words for people: kinds of things, properties, days, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from limen.publish.wording import short
from limen.vocab import AIRO, DCTERMS, FOAF, LIMEN, RDF, SCHEMA, SKOS, SSSOM

_MONTHS = "January February March April May June July August September October November December".split()
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")
#: Classes that say less of a thing than any other that it has.
_BROAD = (
    LIMEN.Entity,
    LIMEN.Source,
    SKOS.Concept,
    SKOS.ConceptScheme,
    FOAF.Document,
    SCHEMA.Organization,
    LIMEN.NamespaceEntry,
    LIMEN.Version,
)
_KINDS = {
    AIRO.AIModel: "AI model",
    FOAF.Organization: "organisation",
    LIMEN.NamespaceEntry: "namespace",
    SCHEMA.Organization: "organisation",
    LIMEN.FrameworkSubcategory: "subcategory",
    LIMEN.FrameworkCategory: "category",
    LIMEN.FrameworkFunction: "function",
    LIMEN.Entry: "file of the registry",
    SKOS.ConceptScheme: "scheme",
}
_PROPERTIES = {
    DCTERMS.isPartOf: "part of",
    DCTERMS.isVersionOf: "version of",
    DCTERMS.hasVersion: "has version",
    DCTERMS.issued: "dated",
    DCTERMS.source: "source",
    DCTERMS.description: "description",
    SKOS.inScheme: "in",
    SKOS.broader: "belongs to",
    SKOS.altLabel: "also called",
    SKOS.topConceptOf: "top of",
    SKOS.hasTopConcept: "defines",
    FOAF.page: "page",
    FOAF.primaryTopic: "is about",
    AIRO.isDevelopedBy: "developed by",
    LIMEN.standardInForce: "level in force",
    LIMEN.activationStatus: "status",
    LIMEN.onThreshold: "threshold",
    LIMEN.gloss: "in short",
    LIMEN.readIn: "read in",
    LIMEN.formerIdentifier: "former spelling",
    RDF.subject: "said of it",
    RDF.object: "named by",
    SCHEMA.about: "for",
    SCHEMA.additionalType: "kind",
    SCHEMA.sameAs: "same as",
    SSSOM.author_id: "judged by",
}


def day_words(day: str) -> str:
    """Say a day, month or year.

    >>> day_words("2025-05-22"), day_words("2025-07"), day_words("2025"), day_words("")
    ('22 May 2025', 'July 2025', '2025', '')
    """
    parts = day.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return day
    words = [*(str(int(part)) for part in parts[2:]), _MONTHS[int(parts[1]) - 1], parts[0]]
    return " ".join(words)


def span_words(since: str, until: str) -> str:
    """Say an interval, both ends inclusive.

    >>> span_words("2025-05-14", "2026-02-23"), span_words("2025", ""), span_words("", "2025-05-21")
    ('14 May 2025 – 23 February 2026', 'since 2025', 'until 21 May 2025')
    """
    if since and until:
        return day_words(since) if since == until else f"{day_words(since)} – {day_words(until)}"
    return f"since {day_words(since)}" if since else f"until {day_words(until)}" if until else ""


def apart(name: str) -> str:
    """Write the name of a term as words.

    >>> apart("SafetyLevel"), apart("mapping_justification")
    ('safety level', 'mapping justification')
    """
    return " ".join(_HUMP.split(name)).lower()


def property_words(term: str) -> str:
    """Say a property.

    >>> property_words(LIMEN.standardInForce), property_words(LIMEN.currentVersion)
    ('level in force', 'current version')
    """
    return _PROPERTIES.get(term) or apart(short(term).rpartition(":")[2].rpartition("/")[2])


def kind_term(types: Iterable[str]) -> str:
    """Choose the class that says most of a thing; empty if it has none."""
    found = sorted(types)
    telling = [each for each in found if each not in _BROAD]
    rest = [each for each in reversed(_BROAD) if each in found]
    return next(iter([*telling, *rest]), "")


def kind_words(types: Iterable[str]) -> str:
    """Say what a thing is, by its classes.

    >>> kind_words([SKOS.Concept, LIMEN.SafetyLevel]), kind_words([LIMEN.Source, AIRO.AIModel])
    ('safety level', 'AI model')
    """
    term = kind_term(types)
    return _KINDS.get(term) or apart(short(term).rpartition(":")[2])


def plural(words: str) -> str:
    """Say many of a kind.

    >>> plural("category"), plural("safeguard"), plural("entry of the registry")
    ('categories', 'safeguards', 'entries of the registry')
    """
    head, of, rest = words.partition(" of ")
    head = f"{head[:-1]}ies" if head.endswith("y") else f"{head}s"
    return head + of + rest


def counted(number: int, words: str) -> str:
    """Say how many there are of something.

    >>> counted(1, "claim"), counted(2, "entry")
    ('1 claim', '2 entries')
    """
    return f"{number:,} {words if number == 1 else plural(words)}"
