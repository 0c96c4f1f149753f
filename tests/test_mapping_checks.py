"""What mappings mean: contradictions after closure, ends, reviews, and anybody's SSSOM file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.check.mapping import Known, mapping_violations, registry_mapping_violations
from limen.model.mapping import MappingRecord, slot_property
from limen.publish.check_mappings import check_mappings
from limen.term import iri_of
from limen.vocab import AIRO, BASE, DCAT, DCTERMS, LIMEN, RDF, SEMAPV, SKOS, SSSOM

EXACT, BROAD, NARROW, RELATED, CLOSE = (
    iri_of(getattr(SKOS, f"{each}Match")) for each in ("exact", "broad", "narrow", "related", "close")
)
PREFIXES = "#curie_map:\n#  a: https://example.org/a/\n#  b: https://example.org/b/\n"
COLUMNS = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
#: What follows from several mappings together.
CONTRADICTIONS = {"against-exact-match", "broader-both-ways", "mapped-and-denied"}


def row(line: int, subject: str, predicate: str, object_: str, **slots: str) -> MappingRecord:
    """A mapping of a line, with further slots."""
    values = {slot_property(slot): (text,) for slot, text in slots.items()}
    return MappingRecord(f"line {line}", f"x:{subject}", predicate, f"x:{object_}", values)


def codes(*rows: MappingRecord, known: Known | None = None) -> list[str]:
    """The codes of what is found, sorted."""
    return sorted(each.code for each in mapping_violations(rows, known or Known()))


def contradictions(rows) -> set[tuple[str, str]]:
    """Which mappings contradict others, and how."""
    return {(v.breach.focus, v.code) for v in mapping_violations(rows) if v.code in CONTRADICTIONS}


def sssom(tmp_path, text: str, name: str = "example.sssom.tsv") -> list[tuple[int, int, str]]:
    """What is found in a mapping file, with line and column."""
    file = tmp_path / name
    file.write_bytes(text.encode())
    return [(each.line, each.column, each.code) for each in check_mappings([file]).findings]


def test_exact_and_broader_when_through_others():
    """Two things that others make the same are not broader than one another, and the message says why."""
    rows = [row(3, "a", EXACT, "b"), row(7, "c", EXACT, "b"), row(9, "a", BROAD, "c")]
    (found,) = mapping_violations(rows)

    assert ("against-exact-match", "line 9") == (found.code, found.breach.focus)
    assert (
        "x:a has the broader x:c, and they are the same: x:a = x:b (line 3), x:b = x:c (line 7)"
        == found.message
    )


def test_chain_when_there_are_two():
    """Of two ways the shorter is told, and of equally short ones the earlier mappings."""
    rows = [
        row(2, "a", EXACT, "b"),
        row(3, "b", EXACT, "c"),
        row(4, "a", EXACT, "d"),
        row(5, "d", EXACT, "c"),
    ]
    (longer,) = mapping_violations([*rows, row(9, "a", RELATED, "c")])
    (shorter,) = mapping_violations([*rows, row(6, "a", EXACT, "c"), row(9, "a", RELATED, "c")])

    assert longer.message.endswith("x:a = x:b (line 2), x:b = x:c (line 3)")
    assert shorter.message.endswith("the same: x:a = x:c (line 6)")


def test_exact_and_close_when_both():
    """A close match says less than an exact one, and does not contradict it."""
    assert [] == codes(row(2, "a", EXACT, "b"), row(3, "a", CLOSE, "b"))


def test_cycle_when_closed_by_an_exact_match():
    """A broader match that leads back by way of an exact match is told with that match."""
    rows = [row(2, "a", BROAD, "b"), row(3, "b", EXACT, "c"), row(4, "a", NARROW, "c")]
    (found,) = mapping_violations(rows)

    assert ("broader-both-ways", "line 4") == (found.code, found.breach.focus)
    assert (
        "x:a has the broader x:b (line 2), x:b = x:c (line 3), x:c has the broader x:a (line 4)"
        in found.message
    )


def test_cycle_when_there_are_several():
    """Each cycle is told once, and mappings that only lead from one to the next are not."""
    ring = [row(2, "a", BROAD, "b"), row(3, "b", BROAD, "c"), row(4, "c", BROAD, "a")]
    other = [row(5, "d", BROAD, "e"), row(6, "e", BROAD, "d"), row(7, "a", BROAD, "d")]
    assert {("line 4", "broader-both-ways"), ("line 6", "broader-both-ways")} == contradictions(ring + other)


def test_cycle_when_very_long():
    """Of a cycle that nobody would read there is one finding, in one line."""
    many = [row(line, f"n{line}", BROAD, f"n{(line + 1) % 3000}") for line in range(3000)]
    short = [row(line, f"n{line}", BROAD, f"n{(line + 1) % 30}") for line in range(30)]
    for rows in (many, short):
        (found,) = mapping_violations(rows)
        assert len(found.message) < 500


@pytest.mark.parametrize(
    ("positive", "negative", "contradicts"),
    [
        ((EXACT, "a", "b"), (EXACT, "b", "a"), True),
        ((EXACT, "a", "b"), (CLOSE, "a", "b"), True),
        ((CLOSE, "a", "b"), (EXACT, "a", "b"), False),
        ((BROAD, "a", "b"), (NARROW, "b", "a"), True),
        ((BROAD, "a", "b"), (BROAD, "b", "a"), False),
        ((EXACT, "a", "b"), (BROAD, "a", "b"), False),
        (("x:p", "a", "b"), ("x:p", "a", "b"), True),
        (("x:p", "a", "b"), ("x:p", "b", "a"), False),
    ],
)
def test_positive_and_negative(positive, negative, contradicts):
    """A mapping contradicts the denial of what follows from it, and of nothing else."""
    one = row(2, positive[1], positive[0], positive[2])
    other = row(3, negative[1], negative[0], negative[2], predicate_modifier="Not")
    assert (["mapped-and-denied"] if contradicts else []) == codes(one, other)


def test_positive_and_negative_when_through_exact_matches():
    """A denial is contradicted by what others say of the same thing under another name."""
    rows = [
        row(2, "a", EXACT, "b"),
        row(3, "b", RELATED, "c"),
        row(4, "c", RELATED, "a", predicate_modifier="Not"),
    ]
    assert ["mapped-and-denied"] == codes(*rows)


def test_negatives_when_alone():
    """Denials make nothing the same, and do not contradict one another."""
    rows = [row(2, "a", EXACT, "b"), row(3, "b", BROAD, "a")]
    denied = [replace(each, values={SSSOM.predicate_modifier: ("Not",)}) for each in rows]
    assert [] == codes(*denied)


def test_not_found_when_another_relation_was():
    """That nothing is the same contradicts an exact match in the same source, not a close one."""
    missing = MappingRecord("line 2", "x:a", EXACT, f"{SSSOM.namespace}NoTermFound", {})
    elsewhere = replace(missing, values={slot_property("object_source"): ("x:s",)})

    assert ["found-and-not-found"] == codes(missing, row(3, "a", EXACT, "b"))
    assert [] == codes(missing, row(3, "a", CLOSE, "b"))
    assert [] == codes(elsewhere, row(3, "a", EXACT, "b", object_source="x:t"))


def test_scheme_when_two_of_it_match_one():
    """Two things of one scheme are not made the same; in two versions they may be."""
    known = Known(schemes={"x:a": "x:s", "x:b": "x:s"})
    rows = [row(2, "a", EXACT, "c"), row(3, "b", EXACT, "c")]
    versions = [row(4, "a", EXACT, "b", subject_source_version="1", object_source_version="2")]
    versions += [
        row(5, "a", BROAD, "c", subject_source_version="2"),
        row(6, "b", BROAD, "c", subject_source_version="1"),
    ]

    assert ["exact-within-scheme"] == codes(*rows, known=known)
    assert [] == codes(*versions, known=known)


def test_ends_when_of_two_versions():
    """A thing in two versions is two things: neither a mapping to itself nor a contradiction."""
    rows = [row(2, "a", BROAD, "a", subject_source_version="1", object_source_version="2")]
    rows += [row(3, "a", BROAD, "a", subject_source_version="2", object_source_version="3")]
    assert [] == codes(*rows)
    assert ["self-mapping"] == codes(row(2, "a", BROAD, "a", subject_source_version="1"))


def test_repeated_when_something_differs():
    """Rows are duplicates if they agree in all; another ground, comment or source makes two mappings."""
    first = row(2, "a", CLOSE, "b", confidence="0.8", record_id="x:1")
    assert ["duplicate-mapping"] == codes(first, row(3, "a", CLOSE, "b", confidence="0.8", record_id="x:2"))
    assert ["rival-confidence"] == codes(first, row(3, "a", CLOSE, "b", confidence="0.7"))
    assert [] == codes(first, row(3, "a", CLOSE, "b", confidence="0.7", comment="by label"))
    assert [] == codes(first, row(3, "a", CLOSE, "b"))


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"reviewer_id": "x:r", "author_id": "x:p", "review_date": "2026-01-02"}, []),
        ({"reviewer_id": "x:r", "mapping_date": "2026-01-02"}, []),
        ({"reviewer_id": "x:r"}, ["review-without-date"]),
        ({"reviewer_id": "x:p", "author_id": "x:p", "review_date": "2026"}, ["review-by-author"]),
        ({"reviewer_id": "x:t", "mapping_tool_id": "x:t", "review_date": "2026"}, ["review-by-program"]),
        ({"reviewer_id": "x:model", "review_date": "2026"}, ["review-by-program"]),
        ({"reviewer_label": "Claude Opus 4", "review_date": "2026"}, ["review-by-program"]),
        ({"reviewer_label": "Claude Monet", "review_date": "2026"}, []),
        ({"reviewer_agreement": "1"}, ["review-by-nobody"]),
        ({"mapping_justification": iri_of(SEMAPV.MappingReview)}, ["review-by-nobody"]),
        ({"mapping_justification": iri_of(SEMAPV.MappingReview), "author_id": "x:p"}, []),
        ({"mapping_justification": iri_of(SEMAPV.ManualMappingCuration)}, ["curated-by-nobody"]),
        (
            {"mapping_justification": iri_of(SEMAPV.ManualMappingCuration), "author_label": "GPT-4"},
            ["curated-by-nobody"],
        ),
        ({"mapping_justification": iri_of(SEMAPV.ManualMappingCuration), "author_label": "A. Person"}, []),
        ({"mapping_justification": iri_of(SEMAPV.LLMBasedMatching), "mapping_tool": "GPT-4"}, []),
    ],
)
def test_review(slots, expected):
    """Reviewed means that another person looked on a known day, and curated that a person decided."""
    assert expected == codes(row(2, "a", CLOSE, "b", **slots), known=Known(programs=frozenset({"x:model"})))


def test_curation_when_nobody_is_named_anywhere():
    """One finding stands for all rows of a file that names nobody."""
    manual = iri_of(SEMAPV.ManualMappingCuration)
    rows = [row(line, f"a{line}", CLOSE, "b", mapping_justification=manual) for line in range(2, 12)]
    (found,) = mapping_violations(rows)

    assert "10 mappings shall be the work of a person, and no person is named" == found.message
    assert [] == codes(*rows, known=Known(persons=True))


@pytest.mark.parametrize(
    ("claims", "scope", "wrong"),
    [
        (("1:n", "1:n", "n:1", "n:1"), "", []),
        (("n:1", "1:n", "n:1", "n:1"), "", ["wrong-cardinality"]),
        (("1:1", "1:1", "n:1", "n:1"), "predicate_id", []),
        (("n:n", "1:1", "n:1", "n:1"), "predicate_id", ["wrong-cardinality"]),
    ],
)
def test_cardinality(claims, scope, wrong):
    """A claim is right if the rows bear it out: in the scope it names, or in any usual one."""
    pairs = [("a", EXACT, "b"), ("a", CLOSE, "c"), ("d", CLOSE, "e"), ("f", CLOSE, "e")]
    rows = [
        row(line, *pair, mapping_cardinality=claim, **({"cardinality_scope": scope} if scope else {}))
        for line, (pair, claim) in enumerate(zip(pairs, claims, strict=True), 2)
    ]
    assert wrong == codes(*rows)


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("https://example.org/anything", []),
        ("http://www.w3.org/2002/07/owl#equivalentClass", []),
        (f"{SEMAPV.namespace}crossSpeciesExactMatch", []),
        (f"{SKOS.namespace}exactmatch", ["not-a-mapping-property"]),
        (f"{SEMAPV.namespace}LexicalMatching", ["not-a-mapping-property"]),
    ],
)
def test_relation(predicate, expected):
    """Any relation may stand in a mapping; a term of a known vocabulary that is none may not."""
    assert expected == codes(row(2, "a", predicate, "b"))


def test_inverses_when_customary():
    """An inverse is missed only where most mappings have theirs."""
    both = [
        row(2, "a", BROAD, "b"),
        row(3, "b", NARROW, "a"),
        row(4, "c", CLOSE, "d"),
        row(5, "d", CLOSE, "c"),
    ]
    alone = row(6, "e", BROAD, "f")
    assert ["missing-inverse"] == codes(*both, alone)
    assert [] == codes(*both, *(row(line, f"e{line}", BROAD, "f") for line in range(6, 12)))


def test_versions_when_the_end_names_another():
    """A version in an end's SecID is the version that the mapping names; other addresses hold none."""
    secid = replace(
        row(2, "a", CLOSE, "b", subject_source_version="1"), subject=f"{BASE}id/control/a.org/l@2#L-1"
    )
    handle = replace(
        row(3, "a", CLOSE, "b", subject_source_version="1"), subject="https://example.org/@someone"
    )
    assert ["version-mismatch"] == codes(secid)
    assert [] == codes(handle)


