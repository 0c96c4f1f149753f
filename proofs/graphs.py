"""Graphs, damaged triple by triple: each property that the shapes speak of, with what is around the node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from rdflib import SH, URIRef

from judge import SURVIVED, layer_of
from limen.check import Violation, check_shapes, registry_mapping_violations, rule_violations
from limen.check.terms import read_shapes, to_term
from limen.files import read_resources
from limen.publish.inspect import registry_rules
from limen.store import Store
from limen.term import Triple, is_literal, literal, literal_parts
from limen.vocab import BASE, NS, RDF, prefixes

GRAPH_LAYERS = ("shapes", "rules", "mappings")
_LIMEN_CLASS = f"<{NS}"
#: The parts of the base under which things and records are named.
_OURS = tuple(
    f"<{BASE}{part}/" for part in "id claim mapping argument assessment evaluation graph link pattern".split()
)
_NOWHERE = f"<{BASE}id/control/missing.example/nothing>"
_STEPS = 1


@dataclass(frozen=True)
class GraphMutant:
    """A node of a class with what is around it, one triple damaged."""

    operator: str
    site: str
    node: str
    whole: frozenset[Triple]
    triples: frozenset[Triple]


def graph_mutants(triples: Iterable[Triple]) -> list[GraphMutant]:
    """Damage one triple of each property that a shape speaks of, of one node of each class, in every way."""
    listed = tuple(sorted(triples))
    out: dict[str, list[Triple]] = {}
    back: dict[str, list[Triple]] = {}
    for triple in listed:
        out.setdefault(triple[0], []).append(triple)
        back.setdefault(triple[2], []).append(triple)
    made: list[GraphMutant] = []
    shaped = shaped_properties()
    for class_, nodes in sorted(_nodes(listed, out).items()):
        done: set[str] = set()
        for node in nodes:
            around = _around(node, out, back)
            for triple in out[node]:
                if triple[1] not in done and (triple[2] == class_ or (class_, triple[1]) in shaped):
                    site = f"{_short(class_)} {_short(triple[1])}"
                    made += (
                        GraphMutant(operator, site, node, around, frozenset(changed))
                        for operator, changed in _damaged(triple, around, class_)
                    )
            done |= {predicate for _, predicate, _ in out[node]}
    return made


@cache
def shaped_properties() -> frozenset[tuple[str, str]]:
    """The classes that shapes look at, each with the properties that they speak of.

    Of other properties the rule of their key decides alone, when it is written.
    """
    shapes = read_shapes(read_resources("shapes", ".ttl"))
    return frozenset(
        (to_term(class_), to_term(property_))
        for shape, class_ in shapes.subject_objects(SH.targetClass)
        for part in shapes.objects(shape, SH.property)
        for path in shapes.objects(part, SH.path)
        for property_ in ([path] if isinstance(path, URIRef) else shapes.transitive_objects(path, None))
        if isinstance(property_, URIRef)
    )


def _nodes(triples: Iterable[Triple], out: dict[str, list[Triple]]) -> dict[str, list[str]]:
    """Give the nodes of each of limen's classes, the one that says most first."""
    nodes: dict[str, list[str]] = {}
    for s, p, o in triples:
        if p == RDF.type and o.startswith(_LIMEN_CLASS):
            nodes.setdefault(o, []).append(s)
    return {
        class_: sorted(each, key=lambda node: (-len(out[node]), node))[:4] for class_, each in nodes.items()
    }


def _around(node: str, out: dict[str, list[Triple]], back: dict[str, list[Triple]]) -> frozenset[Triple]:
    """Take a node, what leads to it, and what it leads to in two steps."""
    near = {node, *(s for s, _, _ in back.get(node, ()))}
    for _ in range(_STEPS):
        near |= {o for each in near for _, _, o in out.get(each, ()) if o in out}
    return frozenset(chain.from_iterable(out[each] for each in near))


