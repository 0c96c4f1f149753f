"""An answer or a comparison as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from limen.assess.answer import Answer, Chain, Line, Part
from limen.assess.compare import Comparison

_STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
.remark { border-left: .3rem solid #8a5a00; padding: .2rem .8rem; background: #fdf6e7 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ccc }
.state { white-space: nowrap; font-weight: 600 } ol { margin: .3rem 0 } summary { cursor: pointer } a { color: #00518f }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #16181a } .remark { background: #332a16 } a { color: #8fc7ff } th, td { border-color: #444 } }
"""


def answer_page(answer: Answer, scope: str) -> str:
    """Write an answer as a page; every line folds out to its chains."""
    title = f"{answer.system} under {answer.policy}, as of {answer.day}"
    return _page(title, _answer_body(answer, title, scope))


def _answer_body(answer: Answer, title: str, scope: str) -> Iterator[str]:
    remarks = [f'<p class="remark">{escape(each)}</p>' for each in answer.remarks]
    is_opening = bool(answer.remarks) and answer.remarks[0].startswith("hypothetical")
    yield from remarks[:1] if is_opening else ()
    yield f"<h1>{escape(title)}</h1>"
    yield f"<p>Developer: {_linked(answer.developer, answer.developer_iri)}; policy of {escape(answer.issuer)}.</p>"
    yield from remarks[1:] if is_opening else remarks
    for part in Part:
        lines = answer.of(part)
        if lines:
            yield f'<section id="{part.word}"><h2>{escape(part.value)}</h2>'
            yield '<table><thead><tr><th scope="col">What</th><th scope="col">State</th>'
            yield '<th scope="col">In words, and why</th></tr></thead><tbody>'
            yield from map(_row, lines)
            yield "</tbody></table></section>"
    yield f"<p>{escape(scope)}</p>"


def _row(line: Line) -> str:
    chains = "".join(_chain(chain) for chain in line.chains)
    why = f"<details><summary>chain</summary>{chains}</details>" if chains else ""
    return (
        f'<tr><th scope="row">{_linked(line.subject, line.iri)}</th>'
        f'<td class="state">{escape(line.state)}</td><td>{escape(line.text)}{why}</td></tr>'
    )


def _chain(chain: Chain) -> str:
    steps = []
    for link in chain:
        source = _linked(link.source, link.source_iri) if link.source else ""
        grounds = "; ".join(filter(None, (source, escape(link.version), escape(link.how))))
        steps.append(
            f"<li>{escape(link.role)} {_linked(link.label, link.iri)}{f' [{grounds}]' if grounds else ''}</li>"
        )
    return f"<ol>{''.join(steps)}</ol>"


def _linked(text: str, iri: str) -> str:
    """A name that leads to what it names; only where that is an address of the web."""
    if not iri.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(iri)}">{escape(text)}</a>'


def comparison_page(comparison: Comparison, scope: str) -> str:
    """Write a comparison as a page with one table."""
    title = "Side by side: " + ", ".join(comparison.systems)
    heads = "".join(f'<th scope="col">{escape(each)}</th>' for each in comparison.systems)
    rows = "".join(
        f'<tr><th scope="row">{escape(row.question)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row.cells)
        + "</tr>"
        for row in comparison.rows
    )
    body = (
        f"<h1>{escape(title)}</h1>",
        f'<table><thead><tr><th scope="col">Question</th>{heads}</tr></thead><tbody>{rows}</tbody></table>',
        f"<p>{escape(scope)}</p>",
    )
    return _page(title, iter(body))


def _page(title: str, body: Iterator[str]) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )
