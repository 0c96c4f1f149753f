"""limen: AI safety levels as linked data.

>>> sorted(__all__)[:3]
['Dataset', 'Finding', 'LimenError']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limen.api import (
        Dataset,
        Finding,
        LimenError,
        Severity,
        build,
    )

__all__ = ["Dataset", "Finding", "LimenError", "Severity", "build"]


def __getattr__(name: str) -> object:
    """Load the Python face when it is first used, so that the command starts at once."""
    if name in __all__:
        return getattr(import_module("limen.api"), name)
    raise AttributeError(f"module 'limen' has no attribute {name!r}")
