"""SSSOM tables: what is written, what is read back, and what is wrong with somebody else's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.parse.mapping_text import format_mappings, mapping_findings
from limen.parse.sssom import parse_sssom
from limen.serialize import Style, find_format, serialize
from limen.serialize.mappings import gather_mappings
from limen.term import Triple, literal
from limen.vocab import BASE, DCTERMS, LIMEN, RDF, SEMAPV, SKOS, SSSOM, prefixes
from mapping_samples import CLEAN, MAPPINGS, dataset, mapping_triples

DATA = Path(__file__).parent / "data" / "sssom"
ID = f"{BASE}id/"
FORMAT = find_format("sssom")
STYLE = Style(prefixes())


def record(name: str, *more: tuple[str, str]) -> list[Triple]:
    """The triples of one mapping."""
    node = f"<{BASE}mapping/{name}>"
    said = [
        (RDF.type, LIMEN.Mapping),
        (RDF.subject, f"<{ID}weakness/example.org/levels#L-3>"),
        (RDF.predicate, SKOS.relatedMatch),
        (RDF.object, f"<{ID}control/example.org/framework>"),
        (SSSOM.mapping_justification, SEMAPV.UnspecifiedMatching),
    ]
    return [(node, predicate, value) for predicate, value in (*said, *more)]


def table(triples: list[Triple]) -> str:
    """Write mappings as a table."""
    return "".join(serialize([("https://example.org/g", triples)], FORMAT, STYLE))


def kept(name: str, text: str) -> None:
    """Hold a text to the file that was accepted; LIMEN_ACCEPT=1 accepts it."""
    file = DATA / name
    if os.environ.get("LIMEN_ACCEPT"):
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def test_table_golden(tmp_path):
    """A table has its metadata in comments, only the columns in use, and rows in the order of records."""
    kept("expected.sssom.tsv", dataset(tmp_path).serialize("sssom").decode())


def test_import_golden(tmp_path):
    """An import is front matter in the order of the format, with what helps the eye in comments."""
    parsed, findings = parse_sssom("a.sssom.tsv", dataset(tmp_path).serialize("sssom"))
    kept("expected.yaml", format_mappings(parsed, BASE))
    assert () == findings


@pytest.mark.parametrize("base", [BASE, "https://example.org/mapping/limen/"])
def test_import_of_an_export(tmp_path, base):
    """What is exported and imported again says the same of every mapping, under any base."""
    before = dataset(tmp_path / "one", base=base)
    parsed, findings = parse_sssom("a.sssom.tsv", before.serialize("sssom"))
    after = dataset(tmp_path / "two", format_mappings(parsed, base), base=base)

    assert () == findings
    assert mapping_triples(before) == mapping_triples(after)
    assert before.serialize("sssom") == after.serialize("sssom")


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\t\n"|\\='), min_size=1)


@given(comment=TEXTS, label=TEXTS, version=TEXTS, quotes=st.lists(TEXTS, unique=True))
def test_every_text_comes_back(comment, label, version, quotes):
    """No tab, quote, bar, backslash or line end in a text moves a cell or changes the text."""
    said = [(SSSOM.comment, literal(comment, "en")), (SKOS.prefLabel, literal(label, "en"))]
    said += [(SSSOM.object_source_version, literal(version)), *((LIMEN.quote, literal(q)) for q in quotes)]
    parsed, findings = parse_sssom("a.sssom.tsv", table(record("a", *said)).encode())
    (row,) = parsed.rows

    assert () == findings
    assert (comment,) == row.slots["comment"]
    assert (label,) == row.slots["label"]
    assert (version,) == row.slots["object_source_version"]
    assert sorted(quotes) == sorted(row.slots.get("quote", ()))


def test_table_in_any_order():
    """The order of triples and of graphs does not reach the bytes."""
    one, other = record("a", (DCTERMS.source, f"<{ID}reference/example.org/p>")), record("b")
    graphs = [("https://example.org/g", one), ("https://example.org/h", other)]
    turned = [("https://example.org/h", other[::-1]), ("https://example.org/g", one[::-1])]

    assert "".join(serialize(graphs, FORMAT, STYLE)) == "".join(serialize(turned, FORMAT, STYLE))


def test_table_without_mappings():
    """A registry without mappings gives a table without rows."""
    text = table([])
    assert "subject_id\tpredicate_id" in text.splitlines()[-1]
    parsed, findings = parse_sssom("a.sssom.tsv", text.encode())
    assert ((), ()) == (parsed.rows, findings)
    assert format_mappings(parsed, BASE).endswith("mappings: []\n")


def test_table_when_an_iri_has_no_prefix():
    """A namespace that nobody named gets a name, and the IRI comes back."""
    text = table(record("a", (DCTERMS.source, "<https://else.example/doc#§1>")))
    parsed, _ = parse_sssom("a.sssom.tsv", text.encode())

    assert '#  ns1: "https://else.example/doc#"\n' in text
    assert ("https://else.example/doc#%C2%A71",) == parsed.rows[0].slots["mapping_source"]


@pytest.mark.parametrize("lacking", [RDF.subject, RDF.predicate, RDF.object])
def test_row_of_half_a_mapping(lacking):
    """A mapping that lacks an end or the relation has no row; the checks report it."""
    triples = [each for each in record("a") if each[1] != lacking]
    assert () == gather_mappings(triples).rows


def test_version_without_known_through():
    """Without a day up to which the registry knows, the latest day of a mapping stands."""
    days = [
        record(day, (SSSOM.mapping_date, literal(day))) for day in ("2025-01-02", "2025-03", "2024-12-31")
    ]
    assert "2025-01-02" == gather_mappings([each for day in days for each in day]).known_through
    assert "" == gather_mappings(record("a")).known_through


def test_findings_of_somebody_elses_table():
    """Everything wrong is found at its line and column, and nothing is dropped from the import."""
    file = DATA / "foreign.sssom.tsv"
    parsed, findings = parse_sssom(file.name, file.read_bytes())
    found = sorted((*findings, *mapping_findings(file.name, parsed, BASE)))

    kept("foreign.findings.txt", "".join(f"{each}\n" for each in found))
    kept("foreign.yaml", format_mappings(parsed, BASE))


def test_findings_when_it_is_no_table():
    """A file of something else lacks every column, and bytes that are no text are told."""
    assert 4 == len(parse_sssom("a.tsv", b"just words\n")[1])
    assert 4 == len(parse_sssom("a.tsv", b"")[1])
    assert ["not-utf8"] == [each.code for each in parse_sssom("a.tsv", b"caf\xe9")[1]]


def test_findings_when_the_metadata_is_no_yaml():
    """Metadata that cannot be read is told with its line, and the rows are read all the same."""
    text = '#license: "x\n#curie_map: {\nsubject_id\tpredicate_id\tobject_id\na:b\tc:d\n'
    parsed, findings = parse_sssom("a.tsv", text.encode())
    assert ("a:b",) == parsed.rows[0].slots["subject_id"]
    assert "yaml-syntax" in {each.code for each in findings}


def test_command(tmp_path, limen):
    """The command prints what a registry can take in, and 1 is the exit code for errors alone."""
    file = tmp_path / "a.sssom.tsv"
    file.write_bytes(dataset(tmp_path / "registry").serialize("sssom"))
    run = limen("import", file)
    broken = limen("import", DATA / "foreign.sssom.tsv")

    assert (0, "") == (run.code, run.err)
    assert (DATA / "expected.yaml").read_text(encoding="utf-8") == run.out
    assert (1, (DATA / "foreign.yaml").read_text(encoding="utf-8")) == (broken.code, broken.out)
    assert "foreign.sssom.tsv:" in broken.err
    assert 2 == limen("import", tmp_path / "nowhere.tsv").code


def test_export_command(tmp_path, limen):
    """Both forms of mappings are exported like any other, under their names."""
    dataset(tmp_path / "registry", CLEAN)
    run = limen("export", tmp_path / "registry", "--out", tmp_path / "out", "--format", "sssom,oscal")
    written = {"catalog.ttl", "limen.oscal.json", "limen.sssom.tsv", "manifest.json"}

    assert written == {path.name for path in (tmp_path / "out").iterdir()}
    assert (0, "") == (run.code, run.err)


def test_samples_are_worth_it():
    """The samples hold what is hard: escapes, a negative, several values, a date that is no day."""
    assert all(each in MAPPINGS for each in ("negative", "%23", "§", "\\n", '"2025-05"', "[secid:", "NA"))
