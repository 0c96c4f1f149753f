"""What follows from the entries: edges of levels, the view of a day, conflicts; pure functions of triples."""

from limen.derive.conflicts import Conflict, conflicts
from limen.derive.current import derived_triples
from limen.derive.node import Described, derives_from, describe
from limen.derive.stated import Stated, stated_claims

__all__ = [
    "Conflict",
    "Described",
    "Stated",
    "conflicts",
    "derived_triples",
    "derives_from",
    "describe",
    "stated_claims",
]
