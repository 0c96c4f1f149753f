"""limen's way of each step; each function prepares and returns what is measured."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from measure import cpu_seconds, peak_megabytes

from data import Data, Row

if TYPE_CHECKING:
    from limen.publish import Registry
    from limen.store import Answer
    from limen.term import Triple


def opened(data: Data, keep: bool = True) -> Registry:
    """Open a registry: read every file and check it, gather the index, and keep the entries."""
    from limen.model.names import Names
    from limen.publish import open_registry

    return open_registry([data.registry], names=Names(), keep=keep)


def reading(data: Data) -> Callable[[], object]:
    """Find, read and check every file."""
    from limen import publish  # noqa: F401 - imports are not measured

    return lambda: len(opened(data).found)


def making(data: Data) -> Callable[[], object]:
    """Turn entries in memory into sorted triples."""
    registry = opened(data)
    entries = list(registry.entries())

    def run() -> int:
        graphs = [sorted({each[:3] for each in registry.statements(entry)}) for entry in entries]
        return sum(map(len, graphs))

    return run


def nquads_text(data: Data) -> Callable[[], object]:
    """From plain values to N-Quads, sorted within each graph: make terms, each IRI once, and write."""
    from limen.serialize import Style, find_format, serialize

    values = list(data.values())

    def run() -> int:
        return _length(serialize(_terms(values), find_format("nquads"), Style({})))

    return run


def _terms(values: Iterable[tuple[str, list[Row]]]) -> Iterator[tuple[str, list[Triple]]]:
    from limen.term import iri, literal

    name = cache(iri)
    for graph, rows in values:
        triples = []
        for subject, predicate, (text, language, datatype, is_iri) in rows:
            value = name(text) if is_iri else literal(text, language, datatype)
            triples.append((name(subject), name(predicate), value))
        yield graph, triples


def _length(chunks: Iterable[str]) -> int:
    return sum(len(chunk.encode()) for chunk in chunks)


def writing(format_name: str, data: Data) -> Callable[[], object]:
    """Write triples in memory in one format."""
    from limen.publish.writing import style
    from limen.serialize import find_format, serialize

    graphs = list(data.graphs())
    return lambda: _length(serialize(graphs, find_format(format_name), style()))


def loading(data: Data) -> Callable[[], object]:
    """Load triples in memory into the store that answers queries."""
    from limen.store import Store

    graphs = list(data.graphs())

    def run() -> None:
        Store(graphs)

    return run


def queries(folder: Path, data: Data) -> Callable[[], object]:
    """Ask each query of a loaded store; gives seconds and rows by name."""
    from limen.query import ask
    from limen.store import Store

    store = Store(data.graphs())
    return lambda: _asked(partial(ask, store), folder)


def _asked(ask: Callable[[str], Answer], folder: Path) -> dict[str, tuple[float, int]]:
    answers: dict[str, tuple[float, int]] = {}
    for file in sorted(folder.glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        before = cpu_seconds()
        rows = len(ask(text).rows)
        answers[file.stem] = (cpu_seconds() - before, rows)
    return answers


def whole(folder: Path, data: Data) -> Callable[[], object]:
    """Read, make triples, write Turtle, JSON-LD and N-Quads, load and ask the queries."""
    from limen import build

    def run() -> None:
        dataset = build(data.registry)
        for name in ("turtle", "json-ld", "nquads"):
            dataset.serialize(name)
        _asked(dataset.query, folder)

    return run


def streaming(data: Data) -> Callable[[], object]:
    """Write N-Quads straight from a registry; gives MB held by the open registry and MB added by writing."""
    from limen.serialize import Style, find_format, serialize

    def run() -> tuple[float, float]:
        registry = opened(data, keep=False)
        gc.collect()
        held = _megabytes_now()
        _length(serialize(registry.graphs(), find_format("nquads"), Style({})))
        return held, peak_megabytes() - held

    return run


def checking(data: Data) -> Callable[[], object]:
    """Do what `limen check` does, part by part; gives the seconds of each part."""
    import pyshacl  # noqa: F401 - imports are not measured

    from limen.check import check_shapes, entry_findings, registry_mapping_violations, rule_violations
    from limen.files import read_resources
    from limen.publish import built_of
    from limen.publish.inspect import registry_rules

    def run() -> dict[str, float]:
        parts: dict[str, float] = {}
        began = cpu_seconds()

        def done(part: str) -> None:
            parts[part] = cpu_seconds() - began - sum(parts.values())

        registry = opened(data)
        done("reading")
        list(entry_findings(tuple(registry.entries()), registry.index))
        done("entries")
        built = built_of(registry)
        done("making triples")
        rule_violations(registry_rules(), built.store, registry.names.base)
        done("rules")
        registry_mapping_violations(built.union, registry.names.base)
        done("mappings")
        check_shapes("".join(f"{s} {p} {o} .\n" for s, p, o in built.union), read_resources("shapes", ".ttl"))
        done("SHACL")
        return parts

    return run


def exporting(data: Data) -> Callable[[], object]:
    """Do what `limen export --format nquads` does; what is written goes to a folder beside the data."""
    import pyshacl  # noqa: F401 - imports are not measured

    from limen.model.names import Names
    from limen.publish import Export, export
    from limen.serialize import find_format

    out = data.terms.with_suffix(".out")
    job = Export((data.registry,), out, (find_format("nquads"),), Names())
    return lambda: len(export(job, lambda *_: None).left_out)


def _megabytes_now() -> float:
    """The memory of this process now; where the system does not say, its peak."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return peak_megabytes()
    return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
