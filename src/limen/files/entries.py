"""Which files are entries of a registry, and which are passed over with a reason."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple, NoReturn

from limen.errors import Finding, NoSuchInput, Severity
from limen.identifier import SECID_TYPES
from limen.model.names import is_overlay

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
        everything = [_found(file, root, home) for file in _walk(root, _refuse)]
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


def find_around(roots: Iterable[Path], named: Iterable[str]) -> tuple[Found, ...]:
    """Find the other entries of the registries that roots lie in, beside those with the `named` paths.

    Where a root is a whole registry or lies in none, nothing is around it.
    What cannot be read or is passed over there is nobody's concern here.
    """
    files: dict[str, Found] = {}
    known = frozenset(named)
    for root in roots:
        home = _registry_root(root)
        for folder in _type_folders(root, home) if home else ():
            for file in _walk(folder, onerror=None):
                found = _found(file, folder, home)
                if found.path not in known and _passed_over(found, home) is None:
                    files.setdefault(found.path, found)
    return tuple(files[path] for path in sorted(files))


def _type_folders(root: Path, home: Path) -> Iterator[Path]:
    """The type folders of a registry as the user would type them who named a part of it."""
    shown = home if root.is_absolute() else Path(os.path.relpath(home))
    if root.resolve() != home:
        yield from (shown / type_ for type_ in sorted(SECID_TYPES) if (home / type_).is_dir())


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


def _walk(root: Path, onerror: Callable[[OSError], None] | None) -> Iterator[Path]:
    """Give the files of a folder that may be entries, and the links to folders, which are not followed."""
    if not root.is_dir():
        yield root
        return
    for folder, folders, names in os.walk(root, onerror=onerror):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        links = [name for name in folders if Path(folder, name).is_symlink()]
        files = [name for name in names if name.endswith(_ENDINGS) and not name.startswith((".", "_"))]
        yield from (Path(folder, name) for name in sorted(links + files))


def _refuse(error: OSError) -> NoReturn:
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
