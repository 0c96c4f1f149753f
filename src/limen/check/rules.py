"""Rules over a graph: SPARQL queries, of which each row is something wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from limen.check.report import Violation
from limen.check.shown import shown_term
from limen.errors import Breach, Severity
from limen.store import Answer, Store
from limen.vocab import BASE, prefixes

_SEVERITIES = {severity.word: severity for severity in Severity}
_HEAD = re.compile(r"# (error|warning|note): (\S.*\.)\n# hint: (\S.*[^.\s])\n(?=\S)")
_SLOT = re.compile(r"\{(\w+)\}")
_DECLARED = re.compile(r"^PREFIX (\w*): <([^>]+)>", re.MULTILINE)
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rule:
    """What must not be found in a graph: a query, and what to say of each row.

    The query selects `?focus`, and where they are known `?path` and `?value`;
    its other columns, and these, fill the slots of the message.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    query: str


def read_rule(code: str, text: str) -> Rule:
    r"""Read the file of a rule: severity and message, then the hint, then the query.

    >>> rule = read_rule("no-label", "# note: {focus} has no label.\n# hint: name it\nSELECT ?focus WHERE {}")
    >>> rule.severity.word, rule.message, rule.hint
    ('note', '{focus} has no label.', 'name it')

    Raises:
        ValueError: if the file is not of that form, naming the rule.
    """
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(
            f"the rule {code} does not begin with '# severity: Message.' and '# hint: what to do'"
        )
    return Rule(code, _SEVERITIES[head[1]], head[2], head[3], text[head.end() :])


def rule_violations(
    rules: Iterable[Rule], store: Store, base: str = BASE, names: Mapping[str, str] = _NOTHING
) -> tuple[Violation, ...]:
    """Ask every rule of a store and give what they find, sorted, each once.

    Messages write the things of a registry that is published under `base` as
    SecIDs, and other IRIs with limen's prefixes, the rule's own, or those of
    `names`, which maps prefixes to namespaces.
    """
    return tuple(sorted({each for rule in rules for each in _violations(rule, store, base, names)}))


def _violations(rule: Rule, store: Store, base: str, names: Mapping[str, str]) -> Iterator[Violation]:
    known = {**names, **prefixes(), **dict(_DECLARED.findall(rule.query))}
    for row in _rows(store.query(rule.query, prefixes())):
        shown = {column: shown_term(term, base, known) for column, term in row.items()}
        breach = Breach(*(_lasting(row.get(column, "")) for column in ("focus", "path", "value")))
        yield Violation(breach, rule.severity, rule.code, _filled(rule.message, shown), rule.hint)


def _lasting(term: str) -> str:
    """Leave out blank nodes, whose names differ from run to run."""
    return "" if term.startswith("_:") else term


def _filled(message: str, row: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: row[slot[1]], message)


def _rows(answer: Answer) -> Iterator[dict[str, str]]:
    for row in answer.rows:
        yield dict(zip(answer.variables, row, strict=True))
