"""The disk: finding entries, reading them, and writing results whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from errno import EISDIR
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from limen.errors import Finding, NoSuchInput, OutputRefused, Severity
from limen.identifier import SECID_TYPES
from limen.model.names import is_overlay

#: Read at most this much of a file; the parser refuses what is longer than its own limit.
_MOST_BYTES = 6_000_000
_ENDINGS = (".md", ".json")
# Nothing of these can be shown in one line, or written as UTF-8.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Found(NamedTuple):
    """A file that may be an entry."""

    path: str  # inside the registry, with forward slashes
    shown: str  # as its user would type it
    file: Path
    sidecar: Path | None  # front matter kept beside a plain note


class Search(NamedTuple):
    """The files below some roots, and those passed over with the reason."""

    files: tuple[Found, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]


def find_entries(roots: Iterable[Path]) -> Search:
    """Find the entries of registries, folders of registries, or single files; sorted by path.

    Not entries are names that begin with `_` or `.`, the registry's own pages
    (`README.md`, names in capitals) and the files that describe a type.

    Raises:
        NoSuchInput: if a root is not there, or a folder cannot be read.
    """
    files: dict[str, Found] = {}
    findings: list[Finding] = []
    left_out: list[str] = []
    for root in roots:
        if not root.exists():
            raise NoSuchInput(f"{root}: no such file or folder")
        home = _registry_root(root)
        everything = [_found(file, root, home) for file in _walk(root)]
        reasons = [_passed_over(found, home) or _same_path(found, files) for found in everything]
        for found, reason in zip(everything, reasons, strict=True):
            if reason is None:
                files[found.path] = found
            elif reason.severity is Severity.ERROR:
                left_out.append(printable(found.path))
        findings += filter(None, reasons)
        if all(reason and reason.severity is Severity.NOTE for reason in reasons):
            findings.append(_no_entries(root))
    return Search(
        tuple(files[path] for path in sorted(files)), tuple(sorted(findings)), tuple(sorted(left_out))
    )


def printable(text: str) -> str:
    r"""Write a file's name in one line of UTF-8, whatever is in it.

    >>> printable("a\nb.md")
    'a\\nb.md'
    """
    return _UNSHOWABLE.sub(lambda match: ascii(match.group())[1:-1], text)


def _registry_root(root: Path) -> Path | None:
    """The folder above the type folder that a root lies in; the root itself if it has type folders."""
    resolved = root.resolve()
    if any((resolved / type_).is_dir() for type_ in SECID_TYPES):
        return resolved
    above = [folder for folder in resolved.parents if folder.name in SECID_TYPES]
    if resolved.is_dir() and resolved.name in SECID_TYPES:
        above.insert(0, resolved)
    return above[-1].parent if above else None


def _walk(root: Path) -> Iterator[Path]:
    """Give the files of a folder that may be entries, and the links to folders, which are not followed."""
    if not root.is_dir():
        yield root
        return
    for folder, folders, names in os.walk(root, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        links = [name for name in folders if Path(folder, name).is_symlink()]
        files = [name for name in names if name.endswith(_ENDINGS) and not name.startswith((".", "_"))]
        yield from (Path(folder, name) for name in sorted(links + files))


def _refuse(error: OSError) -> None:
    raise NoSuchInput(f"{error.filename}: {error.strerror}") from error


def _found(file: Path, root: Path, home: Path | None) -> Found:
    absolute = file.parent.resolve() / file.name  # the file itself may be a link; _passed_over judges it
    base = home or (root if root.is_dir() else root.parent).resolve()
    path = absolute.relative_to(base) if absolute.is_relative_to(base) else Path(file.name)
    sidecar = file.with_name(file.name + ".yaml")
    return Found(str(PurePosixPath(path)), printable(str(file)), file, sidecar if sidecar.is_file() else None)


def _passed_over(found: Found, home: Path | None) -> Finding | None:
    if _UNSHOWABLE.search(found.path):
        message = "the file's name holds a control character, or is not UTF-8"
        return _finding(found, Severity.ERROR, "bad-name", message, "rename the file")
    targets = [os.path.realpath(file) for file in (found.file, found.sidecar) if file]
    if home and not all(Path(target).is_relative_to(home) for target in targets):
        message = "the link leads out of the registry"
        return _finding(found, Severity.ERROR, "link-out", message, "copy the file, or give its own registry")
    if not found.file.is_file():
        message = "neither a file nor a link to one"
        return _finding(found, Severity.ERROR, "not-a-file", message, "remove it from the registry")
    if is_overlay(found.path):
        message = "an entry of an overlay, which is read by --overlay only"
        return _finding(found, Severity.NOTE, "not-an-entry", message, "")
    stem = Path(found.path).stem
    if home and (stem.isupper() or "/" not in found.path):
        message = "a page about the registry, not an entry"
        return _finding(found, Severity.NOTE, "not-an-entry", message, "")
    return None


def _same_path(found: Found, files: dict[str, Found]) -> Finding | None:
    known = files.get(found.path)
    if known is None or known.file.resolve() == found.file.resolve():
        return None
    message = f"{known.shown} has the same path in its registry"
    return _finding(found, Severity.ERROR, "same-path", message, "give one registry at a time")


def _no_entries(root: Path) -> Finding:
    message, hint = "there are no entries here", "give a folder with .md or .json files, or one of them"
    return Finding(printable(str(root)), 0, 0, Severity.ERROR, "no-entries", message, hint)


def _finding(found: Found, severity: Severity, code: str, message: str, hint: str) -> Finding:
    return Finding(found.shown, 0, 0, severity, code, message, hint)


def read_file(file: Path) -> bytes:
    """Read a file, up to a little more than any entry may have.

    Raises:
        NoSuchInput: if it cannot be read.
    """
    try:
        with file.open("rb") as stream:
            return stream.read(_MOST_BYTES)
    except OSError as error:
        raise NoSuchInput(f"{file}: {error.strerror or error}") from error


def read_whole(file: Path) -> bytes:
    """Read a file that was published, however large it is.

    Raises:
        NoSuchInput: if it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise NoSuchInput(f"{file}: {error.strerror or error}") from error


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its path in it with forward slashes, sorted.

    Raises:
        NoSuchInput: if there is no such folder, or a file in it cannot be read.
    """
    if not folder.is_dir():
        raise NoSuchInput(f"{folder}: no such folder")
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    return {name: read_whole(found[name]) for name in sorted(found)}


def files_below(folder: Path, ending: str) -> tuple[Path, ...]:
    """Find the files of that ending below a folder, sorted; none where there is no folder."""
    return tuple(sorted(folder.rglob(f"*{ending}")))


def resource_folder(name: str) -> Path:
    """The folder of limen's own ontology, shapes or queries, installed or in a checkout."""
    installed = Path(__file__).parent / "data" / name
    return installed if installed.is_dir() else Path(__file__).parents[2] / name


