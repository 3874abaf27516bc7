import struct
from datetime import UTC, date, datetime
from io import BytesIO
from random import Random

import olefile
import pytest
from compressed_rtf import compress
from hypothesis import given, settings
from hypothesis import strategies as st
from made import SAID, opened
from messages import (
    BODY,
    CLASS,
    HEADERS,
    HTML,
    LONG_NAME,
    METHOD,
    RTF,
    SENDER,
    SENDER_SMTP,
    SUBJECT,
    SUBMITTED,
    TO,
    attached_letter,
    attachment,
    message,
    storage,
)

from firsthand.model import Document, Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import Limits, Original, open_original, read_bytes
from firsthand.read.mail.compound import compound
from firsthand.read.mail.msg import read as read_msg
from firsthand.read.mail.msg import unpack

TOLD = "The harbour master said on Friday that forty barges lie in the harbour of Saltmere."
HEAD = {SUBJECT: "Barges", SENDER: "Ada Quist", SENDER_SMTP: "ada@saltmere.example", TO: "Bo Ek"}


def read(data: bytes) -> Document:
    return read_bytes(data, name="letter.msg")


def paragraphs(document: Document) -> list[str]:
    return [document.text[one.start : one.end] for one in document.blocks if one.kind == "paragraph"]


def test_a_message_says_who_wrote_it_when_and_about_what() -> None:
    document = read(message({**HEAD, BODY: f"{TOLD}\r\n", SUBMITTED: datetime(2024, 5, 3, 22, tzinfo=UTC)}))
    assert (document.format, document.title, document.author) == ("msg", "Barges", "Ada Quist")
    assert document.published == date(2024, 5, 3)
    assert document.text.startswith("From: Ada Quist <ada@saltmere.example>\nTo: Bo Ek\n")
    assert paragraphs(document) == [TOLD]


def test_the_head_that_came_over_the_net_says_the_day_where_it_was_written() -> None:
    head = "From: Ada Quist <ada@saltmere.example>\r\nDate: Sat, 4 May 2024 06:00:00 +0800\r\n"
    properties = {**HEAD, HEADERS: head, BODY: TOLD, SUBMITTED: datetime(2024, 5, 3, 22, tzinfo=UTC)}
    assert read(message(properties)).published == date(2024, 5, 4)


def test_earlier_letters_below_an_outlook_head_are_told_apart() -> None:
    body = (
        f"{TOLD}\r\n\r\nMit freundlichen Grüßen\r\nAda\r\n\r\nVon: Bo Ek <bo@x.example>\r\nGesendet: Montag, "
        "1. Mai 2024 10:00\r\nAn: Ada Quist\r\nBetreff: Barges\r\n\r\nThe ministry counted twelve.\r\n"
    )
    document = read(message({**HEAD, BODY: body}))
    assert paragraphs(document) == [TOLD, "The ministry counted twelve."]
    assert "> The ministry" in document.text


@pytest.mark.parametrize("packed", [True, False])
def test_a_body_that_is_only_rtf(packed: bool) -> None:
    source = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}He said that K\'e4hne sank.\par}"
    document = read(message({**HEAD, RTF: compress(source, packed)}))
    assert paragraphs(document) == ["He said that Kähne sank."]


def test_a_body_that_is_html_made_into_rtf_by_outlook() -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p class=x>}\htmlrtf {"
        rb"\htmlrtf0 The harbour master said that two sank.{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0 }"
    )
    document = read(message({**HEAD, RTF: compress(source)}))
    assert paragraphs(document) == ["The harbour master said that two sank."]


def test_a_body_that_is_html_in_an_old_encoding() -> None:
    html = "<html><meta charset=gb2312><body><p>部长星期一表示，港口里有四十艘驳船。</p></body></html>"
    document = read(message({**HEAD, HTML: html.encode("gbk")}))
    assert paragraphs(document) == ["部长星期一表示，港口里有四十艘驳船。"]


def test_texts_of_messages_older_than_unicode() -> None:
    properties = {
        SUBJECT: "Kähne",
        SENDER: "Käthe Grün",
        BODY: "Der Hafenmeister sagte, dass Kähne sinken.",
        0x3FFD: 1252,
    }
    document = read(message(properties, encoding="cp1252"))
    assert (document.title, document.author) == ("Kähne", "Käthe Grün")
    chinese = {SUBJECT: "驳船", SENDER: "Ada", BODY: "部长星期一表示，港口里有四十艘驳船。", 0x3FFD: 936}
    assert read(message(chinese, encoding="gbk")).title == "驳船"


