"""Compressed files and archives, the same bytes for the same content."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Mapping

# RFC 1952, section 2.3.1: deflate, no flags, no time, slowest and smallest, unknown system.
_HEADER = bytes((0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255))


def gzipped(data: bytes) -> bytes:
    """Compress bytes; the header is written here because Python's has differed between versions.

    >>> import gzip
    >>> gzip.decompress(gzipped(b"a" * 9)), gzipped(b"a") == gzipped(b"a")
    (b'aaaaaaaaa', True)
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    return _HEADER + body + zlib.crc32(data).to_bytes(4, "little") + (len(data) % 2**32).to_bytes(4, "little")


def ungzipped(data: bytes) -> bytes:
    """Take what was compressed out again.

    Raises:
        ValueError: if the bytes are not those of one whole compressed file.
    """
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"cannot be decompressed: {error}") from error


def packed(files: Mapping[str, bytes], folder: str) -> bytes:
    """Pack files into one archive, below a folder, sorted, of no time and nobody's.

    >>> unpacked(packed({"b": b"2", "a/c": b"1"}, "limen-1"), "limen-1")
    {'a/c': b'1', 'b': b'2'}
    """
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(files):
            about = tarfile.TarInfo(f"{folder}/{name}")
            about.size, about.mode = len(files[name]), 0o644
            archive.addfile(about, io.BytesIO(files[name]))
    return gzipped(stream.getvalue())


def unpacked(data: bytes, folder: str) -> dict[str, bytes]:
    """Take the files out of an archive, by their names below a folder; others keep their whole names.

    Raises:
        ValueError: if the bytes are no archive of plain files.
    """
    try:
        with tarfile.open(fileobj=io.BytesIO(ungzipped(data))) as archive:
            members = [(each.name, archive.extractfile(each)) for each in archive]
            return {name.removeprefix(f"{folder}/"): file.read() for name, file in members if file}
    except tarfile.TarError as error:
        raise ValueError(f"is no archive: {error}") from error
