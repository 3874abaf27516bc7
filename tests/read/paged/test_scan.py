"""A picture of a page is read in its language, whichever way up, and every word leads back to its place."""

import random

import pytest
from PIL import Image
from scanning import DPI, ENGLISH, TEXTS, drawn, needs, standing_in

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.limits import Limits
from firsthand.read.paged.ocr import tesseract
from firsthand.read.paged.scan import read_picture


def scanned(picture, *, languages=None, number=1, limits=None):
    return read_picture(
        picture,
        number=number,
        width=picture.width * 72 / DPI,
        height=picture.height * 72 / DPI,
        languages=languages,
        name="scan.png",
        limits=limits or Limits(),
    )


def wrong(text, paragraphs):
    """Return the share of the right text's words that were not read."""
    words = " ".join(paragraphs).split()
    return sum(word not in text for word in words) / len(words)


@pytest.mark.parametrize("model", [pytest.param(model, marks=needs("eng", model)) for model in TEXTS])
def test_each_language_is_found(model):
    scan = scanned(drawn(TEXTS[model], size=34))
    assert scan.languages[0] == model
    assert scan.confidence > 0.8
    if model.startswith("chi"):
        right = "".join(TEXTS[model])
        assert sum(letter in scan.text for letter in right) > 0.9 * len(right)
        assert " " not in scan.text
    else:
        assert wrong(scan.text, TEXTS[model]) < 0.05
        assert [scan.text[start:end] for start, end in scan.paragraphs] == scan.text.split("\n\n")


@needs()
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_and_its_words_lie_where_they_are_shown(turned):
    upright = scanned(drawn(ENGLISH))
    picture = drawn(ENGLISH).rotate(turned, expand=True)
    scan = scanned(picture)
    assert scan.text == upright.text
    wide, high = picture.width * 72 / DPI, picture.height * 72 / DPI
    for there, here in zip(upright.words, scan.words, strict=True):
        one, other = there.area, here.area
        expected = {
            90: (one.top, high - one.right, one.bottom, high - one.left),
            180: (wide - one.right, high - one.bottom, wide - one.left, high - one.top),
            270: (wide - one.bottom, one.left, wide - one.top, one.right),
        }[turned]
        assert (other.left, other.top, other.right, other.bottom) == pytest.approx(expected, abs=3)


@needs()
def test_a_page_that_lies_askew_is_read():
    page = drawn(ENGLISH).rotate(2.5, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    assert wrong(scanned(page).text, ENGLISH) < 0.1


@needs()
def test_grain_and_a_shadow_are_seen_through():
    page = drawn(ENGLISH)
    dice = random.Random(3)
    dots = bytes(
        min(
            255,
            max(0, int((dot * 0.7 + 60 + dice.gauss(0, 20)) * (1 - 0.6 * (at % page.width) / page.width))),
        )
        for at, dot in enumerate(page.tobytes())
    )
    assert wrong(scanned(Image.frombytes("L", page.size, dots)).text, ENGLISH) < 0.1


@needs()
def test_words_hold_their_places_in_the_text():
    scan = scanned(drawn(ENGLISH), number=7)
    assert [scan.text[word.start : word.end] for word in scan.words][:4] == ["The", "dam", "above", "Orvale"]
    assert {word.area.sheet for word in scan.words} == {7}
    first = scan.words[0].area
    assert (first.left, first.top) == pytest.approx((60 * 72 / DPI, 68 * 72 / DPI), abs=3)
    assert all(0 <= word.confidence <= 1 for word in scan.words)


@needs("eng", "deu")
def test_the_next_page_begins_with_the_languages_found_and_still_finds_another(monkeypatch):
    runs = []
    real = tesseract._run
    monkeypatch.setattr(
        tesseract,
        "_run",
        lambda picture, options, **rest: (runs.append(options[1]), real(picture, options, **rest))[1],
    )
    assert scanned(drawn(TEXTS["deu"]), languages=("deu",)).languages == ("deu",)
    assert runs == ["deu"]
    assert scanned(drawn(ENGLISH), languages=("deu",)).languages == ("eng",)


@needs("eng", "chi_sim")
def test_a_page_may_be_in_two_scripts():
    scan = scanned(drawn((*ENGLISH, *TEXTS["chi_sim"]), size=34))
    assert "northern gallery" in scan.text
    assert "总工程师" in scan.text
    assert set(scan.languages) == {"eng", "chi_sim"}


@needs()
def test_a_page_in_a_language_without_a_model_says_what_to_install(monkeypatch):
    monkeypatch.setattr("firsthand.read.paged.scan.models", lambda: frozenset({"eng"}))
    scan = scanned(drawn(TEXTS["deu"]))
    assert scan.languages == ("eng",)
    assert any("German" in note and "tesseract-ocr-deu" in note for note in scan.notes)


def test_a_page_that_takes_too_long_is_left_unread_and_says_so(tmp_path, monkeypatch):
    standing_in(tmp_path, monkeypatch, "exec sleep 60")
    scan = scanned(drawn(ENGLISH), limits=Limits(seconds=1))
    assert (scan.text, scan.words, scan.paragraphs) == ("", (), ())
    assert "took longer" in scan.notes[0] and "--limit seconds" in scan.notes[0]


def test_a_program_that_gives_up_is_quoted(tmp_path, monkeypatch):
    standing_in(tmp_path, monkeypatch, "echo 'out of ink' >&2; exit 1")
    assert "out of ink" in scanned(drawn(ENGLISH)).notes[0]


def test_without_the_program_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableDocumentError, match=r"scan\.png.*apt install tesseract-ocr"):
        scanned(drawn(ENGLISH))


def test_too_many_dots_are_refused():
    with pytest.raises(UnreadableDocumentError, match="--limit pixels=10000"):
        scanned(Image.new("L", (100, 100)), limits=Limits(pixels=9_999))
