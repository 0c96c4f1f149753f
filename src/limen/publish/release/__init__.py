"""A release: one reproducible bundle of a registry, and the check that a bundle is what it says."""

from limen.publish.release.flaw import Flaw
from limen.publish.release.release import Released, ReleaseJob, release
from limen.publish.release.verify import Verified, verify

__all__ = ["Flaw", "ReleaseJob", "Released", "Verified", "release", "verify"]
