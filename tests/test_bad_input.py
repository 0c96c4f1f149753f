"""Whatever is wrong with the input: one clear line, exit code 1, and what was published before is untouched."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from folders import GOOD, ROOT, contents, write
from limen.files import write_files

HEAD = "---\ntype: weakness\nnamespace: bad.org\n"
BAD = "weakness/org/bad.md"
SOURCE = HEAD + "sources:\n  levels:\n    full_name: Levels\n"
# A line for the finding, then indented ones: the source line and what is meant in it, and last what to do.
FINDING = re.compile(
    r"^(?P<path>\S.*?)(?::(?P<line>\d+):\d+)?: error\[(?P<code>[\w-]+)\]: .+\n(?: {4}.*\n)* {4}[^\s^].*$(?!\n {4})",
    re.MULTILINE,
)
LEVELS = """\
    items:
      A-1: {kind: level, label: A-1, order: "1"}
      A-2: {kind: level, label: A-2, order: "1"}
"""


class Case(NamedTuple):
    """A file, and where it is wrong."""

    content: str | bytes
    line: int  # 0: the file as a whole
    code: str
    path: str = BAD


BOMB = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
CASES = {
    "no front matter": Case("# A note\n", 1, "no-front-matter"),
    "empty file": Case("", 1, "no-front-matter"),
    "front matter not closed": Case(HEAD, 1, "front-matter-not-closed"),
    "empty front matter": Case("---\n---\n", 1, "front-matter-empty"),
    "no type": Case("---\nnamespace: bad.org\n---\n", 2, "missing-header"),
    "unknown type": Case("---\ntype: bug\nnamespace: bad.org\n---\n", 2, "unknown-type"),
    "duplicate key": Case(HEAD + "status: active\nstatus: draft\n---\n", 5, "duplicate-key"),
    "tab indent": Case(HEAD + "sources:\n\tlevels: {}\n---\n", 5, "yaml-syntax"),
    "unquoted version": Case(SOURCE + "    versions: [2.10]\n---\n", 7, "unquoted-scalar"),
    "python object": Case(HEAD + "notes: !!python/object/apply:os.system [id]\n---\n", 4, "yaml-tag"),
    "alias bomb": Case(HEAD + "a0: &a0 x\n" + BOMB + "---\n", 4, "yaml-alias"),
    "nested brackets": Case(HEAD + "notes: " + "[" * 60_000 + "]" * 60_000 + "\n---\n", 4, "yaml-too-deep"),
    "nested objects": Case('{"type":' + '{"a":' * 60_000, 1, "json-too-deep", "weakness/org/bad.json"),
    "json cut short": Case('{\n"type": "weakness",\n', 3, "json-syntax", "weakness/org/bad.json"),
    "json list": Case("[]", 1, "not-an-entry", "weakness/org/bad.json"),
    "not utf-8": Case(HEAD.encode() + b"full_name: caf\xe9\n---\n", 4, "not-utf8"),
    "utf-16": Case((HEAD + "---\n").encode("utf-16"), 1, "not-utf8"),
    "byte order mark": Case(b"\xef\xbb\xbf" + HEAD.encode() + b"---\n", 1, "byte-order-mark"),
    "control character": Case(HEAD + "full_name: a\x07b\n---\n", 4, "control-character"),
    "nul bytes": Case(bytes(1000), 1, "control-character"),
    "ten megabytes": Case(HEAD + "---\n" + "a" * 10_000_000, 0, "file-too-large"),
    "long front matter": Case(HEAD + "notes: " + "a" * 1_000_000 + "\n---\n", 1, "front-matter-too-large"),
    "namespace that climbs": Case("---\ntype: weakness\nnamespace: ../../etc\n---\n", 3, "bad-namespace"),
    "namespace of dots": Case("---\ntype: weakness\nnamespace: ..\n---\n", 3, "bad-namespace"),
    "escaped control": Case('---\ntype: weakness\nnamespace: "a\\u0000b.org"\n---\n', 3, "bad-namespace"),
    "name that climbs": Case(HEAD + "sources:\n  ../x: {full_name: X}\n---\n", 5, "no-iri"),
    "table row too short": Case(
        SOURCE + "---\n\n| ID | Name | Risk |\n|--|--|--|\n| A | B |\n", 11, "table-row-ragged"
    ),
    "two levels of one order": Case(SOURCE + LEVELS + "---\n", 8, "SafetyLevelShape-orderUnique"),
    "dangling identifier": Case(HEAD + "operator: secid:entity/no.org\n---\n", 4, "dangling-identifier"),
    "item outside its pattern": Case(
        "---\ntype: weakness\nnamespace: bad.org\nsources:\n  levels:\n    id_pattern: '^A-[0-9]$'\n"
        "claims:\n  - {id: c, subject: 'secid:weakness/bad.org/levels#B-1', predicate: note, object: x,"
        " source: 'secid:advisory/example.org/bulletins'}\n---\n",
        8,
        "item-outside-pattern",
    ),
    "path disagrees": Case(HEAD + "---\n", 3, "path-disagrees", "weakness/com/bad.md"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_export_when(case, registry, limen):
    """The file and line are named with what to do; strict keeps the old output, otherwise the rest is published.

    Of a registry with nothing else in it nothing is published, strict or not.
    """
    before = {"limen.nt": b"before\n", "manifest.json": b"{}\n"}
    out = write(Path("dist"), before)
    write(registry, {case.path: case.content})

    strict = limen("export", "--strict", "--format", "nt")
    assert 1 == strict.code
    assert before == contents(out)
    assert (f"registry/{case.path}", case.line, case.code) in findings(strict.err)

    rest = limen("export", "--format", "nt")
    assert 1 == rest.code
    assert (f"registry/{case.path}", case.line, case.code) in findings(rest.err)
    assert {"catalog.ttl", "limen.nt", "manifest.json"} == contents(out).keys()
    assert "Example Bulletins" in (out / "limen.nt").read_text()
    left_out = [case.path]
    assert left_out == json.loads((out / "manifest.json").read_text())["leftOut"]
    assert left_out == re.findall(r"^left out (.*)$", rest.out, re.MULTILINE)

    before = contents(write(out, before))
    alone = write(Path("alone"), {case.path: case.content})
    assert 1 == limen("export", str(alone), "--format", "nt").code
    assert before == contents(out)


FIRM = "---\ntype: entity\nnamespace: firm.org\nfull_name: Firm\n"
LADDER = SOURCE + LEVELS.replace('"2"', "two").replace('label: A-2, order: "1"', 'label: A-2, order: "2"')
RELATED = """\
claims:
  - {id: c, subject: 'secid:weakness/bad.org/levels', predicate: relatedTo, object: 'secid:advisory/example.org/bulletins',
     source: 'secid:advisory/example.org/bulletins', rank: normal, modality: reported}
