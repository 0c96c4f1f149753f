"""Checking ontologies, vocabularies and shapes that somebody wrote in Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, takewhile
from pathlib import Path
from urllib.parse import quote

from limen.check import ShapeReport, ShapesRefused, check_shapes, violation_findings
from limen.check.findings import Place
from limen.check.known import SH, unknown_terms
from limen.check.rules import Rule, read_rule, rule_violations
from limen.errors import Breach, Finding, Severity
from limen.files import files_below, printable, read_file, read_resources
from limen.publish.inspect import Inspected
from limen.store import Store, read_turtle
from limen.term import Triple, iri_of, is_literal, literal_parts
from limen.vocab import RDF

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
_DECLARATION = re.compile(r"\s*(?:@?prefix|@?base)\b|\s*#", re.IGNORECASE)
_SHAPE_KINDS = (f"<{SH}NodeShape>", f"<{SH}PropertyShape>")
_PROPERTY = f"<{SH}property>"
_PATTERN = f"<{SH}pattern>"
_THING = "<urn:example:thing>"
#: Rules for any Turtle that is not shapes, and for shapes with the ontologies that they speak of.
_ONTOLOGY_AREAS = ("ontology", "skos", "terms")
_SHAPE_AREAS = ("shapes", "terms")


@dataclass(frozen=True, slots=True)
class _Turtle:
    """A Turtle file and its triples."""

    path: Path
    shown: str
    text: str
    triples: tuple[Triple, ...]

    @property
    def has_shapes(self) -> bool:
        """Say whether it holds shapes, or what belongs to them, such as prefixes for their queries."""
        return any(term.startswith(f"<{SH}") for triple in self.triples for term in triple)

    @property
    def names(self) -> dict[str, str]:
        return dict(_PREFIX.findall(self.text))


def check_turtle(paths: Iterable[Path]) -> Inspected:
    """Find everything wrong with Turtle files, each an ontology, a vocabulary or shapes by what it holds.

    The files are read together: shapes may speak of shapes and terms in others.

    Raises:
        NoSuchInput: if a file cannot be read.
    """
    files: list[_Turtle] = []
    findings: set[Finding] = set()
    for path in paths:
        read = _read(path, read_file(path))
        if isinstance(read, Finding):
            findings.add(read)
        else:
            files.append(read)
    shapes = [file for file in files if file.has_shapes]
    ontologies = [file for file in files if not file.has_shapes]
    findings.update(_ruled(_ONTOLOGY_AREAS, ontologies, _store(ontologies)))
    if shapes:
        own = [read_turtle(text.encode()) for text in read_resources("ontology", ".ttl").values()]
        findings.update(_shape_findings(shapes, _store(files, own)))
    triples = sum(len(file.triples) for file in files)
    return Inspected(tuple(sorted(findings)), triples, len(set().union(*map(_named_shapes, shapes))))


def _read(path: Path, data: bytes) -> _Turtle | Finding:
    shown = printable(str(path))
    try:
        return _Turtle(
            path,
            shown,
            data.decode("utf-8", errors="replace"),
            read_turtle(data, f"file:///{quote(path.name)}"),
        )
    except SyntaxError as error:
        why = re.sub(r"^Parser error (?:at|between) .*?: ", "", error.msg)
        message = f"The file is not Turtle: {why}."
        place = (shown, error.lineno or 0, error.offset or 0)
        return Finding(*place, Severity.ERROR, "turtle-syntax", message, "mend the file here")


def _store(files: Iterable[_Turtle], more: Iterable[tuple[Triple, ...]] = ()) -> Store:
    graphs = (*(file.triples for file in files), *more)
    return Store((f"urn:file:{number}", triples) for number, triples in enumerate(graphs))


def _ruled(areas: Iterable[str], files: list[_Turtle], store: Store) -> tuple[Finding, ...]:
    """Ask the rules of some areas, and find where in the files their answers stand."""
    if not files:
        return ()
    names = {prefix: namespace for file in reversed(files) for prefix, namespace in file.names.items()}
    violations = rule_violations(rules_of(areas), store, names=names)
    return violation_findings(violations, lambda breach: _place(breach, files))


def rules_of(areas: Iterable[str]) -> tuple[Rule, ...]:
    """Read limen's own rules of some areas, which are folders of `rules`."""
    return tuple(
        read_rule(code, text)
        for area in areas
        for code, text in read_resources(f"rules/{area}", ".rq").items()
    )


