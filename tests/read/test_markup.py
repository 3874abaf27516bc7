import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.read import read_bytes
from firsthand.read.markup import blank_markup, continuations


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("told <u>the Post</u> so", "told    the Post     so"),
        ("the paper *La Riva* wrote", "the paper  La Riva  wrote"),
        ("by **Orla Vint** on", "by   Orla Vint   on"),
        ("see [the report](https://e.org/r) now", "see  the report                   now"),
        ("Dr. Quist* asks why 3 * 4 < 5 and a_b_c", "Dr. Quist* asks why 3 * 4 < 5 and a_b_c"),
        ("nothing here", "nothing here"),
    ],
)
def test_inline_markup_becomes_spaces(text: str, blanked: str) -> None:
    assert blank_markup(text) == blanked


@given(st.text(alphabet="<>/ubi*_[]() aé\n", max_size=80))
def test_no_character_moves(text: str) -> None:
    blanked = blank_markup(text)
    assert len(blanked) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, blanked, strict=True))


def test_a_sentence_that_a_byline_broke_in_two_goes_on() -> None:
    text = (
        "Barges are counted in the harbour\n\nInspectors counted the barges. The owner is\n\n"
        "By Orla Vint\n\namong those who never answered.\n\nBy Orla Vint\n\nThe ministry said nothing."
    )
    document = read_bytes(text.encode(), name="a.txt")
    assert continuations(document) == {text.index("among those")}
