import base64
from quopri import encodestring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Document
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import read_bytes

TOLD = "The harbour master said on Friday that forty barges lie in the harbour of Saltmere."
MORE = "Nobody has been fined so far, the port authority wrote in a letter to the owner, Quillon Freight."
PAGE = (
    "<!doctype html><html><head><title>Forty barges | The Saltmere Post</title></head><body>"
    f"<nav><a href=/>Home</a></nav><h1>Forty barges</h1><p>{TOLD}</p><p>{MORE}</p></body></html>"
)
ADDRESS = "https://saltmerepost.example/news/barges"


def saved(
    page: bytes = PAGE.encode(), *, charset: str = "utf-8", encoding: str = "quoted-printable", head: str = ""
) -> bytes:
    body = base64.encodebytes(page) if encoding == "base64" else encodestring(page)
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: Forty barges\r\n"
        "Date: Fri, 3 May 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="--b--"{head}\r\n\r\n'
        "----b--\r\nContent-Type: text/css\r\nContent-Location: https://saltmerepost.example/a.css\r\n\r\n"
        "p { color: red }\r\n"
        f"----b--\r\nContent-Type: text/html; charset={charset}\r\nContent-ID: <page@x>\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\nContent-Location: {ADDRESS}\r\n\r\n"
    ).encode() + body + (
        b"\r\n----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n"
        b"----b--\r\nContent-Type: text/html\r\nContent-ID: <frame@x>\r\n\r\n<p>An advert in a frame.</p>"
        b"\r\n----b----\r\n"
    )  # fmt: skip


def read(data: bytes) -> Document:
    return read_bytes(data, name="page.mhtml")


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_saved_page_is_read_like_the_page_with_its_address(encoding: str) -> None:
    document = read(saved(encoding=encoding))
    page = read_bytes(PAGE.encode(), name="page.html")
    assert (document.text, document.blocks) == (page.text, page.blocks)
    assert (document.title, document.publisher) == (page.title, page.publisher)
    assert (document.format, document.url) == ("mhtml", ADDRESS)
    assert document.notes[-2:] == (
        "saved on 2024-05-03, as the file says",
        "holds 1 more page shown in frames, not read",
    )


def test_the_day_of_saving_is_not_the_day_of_the_account() -> None:
    assert read(saved()).published is None
    dated = PAGE.replace("<title>", '<meta property="article:published_time" content="2021-03-04"><title>')
    assert str(read(saved(dated.encode())).published) == "2021-03-04"


def test_the_page_that_the_head_names_is_read() -> None:
    assert "advert" in read(saved(head='; start="<frame@x>"')).text


def test_the_encoding_that_the_part_names() -> None:
    chinese = "<html><body><p>部长星期一表示，港口里有四十艘驳船，这是港务局的说法。</p></body></html>"
    assert "四十艘驳船" in read(saved(chinese.encode("gbk"), charset="gb2312")).text
    assert "Kähne" in read(saved(f"<p>Kähne. {TOLD}</p>".encode("latin-1"), charset="iso-8859-1")).text


@pytest.mark.parametrize(
    "data",
    [
        b"just some text",
        b"Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx",
    ],
)
def test_a_file_without_a_page_says_so(data: bytes) -> None:
    if b"multipart" in data:
        with pytest.raises(UnreadableDocumentError, match=r"page\.mhtml: .*without a page.*Save it again"):
            read(data)
    else:
        assert read(data).text.strip() == "just some text"


@settings(max_examples=80)
@given(st.data())
def test_a_damaged_page_is_read_or_said(data: st.DataObject) -> None:
    whole = bytearray(saved())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(whole[: data.draw(st.integers(1, len(whole)))]))
    except UnreadableDocumentError as error:
        assert str(error).startswith("page.mhtml: ")
