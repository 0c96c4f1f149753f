"""The version of limen that runs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def limen_version() -> str:
    """Give the version that is installed; `0` where limen runs without being installed."""
    try:
        return version("limen")
    except PackageNotFoundError:
        return "0"
