"""The Markdown bodies of files as data; one door: `read_body`."""

from limen.parse.body.read import read_body
from limen.parse.body.scope import Scope, SourceScope

__all__ = ["Scope", "SourceScope", "read_body"]
