"""The identifier as a value: a SecID's parts, decoded."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A SecID taken apart (SecID specification, sections 1.2 and 2).

    Parts are decoded text; which characters need escaping is the business of
    the writers. Qualifiers are never part of identity and are not kept here.
    """

    type: str
    namespace: str = ""
    name: str = ""
    version: str = ""
    subpath: str = ""
    item_version: str = ""

    @property
    def source(self) -> Identifier:
        """The source without version or item: what the name alone means."""
        return Identifier(self.type, self.namespace, self.name)

    @property
    def unversioned(self) -> Identifier:
        """The same thing without saying of which version."""
        return replace(self, version="", item_version="")

    def item(self, subpath: str) -> Identifier:
        """The item of that id inside this source."""
        return replace(self, subpath=subpath, item_version="")

    def at(self, version: str) -> Identifier:
        """This source or item as of one version."""
        return replace(self, version=version)
