"""Questions and answers: named queries, what a query asks for, and rows as a table, JSON, CSV or TSV."""

from limen.query.answers import ANSWER_FORMATS, Question, ask, format_answer, read_questions
from limen.query.words import Graphs, asked_graphs, refuse_foreign

__all__ = [
    "ANSWER_FORMATS",
    "Graphs",
    "Question",
    "ask",
    "asked_graphs",
    "format_answer",
    "read_questions",
    "refuse_foreign",
]
