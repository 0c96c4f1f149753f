"""Where a page lies on the web and on the disk, and the way from one page to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

_LONGEST = 120
_PLAIN = re.compile(r"[^%\\:*?\"<>|\x00-\x1f]+\Z")


@dataclass(frozen=True, slots=True)
class Urls:
    """The addresses of pages, from the root of the site.

    Pages of a static site are folders, so that their addresses end in a slash;
    those of a server have none.
    """

    is_served: bool = False

    def address(self, path: str) -> str:
        """Give the address of a page from the root; empty for the start page.

        >>> Urls().address("ladder"), Urls(is_served=True).address("ladder")
        ('ladder/', 'ladder')
        """
        return path if self.is_served or not path else f"{stored(path)}/"

    def root(self, path: str) -> str:
        """Give the way from a page to the root.

        >>> Urls().root("doc/id"), Urls(is_served=True).root("doc/id"), Urls().root("")
        ('../../', '../', './')
        """
        depth = path.count("/") + (1 if path and not self.is_served else 0)
        return "../" * depth or "./"

    def file(self, path: str, extension: str) -> str:
        """Give the address of the data of a document, from the root.

        >>> Urls().file("doc/id/x", "ttl")
        'doc/id/x.ttl'
        """
        return f"{path if self.is_served else stored(path)}.{extension}"

    def way(self, here: str, to: str, fragment: str = "") -> str:
        """Give the way from one page to a place on another.

        >>> Urls().way("doc/id", "ladder", "x"), Urls().way("ladder", "ladder", "x")
        ('../../ladder/#x', '#x')
        """
        end = f"#{fragment}" if fragment else ""
        return end if end and here == to else self.root(here) + self.address(to) + end


def stored(path: str) -> str:
    """Give the path under which a document is stored: what disks or web hosts trip over is told by its hash.

    >>> stored("doc/id/control/x.org/y"), stored("doc/pattern/x/%5Ea")
    ('doc/id/control/x.org/y', 'doc/pattern/x/bbc07db4e65f')
    """
    return "/".join(map(_segment, path.split("/")))


def _segment(name: str) -> str:
    if _PLAIN.match(name) and len(name.encode()) <= _LONGEST and name.strip("."):
        return name
    return sha256(name.encode()).hexdigest()[:12]