def read_resources(name: str, ending: str) -> dict[str, str]:
    """Read every file of that ending in one of limen's own folders, by file name."""
    return {
        file.stem: file.read_text(encoding="utf-8")
        for file in sorted(resource_folder(name).glob(f"*{ending}"))
    }


def write_files(folder: Path, contents: Iterable[tuple[str, Iterable[bytes]]]) -> list[Path]:
    """Write files into a folder, all of them or none.

    They are written beside their places first; only when all are on the disk do
    they take their names. A full disk, a failure or an interruption, also while
    names are taken, leaves what was there before.

    Raises:
        OutputRefused: if the folder cannot be made or written.
    """
    names: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".limen-", dir=folder) as beside:
            new, old = Path(beside, "new"), Path(beside, "old")
            new.mkdir()
            old.mkdir()
            for name, chunks in contents:
                _write(new / name, chunks)
                names.append(name)
            _put_in_place(names, new, folder, old)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{folder}: {reason}; nothing there was changed; make room for it, or give another folder"
        raise OutputRefused(message) from error
    return [folder / name for name in names]


def write_tree(folder: Path, contents: Iterable[tuple[str, Iterable[bytes]]], marker: str) -> None:
    """Write a folder with all that is below it, or nothing; names are paths with forward slashes.

    One that is there is replaced as a whole, and only if it is empty or holds
    the file `marker`, by which a folder says that it was written so.

    Raises:
        OutputRefused: if the folder holds something else, or cannot be written.
    """
    folder = folder.resolve()
    try:
        if folder.exists() and any(folder.iterdir()) and not (folder / marker).is_file():
            raise OutputRefused(f"{folder}: holds other files, which would be lost; give a folder of its own")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".limen-", dir=folder.parent) as beside:
            new, old = Path(beside, "new"), Path(beside, "old")
            new.mkdir()
            for name, chunks in contents:
                file = new / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(b"".join(chunks))
            _swap(new, folder, old)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputRefused(f"{folder}: {reason}; nothing there was changed") from error


def _swap(new: Path, folder: Path, old: Path) -> None:
    """Put a new folder in the place of one that may be there."""
    if not folder.exists():
        new.replace(folder)
        return
    folder.replace(old)
    try:
        new.replace(folder)
    except BaseException:
        old.replace(folder)
        raise


def _write(file: Path, chunks: Iterable[bytes]) -> None:
    with file.open("wb") as stream:
        stream.writelines(chunks)
        stream.flush()
        os.fsync(stream.fileno())
    file.chmod(0o644)


def _put_in_place(names: Iterable[str], new: Path, folder: Path, old: Path) -> None:
    """Move new files into a folder; if that stops half-way, put the old ones back."""
    for name in names:
        _keep(folder / name, old / name)
    try:
        for name in names:
            (new / name).replace(folder / name)
    except BaseException:
        for name in names:
            if os.path.lexists(old / name):
                (old / name).replace(folder / name)
            else:
                (folder / name).unlink(missing_ok=True)
        raise


def _keep(file: Path, place: Path) -> None:
    """Keep a file in a second place too, if it is there: as a link, or where there are none as a copy."""
    if file.is_dir():
        raise IsADirectoryError(EISDIR, f"{file.name} is a folder")
    if os.path.lexists(file):
        try:
            os.link(file, place, follow_symlinks=False)
        except OSError:
            shutil.copy2(file, place, follow_symlinks=False)
