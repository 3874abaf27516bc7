"""Speakers behind their words, duties that are no utterances, and words that came through others."""

import pytest
from attributing import chain, reported, said

INVERTED = [
    (
        "Orlesk Steel failed to report 12 spills over two years, reported Coastal News on Monday, "
        "citing a new report.",
        "failed to report 12 spills",
        ["a new report", "Coastal News"],
    ),
    (
        "The refinery in Orlesk has suspended its orders of steel, a spokeswoman for the refinery said.",
        "has suspended its orders",
        ["a spokeswoman for the refinery"],
    ),
    (
        '"The keeper never felt threatened," read a joint statement from the mayor, Ines Molnar.',
        "never felt threatened",
        ["a joint statement"],
    ),
    ("Prosecutors say in the indictment that he lied.", "he lied", ["Prosecutors"]),
]


@pytest.mark.parametrize(("text", "passage", "names"), INVERTED)
def test_speakers_behind_their_words(text, passage, names):
    assert chain(text, passage) == names


DUTIES = [
    "Orlesk Steel failed to report 12 spills.",
    "Orlesk Steel has refused to disclose the spills.",
    "Orlesk Steel has to report 12 spills a year.",
    "Orlesk Steel had reported every spill that the law asks for.",
    "Orlesk Steel reported the spills to the inspectorate.",
]


@pytest.mark.parametrize("text", DUTIES)
def test_who_files_a_thing_or_fails_to_says_nothing_of_it(text):
    assert not reported(text)


def test_a_count_that_is_reported_is_said():
    assert chain("The health office reported 12 cases of fever.", "12 cases") == ["The health office"]


def test_a_spokesman_stands_for_himself():
    text = "Its spokesman, Emil Varga, said the company had reported every spill that the law asks for."
    assert chain(text, "had reported every spill") == ["Emil Varga"]


def test_whose_claims_are_rejected_passes_nothing_on():
    text = "The Ministry of Energy rejects the allegations made by Coastal News."
    assert chain(text, "rejects the allegations") == ["Ministry of Energy"]


def test_a_newspaper_that_was_told_passes_it_on():
    text = "A nurse told the newspaper that she had treated 40 people."
    attribution, names = said(text, "she had treated")
    assert names == ["A nurse", "the newspaper"]
    assert text[attribution.start :].startswith("she had")


def test_second_clauses_of_others_are_left_out():
    text = "The suit alleges that the company hid the spills, and the filing says managers knew."
    assert chain(text, "managers knew") == ["the filing"]
    attribution, _ = said(
        "Ines Molnar told Emil Varga that he had done nothing wrong and asked him to close the inquiry.",
        "he had done nothing wrong",
    )
    assert attribution.end - attribution.start == len("he had done nothing wrong")


def test_what_a_document_bears_out_is_said_by_who_speaks_of_it():
    text = "Ines Molnar said the memos underscore that the bridge was unsafe."
    assert chain(text, "the bridge was unsafe") == ["Ines Molnar"]


def test_the_document_of_the_sentence_before_came_through_the_same_outlet():
    text = (
        "The dam has been leaking for years, Coastal News reported on Monday, citing a new report. "
        "The report says the dam was never inspected. The report says the wells are foul."
    )
    assert chain(text, "the dam was never inspected")[-1] == "Coastal News"
    assert "Coastal News" not in chain(text, "the wells are foul")


def test_what_has_been_found_since_a_first_review():
    text = "Orlesk Watch published a first review in March. Now, another 17 have been discovered."
    attribution, names = said(text, "another 17 have been discovered")
    assert names == ["Orlesk Watch"]
    assert attribution.carried


def test_a_first_sentence_that_repeats_a_headline_has_its_source():
    text = (
        "Orlesk Watch: Ministry hides 40 leaks in harbour dams\n\n"
        "The ministry of Teria has hidden more than 40 leaks in its harbour dams. Rain fell on Orlesk Watch."
    )
    names = chain(text, "has hidden more than 40 leaks", ["title", "paragraph"])
    assert names == ["Orlesk Watch"]


def test_a_quotation_of_several_sentences_begun_within_one():
    text = 'Ines Molnar urged the villagers to "think before you act. The bridge is unsafe and old."'
    assert chain(text, "The bridge is unsafe and old") == ["Ines Molnar"]


def test_a_quotation_behind_a_letter_is_the_letters():
    text = 'A letter from last year also mentioned the bridge.\n\n"It is unsafe and it will fall. Close it."'
    assert chain(text, "It is unsafe and it will fall") == ["A letter from last year"]


def test_a_title_in_front_of_a_colon_is_nobody():
    text = "Silent Water: 31 unreported leaks at Orlesk\n\nThe leaks were counted in March."
    assert chain(text, "31 unreported leaks", ["title", "paragraph"]) == []


def test_a_headline_that_claims_nothing_has_no_source():
    text = "Questions over a dam in Teria\n\nA dam in Teria leaks, researchers say."
    assert chain(text, "Questions over a dam", ["title", "paragraph"]) == []


MADE = [
    (
        "The firm hid 300 leaks, according to a report of the Terian organization Orlesk Watch, quoted by "
        "Coastal News.",
        ["Orlesk Watch", "Coastal News"],
    ),
    (
        "The firm hid 300 leaks, according to a court filing seen by Coastal News.",
        ["a court filing", "Coastal News"],
    ),
]


@pytest.mark.parametrize(("text", "names"), MADE)
def test_makers_of_documents(text, names):
    found = chain(text, "hid 300 leaks")
    assert [f.split(" seen")[0] for f in found] == names


def test_what_somebody_found_ends_before_the_source_of_the_sentence():
    text = "Activists found mercury in the wells, according to Coastal News."
    attribution, names = said(text, "mercury in the wells")
    assert text[attribution.start : attribution.end] == "mercury in the wells"
    assert names == ["Activists", "Coastal News"]


def test_who_asked_not_to_be_named_is_quoted_once():
    text = '"We count the cases," said a health official, who asked not to be named.'
    assert len(reported(text)) == 1


def test_only_the_speaker_himself_goes_on_through_the_outlet_that_carried_him():
    text = (
        "Ines Molnar said in a statement carried by the Orlesk Times that the bridge was closed. "
        "Two officials said the road was open. The governor said the tunnel was safe."
    )
    assert chain(text, "the road was open") == ["Two officials"]
    assert chain(text, "the tunnel was safe") == ["The governor"]


def test_turns_of_a_transcript():
    text = (
        "VARGA: The bridge was unsafe for years.\n\nMOLNAR: Nobody told the council about it.\n\n"
        "VARGA: We wrote twice."
    )
    assert chain(text, "The bridge was unsafe for years") == ["VARGA"]
    assert chain(text, "Nobody told the council about it") == ["MOLNAR"]
    assert chain("UPDATE: The bridge has been closed for years.", "The bridge has been closed") == []
