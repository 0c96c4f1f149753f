"""Findings on their way out: in the form asked for, against a baseline, to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from limen.errors import Finding, NoSuchInput, Severity, WrongUse
from limen.files import printable, read_file, write_files
from limen.publish.checked import Checked
from limen.publish.version import limen_version
from limen.publish.writing import style
from limen.report import (
    Compared,
    Rule,
    Source,
    Tool,
    compare,
    format_baseline,
    format_github,
    format_json,
    format_sarif,
    format_summary,
    format_text,
    read_baseline,
    report_triples,
)
from limen.serialize import Style, find_format, serialize
from limen.vocab import BASE, SH


def findings_text(findings: Iterable[Finding], *, notes: bool = False, colour: bool = False) -> str:
    """Write findings for a person, each with its line of the source; notes only if wanted."""
    return format_text(_wanted(findings, notes), source_lines(), colour=colour)


def summary_text(findings: Iterable[Finding], *, notes: bool = False, colour: bool = False) -> str:
    """Count findings by code and say what each code means; notes only if wanted."""
    wanted = _wanted(findings, notes)
    titles = {code: rule.title for code, rule in _rules(wanted).items()}
    return format_summary(wanted, titles, colour=colour)


#: The forms for programs.
FORMATS = ("json", "sarif", "github", "ttl")


def findings_document(checked: Checked, format: str, *, notes: bool = False) -> str:
    """Write findings in one of the forms for programs; notes only if wanted.

    Raises:
        KeyError: if there is no such form.
    """
    wanted = _wanted(checked.findings, notes)
    writers: dict[str, Callable[[], str]] = {
        "json": lambda: format_json(wanted, checked.extent),
        "sarif": lambda: format_sarif(wanted, _rules(wanted), _tool()),
        "github": lambda: format_github(wanted),
        "ttl": lambda: _turtle(checked.only(wanted)),
    }
    return writers[format]()


def source_lines() -> Source:
    """Give a reader of source lines that reads each file once; a file that cannot be read has none."""

    @cache
    def lines(path: str) -> Sequence[str]:
        try:
            data = read_file(Path(path))
        except NoSuchInput:
            return ()
        return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").split("\n")

    return lines


def against_baseline(checked: Checked, file: Path, *, update: bool = False) -> Compared | None:
    """Compare findings with those of a baseline; write them to it if there is none yet, or to update it.

    Gives nothing where it wrote.

    Raises:
        WrongUse: if the file is no baseline.
        OutputRefused: if it cannot be written.
    """
    if update or not file.exists():
        write_findings(file, format_baseline(checked.findings))
        return None
    text = read_file(file).decode(errors="replace")
    return compare(checked.findings, read_baseline(printable(str(file)), text))


def write_findings(file: Path, text: str) -> None:
    """Write a text to a file, whole or not at all.

    Raises:
        WrongUse: if something stands there that is no file.
        OutputRefused: if it cannot be written.
    """
    if file.exists() and not file.is_file():
        raise WrongUse(f"{file}: not a file; give the name of one")
    final = file.resolve()
    write_files(final.parent, [(final.name, [text.encode(errors="backslashreplace")])])


def _wanted(findings: Iterable[Finding], notes: bool) -> tuple[Finding, ...]:
    return tuple(each for each in findings if notes or each.severity is not Severity.NOTE)


def _rules(findings: Iterable[Finding]) -> dict[str, Rule]:
    """What is explained of the codes that were found."""
    from limen.publish.explain import explanations

    codes = {finding.code for finding in findings}
    explained = (each for each in (explanations() if codes else ()) if each.code in codes)
    return {each.code: Rule(each.severity, each.title, each.text) for each in explained}


def _tool() -> Tool:
    return Tool(limen_version(), BASE, str(Path.cwd()))


def _turtle(checked: Checked) -> str:
    base = checked.names.base
    triples = report_triples(checked.findings, base, checked.record)
    known = style()
    prefixes = {**known.prefixes, SH.prefix: SH.namespace}
    graph = (f"{base}report", triples)
    return "".join(
        serialize([graph], find_format("ttl"), Style(prefixes, known.coercions, known.language_maps))
    )
