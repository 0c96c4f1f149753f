"""Which ends the mappings make one, and by which of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from limen.check.mapping.link import EXACT, End, Link, positive

#: Ways are looked for among so many ends, so that no file keeps the check busy for long.
MOST_ENDS = 1_000


class Sameness:
    """The classes of ends that exact matches make one (SKOS S44, S45)."""

    def __init__(self, listed: Iterable[Link]) -> None:
        """Join the ends of every exact match that is said to hold."""
        self._steps: dict[End, list[tuple[Link, End]]] = {}
        self._parents: dict[End, End] = {}
        self._start: End | None = None  # whose ways were asked for last
        self._came: dict[End, tuple[End, Link, End]] = {}
        for link in positive(listed):
            if link.relation in EXACT and link.subject != link.object:
                self._steps.setdefault(link.subject, []).append((link, link.object))
                self._steps.setdefault(link.object, []).append((link, link.subject))
                self._parents[self.root(link.subject)] = self.root(link.object)

    def root(self, end: End) -> End:
        """The end that stands for all that are the same as this one."""
        while (parent := self._parents.get(end, end)) != end:
            self._parents[end] = self._parents.get(parent, parent)
            end = parent
        return end

    def same(self, one: End, other: End) -> bool:
        """Say whether two ends are one, directly or through others."""
        return self.root(one) == self.root(other)

    def matches(self, end: End) -> list[Link]:
        """The exact matches of an end."""
        return [link for link, _ in self._steps.get(end, ())]

    def classes(self) -> Iterator[tuple[End, ...]]:
        """Give the ends of every class of two or more, in the order of the mappings."""
        members: dict[End, list[End]] = {}
        for end in self._steps:
            members.setdefault(self.root(end), []).append(end)
        yield from map(tuple, members.values())

    def chain(self, one: End, other: End) -> tuple[tuple[End, Link, End], ...]:
        """The shortest way from one end to another of its class; of several, the earliest mappings.

        Empty if it leads past more ends than anybody would look at.
        """
        if self._start != one:
            self._start, self._came = one, self._ways(one)
        steps: list[tuple[End, Link, End]] = []
        while other in self._came:
            steps.append(self._came[other])
            other = self._came[other][0]
        return tuple(reversed(steps))

    def _ways(self, start: End) -> dict[End, tuple[End, Link, End]]:
        """By end the last step of the shortest way to it."""
        came: dict[End, tuple[End, Link, End]] = {}
        waiting = deque([start])
        while waiting and len(came) < MOST_ENDS:
            here = waiting.popleft()
            for link, there in self._steps.get(here, ()):
                if there != start and there not in came:
                    came[there] = (here, link, there)
                    waiting.append(there)
        return came


def components(edges: Mapping[End, Iterable[End]]) -> dict[End, int]:
    """Number the strongly connected components of a graph, by node; nodes of one reach one another.

    >>> a, b, c = (End(name, "") for name in "abc")
    >>> found = components({a: [b], b: [a, c]})
    >>> found[a] == found[b], found[a] == found[c]
    (True, False)
    """
    back: dict[End, list[End]] = {}
    for node, targets in edges.items():
        for target in targets:
            back.setdefault(target, []).append(node)
    numbers: dict[End, int] = {}
    for node in reversed(_finished(edges)):
        waiting = [node] if node not in numbers else []
        number = len(numbers)
        while waiting:
            here = waiting.pop()
            if here not in numbers:
                numbers[here] = number
                waiting += back.get(here, ())
    return numbers


def _finished(edges: Mapping[End, Iterable[End]]) -> list[End]:
    """Every node of a graph, each after those that it leads to and that were not seen before."""
    seen: set[End] = set()
    order: list[End] = []
    for start in edges:
        waiting = [(start, False)]
        while waiting:
            node, is_done = waiting.pop()
            if is_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(target, False) for target in edges.get(node, ())]
    return order