def _place(breach: Breach, files: list[_Turtle]) -> Place:
    """Find where what is at fault is described, or else mentioned; or else the first file as a whole."""
    terms = [term for term in (breach.focus, breach.value) if term and not is_literal(term)]
    for described in (True, False):
        for term in terms:
            for file in files:
                if at := term_place(file.text, iri_of(term), file.names, described):
                    return (file.shown, *(_within(file, at, breach) if described else at))
    return (files[0].shown, 0, 0)


def _within(file: _Turtle, start: tuple[int, int], breach: Breach) -> tuple[int, int]:
    """Find the property or the value in a description, which ends where a line is not indented; or its start."""
    first, *rest = file.text.split("\n")[start[0] - 1 :]
    body = takewhile(lambda line: line[:1].isspace(), rest)
    text = "\n".join((" " * len(first.partition(" ")[0]) + " " + first.partition(" ")[2], *body))
    for term in (breach.path, breach.value):
        at = term_place(text, iri_of(term), file.names, described=False) if term.startswith("<") else None
        if at:
            return start[0] + at[0] - 1, at[1]
    return start


def term_place(
    text: str, iri: str, names: Mapping[str, str], described: bool = True
) -> tuple[int, int] | None:
    r"""Find the line and column where a Turtle text begins to describe a term, or first mentions it.

    A description is taken to begin with the term at the beginning of a line.

    >>> text = "@prefix ex: <http://example.org/> .\n\nex:Tom a ex:Cat .\nex:Cat a ex:Animal ."
    >>> term_place(text, "http://example.org/Cat", {"ex": "http://example.org/"})
    (4, 1)
    >>> term_place(text, "http://example.org/Cat", {"ex": "http://example.org/"}, described=False)
    (3, 10)
    """
    local = [f"{prefix}:{iri.removeprefix(ns)}" for prefix, ns in names.items() if ns and iri.startswith(ns)]
    spelled = "|".join(re.escape(each) for each in (f"<{iri}>", *local))
    pattern = re.compile(rf"(?<![\w:.-])(?:{spelled})(?![\w:-]|\.\w)")
    for number, line in enumerate(text.split("\n"), 1):
        if not _DECLARATION.match(line):
            found = pattern.match(line) if described else pattern.search(line)
            if found:
                return number, found.start() + 1
    return None


def _shape_findings(files: list[_Turtle], store: Store) -> Iterator[Finding]:
    """Find what is wrong with shapes, what an engine would pass over or refuse, and what no case has broken."""
    own = {s for file in files for s, _, _ in file.triples if s.startswith("<")}
    ruled = _ruled(_SHAPE_AREAS, files, store)
    found = [
        *(each for each in ruled if each.breach.focus in own or not each.breach.focus.startswith("<")),
        *chain.from_iterable(map(_unknown_terms, files)),
        *chain.from_iterable(map(_bad_patterns, files)),
    ]
    yield from found
    if any(each.code == "unusable-shapes" for each in found):
        return
    try:
        texts = {file.shown: file.text for file in files}
        check_shapes(_ntriples([_probe(files)]), texts)
        if cases := tuple(_failing_cases(files)):
            yield from _never_failed(files, check_shapes(_ntriples(cases), texts))
    except ShapesRefused as error:
        if all(finding.severity > Severity.ERROR for finding in found):
            yield _refusal(str(error), files)


def _ntriples(cases: Iterable[Iterable[Triple]]) -> str:
    apart = (triple for number, case in enumerate(cases) for triple in _apart(tuple(case), number))
    return "".join(f"{s} {p} {o} .\n" for s, p, o in apart)


def _probe(files: list[_Turtle]) -> Iterator[Triple]:
    """Make something for every target to look at, as an engine reads many shapes only when they are used."""
    for _, p, o in chain.from_iterable(file.triples for file in files):
        if p == f"<{SH}targetClass>":
            yield _THING, RDF.type, o
        elif p in (f"<{SH}targetSubjectsOf>", f"<{SH}targetObjectsOf>"):
            yield _THING, o, _THING


