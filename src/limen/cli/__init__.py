"""The command `limen`; it holds no logic, only words in and words out."""

from limen.cli.main import main

__all__ = ["main"]
