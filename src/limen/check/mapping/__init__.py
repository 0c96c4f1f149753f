"""What mappings mean: contradictions after closure, ends, reviews, and claims that the rows belie."""

from limen.check.mapping.known import Known
from limen.check.mapping.registry import registry_mapping_violations
from limen.check.mapping.violations import mapping_violations

__all__ = ["Known", "mapping_violations", "registry_mapping_violations"]
