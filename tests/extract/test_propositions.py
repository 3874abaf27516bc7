import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract.analysis import analyse
from firsthand.extract.attribution import Attribution, find_attributions
from firsthand.extract.names import find_names
from firsthand.extract.propositions import find_propositions
from firsthand.model import Block, Document


def stated(text, attributions=None):
    (analysis,) = analyse([Document(text, "d", text)])
    if attributions is None:
        attributions = find_attributions(analysis, find_names(analysis)).attributions
    return [text[p.start : p.end] for p in find_propositions(analysis, attributions)]


@pytest.mark.parametrize(
    ("text", "propositions"),
    [
        ("The mayor closed the harbour.", ["The mayor closed the harbour"]),
        (
            "The mayor closed the harbour, while the council opened an investigation.",
            ["The mayor closed the harbour", "the council opened an investigation"],
        ),
        (
            "The mayor suspended the tests and will close the northern harbour before the end of May.",
            ["The mayor suspended the tests", "will close the northern harbour before the end of May"],
        ),
        (
            "The council sold the ferry, which had carried grain between the two islands.",
            ["The council sold the ferry", "which had carried grain between the two islands"],
        ),
        (
            "The council sold the ferry on Monday, ending a long dispute with the owners of the piers.",
            ["The council sold the ferry on Monday", "ending a long dispute with the owners of the piers"],
        ),
        (
            "If the harbour floods, the council will move the boats.",
            ["If the harbour floods, the council will move the boats"],
        ),
        (
            "The boats that carried grain were sold to a dealer.",
            ["The boats that carried grain were sold to a dealer"],
        ),
        (
            "Guards watched, threatened and followed the sailors.",
            ["Guards watched, threatened and followed the sailors"],
        ),
        (
            "Marla Fenwick said the council had closed the harbour and that the boats were gone.",
            ["the council had closed the harbour", "the boats were gone"],
        ),
        (
            "“The harbour is closed,” Marla Fenwick said.",
            ["The harbour is closed"],
        ),
    ],
)
def test_one_thing_each(text, propositions):
    assert stated(text) == propositions


@pytest.mark.parametrize(
    ("text", "propositions"),
    [
        (  # a time with a figure is said twice, any other time, reason or condition is not
            "The mayor has rested since the council counted 46 boats in May.",
            [
                "The mayor has rested since the council counted 46 boats in May",
                "the council counted 46 boats in May",
            ],
        ),
        (
            "The mayor left after the council had closed the harbour.",
            ["The mayor left after the council had closed the harbour"],
        ),
        (
            "The mayor left because the council had sold 12 boats when he was ill.",
            ["The mayor left because the council had sold 12 boats when he was ill"],
        ),
        (
            "Fishermen stayed at home on Sunday as the council of Orlesk opened the new northern harbour.",
            [
                "Fishermen stayed at home on Sunday as the council of Orlesk opened the new northern harbour",
                "the council of Orlesk opened the new northern harbour",
            ],
        ),
        (  # who somebody is, and where a document has it from
            "The tests were stopped by Marla Fenwick, who leads the council of the northern harbour.",
            ["The tests were stopped by Marla Fenwick, who leads the council of the northern harbour"],
        ),
        (
            "The harbour was closed on Monday, citing a long report by three engineers of the council.",
            ["The harbour was closed on Monday, citing a long report by three engineers of the council"],
        ),
        (  # short second verbs of the author
            "The council closed the harbour and spoke with eleven fishermen.",
            ["The council closed the harbour and spoke with eleven fishermen"],
        ),
    ],
)
def test_what_asserts_nothing_by_itself_stays_where_it_is(text, propositions):
    assert stated(text, []) == propositions


def test_a_quoted_sentence_stays_whole():
    text = "“They measured the harbour last year, marked every boat and kept the list,” said Marla Fenwick."
    assert stated(text) == ["They measured the harbour last year, marked every boat and kept the list"]


def attributed(text, *said):
    """Return what is stated when each of `said` (content, source, cue) is attributed."""
    (analysis,) = analyse([Document("d", "d", text)])

    def place(words):
        return text.index(words), text.index(words) + len(words)

    attributions = [
        Attribution(*place(content), chain, (place(source), place(cue)), cue)
        for content, source, cue, chain in said
    ]
    return [text[p.start : p.end] for p in find_propositions(analysis, attributions)]


