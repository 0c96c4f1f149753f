"""What differs between two datasets: triple by triple, as an update that can be applied, and node by node."""

from limen.diff.changes import Change, How, ValueChange, changes
from limen.diff.derived import follows
from limen.diff.difference import Difference, Graphs, comparable, difference, union_of
from limen.diff.update import format_update

__all__ = [
    "Change",
    "Difference",
    "Graphs",
    "How",
    "ValueChange",
    "changes",
    "comparable",
    "difference",
    "follows",
    "format_update",
    "union_of",
]
