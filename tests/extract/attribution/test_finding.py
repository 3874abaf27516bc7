"""Who is said to have said what, on sentences about people and places that do not exist."""

import pytest
from attributing import chain, read, reported, said
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract.analysis import analyse
from firsthand.extract.attribution import find_attributions
from firsthand.extract.names import find_names
from firsthand.model import Document

DIRECT = [
    ('"The bridge is unsafe," Ines Molnar said on Friday.', "The bridge is unsafe"),
    ('Ines Molnar said: "The bridge is unsafe."', "The bridge is unsafe"),
    ('"The bridge is unsafe," said Ines Molnar, the mayor of Orlesk.', "The bridge is unsafe"),
    ('"The bridge," Ines Molnar said, "is unsafe."', "is unsafe"),
    ('"The bridge is unsafe. It must be closed before winter," Ines Molnar said.', "must be closed"),
    ('Ines Molnar visited Orlesk on Friday. "The bridge is unsafe and old."', "The bridge is unsafe"),
    ('Ines Molnar said the bridge had failed. "It is unsafe and it is old."', "It is unsafe"),
    ('"The bridge is unsafe," Ines Molnar in an interview.', "The bridge is unsafe"),
    ("''The bridge is unsafe,'' Ines Molnar said.", "The bridge is unsafe"),
]


@pytest.mark.parametrize(("text", "passage"), DIRECT)
def test_a_quotation_belongs_to_its_speaker(text, passage):
    attribution, names = said(text, passage)
    assert [name.split()[0] for name in names] == ["Ines"]
    assert attribution.direct


INDIRECT = [
    ("Ines Molnar said that the bridge had collapsed.", "the bridge had collapsed"),
    ("Ines Molnar said the bridge had collapsed.", "the bridge had collapsed"),
    ("The bridge had collapsed, Ines Molnar said.", "The bridge had collapsed"),
    ("The bridge, Ines Molnar said, had collapsed.", "had collapsed"),
    ("According to Ines Molnar, the bridge had collapsed.", "the bridge had collapsed"),
    ("The bridge had collapsed, according to Ines Molnar.", "The bridge had collapsed"),
    ("As Ines Molnar reported, the bridge had collapsed.", "the bridge had collapsed"),
    ("Ines Molnar was quoted as saying the bridge had collapsed.", "the bridge had collapsed"),
    ("Ines Molnar visited Orlesk, claiming that the bridge had collapsed.", "the bridge had collapsed"),
    ("Ines Molnar found evidence that the bridge had collapsed.", "the bridge had collapsed"),
    ("Ines Molnar's claim that the bridge had collapsed was repeated.", "the bridge had collapsed"),
    ("Ines Molnar raised the possibility that the bridge had collapsed.", "the bridge had collapsed"),
]


@pytest.mark.parametrize(("text", "passage"), INDIRECT)
def test_a_clause_belongs_to_who_reports_it(text, passage):
    attribution, names = said(text, passage)
    assert names == ["Ines Molnar"]
    assert not attribution.direct
    assert attribution.stance == "asserts"


NARRATION = [
    "The bridge collapsed on Friday.",
    "Ines Molnar did not say that the bridge had collapsed.",
    "Ines Molnar may say that the bridge has collapsed.",
    "Ines Molnar is expected to open the bridge on Friday.",
    "According to plan, the bridge was opened on Friday.",
    "The tests showed the bridge was old.",
    "Ines Molnar met the mayor of Orlesk on the bridge.",
]


@pytest.mark.parametrize("text", NARRATION)
def test_narration_has_no_source(text):
    assert not reported(text)


def test_content_leaves_out_the_source_the_cue_and_that():
    attribution, _ = said("Ines Molnar said that the bridge had collapsed.", "the bridge had collapsed")
    text = "Ines Molnar said that the bridge had collapsed."
    assert text[attribution.start : attribution.end] == "the bridge had collapsed"
    assert {text[a:b] for a, b in attribution.evidence} == {"Ines Molnar", "said"}


def test_a_chain_has_its_origin_first_and_its_relays_outward():
    text = "Tovar TV reported that the minister told parliament that the bridge had collapsed."
    assert chain(text, "the bridge had collapsed") == ["the minister", "Tovar TV"]


def test_who_is_cited_comes_before_who_cites():
    text = "The Orlesk Times reported that the bridge had collapsed, citing Ines Molnar."
    assert chain(text, "the bridge had collapsed") == ["Ines Molnar", "Orlesk Times"]


