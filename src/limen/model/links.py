"""The web addresses in a value, in every form in which files give them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from limen.model.node import Kind, Mapping, Node, Scalar, Sequence


class Address(NamedTuple):
    """A text that should be a web address, and of what kind the file says it is."""

    kind: str
    text: Scalar


def addresses(key: str, node: Node) -> Iterator[Address]:
    """Give the addresses under a key: one, a map from kind to address, or objects with `type` and `url`.

    Those without a kind have that of the key.
    """
    if isinstance(node, Scalar):
        if node.kind is Kind.TEXT:
            yield Address(key, node)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from addresses(key, item)
    elif (url := node.get("url")) is not None and isinstance(url, Scalar):
        yield from addresses(node.text("type") or key, url)
    else:
        for kind, value in node.entries:
            if not isinstance(value, Mapping):
                yield from addresses(kind.value, value)
