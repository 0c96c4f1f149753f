"""The command: its help, its exit codes, and what it prints where.

Help pages are kept in tests/data/help; after a change that is meant,
`LIMEN_ACCEPT=1 pytest tests/test_cli.py` writes them anew, to be read as a diff.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click
import pytest

from folders import GOOD, REGISTRY, ROOT, write
from limen.cli.main import commands
from limen.publish import Registry
from limen.serialize import FORMATS

HELP = Path(__file__).parent / "data" / "help"
NAMES = sorted(commands.commands)
CONSTRUCT = "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s skos:prefLabel ?l FILTER(?l = 'Example'@en) }"
EXAMPLE = "https://w3id.org/limen/id/advisory/example.org"
TURTLE = f"""\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<{EXAMPLE}>
    skos:prefLabel "Example"@en ;
.
"""
SELECT = "SELECT ?l WHERE { ?s skos:prefLabel ?l FILTER(?l = 'Example'@en) }"


@pytest.mark.parametrize("name", ["limen", *NAMES])
def test_help_of(name, limen, monkeypatch):
    """Help is as it was accepted, in 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    run = limen(*([] if name == "limen" else [name]), "--help")
    kept = HELP / f"{name}.txt"
    if os.environ.get("LIMEN_ACCEPT"):
        write(HELP, {kept.name: run.out})

    assert kept.read_text(encoding="utf-8") == run.out
    assert max(map(len, run.out.splitlines())) <= 80
    assert (0, "") == (run.code, run.err)


