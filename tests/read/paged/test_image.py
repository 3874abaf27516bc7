"""Pictures in every format become documents: with pages, with notes, without what a camera gives away."""

import io
import struct
import zlib

import pytest
from PIL import Image
from scanning import ENGLISH, TEXTS, drawn, needs, saved, standing_in

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.file import read_bytes
from firsthand.read.limits import Limits


def read(data, name="scan.png", **limits):
    return read_bytes(data, name=name, limits=Limits(**limits))


@needs()
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
def test_each_format_is_read(kind):
    document = read(saved(drawn(ENGLISH), kind), f"scan.{kind.lower()}")
    assert document.format == "image"
    assert "told the council on Tuesday" in document.text
    assert document.language == "en"
    assert "read from a picture in English" in document.notes
    (sheet,) = document.sheets
    assert (sheet.start, sheet.end) == (0, len(document.text))
    assert sheet.confidence > 0.85 and len(sheet.words) > 20


@needs("eng", "deu")
def test_the_pages_of_a_tiff_are_its_sheets():
    pages = [drawn(TEXTS["deu"]), drawn(TEXTS["deu"][:1]), drawn(ENGLISH)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))
    document = read(data, "scan.tif")
    assert [sheet.number for sheet in document.sheets] == [1, 2, 3]
    assert document.sheets[0].width == pytest.approx(1240 * 72 / 200, abs=0.1)
    for sheet in document.sheets:
        assert {word.area.sheet for word in sheet.words} == {sheet.number}
        assert all(sheet.start <= word.start < word.end <= sheet.end for word in sheet.words)
    assert "danger" in document.text[document.sheets[2].start : document.sheets[2].end]
    assert "read from 3 pictures in German and English" in document.notes
    assert any("1 of 3 pages" in note for note in read(data, "scan.tif", pages=1).notes)


@needs()
def test_a_camera_held_sideways_and_what_else_it_wrote():
    page = drawn(ENGLISH)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    exif[0x013B] = "Petra Vasko"
    exif.get_ifd(0x8825)[1] = "N"
    document = read(saved(page.rotate(90, expand=True), "JPEG", exif=exif, quality=90), "photo.jpg")
    assert "told the council" in document.text
    (sheet,) = document.sheets
    assert sheet.width > sheet.height
    assert "Vasko" not in repr(document)


@needs()
def test_a_title_a_byline_and_a_date_are_told():
    page = drawn(("Dam above Orvale leaks, council told", "By Ines Molnar, 14 March 2025", *ENGLISH))
    document = read(saved(page))
    assert document.title == "Dam above Orvale leaks, council told"
    assert document.author == "Ines Molnar"
    assert str(document.published) == "2025-03-14"


@needs()
def test_a_photo_with_a_few_words_on_it():
    page = Image.new("RGB", (1600, 1200), (120, 140, 160))
    page.paste(drawn(("ORVALE DAM CLOSED",), size=70, width=900).convert("RGB"), (300, 500))
    assert "ORVALE" in read(saved(page)).text


@needs()
def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes():
    data = saved(drawn(ENGLISH + ENGLISH), "JPEG", quality=90)
    document = read(data[: len(data) * 2 // 3], "scan.jpg")
    assert document.text.startswith("The dam above Orvale")
    assert any("cut off" in note for note in document.notes)


@needs()
def test_a_picture_without_text_says_so():
    with pytest.raises(UnreadableDocumentError, match=r"blank\.png: no text was found"):
        read(saved(Image.new("RGB", (600, 400), "teal")), "blank.png")


def test_what_is_no_picture_says_so():
    with pytest.raises(UnreadableDocumentError, match=r"scan\.png: the picture is damaged"):
        read(b"\x89PNG\r\n\x1a\n" + b"no picture at all")


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_bomb_is_refused_before_it_is_unfolded(side):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    with pytest.raises(UnreadableDocumentError, match="--limit pixels"):
        read(data, "bomb.png")


def test_damaged_files_break_nothing(tmp_path, monkeypatch):
    standing_in(tmp_path, monkeypatch, "cat > /dev/null")  # it finds no word
    data = saved(drawn(("x",), width=150, margin=30), "TIFF", compression="tiff_lzw")
    for at in range(0, len(data), 7):
        broken = io.BytesIO(data)
        broken.seek(at)
        broken.write(b"\xff")
        with pytest.raises(UnreadableDocumentError):
            read(broken.getvalue()[: len(data) - at % 5], "scan.tif")
