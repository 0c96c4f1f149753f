"""Terms of a graph as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from limen.identifier import IdentifierIndex, format_secid, from_iri
from limen.term import is_literal, literal_parts


def shown_term(term: str, base: str, names: Mapping[str, str]) -> str:
    """Write a term for a person: a SecID, a name with a prefix, or a literal's text.

    >>> from limen.vocab import BASE
    >>> shown_term("<https://w3id.org/limen/id/weakness/example.org/levels#L-1>", BASE, {})
    'secid:weakness/example.org/levels#L-1'
    >>> shown_term("<https://w3id.org/limen/claim/l-1-active>", BASE, {})
    'claim l-1-active'
    >>> shown_term("<https://example.org/ns#Cat>", BASE, {"ex": "https://example.org/ns#"})
    'ex:Cat'
    >>> shown_term('"grey"@en', BASE, {}), shown_term("<https://example.org/a>", BASE, {})
    ('grey', 'https://example.org/a')
    """
    if is_literal(term):
        return literal_parts(term).value
    iri = term.strip("<>")
    if identifier := from_iri(iri, base, IdentifierIndex.of([])):
        return format_secid(identifier)
    if record := re.fullmatch(re.escape(base) + r"(claim|mapping|argument|assessment|evaluation)/(.+)", iri):
        return f"{record[1]} {record[2]}"
    return next(_prefixed(iri, names), "a node without a name" if term.startswith("_:") else iri)


def _prefixed(iri: str, names: Mapping[str, str]) -> Iterator[str]:
    for prefix, namespace in names.items():
        name = iri.removeprefix(namespace)
        if name != iri and re.fullmatch(r"[\w-]+", name):
            yield f"{prefix}:{name}"