def test_every_help_page_has_a_command():
    """No help page stays behind when its command goes."""
    assert sorted(["limen", *NAMES]) == sorted(page.stem for page in HELP.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_explained(name):
    """Every command has help and examples that begin with its name, and every option has help."""
    command = commands.commands[name]
    examples = command.epilog.split("Examples:\n")[1].strip().splitlines()

    assert command.help
    assert all(line.strip().startswith(f"limen {name} ") for line in examples)
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert [] == [each.name for each in options if not each.help]


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_understood(name):
    """The options of every example exist."""
    examples = commands.commands[name].epilog.split("Examples:\n")[1].strip().splitlines()
    for example in examples:
        text = re.sub(r" \|.*", "", example.strip()).replace("'", "")
        words = re.split(r" (?![^{]*})", text)[2:]
        options = {option for each in commands.commands[name].params for option in each.opts}
        assert {word for word in words if re.match("--?[a-z]", word)} <= options


def test_validate_is_check(registry, limen):
    """`validate` is another word for `check`."""
    assert limen("check", registry) == limen("validate", registry)
    assert 0 == limen("validate", registry).code


def run_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    places = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"} | environment
    command = [sys.executable, "-m", "limen", *arguments]
    return subprocess.run(command, env=places, capture_output=True, check=False)


@pytest.mark.usefixtures("registry")
def test_process_when_started_as_a_module():
    """`python -m limen` is the command; results go to standard output and nothing else does."""
    run = run_process("query", "-e", SELECT, "--format", "csv")
    assert (0, b"l\r\nExample\r\n", b"") == (run.returncode, run.stdout, run.stderr)


@pytest.mark.usefixtures("registry")
def test_process_when_the_terminal_knows_few_letters():
    """Where a letter cannot be printed it is escaped, and the answer still given."""
    run = run_process("query", "-e", SELECT, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (0, b"") == (run.returncode, run.stderr)
    assert b"Example\n(1 row)\n" in run.stdout


def test_version(limen):
    """The version is the one of the package."""
    try:
        installed = version("limen")
    except PackageNotFoundError:
        pytest.skip("needs limen installed")
    assert f"limen, version {installed}\n" == limen("--version").out


@pytest.mark.usefixtures("registry")
def test_export_when_all_is_well(limen):
    """A run says what it read, checked and wrote, and nothing more."""
    run = limen("export")
    files = "".join(
        f"wrote    dist/{name}  {Path(f'dist/{name}').stat().st_size:,} bytes\n"
        for name in ("limen.ttl", "limen.jsonld", "limen.nq", "catalog.ttl")
    )
    assert (0, "") == (run.code, run.err)
    assert re.fullmatch(
        rf"read     1 entries from registry\nchecked  \d+ triples with \d+ shapes: .*\nholds    .*\n{re.escape(files)}",
        run.out,
    )


@pytest.mark.usefixtures("registry")
def test_manifest_tells_what_was_written(limen):
    """The manifest has every file with its size and fingerprint."""
    from hashlib import sha256

    limen("export", "--format", ",".join(each.name for each in FORMATS))
    manifest = json.loads(Path("dist/manifest.json").read_text())
    written = {path.name: path.read_bytes() for path in Path("dist").iterdir()}
    written.pop("manifest.json")

    assert {name: (len(data), sha256(data).hexdigest()) for name, data in written.items()} == {
        each["name"]: (each["bytes"], each["sha256"]) for each in manifest["files"]
    }
    assert len(FORMATS) + 1 == len(written)
    assert [] == manifest["leftOut"]


@pytest.mark.parametrize("format", [each.name for each in FORMATS])
@pytest.mark.usefixtures("registry")
def test_export_to_standard_output(limen, format):
    """`--out -` prints exactly the bytes of the file."""
    limen("export", "--format", format)
    run = limen("export", "--out", "-", "--format", format)
    (file,) = Path("dist").glob("limen.*")

    assert file.read_bytes() == run.out.encode()
    assert (0, "") == (run.code, run.err)


def test_export_to_standard_output_when_broken(registry, limen):
    """The exit code tells of errors there too, and strict prints nothing."""
    write(registry, {"weakness/org/bad.md": ""})
    run, strict = (limen("export", "-o", "-", "-f", "nt", *more) for more in ([], ["--strict"]))

    assert (1, 1, "") == (run.code, strict.code, strict.out)
    assert "Example Bulletins" in run.out
    assert "bad.md:1:1: error[no-front-matter]" in run.err
    assert "bad.md:1:1: error[no-front-matter]" in strict.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["export", "--format", "n3"],
            "json-ld or jsonld, nquads or nq, nt or ntriples, trig, turtle or ttl, xml or rdf",
        ),
        (["export", "--format", ""], "json-ld or jsonld"),
        (["export", "--out", "-"], "takes one --format"),
        (["export", "nowhere"], "nowhere: no such file or folder"),
        (["check", "nowhere"], "nowhere: no such file or folder"),
        (["export", "--base", "nonsense"], "'nonsense' should be an address that ends in /"),
        (["export", "--base", "urn:x/"], "should be an address that ends in /"),
        (["query", "ladder", "--base", "https://example.org/#"], "should be an address that ends in /"),
        (["query", "laddr"], "neither a file nor one of actions-against-cbrn"),
        (["query", "ladder", "--format", "xml"], "there are table, json, csv, tsv, turtle"),
        (["query", "-e", "SELECT"], "the query is not valid SPARQL"),
        (["query", "-e", SELECT, "--format", "turtle"], "turtle holds the triples of a CONSTRUCT"),
        (
            ["query", "-e", "ASK { ?s ?p ?o }", "--format", "turtle"],
            "turtle holds the triples of a CONSTRUCT",
        ),
        (["query"], "--list names those there are"),
        (["query", "ladder", "-e", SELECT], "give one question"),
        (["resolve"], "Missing argument"),
        (["resolve", "secid:advisory/example.org", "-r", "nowhere"], "nowhere: no such file or folder"),
        (["publish"], "No such command 'publish'"),
        (["export", "--nonsense"], "No such option"),
        ([], "Usage: limen"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)
@pytest.mark.usefixtures("registry")
def test_exit_code_when_used_wrongly(limen, arguments, told):
    """Wrong use has exit code 2 and one message with the names there are; nothing is written."""
    run = limen(*arguments)
    assert (2, "") == (run.code, run.out)
    assert told in run.err
    assert not Path("dist").exists()


@pytest.mark.usefixtures("registry")
def test_exit_code_when_limen_is_wrong(limen, monkeypatch):
    """A defect of limen is one line that asks for no reading of code, and exit code 3."""

    def divide(*_, **_options):
        return 1 // 0

    monkeypatch.setattr(Registry, "graphs", divide)
    run = limen("export")
    assert (3, "") == (run.code, run.out)
    assert (
        "limen: a defect of limen itself: ZeroDivisionError: integer division or modulo by zero"
        " (LIMEN_DEBUG=1 shows where)\n"
    ) == run.err

    monkeypatch.setenv("LIMEN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        limen("export")


def test_exit_codes_are_documented(limen):
    """`--help` lists the exit codes."""
    assert ["0", "1", "2", "3"] == re.findall(r"^ {2,4}(\d)  ", limen("--help").out, re.MULTILINE)


def test_check_when_strict(registry, limen):
    """Warnings are errors under --strict, and not otherwise."""
    write(registry, {"weakness/org/w.md": "---\ntype: weakness\nnamespace: w.org\nunheard_of: x\n---\n"})
    run, strict = limen("check"), limen("check", "--strict")

    assert (0, 1) == (run.code, strict.code)
    assert "warning[" in run.err
    assert "error[" not in run.err
    assert run.out == strict.out


def test_notes_when_wanted(registry, limen):
    """Notes are counted always and printed with --notes only."""
    write(registry, {"README.md": "# A page\n"})
    run, wordy = limen("check"), limen("check", "--notes")

    assert "README.md" not in run.err
    assert "registry/README.md: note[not-an-entry]: a page about the registry, not an entry\n" in wordy.err
    assert " notes\n" in run.out


@pytest.mark.parametrize(
    ("text", "format", "expected"),
    [
        (SELECT, "table", "l\n───────\nExample\n(1 row)\n"),
        (SELECT, "csv", "l\r\nExample\r\n"),
        (SELECT, "tsv", '?l\n"Example"@en\n'),
        ("ASK { ?s a limen:Source }", "table", "yes\n"),
        ("ASK { ?s a limen:Claim }", "json", '{"boolean": false}\n'),
        (
            CONSTRUCT,
            "turtle",
            TURTLE,
        ),
        (
            CONSTRUCT,
            "csv",
            f"subject,predicate,object\r\n{EXAMPLE},http://www.w3.org/2004/02/skos/core#prefLabel,Example\r\n",
        ),
    ],
)
@pytest.mark.usefixtures("registry")
def test_query_as(limen, text, format, expected):
    """Answers come in the format asked for, on standard output."""
    run = limen("query", "-e", text, "--format", format)
    assert (0, expected, "") == run


@pytest.mark.usefixtures("registry")
def test_query_as_json(limen):
    """JSON is SPARQL's own."""
    document = json.loads(limen("query", "-e", SELECT, "--format", "json").out)
    assert {"l": {"type": "literal", "value": "Example", "xml:lang": "en"}} == document["results"][
        "bindings"
    ][0]


@pytest.mark.usefixtures("registry")
def test_query_when_the_question_is_a_file(limen):
    """A question may be kept in a file."""
    Path("question.rq").write_text(f"# What is there?\n{SELECT}\n")
    assert "l\r\nExample\r\n" == limen("query", "question.rq", "--format", "csv").out


def test_query_list(limen):
    """Every named question is listed with its words, and can be asked."""
    names = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))
    listed = limen("query", "--list").out.splitlines()

    assert names == [line.split()[0] for line in listed]
    assert all(line.endswith("?") for line in listed)