def test_a_report_cited_by_an_outlet_is_the_origin():
    text = "According to a report by Ines Molnar cited by the Orlesk Times, the bridge had collapsed."
    assert chain(text, "the bridge had collapsed") == ["Ines Molnar", "Orlesk Times"]


def test_what_somebody_is_said_to_have_said_is_theirs():
    text = "Ines Molnar was reported to have told parliament that the bridge had collapsed."
    assert chain(text, "the bridge had collapsed") == ["Ines Molnar"]


def test_an_outlet_told_is_a_relay():
    text = "Ines Molnar told the Orlesk Times that the bridge had collapsed."
    assert chain(text, "the bridge had collapsed") == ["Ines Molnar", "Orlesk Times"]


@pytest.mark.parametrize("verb", ["denied", "disputed"])
def test_a_denied_clause_is_denied(verb):
    attribution, names = said(
        f"Ines Molnar {verb} that the bridge had collapsed.", "the bridge had collapsed"
    )
    assert (attribution.stance, names) == ("denies", ["Ines Molnar"])


def test_a_denial_without_a_clause_is_a_statement_of_the_denier():
    text = "Ines Molnar has dismissed the claims."
    attribution, names = said(text, text[:-1])
    assert (attribution.stance, names) == ("asserts", ["Ines Molnar"])


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (
            "Ines Molnar accused the builders of lying about the bridge.",
            "the builders of lying about the bridge",
        ),
        ('Ines Molnar called the bridge "a ruin".', 'the bridge "a ruin'),
        ("Ines Molnar described the bridge as a ruin.", "the bridge as a ruin"),
        ("Ines Molnar promised to close the bridge.", "close the bridge"),
        ("It was a ruin that Ines Molnar said had cost millions.", "had cost millions"),
        ("The town opened what Ines Molnar said was the oldest bridge.", "the oldest bridge"),
    ],
)
def test_what_is_said_of_something_belongs_to_the_speaker(text, passage):
    assert chain(text, passage) == ["Ines Molnar"]


def test_a_doubted_clause_is_doubted():
    attribution, _ = said("Ines Molnar doubted that the bridge had collapsed.", "the bridge had collapsed")
    assert attribution.stance == "doubts"


@pytest.mark.parametrize("words", ["is confident that", "made clear that", "made it clear that"])
def test_an_attitude_is_a_report(words):
    assert chain(f"Ines Molnar {words} the bridge is safe.", "the bridge is safe") == ["Ines Molnar"]


def test_what_an_outlet_carried_of_a_statement_goes_on_through_it():
    text = (
        "Ines Molnar said in a statement carried by the Orlesk Times that the bridge was closed.\n\n"
        "Ines Molnar announced that the road would close as well.\n\n"
        "Ines Molnar told parliament that the school would stay open."
    )
    assert chain(text, "the road would close as well") == ["Ines Molnar", "Orlesk Times"]
    assert chain(text, "the school would stay open") == ["Ines Molnar"]


def test_what_stands_in_the_paragraph_behind_belongs_to_who_stops_short():
    text = "Ines Molnar of the Orlesk Times wrote:\n\nThe bridge is closed for good."
    assert chain(text, "The bridge is closed for good") == ["Ines Molnar", "Orlesk Times"]


def test_an_outlet_stands_behind_the_person_it_reports_on():
    text = "The Orlesk Times added that the bridge had collapsed, according to Ines Molnar."
    assert chain(text, "the bridge had collapsed") == ["Ines Molnar", "Orlesk Times"]


def test_words_inside_a_quotation_do_not_speak_for_others():
    text = '"He thinks the bridge is safe and I think it is a ruin," Ines Molnar said.'
    assert chain(text, "the bridge is safe") == ["Ines Molnar"]


def test_allegations_take_the_source_that_follows_at_the_head_of_a_text():
    text = (
        "Allegations have emerged that the bridge is unsafe. "
        "According to Ines Molnar, it may fall before the next winter."
    )
    assert chain(text, "the bridge is unsafe") == ["Ines Molnar"]


def test_a_report_cut_short_by_its_speaker_goes_on_behind():
    text = "The bridge will close, Ines Molnar said on Friday, which will cut the town in two."
    assert chain(text, "will cut the town in two") == ["Ines Molnar"]


def test_the_second_opening_mark_may_be_missing():
    text = '"It is old," Ines Molnar said on Friday. But I can tell you it is safe. We use it every day."'
    assert chain(text, "We use it every day") == ["Ines Molnar"]


