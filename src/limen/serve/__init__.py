"""The web face: SPARQL, linked data and pages over HTTP.

What is in here loads when it is used, for the processes that answer queries
come in by this door too, and start again while somebody waits.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limen.serve.app import application
    from limen.serve.holdings import Holdings
    from limen.serve.limits import Limits
    from limen.serve.server import run

_HOMES = {
    "Holdings": "holdings",
    "Limits": "limits",
    "application": "app",
    "run": "server",
}

__all__ = ["Holdings", "Limits", "application", "run"]


def __getattr__(name: str) -> object:
    """Load a name when it is first used."""
    if name in _HOMES:
        return getattr(import_module(f"limen.serve.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'limen.serve' has no attribute {name!r}")
