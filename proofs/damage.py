"""The ways to damage an entry: each operator gives the documents that have one thing wrong at one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TypeGuard

from plots import Plot
from trees import Bare, Document, Map, Tree, Way, key_at, members, site, value_at, ways

_SECID = re.compile(r"secid:[a-z]+/")
#: Keys that are worth swapping with each other, because they are two ends of something.
_PAIRS = (
    ("next", "previous"),
    ("from", "through"),
    ("subject", "object"),
    ("subject_version", "object_version"),
    ("model", "threshold"),
    ("if", "then"),
    ("id", "label"),
)
#: Keys whose values are worth swapping with those of the next item or record.
_RANKED = (
    "order",
    "position",
    "release_date",
    "version",
    "label",
    "subject",
    "object",
    "from",
    "of",
    "in",
    "source",
)
_WORDS = frozenset(
    "kind status predicate relation modality rank confidence evidence read_in finding justification type "
    "entity_type absent supports".split()
)
_ROW = re.compile(r"^\|.*\|$")
_RULE = re.compile(r"^\|[\s:|-]+\|$")

Made = Callable[[], Document]


@dataclass(frozen=True)
class Mutant:
    """A document of a plot with one damage, made when it is wanted."""

    operator: str
    site: str
    plot: int
    path: str
    make: Made

    @property
    def cls(self) -> str:
        """Its class, by which survivors are listed."""
        return f"{self.operator} {self.site}"


def mutants(plot: Plot, number: int) -> Iterator[Mutant]:
    """Damage every document of a plot in every way."""
    for document in plot.documents:
        for way in ways(document.tree):
            place = site(document.tree, way)
            for operator, make in _at(document, way, plot):
                yield Mutant(operator, place, number, document.path, make)
        for operator, place, body in _body(document.body):
            yield Mutant(operator, place, number, document.path, partial(replace, document, body=body))


def _at(document: Document, way: Way, plot: Plot) -> Iterator[tuple[str, Made]]:
    """Damage one place of the tree."""
    tree, key = document.tree, key_at(document.tree, way)
    value = value_at(tree, way)

    def put(new: Tree | None) -> Made:
        return lambda: document.at(way, new)

    yield "drop", put(None)
    yield "duplicate", lambda: _above(document, way, _doubled)
    if key:
        yield (
            "misspell key",
            lambda: _above(document, way, lambda above, at: _renamed(above, at, misspelt(key))),
        )
    if isinstance(value, Bare):
        yield "retype as text", put(value.text)
        return
    yield "empty", put("" if isinstance(value, str) else () if isinstance(value, tuple) else Map(()))
    if isinstance(value, str):
        yield "retype as list", put((value,))
        yield "retype as map", put(Map((("value", value),)))
        yield "retype as number", put(Bare("0.70"))
        yield "retype as null", put(Bare("null"))
        yield from _texts(document, way, value, plot)
    else:
        yield "retype as text", put("text")
    yield from _reorder(document, way)


def _texts(document: Document, way: Way, value: str, plot: Plot) -> Iterator[tuple[str, Made]]:
    key = key_at(document.tree, way)
    if key in _WORDS and not _SECID.match(value):
        yield "misspell word", lambda: document.at(way, misspelt(value))
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) and key != "version":
        yield "retype as prose", lambda: document.at(way, "some day")
        yield "move a date", lambda: document.at(way, "1970" + value[4:])
    if _SECID.match(value):
        yield "retarget to nothing", lambda: document.at(way, _missing(value))
        yield "retarget to another kind", lambda: document.at(way, _other(value, plot))
        yield (
            "retarget to a new namespace",
            lambda: document.at(way, re.sub(r"/[^/@#]+", "/missing.example", value, count=1)),
        )
        yield "retype as prose", lambda: document.at(way, "some words")


def _missing(value: str) -> str:
    """Name what is not there, in what is there."""
    source, mark, _ = value.partition("#")
    if mark:
        return f"{source}#no-such-item"
    namespace = "/".join(source.split("/")[:2])
    return f"{namespace}/no-such-source"


def _other(value: str, plot: Plot) -> str:
    """Name a thing of another kind: a namespace for what is in one, a source or item for a namespace."""
    for entry in plot.entries():
        wanted = any(thing.identifier.name for thing in entry.things) if value.count("/") == 1 else True
        if wanted and f"secid:{entry.namespace.type}/{entry.namespace.namespace}" not in value:
            home = f"secid:{entry.namespace.type}/{entry.namespace.namespace}"
            name = next((thing.identifier.name for thing in entry.things if thing.identifier.name), "")
            return f"{home}/{name}" if value.count("/") == 1 and name else home
    return (
        "/".join(value.partition("#")[0].partition("@")[0].split("/")[:2]) if value.count("/") > 1 else value
    )


def _reorder(document: Document, way: Way) -> Iterator[tuple[str, Made]]:
    """Swap neighbours, and the values of keys that belong together."""
    value = value_at(document.tree, way)
    if len(below := members(value)) > 1:
        yield "swap neighbours", lambda: document.at(way, _swapped(value, 0, 1))
    if isinstance(value, Map):
        at = {key: position for position, (key, _) in enumerate(value.pairs)}
        for one, two in _PAIRS:
            if one in at and two in at and below[at[one]] != below[at[two]]:
                yield (
                    f"swap with {two}",
                    partial(document.at, way, _exchanged(value, at[one], at[two])),
                )
    for key in _RANKED:
        holding = [(n, each, dict(each.pairs)[key]) for n, each in enumerate(below) if _has(each, key)]
        for (here, first, mine), (there, second, other) in pairwise(holding):
            if mine != other:
                swapped = document.at((*way, here), _with(first, key, other)).at(
                    (*way, there), _with(second, key, mine)
                )
                yield f"swap {key} of two", partial(replace, swapped)
                break


def _has(tree: Tree, key: str) -> TypeGuard[Map]:
    return isinstance(tree, Map) and key in dict(tree.pairs)


def _with(tree: Tree, key: str, value: Tree) -> Map:
    assert isinstance(tree, Map)
    return Map(tuple((each, value if each == key else old) for each, old in tree.pairs))


def _swapped(tree: Tree, one: int, two: int) -> Tree:
    listed = list(tree.pairs if isinstance(tree, Map) else members(tree))
    listed[one], listed[two] = listed[two], listed[one]
    return Map(tuple(listed)) if isinstance(tree, Map) else tuple(listed)  # type: ignore[arg-type]


def _exchanged(tree: Map, one: int, two: int) -> Map:
    """Let two keys have each other's value."""
    values = [value for _, value in tree.pairs]
    values[one], values[two] = values[two], values[one]
    return Map(tuple((key, value) for (key, _), value in zip(tree.pairs, values, strict=True)))


