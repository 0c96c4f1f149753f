"""The Python face: build a dataset, check it, query it, serialise it."""

from __future__ import annotations

from pathlib import Path

from limen.errors import Finding, LimenError, Severity
from limen.publish import Dataset, build, names_under, open_registry, serialized
from limen.publish import check as check_registry
from limen.serialize import find_format
from limen.vocab import BASE

__all__ = ["Dataset", "Finding", "LimenError", "Severity", "build", "check", "serialize"]


def check(*roots: str | Path, base: str = BASE, about: str = "") -> tuple[Finding, ...]:
    """Find everything wrong with registries, folders or single files; sorted.

    Raises:
        NoSuchInput: if a root is not there.
        WrongUse: if the base is no address, or `about` no SecID.
    """
    registry = open_registry([Path(root) for root in roots], names=names_under(base), about=about)
    return check_registry(registry).findings


def serialize(dataset: Dataset, format: str = "turtle") -> bytes:
    """Write a dataset in a format that rdflib or limen knows by that name.

    Raises:
        UnknownFormat: if there is no such format.
    """
    return b"".join(serialized(dataset, find_format(format)))