def test_versions_when_only_one_row_names_one():
    """Where one mapping names the version of a scheme, each mapping of the scheme does."""
    known = Known(schemes={"x:b": "x:s", "x:c": "x:s", "x:d": "x:t"})
    rows = [
        row(2, "a", CLOSE, "b", object_source_version="1"),
        row(3, "a", CLOSE, "c"),
        row(4, "a", CLOSE, "d"),
    ]
    (found,) = mapping_violations(rows, known)
    assert ("unversioned-end", "line 3") == (found.code, found.breach.focus)


NAMES = st.sampled_from("abcdef")
ROWS = st.lists(
    st.tuples(NAMES, st.sampled_from([EXACT, BROAD, NARROW, RELATED, CLOSE]), NAMES, st.booleans()),
    max_size=14,
).map(
    lambda drawn: [
        row(line, *each[:3], **({"predicate_modifier": "Not"} if each[3] else {}))
        for line, each in enumerate(drawn, 2)
    ]
)


@given(rows=ROWS, data=st.data())
def test_findings_in_any_order(rows, data):
    """The order in which mappings are given does not matter."""
    assert mapping_violations(rows) == mapping_violations(data.draw(st.permutations(rows)))


@given(rows=ROWS, names=st.permutations("abcdef"))
def test_findings_under_other_names(rows, names):
    """What contradicts what does not depend on how things are called."""
    other = {f"x:{old}": f"x:{new}" for old, new in zip("abcdef", names, strict=True)}
    renamed = [replace(each, subject=other[each.subject], object=other[each.object]) for each in rows]

    assert [(v.code, v.breach.focus) for v in mapping_violations(rows)] == [
        (v.code, v.breach.focus) for v in mapping_violations(renamed)
    ]


