"""Searching limen's own registry: what is found first, by which words, and with which claims."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folders import REGISTRY
from limen.model.names import Names
from limen.publish import Built, built_of, open_registry, search
from limen.publish.search_index import words_of
from limen.term import literal
from limen.vocab import DCTERMS, LIMEN, RDF, SKOS

ASL_3 = "secid:weakness/anthropic.com/asl#ASL-3"
OPUS_4 = "secid:entity/anthropic.com/claude-opus-4"


@pytest.fixture(scope="module")
def built() -> Built:
    return built_of(open_registry([REGISTRY], names=Names()))


def small(*labels: str, note: str = "") -> Built:
    """A dataset of things with these labels, the first with a note."""
    triples = []
    for number, label in enumerate(labels):
        node = f"<https://w3id.org/limen/id/entity/example.org/t{number}>"
        triples += [
            (node, DCTERMS.identifier, literal(f"secid:entity/example.org/t{number}")),
            (node, SKOS.prefLabel, literal(label, "en")),
        ]
        triples += [(node, SKOS.note, literal(note, "en"))] if note and not number else []
    return Built((("https://w3id.org/limen/graph/entry/a.md", tuple(triples)),))


def found(built: Built, words: str) -> list[str]:
    return [hit.label for hit in search(built, words)]


@pytest.mark.parametrize(
    ("words", "secid"),
    [
        ("ASL 3", ASL_3),
        ("asl-3", ASL_3),
        ("ASL3", ASL_3),
        (ASL_3, ASL_3),
        ("weakness/anthropic.com/asl#ASL-3", ASL_3),
        ("secid:weakness/anthropic/asl#ASL-3", ASL_3),
        ("asl-4+", "secid:weakness/anthropic.com/asl#ASL-4+"),
        ("opus 4", OPUS_4),
        ("OPÜS 4", OPUS_4),
        ("https://w3id.org/limen/id/weakness/anthropic.com/asl#ASL-3", ASL_3),
        ("secid:control/nist.gov/ai-rmf#GOVERN%201.1", "secid:control/nist.gov/ai-rmf#GOVERN 1.1"),
        ("govern 1.1", "secid:control/nist.gov/ai-rmf#GOVERN 1.1"),
        ("uk aisi", "secid:entity/aisi.gov.uk"),
        ("openai preparedness", "secid:control/openai.com/preparedness"),
        ("interpretability kept out of training", "secid:weakness/anthropic.com/asl#ASL-4"),
    ],
)
def test_search_finds_first(built, words, secid):
    """Spelling, case, accents and signs make no difference, and the thing meant comes first."""
    assert secid == search(built, words)[0].secid


def test_hit_of_a_level(built):
    """A hit says what it is and by what it was found."""
    hit = search(built, "ASL 3")[0]

    assert ("ASL-3", "SafetyLevel", "ASL-3") == (hit.label, hit.kind, hit.snippet)
    assert "https://w3id.org/limen/id/weakness/anthropic.com/asl#ASL-3" == hit.iri


def test_claims_can_be_quoted(built):
    """A claim comes with property, value, days, source, its address, and how sure it is."""
    claims = search(built, "ASL-3 active for Claude Opus 4", 1)[0].claims
    (claim,) = [each for each in claims if each.about == "Claude Opus 4" and each.rank == "preferred"]

    assert ("activationStatus", "active", "2025-05-22") == (claim.property, claim.value, claim.since)
    assert "Activating AI Safety Level 3 protections" == claim.source
    assert claim.source_url.startswith("https://www.anthropic.com/")
    assert ("announced", "read") == (claim.modality, claim.confidence)


def test_claims_that_others_dispute(built):
    """With a claim comes what another source says that cannot be so too."""
    claims = search(built, "Claude at ASL-3 in early 2025", 1)[0].claims
    (disputed,) = {claim.disputed_by for claim in claims if claim.since == "2025-01-01"}

    assert ("not active, says Activating AI Safety Level 3 protections",) == disputed


def test_claims_that_nobody_verified_are_not_quoted(built):
    """No hit cites a claim whose confidence is the lowest."""
    every = [
        claim
        for word in ("asl", "model", "policy")
        for hit in search(built, word, 200)
        for claim in hit.claims
    ]

    assert len(every) > 50
    assert "unverified" not in {claim.confidence for claim in every}


def test_claims_whose_words_are_asked_for_come_first(built):
    """The claim that the words come from is the first one cited."""
    hit = search(built, "interpretability training")[0]

    assert "Interpretability kept out of training (note)" == hit.snippet
    assert "AI Safety Levels" == hit.claims[0].source


def test_order_of_hits():
    """A label that is the words comes before one that begins with them, one that holds them, and a text."""
    built = small("Other", "The red fox", "Red foxes", "Red", note="A red herring")
    assert ["Red", "Red foxes", "The red fox", "Other"] == found(built, "red")


def test_search_when_nothing_holds_all_words():
    """If no thing holds all words, those are found that hold the most of them."""
    built = small("Blue fox", "Blue whale of the north", "Whale")
    assert ["Blue whale of the north"] == found(built, "which blue whale sings")


@pytest.mark.parametrize("words", ["", "  ", "–!", "zzzz"])
def test_search_when_there_is_nothing(built, words):
    """Words that nothing holds find nothing."""
    assert () == search(built, words)


def test_search_with_a_limit(built):
    """A limit takes the first of all hits."""
    every = search(built, "asl", 1000)

    assert every[:3] == search(built, "asl", 3)
    assert 20 == len(search(built, "asl"))
    assert len(every) > 20


def test_snippet_when_the_text_is_long():
    """A long text is cut around the word, between words, in one line."""
    text = f"{'lorem ipsum ' * 40}needle\n{'dolor sit ' * 40}"
    (hit,) = search(small("Thing", note=text), "needle")

    assert "needle dolor" in hit.snippet
    assert (("… ", " …")) == (hit.snippet[:2], hit.snippet[-2:])
    assert set(hit.snippet.split()) == {"…", "lorem", "ipsum", "needle", "dolor", "sit"}
    assert len(hit.snippet) <= 204


def test_search_when_the_triples_come_in_another_order(built):
    """The order of the graphs changes no answer."""
    graphs = [
        (graph, tuple(random.Random(1).sample(triples, len(triples)))) for graph, triples in built.graphs
    ]
    other = Built(tuple(reversed(graphs)))

    assert search(built, "asl deployment", 50) == search(other, "asl deployment", 50)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_every_label_is_found(labels, data):
    """Whatever a label is, the words of it find a thing with those words in its label."""
    wanted = data.draw(st.sampled_from(labels))
    hits = search(small(*labels), wanted)

    if words_of(wanted):
        assert words_of(wanted) == words_of(hits[0].label)
    else:
        assert () == hits


def test_claim_about_a_thing_is_cited():
    """What is claimed of something else about a thing is cited with the thing too."""
    built = small("Level", "Model")
    level, model = (f"<https://w3id.org/limen/id/entity/example.org/t{number}>" for number in (0, 1))
    about = "<https://schema.org/about>"
    claim = "<https://w3id.org/limen/claim/c>"
    triples = [
        *((claim, RDF.type, LIMEN.Claim), (claim, RDF.subject, level), (claim, about, model)),
        *((claim, RDF.predicate, SKOS.note), (claim, RDF.object, literal("It runs at this level", "en"))),
    ]
    built = Built((*built.graphs, ("https://w3id.org/limen/graph/entry/b.md", tuple(triples))))

    (cited,) = search(built, "model")[0].claims
    assert ("Level", "It runs at this level", "Model") == (cited.subject, cited.value, cited.about)


def test_command_in_words(limen):
    """The command prints each hit with its SecID, and its claims with their sources."""
    run = limen("search", "opus", "4", "--limit", "1", "-r", REGISTRY)

    assert (0, "") == (run.code, run.err)
    assert run.out.startswith(f"Claude Opus 4  (AIModel)\n  {OPUS_4}\n  - ")
    assert "[Activating AI Safety Level 3 protections" in run.out
    assert run.out.endswith("\n1 found\n")


def test_command_as_json(limen):
    """As JSON a hit has everything that the Python face gives."""
    (hit,) = json.loads(limen("search", "ASL 3", "-n", "1", "-f", "json", "-r", REGISTRY).out)

    assert (ASL_3, "active") == (hit["secid"], hit["claims"][0]["value"])


@pytest.mark.usefixtures("registry")
def test_command_when_nothing_is_found(limen):
    """Nothing found is an answer."""
    assert (0, "nothing found\n", "") == limen("search", "zzzz")
