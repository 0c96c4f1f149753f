"""From the bytes of a file to an entry and everything wrong with it: `parse_file`; and back, mended: `mend`.

A file that describes a system is read by `parse_system`.
"""

from limen.parse.file import Parsed, parse_file
from limen.parse.mend import mend
from limen.parse.system import ParsedSystem, parse_system

__all__ = ["Parsed", "ParsedSystem", "mend", "parse_file", "parse_system"]
