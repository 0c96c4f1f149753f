"""The rules over the graph: their files, their messages, and what they find where SHACL cannot look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

from limen.check.explain import read_page
from limen.check.rules import Rule, read_rule, rule_violations
from limen.errors import Breach, Severity
from limen.publish.check_turtle import check_turtle, term_place
from limen.store import Store, read_turtle
from limen.term import Triple, literal
from limen.vocab import DCTERMS, LIMEN, RDF, SCHEMA, SKOS, WIKIBASE, prefixes

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "rules").glob("*/*.rq"))
BASE = "https://example.org/data/"
CLAIM = f"<{BASE}claim/one>"
XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"


def rule(code: str) -> Rule:
    (path,) = (ROOT / "rules").glob(f"*/{code}.rq")
    return read_rule(code, path.read_text(encoding="utf-8"))


def found(code: str, triples: list[Triple]) -> list[str]:
    """The messages of a rule on some triples."""
    store = Store([("urn:data", triples)])
    return [violation.message for violation in rule_violations([rule(code)], store, BASE)]


def date(text: str) -> str:
    return literal(text, datatype=XSD_DATE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rule_file_is_of_the_form(path: Path) -> None:
    """A rule has a code of its own in kebab case, selects the thing, and names in its message only what it selects."""
    read = read_rule(path.stem, path.read_text(encoding="utf-8"))
    columns = set(Store([]).query(read.query, prefixes()).variables)

    assert re.fullmatch(r"[a-z]+\d*(-[a-z\d]+)+", path.stem)
    assert 1 == len([each for each in FILES if each.stem == path.stem])
    assert "focus" in columns
    assert set(re.findall(r"\{(\w+)\}", read.message)) <= columns
    assert read.message.count("{") == len(re.findall(r"\{\w+\}", read.message))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rule_has_the_severity_of_its_page(path: Path) -> None:
    """A page says of a rule what the rule says of itself."""
    page = (ROOT / "findings" / f"{path.stem}.md").read_text(encoding="utf-8")

    assert read_page(path.stem, page).severity == rule(path.stem).severity


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SELECT ?focus WHERE {}",
        "# fatal: It is wrong.\n# hint: mend it\nSELECT ?focus WHERE {}",
        "# error: It is wrong\n# hint: mend it\nSELECT ?focus WHERE {}",
        "# error: It is wrong.\nSELECT ?focus WHERE {}",
        "# error: It is wrong.\n# hint: mend it.\nSELECT ?focus WHERE {}",
        "# error: It is wrong.\n# hint: mend it\n",
    ],
)
def test_rule_file_when_malformed_is_refused(text: str) -> None:
    """A rule that does not say severity, message, hint and query is a defect of limen, named by its code."""
    with pytest.raises(ValueError, match="the rule bad-rule does not begin with"):
        read_rule("bad-rule", text)


def test_violation_has_what_its_row_says() -> None:
    """A row gives thing, property and value as they stand, and fills the message with what people read."""
    made = Rule(
        "odd", Severity.NOTE, "{focus} has {value} as {path}.", "mend it", "SELECT * { ?focus ?path ?value }"
    )
    thing = f"<{BASE}id/weakness/example.org/levels#L-1>"
    (violation,) = rule_violations([made], Store([("urn:g", [(thing, DCTERMS.source, '"grey"@en')])]), BASE)

    assert "secid:weakness/example.org/levels#L-1 has grey as dcterms:source." == violation.message
    assert (Severity.NOTE, "odd", "mend it") == (violation.severity, violation.code, violation.hint)
    assert Breach(thing, DCTERMS.source, '"grey"@en') == violation.breach


def test_violation_when_about_a_blank_node_does_not_name_it() -> None:
    """The names of blank nodes are chance, so a breach leaves them out and a message says so."""
    made = Rule("odd", Severity.NOTE, "{focus} is odd.", "mend it", "SELECT ?focus { ?focus ?path ?value }")
    (violation,) = rule_violations([made], Store([("urn:g", [("_:b1", DCTERMS.source, '"x"')])]))

    assert ("a node without a name is odd.", Breach()) == (violation.message, violation.breach)


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parent.name in {"ontology", "skos", "shapes", "terms"}]
)
def test_rule_finds_the_same_in_rdflib(path: Path) -> None:
    """What a rule finds in the failing example of its page, two engines find."""
    page = read_page(path.stem, (ROOT / "findings" / f"{path.stem}.md").read_text(encoding="utf-8"))
    texts = [file.content for file in page.fails.files] + [
        each.read_bytes()
        for each in sorted((ROOT / "ontology").glob("*.ttl"))
        if path.parent.name in {"shapes", "terms"}
    ]
    graph = Graph()
    for text in texts:
        graph.parse(data=text, format="turtle")
    query = rule(path.stem).query
    rows = {
        tuple("" if cell is None else str(cell) for cell in row)
        for row in graph.query(query, initNs=prefixes())
    }
    store = Store((f"urn:{number}", read_turtle(text)) for number, text in enumerate(texts))

    assert rows
    assert len(rows) == len(rule_violations([rule(path.stem)], store))


WORDS = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        (f"{WORDS} {WORDS}—thirteen—last", 26),
        (f"{WORDS} – {WORDS} – last", 0),  # lone dashes are no words
        (f"{WORDS}—{WORDS}", 0),
        (f"{WORDS} {WORDS}/thirteen/last", 26),
        ("模" * 26, 26),
        ("模" * 25 + "。", 0),
        ("ก" * 4 * 26, 26),
        ("ก" * 4 * 25, 0),
        (f"{WORDS} {WORDS} thirteen last", 0),  # ClaimShape-quote finds it
        ("state-of-the-art " * 25, 0),
    ],
)
def test_long_quote_counts_words(quote: str, count: int) -> None:
    """Words are counted between dashes and in scripts without spaces; what the shape counts is left to it."""
    expected = [f"The quotation of claim one has {count} words."] if count else []

    assert expected == found("long-quote", [(CLAIM, LIMEN.quote, literal(quote, "en"))])


def claim(name: str, says: str, **more: str) -> list[Triple]:
    """A preferred claim on which standard a model has in force."""
    node = f"<{BASE}claim/{name}>"
    said = [
        (RDF.type, LIMEN.Claim),
        (RDF.subject, "<urn:model>"),
        (RDF.predicate, LIMEN.standardInForce),
        (RDF.object, f"<urn:{says}>"),
        (WIKIBASE.rank, WIKIBASE.PreferredRank),
        (LIMEN.modality, getattr(LIMEN, more.pop("modality", "reported"))),
    ]
    keys = {"start": SCHEMA.validFrom, "end": SCHEMA.validThrough}
    dated = [(keys[key], date(value)) for key, value in more.items() if key in keys]
    about = [(SCHEMA.about, more["about"])] if "about" in more else []
    return [(node, p, o) for p, o in (*said, *dated, *about)]


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ({"start": "2025-01-01"}, {"start": "2025-06-01"}, True),
        ({"start": "2025-01-01", "end": "2025-05-31"}, {"start": "2025-06-01"}, False),
        ({"start": "2025-01-01", "end": "2025-06"}, {"start": "2025-06-15"}, True),
        ({"end": "2025"}, {"start": "2025-12-31"}, True),
        ({"end": "2024"}, {"start": "2025"}, False),
        ({}, {"start": "2025-06-01"}, False),
        ({"start": "2025", "modality": "predicted"}, {"start": "2025"}, False),
        ({"start": "2025", "about": "<urn:a>"}, {"start": "2025"}, False),
        ({"start": "2025", "about": "<urn:a>"}, {"start": "2025", "about": "<urn:a>"}, True),
    ],
)
def test_two_preferred_looks_at_days(one: dict[str, str], other: dict[str, str], clashes: bool) -> None:
    """Two preferred claims clash only on days that both hold, about the same thing, neither a forecast."""
    triples = [*claim("one", "strong", **one), *claim("other", "weak", **other)]

    assert clashes == bool(found("two-preferred", triples))
    assert [] == found("two-preferred", [*claim("one", "same", **one), *claim("other", "same", **other)])


def test_two_preferred_knows_every_property_of_one_value() -> None:
    """The rule names the properties that the ontology declares to hold one value at a time."""
    kind = next(o for s, _, o in ontology() if s == LIMEN.TimeFunctionalProperty and o.endswith("Class>"))
    declared = {s for s, p, o in ontology() if p == RDF.type and o == LIMEN.TimeFunctionalProperty}

    assert kind
    assert {f"limen:{each[1:-1].rpartition('#')[2]}" for each in declared} == set(
        re.findall(r"\((limen:\w+) \"", rule("two-preferred").query)
    )


def ontology() -> tuple[Triple, ...]:
    return read_turtle((ROOT / "ontology/limen.ttl").read_bytes())


def test_forecast_when_a_later_claim_tells_is_resolved() -> None:
    """A forecast is open until a claim that is none, not older than it, speaks of the same subject and property."""
    source = [
        (f"<{BASE}claim/one>", DCTERMS.source, "<urn:talk>"),
        ("<urn:talk>", DCTERMS.issued, date("2025-03-01")),
    ]
    forecast = [*claim("one", "strong", modality="predicted", end="2025-12-31"), *source]
    known = [("<urn:registry>", LIMEN.knownThrough, date("2026-02-01"))]
    witness = [(f"<{BASE}claim/two>", DCTERMS.source, "<urn:report>")]

    assert [] == found(
        "unresolved-forecast", forecast
    )  # the newest document is older than the forecast's end
    assert 1 == len(found("unresolved-forecast", [*forecast, *known]))
    assert [] == found(
        "unresolved-forecast", [*forecast, *known, *claim("two", "strong", start="2025-06"), *witness]
    )
    assert 1 == len(
        found("unresolved-forecast", [*forecast, *known, *claim("two", "weak", start="2024-01-01"), *witness])
    )


def level(name: str, order: int) -> list[Triple]:
    return [
        (
            f"<urn:{name}>",
            LIMEN.order,
            literal(str(order), datatype="http://www.w3.org/2001/XMLSchema#integer"),
        ),
        (f"<urn:{name}>", SKOS.inScheme, "<urn:levels>"),
    ]


def standard(name: str, level: str, *safeguards: str) -> list[Triple]:
    """A standard of a level in one version of a policy, with what it requires."""
    node = f"<urn:{name}>"
    return [
        (node, RDF.type, LIMEN.SafeguardStandard),
        (node, SKOS.broader, f"<urn:{level}>"),
        (node, SKOS.inScheme, "<urn:policy>"),
        *((node, DCTERMS.requires, f"<urn:{safeguard}>") for safeguard in safeguards),
    ]


@pytest.mark.parametrize(
    ("upper", "more", "is_weaker"),
    [
        (("filters",), [], True),
        (("filters", "alarms"), [], False),
        (("lower", "alarms"), [], False),  # what the lower standard requires, and more
        ((), [], False),  # nothing is listed: bare-standard says so
        (("filters",), [("<urn:upper>", SKOS.note, '"The rest follows later."@en')], False),
    ],
)
def test_weaker_level_compares_neighbours(
    upper: tuple[str, ...], more: list[Triple], is_weaker: bool
) -> None:
    """What a standard takes over counts, and a note says why a level asks for less."""
    lower = [*level("one", 1), *level("two", 2), *standard("lower", "one", "filters", "watching")]

    assert is_weaker == bool(found("weaker-level", [*lower, *standard("upper", "two", *upper), *more]))


def test_turtle_when_broken_is_a_finding_with_line_and_column(tmp_path: Path) -> None:
    """A file that is not Turtle is reported at the place, and the others are checked all the same."""
    broken, other = tmp_path / "broken.ttl", tmp_path / "other.ttl"
    broken.write_bytes(b"<https://example.org/a> <https://example.org/b>\n  \xff .")
    other.write_text(
        "<https://example.org/a> <http://www.w3.org/2002/07/owl#inverseOf> <https://example.org/a> .\n"
    )
    inspected = check_turtle([broken, other])

    assert [("turtle-syntax", 2, 3), ("oops-p25-inverse-of-itself", 1, 25)] == [
        (each.code, each.line, each.column) for each in inspected.findings
    ]
    assert 1 == inspected.triples


def test_turtle_when_it_is_empty_has_nothing_wrong(tmp_path: Path) -> None:
    """A file without triples breaks nothing."""
    path = tmp_path / "empty.ttl"
    path.write_text("# nothing\n")

    assert ((), 0, 0) == check_turtle([path])


def test_turtle_when_it_names_itself_is_read(tmp_path: Path) -> None:
    """An IRI that is relative is taken to begin at the file, wherever that lies."""
    path = tmp_path / "a file.ttl"
    path.write_text("<> a <http://www.w3.org/2002/07/owl#Ontology> .\n")
    named = {each.breach.focus for each in check_turtle([path]).findings}

    assert {"<file:///a%20file.ttl>"} == named


def test_shapes_of_limen_when_checked_have_nothing_wrong() -> None:
    """Limen's own shapes pass the checks for anybody's: they are used, declared, understood and seen to fail."""
    inspected = check_turtle(sorted((ROOT / "shapes").glob("*.ttl")))

    assert () == inspected.findings
    assert inspected.shapes > 100


@pytest.mark.parametrize(
    ("text", "described", "place"),
    [
        ("ex:Cat a ex:Kind .", True, (1, 1)),
        ("<http://example.org/Cat> a ex:Kind .", True, (1, 1)),
        ("ex:Cats a ex:Kind .\nex:Cat a ex:Kind .", True, (2, 1)),
        ("ex:Tom a ex:Cat .", True, None),
        ("ex:Tom a ex:Cat .", False, (1, 10)),
        ("# ex:Cat\nex:Tom a ex:Cat.", False, (2, 10)),
        ("@prefix ex: <http://example.org/Cat> .", False, None),
        ("ex:Cat.x a ex:Kind .", True, None),
        ("", False, None),
    ],
)
def test_term_place(text: str, described: bool, place: tuple[int, int] | None) -> None:
    """A term is found under each of its spellings, and no longer name is taken for it."""
    names = {"ex": "http://example.org/"}

    assert place == term_place(text, "http://example.org/Cat", names, described)


def test_terms_in_rules_exist() -> None:
    """A misspelt term in a rule would match nothing and find nothing."""
    from limen import vocab

    known = {f"{each.prefix}:{term}" for each in vocab.VOCABULARIES for term in each.terms}
    used = {
        term
        for path in FILES
        if path.parent.name in {"levels", "claims"}
        for term in re.findall(r"(?<![\w/\"<])[a-z]+:[A-Za-z_]+", rule(path.stem).query)
    }

    assert used
    assert set() == used - known
