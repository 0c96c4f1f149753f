"""A disagreement with both sides."""

from __future__ import annotations

from dataclasses import replace

from limen.derive import Conflict
from limen.pages import Dispute, Words
from limen.publish.site.here import Here
from limen.publish.site.words import property_words
from limen.vocab import LIMEN

#: What each side is called, by whether the ranks prefer one.
_SIDES = {True: ("preferred", "also said"), False: ("said", "also said")}


def quarrel(here: Here, conflict: Conflict) -> Dispute:
    """Show two claims that cannot both be right, and which of them the ranks prefer."""
    one, other = conflict
    about = (*here.link(one.subject), Words(f": {property_words(one.predicate)}"))
    if one.about:
        about = (*about, Words(" for "), *here.link(one.about))
    side = "the first" if conflict.is_settled else "neither"
    reason = here.world.text(other.node, LIMEN.rankReason)
    verdict = f"The ranks of the claims prefer {side}. {reason}".strip()
    sides = [
        replace(here.statement(each), says=words, about=(), against=())
        for each, words in zip(conflict, _SIDES[conflict.is_settled], strict=True)
    ]
    return Dispute(about, sides[0], sides[1], verdict)
