"""Who is who within one document."""

import pytest

from firsthand.extract import extract_documents
from firsthand.model import Block, Document
from firsthand.resolve import resolve


@pytest.mark.parametrize(
    ("text", "passage", "speaker"),
    [
        # pronouns
        ("Helena Brandt runs the port. She said the pier had sunk.", "the pier had sunk", "Helena Brandt"),
        ("Helena Brandt met Robert Lindgren. He said the pier had sunk.", "the pier had", "Robert Lindgren"),
        (
            "Robert Lindgren said Paul Osk had left. He said the pier had sunk.",
            "the pier had",
            "Robert Lindgren",
        ),
        ("Quay Watch published a study. It said the pier had sunk.", "the pier had sunk", "Quay Watch"),
        # descriptions
        (
            "Quay Watch is a group in Osk. The group said the pier had sunk.",
            "the pier had sunk",
            "Quay Watch",
        ),
        ("The NGO Quay Watch met. The NGO said the pier had sunk.", "the pier had sunk", "Quay Watch"),
        (
            "Ports Director Helena Brandt arrived. The director said the pier had sunk.",
            "the pier had sunk",
            "Helena Brandt",
        ),
        (
            "Portugal closed its ports. The country said the pier had sunk.",
            "the pier had",
            "Portuguese government",
        ),
        # surnames
        ("Helena Brandt arrived. Brandt said the pier had sunk.", "the pier had sunk", "Helena Brandt"),
        (
            "moritz lindqvist arrived. Lindkvist said the pier had sunk.",
            "the pier had sunk",
            "Moritz Lindkvist",
        ),
        # reports
        (
            "Quay Watch published a report. The report said the pier had sunk.",
            "the pier had sunk",
            "Quay Watch",
        ),
        (
            "Papers cited a new report. The report says the pier had sunk. Quay Watch's report is long.",
            "the pier had sunk",
            "Quay Watch",
        ),
        # who speaks for whom
        ("A spokesman for Quay Watch said the pier had sunk.", "the pier had sunk", "Quay Watch"),
        ("The Portuguese regime said the pier had sunk.", "the pier had sunk", "Portuguese government"),
        ("Portugal's leaders said the pier had sunk.", "the pier had sunk", "Portuguese government"),
        ("The government in Lisbon said the pier had sunk.", "the pier had sunk", "Portuguese government"),
        ("Lisbon said the pier had sunk.", "the pier had sunk", "Portuguese government"),
    ],
)
def test_the_speaker_is_the_one_meant(tell, text, passage, speaker):
    assert tell(text).by(passage) == [speaker]


def test_she_is_not_he(tell):
    told = tell(
        "Helena Brandt thanked Robert Lindgren. She said the pier had sunk. He said it would be raised."
    )
    assert told.by("the pier had sunk") == ["Helena Brandt"]
    assert told.by("it would be raised") == ["Robert Lindgren"]


def test_whoever_is_named_later_in_the_clause_is_not_its_subject(tell):
    told = tell("Robert Lindgren praised Paul Osk. He told Lindgren that the pier had sunk.")
    assert told.by("the pier had sunk") == ["Paul Osk"]


def test_man_and_wife_of_one_name_are_two(tell):
    told = tell(
        "Robert Lindgren and his wife, Helena Lindgren, arrived. Mr. Lindgren said the pier had sunk. "
        "Mrs. Lindgren said it would be raised."
    )
    assert told.by("the pier had sunk") == ["Robert Lindgren"]
    assert told.by("it would be raised") == ["Helena Lindgren"]


def test_a_president_is_not_his_wife_who_is_named_in_full(tell):
    told = tell("President Lindgren spoke. Mr. Lindgren said the pier had sunk. Helena Lindgren listened.")
    assert told.by("the pier had sunk") == ["Lindgren"]


def test_father_and_son_are_two_where_a_text_tells_them_apart(tell):
    told = tell(
        "Robert Lindgren Jr. spoke first. Lindgren Jr. said the pier had sunk. "
        "Robert Lindgren said it would be raised."
    )
    assert told.by("the pier had sunk") == ["Robert Lindgren Jr."]
    assert told.by("it would be raised") == ["Robert Lindgren"]