def _above(document: Document, way: Way, change: Callable[[Tree, int], Tree]) -> Document:
    changed = change(value_at(document.tree, way[:-1]), way[-1])
    return document.at(way[:-1], changed) if len(way) > 1 else replace(document, tree=changed)


def _doubled(above: Tree, at: int) -> Tree:
    if isinstance(above, Map):
        return Map((*above.pairs[: at + 1], *above.pairs[at:]))
    return (*members(above)[: at + 1], *members(above)[at:])


def _renamed(above: Tree, at: int, key: str) -> Tree:
    assert isinstance(above, Map)
    return Map(tuple((key if n == at else each, value) for n, (each, value) in enumerate(above.pairs)))


def misspelt(word: str) -> str:
    """Swap two letters that differ, or add one."""
    for at in range(1, len(word) - 1):
        if word[at] != word[at + 1] and word[at : at + 2].isalpha():
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word + "x"


def _body(body: str) -> Iterator[tuple[str, str, str]]:
    """Damage the headings and tables of a body: operator, site and the new body."""
    lines = body.split("\n")

    def with_lines(changed: list[str]) -> str:
        return "\n".join(changed)

    for n, line in enumerate(lines):
        if line.startswith("#"):
            yield "drop", "heading", with_lines(lines[:n] + lines[n + 1 :])
            yield "misspell word", "heading", with_lines([*lines[:n], misspelt(line), *lines[n + 1 :]])
        if not _ROW.match(line) or _RULE.match(line):
            continue
        is_head = n + 1 < len(lines) and bool(_RULE.match(lines[n + 1]))
        kind = "table head" if is_head else "table row"
        yield "drop", kind, with_lines(lines[:n] + lines[n + 1 :])
        yield "duplicate", kind, with_lines([*lines[: n + 1], *lines[n:]])
        if n + 1 < len(lines) and _ROW.match(lines[n + 1]):
            yield "swap neighbours", kind, with_lines([*lines[:n], lines[n + 1], line, *lines[n + 2 :]])
        cells = line.split("|")
        for at in range(1, len(cells) - 1):
            place = f"{kind.removesuffix(' row')} cell{' 1' if at == 1 else ''}"
            for operator, changed in _cells(cells, at):
                yield operator, place, with_lines([*lines[:n], "|".join(changed), *lines[n + 1 :]])


def _cells(cells: list[str], at: int) -> Iterator[tuple[str, list[str]]]:
    yield "drop", cells[:at] + cells[at + 1 :]
    yield "empty", [*cells[:at], "  ", *cells[at + 1 :]]
    yield "misspell word", [*cells[:at], f" {misspelt(cells[at].strip())} ", *cells[at + 1 :]]
    if at < len(cells) - 2:
        yield "swap neighbours", [*cells[:at], cells[at + 1], cells[at], *cells[at + 2 :]]
