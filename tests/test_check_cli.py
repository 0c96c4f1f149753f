"""`limen check`: every form of the findings, to every place, against a baseline, of every kind of file."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from rdflib import Graph

from folders import ROOT, write
from limen.errors import Finding, Severity
from limen.publish import checked
from limen.publish.inspect import Inspected

HEAD = "---\ntype: weakness\nnamespace: example.org\nfull_name: Example\n"
LEVELS = f"{HEAD}sources:\n  levels:\n    full_name: Levels\n---\n\n# Example\n\n## levels\n\n"
RAGGED = f"{LEVELS}| Level | Asks |\n|---|---|\n| A-1 | less |\n| A-2 | more | and more |\n"
#: Two levels of one order: the cells that say so begin in column 4.
SAME_ORDER = f"{LEVELS}|  Level | Asks |\n|---|---|\n|  A-1 | less |\n|  B-1 | more |\n"
TWICE = f"{HEAD}status: active\nstatus: draft\n---\n"
WARNED = f"{HEAD}status: splendid\n---\n"
FORMATS = ["text", "json", "sarif", "github", "ttl"]
BAD = "weakness/org/example.md"
SHOWN = f"registry/{BAD}"


def places(format: str, text: str, code: str) -> list[tuple[str, int, int]]:
    """Where a form of the findings says that those of a code stand."""
    if format == "json":
        found = [each for each in json.loads(text)["findings"] if each["code"] == code]
        return [(each["path"], each["line"], each["column"]) for each in found]
    if format == "sarif":
        results = [each for each in json.loads(text)["runs"][0]["results"] if each["ruleId"] == code]
        physical = [each["locations"][0]["physicalLocation"] for each in results]
        return [
            (each["artifactLocation"]["uri"], each["region"]["startLine"], each["region"]["startColumn"])
            for each in physical
        ]
    if format == "ttl":
        return _places_in_graph(text, code)
    patterns = {
        "text": rf"^(?P<path>.+):(?P<line>\d+):(?P<column>\d+): \w+\[{code}\]",
        "github": rf"^::\w+ file=(?P<path>.+),line=(?P<line>\d+),col=(?P<column>\d+),title={code}::",
    }
    found = re.finditer(patterns[format], text, re.MULTILINE)
    return [(each["path"], int(each["line"]), int(each["column"])) for each in found]


def _places_in_graph(text: str, code: str) -> list[tuple[str, int, int]]:
    question = f"""
        SELECT ?file ?place {{ ?result a sh:ValidationResult ; dcterms:identifier "{code}" ;
            dcterms:source ?file ; schema:position ?place }} ORDER BY ?place"""
    graph = Graph().parse(data=text, format="turtle")
    rows = [(str(file), str(place).split(":")) for file, place in graph.query(question)]
    return [
        (file.replace("https://w3id.org/limen/graph/entry", "registry"), int(line), int(column))
        for file, (line, column) in rows
    ]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "case",
    [
        (RAGGED, "table-row-ragged", [(17, 16)]),
        (TWICE, "duplicate-key", [(6, 1)]),
        (SAME_ORDER, "SafetyLevelShape-orderUnique", [(16, 4), (17, 4)]),
    ],
    ids=["cell too many", "key", "cell against a shape"],
)
def test_place_in(registry, limen, format, case):
    """A wrong cell or key is reported at its line and column, in every form."""
    content, code, expected = case
    write(registry, {BAD: content})
    run = limen("check", "--format", format)
    text = run.err if format == "text" else run.out

    assert 1 == run.code
    assert [(SHOWN, *place) for place in expected] == places(format, text, code)


def test_text_when_a_cell_is_wrong(registry, limen):
    """A person sees the place, the line with a caret under the cell, and what to do."""
    write(registry, {BAD: RAGGED})
    run = limen("check")
    assert (
        f"{SHOWN}:17:16: error[table-row-ragged]: this row has 3 cells, the table's head has 2\n"
        "    | A-2 | more | and more |\n"
        "                   ^\n"
        "    give every row as many cells as the head; write a pipe within a cell as \\|\n"
    ) == run.err
    assert re.fullmatch(r"checked 1 entries, .* triples with \d+ shapes: 1 error, 1 note\n", run.out)


def test_export_tells_findings_in_the_same_way(registry, limen):
    """`export` shows findings as `check` does."""
    write(registry, {BAD: RAGGED})
    assert limen("check").err == limen("export", "--format", "nt").err


@pytest.mark.parametrize("format", FORMATS[1:])
def test_document_when_for_programs(registry, limen, format):
    """Standard output holds the document and nothing else; the count goes to standard error."""
    write(registry, {BAD: TWICE})
    run = limen("check", "--format", format)

    assert [(SHOWN, 6, 1)] == places(format, run.out, "duplicate-key")
    assert re.fullmatch(r"checked 1 entries, .*: 1 error, 1 note\n", run.err)


@pytest.mark.parametrize("format", FORMATS)
def test_output_when_a_file(registry, limen, format):
    """`--output` gets what would have been printed, and the count stays where people look."""
    write(registry, {BAD: TWICE})
    plain = limen("check", "--format", format)
    run = limen("check", "--format", format, "--output", "out/found")

    assert (plain.err if format == "text" else plain.out) == Path("out/found").read_text(encoding="utf-8")
    assert (plain.code, "") == (run.code, run.err)
    assert run.out == (plain.out if format == "text" else plain.err)


@pytest.mark.parametrize(("place", "code"), [("folder", 2), (os.devnull, 2), ("occupied/below", 1)])
@pytest.mark.usefixtures("registry")
def test_output_when_it_cannot_be_there(limen, place, code):
    """What is no file is never replaced, and a failure leaves what was there."""
    write(Path(), {"folder/kept": "", "occupied": "before\n"})
    assert code == limen("check", "--output", place).code
    assert Path("folder").is_dir()
    assert "before\n" == Path("occupied").read_text()
    assert not Path(os.devnull).is_file()


def test_notes_in_documents(registry, limen):
    """Every form holds notes with --notes only, so that a report without errors and warnings says that all is well."""
    write(registry, {"README.md": "# A page\n"})
    plain, wordy = (
        {format: limen("check", "-f", format, *more).out for format in FORMATS[1:]}
        for more in ([], ["--notes"])
    )

    assert not {format for format in FORMATS[1:] if "not-an-entry" in plain[format]}
    assert set(FORMATS[1:]) == {format for format in FORMATS[1:] if "not-an-entry" in wordy[format]}
    assert 'sh:conforms "true"' in plain["ttl"] or "sh:conforms true" in plain["ttl"]
    assert "::notice file=registry/README.md,title=not-an-entry::" in wordy["github"]


def test_summary(registry, limen):
    """A line for each code, the worst first, with what it means, in place of the findings."""
    write(registry, {BAD: TWICE, "weakness/org/w.md": WARNED.replace("example.org", "w.org")})
    run = limen("check", "--summary", "--notes")
    lines = run.out.splitlines()

    assert (1, "") == (run.code, run.err)
    assert re.fullmatch(r" *1  error +duplicate-key +\S.+\.", lines[0])
    assert ["error", "warning", "note"] == list(dict.fromkeys(line.split()[1] for line in lines[:-1]))
    assert lines[-1].startswith("checked ")
    assert " note " not in limen("check", "--summary").out.rpartition("checked")[0]


def test_strict_in_every_form(registry, limen):
    """The exit code is the same whatever the form."""
    write(registry, {"weakness/org/w.md": WARNED.replace("example.org", "w.org")})
    assert {0} == {limen("check", "-f", format).code for format in FORMATS}
    assert {1} == {limen("check", "-f", format, "--strict").code for format in FORMATS}
    assert 1 == limen("check", "--summary", "--strict").code


def test_baseline_when_there_is_none_yet(registry, limen):
    """The first run keeps today's findings, says so, and is good."""
    write(registry, {BAD: TWICE})
    run = limen("check", "--baseline", "known.json")

    assert (0, "") == (run.code, run.err)
    assert "1 error" in run.out
    assert "wrote   known.json" in run.out
    assert "duplicate-key" in Path("known.json").read_text()