"""
CHAINS = {
    "what it says stands in the derived graph": {
        BAD: LADDER + RELATED + "operator: secid:entity/no.org\n---\n"
    },
    "another names what it describes": {
        BAD: LADDER + "---\n",
        "entity/org/firm.md": FIRM + "operator: secid:entity/no.org\n---\n",
        "advisory/org/other.md": "---\ntype: advisory\nnamespace: other.org\noperator: secid:entity/firm.org\n---\n",
        "control/org/third.md": "---\ntype: control\nnamespace: third.org\noperator: secid:advisory/other.org\n---\n",
    },
    "it has the better name for a thing": {
        BAD: HEAD + "full_name: Plain\n---\n",
        "weakness/org/bad.json": json.dumps(
            {
                "type": "weakness",
                "namespace": "bad.org",
                "official_name": "Better",
                "operator": "secid:entity/no.org",
            }
        ),
    },
}


@pytest.mark.parametrize("files", CHAINS.values(), ids=CHAINS.keys())
def test_export_when_entries_are_left_out(files, registry, limen):
    """What is published is, to the byte, what it would be if the files left out had never been there."""
    write(registry, files)
    rest = limen("export", "--format", "ttl,nq", "--out", "rest")
    left_out = json.loads(Path("rest/manifest.json").read_text())["leftOut"]
    assert 1 == rest.code
    assert left_out

    for path in left_out:
        (registry / path).unlink()
    good = limen("export", "--format", "ttl,nq", "--out", "good")
    assert 0 == good.code
    for name in ("limen.ttl", "limen.nq"):
        assert Path("good", name).read_bytes() == Path("rest", name).read_bytes()


def test_export_when_an_entry_names_one_left_out(registry, limen):
    """An entry that hangs on one with an error is left out and named too, and so on down the chain."""
    write(registry, CHAINS["another names what it describes"])
    run = limen("export", "--format", "nt")

    assert {
        ("registry/entity/org/firm.md", 5, "dangling-identifier"),
        ("registry/advisory/org/other.md", 4, "dangling-identifier"),
        ("registry/control/org/third.md", 4, "dangling-identifier"),
    } == findings(run.err)
    assert ["advisory/org/other.md", "control/org/third.md", "entity/org/firm.md"] == re.findall(
        r"^left out (.*)$", run.out, re.MULTILINE
    )


def findings(text: str) -> set[tuple[str, int, str]]:
    """The errors printed; each has a hint."""
    found = list(FINDING.finditer(text))
    assert text.count(": error[") == len(found), text
    return {(each["path"], int(each["line"] or 0), each["code"]) for each in found}


def test_export_when_a_cell_is_very_long(registry, limen):
    """A line of a hundred thousand letters is read like any other."""
    write(registry, {BAD: SOURCE + "---\n\n## levels\n\n" + "word " * 20_000 + "\n"})
    assert 0 == limen("export", "--format", "nt").code


def test_export_when_a_format_cannot_say_it(registry, limen):
    """A text that XML has no way to write refuses that format by name, and nothing is written at all."""
    before = contents(write(Path("dist"), {"limen.rdf": "before\n", "limen.nt": "before\n"}))
    content = {"type": "weakness", "namespace": "bad.org", "official_name": "a\x01b"}
    write(registry, {"weakness/org/bad.json": json.dumps(content)})
    run = limen("export", "--format", "nt,xml")

    assert 1 == run.code
    assert (
        "limen: RDF/XML cannot write U+0001, which <https://w3id.org/limen/id/weakness/bad.org> has"
        in run.err
    )
    assert before == contents(Path("dist"))


def test_export_when_every_entry_is_broken(registry, limen):
    """Where nothing can be published nothing is written, even without --strict."""
    before = contents(write(Path("dist"), {"limen.nt": "before\n"}))
    write(registry, {"advisory/org/example.md": "# A note\n"})
    run = limen("export", "--format", "nt")

    assert 1 == run.code
    assert "nothing was published; to mend first: 1" in run.err
    assert before == contents(Path("dist"))


def test_every_error_is_told_at_once(registry, limen):
    """All that is wrong is told in one run."""
    write(registry, {"weakness/org/a.md": "", BAD: HEAD + "status: a\nstatus: b\nversion: 2.10\n---\n"})
    assert {
        ("registry/weakness/org/a.md", 1, "no-front-matter"),
        (f"registry/{BAD}", 5, "duplicate-key"),
        (f"registry/{BAD}", 6, "unquoted-scalar"),
    } == findings(limen("check").err)


@pytest.mark.parametrize(
    ("sidecar", "line", "code"),
    [
        ("about: x: y\n", 1, "yaml-syntax"),
        ("about: a\nabout: b\n", 2, "duplicate-key"),
        ("about: nonsense\n", 1, "note-about-nothing"),
        ("- a list\n", 1, "note-about-nothing"),
        ("", 1, "note-about-nothing"),
        (b"\xff", 1, "not-utf8"),
    ],
)
def test_check_when_what_a_note_is_about_is_broken(registry, limen, sidecar, line, code):
    """A broken file beside a note is told under its own name; one that says nothing under the note's."""
    write(registry, {"weakness/org/note.md": "A level is a step.\n", "weakness/org/note.md.yaml": sidecar})
    run = limen("check")
    name = "note.md" if code == "note-about-nothing" else "note.md.yaml"

    assert 1 == run.code
    assert (f"registry/weakness/org/{name}", line, code) in findings(run.err)


