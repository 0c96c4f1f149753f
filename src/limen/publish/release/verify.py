"""Checking a bundle: first that every byte is what was released, then that what the files say is so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from limen.errors import NoSuchInput
from limen.files import files_below, read_whole
from limen.publish.registry import Progress
from limen.publish.release.bundled import Bundled
from limen.publish.release.contents import content_flaws
from limen.publish.release.fingerprints import fingerprint_flaws
from limen.publish.release.flaw import Flaw


@dataclass(frozen=True)
class Verified:
    """How much was read, and what is wrong, file by file."""

    files: int
    bytes: int
    flaws: tuple[Flaw, ...]


def verify(folder: Path, progress: Progress) -> Verified:
    """Check a bundle; the contents are read only where every byte is as it was released.

    Raises:
        NoSuchInput: if there is no such folder, or a file in it cannot be read.
    """
    if not folder.is_dir():
        raise NoSuchInput(f"{folder}: no such folder")
    found = {
        each.relative_to(folder).as_posix(): each for each in files_below(folder, "") if not each.is_dir()
    }
    files = {name: Bundled(name, read_whole(found[name])) for name in sorted(found)}
    progress("comparing checksums", 0, 1)
    flaws = tuple(fingerprint_flaws(files)) or tuple(content_flaws(files, progress))
    return Verified(len(files), sum(len(each.data) for each in files.values()), tuple(sorted(flaws)))
