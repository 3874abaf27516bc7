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
            "The mayor suspended the tests and will close the northern harbour.",
            ["The mayor suspended the tests", "will close the northern harbour"],
        ),
        (
            "The council sold the ferry, which had carried grain for years.",
            ["The council sold the ferry", "which had carried grain for years"],
        ),
        (
            "The council sold the ferry on Monday, ending a long dispute with the owners.",
            ["The council sold the ferry on Monday", "ending a long dispute with the owners"],
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


def test_what_time_it_was_is_said_twice():
    assert stated("The mayor left after the council had closed the harbour.") == [
        "The mayor left after the council had closed the harbour",
        "the council had closed the harbour",
    ]


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