@given(rows=ROWS, subject=NAMES, object_=NAMES)
def test_contradictions_when_a_harmless_row_is_added(rows, subject, object_):
    """A close match, or a mapping of something new, adds no contradiction and removes none."""
    harmless = [row(90, subject, BROAD, "new"), row(91, "newer", EXACT, object_)]
    denied = any(each.is_negative for each in rows)
    close = [] if denied else [row(92, subject, CLOSE, object_)]
    assert contradictions(rows) == contradictions([*rows, *harmless, *close])


@given(rows=ROWS, more=ROWS)
def test_contradictions_when_rows_are_added(rows, more):
    """What contradicts exact matches still does, whatever else is said."""
    later = [replace(each, record=f"line 1{each.record[5:]}0") for each in more]
    exact = {each for each in contradictions(rows) if each[1] == "against-exact-match"}
    assert exact <= contradictions([*rows, *later])


@given(rows=ROWS)
def test_contradictions_when_only_exact_rows(rows):
    """Exact and close matches alone never contradict one another."""
    alike = [each for each in rows if each.predicate in {EXACT, CLOSE} and not each.is_negative]
    assert set() == contradictions(alike)


def registry(*mappings: tuple[str, str, str], **slots: str):
    """The triples of mappings between thresholds of two laboratories."""
    things = f"{BASE}id/control/"
    said = [
        (f"<{things}example.{lab}/l#{id}>", RDF.type, LIMEN.CapabilityThreshold)
        for lab in ("org", "com")
        for id in "12"
    ]
    said += [
        (f"<{things}example.{lab}/l#{id}>", SKOS.inScheme, f"<{things}example.{lab}/l>")
        for lab in ("org", "com")
        for id in "12"
    ]
    said += [(f"<{things}example.org/l>", DCTERMS.hasVersion, f"<{things}example.org/l@1>")]
    said += [
        (f"<{things}example.org/l@1>", DCAT.version, '"1"'),
        (f"<{things}model>", RDF.type, AIRO.AIModel),
    ]
    for number, (subject, relation, object_) in enumerate(mappings):
        node = f"<{BASE}mapping/m{number}>"
        said += [(node, RDF.type, LIMEN.Mapping), (node, RDF.predicate, relation)]
        said += [(node, RDF.subject, f"<{things}{subject}>"), (node, RDF.object, f"<{things}{object_}>")]
        said += [(node, slot_property(slot), text) for slot, text in slots.items()]
    return said


