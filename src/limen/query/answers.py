"""Questions and answers: named queries, and rows as a table, JSON, CSV or TSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from itertools import chain
from typing import NamedTuple

from limen.errors import UnknownFormat
from limen.query.words import refuse_foreign
from limen.store import Answer, Store
from limen.term import iri_of, is_literal, literal_parts
from limen.vocab import compact, prefixes


class Question(NamedTuple):
    """A named query; its first line is the question in plain words."""

    name: str
    words: str
    text: str


def read_questions(texts: Mapping[str, str]) -> dict[str, Question]:
    """Read the named queries, by name."""
    return {
        name: Question(name, text.partition("\n")[0].lstrip("# ").strip(), text)
        for name, text in sorted(texts.items())
    }


def ask(store: Store, text: str) -> Answer:
    """Answer a SPARQL 1.1 query; limen's prefixes need not be declared.

    Raises:
        UnknownQuery: if the text is not SPARQL, or asks another server.
    """
    refuse_foreign(text)
    return _blanks_named(store.query(text, prefixes()))


def _blanks_named(answer: Answer) -> Answer:
    """Name blank nodes in the order in which they come; the store names them by chance."""
    names: dict[str, str] = {}
    for cell in filter(_is_blank, chain.from_iterable(answer.rows)):
        names.setdefault(cell, f"_:b{len(names)}")
    rows = [tuple(names.get(cell, cell) for cell in row) for row in answer.rows] if names else answer.rows
    return Answer(answer.variables, rows, answer.verdict)


def _is_blank(term: str) -> bool:
    return term.startswith("_:")


def format_answer(answer: Answer, format: str) -> str:
    """Write an answer in one of the formats for people and programs.

    Raises:
        UnknownFormat: if there is no such format.
    """
    if format not in ANSWER_FORMATS:
        raise UnknownFormat(f"{format!r} is no format of answers; there are {', '.join(ANSWER_FORMATS)}")
    if answer.verdict is not None:
        return json.dumps({"boolean": answer.verdict}) + "\n" if format == "json" else f"{_word(answer)}\n"
    return ANSWER_FORMATS[format](answer)


def _word(answer: Answer) -> str:
    return "yes" if answer.verdict else "no"


def _table(answer: Answer) -> str:
    """Columns as wide as their widest cell, IRIs shortened; the last column runs on."""
    cells = [[_short(cell) for cell in row] for row in answer.rows]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(answer.variables)]
    rule = ["─" * width for width in widths]
    lines = [list(answer.variables), rule, *cells]
    text = "\n".join(
        "  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines
    )
    count = len(cells)
    return f"{text}\n({count} {'row' if count == 1 else 'rows'})\n"


def _short(term: str) -> str:
    if is_literal(term):
        return " ".join(literal_parts(term).value.split())
    return compact(term).strip("<>")


def _json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON Format."""
    bindings = [
        {name: _binding(cell) for name, cell in zip(answer.variables, row, strict=True) if cell}
        for row in answer.rows
    ]
    document = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _binding(term: str) -> dict[str, str]:
    if _is_blank(term):
        return {"type": "bnode", "value": term.removeprefix("_:")}
    if not is_literal(term):
        return {"type": "uri", "value": iri_of(term)}
    value, language, datatype = literal_parts(term)
    more = {"xml:lang": language} if language else {"datatype": datatype} if datatype else {}
    return {"type": "literal", "value": value, **more}


def _csv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results CSV Format."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(answer.variables)
    writer.writerows([_plain(cell) for cell in row] for row in answer.rows)
    return stream.getvalue()


def _plain(term: str) -> str:
    if is_literal(term):
        return literal_parts(term).value
    return iri_of(term) if term and not _is_blank(term) else term


def _tsv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results TSV Format."""
    head = "\t".join(f"?{name}" for name in answer.variables)
    return "\n".join([head, *("\t".join(row) for row in answer.rows)]) + "\n"


ANSWER_FORMATS: Mapping[str, Callable[[Answer], str]] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
    "tsv": _tsv,
}
