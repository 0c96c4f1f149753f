"""The difference of two datasets in words that a curator reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from limen.derive import describe
from limen.diff import Change, How, ValueChange
from limen.model.words import FUNCTIONAL, RANKS
from limen.publish.wording import Wording, kind_of, short
from limen.term import Triple, iri_of
from limen.vocab import (
    AIRO,
    DCTERMS,
    LIMEN,
    NS,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    SSSOM,
    WIKIBASE,
)

#: What is told together, in the order of telling: the classes of each group.
_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Levels", frozenset({LIMEN.SafetyLevel, LIMEN.SecurityLevel, LIMEN.LevelDefinition})),
    ("Thresholds", frozenset({LIMEN.CapabilityThreshold, LIMEN.Checkpoint, LIMEN.AssessedDomain})),
    (
        "Policies",
        frozenset(
            {
                *(LIMEN.Policy, LIMEN.SafeguardStandard, LIMEN.Safeguard, LIMEN.Commitment),
                *(LIMEN.GovernanceDuty, LIMEN.EvaluationStep, LIMEN.Version),
            }
        ),
    ),
    ("Models", frozenset({AIRO.AIModel})),
    ("Claims", frozenset({LIMEN.Claim})),
    ("Assessments and arguments", frozenset({LIMEN.Assessment, LIMEN.Evaluation, LIMEN.Argument})),
    ("Mappings", frozenset({LIMEN.Mapping})),
    ("Documents", frozenset({LIMEN.Document})),
)
_VOCABULARY, _FILES, _OTHER = "Vocabulary", "Files of the registry", "Other things"
GROUPS = (*(name for name, _ in _GROUPS), _OTHER, _VOCABULARY, _FILES)
#: Pointers to a part that are there because the part is.
_POINTERS = frozenset({SKOS.hasTopConcept, DCTERMS.hasVersion})
_RANK_WORDS = {term: word for word, term in RANKS.items()}
_FUNCTIONAL = frozenset(FUNCTIONAL.values())
_LABELS = {
    SKOS.prefLabel: "label",
    SKOS.altLabel: "other label",
    RDF.object: "value",
    SSSOM.author_id: "author",
    SSSOM.reviewer_id: "reviewer",
}
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class ToldValue:
    """The values of one property before and after, in words, and the records because of which they differ."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What became of one thing: `how` is added, removed, changed, and of claims withdrawn or re-ranked too."""

    group: str
    how: str
    iri: str
    secid: str
    label: str
    kind: str
    saying: str  # what a record says, in one line; empty of other things
    values: tuple[ToldValue, ...]


def tell(
    changed: Iterable[Change],
    derived: Iterable[Change],
    unions: tuple[AbstractSet[Triple], AbstractSet[Triple]],
) -> tuple[Told, ...]:
    """Put changes into words, in groups; of derived values only those of properties that hold one at a time."""
    return tuple(_Telling(tuple(changed), unions).told(derived))


