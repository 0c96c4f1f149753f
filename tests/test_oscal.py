"""The OSCAL mapping collection, held to the specification by a check of our own.

compliance-trestle takes any relationship, so its word is not enough. The rules
are those of OSCAL 1.2's control mapping model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from folders import REGISTRY
from limen.api import build
from limen.errors import OutputRefused
from limen.vocab import BASE
from mapping_samples import CLEAN, ENTRY, MAPPINGS, dataset

#: By kind of object: the keys it must have, and those it may have.
KEYS = {
    "collection": ("uuid metadata provenance mappings", "back-matter"),
    "metadata": ("title last-modified version oscal-version", "remarks"),
    "provenance": ("method matching-rationale status mapping-description", ""),
    "mapping": ("uuid source-resource target-resource maps", "method matching-rationale status"),
    "resource-reference": ("type href", ""),
    "map": ("uuid relationship sources targets", "confidence-score props links remarks"),
    "item": ("type id-ref", "props links"),
    "confidence": ("percentage", ""),
    "property": ("name value", "ns"),
    "link": ("href", "rel"),
    "back-matter": ("resources", ""),
    "resource": ("uuid", "title description rlinks"),
    "rlink": ("href", ""),
}
#: What a key leads to: a kind of object, or a list of such.
CHILDREN = {
    "metadata": "metadata",
    "provenance": "provenance",
    "mappings": "mapping",
    "source-resource": "resource-reference",
    "target-resource": "resource-reference",
    "maps": "map",
    "sources": "item",
    "targets": "item",
    "confidence-score": "confidence",
    "props": "property",
    "links": "link",
    "back-matter": "back-matter",
    "resources": "resource",
    "rlinks": "rlink",
}
LISTS = {"mappings", "maps", "sources", "targets", "props", "links", "resources", "rlinks"}
SET_RELATIONS = {
    "equal-to",
    "equivalent-to",
    "subset-of",
    "superset-of",
    "intersects-with",
    "no-relationship",
}
ALLOWED = {
    ("map", "relationship"): SET_RELATIONS,
    ("item", "type"): {"control", "statement"},
    ("resource-reference", "type"): {"catalog", "profile"},
    ("metadata", "oscal-version"): {"1.2.0"},
    **{(kind, "method"): {"human", "automation", "hybrid"} for kind in ("provenance", "mapping")},
    **{(k, "matching-rationale"): {"syntactic", "semantic", "functional"} for k in ("provenance", "mapping")},
    **{
        (kind, "status"): {"complete", "not-complete", "draft", "deprecated", "superseded"}
        for kind in ("provenance", "mapping")
    },
}
TOKEN = re.compile(r"[^\W\d][\w.\-]*\Z")
STRING = re.compile(r"\S(.*\S)?\Z")
URI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]+:[!-~]+|#[!-~]+)\Z")
MIDNIGHT = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00Z\Z")
PATTERNS = {
    "relationship": TOKEN,
    "type": TOKEN,
    "name": TOKEN,
    "rel": TOKEN,
    "id-ref": STRING,
    "value": STRING,
    "version": STRING,
    "title": STRING,
    "href": URI,
    "ns": URI,
    "last-modified": MIDNIGHT,
}


def nodes(kind: str, value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Walk the objects of a document, each with its kind and place."""
    yield kind, path, value
    for key, child in value.items():
        if key in CHILDREN:
            for number, each in enumerate(child if key in LISTS else [child]):
                yield from nodes(CHILDREN[key], each, f"{path}/{key}/{number}")


def faults(document: dict[str, Any]) -> Iterator[str]:
    """Say everything in which a document is not what the specification asks for."""
    if document.keys() != {"mapping-collection"}:
        yield "the document should be one mapping-collection"
        return
    found = list(nodes("collection", document["mapping-collection"], ""))
    for kind, path, value in found:
        required, optional = map(str.split, KEYS[kind])
        yield from (f"{path}: no {key}" for key in required if key not in value)
        yield from (f"{path}: {key} is no key" for key in value if key not in {*required, *optional})
        yield from (f"{path}: {key} is empty" for key in LISTS & value.keys() if not value[key])
        for key, text in value.items():
            if text not in ALLOWED.get((kind, key), {text} if isinstance(text, str) else [text]):
                yield f"{path}: {key} may not be {text!r}"
            if key in PATTERNS and not PATTERNS[key].match(text):
                yield f"{path}: {key} has the wrong form: {text!r}"
    yield from id_faults(found)
    for _, path, value in found:
        if not 0 <= value.get("percentage", 0) <= 1:
            yield f"{path}: no share of one"


