"""What follows from the entries: which level is related to which framework, by which record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from limen.identifier import Identifier, read_secid
from limen.model.body import Aspect
from limen.model.entry import Entry, Record
from limen.model.index import Index
from limen.model.names import Names
from limen.model.node import Scalar
from limen.term import Triple, literal
from limen.vocab import DCTERMS, LIMEN, PROV, RDF

#: Claims and mappings of these say that a source relates two things.
_RELATING = frozenset(
    {"relatedTo", "informs", "sharesCommitmentsWith", "evaluationCollaborationWith", "similarTo"}
    | {"relatedMatch", "closeMatch", "broadMatch", "narrowMatch"}
)


class Relating(NamedTuple):
    """A record that relates two things, in the words of its file."""

    node: str  # the record, as a term
    subject: str
    object: str


class Ladder(NamedTuple):
    """What derivation needs of one entry: its levels, and its records that relate."""

    levels: tuple[Identifier, ...]
    relations: tuple[Relating, ...]


def ladder_of(entry: Entry, names: Names) -> Ladder:
    """Take from an entry what derivation needs, so that the entry need not be kept."""
    levels = [thing.identifier for thing in entry.things if thing.kind == "level"]
    levels += [item.identifier for item in entry.body.items if item.order]
    relations = [_relating(record, names) for record in entry.records]
    return Ladder(tuple(dict.fromkeys(levels)), (*filter(None, relations), *_of_body(entry, names)))


def _relating(record: Record, names: Names) -> Relating | None:
    texts = {field.key: field.node.value for field in record.fields if isinstance(field.node, Scalar)}
    relation = texts.get("predicate") or texts.get("relation")
    if relation not in _RELATING or texts.get("negative") == "true":
        return None
    node = names.record(record.kind.word, record.id)
    return Relating(node, texts.get("subject", ""), texts.get("object", ""))


def _of_body(entry: Entry, names: Names) -> Iterator[Relating]:
    """The relations that a body's table gives; their target is a name, not an identifier."""
    stem = entry.path.rpartition(".")[0]
    for remark in entry.body.remarks:
        if remark.aspect is Aspect.RELATION and remark.target:
            about = f"secid:{remark.about.type}/{remark.about.namespace}/{remark.about.name}"
            yield Relating(names.record("claim", f"{stem}/{remark.key}"), about, remark.target)


def derived_triples(ladders: Iterable[Ladder], index: Index, names: Names) -> list[Triple]:
    """Relate every level of a scheme to what some record relates the scheme to.

    Each derived edge is a plain triple, and a node that names the record it
    comes from, so that no edge is without its source. It says only that a
    source relates the two.
    """
    kept = tuple(ladders)
    levels: dict[Identifier, list[Identifier]] = {}
    for level in dict.fromkeys(level for ladder in kept for level in ladder.levels):
        levels.setdefault(level.source, []).append(level)
    triples: list[Triple] = []
    for relation in dict.fromkeys(relation for ladder in kept for relation in ladder.relations):
        subject = read_secid(relation.subject, index.identifiers).identifier
        target = _target(relation.object, index)
        if subject is None or target is None or subject.subpath:
            continue
        for level in levels.get(subject.source, ()):
            triples += _edge(level, target, relation.node, names)
    return sorted(set(triples))


def _target(text: str, index: Index) -> Identifier | None:
    if text.lower().startswith("secid:"):
        return read_secid(text, index.identifiers).identifier
    return index.find(text)


def _edge(level: Identifier, target: Identifier, record: str, names: Names) -> Iterator[Triple]:
    subject, object_ = names.thing(level), names.thing(target)
    node = names.record("derived", f"{record[1:-1].removeprefix(names.base)}/{level.subpath}")
    yield subject, LIMEN.relatedTo, object_
    yield node, RDF.type, LIMEN.DerivedStatement
    yield node, RDF.subject, subject
    yield node, RDF.predicate, LIMEN.relatedTo
    yield node, RDF.object, object_
    yield node, PROV.wasDerivedFrom, record
    yield node, DCTERMS.description, literal("Some source relates the level's scheme to it.", "en")