@pytest.mark.parametrize("format", FORMATS)
def test_baseline_when_findings_are_known(registry, limen, format):
    """What is known is left out though its line has moved; what is new is told."""
    write(registry, {BAD: TWICE})
    limen("check", "--baseline", "known.json")
    write(registry, {BAD: TWICE.replace("full_name", "# moved\nfull_name")})
    known = limen("check", "--baseline", "known.json", "--format", format)
    assert 0 == known.code
    assert [] == places(format, known.err if format == "text" else known.out, "duplicate-key")

    write(registry, {"weakness/org/new.md": TWICE.replace("example.org", "new.org")})
    new = limen("check", "--baseline", "known.json", "--format", format)
    text = new.err if format == "text" else new.out
    assert 1 == new.code
    assert [("registry/weakness/org/new.md", 6, 1)] == places(format, text, "duplicate-key")


def test_baseline_when_findings_are_gone(registry, limen):
    """How many were left out, and how many of the baseline are gone, is said; an update forgets those."""
    write(registry, {BAD: TWICE.replace("draft\n", "draft\nnamespace: example.org\n")})
    limen("check", "--baseline", "known.json")
    write(registry, {BAD: TWICE})
    run = limen("check", "--baseline", "known.json")
    assert re.search(r"^known   \d+, left out by known\.json; gone 1$", run.out, re.MULTILINE)

    assert 0 == limen("check", "--baseline", "known.json", "--update-baseline").code
    assert 1 == Path("known.json").read_text().count("duplicate-key")
    assert "; gone 0\n" in limen("check", "--baseline", "known.json").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--baseline", "bad.json"], "bad.json:2: "),
        (["--update-baseline"], "--update-baseline needs --baseline FILE"),
        (["--summary", "--format", "json"], "it goes with --format text"),
        (["--format", "xml"], "'xml' is not one of"),
        (["nowhere.ttl"], "nowhere.ttl"),
        (["nowhere.sssom.tsv"], "nowhere.sssom.tsv"),
    ],
)
@pytest.mark.usefixtures("registry")
def test_check_when_used_wrongly(limen, arguments, told):
    """Wrong use is told with exit code 2, and nothing is printed or written."""
    write(Path(), {"bad.json": '[\n{"path": "a"}\n]\n'})
    run = limen("check", *arguments)
    assert (2, "") == (run.code, run.out)
    assert told in run.err
    assert '[\n{"path": "a"}\n]\n' == Path("bad.json").read_text()


