"""From the bytes of a file to an entry and everything wrong with it: `parse_file`; and back, mended: `mend`."""

from limen.parse.file import Parsed, parse_file
from limen.parse.mend import mend

__all__ = ["Parsed", "mend", "parse_file"]