def test_check_when_a_broken_entry_is_not_a_note(registry, limen):
    """--about does not hide that front matter is broken."""
    write(registry, {BAD: HEAD})
    run = limen("check", "--about", "secid:weakness/bad.org/levels")
    assert {(f"registry/{BAD}", 1, "front-matter-not-closed")} == findings(run.err)


@pytest.mark.parametrize("about", ["nonsense", "secid:", "secid:weakness", "secid:weakness/../x"])
@pytest.mark.usefixtures("registry")
def test_export_when_about_is_no_secid(limen, about):
    """--about that names nothing is wrong use."""
    run = limen("export", "--about", about)
    assert 2 == run.code
    assert "is no SecID" in run.err
    assert not Path("dist").exists()


@pytest.mark.parametrize("command", ["query", "resolve"])
def test_answer_when_entries_are_left_out(registry, limen, command):
    """An answer says which entries it knows nothing of, and why."""
    write(registry, {BAD: ""})
    arguments = ["-e", "ASK { ?s ?p ?o }"] if command == "query" else ["secid:advisory/example.org/bulletins"]
    run = limen(command, *arguments)

    assert {(f"registry/{BAD}", 1, "no-front-matter")} == findings(run.err)
    assert (1 if command == "query" else 0) == run.code


@pytest.mark.parametrize("out", ["occupied", "occupied/below", "folder"])
@pytest.mark.usefixtures("registry")
def test_export_when_the_output_cannot_be_there(limen, out):
    """An output folder that is a file, lies below one, or has a folder in a file's place is left as it is."""
    write(Path(), {"occupied": "a file\n", "folder/limen.nt": "before\n", "folder/limen.ttl/x": "x\n"})
    run = limen("export", "--out", out, "--format", "nt,turtle")

    assert 1 == run.code
    assert f"limen: {out}: " in run.err
    assert "nothing there was changed" in run.err
    assert "a file\n" == Path("occupied").read_text()
    assert ["limen.nt", "limen.ttl"] == sorted(path.name for path in Path("folder").iterdir())
    assert "before\n" == Path("folder/limen.nt").read_text()


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT], ids=errno.errorcode.get)
@pytest.mark.usefixtures("registry")
def test_export_when_the_disk_fails(limen, monkeypatch, error):
    """A full or failing disk leaves the old files, and no new or temporary one."""
    before = contents(write(Path("dist"), {"limen.ttl": "before\n"}))

    def fail(_handle):
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", fail)
    run = limen("export")

    assert 1 == run.code
    assert f"limen: dist: {os.strerror(error)}; nothing there was changed" in run.err
    assert before == contents(Path("dist"))