def test_attachments_and_a_message_in_a_message_are_documents_of_their_own() -> None:
    inner = storage(
        {SUBJECT: "Inner / letter", SENDER: "Bo Ek", BODY: "The quay is closed, he said."}, head=24
    )
    data = message(
        {**HEAD, BODY: TOLD},
        attached=[
            attachment("../list.txt", SAID),
            attached_letter(inner),
            attachment("list.txt", SAID * 500),
            attachment("tool.exe", b"MZ"),
            attachment("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(90), media="image/png", content_id="logo"),
            storage({METHOD: 7, LONG_NAME: "far.docx"}, head=8),
        ],
    )
    found = list(open_original(Original("x.msg", data)))
    good = [one for one in found if not isinstance(one, Failure)]
    assert [one.original.name for one in good] == [
        "x.msg", "x.msg/list.txt", "x.msg/Inner letter.msg", "x.msg/list (2).txt",
    ]  # fmt: skip
    assert good[1].original.data == SAID and good[3].original.data == SAID * 500
    assert good[2].document is not None and good[2].document.author == "Bo Ek"
    assert paragraphs(good[2].document) == ["The quay is closed, he said."]
    messages = [one.message for one in found if isinstance(one, Failure)]
    assert any("1 part was not opened (far.docx). The letter only names the place" in one for one in messages)
    assert any("small picture" in one for one in messages)
    assert any("passed over (1 .exe)" in one for one in messages)


def test_a_message_taken_out_of_another_is_the_same_every_time() -> None:
    inner = storage(
        {SUBJECT: "Inner", SENDER: "Bo Ek", BODY: TOLD}, attached=[attachment("a.txt", SAID)], head=24
    )
    data = message(HEAD, attached=[attached_letter(inner)])
    (one,), (two,) = (list(unpack(data, name="x.msg", limits=Limits())) for _ in range(2))
    assert one == two
    assert not isinstance(one, Failure)
    assert [
        part.name for part in unpack(one.data, name="y.msg", limits=Limits()) if not isinstance(part, Failure)
    ] == ["a.txt"]


def test_an_encrypted_message_says_so() -> None:
    data = message(
        {**HEAD, CLASS: "IPM.Note.SMIME"}, attached=[attachment("smime.p7m", b"\x30\x80" + bytes(90))]
    )
    assert any("S/MIME" in note for note in read(data).notes)


def test_what_is_damaged_says_so_and_what_to_do() -> None:
    data = message({**HEAD, BODY: TOLD})
    endless = data[:30] + b"\x3f" + data[31:]  # sectors of 2**63 bytes
    half, blank = data[:600], data[:512] + bytes(len(data) - 512)
    for broken in (half, blank, endless, data[:76] + b"\x07" * 400 + data[476:]):
        with pytest.raises(
            UnreadableDocumentError, match=r"x\.msg: a damaged Outlook message .*Save it again"
        ):
            read_msg(broken, name="x.msg", limits=Limits())


def test_a_broken_body_is_a_note_and_the_rest_is_read() -> None:
    document = read(message({**HEAD, RTF: struct.pack("<3I4s", 9, 9, 0, b"LZFu")[:13] + b"junk"}))
    assert any("RTF" in note for note in document.notes)
    assert document.title == "Barges"


def test_compound_files_are_what_the_format_says() -> None:
    random = Random(6)
    tree = {f"stream {n}": random.randbytes(n * 41) for n in range(1, 150)}
    large = random.randbytes(9_000_000)  # beyond what the header's own table of sectors reaches
    data = compound({**tree, "folder": {"a": b"1", "empty": {}, "none": b""}, "large": large})
    with olefile.OleFileIO(BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        assert not ole.parsing_issues
        for name, content in {**tree, "large": large, "folder/a": b"1", "folder/none": b""}.items():
            with ole.openstream(name) as stream:
                assert stream.read() == content
    assert data == compound({"large": large, "folder": {"none": b"", "empty": {}, "a": b"1"}, **tree})


def test_a_thousand_attachments() -> None:
    data = message(
        {**HEAD, BODY: TOLD}, attached=[attachment("a.txt", b"%d barges, she said." % n) for n in range(1000)]
    )
    names, messages = opened("x.msg", data, Limits(parts=30))
    assert len(names) == 31
    assert "holds more than is unpacked (parts=30)" in messages[0]


@settings(max_examples=120)
@given(st.data())
def test_a_damaged_message_is_read_or_said(data: st.DataObject) -> None:
    inner = storage({SUBJECT: "Inner", BODY: TOLD}, head=24)
    whole = bytearray(
        message({**HEAD, BODY: TOLD}, attached=[attachment("a.txt", SAID * 90), attached_letter(inner)])
    )
    for _ in range(data.draw(st.integers(1, 6))):
        # Damage where it hurts: the header, the tables, the directory, not only in texts.
        at = data.draw(st.integers(0, 600) | st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    for one in open_original(Original("x.msg", bytes(whole))):
        assert not isinstance(one, Failure) or one.message.startswith(one.document)
