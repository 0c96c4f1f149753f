"""Answers and comparisons as text, Markdown, an HTML page, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType

from limen.assess.answer import Answer, Chain, Line, Link, Part
from limen.assess.compare import Comparison
from limen.assess.page import answer_page, comparison_page
from limen.errors import UnknownFormat

#: Ends every answer.
SCOPE = "This reports what the documents ask for and what the file states, and concludes nothing beyond that."


def write_answer(answer: Answer, format: str, *, chain: bool = False) -> str:
    """Write an answer; text and Markdown hold the chains if wanted, the other formats always.

    Raises:
        UnknownFormat: if there is no such format.
    """
    writers: Mapping[str, Callable[[], str]] = {
        "text": lambda: "\n".join(_text(answer, chain)) + "\n",
        "markdown": lambda: "\n".join(_markdown(answer, chain)) + "\n",
        "html": lambda: answer_page(answer, SCOPE),
        "json": lambda: _document(_answer_object(answer)),
        "csv": lambda: _rows(_answer_rows(answer)),
    }
    if format not in writers:
        raise UnknownFormat(f"{format!r} is no format of answers; there are {', '.join(FORMATS)}")
    return writers[format]()


#: The formats of an answer that this room writes.
FORMATS = ("text", "markdown", "html", "json", "csv")


def write_comparison(comparison: Comparison, format: str) -> str:
    """Write a comparison.

    Raises:
        UnknownFormat: if there is no such format.
    """
    head = ("question", *comparison.systems)
    rows = [(row.question, *row.cells) for row in comparison.rows]
    writers: Mapping[str, Callable[[], str]] = {
        "text": lambda: "\n".join(_side_by_side(comparison)) + "\n",
        "markdown": lambda: "\n".join(_table(head, rows)) + f"\n\n{SCOPE}\n",
        "html": lambda: comparison_page(comparison, SCOPE),
        "json": lambda: _document({**asdict(comparison), "scope": SCOPE}),
        "csv": lambda: _rows([head, *rows]),
    }
    if format not in writers:
        raise UnknownFormat(f"{format!r} is no format of comparisons; there are {', '.join(FORMATS)}")
    return writers[format]()


def _head(answer: Answer) -> Iterator[str]:
    issuer = answer.issuer or "an issuer that is not recorded"
    yield f"developer: {answer.developer}; policy of {issuer}; file: {answer.path}"
    yield from answer.remarks


def _title(answer: Answer) -> str:
    return f"{answer.system} under {answer.policy}, as of {answer.day}"


def _text(answer: Answer, with_chain: bool) -> Iterator[str]:
    yield from answer.remarks[:1] if answer.remarks and _opens(answer) else ()
    yield _title(answer)
    yield from (each for each in _head(answer) if not (_opens(answer) and each == answer.remarks[0]))
    for part in Part:
        lines = answer.of(part)
        if lines:
            yield from ("", part.value)
        for line in lines:
            yield f"  {_words(line)}"
            if with_chain:
                yield from (
                    f"      {_step(link, place)}" for chain in line.chains for place, link in _steps(chain)
                )
    yield from ("", SCOPE)


def _opens(answer: Answer) -> bool:
    """Say whether an answer opens with a remark, before its title."""
    return bool(answer.remarks) and answer.remarks[0].startswith("hypothetical")


def _words(line: Line) -> str:
    return f"{line.subject}: {line.state}" + (f" — {line.text}" if line.text else "")


def _steps(chain: Chain) -> Iterator[tuple[int, Link]]:
    return enumerate(chain)


def _step(link: Link, place: int) -> str:
    """One step of a chain: its role, what it is, and where that is from."""
    version = f"version {link.version}" if link.version and link.version not in link.label else ""
    grounds = "; ".join(filter(None, (link.source, version, link.how)))
    return f"{'→ ' if place else ''}{link.role} {link.label}" + (f" [{grounds}]" if grounds else "")


def _markdown(answer: Answer, with_chain: bool) -> Iterator[str]:
    if _opens(answer):
        yield from (f"> {_plain(answer.remarks[0])}", "")
    yield from (f"# {_plain(_title(answer))}", "")
    yield from (
        f"{_plain(each)}\\" for each in _head(answer) if not _opens(answer) or each != answer.remarks[0]
    )
    yield ""
    for part in Part:
        lines = answer.of(part)
        if lines:
            yield from (f"## {part.value}", "")
        for line in lines:
            yield f"- **{_plain(line.subject)}**: {_plain(line.state)}" + (
                f" — {_plain(line.text)}" if line.text else ""
            )
            if with_chain:
                for chain in line.chains:
                    yield "  - " + " ".join(_plain(_step(link, place)) for place, link in _steps(chain))
        if lines:
            yield ""
    yield SCOPE


def _plain(text: str) -> str:
    r"""Take away what Markdown would read as its own.

    >>> _plain("a|b *c* <d>")
    'a\\|b \\*c\\* \\<d\\>'
    """
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in text)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for line in (head, tuple("---" for _ in head), *rows):
        yield f"| {' | '.join(cell if cell == '---' else _plain(cell) for cell in line)} |"


def _side_by_side(comparison: Comparison) -> Iterator[str]:
    width = max(map(len, comparison.systems))
    for row in comparison.rows:
        yield row.question
        for system, cell in zip(comparison.systems, row.cells, strict=True):
            yield f"  {system.ljust(width)}  {cell}"
        yield ""
    yield SCOPE


def _answer_object(answer: Answer) -> Mapping[str, object]:
    return MappingProxyType(
        {
            "system": {"name": answer.system, "iri": answer.system_iri, "file": answer.path},
            "developer": {"name": answer.developer, "iri": answer.developer_iri},
            "policy": {"name": answer.policy, "iri": answer.policy_iri, "issuer": answer.issuer},
            "day": answer.day,
            "remarks": answer.remarks,
            "level": {"concluded": answer.level, "atLeast": answer.at_least},
            **{
                part.word: [_line_object(line) for line in answer.of(part)]
                for part in Part
                if part is not Part.LEVEL
            },
            "levelLines": [_line_object(line) for line in answer.of(Part.LEVEL)],
            "scope": SCOPE,
        }
    )


def _line_object(line: Line) -> Mapping[str, object]:
    chains = [[asdict(link) for link in chain] for chain in line.chains]
    return {
        "subject": line.subject,
        "iri": line.iri,
        "state": line.state,
        "text": line.text,
        "chains": chains,
    }


def _document(value: Mapping[str, object]) -> str:
    return json.dumps(dict(value), ensure_ascii=False, indent=2) + "\n"


def _answer_rows(answer: Answer) -> Iterator[tuple[str, ...]]:
    yield ("system", "policy", "day", "part", "subject", "iri", "state", "text", "chain")
    for line in answer.lines:
        chains = " / ".join(
            " ".join(_step(link, place) for place, link in _steps(chain)) for chain in line.chains
        )
        yield (
            answer.system,
            answer.policy,
            answer.day,
            line.part.word,
            line.subject,
            line.iri,
            line.state,
            line.text,
            chains,
        )
    for remark in answer.remarks:
        yield (answer.system, answer.policy, answer.day, "remark", "", "", "", remark, "")


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(map(_harmless, row) for row in rows)
    return stream.getvalue()


def _harmless(cell: str) -> str:
    """Keep a cell from being run as a formula by a spreadsheet."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
