"""What was written: one file with its size and fingerprint."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """One file written; the media type may be unknown, and the file may hold only a part of the dataset."""

    name: str
    bytes: int
    sha256: str
    media_type: str = ""
    is_part: bool = False
