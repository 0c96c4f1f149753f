"""The registries that are measured, made in a temporary folder."""

from __future__ import annotations

import json
import pickle
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[1]
SECID = PROJECT.parent / "shared" / "secid" / "registry"

#: Files that make about 83,000 triples: of the SecID registry, and of generated ones.
_COPIED, _GENERATED = 1310, 590
_TYPES = ("advisory", "control", "methodology", "reference", "regulation", "weakness")

_REFERENCE = re.compile(r"(secid:[a-z]+/)(\w[\w.-]*\w)")
_NAMESPACE = re.compile(r'^(\s*"?namespace"?:\s*"?)(\w[\w.-]*\w)', re.MULTILINE)


class Value(NamedTuple):
    """The object of a triple as a library takes it: an IRI, or a text with language or datatype."""

    text: str
    language: str = ""
    datatype: str = ""
    is_iri: bool = False


#: A triple of plain values, as both sides get it.
Row = tuple[str, str, Value]


@dataclass(frozen=True)
class Data:
    """A registry, and the very triples that limen makes of it, so that both sides write the same."""

    name: str
    registry: Path
    terms: Path  # pickles, one per graph: its IRI and its triples as limen has them
    rows: Path  # the same as plain values
    files: int = 0
    triples: int = 0

    def graphs(self) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        """Read the triples as limen's terms."""
        return _unpickled(self.terms)

    def values(self) -> Iterator[tuple[str, list[Row]]]:
        """Read the triples as plain values."""
        return _unpickled(self.rows)


def _unpickled(file: Path) -> Iterator[tuple[str, list]]:
    with file.open("rb") as stream:
        while True:
            try:
                yield pickle.load(stream)
            except EOFError:
                return


def own(folder: Path) -> Data:
    """Name the project's own registry."""
    return Data("registry/", PROJECT / "registry", folder / "own.terms", folder / "own.rows")


def sized(folder: Path, size: int) -> Data:
    """Make a registry of about 83,000 triples, or a multiple of that."""
    registry = folder / f"size-{size}"
    if SECID.is_dir():
        _replicate(registry, size * _COPIED)
    else:
        _generate(registry, size * _GENERATED)
    return Data(f"{83 * size} k", registry, folder / f"{size}.terms", folder / f"{size}.rows")


def origin() -> str:
    """Say what the registries are made from."""
    return "copies of the SecID registry" if SECID.is_dir() else "generated files like those of SecID"


def prepared(data: Data) -> Callable[[], tuple[int, int]]:
    """Make the triples of a registry once, so that the steps need not; gives files and triples."""

    def run() -> tuple[int, int]:
        from limen.model.names import Names
        from limen.publish import open_registry

        registry = open_registry([data.registry], names=Names(), keep=False)
        count = 0
        with data.terms.open("wb") as terms, data.rows.open("wb") as rows:
            for graph, triples in registry.graphs():
                pickle.dump((graph, triples), terms)
                pickle.dump((graph, [_row(*triple) for triple in triples]), rows)
                count += len(triples)
        return len(registry.found), count

    return run


def _row(subject: str, predicate: str, object_: str) -> Row:
    from limen.term import is_literal, literal_parts

    value = Value(*literal_parts(object_)) if is_literal(object_) else Value(object_[1:-1], is_iri=True)
    return subject[1:-1], predicate[1:-1], value


def _replicate(registry: Path, wanted: int) -> None:
    """Copy files of the SecID registry until there are enough, each copy with namespaces of its own.

    A copy's namespace has one more top-level label, so it lies one folder deeper.
    """
    files = sorted(each for each in SECID.rglob("*.*") if _is_entry(each))
    random.Random(1).shuffle(files)
    for number in range(wanted):
        copy, index = divmod(number, len(files))
        type_, *rest = files[index].relative_to(SECID).parts
        text = files[index].read_text(encoding="utf-8")
        if copy:
            text = _NAMESPACE.sub(rf"\g<1>\g<2>.copy{copy}", _REFERENCE.sub(rf"\g<1>\g<2>.copy{copy}", text))
            rest.insert(0, f"copy{copy}")
        _write(registry.joinpath(type_, *rest), text)


def _is_entry(file: Path) -> bool:
    return file.parent != SECID and file.suffix in {".json", ".md"} and not file.name.startswith("_")


def _generate(registry: Path, wanted: int) -> None:
    """Write files of the two dialects; one in eleven is Markdown, as in the SecID registry."""
    for number in range(wanted):
        type_ = "weakness" if number == 0 else _TYPES[number % len(_TYPES)]
        name = "anthropic" if number == 0 else f"firm{number}"
        write, ending = (_markdown, "md") if number % 11 == 1 else (_json, "json")
        _write(registry / type_ / "com" / f"{name}.{ending}", write(type_, f"{name}.com", number))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _json(type_: str, namespace: str, number: int) -> str:
    document = {
        "schema_version": "1.0",
        "namespace": namespace,
        "type": type_,
        "status": "draft",
        "status_notes": f"Reviewed for the {number}th time.",
        "official_name": f"Institute {number} of Applied Security",
        "common_name": f"IAS {number}",
        "alternate_names": None,
        "notes": 'Publishes catalogues of "known" risks; some are – as usual – incomplete.\nSee its page.',
        "wikidata": None,
        "wikipedia": None,
        "urls": [{"type": "website", "url": f"https://www.{namespace}"}],
        "match_nodes": [
            _source(namespace, source) for source in ("asl", "policy", "catalogue")[: 1 + number % 3]
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _source(namespace: str, name: str) -> dict[str, object]:
    return {
        "patterns": [f"(?i)^{name}$"],
        "description": f"The security {name} with its levels of risk",
        "weight": 100,
        "data": {
            "official_name": f"AI Safety {name.capitalize()} of {namespace}",
            "common_name": name.upper(),
            "alternate_names": None,
            "notes": "Levels rise with what a system can do.",
            "urls": [
                {"type": "website", "url": f"https://www.{namespace}/{name}"},
                {"type": "docs", "url": f"https://docs.{namespace}/{name}.html", "note": "in English"},
            ],
            "versions_available": [{"version": "2.2", "release_date": "2025-01-01"}] if name == "asl" else [],
            "examples": ["L-1", "L-2"],
        },
        "children": [
            {"patterns": [f"^L-{level}$"], "description": f"Level {level} of risk", "weight": 100}
            for level in range(1, 5)
        ],
    }


def _markdown(type_: str, namespace: str, number: int) -> str:
    return f"""---
type: {type_}
namespace: {namespace}
full_name: "Institute {number} of Applied Security"
operator: "secid:entity/{namespace}"
website: "https://www.{namespace}"
status: active

sources:
  ladder:
    full_name: "Safety Levels of {namespace}"
    urls:
      website: "https://www.{namespace}/levels"
    versions:
      - "1.0"
    examples:
      - "secid:{type_}/{namespace}/ladder#L-1"
---

# Safety levels of institute {number}

The institute's levels say which safeguards a system needs.

## Why it matters

- **Early** - Safeguards stand before they are needed
- **Public** - Everybody can read the thresholds

## ladder

### Safety Level Definitions

| Level | Capability Threshold | Requirements |
|-------|----------------------|--------------|
| **L-1** | No meaningful risk | Basic safety practices |
| **L-2** | Present systems | Standard safeguards |
| **L-3** | Considerable risk | Enhanced security, access controls |

## Notes

- The levels are reviewed every year
- Some thresholds are not public
"""