def test_registry_when_laboratories_are_likened():
    """A strong match between two laboratories' thresholds needs a quotation and a reviewer."""
    pair = ("example.org/l#1", SKOS.closeMatch, "example.com/l#1")
    (found,) = registry_mapping_violations(registry(pair), BASE)
    founded = {"quote": '"the same"', "reviewer_id": "<x:r>", "date": '"2026-01-02"'}

    assert ("unfounded-alignment", f"<{BASE}mapping/m0>") == (found.code, found.breach.focus)
    assert (RDF.predicate, SKOS.closeMatch) == (found.breach.path, found.breach.value)
    assert () == registry_mapping_violations(registry(pair, **founded), BASE)
    assert () == registry_mapping_violations(registry((pair[0], SKOS.relatedMatch, pair[2])), BASE)
    assert () == registry_mapping_violations(registry((pair[0], SKOS.closeMatch, "example.org/l#2")), BASE)


def test_registry_when_versions_and_reviewers_are_looked_up():
    """Versions are those of the end's source, and a model of the registry reviews nothing."""
    pair = ("example.org/l#1", SKOS.relatedMatch, "example.com/l#1")
    version = registry(pair, subject_source_version='"2"')
    unstated = registry(pair, subject_source_version='"unstated"', object_source_version='"9"')
    program = registry(pair, reviewer_id=f"<{BASE}id/control/model>", date='"2026"')

    assert ["unknown-version"] == [each.code for each in registry_mapping_violations(version, BASE)]
    assert () == registry_mapping_violations(unstated, BASE)
    assert ["review-by-program"] == [each.code for each in registry_mapping_violations(program, BASE)]


