"""What is wrong with one file of a bundle."""

from __future__ import annotations

from typing import NamedTuple


class Flaw(NamedTuple):
    """What is wrong with one file of a bundle."""

    file: str
    message: str

    def __str__(self) -> str:
        """Write it as one line.

        >>> print(Flaw("limen.nt", "is missing"))
        limen.nt: is missing
        """
        return f"{self.file}: {self.message}"
