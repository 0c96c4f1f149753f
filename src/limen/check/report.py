"""What a check against shapes has found, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from limen.errors import Breach, Severity


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One way in which the graph breaks a shape or a rule; where that stands in a file is not known yet.

    Of the breach, `path` is empty where the shape has none or a longer one,
    `value` where no single value is at fault, and `shape` where neither the
    shape nor one around it has a name.
    """

    breach: Breach
    severity: Severity
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """Everything that a check has found, and how many nodes each named node shape looked at."""

    violations: tuple[Violation, ...]
    looked_at: Mapping[str, int]

    @property
    def conforms(self) -> bool:
        """Say whether nothing was found at all, warnings included (SHACL 3.6.1.1)."""
        return not self.violations

    @property
    def idle(self) -> tuple[str, ...]:
        """The named node shapes that had nothing to look at, sorted.

        >>> ShapeReport((), {"<urn:b>": 0, "<urn:c>": 2, "<urn:a>": 0}).idle
        ('<urn:a>', '<urn:b>')
        """
        return tuple(sorted(shape for shape, nodes in self.looked_at.items() if not nodes))
