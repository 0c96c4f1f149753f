"""The readers of limen that are fed, and what is demanded of each: findings or a clean result."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph

from cases import BASE
from limen.check import entry_findings
from limen.errors import Finding
from limen.graph import entry_statements
from limen.identifier import (
    SECID_TYPES,
    IdentifierIndex,
    Namespace,
    format_secid,
    from_iri,
    has_iri,
    read_secid,
    to_iri,
    to_uri,
)
from limen.model.index import build_index
from limen.model.names import Names
from limen.parse import mend, parse_file
from limen.parse.mapping_text import mapping_findings
from limen.parse.sssom import parse_sssom
from limen.publish import check_mappings, check_turtle
from limen.report import Extent, Tool, format_github, format_json, format_sarif, format_text, report_triples
from limen.term import Triple

#: So many findings of a case are looked at.
MOST = 200

_KNOWN = ("example.org", "example.com", "münchen.de", "example.org/levels")
INDEX = IdentifierIndex.of(Namespace(type, name) for type in sorted(SECID_TYPES) for name in _KNOWN)


def _said(findings: Iterable[Finding], data: bytes, beside: bytes = b"") -> None:
    """Demand findings that lie inside their file, and that every report can write."""
    listed = tuple(islice(findings, MOST))
    lines = {path: _lines(text) for path, text in (("", data), (".yaml", beside))}
    for each in listed:
        here = lines[".yaml" if each.path.endswith(".yaml") else ""]
        assert 0 <= each.line <= len(here), f"a finding outside the file: {each.code}"
        room = len(here[each.line - 1]) + 1 if each.line else 0
        assert 0 <= each.column <= room, f"a finding outside its line: {each.code}"
        assert each.message, f"a finding without a message: {each.code}"
        assert len(format_text([each], lambda _: ()).splitlines()) <= 2, f"a line too many: {each.code}"
        assert len(re.split("[\r\n]+", format_github([each]).rstrip("\n"))) == 1, (
            f"a line too many for GitHub: {each.code}"
        )
    format_text(listed, lambda path: lines[".yaml" if path.endswith(".yaml") else ""]).encode()
    json.loads(format_json(listed, Extent(1, 0, 0)).encode())
    json.loads(format_sarif(listed, {}, Tool("0", BASE, "/a")).encode())
    _read_back(report_triples(listed, BASE, Names().graph))


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").split("\n")


def _read_back(triples: Iterable[Triple]) -> None:
    """Demand triples that another reader takes, and tells apart."""
    listed = sorted(set(triples))
    text = "".join(f"{s} {p} {o} .\n" for s, p, o in listed)
    read = {tuple(map(str, each)) for each in pyoxigraph.parse(text.encode(), pyoxigraph.RdfFormat.N_TRIPLES)}
    assert len(listed) == len(read), "two triples are one to another reader"


def _entry(path: str, data: bytes, about: str = "", sidecar: bytes = b"") -> None:
    """Demand of an entry that it can be said, and that its file can be mended for good."""
    parsed = parse_file(path, data, about=about, sidecar=sidecar or None)
    _said(parsed.findings, data, sidecar)
    assert parsed.entry or parsed.findings, "no entry, and no word about it"
    if parsed.entry:
        index = build_index([parsed.entry])
        _said(entry_findings((parsed.entry,), index), data, sidecar)
        _read_back(each.triple for each in entry_statements(parsed.entry, index, Names()))
    mended = mend(path, data)
    assert mended == mend(path, mended), "a mend that is not done after one time"


def _markdown(data: bytes) -> None:
    _entry("weakness/org/example.md", data)


def _note(data: bytes) -> None:
    _entry("weakness/org/note.md", data, about="secid:weakness/example.org/levels")


def _sidecar(data: bytes) -> None:
    _entry("weakness/org/note.md", b"# Levels\n\n- **L-1**: one\n", sidecar=data)


def _json(data: bytes) -> None:
    _entry("control/org/example.json", data)


def _identifier(data: bytes) -> None:
    reading = read_secid(data.decode("utf-8", "replace"), INDEX)
    identifier = reading.identifier
    if identifier and has_iri(identifier):
        for write in (to_iri, to_uri):
            assert identifier == from_iri(write(identifier, BASE), BASE, INDEX), (
                f"{write.__name__} is not read back"
            )
        format_secid(identifier).encode()
        Names().thing(identifier).encode()


def _iri(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    identifier = from_iri(text, BASE, INDEX)
    if identifier:
        assert text in {to_iri(identifier, BASE), to_uri(identifier, BASE)}, (
            "an IRI that nobody writes is read"
        )


def _sssom(data: bytes) -> None:
    table, findings = parse_sssom("a.sssom.tsv", data)
    _said((*findings, *mapping_findings("a.sssom.tsv", table, BASE)), data)
    _said(_on_disk("a.sssom.tsv", data, check_mappings), data)


def _turtle(data: bytes) -> None:
    _said(_on_disk("a.ttl", data, check_turtle), data)


def _on_disk(name: str, data: bytes, check: Callable[..., Any]) -> tuple[Finding, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        found: tuple[Finding, ...] = check([path]).findings
        return found


#: Every reader that a kind of case is fed to.
READERS: dict[str, tuple[Callable[[bytes], None], ...]] = {
    "markdown": (_markdown, _note),
    "json": (_json,),
    "sidecar": (_sidecar,),
    "identifier": (_identifier,),
    "iri": (_iri,),
    "sssom": (_sssom,),
    "turtle": (_turtle,),
}
