"""Files in SARIF: a reference relative to the folder of the run, or an address that is absolute."""

from __future__ import annotations

import posixpath
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import quote

#: Stands for the folder of the run; the name that other programs know it by.
ROOT = "%SRCROOT%"


class Location(NamedTuple):
    """Where a file is: a URI reference, and what a relative one is relative to."""

    uri: str
    base: str

    def as_object(self) -> dict[str, object]:
        """Write the location as SARIF's artifactLocation."""
        return {"uri": self.uri, "uriBaseId": self.base} if self.base else {"uri": self.uri}


def location(path: str, folder: str) -> Location:
    """Say where a file is, by the path that findings have for it; `folder` is where limen ran.

    A path that leads out of that folder is made absolute, since a reader need
    not follow `..` (SARIF 2.1.0, 3.10.2).

    >>> location("./registry/a b.md", "/home/curator").uri
    'registry/a%20b.md'
    >>> location("../other/c#.md", "/home/curator").uri
    'file:///home/other/c%23.md'
    """
    root = PurePath(folder).as_posix().rstrip("/") + "/"
    whole = PurePath(path).as_posix()
    if PurePath(path).is_absolute() or ".." in whole.split("/"):
        whole = posixpath.normpath(posixpath.join(root, whole))
    relative = whole.removeprefix(root)
    if relative.startswith("/"):
        return Location("file:///" + quote(relative.lstrip("/"), errors="surrogatepass"), "")
    return Location(quote(relative, errors="surrogatepass"), ROOT)
