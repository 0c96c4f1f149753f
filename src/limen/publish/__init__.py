"""The main path: read a registry, check it, derive, serialise, write."""

from limen.publish.built import Built, built_of
from limen.publish.export import Export, Exported, export, serialized
from limen.publish.inspect import check, inspect
from limen.publish.registry import Registry, names_under, open_registry
from limen.publish.resolve import Resolution, resolve
from limen.publish.trace import TraceLine, trace_registry

__all__ = [
    "Built",
    "Export",
    "Exported",
    "Registry",
    "Resolution",
    "TraceLine",
    "built_of",
    "check",
    "export",
    "inspect",
    "names_under",
    "open_registry",
    "resolve",
    "serialized",
    "trace_registry",
]