@pytest.mark.parametrize("question", sorted((ROOT / "queries").glob("*.rq")), ids=lambda path: path.stem)
def test_query_named(limen, question):
    """Every named question has an answer in limen's own registry, or in the example that it is asked of."""
    example = "# Asked of docs/example/registry" in question.read_text(encoding="utf-8")
    root = ROOT / "docs" / "example" / "registry" if example else REGISTRY
    run = limen("query", question.stem, "-r", root, "--format", "tsv")
    assert (0, "") == (run.code, run.err)
    assert len(run.out.splitlines()) > 1


def test_trace_accounts_for_every_line(limen):
    """Every line of limen's own registry that is not blank is shown once, and none is lost."""
    run = limen("export", REGISTRY, "--trace")
    written = [
        (str(file), number)
        for file in sorted(REGISTRY.rglob("*.md"))
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        if line.strip()
    ]
    shown = re.findall(r"^(/\S+\.md):(\d+): .*\n    (?:statements|structure|note)$", run.out, re.MULTILINE)

    assert sorted(written) == sorted((path, int(number)) for path, number in shown)
    assert (0, "0 lines lost\n") == (run.code, run.err)


@pytest.mark.parametrize(
    ("line", "word", "statement"),
    [
        ("type: advisory", "statements", "limen:secidType"),
        ("full_name: Example", "statements", 'skos:prefLabel "Example"@en'),
        ("sources:", "structure", ""),
        ("# a comment", "structure", ""),
        ("    goes on here", "statements", 'dcterms:description "Text that goes on here"@en'),
        ("# Example", "structure", ""),
    ],
)
def test_trace_of(registry, limen, line, word, statement):
    """Each line is told with what it became; a line that goes on belongs to the line where its value begins."""
    more = "# a comment\ndescription: >-\n    Text that\n    goes on here\nsources:"
    write(registry, {"advisory/org/example.md": GOOD.replace("sources:", more, 1)})
    out = limen("export", "--trace").out
    (after,) = re.findall(rf"^\S+:\d+: {re.escape(line)}\n    {word}\n((?:    .*\n)*)", out, re.MULTILINE)

    assert statement in after
    assert bool(statement) == bool(after)