class _Telling:
    """Two datasets and their changes."""

    def __init__(
        self, changed: tuple[Change, ...], unions: tuple[AbstractSet[Triple], AbstractSet[Triple]]
    ) -> None:
        self._old, self._new = (Wording(describe(each)) for each in unions)
        self._changes = {each.node: each for each in changed}
        self._touched = [*self._of_touched(self._old), *self._of_touched(self._new)]

    def told(self, derived: Iterable[Change]) -> list[Told]:
        """Tell of every node, what follows about it first."""
        found = {node: self._told(each) for node, each in self._changes.items()}
        for each in derived:
            values = tuple(
                self._followed(each.node, value) for value in each.values if value.property in _FUNCTIONAL
            )
            if values:
                known = found.get(each.node) or self._told(each._replace(how=How.CHANGED, values=()))
                found[each.node] = replace(known, values=(*values, *known.values))
        worth = (each for each in found.values() if each.how != How.CHANGED or each.values)
        return sorted(worth, key=lambda each: (GROUPS.index(each.group), each.label, each.iri))

    def _told(self, change: Change) -> Told:
        node, side = change.node, self._old if change.how is How.REMOVED else self._new
        classes = side.nodes.get(node, {}).get(RDF.type, ())
        values = () if change.how is not How.CHANGED else tuple(self._values(change))
        return Told(
            _group(node, classes),
            _how(change, classes),
            iri_of(node),
            side.first(node, DCTERMS.identifier),
            _label(node, side),
            kind_of(classes),
            _saying(node, classes, side),
            values,
        )

    def _values(self, change: Change) -> Iterator[ToldValue]:
        is_ranked = any(each.property == WIKIBASE.rank for each in change.values)
        for value in change.values:
            if is_ranked and value.property == LIMEN.rankReason:
                continue  # told with the rank
            property, before, after = value if value.property not in _POINTERS else self._without_parts(value)
            if before or after:
                reason = self._new.first(change.node, LIMEN.rankReason) if property == WIKIBASE.rank else ""
                yield self._value(property, before, after, (reason,) if reason else ())

    def _without_parts(self, value: ValueChange) -> ValueChange:
        """Leave out the parts that came or went themselves: they are told of in their own place."""
        before, after = (
            tuple(
                each for each in values if each not in self._changes or self._changes[each].how is How.CHANGED
            )
            for values in (value.before, value.after)
        )
        return ValueChange(value.property, before, after)

    def _value(
        self, property: str, before: Iterable[str], after: Iterable[str], because: tuple[str, ...]
    ) -> ToldValue:
        old = tuple(_RANK_WORDS.get(each) or self._old.name(each) for each in before)
        new = tuple(_RANK_WORDS.get(each) or self._new.name(each) for each in after)
        return ToldValue(_words(property), old, new, because)

    def _followed(self, node: str, value: ValueChange) -> ToldValue:
        """A derived value, because of the records of it that changed, or else of those that state it."""
        records = [each for about, each in self._touched if about == (node, value.property)]
        stating = (
            f"claim “{self._new.name(each)}”"
            for each, said in self._new.nodes.items()
            if said.get(RDF.subject) == (node,)
            and said.get(RDF.predicate) == (value.property,)
            and set(said.get(RDF.object, ())) & set(value.after)
        )
        because = tuple(dict.fromkeys(records)) or tuple(sorted(set(stating)))
        return self._value(value.property, value.before, value.after, because)

    def _of_touched(self, side: Wording) -> Iterator[tuple[tuple[str, str], str]]:
        """The records that changed: what each is about, and what became of it."""
        for node, change in self._changes.items():
            said = side.nodes.get(node, {})
            for subject in said.get(RDF.subject, ()):
                for predicate in said.get(RDF.predicate, ()):
                    became = _how(change, said.get(RDF.type, ()))
                    yield (subject, predicate), f"claim “{side.name(node)}” was {became}"


def _group(node: str, classes: Iterable[str]) -> str:
    if iri_of(node).startswith(NS):
        return _VOCABULARY
    known = frozenset(classes)
    if LIMEN.Entry in known:
        return _FILES
    return next((name for name, members in _GROUPS if members & known), _OTHER)


def _how(change: Change, classes: Iterable[str]) -> str:
    if LIMEN.Claim in classes:
        if change.how is How.REMOVED:
            return "withdrawn"
        if change.how is How.CHANGED and any(each.property == WIKIBASE.rank for each in change.values):
            return "re-ranked"
    return change.how.value


def _label(node: str, side: Wording) -> str:
    """What a node is called; a definition by what it defines, and where."""
    defined, policy = side.first(node, LIMEN.defines), side.first(node, DCTERMS.isPartOf)
    return f"{defined} as defined in {policy}" if defined and policy else side.name(node)


def _saying(node: str, classes: Iterable[str], side: Wording) -> str:
    """What a claim or mapping says, in one line with its source."""
    said = side.nodes.get(node, {})
    if not {LIMEN.Claim, LIMEN.Mapping} & set(classes) or RDF.predicate not in said:
        return ""
    denied = "not " if SSSOM.predicate_modifier in said else ""
    property = denied + _words(said[RDF.predicate][0])
    what = [side.first(node, RDF.subject), property, side.first(node, RDF.object)]
    about = side.first(node, SCHEMA.about)
    since, until = side.first(node, SCHEMA.validFrom), side.first(node, SCHEMA.validThrough)
    source = side.first(node, DCTERMS.source) or side.first(node, PROV.wasAttributedTo, SSSOM.author_id)
    return (
        " – ".join(what)
        + (f", for {about}" if about else "")
        + (f", {since}–{until}" if since or until else "")
        + (f" [{source}]" if source else "")
    )


def _words(property: str) -> str:
    """A property in words.

    >>> _words(LIMEN.activationStatus), _words(SKOS.prefLabel)
    ('activation status', 'label')
    """
    name = short(property).rpartition(":")[2]
    return _LABELS.get(property) or _CAPITAL.sub(" ", name).replace("_", " ").lower()
