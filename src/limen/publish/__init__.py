"""The main path: read a registry, check it, derive, serialise, write."""

from limen.publish.answer import answer_text, require_answer_format
from limen.publish.built import Built, built_of
from limen.publish.disputes import Dispute, disputes
from limen.publish.export import Export, Exported, export, prepare, serialized
from limen.publish.inspect import check, inspect
from limen.publish.registry import Registry, names_under, open_registry
from limen.publish.resolve import Resolution, resolve
from limen.publish.show import Said, Shown, show
from limen.publish.trace import TraceLine, trace_registry

__all__ = [
    "Built",
    "Dispute",
    "Export",
    "Exported",
    "Registry",
    "Resolution",
    "Said",
    "Shown",
    "TraceLine",
    "answer_text",
    "built_of",
    "check",
    "disputes",
    "export",
    "inspect",
    "names_under",
    "open_registry",
    "prepare",
    "require_answer_format",
    "resolve",
    "serialized",
    "show",
    "trace_registry",
]
