"""Quotation marks of every make, closed or not."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.extract.attribution.cues.quotations import find_quotations
from firsthand.model import Block, Document


def quoted(text):
    return [text[q.start : q.end] for q in find_quotations(Document("d", "d.txt", text))]


@pytest.mark.parametrize(
    "text",
    [
        'He said "we are late" twice.',
        "He said “we are late” twice.",
        "He said „we are late“ twice.".replace("“", "”"),
        "He said ''we are late'' twice.",
        'He said: "we are late',
    ],
)
def test_marks_of_every_make(text):
    assert quoted(text) == ["we are late"]


def test_a_quotation_left_open_runs_on_where_the_next_paragraph_opens_with_a_mark():
    first, second = find_quotations(Document("d", "d.txt", '"One thing.\n\n"Another thing."'))
    assert (first.runs_on, second.runs_on) == (True, False)
    assert (first.paragraph, second.paragraph) == (0, 1)


def test_a_stray_mark_swallows_nothing():
    assert quoted('The 6" pipe burst.\n\n"It burst," he said.') == ["It burst,"]


def test_a_quotation_goes_on_behind_a_byline():
    text = '"The town is\n\nBy A Writer\n\namong the few," he said.'
    blocks = (Block(0, 12, "paragraph"), Block(14, 25, "byline"), Block(27, 53, "paragraph"))
    assert [text[q.start : q.end] for q in find_quotations(Document("d", "d.txt", text, blocks))] == [
        "The town is",
        "among the few,",
    ]


@given(st.text(alphabet='a "“”\n.,', max_size=60))
def test_quotations_lie_in_the_text_in_order_and_apart(text):
    found = find_quotations(Document("d", "d.txt", text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
