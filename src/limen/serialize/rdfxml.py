"""RDF/XML in its plainest form: one rdf:Description per subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from xml.sax.saxutils import escape

from limen.errors import OutputRefused
from limen.serialize.describe import (
    Graph,
    by_predicate,
    by_subject,
    predicate_ranks,
    predicates_of,
    texts,
    union,
)
from limen.serialize.style import Style
from limen.term import iri_of, is_literal, literal_parts
from limen.vocab import RDF

# The longest element name at the end of an IRI; only ASCII, which every reader takes.
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_PREFIX = re.compile(r"(?!(?i:xml)|rdf\Z)[A-Za-z_][A-Za-z0-9_-]*\Z")
# RDF/XML 1.1, section 6.2.5: names that mean something else as an element.
_NOT_PROPERTIES = frozenset(
    f"{RDF.namespace}{name}"
    for name in (
        *("Description", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li"),
        *("bagID", "aboutEach", "aboutEachPrefix"),
    )
)
# XML 1.0, production 2 [Char], turned round.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A carriage return left as it is would be read as a newline.
_TO_ESCAPE = {"\r": "&#13;"}


def serialize_rdfxml(graphs: Iterable[Graph], style: Style) -> Iterator[str]:
    """Write the union of all graphs as RDF/XML 1.1.

    Raises:
        OutputRefused: if a predicate does not end in an element name, or a text
            holds a character that XML 1.0 has no way to write.

    >>> graph = ("x:g", [("<x:/a>", "<x:/p>", '"1 < 2"')])
    >>> print("".join(serialize_rdfxml([graph], Style({"ex": "x:/"}))), end="")
    <?xml version="1.0" encoding="UTF-8"?>
    <rdf:RDF
        xmlns:ex="x:/"
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="x:/a">
        <ex:p>1 &lt; 2</ex:p>
      </rdf:Description>
    </rdf:RDF>
    """
    subjects = by_subject(union(graphs))
    parts = {predicate: _split(predicate) for predicate in sorted(predicates_of(subjects))}
    prefixes = _prefixes({namespace for namespace, _ in parts.values()}, style)
    elements = {each: f"{prefixes[namespace]}:{local}" for each, (namespace, local) in parts.items()}
    ranks = predicate_ranks(subjects, elements.__getitem__)
    declared = sorted(f'    xmlns:{prefix}="{escape(text)}"' for text, prefix in prefixes.items())
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF\n' + "\n".join(declared) + ">\n"
    for subject, triples in subjects.items():
        yield _block(subject, by_predicate(triples, ranks), elements)
    yield "</rdf:RDF>\n"


def _split(predicate: str) -> tuple[str, str]:
    text = iri_of(predicate)
    local = _LOCAL.search(text)
    if local is None or text in _NOT_PROPERTIES:
        raise OutputRefused(f"RDF/XML cannot write the property {predicate}; any other format can")
    return text[: local.start()], local[0]


def _prefixes(namespaces: set[str], style: Style) -> dict[str, str]:
    """Give every namespace a prefix, made up where the style has none that XML allows."""
    known = {
        namespace: prefix
        for prefix, namespace in sorted(style.prefixes.items(), reverse=True)
        if _PREFIX.match(prefix)
    }
    prefixes = {text: known[text] for text in namespaces & known.keys()} | {RDF.namespace: "rdf"}
    number = 0
    for namespace in sorted(namespaces - prefixes.keys()):
        while (prefix := f"ns{(number := number + 1)}") in prefixes.values():
            pass
        prefixes[namespace] = prefix
    return prefixes


def _block(subject: str, said: list[tuple[str, list[str]]], elements: dict[str, str]) -> str:
    lines = [f'  <rdf:Description rdf:about="{escape(iri_of(subject))}">']
    for predicate, terms in said:
        lines += texts(terms, partial(_element, elements[predicate]))
    text = "\n".join([*lines, "  </rdf:Description>\n"])
    if found := _NOT_XML.search(text):
        code = f"U+{ord(found[0]):04X}"
        raise OutputRefused(f"RDF/XML cannot write {code}, which {subject} has; any other format can")
    return text


def _element(name: str, term: str) -> str:
    if not is_literal(term):
        return f'    <{name} rdf:resource="{escape(iri_of(term))}"/>'
    value, language, datatype = literal_parts(term)
    attribute = f' xml:lang="{language}"' if language else ""
    if datatype:
        attribute = f' rdf:datatype="{escape(datatype)}"'
    return f"    <{name}{attribute}>{escape(value, _TO_ESCAPE)}</{name}>"
