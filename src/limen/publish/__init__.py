"""The main path: read a registry, check it, derive, serialise, write."""

from limen.publish.answer import answer_text, require_answer_format
from limen.publish.built import Built, built_of
from limen.publish.check_mappings import check_mappings
from limen.publish.check_turtle import check_turtle
from limen.publish.checked import Checked, check_paths
from limen.publish.disputes import Dispute, disputes
from limen.publish.explain import all_codes, explain, explanations
from limen.publish.export import Export, Exported, export, prepare, serialized
from limen.publish.inspect import check, inspect
from limen.publish.mend import Mended, mend_registries
from limen.publish.registry import Registry, names_under, open_registry
from limen.publish.resolve import Resolution, resolve
from limen.publish.show import Said, Shown, show
from limen.publish.trace import TraceLine, trace_registry

__all__ = [
    "Built",
    "Checked",
    "Dispute",
    "Export",
    "Exported",
    "Mended",
    "Registry",
    "Resolution",
    "Said",
    "Shown",
    "TraceLine",
    "all_codes",
    "answer_text",
    "built_of",
    "check",
    "check_mappings",
    "check_paths",
    "check_turtle",
    "disputes",
    "explain",
    "explanations",
    "export",
    "inspect",
    "mend_registries",
    "names_under",
    "open_registry",
    "prepare",
    "require_answer_format",
    "resolve",
    "serialized",
    "show",
    "trace_registry",
]
