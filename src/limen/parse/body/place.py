"""Where in a body a block stands: under which headings, in which source, about what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from limen.identifier import Identifier
from limen.model.body import Aspect
from limen.parse.body.aspect_words import name_aspect
from limen.parse.body.items import item_rows, named_item
from limen.parse.body.keys import slug_path
from limen.parse.body.markdown import Block, Heading, Table
from limen.parse.body.scope import Scope, SourceScope


@dataclass(frozen=True, slots=True)
class Section:
    """The headings over a block, outermost first, and the source they put it under."""

    headings: tuple[Heading, ...] = ()
    source: SourceScope | None = None
    opens: bool = False  # the block stands directly below its heading
    version: str = ""  # of the source, that a heading names


@dataclass(frozen=True, slots=True)
class TableItems:
    """The ids that a body's own tables name, by the source or version they stand under."""

    by_owner: Mapping[Identifier, frozenset[str]]
    single: Mapping[Identifier, Mapping[str, Identifier]]  # by source: ids that stand under one version only


@dataclass(frozen=True, slots=True)
class Place:
    """What a reader of a block knows of its surroundings."""

    path: str
    about: Identifier  # the item that a heading names, else the source, else the namespace
    owner: SourceScope  # whose items are meant; without patterns where no source is
    items: frozenset[str]  # ids that the body's own tables name under this owner
    single: Mapping[str, Identifier]  # the items of ids that the tables name under one version only
    heading: str
    aspect: Aspect  # the nearest heading's
    trail: str  # the headings as a slug path
    introduces: bool = False  # the first words under the name of a source

    def named(self, text: str) -> Identifier | None:
        """The one item of the owner that a text names."""
        item = named_item(text, self.owner, self.items, self.single)
        return self.single.get(item, self.owner.identifier.item(item)) if item else None

    def key(self, *own: str) -> str:
        """The full key of a remark here, from its own words."""
        return "/".join(filter(None, (self.trail, slug_path(*own) or "untitled")))


def find_sections(blocks: Iterable[Block], scope: Scope) -> Iterator[tuple[Section, Block]]:
    """Pair every block with its section; a heading opens a section of its own rank."""
    sources = {source.identifier.name.casefold(): source for source in scope.sources}
    section = Section()
    for block in blocks:
        if isinstance(block, Heading):
            outer = tuple(heading for heading in section.headings if heading.level < block.level)
            headings = (*outer, block)
            named = (sources.get(heading.words.casefold()) for heading in reversed(headings))
            section = Section(headings, next(filter(None, named), None), opens=True)
            yield section, block
        else:
            yield section, block
            section = Section(section.headings, section.source)


def section_owner(section: Section, scope: Scope) -> SourceScope:
    """Say whose items a section's tables hold: the enclosing source's, or the only one's, of one version."""
    owner = section.source or (scope.sources[0] if len(scope.sources) == 1 else SourceScope(scope.namespace))
    return replace(owner, identifier=owner.identifier.at(section.version)) if section.version else owner


def holds_items(section: Section, scope: Scope) -> bool:
    """Say whether tables here may name items: only where it is clear whose they would be."""
    return section.source is not None or len(scope.sources) == 1


def table_items(sections: Iterable[tuple[Section, Block]], scope: Scope) -> TableItems:
    """Collect the ids that the body's own tables name."""
    found: dict[Identifier, set[str]] = {}
    for section, block in sections:
        if isinstance(block, Table) and holds_items(section, scope):
            owner = section_owner(section, scope)
            found.setdefault(owner.identifier, set()).update(filter(None, item_rows(block, owner)))
    counts = Counter((source.source, id) for source, ids in found.items() for id in ids)
    single: dict[Identifier, dict[str, Identifier]] = {}
    for source, ids in found.items():
        once = {id: source.item(id) for id in ids if counts[source.source, id] == 1}
        single.setdefault(source.source, {}).update(once)
    return TableItems({source: frozenset(ids) for source, ids in found.items()}, single)


def find_place(path: str, section: Section, scope: Scope, items: TableItems) -> Place:
    """Gather what is known of a section."""
    owner = section_owner(section, scope)
    single = items.single.get(owner.identifier.source, {})
    own = items.by_owner.get(owner.identifier, frozenset())
    words = [heading.words for heading in section.headings]
    named = (named_item(text, owner, own, single) for text in reversed(words))
    item = next(filter(None, named), "")
    below_title = [heading.words for heading in section.headings if heading.level > 1]
    heading = words[-1] if words else ""
    return Place(
        path=path,
        about=single.get(item, owner.identifier.item(item)) if item else owner.identifier,
        owner=owner,
        items=own,
        single=single,
        heading=heading,
        aspect=name_aspect(heading),
        trail=slug_path(*(below_title or words)),
        introduces=section.opens and _names_subject(section, scope),
    )


def _names_subject(section: Section, scope: Scope) -> bool:
    if not section.headings:
        return False
    heading = section.headings[-1]
    named = (
        section.source is not None and heading.words.casefold() == section.source.identifier.name.casefold()
    )
    return named or (scope.plain_note and heading.level == 1)
