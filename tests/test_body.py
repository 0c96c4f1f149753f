"""What is read from a body: the two seeds, and files of the same shape in our own words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from limen.errors import Finding
from limen.identifier import Identifier
from limen.model.body import Aspect, Body, Remark
from limen.parse.body.read import read_body
from limen.parse.body.scope import Scope, SourceScope

DATA = Path(__file__).parent / "data" / "body"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared")

NAMESPACE = Identifier("weakness", "example.org")
HAZARD = Identifier("weakness", "example.org", "hazard")
ASL = Identifier("weakness", "anthropic", "asl")


def levels() -> tuple[Body, tuple[Finding, ...]]:
    text = (DATA / "levels.md").read_text("utf-8")
    return read_body("levels.md", text, 1, Scope(NAMESPACE, (SourceScope(HAZARD, ("HG-[1-3]",)),)))


def plain_note() -> Body:
    text = (DATA / "plain-note.md").read_text("utf-8")
    return read_body("plain-note.md", text, 1, Scope(NAMESPACE, (SourceScope(HAZARD),), plain_note=True))[0]


def seed_entry() -> Body:
    text = (SEEDS / "secid-anthropic.md").read_text("utf-8")
    start = text.index("\n---\n", 4) + len("\n---\n")
    scope = Scope(Identifier("weakness", "anthropic"), (SourceScope(ASL, ("ASL-[1-4]",)),))
    return read_body("seed.md", text[start:], text[:start].count("\n") + 1, scope)[0]


def seed_note() -> Body:
    text = (SEEDS / "ai-safety-levels-note.md").read_text("utf-8")
    scope = Scope(Identifier("weakness", "anthropic"), (SourceScope(ASL),), plain_note=True)
    return read_body("note.md", text, 1, scope)[0]


def of(body: Body, aspect: Aspect, item: str | None = None) -> list[Remark]:
    return [
        remark
        for remark in body.remarks
        if remark.aspect is aspect and (item is None or remark.about.subpath == item)
    ]


def read(text: str, *sources: str) -> Body:
    scopes = tuple(SourceScope(Identifier("weakness", "example.org", name)) for name in sources)
    return read_body("a.md", text, 1, Scope(NAMESPACE, scopes))[0]


def test_levels_when_a_table_names_them() -> None:
    """A level table gives its items in order; a row ending in + is open-ended and may be outside the pattern."""
    body, findings = levels()
    items = [(i.identifier, i.line, i.column, i.order, i.open_ended, i.outside_pattern) for i in body.items]
    assert [
        (HAZARD.item("HG-1"), 38, 3, 1, False, False),
        (HAZARD.item("HG-2"), 39, 3, 2, False, False),
        (HAZARD.item("HG-3"), 40, 3, 3, False, False),
        (HAZARD.item("HG-3+"), 41, 3, 3, True, True),
    ] == items
    assert [("item-outside-pattern", 41, 3)] == [(f.code, f.line, f.column) for f in findings]


def test_level_cells_when_columns_have_known_heads() -> None:
    """Each further cell is a remark about its level, in the respect its column's head names."""
    body, _ = levels()
    assert ["Toys", "Helps an expert | a team", "Replaces an expert", "Beyond experts"] == [
        r.text for r in of(body, Aspect.THRESHOLD) if r.head
    ]
    assert ["Ordinary care", "Filters; audit|log kept", "Sealed rooms", "To be settled"] == [
        r.text for r in of(body, Aspect.REQUIREMENT) if r.head
    ]
    common, rare = of(body, Aspect.FEATURE)
    assert ("Common in 2024", "HG-2", "Remarks", "in 2024") == (
        common.text,
        common.label,
        common.head,
        common.stated,
    )
    assert "hazard/grade-definitions/hg-3-plus/remarks" == rare.key


def test_relations_when_a_column_is_headed_relationship() -> None:
    """A relationship table points from the only source to what its first column names."""
    relations = of(levels()[0], Aspect.RELATION)
    assert [
        ("Acme Risk Frame", "HG feeds its inventory", HAZARD),
        ("secid:control/example.net/frame", "Shared wording", HAZARD),
    ] == [(r.target, r.text, r.about) for r in relations]


