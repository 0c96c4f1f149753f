"""Hypothesis strategies for RDF: IRIs, literals, triples and graphs.

They keep to what rdflib and pyoxigraph read back as it was written: language
tags are lower case (both fold them), and IRIs have only characters that RFC
3987 allows and no dot segments.
"""

from __future__ import annotations

from hypothesis import strategies as st

from limen.serialize import Graph, Style
from limen.term import XSD, Triple, iri, literal

EXAMPLE = "https://example.org/ns#"

#: Prefixes, some of which are traps: one is the scheme of IRIs in use, one has
#: a namespace that ends inside a word, two share a namespace.
STYLE = Style(
    prefixes={
        "ex": EXAMPLE,
        "id": "https://example.org/id/",
        "item": "https://example.org/id/a#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "secid": "https://example.org/secid/",
        "urn": "https://example.org/urn#",
        "word": "https://example.org/wo",
        "xs": XSD,
        "xsd": XSD,
    },
    coercions={
        EXAMPLE + "link": "@id",
        EXAMPLE + "day": XSD + "date",
        EXAMPLE + "count": XSD + "integer",
        EXAMPLE + "text": XSD + "string",
        "urn:example:link": "@id",
    },
    language_maps=frozenset({EXAMPLE + "label", "urn:example:label"}),
)

_SEGMENTS = st.text("ab9_-:~!$&'()*+,;=@éßλ中\U0001f600\u200d", max_size=4) | st.sampled_from(
    ["a.b", "a.", ".a", "-a", "9.5", "a%20b", "%E4%B8%AD", "a/b", "a?b=c&d", "x"]
)
_NAMESPACES = st.sampled_from(
    [
        *sorted(set(STYLE.prefixes.values())),
        "http://example.com/",
        "secid:weakness/",
        "urn:example:",
        "urn://x/",
        "mailto:",
        "ex:",
    ]
)
iris = st.builds("{}{}{}".format, _NAMESPACES, st.sampled_from(["x", "9", "_"]), _SEGMENTS) | st.sampled_from(
    [EXAMPLE + "a", EXAMPLE + "B", EXAMPLE, "https://example.org/id/", "secid:weakness/a#b", "urn:example:a#"]
)
_NAMED = [
    *STYLE.coercions,
    *sorted(STYLE.language_maps),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    EXAMPLE + "p",
    EXAMPLE + "a.b-c",
]
predicates = st.sampled_from(_NAMED) | iris
#: Predicates that end in an element name of XML.
xml_predicates = st.sampled_from(_NAMED) | st.builds(
    "{}{}".format, iris, st.sampled_from(["p", "_q", "r.1-"])
)

texts = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\"\\\n\r\t\b\f\0\x7f<>&']")
) | st.sampled_from(
    [
        "",
        " ",
        '"',
        '""\n"',
        '\n"""',
        "\n\\",
        '"""a\n',
        "\\n",
        "\\\\n\n",
        "]]>",
        "&amp;",
        "\r\n",
        "@none",
        "ex:a",
        "secid:a",
    ]
)
#: Texts that XML 1.0 can hold.
xml_texts = texts.map(lambda text: "".join(filter(_is_xml, text)))


def _is_xml(char: str) -> bool:
    return char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")


_NUMBERS = ["0", "5", "-5", "007", "+5", "-0", "999999999999999", "1000000000000000", "9" * 40]
_DECIMALS = ["1.5", "-0.5", "0.0", "1.50", ".5", "5", "-0.0", "+1.5", "100.001"]
_TYPED = [
    *((text, XSD + "integer") for text in _NUMBERS),
    *((text, XSD + "decimal") for text in _DECIMALS),
    *((text, XSD + "boolean") for text in ("true", "false", "1", "TRUE")),
    *((text, XSD + "double") for text in ("1.5E0", "1e3", "INF", "5")),
    *((text, XSD + "date") for text in ("2026-10-10", "2026-10-10Z", "soon")),
    ("5", EXAMPLE + "unit"),
    ("a", "urn:example:unit"),
]


def literals(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Draw literals: plain, with a language, and with datatypes well used or not."""
    tags = st.sampled_from(["en", "de", "en-gb", "zh-hant"])
    return (
        st.builds(literal, values)
        | st.builds(literal, values, tags)
        | st.sampled_from(_TYPED).map(lambda typed: literal(typed[0], datatype=typed[1]))
        | st.builds(lambda value: literal(value, datatype=EXAMPLE + "unit"), values)
    )


def graphs(*, xml: bool = False) -> st.SearchStrategy[list[Graph]]:
    """Draw a few graphs in IRI order; with `xml`, only what RDF/XML can hold."""
    subjects = st.sampled_from([EXAMPLE + "a", EXAMPLE + "a/b", "urn:example:a"]) | iris
    objects = iris.map(iri) | literals(xml_texts if xml else texts)
    triple: st.SearchStrategy[Triple] = st.tuples(
        subjects.map(iri), (xml_predicates if xml else predicates).map(iri), objects
    )
    names = st.sampled_from([EXAMPLE + "g", "https://example.org/graph/a/b.md", "urn:example:g"])
    return st.dictionaries(names, st.lists(triple, max_size=12), max_size=3).map(
        lambda drawn: sorted(drawn.items())
    )
