"""Quotations beside words that no list of verbs knows, and verbs that only say how one came to speak."""

import pytest
from attributing import chain, read, reported

BESIDE = [
    (
        'Varga said the dam leaks. Molnar shot back: "If they sue us, they lose."',
        "If they sue us",
        ["Molnar"],
    ),
    ('The mayor spoke. "Quiet," he cut in.', "Quiet", ["he"]),
    ('"What if the ferry sank?" the keeper mused.', "What if the ferry sank", ["the keeper"]),
    (
        'Varga was there. As Emil Molnar puts it, "The council is unmoved, and nobody is inspired."',
        "The council is unmoved",
        ["Emil Molnar"],
    ),
    (
        "The biggest lesson - Carl Molnar: “Keep on asking people as late as you can.”",
        "Keep on",
        ["Carl Molnar"],
    ),
    ('The pier closed. "Nobody will build it again." Molnar said.', "Nobody will build it", ["Molnar"]),
    ('"Absolutely not," Molnar said when asked.', "Absolutely not", ["Molnar"]),
]


@pytest.mark.parametrize(("text", "passage", "names"), BESIDE)
def test_who_says_a_quotation_beside_any_verb(text, passage, names):
    assert chain(text, passage) == names


ONCE = [
    'Asked about the dam, Molnar said, "I do take responsibility for all of it."',
    'She answered the critics, saying "we faced every flood together."',
    '"We will build a better ferry," Varga said, repeating his vow.',
]


@pytest.mark.parametrize("text", ONCE)
def test_a_quotation_is_said_once(text):
    quoted = [a for a in reported(text) if a.direct]
    assert len(quoted) == 1
    assert quoted[0].cue == "say"


def test_clauses_of_time_are_not_said():
    text = '"The pier is ours!" Molnar said as she opened the gate.'
    assert all("as she opened" not in text[a.start : a.end] for a in reported(text))


def test_a_post_is_said_by_whoever_signs_it():
    text = "The mill closed. It was loud. — Ina Roe (@inaroe) June 28\n\nNobody said more."
    assert chain(text, "The mill closed") == ["Ina Roe"]


def test_a_quotation_in_a_paragraph_of_its_own_is_carried():
    text = '"The dam leaks," Ines Molnar said.\n\n"The council knew that all along, and it did nothing."'
    late = [a for a in read(text).attributions if text[a.start : a.end].startswith("The council knew")]
    assert len(late) == 1
    assert late[0].carried
    assert chain(text, "The council knew") == ["Ines Molnar"]


def test_a_day_is_no_host_of_an_interview():
    assert chain("In an interview on Monday, Molnar said the dam was unsafe.", "the dam was") == ["Molnar"]