def test_reportedly_means_nobody_named():
    _, names = said("The bridge reportedly collapsed on Friday.", "collapsed")
    assert names == ["reportedly"]


def test_reportedly_after_a_report_means_who_was_speaking():
    text = "Ines Molnar said the bridge had collapsed. The road reportedly sank as well."
    assert chain(text, "sank as well") == ["Ines Molnar"]


def test_a_quotation_that_runs_over_two_paragraphs_has_one_speaker():
    text = '"The bridge is unsafe and old," Ines Molnar said. "It will close.\n\n"We will build another one."'
    assert chain(text, "We will build another one") == ["Ines Molnar"]


def test_a_headline_takes_the_source_of_what_it_says_shortly():
    text = (
        "Bridge in Orlesk collapsed\n\nThe mayor, Ines Molnar, said the old bridge in Orlesk had collapsed."
    )
    attribution, names = said(text, "Bridge in Orlesk collapsed", ["title", "paragraph"])
    assert names == ["Ines Molnar"]
    assert attribution.carried


def test_a_headline_whose_story_is_told_without_a_source_has_none():
    text = "Bridge in Orlesk collapsed\n\nThe old bridge in Orlesk collapsed. Ines Molnar said it was old."
    assert chain(text, "Bridge in Orlesk collapsed", ["title", "paragraph"]) == []


def test_a_headline_may_name_its_speaker():
    text = "Ines Molnar: Bridge in Orlesk collapsed\n\nRain fell."
    assert chain(text, "Bridge in Orlesk collapsed", ["title", "paragraph"]) == ["Ines Molnar"]


def test_names_given_keep_their_indices():
    text = "A surveyor nobody knew said that the bridge had collapsed."
    (analysis,) = analyse([Document("d", "d.txt", text)])
    names = find_names(analysis)
    assert find_attributions(analysis, names).names[: len(names)] == names


def test_citations_cover_the_words_that_cite():
    text = "According to Ines Molnar, the bridge had collapsed."
    (citation,) = read(text).citations
    assert text[citation.start : citation.end] == "According to Ines Molnar"


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (
            "Ines Molnar said the town had found six wells. This brings the total to nine.",
            "the total to nine",
        ),
        (
            "Ines Molnar said six wells had been poisoned. Another three have been found.",
            "three have been found",
        ),
    ],
)
def test_a_sentence_that_goes_on_with_a_report_has_its_source(text, passage):
    attribution, names = said(text, passage)
    assert names == ["Ines Molnar"]
    assert attribution.carried


@pytest.mark.parametrize(
    "text",
    [
        "Ines Molnar said the town had found six wells. The road was closed on Friday.",
        "Ines Molnar said the town had found six wells.\n\nThis brings the road to an end.",
        "The town has found six wells. This brings the total to nine. Another three have been found.",
    ],
)
def test_other_sentences_do_not_go_on(text):
    assert chain(text, text.split(".")[1].strip()) == []


def test_and_lets_a_closing_report_reach_back():
    text = "The bridge has fallen. And the road is closed, Ines Molnar said."
    assert chain(text, "The bridge has fallen") == ["Ines Molnar"]


def test_who_published_something_first_is_cited():
    text = "The letters, first published by the Orlesk Times, are old."
    found = read(text)
    assert [found.names[c.speaker].text for c in found.citations] == ["Orlesk Times"]
    assert not found.attributions


_SENTENCES = st.sampled_from(
    [
        "The bridge collapsed on Friday.",
        "Ines Molnar said the bridge had collapsed.",
        '"It is old," she said. "It will fall."',
        "According to the Orlesk Times, nobody was hurt.",
        "She denied that it was her fault, adding that the road was closed.",
        '"Never.',
    ]
)


@settings(deadline=None, max_examples=25)
@given(st.lists(_SENTENCES, min_size=1, max_size=5), st.sampled_from([" ", "\n\n"]))
def test_attributions_lie_in_the_text_and_name_somebody(sentences, between):
    text = between.join(sentences)
    found = read(text)
    for attribution in found.attributions:
        assert 0 <= attribution.start < attribution.end <= len(text)
        assert attribution.chain
        assert all(0 <= i < len(found.names) for i in attribution.chain)
        assert len(set(attribution.chain)) == len(attribution.chain)
        assert all(0 <= a < b <= len(text) for a, b in attribution.evidence)
