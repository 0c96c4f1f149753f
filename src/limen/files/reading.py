"""Reading files: entries, what was published, and what limen brings along."""

from __future__ import annotations

from pathlib import Path

from limen.errors import NoSuchInput

#: Read at most this much of a file; the parser refuses what is longer than its own limit.
_MOST_BYTES = 6_000_000


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


def files_below(folder: Path, ending: str) -> tuple[Path, ...]:
    """Find the files of that ending below a folder, sorted; none where there is no folder."""
    return tuple(sorted(folder.rglob(f"*{ending}")))


def resource_folder(name: str) -> Path:
    """The folder of limen's own ontology, shapes or queries, installed or in a checkout."""
    installed = Path(__file__).parents[1] / "data" / name
    return installed if installed.is_dir() else Path(__file__).parents[3] / name


def read_resources(name: str, ending: str) -> dict[str, str]:
    """Read every file of that ending in one of limen's own folders, by file name."""
    return {
        file.stem: file.read_text(encoding="utf-8")
        for file in sorted(resource_folder(name).glob(f"*{ending}"))
    }
