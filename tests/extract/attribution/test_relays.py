"""Outlets that words came through, where they are named apart from the words."""

import pytest
from attributing import chain, read

THROUGH = [
    (
        "The city official, speaking to the Coastal Times on condition of anonymity, also said that the "
        "pier would close.",
        "the pier would close",
        ["The city official", "Coastal Times"],
    ),
    (
        "In an interview with the Coastal Times published earlier this week, Molnar said the dam was unsafe "
        "and believed that it was possible that the inspectors had lied.",
        "it was possible that",
        ["Molnar", "Coastal Times"],
    ),
    (
        "But she said in an interview with the wire service that returning to Orlesk would be worse.",
        "returning to Orlesk",
        ["she", "the wire service"],
    ),
    (
        '"Technically, we are ready to open the lock... I hope the mayor stays with the plan," Emil Varga '
        "was quoted by Radio Orlesk as saying.",
        "the mayor stays with the plan",
        ["Emil Varga", "Radio Orlesk"],
    ),
]


@pytest.mark.parametrize(("text", "passage", "names"), THROUGH)
def test_outlets_that_were_spoken_to(text, passage, names):
    assert chain(text, passage) == names


def test_who_goes_on_speaking_still_speaks_to_the_same_outlet():
    text = (
        'Ines Molnar told the Coastal Times that the dam was unsafe. "It leaks," she said. Later she told '
        "the council that it would be mended."
    )
    assert chain(text, "It leaks") == ["she", "Coastal Times"]
    assert chain(text, "it would be mended") == ["she"]


def test_another_speaker_between_does_not_speak_to_it():
    text = (
        "Ines Molnar told the Coastal Times that the dam was unsafe. The council said it was sound. "
        "Emil Varga said the water was rising."
    )
    assert chain(text, "it was sound") == ["The council"]
    assert chain(text, "the water was rising") == ["Emil Varga"]


def test_a_headline_that_says_report_means_the_outlet_named_below():
    text = (
        "Report: Inspectors Closed the Orlesk Dam in Secret\n\n"
        "Inspectors reportedly confirmed that the dam at Orlesk was closed a year ago.\n\n"
        "The mayor has not commented.\n\n"
        "The Coastal Times said the papers were found in a cellar."
    )
    kinds = ["title", "paragraph", "paragraph", "paragraph"]
    assert chain(text, "the dam at Orlesk was closed", kinds)[1:] == ["Coastal Times"]


def test_an_announcement_carried_by_an_outlet_keeps_it():
    text = (
        'Radio Orlesk carried the announcement from Varga, which read, "The mill will stop in '
        'May."\n\n"The mill will be sold to show that we mean it," the announcement concluded.'
    )
    assert "Radio Orlesk" in chain(text, "The mill will be sold")


def test_a_time_and_place_in_front_is_nothing_said():
    text = "In an interview with the Coastal Times published earlier this week, Molnar said it leaks."
    (one,) = read(text).attributions
    assert text[one.start : one.end].startswith("it leaks")
