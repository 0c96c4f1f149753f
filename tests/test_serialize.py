"""How each format is laid out, what it refuses, and that nothing but the statements decides the bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import limen.serialize
from limen.errors import OutputRefused, UnknownFormat
from limen.serialize import FORMATS, Format, Graph, Style, find_format, serialize
from limen.term import XSD, Triple, literal

DATA = Path(__file__).parent / "data" / "serialize"
EX = "https://example.org/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
STYLE = Style(
    prefixes={"ex": EX, "never": "https://example.org/never#", "skos": SKOS, "xsd": XSD},
    coercions={EX + "day": XSD + "date", EX + "source": "@id"},
    language_maps=frozenset({SKOS + "altLabel", SKOS + "prefLabel"}),
)
LEVEL = f"<{EX}level-3>"
GRAPHS: list[Graph] = [
    (
        "https://example.org/graph/a",
        [
            (LEVEL, f"<{SKOS}prefLabel>", '"Level 3"@en'),
            (LEVEL, TYPE, f"<{SKOS}Concept>"),
            (LEVEL, TYPE, f"<{EX}Level>"),
            (LEVEL, f"<{SKOS}altLabel>", '"L3"'),
            (LEVEL, f"<{SKOS}altLabel>", '"Stufe drei"@de'),
            (LEVEL, f"<{SKOS}altLabel>", '"Stufe 3"@de'),
            (LEVEL, f"<{EX}day>", literal("2025-05-22", datatype=XSD + "date")),
            (LEVEL, f"<{EX}day>", '"in May"'),
            (LEVEL, f"<{EX}order>", literal("3", datatype=XSD + "integer")),
            (LEVEL, f"<{EX}order>", literal("03", datatype=XSD + "integer")),
            (LEVEL, f"<{EX}weight>", literal("0.5", datatype=XSD + "decimal")),
            (LEVEL, f"<{EX}open>", literal("true", datatype=XSD + "boolean")),
            (LEVEL, f"<{EX}text>", literal('two\nlines & a "quote"', "en")),
        ],
    ),
    (
        "https://example.org/graph/b",
        [
            (LEVEL, TYPE, f"<{EX}Level>"),
            (LEVEL, f"<{EX}source>", "<https://example.org/doc/a?b=1&c=2>"),
            (LEVEL, f"<{EX}source>", f"<{EX}doc>"),
            (f"<{EX}level-3/old>", "<https://example.com/terms/seeAlso>", LEVEL),
        ],
    ),
]
each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


def written(triples: list[Triple], name: str, style: Style = STYLE) -> str:
    """Write one graph in the format of that name."""
    return "".join(serialize([("https://example.org/g", triples)], find_format(name), style))


def node(*triples: Triple, style: Style = STYLE) -> dict[str, Any]:
    """Write triples of one subject as JSON-LD and take the subject out."""
    (found,) = json.loads(written(list(triples), "jsonld", style))["@graph"]
    return dict(found)


@each_format
def test_serialize_golden(form: Format) -> None:
    """Every format has the layout that the expected file shows."""
    expected = (DATA / f"expected.{form.extension}").read_text(encoding="utf-8")
    assert expected == "".join(serialize(GRAPHS, form, STYLE))


def test_serialize_under_two_hash_seeds() -> None:
    """The order in which sets and mappings are walked does not reach the bytes."""
    program = (
        "import ast, sys; from limen.serialize import *; graphs, *rest = ast.literal_eval(sys.stdin.read());"
        "prefixes, coercions, maps = rest; v = Style(prefixes, coercions, frozenset(maps));"
        "[sys.stdout.write(text) for form in FORMATS for text in serialize(graphs, form, v)]"
    )
    given = (GRAPHS, STYLE.prefixes, STYLE.coercions, sorted(STYLE.language_maps))
    source = str(Path(limen.serialize.__file__).parents[2])
    outputs = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program],
            input=repr(given).encode(),
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert outputs[0] == outputs[1]
    assert "".join("".join(serialize(GRAPHS, form, STYLE)) for form in FORMATS) == outputs[0].decode()


@each_format
def test_serialize_nothing(form: Format) -> None:
    """No graphs give a text of the format that declares no prefix."""
    text = "".join(serialize([], form, STYLE))
    assert "skos" not in text
    assert (form.name in ("json-ld", "xml")) == bool(text)


def test_all_sorted() -> None:
    """The room's door lists its names sorted."""
    assert sorted(limen.serialize.__all__) == limen.serialize.__all__


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ttl", "turtle"),
        ("turtle", "turtle"),
        ("jsonld", "json-ld"),
        ("nq", "nquads"),
        ("nt", "nt"),
        ("rdf", "xml"),
    ],
)
def test_find_format(name: str, expected: str) -> None:
    """A format is found by its name and by its aliases."""
    assert expected == find_format(name).name


