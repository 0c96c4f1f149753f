"""The main path: read a registry, check it, derive, serialise, write."""

from limen.publish.dataset import Dataset, build
from limen.publish.export import Export, Exported, export, serialized
from limen.publish.inspect import check, inspect
from limen.publish.registry import Registry, names_under, open_registry
from limen.publish.resolve import Resolution, resolve
from limen.publish.trace import TraceLine, trace_registry

__all__ = [
    "Dataset",
    "Export",
    "Exported",
    "Registry",
    "Resolution",
    "TraceLine",
    "build",
    "check",
    "export",
    "inspect",
    "names_under",
    "open_registry",
    "resolve",
    "serialized",
    "trace_registry",
]
