"""The disk: finding entries, reading them, and writing results whole or not at all."""

from limen.files.entries import Found, Search, find_around, find_entries, printable
from limen.files.reading import files_below, read_file, read_resources, read_whole, resource_folder
from limen.files.writing import write_files, write_tree

__all__ = [
    "Found",
    "Search",
    "files_below",
    "find_around",
    "find_entries",
    "printable",
    "read_file",
    "read_resources",
    "read_whole",
    "resource_folder",
    "write_files",
    "write_tree",
]