def test_bullets_when_a_lead_in_names_a_level() -> None:
    """Bullets speak of the level that their heading or lead-in names, by their own words first."""
    body, _ = levels()
    assert ["Nearly all models today are HG-1:", "They can tell what any library tells"] == [
        r.text for r in of(body, Aspect.STATE, "HG-1")
    ]
    assert ["Ordinary safeguards are enough", "Yearly review required"] == [
        r.text for r in of(body, Aspect.REQUIREMENT, "HG-1") if not r.head
    ]
    assert ["Plan a long experiment", "Mend a broken protocol"] == [
        r.text for r in of(body, Aspect.THRESHOLD, "HG-2") if not r.head
    ]
    assert ["Locked weights", "Two signatures for each release"] == [
        r.text for r in of(body, Aspect.REQUIREMENT, "HG-2") if not r.head
    ]


def test_other_shapes_when_an_entry_has_them() -> None:
    """Reasons, uses, steps, the template and its range are told apart by structure."""
    body, _ = levels()
    assert ["Early", "Open", "Copied"] == [r.label for r in of(body, Aspect.REASON)]
    assert [("Purchasing", "Compare two vendors"), ("Insurance", "Set the premium")] == [
        (r.label, r.text) for r in of(body, Aspect.USE)
    ]
    assert [(1, "Probe"), (2, "Grade"), (3, "Guard")] == [
        (r.position, r.label) for r in of(body, Aspect.STEP)
    ]
    assert ["secid:weakness/example.org/hazard#HG-N"] == [r.text for r in of(body, Aspect.TEMPLATE)]
    assert ["Where N is the grade (1-3+)."] == [r.text for r in of(body, Aspect.RANGE)]
    assert ["Hazard Grades (HG) say how much harm a model could do."] == [
        r.text for r in of(body, Aspect.DEFINITION)
    ]


def test_notes_when_they_are_dated_or_point_elsewhere() -> None:
    """A dated note gets an interval from its own words; an example named in brackets is pointed to."""
    dated, pointing, state, plain = (r for r in levels()[0].remarks if r.heading == "Notes")
    assert ("as of late 2024", "2024-10-01", "2024-12-31") == (
        dated.stated,
        dated.valid_from,
        dated.valid_through,
    )
    assert (Aspect.REFERENCE, "Acme's Danger Ladder") == (pointing.aspect, pointing.target)
    assert (Aspect.STATE, HAZARD.item("HG-2")) == (state.aspect, state.about)
    assert (Aspect.NOTE, HAZARD, "hazard/notes/wording-changes-as-we-learn") == (
        plain.aspect,
        plain.about,
        plain.key,
    )


def test_plain_note_when_lines_are_blocks() -> None:
    """A note without headings or blank lines is read line by line; short lines without a stop are headings."""
    body = plain_note()
    assert ["HG-1", "HG-2", "HG-3"] == [item.identifier.subpath for item in body.items]
    assert 3 == len([r for r in of(body, Aspect.RISK) if r.head])
    assert 3 == len([r for r in of(body, Aspect.THRESHOLD) if r.head])
    assert frozenset({1, 3, 4, 5, 9, 12, 16, 19, 21, 23}) == body.structure
    assert [
        "Makes promises checkable. A grade is a number.",
        "Lets work go on. Nobody waits without need.",
    ] == [r.text for r in of(body, Aspect.PURPOSE)]
    assert ["Scaling Rulebook", "Scaling Rulebook", "Probing", "Ada Example on Grades"] == [
        r.target for r in of(body, Aspect.REFERENCE)
    ]


def test_sentences_when_people_and_times_are_named() -> None:
    """A sentence keeps its line, its column, its time, whether it predicts, and who says so."""
    body = plain_note()
    states = of(body, Aspect.STATE, "HG-1") + of(body, Aspect.STATE, "HG-2")
    assert [
        (13, 1, "As of late 2024", "2024-10-01", "2024-12-31", False, ""),
        (13, 41, "within 2025", "2025-01-01", "2025-12-31", True, "Ada Example"),
        (15, 1, "As of early 2025", "2025-01-01", "2025-03-31", False, "Bob Sample"),
    ] == [
        (r.first_line, r.column, r.stated, r.valid_from, r.valid_through, r.predicted, r.speaker)
        for r in states
    ]


def test_sentences_when_their_opening_says_what_they_are() -> None:
    """The words before a colon, or before a view, say in which respect a sentence speaks."""
    body = plain_note()
    assert ["The threshold: a model that helps a layman do what only experts can."] == [
        r.text for r in of(body, Aspect.THRESHOLD) if not r.head
    ]
    assert ["At HG-2: enhanced security against theft; filters for risky questions."] == [
        r.text for r in of(body, Aspect.REQUIREMENT)
    ]
    assert ["The main danger is laymen, e.g. angry ones."] == [
        r.text for r in of(body, Aspect.RISK, "HG-2") if not r.head
    ]
    assert 2 == len([r for r in of(body, Aspect.RISK, "HG-3") if not r.head])
    assert ["The evidence: version 3.1 helped in tests."] == [r.text for r in of(body, Aspect.REASON, "HG-2")]
    assert 2 == len(of(body, Aspect.REASON, ""))
    assert ["Some say grades are too coarse — ability is not intent."] == [
        r.text for r in of(body, Aspect.CRITICISM)
    ]
    assert ["Example Labs’ view: ability comes first."] == [r.text for r in of(body, Aspect.REPLY)]