def test_find_format_unknown() -> None:
    """An unknown name is refused with the names there are."""
    with pytest.raises(UnknownFormat, match=r"'docx'.*json-ld or jsonld.*turtle or ttl"):
        find_format("docx")


def test_serialize_unknown_format() -> None:
    """A format made by hand that nobody writes is refused."""
    with pytest.raises(UnknownFormat, match="hdt"):
        serialize([], Format("hdt", (), "hdt", "application/hdt", keeps_graphs=False), STYLE)


def test_nquads_one_graph_at_a_time() -> None:
    """N-Quads are written as the graphs come: no graph is asked for before the one before is out."""
    asked = []

    def graphs() -> Iterator[Graph]:
        for name, triples in GRAPHS:
            asked.append(name)
            yield name, triples

    chunks = serialize(graphs(), find_format("nquads"), STYLE)
    assert "graph/a" in next(chunks)
    assert ["https://example.org/graph/a"] == asked


@pytest.mark.parametrize("local", ["a.", "-a", "a/b", "a%20b", "é", "", "a,b", "a:b"])
def test_turtle_no_prefix_where_it_needs_an_escape(local: str) -> None:
    """An IRI whose end a prefixed name cannot hold plainly is written in full."""
    assert f"<{EX}{local}>" in written([(LEVEL, f"<{EX}p>", f"<{EX}{local}>")], "turtle")


def test_turtle_no_shorthand_outside_canonical() -> None:
    """A number whose shorthand would be another literal keeps its quotes."""
    for value, kind in [
        ("+5", "integer"),
        ("007", "integer"),
        ("5", "decimal"),
        ("1.50", "decimal"),
        ("1", "boolean"),
    ]:
        text = written([(LEVEL, f"<{EX}p>", literal(value, datatype=XSD + kind))], "turtle")
        assert f'    ex:p "{value}"^^xsd:{kind} ;\n' in text


def test_turtle_quotes_in_long_text() -> None:
    """A text with newlines escapes only the quotes that would end it."""
    text = written([(LEVEL, f"<{EX}p>", literal('"a" ""\n"""b"'))], "turtle")
    assert '    ex:p """"a" ""\n\\"""b\\"""" ;\n' in text


def test_turtle_prefix_that_is_no_name() -> None:
    """A prefix that cannot be declared in every format is never used."""
    style = Style({"_": EX, "9": SKOS})
    text = written([(LEVEL, f"<{SKOS}note>", '"a"')], "turtle", style)
    assert f'{LEVEL}\n    <{SKOS}note> "a" ;\n.\n' == text


@pytest.mark.parametrize("name", ["turtle", "jsonld", "xml"])
@pytest.mark.parametrize("names", [("one", "two"), ("two", "one")])
def test_serialize_two_prefixes_for_a_namespace(name: str, names: tuple[str, str]) -> None:
    """Of two prefixes for one namespace the first by name is used, in whatever order they are given."""
    text = written([(LEVEL, f"<{EX}p>", '"a"')], name, Style(dict.fromkeys(names, EX)))
    assert "one:p" in text
    assert "two" not in text


