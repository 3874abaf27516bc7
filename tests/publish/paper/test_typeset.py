from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.publish.paper import fonts, typeset
from firsthand.publish.paper.blocks import Bullets, Grid, Heading, Note, Paper, Text, line, paragraph
from firsthand.publish.paper.content import paper_of
from firsthand.publish.paper.typeset import pdf
from firsthand.publish.publication import Files, Publication


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def a_paper(*blocks: object) -> Paper:
    return Paper("A title", (), date(2031, 3, 9), (Heading(1, "Chapter"), *blocks))  # type: ignore[arg-type]


def test_title_chapters_notes_and_numbers_are_read_back(files: Files, publication: Publication) -> None:
    told = pages(files["report/report.pdf"])
    assert publication.title.strip()[:40] in told[0]
    assert f"1 / {len(told) - 1}" in told[1]
    whole = "".join(told).replace(" ", "").replace("-", "").replace("\u00ad", "")
    for block in paper_of(publication).blocks:
        if isinstance(block, Heading):
            assert block.text.replace(" ", "").replace("-", "") in whole
    assert "44barrelsofsolventweredumpedunderthequayatPortAnsel" in whole


def test_it_is_tagged_and_its_title_and_language_are_set(files: Files) -> None:
    data = files["report/report.pdf"]
    with pypdfium2.PdfDocument(data) as document:
        assert document.get_metadata_value("Title").startswith("Barrels & <b>harbours</b>")
        assert document.get_metadata_value("CreationDate").startswith("D:20310309")
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    assert b"pdfuaid" in data


def test_nothing_falls_off_the_page(files: Files, hostile_files: Files) -> None:
    for made in (files, hostile_files):
        with pypdfium2.PdfDocument(made["report/report.pdf"]) as document:
            for page in document:
                width, height = page.get_size()
                words = page.get_textpage()
                for i in range(words.count_chars()):
                    left, bottom, right, top = words.get_charbox(i)
                    assert left >= 0 and right <= width and bottom >= 0 and top <= height


def test_chinese_is_drawn_where_its_font_is_there(files: Files) -> None:
    if not fonts.font_folders():
        pytest.skip("the package noto-cjk-sans-jp-regular is not installed")
    assert "一月时旧码头下有三十一桶" in "".join(pages(files["report/report.pdf"])).replace(" ", "")


def test_without_that_font_chinese_is_told_in_pinyin_and_the_reader_is_told(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset, "font_folders", list)
    told = pages(pdf(paper_of(publication)))
    assert "lacks a font" in told[0]
    whole = " ".join(told)
    assert "gang kou" in whole and "港" not in whole


def test_what_no_font_has_stands_as_its_number() -> None:
    told = pages(pdf(a_paper(paragraph("an alchemist's sign: 🜏, an unassigned one: \u0378."))))
    assert "lacks a font" in told[0] and "[U+0378]" in told[1]
    assert "lacks a font" not in pages(pdf(a_paper(paragraph("Żółć, Ærø, Ελλάδα, Київ – „na ja“ → 12 €"))))[0]


def test_a_table_breaks_over_pages_and_repeats_its_head() -> None:
    rows = tuple((line(f"row {i}"), line("words " * 30, Note((Text(f"note of {i}"),)))) for i in range(60))
    told = pages(pdf(a_paper(Grid("A long table", ("First head", "Second head"), rows))))
    assert len(told) > 3
    assert all("First head" in page for page in told[1:] if "row " in page)
    assert all(f"row {i} " in " ".join(told) for i in range(60))


def test_a_word_without_spaces_does_not_run_off_the_page() -> None:
    cells = (line("x" * 400), line("https://example.org/" + "a" * 300))
    wide = a_paper(Grid("W" * 300, ("A" * 90, "B"), (cells,)), Heading(2, "h" * 300), paragraph("y" * 500))
    data = pdf(replace(wide, title="T" * 300, lines=("l" * 300,)))
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            words = page.get_textpage()
            assert all(words.get_charbox(i)[2] <= page.get_size()[0] for i in range(words.count_chars()))


def test_words_are_never_read_as_markup() -> None:
    trap = '#panic("x") = h * _ $ @ref <label> \\ // /* `raw` #import "@preview/a:1.0.0"'
    told = pages(pdf(replace(a_paper(paragraph(trap)), title=trap, lines=(trap,))))
    assert '#panic("x")' in told[1].replace("“", '"').replace("”", '"') and "@ref <label>" in told[0]


@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    st.frozensets(st.characters(exclude_categories=("Cs",)), max_size=9),
)
def test_what_can_be_drawn_stays_and_nothing_missing_is_left(text: str, missing: frozenset[str]) -> None:
    told = fonts.substitute(text, frozenset(missing - set("[]U+ 0123456789ABCDEFabcdefghijklmnopqrstuvwxyz")))
    left = missing - set("[]U+ 0123456789ABCDEFabcdefghijklmnopqrstuvwxyz")
    assert not set(told) & left or any("\u3400" <= c <= "\u9fff" for c in text)
    if missing.isdisjoint(text):
        assert told == text


def test_many_long_notes_break_over_pages_and_the_report_stays_tagged() -> None:
    def notes(i: int) -> tuple[object, ...]:
        return line(
            "A sentence. ",
            Note((Text(f"note {i} " * (60 + 37 * i % 200)),)),
            " More. ",
            Note((Text("n " * i),)),
        )

    rows = tuple((line(f"row {i}"), notes(i)) for i in range(30))
    paper = a_paper(Bullets(tuple(notes(i) for i in range(30))), Grid("G", ("A", "B"), rows))  # type: ignore[arg-type]
    data = pdf(paper)
    assert b"pdfuaid" in data
    assert "note 29 note 29" in " ".join(pages(data))


def test_notes_are_numbered_in_the_order_of_the_text() -> None:
    grid = Grid("G", ("A",), ((line("cell", Note((Text("the second note"),))),),))
    before, after = (
        paragraph("one", Note((Text("the first note"),))),
        paragraph("two", Note((Text("the third note"),))),
    )
    told = " ".join(pages(pdf(a_paper(before, grid, after))))
    assert "1 the first note" in told.replace("1the", "1 the")
    assert "2 the second note" in told.replace("2the", "2 the")
    assert "3 the third note" in told.replace("3the", "3 the")