def test_what_was_said_is_told_once_not_again_with_who_said_it():
    text = "The northern group Quay Watch said it had found 17 hidden boats, the Daily reported."
    inner = ("it had found 17 hidden boats", "Quay Watch", "said", (0, 1))
    outer = ("The northern group Quay Watch said it had found 17 hidden boats", "the Daily", "reported", (1,))
    assert attributed(text, inner, outer) == ["it had found 17 hidden boats"]


def test_indirect_speech_begins_after_the_word_that_introduces_it():
    said = ("that dead fish lay along the shore", "A diver", "reported", (0,))
    assert attributed("A diver reported that dead fish lay along the shore.", said) == [
        "dead fish lay along the shore"
    ]
    said = ("that is a grave mistake of the council", "A diver", "said", (0,))
    assert attributed("A diver said that is a grave mistake of the council.", said) == [
        "that is a grave mistake of the council"
    ]


def test_a_verb_is_not_left_without_what_it_governs():
    text = "The council failed to report 31 leaks in the northern harbour."
    said = ("31 leaks in the northern harbour", "The council", "report", (0,))
    assert not any(words.endswith("failed") for words in attributed(text, said))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('Fenwick said the move was "good". She left.', 'the move was "good"'),
        ('Fenwick said the move was "good and fair." She left.', 'the move was "good and fair."'),
        ("Fenwick said the move was good. She left.", "the move was good"),
    ],
)
def test_a_quotation_that_is_opened_is_closed(text, content):
    said = (content.rstrip('."'), "Fenwick", "said", (0,))
    assert content in attributed(text, said)


def test_a_preposition_at_the_end_stays_if_its_object_is_not_cut_off():
    assert stated("The council keeps a list of every boat that the law asks for.", []) == [
        "The council keeps a list of every boat that the law asks for"
    ]


def test_a_headline_without_a_verb_or_a_figure_is_a_label():
    def headline(text):
        (analysis,) = analyse([Document("d", "d", text, (Block(0, len(text), "title"),))])
        return [text[p.start : p.end] for p in find_propositions(analysis, [])]

    assert headline("Questions over the old harbour of Orlesk") == []
    assert headline("31 unreported leaks in the harbour of Orlesk") != []


def test_a_second_verb_of_a_condition_is_part_of_it():
    text = "Even if the mayor wins and the council loses its seats, the harbour may stay open."
    assert stated(text, []) == [text[:-1]]


def test_a_few_words_without_a_verb_are_no_statement():
    said = ("at the highest levels", "The council", "spoke", (0,))
    assert "at the highest levels" not in attributed("The council spoke of it at the highest levels.", said)


def test_a_question_of_the_author_states_nothing():
    assert stated("Why did the mayor close the harbour?") == []
    assert stated("Subscribe to our harbour letter.") == []


def test_what_somebody_asks_keeps_the_word_that_asks():
    text = "Marla Fenwick asked whether the council had closed the harbour."
    (analysis,) = analyse([Document("d", "d", text)])
    start = text.index("the council")
    asked = Attribution(start, len(text) - 1, (0,), ((0, 13), (14, 19)), "ask")
    (proposition,) = find_propositions(analysis, [asked])
    assert text[proposition.start : proposition.end] == "whether the council had closed the harbour"
    assert proposition.asked


def test_the_object_of_a_finding_keeps_its_verb():
    text = "The Quay Watch group uncovered 54 hidden landing stages along the coast."
    (analysis,) = analyse([Document("d", "d", text)])
    start = text.index("54")
    found = Attribution(start, len(text) - 1, (0,), ((0, 20), (21, 30)), "uncover")
    (proposition,) = find_propositions(analysis, [found])
    assert (proposition.start, proposition.end, proposition.attribution) == (0, len(text) - 1, 0)


def test_a_headline_without_a_verb_is_a_statement():
    text = "Harbour of Orlesk closed to all boats"
    document = Document("d", "d", text, (Block(0, len(text), "title"),))
    (analysis,) = analyse([document])
    assert len(find_propositions(analysis, [])) == 1


WORDS = st.sampled_from(
    'the mayor said that boats , which sank and will not close when who harbour " . ? ( — of to have'.split()
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_any_text_is_cut_into_distinct_stretches_of_it(text):
    (analysis,) = analyse([Document("d", "d", text)])
    attributions = find_attributions(analysis, find_names(analysis)).attributions
    stretches = [(p.start, p.end) for p in find_propositions(analysis, attributions)]
    assert len(stretches) == len(set(stretches))
    assert stretches == sorted(stretches)
    assert all(0 <= start < end <= len(text) for start, end in stretches)
