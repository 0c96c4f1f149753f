"""Whether every byte of a bundle is as it was released: checksums, manifest and archive, each against the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from limen.files import printable
from limen.publish.release.archive import unpacked
from limen.publish.release.bundled import MANIFEST, SUMS, Bundled, archive_name
from limen.publish.release.flaw import Flaw
from limen.publish.release.manifest import checksums, written_json

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def fingerprint_flaws(files: Mapping[str, Bundled]) -> Iterator[Flaw]:
    """Find every file that is missing, too much, or not what the checksums, the manifest or the archive say."""
    listed = _listed(files)
    yield from _sums_flaws(files)
    if listed is None:
        yield Flaw(MANIFEST, "is missing, or not one that limen wrote")
        return
    archive = archive_name(str(listed.get("version", "")))
    yield from _manifest_flaws(files, listed, archive)
    yield from _archive_flaws(files, archive)


def _sums_flaws(files: Mapping[str, Bundled]) -> Iterator[Flaw]:
    if SUMS not in files:
        yield Flaw(SUMS, "is missing")
        return
    matches = map(_LINE.fullmatch, files[SUMS].data.decode(errors="replace").splitlines())
    sums = {match[2]: match[1] for match in matches if match}
    rest = [each for name, each in files.items() if name != SUMS]
    for name in sorted(sums.keys() - files.keys()):
        yield Flaw(printable(name), f"is missing; {SUMS} lists it")
    for each in rest:
        if each.name not in sums:
            yield Flaw(printable(each.name), f"is not listed in {SUMS}")
        elif each.sha256 != sums[each.name]:
            yield Flaw(each.name, f"is not as it was released: its SHA-256 is not the one in {SUMS}")
    if checksums(rest) != files[SUMS].data:
        yield Flaw(SUMS, "does not list the files that are there as limen lists them")


def _listed(files: Mapping[str, Bundled]) -> dict[str, Any] | None:
    """Read the manifest, if it is one."""
    try:
        listed = json.loads(files[MANIFEST].data)
    except (KeyError, ValueError, RecursionError):
        return None
    names = [each.get("name") for each in listed["files"]] if _is_manifest(listed) else []
    return listed if names and all(isinstance(each, str) for each in names) else None


def _is_manifest(listed: object) -> bool:
    files = listed.get("files") if isinstance(listed, dict) else None
    return isinstance(files, list) and all(isinstance(each, dict) for each in files)


def _manifest_flaws(files: Mapping[str, Bundled], listed: dict[str, Any], archive: str) -> Iterator[Flaw]:
    if written_json(listed) != files[MANIFEST].data:
        yield Flaw(MANIFEST, "is not written as limen writes it")
    described = {each["name"]: each for each in listed["files"]}
    for name in sorted(described.keys() - files.keys()):
        yield Flaw(printable(name), f"is missing; {MANIFEST} lists it")
    for each in files.values():
        if each.name in described:
            yield from _figure_flaws(each, described[each.name])
        elif each.name not in {MANIFEST, SUMS, archive}:
            yield Flaw(printable(each.name), f"is not listed in {MANIFEST}")


def _figure_flaws(file: Bundled, said: dict[str, Any]) -> Iterator[Flaw]:
    is_ = {"bytes": len(file.data), "sha256": file.sha256, "mediaType": file.media_type}
    for key, value in is_.items():
        if said.get(key) != value:
            yield Flaw(file.name, f"{key} is {value}; {MANIFEST} says {printable(str(said.get(key)))}")


def _archive_flaws(files: Mapping[str, Bundled], archive: str) -> Iterator[Flaw]:
    if archive not in files:
        yield Flaw(printable(archive), "is missing")
        return
    try:
        held = unpacked(files[archive].data, archive.removesuffix(".tar.gz"))
    except ValueError as error:
        yield Flaw(archive, f"cannot be read: {printable(str(error))}")
        return
    beside = {name: each.data for name, each in files.items() if name not in {SUMS, archive}}
    for name in sorted(held.keys() | beside.keys()):
        if held.get(name) != beside.get(name):
            yield Flaw(printable(name), f"is not the same in {archive}")
