"""The catalogue of findings: the examples of each page do what it says, and no code is without a page."""

from __future__ import annotations

import ast
import importlib.util
import re
from functools import cache
from pathlib import Path

import pytest

from folders import ROOT
from limen.check import shacl
from limen.check.explain import Example, ExampleFile, read_page
from limen.check.explain_shape import shape_explanations
from limen.check.terms import read_shapes
from limen.errors import Finding, RegistryRefused, Severity, WrongUse
from limen.files import read_file, read_resources
from limen.identifier import SECID_TYPES
from limen.model.names import Names
from limen.parse.mapping_text import mapping_findings
from limen.parse.sssom import parse_sssom
from limen.publish import check_paths, open_registry
from limen.publish.assess import Assessor
from limen.publish.explain import all_codes, explain, explanations
from limen.publish.release import ReleaseJob, release

PAGES = {page.stem: page.read_text(encoding="utf-8") for page in sorted((ROOT / "findings").glob("*.md"))}
SOURCES = ROOT / "src" / "limen"
#: Constants of the modules that make findings which look like codes and are none.
NO_CODES = {
    "utf-8",  # encodings
    "utf-8-sig",
    "json-ld",  # a format
    "unnamed-shape",  # limen's own shapes all have names; only callers of the library can bring others
}
#: Codes of one word.
PLAIN_CODES = {"unreadable"}
#: A small registry leaves most shapes idle: the examples are about this one.
SHAPE_LOOKED_AT = " ClaimShape,"


def codes_made(path: Path) -> set[str]:
    """The constants of a module that read like codes, if it makes findings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names
    }
    if not imported & {"Finding", "Violation"}:
        return set()
    texts = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is str
    }
    return {text for text in texts if re.fullmatch(r"[a-z]+\d*(-[a-z\d]+)+", text) or text in PLAIN_CODES}


#: Codes that `limen import` gives and `limen check` does not.
OF_IMPORT = codes_made(SOURCES / "parse" / "mapping_text.py")
#: Codes of what a release would lose of the one before: the examples are an old registry and a new one.
OF_RELEASE = codes_made(SOURCES / "publish" / "release" / "retired.py")
#: Codes of files that describe systems: `limen assess` gives them.
OF_ASSESS = codes_made(SOURCES / "assess" / "check.py") | {"unknown-system-key"}

EXAMPLE = "`a.md`\n\n```markdown\nx\n```\n"
PAGE = f"# bad-x\n\nerror: No x.\n\nWrite y.\n\n## Fails\n\n{EXAMPLE}\n## Passes\n\n{EXAMPLE}"
SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:s#AShape-b> a sh:PropertyShape ;
    sh:path <urn:b> ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Give b." ; rdfs:comment "Rule: b." .
"""
CASES = {"AShape": {"fail-b": "# AShape-b\n", "pass-a": "", "pass-b": "<urn:a> a <urn:b> .\n"}}


@pytest.fixture(autouse=True)
def shapes_read_once(monkeypatch):
    """Read limen's shapes once for all examples."""
    monkeypatch.setattr(shacl, "read_shapes", lambda shapes: _shapes(tuple(shapes.items())))


@cache
def _shapes(texts):
    return read_shapes(dict(texts))


@pytest.fixture
def found(tmp_path, monkeypatch):
    """Write the files of an example, check them, and give the findings."""

    def findings(example: Example, code: str) -> tuple[Finding, ...]:
        for file in example.files:
            write(file, tmp_path)
        refuse_to_open({tmp_path / file.name for file in example.files if file.is_unreadable}, monkeypatch)
        if code in OF_IMPORT:
            return import_findings(tmp_path / example.files[0].name)
        if code in OF_ASSESS:
            return assess_findings(tmp_path)
        if code in OF_RELEASE:
            return release_findings(tmp_path)
        return check_example(example, tmp_path)

    return findings


def write(file: ExampleFile, folder: Path) -> None:
    path = folder / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    if file.is_link:
        path.symlink_to(file.content.decode())
    else:
        path.write_bytes(file.content)


def refuse_to_open(paths, monkeypatch):
    opened = Path.open

    def refuse(self, *arguments, **options):
        if self in paths:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)


def check_example(example: Example, folder: Path) -> tuple[Finding, ...]:
    """Check what `limen check` would be given: files of mappings or Turtle, or one or several registries."""
    files = [folder / file.name for file in example.files if file.name.endswith((".sssom.tsv", ".ttl"))]
    roots = [each for each in sorted(folder.iterdir()) if each.is_dir() and each.name not in SECID_TYPES]
    checked = check_paths(files or roots or [folder], Names(), "", lambda _what, _done, _of: None)
    return checked.findings


