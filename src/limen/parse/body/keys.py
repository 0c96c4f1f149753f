"""Keys of remarks: slug paths made of their own words, so that other rows do not matter."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from limen.model.body import Remark

_FEWEST_WORDS = 6
_MOST_WORDS = 12
_LONGEST = 500  # of what a text's key is made of
_GLUE = re.compile(r"['’\u0300-\u036f]")  # apostrophes and loose accents
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Write a text as lower-case ASCII words joined by hyphens.

    A trailing plus keeps its meaning; words without any ASCII letter or digit
    become a checksum, so that they too have a key of their own.

    >>> slug("ASL-4+ (Café’s)"), slug("安全"), slug("")
    ('asl-4-plus-cafes', 'u99dda64b', '')
    """
    letters = unicodedata.normalize("NFKD", text[:_LONGEST].replace("+", " plus ")).lower()
    words = _NOT_SLUG.sub("-", _GLUE.sub("", letters)).strip("-")
    return words or (f"u{zlib.crc32(text.encode()):08x}" if text.strip() else "")


def slug_path(*parts: str) -> str:
    """Join the first words of several texts with slashes, leaving out the empty ones.

    >>> slug_path("Notes", "", "First one")
    'notes/first-one'
    """
    return "/".join(_first_words(words, _MOST_WORDS) for part in parts if (words := slug(part)))


def short_keys(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Cut every key's last part to a few words and make it unique.

    A key takes more of its words where fewer are taken already, and a number
    only where the very same words repeat; so text added below changes no key above.
    What a remark points to gets a key as well, one for the same words in any case.
    """
    taken: set[str] = set()
    repeats: Counter[str] = Counter()
    targets = _TargetKeys()
    for remark in remarks:
        key = next((short for short in _shortened(remark.key) if short not in taken), "")
        while not key or key in taken:
            repeats[remark.key] += 1
            key = f"{remark.key}-{repeats[remark.key] + 1}"
        taken.add(key)
        yield replace(remark, key=key, target_key=targets.key(remark.target))


class _TargetKeys:
    """The keys of what remarks point to; other words that read the same get a number."""

    def __init__(self) -> None:
        self._known = {"": ""}  # by the words in lower case
        self._taken: set[str] = set()
        self._repeats: Counter[str] = Counter()

    def key(self, target: str) -> str:
        words = target.casefold()
        if words not in self._known:
            base = key = slug_path(target) or "untitled"
            while key in self._taken:
                self._repeats[base] += 1
                key = f"{base}-{self._repeats[base] + 1}"
            self._taken.add(key)
            self._known[words] = key
        return self._known[words]


def _shortened(key: str) -> Iterator[str]:
    trail, slash, own = key.rpartition("/")
    for many in range(_FEWEST_WORDS, max(_FEWEST_WORDS, own.count("-") + 1) + 1):
        yield trail + slash + _first_words(own, many)


def _first_words(words: str, many: int) -> str:
    return "-".join(words.split("-", many)[:many])
