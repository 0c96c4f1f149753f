"""Writing files and folders whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from errno import EISDIR
from pathlib import Path
from tempfile import TemporaryDirectory

from limen.errors import OutputRefused


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