def test_jsonld_scheme_of_a_coercion_that_is_a_prefix() -> None:
    """A prefix is not used where a datatype in the context has a scheme of its name."""
    style = Style({"urn": EX}, coercions={EX + "p": "urn:example:unit"})
    document = json.loads(written([(LEVEL, f"<{EX}p>", '"a"')], "jsonld", style))
    assert {"@version": 1.1, EX + "p": {"@type": "urn:example:unit"}} == document["@context"]


def test_jsonld_scheme_that_is_a_prefix() -> None:
    """A prefix is not used where an IRI's scheme has its name, for it would be read into that IRI."""
    style = Style({"secid": "https://example.org/secid/"})
    triples: list[Triple] = [("<https://example.org/secid/a>", f"<{EX}p>", "<secid:weakness/a>")]
    document = json.loads(written(triples, "jsonld", style))
    assert {"@version": 1.1} == document["@context"]
    assert [{"@id": "https://example.org/secid/a", EX + "p": {"@id": "secid:weakness/a"}}] == document[
        "@graph"
    ]
    assert "secid:a" in written(triples, "turtle", style)


def test_jsonld_language_map_with_an_iri() -> None:
    """A value that has no language keeps the property from being a language map, and stands in an array."""
    label = f"<{SKOS}prefLabel>"
    assert [{"@id": "ex:a"}] == node((LEVEL, label, f"<{EX}a>"))["skos:prefLabel"]
    assert {"@none": "a"} == node((LEVEL, label, '"a"'))["skos:prefLabel"]


def test_jsonld_type_that_is_a_literal() -> None:
    """A literal cannot stand under @type, and is kept all the same."""
    found = node((LEVEL, TYPE, '"odd"'), (LEVEL, TYPE, f"<{EX}Level>"))
    assert {"@id": "ex:level-3", "@type": "ex:Level", TYPE[1:-1]: "odd"} == found


def test_jsonld_native_values() -> None:
    """A number becomes JSON's own only where every reader gives back the same literal."""
    for text, expected in [
        ("0", 0),
        ("-12", -12),
        ("999999999999999", 999999999999999),
        ("1000000000000000", {"@type": "xsd:integer", "@value": "1000000000000000"}),
        ("-0", {"@type": "xsd:integer", "@value": "-0"}),
    ]:
        assert expected == node((LEVEL, f"<{EX}p>", literal(text, datatype=XSD + "integer")))["ex:p"]


@pytest.mark.parametrize("local", ["", "42", "é", "a/", "p%20"])
def test_rdfxml_property_without_element_name(local: str) -> None:
    """A property that does not end in an element name is refused by name."""
    with pytest.raises(OutputRefused, match="cannot write the property"):
        written([(LEVEL, f"<{EX}{local}>", LEVEL)], "xml")


@pytest.mark.parametrize("local", ["Description", "li", "about"])
def test_rdfxml_property_that_is_syntax(local: str) -> None:
    """A property that RDF/XML would read as its own syntax is refused."""
    with pytest.raises(OutputRefused, match="cannot write the property"):
        written([(LEVEL, TYPE.replace("type", local), LEVEL)], "xml")


@pytest.mark.parametrize("char", ["\0", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_rdfxml_char_outside_xml(char: str) -> None:
    """A character that XML has no way to write is refused, with the subject that has it."""
    with pytest.raises(OutputRefused, match=rf"U\+{ord(char):04X}, which <{EX}level-3> has"):
        written([(LEVEL, f"<{EX}p>", literal(f"a{char}b"))], "xml")


def test_rdfxml_prefix_that_xml_reserves() -> None:
    """A prefix that XML keeps for itself, or that means RDF, is replaced by one made up."""
    style = Style({"xmlish": EX, "rdf": SKOS, "ns1": "https://example.org/ns1#"})
    predicates = (f"{EX}p", f"{SKOS}p", "https://example.org/ns1#p")
    text = written([(LEVEL, f"<{each}>", LEVEL) for each in predicates], "xml", style)
    assert 'xmlns:ns1="https://example.org/ns1#"' in text
    assert f'xmlns:ns2="{SKOS}"' in text
    assert f'xmlns:ns3="{EX}"' in text
