"""Where a thing is found on the web: the registry's templates filled in, then its plain addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from urllib.parse import quote

from limen.identifier import Identifier, first_match, is_match
from limen.model.entry import Role, Thing
from limen.model.node import Mapping as Map
from limen.model.node import Node, Scalar, Sequence
from limen.model.value import is_address, is_template
from limen.parse.sources import anchored

_KEYS = frozenset({"urls", "url", "website"})
_GAP = re.compile(r"\{(\w+)\}")


def addresses(things: Iterable[Thing], identifier: Identifier) -> tuple[str, ...]:
    """List the addresses that lead to a thing, the best first.

    For an item these are the filled templates of the patterns that it matches,
    its own addresses, and the filled templates of its source; if there are none,
    the pages of its source and then of its namespace are the nearest.
    """
    known = tuple(things)
    home = Identifier(identifier.type, identifier.namespace)
    own = (identifier, identifier.unversioned)
    found = [*_of_patterns(known, identifier), *_plain(known, own)]
    if identifier.subpath:
        found += _of_templates(known, identifier)
    for wanted in (identifier.source, home):
        found = found or list(_plain(known, (wanted,)))
    return tuple(dict.fromkeys(found))


def _of_patterns(things: tuple[Thing, ...], identifier: Identifier) -> Iterator[str]:
    """The addresses by the patterns that an identifier matches: the closest, then the weightiest first."""
    matched = [thing for thing in things if thing.role is Role.PATTERN and _matches(thing, identifier)]
    for thing in sorted(matched, key=lambda thing: (-len(thing.path), -_weight(thing))):
        is_name = not thing.identifier.name and len(thing.path) == 1
        id = identifier.name if is_name else identifier.subpath
        table = next((each.node for each in (*thing.fields, *thing.kept) if each.key == "lookup_table"), None)
        if isinstance(table, Map) and table.get(id):
            yield from filter(is_address, _texts(Sequence((table.get(id) or table,), 0, 0)))
        else:
            yield from _filled(thing, identifier, id)


def _of_templates(things: tuple[Thing, ...], identifier: Identifier) -> Iterator[str]:
    """The addresses by the templates of a version or source, for a source whose items have none."""
    version = Identifier(identifier.type, identifier.namespace, identifier.name, identifier.version)
    for owner in dict.fromkeys((version, identifier.source)):
        for thing in things:
            if thing.identifier == owner and thing.role is not Role.PATTERN:
                yield from _filled(thing, identifier, identifier.subpath, templates_only=True)


def _plain(things: tuple[Thing, ...], wanted: tuple[Identifier, ...]) -> Iterator[str]:
    for thing in things:
        if thing.identifier in wanted and thing.role is not Role.PATTERN:
            yield from filter(is_address, _address_texts(thing))


def _matches(thing: Thing, identifier: Identifier) -> bool:
    """Say whether an identifier goes down the way of patterns that leads to a pattern."""
    name, version, item = identifier.name, identifier.version, identifier.subpath
    owner = thing.identifier
    if (owner.type, owner.namespace) != (identifier.type, identifier.namespace):
        return False
    ways: tuple[tuple[str, ...], ...] = ()
    if not owner.name:
        ways = (name, item, identifier.item_version), (name, version, item)
    elif owner.name == name and owner.version in {"", version}:
        ways = (item, identifier.item_version), (version, item, identifier.item_version)
    return any(_fits(thing, way) for way in ways)


def _fits(thing: Thing, parts: tuple[str, ...]) -> bool:
    steps = [(pattern,) for pattern in thing.path[:-1]] + [tuple(each.value for each in thing.patterns)]
    return len(steps) <= len(parts) and all(
        part and any(is_match(anchored(pattern), part) for pattern in patterns)
        for patterns, part in zip(steps, parts, strict=False)
    )


def _weight(thing: Thing) -> float:
    texts = [
        each.node.value for each in thing.fields if each.key == "weight" and isinstance(each.node, Scalar)
    ]
    with suppress(ValueError):
        return max(map(float, texts), default=0.0)
    return 0.0


def _filled(thing: Thing, identifier: Identifier, id: str, templates_only: bool = False) -> Iterator[str]:
    """Fill a thing's templates; one with a gap that nothing fills is passed over."""
    given = {"id": id, "version": identifier.version, "item_version": identifier.item_version}
    values = given | _variables(thing, id)
    for text in _address_texts(thing):
        if is_template(text):
            filled = fill(text, values)
            if is_address(filled):
                yield filled
        elif is_address(text) and not templates_only:
            yield text


def fill(template: str, values: Mapping[str, str]) -> str:
    """Fill the gaps of a template; empty if a gap has no value.

    >>> fill("https://example.org/{year}/{id}", {"year": "2024", "id": "VU#1"})
    'https://example.org/2024/VU%231'
    >>> fill("https://example.org/{number}", {"id": "VU#1"})
    ''
    """
    if not all(values.get(gap) for gap in _GAP.findall(template)):
        return ""
    return _GAP.sub(lambda gap: quote(values[gap[1]], safe="/:@!$&'()*+,;="), template)


def _variables(thing: Thing, id: str) -> dict[str, str]:
    """The values that a node takes out of an id by its regular expressions."""
    node = next((each.node for each in thing.fields if each.key == "variables"), None)
    entries = node.entries if isinstance(node, Map) else ()
    found = {key.value: _extracted(value, id) for key, value in entries if isinstance(value, Map)}
    return {key: value for key, value in found.items() if value}


def _extracted(rule: Map, id: str) -> str:
    match = first_match(rule.text("extract"), id)
    if match is None:
        return ""
    parts = {str(number): part for number, part in enumerate((match[0], *match.groups("")))}
    format = rule.text("format") or "{1}"
    return _GAP.sub(lambda gap: parts[gap[1]], format) if parts.keys() >= set(_GAP.findall(format)) else ""


def _address_texts(thing: Thing) -> Iterator[str]:
    for field in thing.fields:
        if field.key in _KEYS:
            yield from _texts(field.node)


def _texts(node: Node) -> Iterator[str]:
    """The addresses in any of the forms in which files give them."""
    if isinstance(node, Scalar):
        yield node.value
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item.get("url") or item if isinstance(item, Map) else item)
    else:
        for _, value in node.entries:
            yield from _texts(value)
