"""Searching: things by any words about them, each with claims that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from limen.derive import Stated
from limen.publish.built import Built
from limen.publish.search_index import Closeness, Item, Passage, Stems, Words, best_match, held, words_of
from limen.publish.wording import RANKS, Wording, kind_of, short
from limen.term import iri_of, literal_parts
from limen.vocab import DCAT, DCTERMS, LIMEN, RDF, SCHEMA

_CLAIMS = 3
_SNIPPET = 200


@dataclass(frozen=True)
class Cited:
    """A claim about a thing, with all that a quotation of it needs."""

    id: str
    property: str
    value: str
    subject: str
    about: str
    since: str
    until: str
    source: str
    source_iri: str
    source_url: str
    place: str
    rank: str
    modality: str
    confidence: str
    disputed_by: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """A thing that was found: what it is, by which text of which property, and what is claimed of it."""

    secid: str
    label: str
    kind: str
    iri: str
    summary: str
    property: str
    snippet: str
    claims: tuple[Cited, ...]


def search(built: Built, words: str, limit: int = 20) -> tuple[Hit, ...]:
    """Find things by label, notation, SecID, definition, description and claims; the nearest first.

    First come those whose SecID or notation it is, then those whose label it
    is, begins with it or holds all its words, then those of whose SecID and of
    whose texts all words are; only if there is none, those that have the most
    of them. Case, accents and signs between words make no difference; the IRI
    of a thing stands for its SecID.
    """
    index = built.index
    codes = index.nodes.get(f"<{words.strip()}>", {}).get(DCTERMS.identifier, ())
    wanted = words_of(literal_parts(codes[0]).value if codes else unquote(words))
    stems = {word: index.stems(word) for word in wanted}
    found = sorted(_found(item, wanted, stems) for item in index.holding(stems))
    wording = Wording(index.nodes)
    return tuple(_hit(each, wording, stems) for each in found[: max(limit, 0)])


class _Found(NamedTuple):
    """A thing with what decides its place."""

    closeness: Closeness
    lacking: int  # how many of the words the passage does not hold
    length: int  # of the name or code that holds the words, or else of the label, in words
    node: str
    passage: Passage
    item: Item


def _found(item: Item, wanted: Words, stems: Stems) -> _Found:
    closeness, passage = best_match(item, wanted, stems)
    lacking = len(stems) - held(passage.words, stems)
    named = item.names[0] if item.names and closeness is Closeness.TEXT else passage
    return _Found(closeness, lacking, len(named.words), item.node, passage, item)


def _hit(found: _Found, wording: Wording, stems: Stems) -> Hit:
    node, item = found.node, found.item
    own = (each for each in item.texts if not each.claim)
    return Hit(
        wording.first(node, DCTERMS.identifier),
        wording.name(node),
        kind_of(wording.nodes[node].get(RDF.type, ())),
        iri_of(node),
        next((each.text for each in own), ""),
        found.passage.property,
        _snippet(found.passage.text, stems),
        tuple(_cited(claim, wording) for claim in _telling(item, stems)[:_CLAIMS]),
    )


def _telling(item: Item, stems: Stems) -> list[Stated]:
    """The claims of a thing: those that hold the most of the words, then the best ranked, then the latest."""
    counts: dict[str, int] = {}
    for each in item.texts:
        counts[each.claim] = max(counts.get(each.claim, 0), held(each.words, stems))
    latest = sorted(item.claims, key=lambda each: (each.first, each.node), reverse=True)
    return sorted(latest, key=lambda each: (-counts.get(each.node, 0), each.rank))


def _cited(claim: Stated, wording: Wording) -> Cited:
    node, nodes = claim.node, wording.nodes
    source = next(iter(nodes[node].get(DCTERMS.source, ())), "")
    return Cited(
        iri_of(node),
        short(claim.predicate),
        wording.name(claim.object),
        wording.name(claim.subject),
        wording.name(claim.about) if claim.about else "",
        wording.first(node, SCHEMA.validFrom),
        wording.first(node, SCHEMA.validThrough),
        wording.name(source) if source else "",
        iri_of(source),
        wording.first(source, DCAT.landingPage),
        wording.first(node, LIMEN.place),
        RANKS[claim.rank],
        wording.first(node, LIMEN.modality),
        wording.first(node, LIMEN.confidence),
        tuple(_dispute(each, wording) for each in nodes[node].get(LIMEN.conflictsWith, ())),
    )


def _dispute(claim: str, wording: Wording) -> str:
    return f"{wording.first(claim, RDF.object)}, says {wording.first(claim, DCTERMS.source)}"


def _snippet(text: str, stems: Stems) -> str:
    """The part of a text around the first word that was found, in one line."""
    line = " ".join(text.split())
    if len(line) <= _SNIPPET:
        return line
    found = {word for words in stems.values() for word in words}
    at = next(
        (start for start, word in _places(line) if words_of(word)[:1] and found & set(words_of(word))), 0
    )
    start = max(0, min(at - _SNIPPET // 4, len(line) - _SNIPPET))
    cut = line[start : start + _SNIPPET]
    first = cut.partition(" ")[2] if start else cut
    last = first if start + _SNIPPET >= len(line) else first.rpartition(" ")[0]
    return ("… " if start else "") + last + (" …" if last != first else "")


def _places(line: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match.group()) for match in re.finditer(r"\S+", line))
