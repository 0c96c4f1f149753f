"""The manifest of a bundle and the list of its checksums: every file with its figures, and nothing by chance."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from limen.publish.built import Built
from limen.publish.release.bundled import MANIFEST, RDF_TYPES, Bundled
from limen.publish.release.edition import Edition
from limen.store import canonical_hash, read_dataset


def manifest(files: Iterable[Bundled], built: Built, edition: Edition) -> Bundled:
    """List files with their sizes, SHA-256 and, of RDF, the triples and the hash of its canonical form."""
    document = {
        "name": "limen",
        "version": edition.version,
        "date": edition.date,
        "base": edition.names.base,
        "previous": edition.previous,
        "commit": edition.commit,
        "graphs": len(built.graphs),
        "triples": len(built),
        "files": [_described(each) for each in sorted(files, key=lambda each: each.name)],
    }
    return Bundled(MANIFEST, written_json(document))


def _described(file: Bundled) -> dict[str, Any]:
    said = {
        "name": file.name,
        "bytes": len(file.data),
        "sha256": file.sha256,
        "mediaType": file.media_type,
    }
    return said | rdf_figures(file) if file.media_type in RDF_TYPES else said


def rdf_figures(file: Bundled) -> dict[str, Any]:
    """Count the triples of a file, in each graph that it has, and hash its canonical form (RDFC-1.0).

    Raises:
        SyntaxError: if the file is not valid.
    """
    graphs = read_dataset(file.data, file.media_type)
    return {
        "triples": sum(map(len, graphs.values())),
        "rdfc10": canonical_hash(file.data, file.media_type),
    }


def written_json(document: Mapping[str, Any]) -> bytes:
    r"""Write JSON as all files of a bundle have it.

    >>> written_json({"a": "é"}).decode()
    '{\n  "a": "é"\n}\n'
    """
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def checksums(files: Iterable[Bundled]) -> bytes:
    r"""List the SHA-256 of every file as `sha256sum --check` reads it.

    >>> checksums([Bundled("a", b"")]).decode()
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n'
    """
    return "".join(f"{each.sha256}  {each.name}\n" for each in sorted(files, key=lambda e: e.name)).encode()
