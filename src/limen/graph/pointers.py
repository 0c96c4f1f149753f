"""What the remarks of a body point to: things of the registry, else documents and concepts of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from limen.graph.context import Context
from limen.graph.values import prose
from limen.model.body import Aspect, Remark
from limen.term import Statement
from limen.vocab import DCTERMS, FOAF, RDF, SCHEMA, SKOS


def pointed_term(remark: Remark, context: Context) -> str:
    """The node that a remark points to: the registry's, or one of this file's own."""
    known = context.target(remark.target)
    return context.thing(known) if known else _own_term(remark, context)


def own_id(key: str, context: Context) -> str:
    """The id of a node that only this file has, from its key in the file."""
    return f"{context.entry.path.rpartition('.')[0]}/{key}"


def pointed_statements(remarks: Sequence[Remark], context: Context) -> Iterator[Statement]:
    """Describe what the registry does not know, by all that the file tells of it, once for each.

    It is a document if any remark tells that it is one, and a concept otherwise.
    """
    beyond = [each for each in remarks if each.target and context.target(each.target) is None]
    documents = {each.target_key for each in beyond if each.target_is_document}
    described: set[str] = set()
    for remark in beyond:
        node, place = _own_term(remark, context), (remark.target_line, remark.target_column)
        is_document = remark.target_key in documents
        if remark.target_key not in described:
            described.add(remark.target_key)
            yield Statement(node, RDF.type, SCHEMA.CreativeWork if is_document else SKOS.Concept, *place)
            yield Statement(node, SKOS.prefLabel, prose(remark.target), *place)
        if remark.target_address:
            property_ = SCHEMA.url if is_document else FOAF.page
            yield Statement(node, property_, f"<{remark.target_address}>", *place)
        if remark.aspect is Aspect.REFERENCE and remark.label == remark.target != remark.text:
            yield Statement(node, DCTERMS.description, prose(remark.text), *place)


def _own_term(remark: Remark, context: Context) -> str:
    return context.names.record("reference", own_id(remark.target_key, context))
