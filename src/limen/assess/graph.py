"""An answer as triples: assertions of EARL 1.0, and how each came about in PROV-O; no node is blank."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from hashlib import sha256
from urllib.parse import quote

from limen.assess.answer import Answer, Chain, Line, Part
from limen.term import XSD, Triple, is_iri, literal
from limen.vocab import DCAT, DCTERMS, EARL, PROV, RDF, SCHEMA, SKOS

#: The questions whose lines say of one thing in which state it was found.
_TESTED = frozenset({Part.RISK, Part.PLACE})


def answer_triples(answer: Answer, base: str) -> tuple[Triple, ...]:
    """Say an answer in triples, sorted.

    The run is an activity that used the policy version; each line came of it and
    is derived from the last steps of its chains, each step from the one before.
    Lines that say how the system stands to a threshold or to what is asked for
    are assertions with a result. States are concepts of the graph's own.
    """
    name = f"{base}assessment-of/{_hash(astuple(answer))}"
    return tuple(sorted({*_run(answer, name), *_lines(answer, name)}))


def _run(answer: Answer, name: str) -> Iterator[Triple]:
    run, system, assertor = f"<{name}>", _system(answer, name), f"<{name}#limen>"
    yield run, RDF.type, PROV.Activity
    yield run, SKOS.prefLabel, literal(f"{answer.system} under {answer.policy}, as of {answer.day}", "en")
    yield run, DCTERMS.valid, literal(answer.day, datatype=XSD + "date")
    yield run, PROV.used, f"<{answer.policy_iri}>"
    yield run, PROV.used, system
    for remark in answer.remarks:
        yield run, SKOS.note, literal(remark, "en")
    yield system, RDF.type, EARL.TestSubject
    yield system, SKOS.prefLabel, literal(answer.system, "en")
    yield system, PROV.wasAttributedTo, f"<{answer.developer_iri}>"
    yield assertor, RDF.type, EARL.Software
    yield assertor, SKOS.prefLabel, literal("limen", "en")


def _system(answer: Answer, name: str) -> str:
    return f"<{answer.system_iri or name + '#system'}>"


def _lines(answer: Answer, name: str) -> Iterator[Triple]:
    for place, line in enumerate(answer.lines, 1):
        node = f"<{name}#line-{place}>"
        yield from _line(answer, name, node, line)
        if line.part in _TESTED and line.iri:
            yield from _assertion(answer, name, node, f"<{name}#result-{place}>", line)
        for chain in line.chains:
            yield from _chain(name, node, chain)


def _line(answer: Answer, name: str, node: str, line: Line) -> Iterator[Triple]:
    yield node, RDF.type, PROV.Entity
    yield node, PROV.wasGeneratedBy, f"<{name}>"
    yield node, DCTERMS.type, literal(line.part.word)
    yield node, SKOS.prefLabel, literal(f"{line.subject}: {line.state}", "en")
    yield node, SCHEMA.about, _system(answer, name)
    if line.text:
        yield node, DCTERMS.description, literal(line.text, "en")
    if line.iri:
        yield node, DCTERMS.references, f"<{line.iri}>"


def _assertion(answer: Answer, name: str, node: str, result: str, line: Line) -> Iterator[Triple]:
    outcome = f"<{name}#{quote(line.state.replace(' ', '-'))}>"
    yield node, RDF.type, EARL.Assertion
    yield node, EARL.assertedBy, f"<{name}#limen>"
    yield node, EARL.subject, _system(answer, name)
    yield node, EARL.test, f"<{line.iri}>"
    yield node, EARL.mode, EARL.automatic
    yield node, EARL.result, result
    yield f"<{line.iri}>", RDF.type, EARL.TestCriterion
    yield result, RDF.type, EARL.TestResult
    yield result, EARL.outcome, outcome
    if line.text:
        yield result, EARL.info, literal(line.text, "en")
    yield outcome, RDF.type, EARL.OutcomeValue
    yield outcome, SKOS.prefLabel, literal(line.state, "en")


def _chain(name: str, node: str, chain: Chain) -> Iterator[Triple]:
    """The steps of a chain, each derived from the one before, and the line from the last."""
    before = ""
    for count, link in enumerate(chain, 1):
        step = f"<{name}#step-{_hash([astuple(each) for each in chain[:count]])}>"
        yield step, RDF.type, PROV.Entity
        yield step, DCTERMS.type, literal(link.role)
        yield step, SKOS.prefLabel, literal(link.label, "en")
        if link.iri:
            yield step, PROV.specializationOf, f"<{link.iri}>"
        if link.source_iri and is_iri(link.source_iri):
            yield step, DCTERMS.source, f"<{link.source_iri}>"
        if link.version:
            yield step, DCAT.version, literal(link.version)
        if link.how:
            yield step, SKOS.note, literal(link.how, "en")
        if before:
            yield step, PROV.wasDerivedFrom, before
        before = step
    if before:
        yield node, PROV.wasDerivedFrom, before


def _hash(value: object) -> str:
    return sha256(json.dumps(value, default=str).encode()).hexdigest()[:16]
