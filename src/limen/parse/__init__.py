"""From the bytes of a file to an entry and everything wrong with it; one door: `parse_file`."""

from limen.parse.file import Parsed, parse_file

__all__ = ["Parsed", "parse_file"]