def id_faults(found: list[tuple[str, str, Any]]) -> Iterator[str]:
    """Say which ids are no name-based UUIDs, or occur twice, and which references lead nowhere."""
    ids = [value["uuid"] for _, _, value in found if "uuid" in value]
    yield from (f"{each} is no UUID of version 5" for each in ids if not is_uuid5(each))
    yield from (f"{each} stands twice" for each in sorted(set(ids)) if ids.count(each) > 1)
    resources = {f"#{value['uuid']}" for kind, _, value in found if kind == "resource"}
    hrefs = {value["href"] for kind, _, value in found if kind == "resource-reference"}
    yield from (f"{each} is no resource" for each in sorted(hrefs ^ resources))


def is_uuid5(text: str) -> bool:
    try:
        return str(UUID(text)) == text and UUID(text).version == 5
    except ValueError:
        return False


@pytest.fixture(scope="module")
def document(tmp_path_factory) -> dict[str, Any]:
    """The sample registry's collection."""
    return dict(json.loads(dataset(tmp_path_factory.mktemp("registry")).serialize("oscal")))


@pytest.mark.parametrize("mappings", [MAPPINGS, CLEAN], ids=["hard", "clean"])
def test_collection_meets_the_specification(tmp_path, mappings):
    """Keys, values, forms, ids and references are those that the model allows."""
    assert [] == list(faults(json.loads(dataset(tmp_path, mappings).serialize("oscal"))))


def test_collection_of_our_registry():
    """Our own registry's collection meets the specification and names every mapping there is."""
    data = build(REGISTRY)
    document = json.loads(data.serialize("oscal"))
    text = json.dumps(document)
    records = data.query("SELECT ?m WHERE { ?m a limen:Mapping }").rows

    assert [] == list(faults(document))
    assert records
    assert [] == [str(row[0]) for row in records if str(row[0]).strip("<>") not in text]


def one(document: dict[str, Any]) -> dict[str, Any]:
    return document["mapping-collection"]["mappings"][0]


BREAKS: dict[str, Callable[[dict[str, Any]], object]] = {
    "relationship": lambda d: one(d)["maps"][0].update(relationship="related-to"),
    "item type": lambda d: one(d)["maps"][0]["sources"][0].update(type="level"),
    "resource type": lambda d: one(d)["source-resource"].update(type="document"),
    "random id": lambda d: one(d).update(uuid="2f1b2d3c-4a5b-4c6d-8e7f-0123456789ab"),
    "same id": lambda d: one(d).update(uuid=one(d)["maps"][0]["uuid"]),
    "no id": lambda d: one(d).pop("uuid"),
    "dangling resource": lambda d: one(d)["target-resource"].update(href=f"#{uuid5(NAMESPACE_URL, 'x')}"),
    "no map": lambda d: one(d).update(maps=[]),
    "unknown key": lambda d: one(d)["maps"][0].update(comment="x"),
    "local time": lambda d: d["mapping-collection"]["metadata"].update({"last-modified": "2026-02-03"}),
    "method": lambda d: d["mapping-collection"]["provenance"].update(method="guess"),
    "id-ref": lambda d: one(d)["maps"][0]["targets"][0].update({"id-ref": " "}),
    "space in a link": lambda d: one(d)["maps"][0]["links"][0].update(href="https://x.org/a b"),
    "root": lambda d: d.update(more={}),
}


@pytest.mark.parametrize("name", BREAKS)
def test_check_when_broken(document, name):
    """Our own check has been seen to fail at everything it holds."""
    broken = deepcopy(document)
    BREAKS[name](broken)
    assert [] != list(faults(broken))