ITEMS = "## s\n\n| Level |\n|--|\n| L-1 |\n| L-2 |\n\n"


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("It is so because it was.", Aspect.REASON),
        ("Our evidence: it failed.", Aspect.REASON),
        ("This reduces harm.", Aspect.REASON),
        ("The plan: instead of guessing, we look.", Aspect.REASON),
        ("It reads rather than writes.", Aspect.NOTE),
        ("This one is blue.", Aspect.NOTE),
        ("The purpose of the list is order.", Aspect.PURPOSE),
        ("Its limitations are known.", Aspect.CRITICISM),
        ("Entry format: words.", Aspect.TEMPLATE),
        ("The format of long entries differs by year: words.", Aspect.TEMPLATE),
        ("Entry format differs by year: words.", Aspect.NOTE),
        ("Because?", Aspect.NOTE),
        ("The risk is great.", Aspect.NOTE),
        ("At L-2, the risk is great.", Aspect.RISK),
        ("At L-2: a lock and monitoring.", Aspect.REQUIREMENT),
        ("At L-2: a model can do much.", Aspect.NOTE),
        ("Simple controls suffice for L-1.", Aspect.REQUIREMENT),
        ("L-1 is no longer in use.", Aspect.STATE),
        ("Example Labs’ view: it helps.", Aspect.NOTE),
    ],
)
def test_aspect_when_a_sentence_tells_by_its_own_words(text: str, aspect: Aspect) -> None:
    """A sentence tells its respect by its opening, its subject or its grammar, whatever it is about."""
    assert aspect is read(f"{ITEMS}{text}\n", "s").remarks[-1].aspect


@pytest.mark.parametrize(
    ("lead", "aspect"),
    [
        ("It is L-2 when a model can:", Aspect.THRESHOLD),
        ("Models of L-2 can:", Aspect.NOTE),
        ("We grade when a model can:", Aspect.NOTE),
        ("Of L-2 it asks these safeguards:", Aspect.REQUIREMENT),
    ],
)
def test_bullets_when_a_sentence_leads_in(lead: str, aspect: Aspect) -> None:
    """A sentence that names an item tells of the list below it what it asks, or when the item begins."""
    assert aspect is read(f"{ITEMS}{lead}\n- it\n", "s").remarks[-1].aspect


def test_reply_when_it_stands_under_criticism() -> None:
    """Somebody's view is a reply where it has a criticism to answer, in a sentence or a bullet."""
    body = read("## Objections\n\nIt is crude. Acme's response: it works.\n\n- Acme's view: it is new.\n")
    assert [Aspect.CRITICISM, Aspect.REPLY, Aspect.REPLY] == [remark.aspect for remark in body.remarks]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada B. Doe predicts rain.", "Ada B. Doe"),
        ("Rain is near (per Ada Doe, May 2025).", "Ada Doe"),
        ("Rain is near (by Ada Doe).", ""),
        ("The Rain Forum predicts rain.", ""),
        ("Rain Institute believes in rain.", ""),
        ("Ada Doe lives here.", ""),
    ],
)
def test_speaker_when_words_are_somebody_s(text: str, speaker: str) -> None:
    """Words are a person's who thinks or foretells them, or to whom brackets with a date give them."""
    assert speaker == read(f"{text}\n").remarks[0].speaker


@pytest.mark.parametrize(
    ("bullet", "target", "text", "address", "is_document"),
    [
        ("Evals — tests of skill", "Evals", "tests of skill", "", False),
        ("**Evals**: tests of skill", "Evals", "tests of skill", "", False),
        ("[Evals](https://b.org): tests", "Evals", "tests", "https://b.org", True),
        ("[Evals](../b.md)", "Evals", "Evals", "", True),
        ("*The Rules* (old)", "The Rules", "(old)", "", True),
        ("“The Rules”", "The Rules", "“The Rules”", "", True),
        ("Ada Doe on Long Rules", "Ada Doe on Long Rules", "Ada Doe on Long Rules", "", True),
        ("Trust on first use", "Trust on first use", "Trust on first use", "", False),
        ("Yard Safety Policy", "Yard Safety Policy", "Yard Safety Policy", "", True),
    ],
)
def test_reference_when_it_names_a_document_or_concept(
    bullet: str, target: str, text: str, address: str, is_document: bool
) -> None:
    """A link, emphasis, quotation marks, a title's wording and a kind of document tell a document."""
    (remark,) = read(f"## See also\n\n- {bullet}\n").remarks
    assert (Aspect.REFERENCE, target, text, address, is_document) == (
        remark.aspect,
        remark.target,
        remark.text,
        remark.target_address,
        remark.target_is_document,
    )