@pytest.mark.usefixtures("registry")
def test_export_when_interrupted(limen, monkeypatch):
    """Ctrl-C while files are written leaves the old files, and no new or temporary one."""
    before = contents(write(Path("dist"), {"limen.ttl": "before\n"}))

    def interrupt(_handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    run = limen("export")

    assert 1 == run.code
    assert "limen: interrupted; what was published before is untouched" in run.err
    assert before == contents(Path("dist"))


# The command as its users run it, in a process of its own.


LIMEN = [sys.executable, "-m", "limen"]


def start(command: list[str], **options: object) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **options)


@pytest.mark.usefixtures("registry")
def test_process_when_interrupted():
    """A real SIGINT while the first file is written ends in one line and exit code 1."""
    before = contents(write(Path("dist"), {"limen.ttl": "before\n"}))
    interrupt = "import os, signal; os.fsync = lambda _: os.kill(os.getpid(), signal.SIGINT)"
    program = f"{interrupt}; from limen.cli import main; main('export')"
    with start([sys.executable, "-c", program]) as process:
        _, told = process.communicate()

    assert b"limen: interrupted; what was published before is untouched" == told.strip().splitlines()[-1]
    assert b"Traceback" not in told
    assert 1 == process.returncode
    assert before == contents(Path("dist"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on processes")
@pytest.mark.usefixtures("registry")
def test_process_when_files_may_not_grow():
    """A file that may not grow any further, as on a full disk, ends in one line and exit code 1."""
    import resource

    before = contents(write(Path("dist"), {"limen.ttl": "before\n"}))
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # noqa: E731
    with start([*LIMEN, "export"], preexec_fn=limit, stdout=subprocess.DEVNULL) as process:
        _, told = process.communicate()

    assert b"limen: dist: File too large; nothing there was changed" in told
    assert 1 == process.returncode
    assert before == contents(Path("dist"))


def test_process_when_nobody_reads_on(registry):
    """A reader that stops early, as head does, is no error worth words."""
    write(registry, {f"advisory/org/e{n}.md": GOOD.replace("example", f"e{n}") for n in range(60)})
    with start([*LIMEN, "export", "--out", "-", "--format", "nt"], stdout=subprocess.PIPE) as process:
        first = process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()

    assert first.endswith(b" .\n")
    assert b"" == told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("export", "--out", "-", "--format", "nt"), ("query", "--list")])
@pytest.mark.usefixtures("registry")
def test_process_when_standard_output_is_full(arguments):
    """Results that cannot be printed whole are an error."""
    with Path("/dev/full").open("wb") as full, start([*LIMEN, *arguments], stdout=full) as process:
        _, told = process.communicate()

    assert 1 == process.returncode
    assert 1 == len(told.splitlines())
    assert b"No space left on device" in told


def test_write_files_when_the_content_fails(tmp_path):
    """Files are written all or not at all, also when making the second one fails."""

    def broken():
        yield b"half"
        raise ZeroDivisionError

    before = contents(write(tmp_path, {"a": "before\n"}))
    with pytest.raises(ZeroDivisionError):
        write_files(tmp_path, [("a", [b"after"]), ("b", broken())])
    assert before == contents(tmp_path)