def test_registry_names_things_as_secids():
    """Messages name things by their SecIDs and mappings by their ids."""
    exact, broad = (
        ("example.org/l#1", each, "example.org/l#2") for each in (SKOS.exactMatch, SKOS.broadMatch)
    )
    messages = [each.message for each in registry_mapping_violations(registry(exact, broad), BASE)]
    assert any(
        "secid:control/example.org/l#1 = secid:control/example.org/l#2 (m0)" in each for each in messages
    )


def test_file_when_contradictory(tmp_path):
    """Each contradiction stands at the line and column of the cell that makes it."""
    rows = "a:1\tskos:exactMatch\tb:1\tsemapv:LexicalMatching\na:1\tskos:broadMatch\tb:1\tsemapv:LexicalMatching\n"
    assert [(6, 5, "against-exact-match")] == sssom(tmp_path, f"{PREFIXES}{COLUMNS}\n{rows}")


def test_file_when_saved_by_a_spreadsheet(tmp_path):
    """Line ends, quotes and the tabs that fill up comments do not matter."""
    rows = '"a:1"\t"skos:exactMatch"\tb:1\tsemapv:LexicalMatching\na:1\tskos:broadMatch\t"b:1"\tsemapv:LexicalMatching\n'
    text = PREFIXES.replace("\n", "\t\t\t\n") + f"{COLUMNS}\n{rows}"
    assert [(6, 5, "against-exact-match")] == sssom(tmp_path, text.replace("\n", "\r\n"))
    assert "byte-order-mark" in {code for *_, code in sssom(tmp_path, "\ufeff" + text)}


