"""The main path: read a registry, check it, derive, serialise, write."""

from limen.publish.answer import answer_text, require_answer_format
from limen.publish.built import Built, built_of, seen_on
from limen.publish.catalog import catalog_triples, catalog_turtle
from limen.publish.catalog_jsonld import catalog_jsonld
from limen.publish.check_mappings import check_mappings
from limen.publish.check_turtle import check_turtle
from limen.publish.checked import Checked, check_paths
from limen.publish.diff import Diff, diff, diff_update
from limen.publish.diff_text import diff_json, diff_markdown, diff_text
from limen.publish.disputes import Dispute, disputes
from limen.publish.explain import all_codes, explain, explanations
from limen.publish.export import Export, Exported, export, prepare, serialized
from limen.publish.inspect import check, inspect
from limen.publish.mend import Mended, mend_registries
from limen.publish.overlay import Overlay, open_overlaid, read_overlays
from limen.publish.registry import Registry, names_under, open_registry
from limen.publish.resolve import Resolution, resolve
from limen.publish.search import Cited, Hit, search
from limen.publish.show import Said, Shown, show, show_node
from limen.publish.trace import TraceLine, trace_registry
from limen.publish.version import limen_version
from limen.publish.written import Written

__all__ = [
    "Built",
    "Checked",
    "Cited",
    "Diff",
    "Dispute",
    "Export",
    "Exported",
    "Hit",
    "Mended",
    "Overlay",
    "Registry",
    "Resolution",
    "Said",
    "Shown",
    "TraceLine",
    "Written",
    "all_codes",
    "answer_text",
    "built_of",
    "catalog_jsonld",
    "catalog_triples",
    "catalog_turtle",
    "check",
    "check_mappings",
    "check_paths",
    "check_turtle",
    "diff",
    "diff_json",
    "diff_markdown",
    "diff_text",
    "diff_update",
    "disputes",
    "explain",
    "explanations",
    "export",
    "inspect",
    "limen_version",
    "mend_registries",
    "names_under",
    "open_overlaid",
    "open_registry",
    "prepare",
    "read_overlays",
    "require_answer_format",
    "resolve",
    "search",
    "seen_on",
    "serialized",
    "show",
    "show_node",
    "trace_registry",
]
