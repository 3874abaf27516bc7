"""Locked, broken, cut and hostile PDFs: what can be read is read, the rest is named."""

import random

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pdf import COUNCIL, DENIAL, INSPECTORS, locked, made, page

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import Limits
from firsthand.read.paged.pdf import read

_THREE = f'#set page(paper: "a5")\n{INSPECTORS}\n#pagebreak()\n{COUNCIL}\n#pagebreak()\n{DENIAL}'


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + b"\x00\xff" * 500, made(_THREE)[:400]])
def test_a_file_that_is_no_pdf_after_all_says_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"^report\.pdf: the PDF is broken.*Get it again"):
        page(data)


def test_a_locked_pdf_says_what_to_do() -> None:
    with pytest.raises(
        UnreadableDocumentError, match=r"^report\.pdf: the PDF is locked by a password.*save it"
    ):
        page(locked())


def test_a_page_that_cannot_be_opened_is_named_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    get_page = pypdfium2.PdfDocument.get_page

    def failing(self: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        if index == 1:
            raise pypdfium2.PdfiumError("Failed to load page.")
        return get_page(self, index)

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", failing)
    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", failing)
    found = page(made(_THREE))
    assert INSPECTORS in found.text
    assert DENIAL in found.text
    assert "page 2 could not be read: broken in the file" in found.notes
    assert [(one.number, one.start == one.end) for one in found.sheets] == [(1, False), (2, True), (3, False)]


def test_a_long_pdf_is_cut_where_a_page_ends_and_says_so() -> None:
    found = page(made(_THREE), characters=len(INSPECTORS) + len(COUNCIL) + 20)
    assert [one.number for one in found.sheets] == [1, 2]
    assert COUNCIL in found.text
    assert DENIAL not in found.text
    assert found.notes[0].startswith("only pages 1 to 2 of 3 were read")
    assert "--limit characters=" in found.notes[0]


def test_more_pages_than_are_read_are_named() -> None:
    found = page(made(_THREE), pages=1)
    assert (
        found.notes[0].startswith("only page 1 of 3 were read")
        or "only page 1 of 3 was read" in found.notes[0]
    )
    assert found.text == INSPECTORS


def test_one_page_longer_than_the_limit_is_cut_in_itself() -> None:
    found = page(made(f"{INSPECTORS}\n\n{COUNCIL}"), characters=60)
    assert len(found.text) <= 60
    assert INSPECTORS.startswith(found.text)


_WHOLE = made(_THREE)


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.integers(1, 40), st.booleans())
def test_changed_bytes_are_read_or_refused_and_nothing_else(seed: int, changes: int, cut: bool) -> None:
    chance = random.Random(seed)
    data = bytearray(_WHOLE)
    for _ in range(changes):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if cut:
        del data[chance.randrange(1, len(data)) :]
    try:
        found = read(
            bytes(data), name="report.pdf", limits=Limits(characters=20_000, pages=20, pixels=10_000)
        )
    except UnreadableDocumentError as error:
        assert str(error).startswith("report.pdf: ")
        return
    assert all(0 <= one.start <= one.end <= len(found.text) for one in found.sheets)
    ends = [one.end for one in found.blocks]
    assert all(
        begin >= end for begin, end in zip([one.start for one in found.blocks][1:], ends, strict=False)
    )
    found.text.encode("utf-8")