def test_file_when_the_metadata_stands_beside(tmp_path):
    """Prefixes and what stands for every row may come from a file beside the table."""
    rows = "a:1\tskos:closeMatch\tb:1\tsemapv:ManualMappingCuration\n"
    alone = sssom(tmp_path, f"{COLUMNS}\n{rows}")
    (tmp_path / "example.sssom.yml").write_text(PREFIXES.replace("#", "") + "creator_id: a:me\n")

    assert {"unknown-prefix", "curated-by-nobody"} == {code for *_, code in alone}
    assert [] == sssom(tmp_path, f"{COLUMNS}\n{rows}")


def test_file_when_slots_stand_for_every_row(tmp_path):
    """A list in the metadata stands for every row, unless a row has a value of its own."""
    metadata = f"{PREFIXES}#cardinality_scope:\n#  - predicate_id\n#  - object_source\n"
    columns = f"{COLUMNS}\tobject_source\tmapping_cardinality\n"
    rows = "a:1\tskos:closeMatch\tb:1\tsemapv:LexicalMatching\ta:s\t1:1\n"
    rows += "a:1\tskos:closeMatch\tb:2\tsemapv:LexicalMatching\ta:t\t1:1\n"

    assert [] == sssom(tmp_path, metadata + columns + rows)
    assert 2 == len(sssom(tmp_path, PREFIXES + columns + rows))


def test_file_when_ends_have_no_iri(tmp_path):
    """Labels, composed entities and ends that were not found are no errors, and are never the same."""
    columns = "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\tsubject_type\n"
    rows = "\tone\tskos:exactMatch\tb:1\tsemapv:LexicalMatching\trdfs literal\n"
    rows += "\tone\tskos:exactMatch\tb:2\tsemapv:LexicalMatching\trdfs literal\n"
    rows += "a:1/(x:'y z')\t\tskos:exactMatch\tb:3\tsemapv:LexicalMatching\tcomposed entity expression\n"
    rows += "a:1\t\tskos:exactMatch\tsssom:NoTermFound\tsemapv:LexicalMatching\t\n"
    rows += "a:2\t\tskos:exactMatch\tsssom:NoTermFound\tsemapv:LexicalMatching\t\n"
    labels = f"{PREFIXES}#subject_type: rdfs literal\n{columns.replace('subject_id', 'x', 1).replace('subject_type', 'y')}"

    assert [] == sssom(tmp_path, PREFIXES + columns + rows)
    assert [] == sssom(tmp_path, labels + "\tone\tskos:exactMatch\tb:1\tsemapv:LexicalMatching\t\n")


def test_file_when_the_record_has_an_id(tmp_path):
    """A finding names the record by its id, and no record that has none."""
    rows = "a:m\ta:1\tskos:closeMatch\ta:1\tsemapv:LexicalMatching\n"
    (tmp_path / "x.sssom.tsv").write_text(f"{PREFIXES}record_id\t{COLUMNS}\n{rows}")
    (found,) = check_mappings([tmp_path / "x.sssom.tsv"]).findings

    assert "<https://example.org/a/m>" == found.breach.focus
    assert (5, 25) == (found.line, found.column)


def test_file_when_a_prefix_is_unknown_throughout(tmp_path):
    """A prefix that nobody declares is told once, with how often it stands."""
    rows = "".join(f"q:{n}\tskos:closeMatch\tb:{n}\tsemapv:LexicalMatching\n" for n in range(9))
    file = tmp_path / "x.sssom.tsv"
    file.write_text(f"{PREFIXES}{COLUMNS}\n{rows}")
    (found,) = check_mappings([file]).findings
    assert "nothing says what q: in 'q:0' stands for, here and in 8 more places" == found.message
