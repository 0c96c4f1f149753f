"""Who catches a damaged entry first: the parser, the checks of entries and identifiers, shapes, rules, mappings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from damage import Mutant
from limen.check import entry_findings
from limen.model.entry import Entry
from limen.model.index import build_index
from limen.publish import check
from limen.publish.inspect import registry_rules
from plots import IDENTIFIER_CODES, Plot, Said, opened, said, triples_of

#: The layers, in the order in which they are asked; then what is left of a mutant that none caught.
LAYERS = ("parser", "entries", "identifiers", "shapes", "rules", "mappings")
SAME, SURVIVED = "same", "survived"


def judge(mutant: Mutant, plot: Plot, *, shapes: bool = True) -> tuple[str, str]:
    """Say which layer catches a mutant, and by which code; `same` if it says what the whole says.

    Without shapes, only the layers before them are asked.
    """
    data = mutant.make().written()
    if data == plot.files[mutant.path]:
        return SAME, ""
    parsed = plot.parse(mutant.path, data)
    if new := said(parsed.findings) - plot.parser_said[mutant.path]:
        return "parser", _code(new)
    entries = plot.entries(mutant.path, parsed.entry)
    if new := said(entry_findings(entries, build_index(entries))) - plot.entries_said:
        code = _code(new)
        return "identifiers" if code in IDENTIFIER_CODES else "entries", code
    if triples_of(entries) == plot.triples:
        return SAME, ""
    return _by_graph(entries, plot) if shapes else (SURVIVED, "")


def _by_graph(entries: tuple[Entry, ...], plot: Plot) -> tuple[str, str]:
    new = said(check(opened(entries)).findings) - plot.all_said
    layers = {layer_of(code): code for _, code, _ in sorted(new, reverse=True)}
    return next(((layer, layers[layer]) for layer in LAYERS if layer in layers), (SURVIVED, ""))


def _code(new: Said) -> str:
    return min(code for _, code, _ in new)


def layer_of(code: str) -> str:
    """Say which layer looks at the graph with a code: shapes are named for what they are."""
    if "Shape" in code:
        return "shapes"
    return "rules" if code in _rule_codes() else "mappings"


@cache
def _rule_codes() -> frozenset[str]:
    return frozenset(rule.code for rule in registry_rules())


def chosen(mutants: Iterable[Mutant], each: int) -> tuple[Mutant, ...]:
    """Keep so many mutants of each class, from different plots where there are several."""
    classes: dict[str, list[Mutant]] = {}
    for mutant in mutants:
        classes.setdefault(mutant.cls, []).append(mutant)
    kept: list[Mutant] = []
    for _, listed in sorted(classes.items()):
        step = max(1, len(listed) // each)
        kept += listed[::step][:each]
    return tuple(kept)