def _refusal(reason: str, files: list[_Turtle]) -> Finding:
    why = re.sub(r"'?\bn[0-9a-f]{32}b\d+'?", "a shape without a name", " ".join(reason.split()))
    why = why.removeprefix("the shapes cannot be used: ").removesuffix(".")
    message = f"The shapes cannot be used: {why}."
    hint = "mend the shape that is named"
    place = _named_place(reason, files)
    return Finding(*place, Severity.ERROR, "unusable-shapes", message, hint)


def _named_place(reason: str, files: list[_Turtle]) -> Place:
    """Find where the shape is described that the engine names; or else the first file as a whole."""
    named = (f"<{word.strip('<>.,;')}>" for word in reason.split() if "://" in word)
    shapes = set().union(*map(_named_shapes, files))
    breach = next((Breach(term) for term in named if term in shapes), None)
    return _place(breach, files) if breach else (files[0].shown, 0, 0)


def _bad_patterns(file: _Turtle) -> Iterator[Finding]:
    """Find the patterns of shapes that are no regular expressions, which the engine names no place of."""
    patterns = sorted({literal_parts(o).value for _, p, o in file.triples if p == _PATTERN})
    for pattern in patterns:
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            message = f"The pattern {pattern!r} is no regular expression: {error}."
            place = _text_place(file.text, pattern)
            hint = "mend the pattern"
            yield Finding(file.shown, *place, Severity.ERROR, "unusable-shapes", message, hint)


def _text_place(text: str, value: str) -> tuple[int, int]:
    r"""Find the line and column of a literal in a Turtle text, as it is or escaped; 0 where it is written otherwise.

    >>> _text_place('ex:A sh:pattern "a\\d" .', r"a\d")
    (1, 17)
    """
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    for number, line in enumerate(text.split("\n"), 1):
        for written in (escaped, value):
            for mark in ('"', "'"):
                if (at := line.find(f"{mark}{written}{mark}")) >= 0:
                    return number, at + 1
    return 0, 0


def _unknown_terms(file: _Turtle) -> Iterator[Finding]:
    iris = {iri_of(term) for triple in file.triples for term in triple if term.startswith("<")}
    for name in unknown_terms(iris):
        iri = SH + name.removeprefix("sh:")
        line, column = term_place(file.text, iri, file.names, described=False) or (0, 0)
        message = f"{name} is no term of SHACL 1.0 that limen checks, so it would be passed over in silence."
        hint = "say it with a term of SHACL Core or SHACL-SPARQL, or mend its spelling"
        yield Finding(file.shown, line, column, Severity.ERROR, "unknown-shacl-term", message, hint)


def _failing_cases(files: list[_Turtle]) -> Iterator[tuple[Triple, ...]]:
    """Read the cases that stand beside the files as `cases/<Shape>/fail-….ttl`; broken ones break nothing."""
    for folder in dict.fromkeys(file.path.parent / "cases" for file in files):
        for path in files_below(folder, ".ttl"):
            case = _read(path, read_file(path)) if path.name.startswith("fail-") else None
            if isinstance(case, _Turtle):
                yield case.triples


def _apart(case: tuple[Triple, ...], number: int) -> Iterator[Triple]:
    """Give what a case describes names of its own, so that cases can be checked together."""
    own = {s: f"{s[:-1]}~{number}>" for s, _, _ in case if s.startswith("<")}
    return ((own.get(s, s), p, own.get(o, o)) for s, p, o in case)


def _never_failed(files: list[_Turtle], report: ShapeReport) -> Iterator[Finding]:
    """Find the named shapes of which neither they nor a part of them was broken by a case."""
    failed = {violation.breach.shape for violation in report.violations}
    parts = [(s, o) for file in files for s, p, o in file.triples if p == _PROPERTY]
    while above := {whole for whole, part in parts if part in failed} - failed:
        failed |= above
    for shape in sorted(set().union(*map(_named_shapes, files)) - failed):
        message = f"No case beside the file breaks the shape {iri_of(shape)}."
        hint = "add a case that it finds something wrong with, cases/<Shape>/fail-….ttl"
        place = _place(Breach(shape), files)
        yield Finding(*place, Severity.WARNING, "shape-never-failed", message, hint, Breach(shape))


def _named_shapes(file: _Turtle) -> set[str]:
    return {s for s, p, o in file.triples if p == RDF.type and o in _SHAPE_KINDS and s.startswith("<")}
