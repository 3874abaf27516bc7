"""One source per real-world source over several documents."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract import extract_documents
from firsthand.model import Document
from firsthand.resolve import resolve
from firsthand.resolve.across.sources import join_sources
from firsthand.resolve.within.entities import Cast


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (
            "The WHO said the pier had sunk.",
            "The World Health Organization said the crane fell.",
            "World Health Organization",
        ),
        (
            "Lisbon said the pier had sunk.",
            "The Portuguese regime said the crane fell.",
            "Portuguese government",
        ),
        (
            "Portugal's Ministry of Foreign Affairs said the pier had sunk.",
            "The Portuguese foreign ministry said the crane fell.",
            "Portuguese foreign ministry",
        ),
        ("The bbc.co.uk reported the pier had sunk.", "BBC News said the crane fell.", "BBC"),
        (
            "Harbour Rescue Council said the pier had sunk.",
            "HRC said the crane fell.",
            "Harbour Rescue Council",
        ),
        ("Helena Brandt said the pier had sunk.", "Helena J. Brandt said the crane fell.", "Helena Brandt"),
        ("Helena Brandt said the pier had sunk.", "Helena Brant said the crane fell.", "Helena Brandt"),
        (
            "The U.S. Commerce Department said the pier had sunk.",
            "The Department of Commerce said the crane fell.",
            None,
        ),
    ],
)
def test_names_of_one_source_are_joined(tell, first, second, name):
    told = tell(first, second)
    speakers = {source for statement in told.resolution.statements for source in statement.attribution}
    assert len(speakers) == 1
    if name:
        assert {source.name for source in told.resolution.sources if source.id in speakers} == {name}


def test_a_bare_family_name_joins_in_the_same_company(tell):
    told = tell(
        "Helena Brandt of Quay Watch met Paul Lind at the Osk Port Authority. Brandt said the pier sank.",
        "Mrs. Brandt said the crane fell. Quay Watch and the Osk Port Authority agreed.",
    )
    assert told.by("the crane fell") == ["Helena Brandt"]


def test_a_bare_family_name_alone_proves_nothing(tell):
    told = tell("Helena Brandt said the pier had sunk.", "Mr. Brandt said the crane fell.")
    assert told.by("the crane fell") == ["Brandt"]


def test_two_people_of_one_family_name_stay_two(tell):
    told = tell(
        "Helena Brandt of Quay Watch met Robert Brandt at the Osk Port Authority.",
        "Brandt said the crane fell. Quay Watch and the Osk Port Authority agreed.",
    )
    assert told.by("the crane fell") == ["Brandt"]


def test_nameless_sources_of_two_documents_are_two(tell):
    told = tell("An official said the pier had sunk.", "An official said the crane fell.")
    officials = [source for source in told.resolution.sources if source.name == "official"]
    assert len(officials) == 2
    assert {source.kind for source in officials} == {"unnamed"}


def test_the_house_and_the_administration_of_its_president_are_one(tell):
    told = tell(
        "President Robert Lindgren spoke. The Lindgren administration said the pier sank. "
        "The White House said the crane fell."
    )
    assert told.by("the pier sank") == told.by("the crane fell") == ["White House"]


def test_an_office_told_in_full_elsewhere_names_its_holder(tell):
    told = tell(
        "Helena Brandt, head of the Osk harbour board, met Quay Watch and the Lagoon Trust.",
        "The head of the Osk harbour board said the crane fell. Quay Watch and the Lagoon Trust agreed.",
    )
    assert told.by("the crane fell") == ["Helena Brandt"]


def test_ministries_of_two_countries_stay_two(tell):
    told = tell(
        "The Portuguese foreign ministry said the pier sank.",
        "The Polish foreign ministry said the crane fell.",
    )
    assert {"Portuguese foreign ministry", "Polish foreign ministry"} <= told.names()


def test_the_publisher_is_a_source_that_knows_its_document(tell):
    told = tell("The pier sank.", "The crane fell.", publishers=("Osk Lantern", None))
    assert told.source("Osk Lantern").document == "d0"
    assert told.source("Osk Lantern").kind == "outlet"


def test_a_publisher_with_two_documents_is_neither(tell):
    told = tell("The pier sank.", "The crane fell.", publishers=("Osk Lantern", "The Osk Lantern"))
    assert [source.document for source in told.resolution.sources if source.kind == "outlet"] == [None]


def test_a_word_that_hides_its_source_is_shown_as_such(tell):
    told = tell("The pier reportedly sank on Monday.")
    hidden = [source for source in told.resolution.sources if source.kind == "unnamed"]
    assert all(source.name == "unnamed source (reportedly)" for source in hidden)


TEXTS = (
    "Helena Brandt of Quay Watch met Robert Lindgren. Brandt told AFP that the pier had sunk.",
    "The group Quay Watch said the crane fell. Its report says Lisbon knew. Mrs. Brandt denied it.",
    "Agence France-Presse reported that Portugal denied the claims. An official said the pier was safe.",
    "President Lindgren said the pier was safe. The Portuguese government said it would be raised.",
)
DOCUMENTS = tuple(Document(f"d{i}", f"d{i}.txt", text) for i, text in enumerate(TEXTS))
EXTRACTED: dict[str, object] = {}


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(shuffle: random.Random):
    if not EXTRACTED:
        EXTRACTED.update({e.document: e for e in extract_documents(DOCUMENTS)})
    order = list(DOCUMENTS)
    shuffle.shuffle(order)
    plain = resolve(DOCUMENTS, [EXTRACTED[d.id] for d in DOCUMENTS])
    mixed = resolve(order, [EXTRACTED[d.id] for d in order])
    assert mixed.sources == plain.sources
    assert mixed.citations == plain.citations
    assert {s.id: s for s in mixed.statements} == {s.id: s for s in plain.statements}


def test_a_copy_adds_no_source(tell):
    once = tell(TEXTS[0])
    twice = tell(TEXTS[0], TEXTS[0])
    assert once.names() == twice.names()


def test_nothing_resolves_to_nothing():
    assert resolve([], []).sources == ()


def test_a_source_keeps_its_id_whatever_comes_before_it():
    """Two of one document that share a name are told apart by what is in it, not by its place in the pile."""

    def telling(document: str, times: int) -> Cast:
        cast = Cast(Document(id=document, name=document, text=""), [], [], [])
        for _ in range(times):
            cast.create("document").described["papers"] += 1
        return cast

    alone = join_sources([telling("d", 3)])
    more = join_sources([telling("b", 2), telling("c", 1), telling("d", 3)])
    assert len(alone.sources) == 3
    assert len(more.sources) == 6
    assert alone.of["d"] == more.of["d"]
