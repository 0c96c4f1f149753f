"""The words of every thing that has a SecID, kept so that some of them find it quickly."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import takewhile
from unicodedata import combining, normalize

from limen.derive import Described, Stated, describe, stated_claims
from limen.publish.wording import short
from limen.term import Triple, is_literal, literal_parts
from limen.vocab import DCTERMS, LIMEN, RDF, SKOS

Words = tuple[str, ...]
#: For each word asked for, the words of the dataset that it finds.
Stems = Mapping[str, frozenset[str]]

#: Digits apart from letters, so that `ASL3`, `asl 3` and `ASL-3` are the same words; the + of ASL-4+ is one too.
_WORD = re.compile(r"[0-9]+|[^\W\d_]+|\+")
#: A word of at least so many letters also finds those that begin with it.
_STEM = 3
_LABELS = (SKOS.prefLabel, SKOS.altLabel)
_CODES = (SKOS.notation, DCTERMS.identifier, LIMEN.formerIdentifier)
#: What is no text for people, or says of a claim's record and not of the thing.
_UNREAD = frozenset({*_LABELS, *_CODES, LIMEN.extra, LIMEN.path, LIMEN.dialect, LIMEN.dnsName})
_OF_CLAIMS = (SKOS.prefLabel, RDF.object, SKOS.note, LIMEN.quote)
#: The texts that say what a thing is come before all others.
_FIRST = (*_CODES, *_LABELS, SKOS.definition, DCTERMS.description, LIMEN.gloss, SKOS.note)


class Closeness(IntEnum):
    """How near the words asked for come to a thing; less is nearer."""

    CODE = 0  # they are its SecID, an older spelling of it, or its notation
    NAME = 1  # they are one of its labels
    BEGINNING = 2  # a label begins with them
    LABEL = 3  # they all stand in a label
    SECID = 4  # they all stand in its SecID or notation
    TEXT = 5  # they stand in what is said of it


@dataclass(frozen=True, slots=True)
class Passage:
    """A text about a thing: its property, its words, and the claim that it is of if it is of one."""

    property: str
    text: str
    words: Words
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A thing as searching sees it."""

    node: str
    codes: tuple[Passage, ...]  # SecID, older spellings, notation
    names: tuple[Passage, ...]  # labels, the preferred first
    texts: tuple[Passage, ...]
    claims: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The things of a dataset by their words; `words` is sorted."""

    nodes: Described
    items: tuple[Item, ...]
    words: Words
    places: Mapping[str, frozenset[int]]

    def stems(self, word: str) -> frozenset[str]:
        """The words of the dataset that a word finds: itself, and those that begin with it."""
        if len(word) < _STEM:
            return frozenset({word} & self.places.keys())
        start = bisect_left(self.words, word)
        rest = (self.words[number] for number in range(start, len(self.words)))
        return frozenset(takewhile(lambda each: each.startswith(word), rest))

    def holding(self, stems: Stems) -> tuple[Item, ...]:
        """The things that hold all words asked for; if there is none, those that hold the most of them."""
        held = Counter(number for found in stems.values() for number in self._places(found))
        most = max(held.values(), default=0)
        return tuple(self.items[number] for number, count in held.items() if count == most)

    def _places(self, words: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self.places[word] for word in words))


def index_of(triples: Iterable[Triple]) -> SearchIndex:
    """Index every thing that has a SecID, with what is said of it; claims that nobody verified are left out."""
    nodes = describe(triples)
    claims, definitions = _claims(nodes), _definitions(nodes)
    items = tuple(
        _item(node, nodes, definitions.get(node, ()), claims.get(node, ()))
        for node, said in nodes.items()
        if DCTERMS.identifier in said
    )
    places: dict[str, set[int]] = {}
    for number, item in enumerate(items):
        for passage in (*item.codes, *item.names, *item.texts):
            for word in passage.words:
                places.setdefault(word, set()).add(number)
    frozen = {word: frozenset(found) for word, found in places.items()}
    return SearchIndex(nodes, items, tuple(sorted(frozen)), frozen)


def _claims(nodes: Described) -> dict[str, list[Stated]]:
    """The claims about each thing, whether it is their subject or what they are about."""
    found: dict[str, list[Stated]] = {}
    for claim in stated_claims(nodes):
        if not claim.is_unverified:
            for end in {claim.subject, claim.about} - {""}:
                found.setdefault(end, []).append(claim)
    return found


def _definitions(nodes: Described) -> dict[str, list[str]]:
    """The nodes that define each thing."""
    found: dict[str, list[str]] = {}
    for node, said in nodes.items():
        for defined in said.get(LIMEN.defines, ()):
            found.setdefault(defined, []).append(node)
    return found


def _item(node: str, nodes: Described, definitions: Iterable[str], claims: Iterable[Stated]) -> Item:
    own = [*_defined(nodes, definitions), *_passages(nodes[node], nodes[node].keys() - _UNREAD)]
    claimed = [each for claim in claims for each in _passages(nodes[claim.node], _OF_CLAIMS, claim.node)]
    codes = [each for found in _passages(nodes[node], _CODES) for each in _spellings(found)]
    names = _passages(nodes[node], _LABELS)
    return Item(node, tuple(codes), tuple(names), (*own, *claimed), tuple(claims))


def _defined(nodes: Described, definitions: Iterable[str]) -> Iterator[Passage]:
    for each in definitions:
        yield from _passages(nodes[each], [SKOS.definition])


def _passages(
    said: Mapping[str, tuple[str, ...]], properties: Iterable[str], claim: str = ""
) -> Iterator[Passage]:
    """The texts among the values of some properties: the literals without a datatype."""
    for property in sorted(properties, key=_order):
        for value in said.get(property, ()):
            if is_literal(value) and not value.endswith(">"):
                text = literal_parts(value).value
                yield Passage(short(property), text, words_of(text), claim)


def _order(property: str) -> tuple[int, str]:
    return (_FIRST.index(property) if property in _FIRST else len(_FIRST), property)


def _spellings(code: Passage) -> Iterator[Passage]:
    """A code with and without the scheme."""
    yield code
    if code.words[:1] == ("secid",):
        yield replace(code, words=code.words[1:])


def folded(text: str) -> str:
    """Write a text without the difference of case and accents.

    >>> folded("Évaluation in DER STRAẞE")
    'evaluation in der strasse'
    """
    return "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))


def words_of(text: str) -> Words:
    """Take a text apart into words, folded.

    >>> words_of("ASL-3"), words_of("asl3"), words_of("Éval. of GPT-4o")
    (('asl', '3'), ('asl', '3'), ('eval', 'of', 'gpt', '4', 'o'))
    """
    return tuple(_WORD.findall(folded(text)))


def best_match(item: Item, wanted: Words, stems: Stems) -> tuple[Closeness, Passage]:
    """Say how near some words come to a thing that holds them, and which of its texts holds the most."""
    tests = (
        (Closeness.CODE, item.codes, lambda words: words == wanted),
        (Closeness.NAME, item.names, lambda words: words == wanted),
        (Closeness.BEGINNING, item.names, lambda words: _begins(words, wanted, stems)),
        (Closeness.LABEL, item.names, lambda words: held(words, stems) == len(stems)),
        (Closeness.SECID, item.codes, lambda words: held(words, stems) == len(stems)),
    )
    for closeness, passages, is_met in tests:
        found = next((each for each in passages if is_met(each.words)), None)
        if found:
            return closeness, found
    everything = (*item.texts, *item.names, *item.codes)
    return Closeness.TEXT, max(everything, key=lambda each: held(each.words, stems))


def held(words: Iterable[str], stems: Stems) -> int:
    """Count the words asked for that stand among some words."""
    known = frozenset(words)
    return sum(bool(known & found) for found in stems.values())


def _begins(words: Words, wanted: Words, stems: Stems) -> bool:
    pairs = zip(words, wanted, strict=False)
    return len(words) >= len(wanted) and all(word in stems[each] for word, each in pairs)