def _damaged(triple: Triple, whole: frozenset[Triple], class_: str) -> Iterator[tuple[str, set[Triple]]]:
    s, p, o = triple
    rest = set(whole) - {triple}
    yield "drop", rest
    if p == RDF.type:
        return
    yield "duplicate", {*whole, (s, p, _second(o))}
    if is_literal(o):
        value, language, datatype = literal_parts(o)
        yield "retype as IRI", {*rest, (s, p, "<https://example.org/value>")}
        if language or datatype:
            yield "retype as plain text", {*rest, (s, p, literal(value))}
        if datatype:
            yield "retype as nonsense", {*rest, (s, p, literal("nonsense", datatype=datatype))}
        yield "empty", {*rest, (s, p, literal("", language, datatype))}
    else:
        yield "retype as text", {*rest, (s, p, literal("text", "en"))}
        yield "retarget to nothing", {*rest, (s, p, _NOWHERE)}
        kinds = {
            other: kind for other, _, kind in sorted(whole) if _ == RDF.type and kind.startswith(_LIMEN_CLASS)
        }
        others = sorted(each for each, kind in kinds.items() if kind not in {class_, kinds.get(o)})
        if others:
            yield "retarget to another kind", {*rest, (s, p, others[0])}
        yield "retarget to itself", {*rest, (s, p, s)}
        yield "reorder", {*rest, (o, p, s)}


def _second(term: str) -> str:
    """Make another value of the same sort."""
    if not is_literal(term):
        return "<https://example.org/second>"
    value, language, datatype = literal_parts(term)
    last = value[-1:]
    changed = value[:-1] + str((int(last) + 1) % 9 + 1) if last.isdigit() and last.isascii() else value + "x"
    return literal({"true": "false", "false": "true"}.get(value, changed), language, datatype)


def judge_graphs(mutants: Sequence[GraphMutant]) -> list[tuple[str, str]]:
    """Say of each mutant which layer catches it, and by which code; many are checked in one go, each apart."""
    wholes = list({mutant.whole: None for mutant in mutants})
    found = _found([*wholes, *(mutant.triples for mutant in mutants)])
    before = dict(zip(wholes, found, strict=False))
    return [
        _verdict(now - before[each.whole]) for each, now in zip(mutants, found[len(wholes) :], strict=True)
    ]


def _verdict(new: Counter[tuple[str, str]]) -> tuple[str, str]:
    codes = {layer_of(code): code for code, _ in sorted(new, reverse=True)}
    return next(((layer, codes[layer]) for layer in GRAPH_LAYERS if layer in codes), (SURVIVED, ""))


def _found(graphs: Sequence[frozenset[Triple]]) -> list[Counter[tuple[str, str]]]:
    """Check several graphs at once; what is found in each is told by the names that its nodes are given."""
    apart = [[_renamed(triple, number) for triple in sorted(each)] for number, each in enumerate(graphs)]
    union = [triple for each in apart for triple in each]
    store = Store([("urn:x-limen:all", union)])
    violations: list[Violation] = [
        *check_shapes(
            "".join(f"{s} {p} {o} .\n" for s, p, o in union), read_resources("shapes", ".ttl")
        ).violations,
        *rule_violations(registry_rules(), store),
    ]
    for number, own in enumerate(apart):
        violations += registry_mapping_violations(own, _base(number))
    counts: list[Counter[tuple[str, str]]] = [Counter() for _ in graphs]
    for found in violations:
        number = next(
            (_number(term) for term in (found.breach.focus, found.breach.value) if _number(term) >= 0), -1
        )
        if number >= 0:
            counts[number][found.code, _plain(found.breach.focus, number)] += 1
    return counts


def _base(number: int) -> str:
    return f"https://n{number}.example/"


def _renamed(triple: Triple, number: int) -> Triple:
    s, p, o = triple
    return _moved(s, number), p, _moved(o, number)


def _moved(term: str, number: int) -> str:
    return f"<{_base(number)}{term[len(BASE) + 1 :]}" if term.startswith(_OURS) else term


def _number(term: str) -> int:
    """Say in which graph a node stands; -1 if its name does not tell."""
    name = term.removeprefix("<https://n").partition(".example/")
    return int(name[0]) if name[1] and name[0].isdigit() else -1


def _plain(term: str, number: int) -> str:
    return term.replace(_base(number), BASE)


def _short(term: str) -> str:
    """Write a class or property with its prefix."""
    iri = term[1:-1]
    return next(
        (f"{prefix}:{iri.removeprefix(ns)}" for prefix, ns in prefixes().items() if iri.startswith(ns)), iri
    )
