"""Checking Turtle that somebody wrote: each finding at the line that is at fault."""

from __future__ import annotations

import pytest

from limen.publish.check_turtle import check_turtle

PREFIXES = """\
@prefix ex: <https://w3id.org/example#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def places(folder, text: str, code: str) -> list[tuple[int, int]]:
    file = folder / "a.ttl"
    file.write_text(PREFIXES + text)
    return [(each.line, each.column) for each in check_turtle([file]).findings if each.code == code]


@pytest.mark.parametrize("pattern", ["^[a-$", "a\\\\d(", 'say \\"('])
def test_shapes_when_a_pattern_is_broken(tmp_path, pattern):
    """A pattern that no engine can read is reported where it is written."""
    shape = f'ex:S a sh:NodeShape ; sh:targetClass ex:C ;\n  sh:property [ sh:path ex:p ; sh:pattern "{pattern}" ] .\n'
    assert [(6, 43)] == places(tmp_path, shape, "unusable-shapes")


@pytest.mark.parametrize(
    ("used", "found"),
    [("ex:Undeclared", [(7, 54)]), ("ex:Cat", []), ("rdfs:Unknown", []), ("<https://w3id.org/examples>", [])],
)
def test_ontology_when_it_names_its_own_terms(tmp_path, used, found):
    """A term in an ontology's own namespace is declared there; others are not its business."""
    ontology = "<https://w3id.org/example> a owl:Ontology .\nex:Cat a owl:Class .\n"
    likes = f"ex:likes a owl:ObjectProperty ; rdfs:domain ex:Cat ; rdfs:range {used} .\n"
    assert found == places(tmp_path, ontology + likes, "undeclared-term")
