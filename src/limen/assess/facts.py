"""What the described graph says, asked by class and property; knows no framework by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from limen.assess.answer import Link
from limen.model.words import EVIDENCE, FINDINGS, JUSTIFICATIONS, RELATIONS
from limen.term import iri_of, is_literal, literal_parts
from limen.vocab import DCAT, DCTERMS, LIMEN, PROV, RDF, SCHEMA, SKOS, SSSOM, WIKIBASE, compact

#: What is said of each node: its properties, each with its values, in sorted order.
Nodes = Mapping[str, Mapping[str, tuple[str, ...]]]

_WORDS = {
    term: word for table in (EVIDENCE, FINDINGS, JUSTIFICATIONS, RELATIONS) for word, term in table.items()
}
_DOUBTED = frozenset({WIKIBASE.DeprecatedRank, LIMEN.predicted, LIMEN.unseen})


class Facts:
    """The nodes of a dataset, and questions to them."""

    def __init__(self, nodes: Nodes) -> None:
        """Take the nodes, with what is said of each."""
        self.nodes = nodes

    def all(self, node: str, property: str) -> tuple[str, ...]:
        """The values of a property, as terms."""
        return self.nodes.get(node, {}).get(property, ())

    def one(self, node: str, *properties: str) -> str:
        """The first value of the first of some properties that a node has, as a term; empty if none."""
        return next((values[0] for each in properties if (values := self.all(node, each))), "")

    def text(self, node: str, *properties: str) -> str:
        """The first value of the first of some properties that a node has, in words; empty if none."""
        value = self.one(node, *properties)
        return self.name(value) if value else ""

    def name(self, term: str) -> str:
        """What a term is called: a literal's text, a node's label, a word of the format, or its short IRI."""
        if is_literal(term):
            return literal_parts(term).value
        label = self.one(term, SKOS.prefLabel)
        if label:
            return literal_parts(label).value
        return _WORDS.get(term) or compact(term).strip("<>")

    def versioned(self, node: str) -> str:
        """What a node is called, with its version if the name does not have it."""
        name, version = self.name(node), self.text(node, DCAT.version)
        return name if not version or version in name else f"{name} {version}"

    def is_a(self, node: str, kind: str) -> bool:
        """Say whether a node is of a class."""
        return kind in self.all(node, RDF.type)

    def of_class(self, kind: str) -> tuple[str, ...]:
        """The nodes of a class, sorted."""
        return self._classes.get(kind, ())

    @cached_property
    def _classes(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for node, said in self.nodes.items():
            for kind in said.get(RDF.type, ()):
                found.setdefault(kind, []).append(node)
        return {kind: tuple(sorted(nodes)) for kind, nodes in found.items()}

    def pointing(self, node: str, property: str) -> tuple[str, ...]:
        """The nodes that have a node as a value of a property, sorted."""
        return self._pointing.get((property, node), ())

    @cached_property
    def _pointing(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], list[str]] = {}
        for node in sorted(self.nodes):
            for property, values in self.nodes[node].items():
                for value in values:
                    if not is_literal(value):
                        found.setdefault((property, value), []).append(node)
        return {key: tuple(nodes) for key, nodes in found.items()}

    def claims(self, predicate: str, *, subject: str = "", object: str = "") -> Iterator[str]:
        """The claims that state a property, of a subject or of an object; none that is doubted.

        Doubted is what is deprecated, a forecast, or seen by nobody.
        """
        near = self.pointing(subject, RDF.subject) if subject else self.pointing(object, RDF.object)
        for node in near:
            is_meant = predicate in self.all(node, RDF.predicate) and self.is_a(node, LIMEN.Claim)
            if is_meant and not self.is_doubted(node):
                yield node

    def is_doubted(self, record: str) -> bool:
        """Say whether a record is deprecated, a forecast, or seen by nobody."""
        stance = (WIKIBASE.rank, LIMEN.modality, LIMEN.confidence)
        return any(_DOUBTED.intersection(self.all(record, each)) for each in stance)

    def holds_on(self, record: str, day: str) -> bool:
        """Say whether a dated record is about a day; an undated one always is."""
        since, until = self.text(record, SCHEMA.validFrom), self.text(record, SCHEMA.validThrough)
        return since[: len(day)] <= day[: len(since)] and (not until or day[: len(until)] <= until)

    def mappings(self, node: str) -> Iterator[tuple[str, str]]:
        """The mapping records that a node is an end of, each with its other end; none that denies."""
        for here, there in ((RDF.subject, RDF.object), (RDF.object, RDF.subject)):
            for record in self.pointing(node, here):
                if self.is_a(record, LIMEN.Mapping) and not self.all(record, SSSOM.predicate_modifier):
                    yield from ((record, other) for other in self.all(record, there))

    def document(self, node: str) -> str:
        """The document that a node is from: its own, or that of what it belongs to; empty if none."""
        if not node:
            return ""
        own = self.one(node, DCTERMS.source)
        return own or self.document(self.one(node, SKOS.inScheme, DCTERMS.isVersionOf))

    def link(self, role: str, node: str) -> Link:
        """A step of a chain that a thing of the registry is."""
        scheme = self.one(node, SKOS.inScheme) or node
        document = self.document(node)
        return Link(
            role,
            self.name(node),
            iri_of(node),
            self.name(document) if document else "",
            iri_of(document) if document else "",
            self.text(scheme, DCAT.version),
        )

    def record(self, role: str, node: str) -> Link:
        """A step of a chain that a record is: a claim, a mapping, an assessment or a definition."""
        source = self.one(node, DCTERMS.source)
        versions = (
            self.text(node, SSSOM.subject_source_version),
            self.text(node, SSSOM.object_source_version),
        )
        return Link(
            role,
            self.text(node, SKOS.prefLabel) or self.text(node, LIMEN.defines) or self.name(node),
            iri_of(node),
            self.name(source) if source else "",
            iri_of(source) if source else "",
            " and ".join(filter(None, versions)) or self.text(node, DCAT.version),
            "; ".join(filter(None, self._how(node))),
        )

    def _how(self, node: str) -> Iterator[str]:
        if self.is_a(node, LIMEN.Mapping):
            yield self.text(node, RDF.predicate)
            yield self.text(node, SSSOM.mapping_justification)
        author = self.text(node, SSSOM.author_id, PROV.wasAttributedTo)
        yield f"by {author}" if author else ""
        yield self.text(node, LIMEN.confidence)
        yield self.text(node, LIMEN.place)
        if self.is_a(node, LIMEN.Mapping):
            reviewer = self.text(node, SSSOM.reviewer_id)
            sure = self.text(node, SSSOM.confidence)
            yield f"confidence {sure}" if sure else ""
            yield f"reviewed by {reviewer}" if reviewer else "unreviewed"