def test_relations(document):
    """Each relation has the set relation that says the same; what none says is left out by name."""
    maps = [each for mapping in document["mapping-collection"]["mappings"] for each in mapping["maps"]]
    found = {each["links"][0]["href"].rpartition("mapping/")[2]: each["relationship"] for each in maps}

    assert {
        "denied": "no-relationship",
        "plain": "intersects-with",
        "rich/id%20%C2%A7": "equivalent-to",
    } == found
    assert f"- limen:informs: {BASE}mapping/informs" in document["mapping-collection"]["metadata"]["remarks"]


@pytest.mark.parametrize(
    ("relation", "negative", "expected"),
    [
        ("exactMatch", False, "equal-to"),
        ("closeMatch", False, "equivalent-to"),
        ("broadMatch", False, "subset-of"),
        ("narrowMatch", False, "superset-of"),
        ("relatedMatch", False, "intersects-with"),
        ("relatedMatch", True, "no-relationship"),
        ("exactMatch", True, ""),
        ("informs", False, ""),
    ],
)
def test_relation_of(tmp_path, relation, negative, expected):
    """To deny that two things are equal is not to say that they have nothing in common."""
    text = CLEAN.replace("relatedMatch", relation) + ('    negative: "true"\n' if negative else "")
    data = dataset(tmp_path, text + CLEAN.removeprefix("mappings:\n").replace("clean", "other"))
    found = json.loads(data.serialize("oscal"))["mapping-collection"]
    relations = [each["relationship"] for each in found["mappings"][0]["maps"]]

    assert [*([expected] if expected else []), "intersects-with"] == relations
    assert (not expected) == (f"{BASE}mapping/clean" in found["metadata"].get("remarks", ""))


def test_ids_follow_from_names(document, tmp_path):
    """Ids are uuid5 of IRIs, and only the collection's own changes with the content."""
    again = json.loads(dataset(tmp_path, MAPPINGS.replace("0.25", "0.5")).serialize("oscal"))
    before, after = document["mapping-collection"], again["mapping-collection"]
    maps = [each for mapping in before["mappings"] for each in mapping["maps"]]

    assert str(uuid5(NAMESPACE_URL, f"{BASE}mapping/plain")) in {each["uuid"] for each in maps}
    assert before["uuid"] != after["uuid"]
    assert [each["uuid"] for each in before["mappings"]] == [each["uuid"] for each in after["mappings"]]
    assert before["back-matter"] == after["back-matter"]


def test_day_and_versions(document):
    """The day is the one up to which the registry knows, and resources are versions of documents."""
    collection = document["mapping-collection"]
    assert "2026-02-03T00:00:00Z" == collection["metadata"]["last-modified"]
    addresses = {each["rlinks"][0]["href"] for each in collection["back-matter"]["resources"]}
    assert f"{BASE}id/weakness/example.org/levels@1.0" in addresses
    assert f"{BASE}id/control/example.org/framework@2.0" in addresses


def test_method_and_status(document):
    """A person's, a program's and an unknown way of mapping are told apart, and so is review."""
    told = {each["maps"][0]["links"][0]["href"]: each for each in document["mapping-collection"]["mappings"]}
    plain, denied = told[f"{BASE}mapping/plain"], told[f"{BASE}mapping/denied"]

    assert ("automation", "draft") == (plain["method"], plain["status"])
    assert ("human", "not-complete") == (denied["method"], denied["status"])
    assert "draft" == document["mapping-collection"]["provenance"]["status"]


def test_nothing_to_write(tmp_path):
    """A collection without a mapping or without a day is refused, for OSCAL has none."""
    with pytest.raises(OutputRefused, match="needs a mapping"):
        dataset(tmp_path / "a", CLEAN.replace("relatedMatch", "informs")).serialize("oscal")
    undated = dataset(tmp_path / "b", CLEAN)
    path = next((tmp_path / "b").rglob("*.md"))
    path.write_text(
        path.read_text(encoding="utf-8").replace('known_through: "2026-02-03"\n', ""), encoding="utf-8"
    )
    with pytest.raises(OutputRefused, match="known_through"):
        build(tmp_path / "b").serialize("oscal")
    assert undated.serialize("oscal")
    assert "known_through" in ENTRY