def test_check_of_every_kind_of_file(registry, limen, monkeypatch):
    """Mapping files and Turtle files go to their own checks, all else is read as a registry; the findings are one list."""
    write(registry, {BAD: TWICE})
    asked = SimpleNamespace()

    def stand_in(name):
        def run(paths):
            setattr(asked, name, paths)
            finding = Finding(str(paths[0]), 1, 1, Severity.WARNING, name, f"from {name}")
            return Inspected((finding,), 10, 99)

        return run

    monkeypatch.setattr(checked, "check_mappings", stand_in("mappings"))
    monkeypatch.setattr(checked, "check_turtle", stand_in("turtle"))
    write(Path(), {"b.sssom.tsv": "", "a.sssom.tsv": "", "z.ttl": ""})
    both = limen("check", "registry", "b.sssom.tsv", "z.ttl", "a.sssom.tsv")
    files = limen("check", "z.ttl")

    assert (Path("b.sssom.tsv"), Path("a.sssom.tsv")) == asked.mappings
    assert (Path("z.ttl"),) == asked.turtle
    assert ["b.sssom.tsv:1:1", f"{SHOWN}:6:1", "z.ttl:1:1"] == re.findall(
        r"^(\S+:\d+:\d+): ", both.err, re.MULTILINE
    )
    assert "checked 1 entries, 3 other files, " in both.out
    assert "with 99 shapes: 1 error, 2 warnings" in both.out
    assert "checked 0 entries, 1 other file, 10 triples with 99 shapes: 1 warning\n" == files.out


def test_findings_when_a_file_is_hostile(registry, limen):
    """What a file holds cannot drive the terminal: its controls are shown, not sent."""
    write(registry, {BAD: f"{HEAD}status: \x1b]0;title\x07\nnotes: a\u202eb\nnotes: c\n---\n"})
    run = limen("check", "--notes")
    assert all(line.isprintable() for line in run.err.splitlines())
    assert r"status: \x1b]0;title\x07" in run.err


def on_a_terminal(**environment: str) -> bytes:
    """What `limen check` tells a terminal."""
    main_end, terminal = os.openpty()
    places = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", **environment}
    with subprocess.Popen(
        [sys.executable, "-m", "limen", "check"], env=places, stdout=subprocess.DEVNULL, stderr=terminal
    ) as process:
        os.close(terminal)
        told = b""
        while chunk := _read(main_end):
            told += chunk
    os.close(main_end)
    assert 1 == process.returncode
    return told


def _read(end: int) -> bytes:
    try:
        return os.read(end, 1024)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
def test_colour_on_a_terminal(registry):
    """On a terminal severities are coloured, unless the user wants none."""
    write(registry, {BAD: TWICE})
    assert b"\x1b[1;31merror[duplicate-key]\x1b[0m" in on_a_terminal()
    assert b": error[duplicate-key]: " in on_a_terminal(NO_COLOR="1")
    assert b": error[duplicate-key]: " in on_a_terminal(TERM="dumb")
