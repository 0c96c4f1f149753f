"""What policy documents ask of a system, from what its file states: pure functions over the described graph."""

from limen.assess.answer import Answer, Line, Link, Part
from limen.assess.check import check_system
from limen.assess.compare import Comparison, compare
from limen.assess.facts import Facts, Nodes
from limen.assess.graph import answer_triples
from limen.assess.judge import assess
from limen.assess.policy import Policy, policy_of
from limen.assess.template import template
from limen.assess.written import FORMATS, write_answer, write_comparison

__all__ = [
    "FORMATS",
    "Answer",
    "Comparison",
    "Facts",
    "Line",
    "Link",
    "Nodes",
    "Part",
    "Policy",
    "answer_triples",
    "assess",
    "check_system",
    "compare",
    "policy_of",
    "template",
    "write_answer",
    "write_comparison",
]
