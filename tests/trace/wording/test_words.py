import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Block, Document
from firsthand.trace.wording.words import quotations, split_words


def words(text, *, blocks=()):
    return split_words(Document(id="d", name="d.txt", text=text, blocks=blocks))


def test_each_word_knows_its_place_in_the_text():
    text = "The Keeper’s lamp,\nsays Ada, didn’t burn."
    told = words(text)
    assert told.forms == ("the", "keeper", "lamp", "says", "ada", "did", "burn")
    for form, start, end in zip(told.forms, told.starts, told.ends, strict=True):
        assert text[start:end].lower() == form


@pytest.mark.parametrize("text", ["She didn't go.", "She did n't go.", "She didn’t go.", "She did n’t go."])
def test_ways_of_writing_a_contraction_read_alike(text):
    assert words(text).forms == ("she", "did", "go")


def test_furniture_and_captions_have_no_words():
    text = "Sign up here\nThe mill burned.\nPhoto of a mill"
    blocks = (Block(0, 12, "furniture"), Block(13, 29, "paragraph"), Block(30, 45, "caption"))
    told = words(text, blocks=blocks)
    assert told.forms == ("the", "mill", "burned")
    assert told.starts[0] == 13


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "the mill burned" and left.', ['"the mill burned"']),
        ("He said “the mill burned” and left.", ["“the mill burned”"]),
        ("He said `` the mill burned '' and left .", ["`` the mill burned ''"]),
        ("He said ‘the mill burned’ and left.", ["‘the mill burned’"]),
        ("The miller's wife and the millers' dog left.", []),
        ('"The mill burned.\n\n"We left," he said.', ['"The mill burned.', '"We left,"']),
        ("A mark that is “lost in one paragraph\n\nends with it.", ["“lost in one paragraph"]),
        ("The mill burned , '' he said .", ["The mill burned , ''"]),
    ],
)
def test_quotations_are_found_in_every_kind_of_marks(text, inside):
    assert [text[start:end] for start, end in quotations(text)] == inside


def test_words_inside_quotation_marks_are_known():
    told = words('Ada said "the mill burned" twice.')
    assert [form for form, quoted in zip(told.forms, told.quoted, strict=True) if quoted] == [
        "the",
        "mill",
        "burned",
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_taken_apart(text):
    told = words(text)
    assert len(told.starts) == len(told.ends) == len(told.capital) == len(told.quoted) == len(told.forms)
    assert all(start < end <= len(text) for start, end in zip(told.starts, told.ends, strict=True))
    assert list(told.starts) == sorted(set(told.starts))