def test_trace_when_an_entry_is_broken(registry, limen):
    """An entry that cannot be read is told, not traced as if all were well."""
    write(registry, {"weakness/org/bad.md": "text\n"})
    run = limen("export", "--trace")

    assert 1 == run.code
    assert "bad.md:1:1: error[no-front-matter]" in run.err
    assert not Path("dist").exists()


def on_a_terminal(seconds: float) -> tuple[bytes, bytes]:
    """Run an export whose clock moves by so much at each look, its standard error being a terminal."""
    main_end, terminal = os.openpty()
    clock = f"limen.cli.options.time = SimpleNamespace(monotonic=lambda c=count(0, {seconds}): next(c))"
    lines = [
        "from itertools import count",
        "from types import SimpleNamespace",
        "import limen.cli.options",
        clock,
    ]
    program = "; ".join([*lines, "limen.cli.main('export')"])
    places = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-c", program], env=places, stdout=subprocess.PIPE, stderr=terminal
    ) as process:
        os.close(terminal)
        told = b""
        while chunk := _read(main_end):
            told += chunk
        printed = process.stdout.read()
    os.close(main_end)
    return printed, told


def _read(end: int) -> bytes:
    try:
        return os.read(end, 1024)
    except OSError:  # the other end is closed
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
@pytest.mark.usefixtures("registry")
def test_progress_when_it_takes_long():
    """On a terminal progress is shown after a second, in one line that is wiped at the end."""
    printed, told = on_a_terminal(0.6)

    assert b"limen: checking \xe2\x80\xa6" in told
    assert told.endswith(b"\r\x1b[K")
    assert b"\n" not in told
    assert b"\x1b" not in printed


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
@pytest.mark.usefixtures("registry")
def test_progress_when_it_is_quick():
    """Within a second nothing is shown, not even on a terminal."""
    printed, told = on_a_terminal(0.001)
    assert b"" == told
    assert printed.startswith(b"read     1 entries")


@pytest.mark.usefixtures("registry")
def test_progress_when_nobody_watches(limen, monkeypatch):
    """Without a terminal there is neither progress nor an escape code, however long it takes."""
    from itertools import count
    from types import SimpleNamespace

    clock = count(0, 100)
    monkeypatch.setattr("limen.cli.options.time", SimpleNamespace(monotonic=lambda: next(clock)))
    run = limen("export")
    assert "" == run.err
    assert "\x1b" not in run.out


_OPERATED = "---\ntype: control\nnamespace: example.org\noperator: {}\n---\n\n# Example\n"
_ENTITY = "---\ntype: entity\nnamespace: example.org\nfull_name: Example\n---\n\n# Example\n"


def test_check_when_a_file_of_a_registry_is_named(registry, limen):
    """Identifiers mean what they do in the whole registry, and only the file that is named is spoken of."""
    bad = _OPERATED.format("secid:entity/nowhere.org")
    write(registry, {"control/org/example.md": _OPERATED.format("secid:entity/example.org")})
    write(registry, {"entity/org/example.md": _ENTITY, "control/org/bad.md": bad})

    good = limen("check", "registry/control/org/example.md", "--notes")
    assert (0, "checked 1 entries") == (good.code, good.out[:17])
    assert "registry/control/org/bad.md" not in good.err
    assert "dangling-identifier" not in good.err
    assert 1 == limen("check", "registry/control/org/bad.md").code


def test_check_when_what_is_around_cannot_be_read(registry, limen):
    """A broken file beside the one that is named is not spoken of, and what it would name is not known."""
    write(registry, {"control/org/example.md": _OPERATED.format("secid:entity/example.org")})
    write(registry, {"entity/org/example.md": "---\nnot closed\n"})

    run = limen("check", "registry/control/org/example.md")
    assert 1 == run.code
    assert "registry/control/org/example.md:4:11: error[dangling-identifier]" in run.err
    assert "entity/org/example.md:" not in run.err


def test_export_when_a_file_of_a_registry_is_named(registry, limen):
    """Only the file that is named is published; its identifiers lead where those of the registry do."""
    write(registry, {"control/org/example.md": _OPERATED.format("secid:entity/example.org")})
    write(registry, {"entity/org/example.md": _ENTITY})

    run = limen("export", "registry/control/org/example.md", "--out", "dist", "--format", "nquads")
    assert 0 == run.code
    lines = Path("dist/limen.nq").read_text().splitlines()
    assert any("<https://w3id.org/limen/id/entity/example.org>" in line for line in lines)
    assert all("graph/entry/control/org/example.md> ." in line for line in lines)
