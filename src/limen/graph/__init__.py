"""From an entry to its triples; one door: `entry_statements`."""

from limen.graph.entry import entry_statements

__all__ = ["entry_statements"]
