"""The page of limen's own terms: definition, place in the hierarchy, example, how often each is used."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import NamedTuple

from limen.files import read_resources
from limen.pages import Facts, Item, Line, Page, Section, Words
from limen.publish.site.frame import frame
from limen.publish.site.here import Here
from limen.publish.site.words import counted
from limen.publish.wording import short
from limen.term import iri_of
from limen.vocab import NS

_TEXTS = ("label", "definition", "example", "scopeNote")
_LINKS = {
    "subClassOf": "kind of",
    "subPropertyOf": "kind of",
    "domain": "said of",
    "range": "value",
    "inScheme": "one of",
}
_SORTS = {
    "Class": "Classes",
    "ObjectProperty": "Properties between things",
    "DatatypeProperty": "Properties with values",
    "ConceptScheme": "Lists of words",
    "Concept": "Words of those lists",
}


class TermPage(NamedTuple):
    """What the ontology says of one of its terms."""

    name: str
    sort: str
    texts: dict[str, str]
    links: dict[str, tuple[str, ...]]


class Ontology(NamedTuple):
    """The ontology as its file says it."""

    text: str
    version: str
    about: str
    terms: tuple[TermPage, ...]


@cache
def ontology() -> Ontology:
    """Read limen's ontology."""
    from rdflib import DCTERMS, OWL, RDF, Graph, Literal, URIRef

    text = read_resources("ontology", ".ttl")["limen"]
    graph = Graph(bind_namespaces="none").parse(data=text, format="turtle")
    this = URIRef(NS.removesuffix("#"))
    terms = []
    for node in sorted({str(each) for each in graph.subjects() if str(each).startswith(NS)}):
        said = URIRef(node)
        kinds = {str(each).rpartition("#")[2] for each in graph.objects(said, RDF.type)}
        sort = next((each for each in _SORTS if each in kinds), "")
        texts: dict[str, str] = {}
        links: dict[str, list[str]] = {}
        for predicate, value in sorted(graph.predicate_objects(said)):
            name = str(predicate).rpartition("#")[2]
            if isinstance(value, Literal) and name in _TEXTS:
                texts.setdefault(name, str(value))
            elif isinstance(value, URIRef) and name in _LINKS:
                links.setdefault(name, []).append(f"<{value}>")
        terms.append(
            TermPage(
                node.removeprefix(NS), sort, texts, {name: tuple(sorted(v)) for name, v in links.items()}
            )
        )
    version = str(next(graph.objects(this, OWL.versionInfo), ""))
    about = str(next(graph.objects(this, DCTERMS.description), ""))
    return Ontology(text, version, about, tuple(each for each in terms if each.sort))


def ontology_jsonld() -> str:
    """Write the ontology as JSON-LD, the same every time."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none").parse(data=ontology().text, format="turtle")
    nodes = json.loads(graph.serialize(format="json-ld", auto_compact=False))
    return json.dumps(_ordered([_unnamed(each) for each in nodes]), indent=1, ensure_ascii=False) + "\n"


def _unnamed(node: dict[str, object]) -> dict[str, object]:
    """Take the name off a blank node; nothing points to one, and its name is chance."""
    return {key: value for key, value in node.items() if key != "@id" or not str(value).startswith("_:")}


def _ordered(value: object) -> object:
    """Sort keys and arrays, but not lists, whose order means something."""
    if isinstance(value, dict):
        return {key: value[key] if key == "@list" else _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def ontology_page(here: Here) -> Page:
    """Make the page of every class, property and word."""
    known = ontology()
    uses = _uses(here)
    groups = []
    for sort, title in _SORTS.items():
        mine = [each for each in known.terms if each.sort == sort]
        items = tuple(_item(here, each, uses, known) for each in mine)
        groups.append(Section(f"_{sort.lower()}", f"{title} ({len(items)})", items))
    return frame(
        here,
        "The vocabulary",
        groups,
        description=f"limen’s ontology, version {known.version}: every class, property and word with its definition, "
        "its place in the hierarchy, an example, and how often it is used.",
        sort=f"ontology, version {known.version}",
        lead=((Words(known.about),),),
        data={"@type": "DefinedTermSet", "@id": NS.removesuffix("#"), "version": known.version},
    )


def _uses(here: Here) -> Counter[str]:
    found: Counter[str] = Counter()
    for _, predicate, value in here.world.built.union:
        found[predicate] += 1
        if not value.startswith('"'):
            found[value] += 1
    return found


def _item(here: Here, term: TermPage, uses: Counter[str], known: Ontology) -> Item:
    node = f"<{NS}{term.name}>"
    rows: list[tuple[str, tuple[Line, ...]]] = []
    for name, words in _LINKS.items():
        if values := term.links.get(name):
            rows.append((words, tuple(_link(here, each) for each in values)))
    below = tuple(
        _link(here, f"<{NS}{each.name}>")
        for each in known.terms
        if any(node in each.links.get(name, ()) for name in ("subClassOf", "subPropertyOf", "inScheme"))
    )
    if below:
        rows.append(
            (
                "below it",
                (tuple(w for i, line in enumerate(below) for w in ((*([Words(", ")] if i else []), *line))),),
            )
        )
    if example := term.texts.get("example"):
        rows.append(("example", ((Words(example),),)))
    rows.append(("used", ((Words(f"{counted(uses[node], 'time')}"),),)))
    label = term.texts.get("label", term.name)
    return Item(
        id=term.name,
        title=label,
        sort=f"limen:{term.name}",
        more=(Words(term.texts.get("definition", "")),),
        parts=(Facts(tuple(rows)),),
    )


def _link(here: Here, term: str) -> Line:
    iri = iri_of(term)
    if iri.startswith(NS):
        return (Words(short(term), here.to(here.path, iri.removeprefix(NS))),)
    return (Words(short(term), iri),)
