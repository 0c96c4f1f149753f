"""A dataset that is to be described: its words, its figures, its files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from limen.model.names import Names
from limen.publish.built import Built
from limen.publish.figures import Figures, figures_of
from limen.publish.written import Written
from limen.vocab import BASE

_TITLE = "limen: AI safety levels as linked data"
_DESCRIPTION = (
    "What AI developers, governments and standard bodies say about AI safety levels, and how their frameworks "
    "relate: policies, levels, thresholds, safeguards, models and assessments, every statement with its source "
    "and its time, and the places where sources disagree. limen is independent, is neither affiliated with nor "
    "endorsed by anybody that it describes, and gives no legal advice. The licence covers its own words; "
    "quotations stay their owners'. The persistent names are not registered yet."
)
KEYWORDS = (
    *("AI safety", "AI safety levels", "capability thresholds", "crosswalk", "frontier AI", "linked data"),
    *("responsible scaling policy", "safeguards"),
)
PUBLISHER = "The limen developers"


@dataclass(frozen=True)
class Catalogued:
    """A dataset that is to be described."""

    built: Built
    names: Names
    version: str
    files: tuple[Written, ...]
    endpoint: str
    downloads: str

    @cached_property
    def figures(self) -> Figures:
        """What is counted in the union."""
        return figures_of(self.built.union, self.names.base)

    def node(self, fragment: str) -> str:
        """A thing that the catalogue describes, as a term."""
        return f"<{self.names.base}catalog#{fragment}>"

    @property
    def dataset(self) -> str:
        """The dataset, as a term."""
        return self.node("dataset")

    def address(self, file: Written) -> str:
        """Where a file can be had."""
        return (self.downloads or self.names.base) + quote(file.name)

    @property
    def is_own(self) -> bool:
        """Whether limen's developers publish it; of data under another base they say neither licence nor publisher."""
        return self.names.base == BASE

    @property
    def title(self) -> str:
        """What the dataset is called."""
        return _TITLE if self.is_own else f"Registry under {self.names.base}"

    @property
    def description(self) -> str:
        """What the dataset is, in a few sentences."""
        return _DESCRIPTION if self.is_own else f"What the entries of a registry under {self.names.base} say."