def import_findings(path: Path) -> tuple[Finding, ...]:
    """What `limen import` has to say of a mapping file."""
    table, findings = parse_sssom(path.name, read_file(path))
    return (*findings, *mapping_findings(path.name, table, Names().base))


def assess_findings(folder: Path) -> tuple[Finding, ...]:
    """What `limen assess` has to say of a system file beside its registry."""
    assessor = Assessor(open_registry([folder], names=Names()))
    try:
        return assessor.assess(folder / "system.json").findings
    except RegistryRefused as error:
        return error.findings


def release_findings(folder: Path) -> tuple[Finding, ...]:
    """What `limen release` has to say of a registry after an older one of it."""

    def run(root: str, version: str, previous: Path | None = None) -> None:
        job = ReleaseJob((folder / root,), folder / version, Names(), version, previous=previous)
        release(job, lambda _what, _done, _of: None)

    run("old", "1")
    try:
        run("new", "2", folder / "1")
    except RegistryRefused as error:
        return error.findings
    return ()


def of_code(findings, code):
    """The findings of a code; of idle shapes, only those about the shape that the page is about."""
    return [
        each
        for each in findings
        if each.code == code and (code != "idle-shape" or SHAPE_LOOKED_AT in each.message)
    ]


@pytest.mark.parametrize("code", PAGES)
def test_failing_example_of(code, found):
    """The failing example is found, with the code and severity of its page, and nothing worse is."""
    page = read_page(code, PAGES[code])
    findings = found(page.fails, code)

    assert {page.severity} == {each.severity for each in of_code(findings, code)}
    assert [] == [str(each) for each in findings if each.severity < page.severity]


@pytest.mark.parametrize("code", PAGES)
def test_passing_example_of(code, found):
    """The passing example has nothing of that code, and no error."""
    findings = found(read_page(code, PAGES[code]).passes, code)

    assert [] == [str(each) for each in findings if each.severity is Severity.ERROR]
    assert [] == of_code(findings, code)


@pytest.mark.parametrize("code", PAGES)
def test_page_of(code):
    """A page shows files under their usual endings, nothing of the real world, and the mend."""
    page = read_page(code, PAGES[code])
    files = page.fails.files + page.passes.files

    assert [] == [
        each.path
        for each in files
        if not re.search(r"\.(md|json|sssom\.tsv|sssom\.yml|ttl|md\.yaml)$", each.path)
    ]
    assert page.fails != page.passes
    assert [] == re.findall(r"(?i)anthropic|openai|deepmind|csa\b", PAGES[code])


def test_every_code_has_a_page_and_every_page_a_code():
    """What limen can say and what it explains are the same."""
    made = {code for path in SOURCES.rglob("*.py") for code in codes_made(path)} - NO_CODES
    rules = {path.stem for path in (ROOT / "rules").rglob("*.rq")}

    assert [] == sorted((made | rules) - PAGES.keys())
    assert [] == sorted(PAGES.keys() - made - rules)


def test_codes_when_listed_name_every_page_and_every_property_shape():
    """Each code is explained once; a shape is explained only if it has a failing and a passing case."""
    shapes = "\n".join(read_resources("shapes", ".ttl").values())
    named = re.findall(r"^lsh:(\S+) a sh:PropertyShape", shapes, re.MULTILINE)

    assert [*PAGES, *sorted(named)] == list(all_codes())
    assert all(explain(each.code) == each for each in explanations()[:: len(PAGES) // 2])


def test_explain_when_a_shape_is_asked_for():
    """A shape says its severity, message and rule, and shows the case that passes by the mend alone."""
    explained = explain("ClaimShape-rankReason")

    assert (Severity.ERROR, "Say why the claim is deprecated.") == (explained.severity, explained.title)
    assert explained.text.startswith("The rule: nothing is set aside without a reason.\n")
    assert "ClaimShape/fail-deprecated-without-reason.ttl" == explained.fails.files[0].path
    assert "ClaimShape/pass-deprecated-with-reason.ttl" == explained.passes.files[0].path


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("duplicate-keys", "did you mean duplicate-key"),
        ("claimshape-SOURCE", "did you mean ClaimShape-source"),
        ("surrogate", "did you mean json-surrogate"),
        ("xyzzy", "limen explain --list names them all"),
        ("", "limen explain --list names them all"),
    ],
)
def test_explain_when_the_code_is_unknown(code, words):
    """Who mistypes a code is told the nearest ones."""
    with pytest.raises(WrongUse, match=re.escape(words)):
        explain(code)


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("# bad-x", "# bad-y", "has no title '# bad-x'"),
        ("error: No x.", "fatal: No x.", "has no line such as 'error: One sentence.' below its title"),
        ("error: No x.", "error: No x", "has no line such as 'error: One sentence.' below its title"),
        ("Write y.\n\n", "", "does not say what the finding means"),
        ("## Passes\n", "", "has not the parts Fails and Passes, in this order"),
        ("## Passes\n\n" + EXAMPLE, "## Passes\n", "should have a path and a fenced block where it has ''"),
        ("## Fails\n", "## Fails\n\nSee:\n", "should have a path and a fenced block where it has 'See:'"),
        ("x\n```\n", "x\n", "should have a path and a fenced block where it has '`a.md`'"),
        ("```markdown\n", "```markdown twice\n", "marks a.md with 'twice', which means nothing"),
        ("```markdown\nx", "```markdown escaped\né", "escapes a.md, and holds a character that is not ASCII"),
    ],
)
def test_page_when_it_lacks_something(was, becomes, words):
    """A page that is not of the form names itself and what is missing."""
    assert "Write y." == read_page("bad-x", PAGE).text
    assert was in PAGE
    with pytest.raises(ValueError, match=re.escape(f"findings/bad-x.md {words}")):
        read_page("bad-x", PAGE.replace(was, becomes))


