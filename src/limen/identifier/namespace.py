"""How a namespace is spelled: the one form that identity uses, and the others."""

from __future__ import annotations

import unicodedata


def canonical_namespace(text: str) -> str:
    """Spell a namespace in the form that counts for identity.

    Lower case, composed (NFC), the domain without the dot that ends a fully
    qualified name (SecID specification, 8.1).

    >>> canonical_namespace("Commvault.com"), canonical_namespace("mitre.org./x")
    ('commvault.com', 'mitre.org/x')
    """
    composed = unicodedata.normalize("NFC", text)
    lowered = unicodedata.normalize("NFC", composed.lower())
    domain, slash, path = lowered.partition("/")
    return f"{domain.rstrip('.')}{slash}{path}"


def unicode_namespace(canonical: str) -> str:
    """Spell an internationalised domain with its own letters (RFC 3492).

    >>> unicode_namespace("xn--mnchen-3ya.de/stadt")
    'münchen.de/stadt'
    """
    if "xn--" not in canonical:
        return canonical
    domain, slash, path = canonical.partition("/")
    labels = ".".join(_unicode_label(label) for label in domain.split("."))
    return canonical_namespace(f"{labels}{slash}{path}")


def _unicode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
