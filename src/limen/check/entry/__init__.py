"""Checks of entries as values, before there is a graph of them; one door: `entry_findings`."""

from limen.check.entry.every import entry_findings

__all__ = ["entry_findings"]