@pytest.mark.parametrize(
    ("block", "marks", "content"),
    [
        ("a\n", "", b"a\n"),
        ("a\n", "bare", b"a"),
        ("../b.md\n", "link", b"../b.md"),
        ("é\n", "", "é\n".encode()),
        ("\\xff\\x00\n", "escaped", b"\xff\x00\n"),
        ("a\nb\n", "times=2", b"a\nb\nb\n"),
        ("---\na: b\n---\n", "times=2", b"---\na: b\na: b\n---\n"),
        ("", "", b""),
    ],
)
def test_file_of_an_example_has_the_bytes_that_its_marks_say(block, marks, content):
    """A block with marks stands for bytes that no fenced block can hold."""
    assert content == ExampleFile("a.md", block, "markdown", frozenset(marks.split())).content


@pytest.mark.parametrize(
    ("shape", "cases", "words"),
    [
        (SHAPE.replace('sh:message "Give b." ;', ""), CASES, "the shape AShape-b has no message"),
        (SHAPE.replace("sh:severity sh:Warning ;", ""), CASES, "the shape AShape-b has no severity"),
        (SHAPE.replace('; rdfs:comment "Rule: b."', ""), CASES, "the shape AShape-b has no rule"),
        (SHAPE, {}, "the shape AShape-b has no failing case"),
        (SHAPE, {"AShape": {"fail-b": "# AShape-b\n"}}, "the shape AShape-b has no passing case"),
    ],
)
def test_shape_when_it_lacks_something(shape, cases, words):
    """A shape without message, rule, severity or cases cannot be explained, which is a defect of limen."""
    (explained,) = shape_explanations({"a.ttl": SHAPE}, CASES)

    assert ("AShape-b", Severity.WARNING) == (explained.code, explained.severity)
    assert "AShape/pass-b.ttl" == explained.passes.files[0].path
    with pytest.raises(ValueError, match=re.escape(words)):
        list(shape_explanations({"a.ttl": shape}, cases))


def test_page_of_docs_when_generated():
    """docs/findings.md is what the catalogue prints; `make fix` brings it up to date."""
    spec = importlib.util.spec_from_file_location("generate_findings", ROOT / "docs" / "generate_findings.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)

    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == generate.findings_page()


def test_command_when_a_code_is_given(limen):
    """The command prints title, text and both examples under their names."""
    run = limen("explain", "file-too-large")

    assert (0, "") == (run.code, run.err)
    assert run.out.startswith("error[file-too-large]: The file has more bytes than any entry needs.\n\n")
    assert "\nFails: control/org/example.md (the last line stands 250,000 times)\n\n    ---\n" in run.out
    assert "\nPasses: control/org/example.md\n\n    ---\n" in run.out


def test_command_when_all_are_listed(limen):
    """The list has a line for each code, with its severity and title."""
    lines = limen("explain", "--list").out.splitlines()

    assert list(all_codes()) == [line.split()[0] for line in lines]
    assert re.search(
        r"^duplicate-key +error +A key is given twice in one place\.$", "\n".join(lines), re.MULTILINE
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "give the code of a finding; --list names"),
        (["duplicate"], "no finding has the code 'duplicate'; did you"),
    ],
)
def test_command_when_wrongly_used(limen, arguments, words):
    """Without a code, or with one that is not, the command says what there is."""
    run = limen("explain", *arguments)

    assert (2, "") == (run.code, run.out)
    assert words in run.err
