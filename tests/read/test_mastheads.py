from datetime import date

import pytest

from firsthand.model import Document
from firsthand.read import read_bytes
from firsthand.read.mastheads import (
    archive_name,
    called,
    copyright_name,
    is_body_name,
    is_outlet_name,
    read_imprint,
)
from firsthand.read.page_words import page_words

WORDS = page_words("en")
BODY = (
    "The port authority said on Monday that it had counted the barges twice.\n\n"
    "Nobody was fined, it added, because no court had ruled so far."
)


def document(*lines: str) -> Document:
    return read_bytes("\n\n".join([*lines, BODY]).encode(), name="page.txt")


def kinds(read: Document) -> dict[str, str]:
    return {read.text[block.start : block.end]: block.kind for block in read.blocks}


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("THE SALTMERE LANTERN", "The Saltmere Lantern", None),
        ("The Saltmere Courier", "The Saltmere Courier", None),
        ("Times of Saltmere", "Times of Saltmere", None),
        ("Saltmere Observer, 11 May 2021", "Saltmere Observer", date(2021, 5, 11)),
        ("Saltmere Observer | Tuesday, May 11, 2021", "Saltmere Observer", date(2021, 5, 11)),
        ("4 June 2021 - The Quay Gazette", "The Quay Gazette", date(2021, 6, 4)),
        ("MINISTRY OF HARBOURS OF SALTMERE", "Ministry of Harbours of Saltmere", None),
        ("Tuesday, 4 June 2021", None, date(2021, 6, 4)),
        ("June 4, 2021", None, date(2021, 6, 4)),
        ("Nether Point, 4 June 2021", None, date(2021, 6, 4)),
        ("Press notice 21/118 of 4 June 2021", None, date(2021, 6, 4)),
    ],
)
def test_lines_above_the_headline_name_the_publisher_and_the_day(
    line: str, publisher: str | None, published: date | None
) -> None:
    read = document(line, "Sunken barges counted in the old harbour")
    assert (read.publisher, read.published) == (publisher, published)
    assert read.title == "Sunken barges counted in the old harbour"
    assert kinds(read)[line] in ("furniture", "byline")


@pytest.mark.parametrize(
    "line",
    [
        "Harbour inspectors count barges for the Saltmere Post",
        "Saltmere Post editor asks for help",
        "Ministry of Harbours denies that barges sank",
        "Harbour council election results",
        "World News",
        "Barges sunk, dozens missing, 4 June 2021 remembered",
    ],
)
def test_headlines_and_sections_are_no_mastheads(line: str) -> None:
    assert document(line, "And what the town has to say about it all").publisher is None


def test_a_letterhead_is_called_as_the_account_calls_the_body() -> None:
    read = read_bytes(
        b"MINISTRY OF HARBOURS OF SALTMERE\nPress notice 21/118\n\nOn the barges in the harbour\n\n"
        b"The Ministry of Harbours rejects what was said about the barges.\n",
        name="notice.txt",
    )
    assert read.publisher == "Ministry of Harbours"
    assert read.title == "On the barges in the harbour"
    assert [kind for kind in kinds(read).values() if kind == "paragraph"] == ["paragraph"]


def test_a_broadcast_is_titled_by_its_programme_and_published_by_its_station() -> None:
    read = document("Coast Radio news at noon", "4 June 2021")
    assert (read.title, read.publisher) == ("Coast Radio news at noon", "Coast Radio")
    assert kinds(read)["Coast Radio news at noon"] == "furniture"


def test_a_lone_name_is_an_outlet_where_somebody_spoke_to_it() -> None:
    told = "“We counted them twice,” the pilot told the Saltmerian."
    assert document("The Saltmerian", "Sunken barges are counted again", told).publisher == "The Saltmerian"
    assert document("The Saltmerian", "Sunken barges are counted again").publisher is None


def test_own_masthead_goes_before_the_dateline_of_another() -> None:
    read = document(
        "The Quay Gazette", "Barges are counted in the harbour", "SALTMERE (Saltmere Post) — " + BODY
    )
    assert read.publisher == "The Quay Gazette"


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By Orla Vint in Saltmere", "Orla Vint", None),
        ("By Orla Vint, Saltmere, 4 June 2021", "Orla Vint", None),
        ("By Orla Vint, The Quay Gazette", "Orla Vint", "The Quay Gazette"),
        ("By Orla Vint, Bo Ek and Lena Quist", "Orla Vint, Bo Ek and Lena Quist", None),
    ],
)
def test_bylines_part_into_writer_and_outlet(line: str, author: str, publisher: str | None) -> None:
    read = document("Sunken barges counted in the old harbour", line)
    assert (read.author, read.publisher) == (author, publisher)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© Quay Gazette 2021. Privacy policy. Contact.", "Quay Gazette"),
        ("Copyright © 2019-2021 The Quay Gazette Ltd. All rights reserved.", "The Quay Gazette"),
        ("(c) 2021 Reuters", None),
        ("Copyright 2021. All rights reserved.", None),
    ],
)
def test_whose_copyright(line: str, name: str | None) -> None:
    assert copyright_name(line, WORDS) == name


def test_a_picture_from_an_outlets_own_archive() -> None:
    assert archive_name("File image of the quay (Archive / Quay Gazette)", WORDS) == "Quay Gazette"
    assert archive_name("The quay on Monday (Lena Quist / Quay Gazette)", WORDS) is None


@pytest.mark.parametrize("name", ["Radio Tal", "The Guardian of Saltmere", "SALTMERE TV", "quay-post.com"])
def test_names_of_outlets(name: str) -> None:
    assert is_outlet_name(name, WORDS)


@pytest.mark.parametrize("name", ["Saltmere", "The", "harbour news", "Bram Osterkil", "Post Without Letters"])
def test_names_that_are_no_outlets(name: str) -> None:
    assert not is_outlet_name(name, WORDS)


def test_names_of_bodies() -> None:
    assert is_body_name("Saltmere Police Department", WORDS)
    assert is_body_name("Embassy of Tal in Saltmere", WORDS)
    assert not is_body_name("Police Raid Harbour", WORDS)
    assert not is_body_name("Police", WORDS)


def test_capitals_are_written_as_the_account_writes_them_or_as_names_are() -> None:
    assert called("THE QUAY GAZETTE", "He told the Quay Gazette so.", WORDS) == ("The Quay Gazette", True)
    assert called("QTV NEWS OF SALTMERE", "Nothing.", WORDS) == ("QTV News of Saltmere", False)


def test_a_long_line_is_no_imprint() -> None:
    assert read_imprint("The Saltmere Post " * 5, WORDS) is None