def test_a_nameless_source_keeps_its_description(tell):
    told = tell("Two people familiar with the plan said the pier had sunk.")
    assert told.by("the pier had sunk") == ["two people familiar with the plan"]
    assert told.source("two people familiar with the plan").kind == "unnamed"


def test_the_adviser_is_the_adviser_just_introduced(tell):
    told = tell(
        "Paul Osk is an adviser in Lisbon. An adviser close to the mayor complained. "
        "The adviser said the pier had sunk."
    )
    assert told.by("the pier had sunk") == ["adviser close to the mayor"]


def test_the_outlet_that_publishes_is_no_relay_of_its_own_text(tell):
    text = "Helena Brandt told the Osk Lantern that the pier had sunk."
    assert tell(text, publishers=("Osk Lantern",)).by("the pier had sunk") == ["Helena Brandt"]


def test_the_reading_replaces_pronouns_and_descriptions(tell):
    told = tell("Helena Brandt runs the port. Brandt said that she had closed her pier.")
    (statement,) = [s for s in told.resolution.statements if "closed" in s.text and s.attribution]
    assert statement.reading == "Helena Brandt had closed her pier"


def test_about_are_the_named_ones_in_the_passage(tell):
    told = tell("The mayor said that Quay Watch had sued Portugal.")
    (statement,) = [s for s in told.resolution.statements if "sued" in s.text and s.attribution]
    names = {source.id: source.name for source in told.resolution.sources}
    assert [names[source] for source in statement.about] == ["Quay Watch", "Portuguese government"]


def test_a_pronoun_right_behind_a_phrase_repeats_it(tell):
    told = tell("However, the local police velmark He proudly declared that the harbour was safe.")
    assert told.by("the harbour was safe") == ["local police velmark"]


def test_a_description_never_becomes_a_name_where_somebody_is_meant(tell):
    told = tell(
        "Quay Watch is a group in Osk. Its members met. The group said the pier sank. It said so twice."
    )
    assert all(source.name not in ("group", "the group", "it", "It") for source in told.resolution.sources)


def test_whoever_says_i_outside_quotations_is_the_author(tell):
    assert tell("I said that the pier had sunk.").by("the pier had sunk") == []


def test_a_country_as_a_place_is_nobody_the_statement_is_about(tell):
    told = tell("The mayor said that Quay Watch had closed an office in Portugal.")
    (statement,) = [s for s in told.resolution.statements if "closed" in s.text and s.attribution]
    names = {source.id: source.name for source in told.resolution.sources}
    assert [names[source] for source in statement.about] == ["Quay Watch"]


def reading(told, words):
    (statement,) = [s for s in told.resolution.statements if words in s.text and s.attribution]
    return statement.reading


def test_a_reading_replaces_nothing_that_nobody_is(tell):
    told = tell("Quay Watch met. The mayor said that it was wrong to close the pier.")
    assert reading(told, "wrong").endswith("it was wrong to close the pier")


def test_a_reading_names_a_government_with_its_article(tell):
    told = tell("The mayor said that the Portuguese regime had sold the pier.")
    assert reading(told, "sold") == "the Portuguese government had sold the pier"


def test_a_reading_leaves_those_named_in_it_alone(tell):
    told = tell("The mayor said that Helena Brandt knew that she had sold the pier.")
    assert reading(told, "Helena Brandt knew").count("Helena Brandt") == 1


def test_a_headline_speaks_of_whom_the_text_names():
    text = "Pier sank, group says\n\nThe pier sank on Monday, Quay Watch said."
    blocks = (Block(0, 21, "title"), Block(23, len(text), "paragraph"))
    document = Document("d", "d.txt", text, blocks)
    resolution = resolve([document], list(extract_documents([document])))
    names = {source.id: source.name for source in resolution.sources}
    assert {names[source] for s in resolution.statements for source in s.attribution} == {"Quay Watch"}
