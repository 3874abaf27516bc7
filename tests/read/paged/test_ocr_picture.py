"""A picture made ready to be read, and the way back to the page as it is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from scanning import ENGLISH, drawn

from firsthand.read.paged.ocr.picture import grey, ready, slant_of


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from((0, 90, 180, 270)),
    st.sampled_from((72.0, 150.0, 300.0, 1000.0)),
    st.tuples(st.integers(20, 150), st.integers(20, 90)),
)
def test_a_box_leads_back_to_the_picture_as_shown(turned, dpi, corner):
    picture = Image.new("L", (220, 140), 255)
    left, top = corner
    ImageDraw.Draw(picture).rectangle((left, top, left + 40, top + 20), fill=0)
    made = ready(picture, dpi=dpi, turned=turned, most=10_000_000)
    dark = made.picture.point(lambda dot: 255 if dot < 128 else 0).getbbox()
    assert made.back(dark) == pytest.approx((left, top, left + 41, top + 21), abs=4)


@pytest.mark.parametrize("degrees", [-3.0, -1.0, 0.0, 2.0])
def test_a_slant_is_found(degrees):
    page = drawn(ENGLISH * 3).rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    assert slant_of(page) == pytest.approx(-degrees, abs=0.3)


def test_an_empty_picture_has_no_slant():
    assert slant_of(Image.new("L", (300, 200), 255)) == 0.0


def test_what_is_see_through_is_paper():
    assert grey(Image.new("RGBA", (2, 2), (0, 0, 0, 0))).getpixel((0, 0)) == 255
    deep = Image.new("I;16", (2, 1))
    deep.putpixel((1, 0), 60_000)
    assert [grey(deep).getpixel((x, 0)) for x in (0, 1)] == [0, 255]


def test_a_coarse_picture_is_made_larger_within_the_limit():
    page = Image.new("L", (400, 300), 255)
    assert ready(page, dpi=100, turned=0, most=10_000_000).picture.size == (1200, 900)
    made = ready(page, dpi=100, turned=0, most=300_000).picture
    assert made.width * made.height <= 310_000