def test_reference_when_a_sentence_points_to_it() -> None:
    """A sentence points to a name, with the address that the name links to, and not to a clause."""
    body = read("See the [Long Rules](https://b.org/r) for more. See how it works.\n")
    assert [("Long Rules", "https://b.org/r"), ("", "")] == [
        (remark.target, remark.target_address) for remark in body.remarks
    ]


def test_target_keys_when_words_repeat() -> None:
    """The same words in any case point to one thing; other words that read alike to another."""
    body = read("## See also\n\n- Evals — one\n- C++\n- evals — two\n- C plus plus\n")
    assert ["evals", "c-plus-plus", "evals", "c-plus-plus-2"] == [r.target_key for r in body.remarks]


def test_about_when_there_are_several_sources() -> None:
    """What stands under a source's key is about that source, other text about the namespace."""
    body = read(
        "# T\n\nA.\n\n## one\n\nB.\n\n### Notes\n\nC.\n\n## Two\n\nD.\n\n## Other\n\nE.\n", "one", "two"
    )
    assert ["", "one", "one", "two", ""] == [remark.about.name for remark in body.remarks]


def test_table_items_when_no_source_encloses_them() -> None:
    """A table outside every source names no items where there are several sources to choose from."""
    text = "| ID | Name |\n|--|--|\n| X-1 | a |\n"
    assert () == read(text, "one", "two").items
    assert ["X-1"] == [item.identifier.subpath for item in read(text, "one").items]


def test_nested_bullets_when_the_outer_one_leads_in() -> None:
    """A bullet that ends in a colon leads in to the bullets within it."""
    body = read(
        "## s\n\n| Level |\n|--|\n| L-1 |\n| L-2 |\n\n- L-2 requirements:\n  - a lock\n- elsewhere\n", "s"
    )
    assert [("a lock", "L-2", Aspect.REQUIREMENT), ("elsewhere", "", Aspect.NOTE)] == [
        (r.text, r.about.subpath, r.aspect) for r in body.remarks[-2:]
    ]


@pytest.mark.parametrize(
    ("bullet", "label", "text"),
    [
        ("**Early** - it is", "Early", "it is"),
        ("**Early** — it is", "Early", "it is"),
        ("**Early:** it is", "Early", "it is"),
        ("**Early**: it is", "Early", "it is"),
        ("**It is early.** So it is.", "It is early", "So it is."),
        ("__Early__", "Early", "Early"),
        ("**Never** do it", "", "Never do it"),
        ("**HG**-1 is **it** - or not", "", "HG-1 is it - or not"),
        ("[**Early**](https://example.org) - it is", "", "Early - it is"),
    ],
)
def test_label_when_a_bullet_opens_in_bold(bullet: str, label: str, text: str) -> None:
    """Bold words that a dash, a colon or a stop sets apart are a label; bold words of a sentence are not."""
    (remark,) = read(f"- {bullet}\n").remarks
    assert (label, text) == (remark.label, remark.text)


def test_relations_when_bullets_name_the_other_end() -> None:
    """Under a heading about relations a bullet that opens in bold points to what it names."""
    body = read("## Relationships\n\n- **Acme** - a peer\n- **The Office** runs it\n- no name here\n")
    assert [(Aspect.RELATION, "Acme"), (Aspect.RELATION, "The Office"), (Aspect.NOTE, "")] == [
        (remark.aspect, remark.target) for remark in body.remarks
    ]


def test_about_when_an_item_is_an_everyday_word() -> None:
    """A level called High is meant by a heading of that name, not by any sentence with the word."""
    text = "| Level | Asks |\n|--|--|\n| Low | a |\n| High | b |\n\n## High\n\nHigh walls.\n\n## High walls\n\nHigh.\n"
    body = read(text, "s")
    assert ["Low", "High", "High", ""] == [remark.about.subpath for remark in body.remarks]


