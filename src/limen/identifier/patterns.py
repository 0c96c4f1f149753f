"""The patterns by which a registry says which names and items it knows.

Patterns are ECMAScript regular expressions, a leading `(?i)` standing for the
flag of that letter. They come from anybody, so a bad one matches nothing and a
costly one is tried on short texts only.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from limen.identifier.effort import reach
from limen.identifier.percent import decode

_FOLDING = "(?i)"
_CHARACTER = r"(?:\\\W|[^\\^$.|?*+()\[\]{}])"
_OPTION = re.compile(rf"\((?:\?:)?(?P<group>{_CHARACTER}+)\)\?|(?P<one>{_CHARACTER})(?P<mark>\??)")
_LITERAL = re.compile(rf"\^((?:\((?:\?:)?{_CHARACTER}+\)\?|{_CHARACTER}\??)+)\$")
_MOST_OPTIONS = 6
# In ECMAScript `$` is the very end, and named groups have no P: each is one character longer in Python.
_DIFFERENT = re.compile(
    r"(?P<kept>\\.|\[\^?\]?(?:\\.|[^\]\\])*(?:\]|\Z))|(?P<end>\$)|(?P<name>\(\?<(?=\w))", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class PatternNode:
    """One node of SecID's `match_nodes` tree.

    `versions` are those the node says it has, `key` is the name that a
    Markdown entry gives the same thing; it is then the canonical spelling.
    """

    patterns: tuple[str, ...]
    versions: tuple[str, ...] = ()
    children: tuple[PatternNode, ...] = ()
    key: str = ""


class Match(NamedTuple):
    """The longest beginning of a text that some nodes know."""

    text: str  # as matched, decoded where that was needed
    end: int  # of the beginning, in the text as written
    nodes: tuple[PatternNode, ...]
    decoded: bool


def pattern_problem(pattern: str) -> str:
    """Say why a pattern can match nothing; empty if it can.

    >>> pattern_problem("^ASL-[1-4]$"), pattern_problem("^(a?){30}$")
    ('', 'the pattern takes too long to try')
    >>> pattern_problem("^ASL-[1-4$")
    'the pattern is no regular expression: unterminated character set at character 6'
    """
    if reach(pattern) < 0:
        return "the pattern takes too long to try"
    compiled = _compiled(pattern)
    return f"the pattern is no regular expression: {compiled}" if isinstance(compiled, str) else ""


def is_match(pattern: str, text: str) -> bool:
    """Say whether a pattern matches a text as ECMAScript without the `u` flag would.

    >>> is_match("(?i)^asl$", "ASL"), is_match("^ASL-[1-4]$", "asl-3"), is_match("^[", "a")
    (True, False, False)
    """
    return first_match(pattern, text) is not None


def first_match(pattern: str, text: str) -> re.Match[str] | None:
    """Find where a pattern first matches a text; None also for a text too long to try it on.

    >>> first_match("^(?<year>[0-9]{4})-", "2026-10")["year"], first_match("^(a+)+$", "a" * 30)
    ('2026', None)
    """
    compiled, longest = _ready(pattern)
    return compiled.search(text) if compiled is not None and len(text) <= longest else None


def folds_case(pattern: str) -> bool:
    """Say whether a pattern takes upper and lower case for the same.

    >>> folds_case("(?i)^asl$"), folds_case("^asl$")
    (True, False)
    """
    return pattern.startswith(_FOLDING)


def literal_pattern(text: str, fold: bool = False) -> str:
    r"""Write the pattern that stands for one text; `literal_text` is its inverse.

    >>> literal_pattern("ai-rmf 1.0"), literal_pattern("asl", fold=True)
    ('^ai\\-rmf\\ 1\\.0$', '(?i)^asl$')
    """
    return f"{_FOLDING if fold else ''}^{re.escape(text)}$"


@lru_cache(maxsize=8192)
def spellings(pattern: str) -> tuple[str, ...]:
    r"""List the texts a literal pattern stands for, the fullest first; none if it is not literal.

    Only optional pieces may vary: `^gb-?t$` is one name in two spellings,
    `^(a|b)$` is two names.

    >>> spellings("(?i)^gb-?t$"), spellings(r"^5\.2(\.0)?$"), spellings("^ASL-[1-4]$")
    (('gb-t', 'gbt'), ('5.2.0', '5.2'), ())
    """
    whole = _LITERAL.fullmatch(pattern.removeprefix(_FOLDING))
    if whole is None:
        return ()
    pieces = [_choices(piece) for piece in _OPTION.finditer(whole[1])]
    if sum(len(piece) > 1 for piece in pieces) > _MOST_OPTIONS:
        return ()
    return tuple("".join(choice) for choice in product(*pieces))


def literal_text(pattern: str) -> str:
    r"""Give the text of a literal pattern in its fullest spelling; empty if it is not literal.

    >>> literal_text(r"(?i)^800\-53$"), literal_text("^[a-z]+$")
    ('800-53', '')
    """
    return next(iter(spellings(pattern)), "")


def is_version_node(node: PatternNode, parent: PatternNode) -> bool:
    """Say whether a node below a name is a version and not an item.

    The tree does not declare it: a node is a version if it has children, or if
    a literal pattern of it is one of the versions its parent has.

    >>> parent = PatternNode(("^x$",), versions=("2021",))
    >>> is_version_node(PatternNode(("^2021$",)), parent), is_version_node(PatternNode((".",)), parent)
    (True, False)
    """
    literal = [pattern for pattern in node.patterns if spellings(pattern)]
    return bool(node.children) or any(is_match(p, version) for p in literal for version in parent.versions)


def item_nodes(nodes: Sequence[PatternNode], version: str) -> tuple[PatternNode, ...]:
    """List the nodes that know a source's items, as of one version or of none.

    >>> a03, book = PatternNode(("^A03$",)), PatternNode(("^B$",))
    >>> source = PatternNode(("^top10$",), children=(PatternNode(("^2021$",), children=(a03,)), book))
    >>> item_nodes([source], "2021") == (a03,), item_nodes([source], "") == (book,)
    (True, True)
    """
    pairs = [(child, is_version_node(child, node)) for node in nodes for child in node.children]
    of_version = tuple(
        item
        for child, is_version in pairs
        if is_version and _knows(child, version)
        for item in child.children
    )
    return of_version or tuple(child for child, is_version in pairs if not is_version)


def canonical_name(nodes: Sequence[PatternNode], text: str) -> str:
    """Spell a name that some nodes know in the form that counts for identity.

    >>> node = PatternNode(("(?i)^top10$", "(?i)^owasp-top-10$"))
    >>> canonical_name([node], "OWASP-Top-10")
    'top10'
    >>> canonical_name([PatternNode(("(?i)^ir-[0-9]+$",))], "IR-8286")
    'ir-8286'
    """
    matched = [(node, pattern) for node in nodes for pattern in node.patterns if is_match(pattern, text)]
    for node, pattern in matched:
        if spellings(pattern):
            key = node.key if _knows(node, node.key) else ""
            return key or literal_text(node.patterns[0]) or literal_text(pattern)
    return text.lower() if any(folds_case(pattern) for _, pattern in matched) else text


def longest_match(text: str, nodes: Sequence[PatternNode], stops: str) -> Match | None:
    """Find the longest beginning of a text that a node knows, as written or else decoded.

    It ends where the text does or before one of the stops.

    >>> longest_match("VU#1", [PatternNode(("^V",))], "#").end
    4
    """
    ends = [at for at, character in enumerate(text) if character in stops] + [len(text)]
    for end in reversed(ends):
        raw = text[:end]
        for candidate in (raw, decode(raw)) if "%" in raw else (raw,):
            known = tuple(node for node in nodes if _knows(node, candidate))
            if candidate and known:
                return Match(candidate, end, known, candidate != raw)
    return None


def _knows(node: PatternNode, text: str) -> bool:
    return any(is_match(pattern, text) for pattern in node.patterns)


def _choices(piece: re.Match[str]) -> tuple[str, ...]:
    text = re.sub(r"\\(.)", r"\1", piece["group"] or piece["one"], flags=re.DOTALL)
    return (text, "") if piece["group"] or piece["mark"] else (text,)


@lru_cache(maxsize=8192)
def _ready(pattern: str) -> tuple[re.Pattern[str] | None, int]:
    longest = reach(pattern)
    compiled = _compiled(pattern) if longest >= 0 else ""
    return (None if isinstance(compiled, str) else compiled), longest


@lru_cache(maxsize=8192)
def _compiled(pattern: str) -> re.Pattern[str] | str:
    """Compile a pattern, or say why that cannot be done."""
    flags = re.ASCII | re.IGNORECASE if folds_case(pattern) else re.ASCII
    own = pattern.removeprefix(_FOLDING)
    text = _DIFFERENT.sub(_translated, own)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of characters that are plain today
            return re.compile(text, flags)
    except re.error as error:
        place = _place_in(own, error.pos or 0) + len(pattern) - len(own)
        return f"{error.msg} at character {place + 1}"
    except (OverflowError, RecursionError) as error:
        return str(error)


def _place_in(pattern: str, place: int) -> int:
    """Find the place in a pattern that is at some place of its translation."""
    grown = 0
    for match in _DIFFERENT.finditer(pattern):
        if match["kept"] is None and match.end() + grown < place:
            grown += 1
    return place - grown


def _translated(match: re.Match[str]) -> str:
    if match["end"]:
        return r"\Z"
    return "(?P<" if match["name"] else match.group()
