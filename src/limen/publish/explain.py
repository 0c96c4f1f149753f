"""What every code of a finding means: the pages on findings, and the shapes with their cases."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import chain

from limen.check.explain import Explanation, read_page
from limen.check.explain_shape import case_folder, shape_explanations
from limen.errors import WrongUse
from limen.files import read_resources


def explain(code: str) -> Explanation:
    """Explain one code.

    Raises:
        WrongUse: if no finding has that code; it names the nearest ones.
    """
    pages = read_resources("findings", ".md")
    if code in pages:
        return read_page(code, pages[code])
    known = {each.code: each for each in _of_shapes()}
    if code in known:
        return known[code]
    raise WrongUse(f"no finding has the code {code!r}; {_nearest(code, [*pages, *known])}")


def explanations() -> tuple[Explanation, ...]:
    """Explain every code there is: those with pages, then those of shapes, each in their order."""
    pages = read_resources("findings", ".md")
    return (*(read_page(code, page) for code, page in pages.items()), *_of_shapes())


def all_codes() -> tuple[str, ...]:
    """List every code there is, in the same order."""
    return tuple(each.code for each in explanations())


def _of_shapes() -> tuple[Explanation, ...]:
    shapes = read_resources("shapes", ".ttl")
    folders = map(case_folder, shapes)
    cases = {folder: read_resources(f"shapes/cases/{folder}", ".ttl") for folder in folders}
    return tuple(shape_explanations(shapes, cases))


def _nearest(code: str, known: list[str]) -> str:
    """Name the codes that somebody may have meant: those spelt alike, or that hold the word."""
    by_folded = {each.casefold(): each for each in known}
    word = code.casefold()
    alike = get_close_matches(word, by_folded, n=3)
    near = dict.fromkeys(chain(alike, (each for each in by_folded if word and word in each)))
    names = ", ".join(by_folded[each] for each in list(near)[:5])
    return f"did you mean {names}?" if names else "limen explain --list names them all"