def test_other_blocks_when_markdown_has_them() -> None:
    """Quotes, HTML, code and unknown lines are kept as text, each with its lines."""
    text = "> a *quote*\n> goes on\n\n<div>\nhtml\n</div>\n\n```py\nx = 1\n\ny = 2\n```\n\n[ref]: https://example.org\n"
    body, findings = read_body("a.md", text, 11, Scope(NAMESPACE))
    assert [
        ("a quote goes on", 11, 12),
        ("<div>\nhtml\n</div>", 14, 16),
        ("x = 1\n\ny = 2", 19, 21),
        ("[ref]: https://example.org", 24, 24),
    ] == [(r.text, r.first_line, r.last_line) for r in body.remarks]
    assert frozenset({18, 22}) == body.structure
    assert [("kept-as-text", 24)] == [(finding.code, finding.line) for finding in findings]


def test_headings_when_underlined() -> None:
    """Short underlined words are a heading, but a paragraph over a rule stays a paragraph."""
    body = read("Title\n=====\n\nIt is long.\nIt ends here.\n---\n")
    assert [("It is long.", 4, "Title"), ("It ends here.", 5, "Title")] == [
        (r.text, r.first_line, r.heading) for r in body.remarks
    ]
    assert frozenset({1, 2, 6}) == body.structure


@needs_seeds
def test_seed_entry_when_read() -> None:
    """The first seed gives every statement it makes, in its respect."""
    body = seed_entry()
    counts = Counter(remark.aspect for remark in body.remarks)
    assert (4, 3, 1, 1, 4, 4) == tuple(
        counts[aspect]
        for aspect in (Aspect.REASON, Aspect.RELATION, Aspect.TEMPLATE, Aspect.RANGE, Aspect.USE, Aspect.STEP)
    )
    assert [("ASL-1", 1), ("ASL-2", 2), ("ASL-3", 3), ("ASL-4", 4), ("ASL-4+", 4)] == [
        (item.identifier.subpath, item.order) for item in body.items
    ]
    assert ["ASL-4+"] == [item.label for item in body.items if item.open_ended and item.outside_pattern]
    for aspect in (Aspect.THRESHOLD, Aspect.REQUIREMENT):
        assert 5 == len([remark for remark in of(body, aspect) if remark.head])
        assert 3 == len([remark for remark in of(body, aspect, "ASL-3") if not remark.head])
    assert 2 == len(of(body, Aspect.STATE, "ASL-2"))
    assert 2 == len([remark for remark in of(body, Aspect.REQUIREMENT, "ASL-2") if not remark.head])
    assert [1, 2, 3, 4] == [remark.position for remark in of(body, Aspect.STEP)]


@needs_seeds
def test_seed_entry_notes_when_read() -> None:
    """The first seed's notes are five: one is dated, one points to another framework."""
    notes = [remark for remark in seed_entry().remarks if remark.heading == "Notes"]
    assert 5 == len(notes)
    assert [("2024-10-01", "2024-12-31")] == [(r.valid_from, r.valid_through) for r in notes if r.stated]
    assert ["OpenAI's Preparedness Framework"] == [r.target for r in notes if r.target]


@needs_seeds
def test_seed_note_when_read() -> None:
    """The second seed gives its levels, its dated statements, its arguments and its references."""
    body = seed_note()
    names = [f"ASL-{number}" for number in range(1, 6)]
    assert names == [item.identifier.subpath for item in body.items]
    for aspect in (Aspect.THRESHOLD, Aspect.RISK):
        assert names == [remark.about.subpath for remark in of(body, aspect) if remark.head]
    assert (3, 1, 1) == tuple(len(of(body, a)) for a in (Aspect.PURPOSE, Aspect.CRITICISM, Aspect.REPLY))
    assert [True, False, False, False, True, True, True] == [
        r.target_is_document for r in of(body, Aspect.REFERENCE) if r.heading == "See also"
    ]
    assert 2 == len(of(body, Aspect.REASON, ""))
    assert 2 == len([remark for remark in of(body, Aspect.RISK, "ASL-4") if not remark.head])


@needs_seeds
def test_seed_note_times_when_read() -> None:
    """The second seed's dated sentences keep their intervals, their kind and their speakers."""
    dated = [remark for remark in of(seed_note(), Aspect.STATE) if remark.stated]
    assert [
        ("2024-10-01", "2024-12-31", False, ""),
        ("2025-01-01", "2025-12-31", True, "Dario Amodei"),
        ("2025-01-01", "2025-03-31", False, "Benjamin Mann"),
    ] == [(r.valid_from, r.valid_through, r.predicted, r.speaker) for r in dated]
