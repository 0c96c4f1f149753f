"""Making pySHACL fast without changing what it finds."""

from __future__ import annotations

from typing import Any

from rdflib import RDF, SH, Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


class PreparingGraph(Graph):
    """A graph that parses each SPARQL query once.

    pySHACL hands over the same text for every node; parsing it takes fifty
    times as long as answering it.
    """

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Any:
        """Answer a query as any graph does."""
        if isinstance(query_object, str):
            query_object = self._prepare(query_object)
        return super().query(query_object, *args, **options)

    def _prepare(self, text: str) -> Query:
        if text not in self._prepared:
            query = prepareQuery(text)
            if query.algebra.datasetClause:
                raise ValueError("a query in a shape names graphs with FROM, which rdflib would fetch")
            self._prepared[text] = query
        return self._prepared[text]


def spread_targets(shapes: Graph) -> Graph:
    """Give the targets of a node shape to its property shapes, and take those off it.

    A property shape finds the same with targets of its own (SHACL 2.1.3), and
    pySHACL then takes all nodes at once rather than one by one.
    Shapes that others refer to are left as they are.
    """
    spread = Graph(bind_namespaces="none")
    spread += shapes
    for shape, part in shapes.subject_objects(SH.property):
        targets = [(each, node) for each in _TARGETS for node in shapes.objects(shape, each)]
        if targets and _stands_alone(shape, shapes) and _is_free(part, shapes):
            spread.remove((shape, SH.property, part))
            for each, node in targets:
                spread.add((part, each, node))
    return spread


def _stands_alone(shape: Node, shapes: Graph) -> bool:
    """Say whether a node shape is only what its own targets make it: switched on, no class, not referred to."""
    return (
        set(shapes.objects(shape, RDF.type)) <= {SH.NodeShape}
        and (shape, SH.path, None) not in shapes
        and (shape, SH.deactivated, None) not in shapes
        and (shape, SH.closed, None) not in shapes
        and (None, None, shape) not in shapes
    )


def _is_free(part: Node, shapes: Graph) -> bool:
    """Say whether a property shape means the same without the node shape: it does not ask for its siblings."""
    return (part, SH.path, None) in shapes and (part, SH.qualifiedValueShapesDisjoint, None) not in shapes
