"""What one key of a file says, whatever kind of value it has."""

from __future__ import annotations

from collections.abc import Iterable

from limen.graph.context import Context
from limen.graph.links import link_statements
from limen.graph.values import value_statements
from limen.identifier import Identifier
from limen.model.entry import Field
from limen.model.schema import Rule, Value
from limen.model.value import is_nothing
from limen.term import Statement


def field_statements(
    subject: str, field: Field, rule: Rule, context: Context, owner: Identifier | None = None
) -> Iterable[Statement]:
    """Say of a subject what one field says: addresses in their own way, all else by the rule."""
    if rule.value is Value.LINKS and not is_nothing(field.node):
        return link_statements(subject, field, context)
    return value_statements(subject, field, rule, context, owner)
