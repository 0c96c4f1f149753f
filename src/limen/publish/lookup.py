"""The things of a dataset by what they are called: their SecIDs, present and former, and what stands for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from limen.identifier import IdentifierIndex, format_secid, has_iri, read_secid, to_iri
from limen.term import Triple, iri_of, is_literal, literal_parts
from limen.vocab import DCTERMS, LIMEN, SCHEMA

_SCHEME = "secid:"
#: The status that the registry gives to what it no longer stands by.
WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Lookup:
    """The things of a dataset, found by names that people and older links have for them."""

    triples: tuple[Triple, ...]  # of the union
    base: str

    def node(self, secid: str) -> str:
        """Find the thing that a SecID names, as a term; empty if there is none.

        >>> thing = "<https://x.org/id/entity/a.org>"
        >>> lookup = Lookup(((thing, LIMEN.formerIdentifier, '"secid:entity/a"'),), "https://x.org/")
        >>> lookup.node("secid:entity/a") == lookup.node("secid:entity/a.org") == thing
        True
        >>> lookup.node("secid:entity/b")
        ''
        """
        if secid in self._secids:
            return self._secids[secid]
        identifier = read_secid(secid, IdentifierIndex.of(())).identifier
        if identifier is None or not has_iri(identifier):
            return ""
        node = f"<{to_iri(identifier, self.base)}>"
        return node if node in self._subjects else self._secids.get(format_secid(identifier), "")

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Where the path of a former SecID leads now; both decoded, and without the base and the fragment.

        >>> thing = "<https://x.org/id/entity/a.org>"
        >>> Lookup(((thing, LIMEN.formerIdentifier, '"secid:entity/a"'),), "https://x.org/").moved
        {'id/entity/a': 'id/entity/a.org'}
        """
        former = ((s, literal_parts(o).value) for s, p, o in self.triples if p == LIMEN.formerIdentifier)
        return {
            f"id/{text.removeprefix(_SCHEME).partition('#')[0]}": unquote(self._local(node))
            for node, text in former
            if text.startswith(_SCHEME)
        }

    @cached_property
    def withdrawn(self) -> Mapping[str, str]:
        """The paths of things that are withdrawn, each with that of what replaces it; empty if nothing does."""
        gone = {
            s
            for s, p, o in self.triples
            if p == SCHEMA.creativeWorkStatus
            and is_literal(o)
            and literal_parts(o).value == WITHDRAWN
            and s.startswith(f"<{self.base}id/")
            and "#" not in s
        }
        after = {o: s for s, p, o in self.triples if p == DCTERMS.replaces and o in gone and s not in gone}
        return {self._local(each): self._local(after[each]) if each in after else "" for each in sorted(gone)}

    def _local(self, node: str) -> str:
        return iri_of(node).removeprefix(self.base).partition("#")[0]

    @cached_property
    def _subjects(self) -> frozenset[str]:
        return frozenset(s for s, _, _ in self.triples)

    @cached_property
    def _secids(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for property in (LIMEN.formerIdentifier, DCTERMS.identifier):  # the present one wins
            found |= dict(self._named(property))
        return found

    def _named(self, property: str) -> Iterable[tuple[str, str]]:
        for subject, predicate, object_ in self.triples:
            if predicate == property and is_literal(object_):
                text = literal_parts(object_).value
                if text.startswith(_SCHEME):
                    yield text, subject
