"""A PDF's text: reading order, paragraphs, tables, running heads, Chinese."""

import pytest
from made_pdf import COUNCIL, DENIAL, INSPECTORS, changed, drawn, made, page, paragraphs, scanned
from noto_cjk_fonts import CHINESE_FONTS

_TWO = (
    '#set page(paper: "a5", columns: 2)\n#set text(size: 9pt, lang: "en", hyphenate: true)\n'
    "#set par(justify: true)\n= Warehouses closed\n\n"
)


def test_words_broken_at_a_lines_end_are_whole_again_and_keep_the_hyphens_of_their_own() -> None:
    found = page(made(_TWO + f"{INSPECTORS} {COUNCIL}"))
    assert paragraphs(found) == [f"{INSPECTORS} {COUNCIL}"]
    assert paragraphs(found, "title") == ["Warehouses closed"]
    assert found.title == "Warehouses closed"


def test_columns_are_read_one_after_the_other_and_a_paragraph_runs_on_into_the_next() -> None:
    texts = [f"In {1900 + 7 * year} it was the {'same ' * year}. {INSPECTORS} {COUNCIL}" for year in range(9)]
    found = page(made(_TWO + "\n\n".join(texts)))
    assert paragraphs(found) == texts
    assert len(found.sheets) > 1


def test_columns_drawn_line_by_line_are_told_apart() -> None:
    left = [
        "The harbour office of Lerholm was",
        "shut last week, three officials of",
        "the town said on Thursday, after",
        "a search of the cellar.",
    ]
    right = [
        "Its head, Anders Lund, said in a",
        "letter that he knew of no order",
        "to close it and that he would ask",
        "the court to look at it.",
    ]
    lines = [
        piece
        for at, (one, two) in enumerate(zip(left, right, strict=True))
        for piece in ((60, 700 - 14 * at, 11, one), (320, 700 - 14 * at, 11, two))
    ]
    assert paragraphs(page(drawn(*lines))) == [" ".join(left), " ".join(right)]


def test_what_is_drawn_last_but_stands_first_is_read_first() -> None:
    found = page(
        drawn(
            (60, 640, 11, "The office was shut on Thursday, three officials of the town said."),
            (60, 600, 11, "Nobody has answered a letter to its head since then, they said."),
            (60, 720, 20, "Office shut at Lerholm"),
        )
    )
    assert found.text.startswith("Office shut at Lerholm")
    assert found.title == "Office shut at Lerholm"


def test_a_tables_rows_stay_rows_and_its_cells_are_cells() -> None:
    rows = "".join(f"[Lerholm {at}], [{at * 37}], [{at}/5/2022],\n" for at in range(1, 5))
    found = page(
        made(f'#set page(paper: "a5")\n{INSPECTORS}\n\n#table(columns: (1fr, 1fr, 1fr),\n{rows})\n\n{DENIAL}')
    )
    assert "Lerholm 2\t74\t2/5/2022\nLerholm 3" in found.text
    assert len(paragraphs(found, "cell")) == 12
    assert paragraphs(found) == [INSPECTORS, DENIAL]


def test_a_tables_cell_with_a_sentence_is_told() -> None:
    rows = "".join(
        f"[Case {at}], [The office at Lerholm {at} was closed in May after the search of the town.],\n"
        for at in range(1, 4)
    )
    found = page(made(f'#set page(paper: "a6")\n= Cases\n#table(columns: (1fr, 2fr),\n{rows})'))
    assert paragraphs(found) == [
        f"The office at Lerholm {at} was closed in May after the search of the town." for at in range(1, 4)
    ]


def test_what_runs_on_every_page_is_furniture_and_a_paragraph_goes_on_below_it() -> None:
    text = " ".join(f"{INSPECTORS} That was in {year}." for year in range(1950, 1970))
    source = (
        '#set page(paper: "a5", numbering: "1", header: [Lerholm harbour report])\n#set par(justify: true)\n'
    )
    found = page(made(source + text))
    assert len(found.sheets) == 2
    assert paragraphs(found) == [text]
    assert sorted(paragraphs(found, "furniture")) == ["1", "2", *["Lerholm harbour report"] * 2]
    first, second = found.sheets
    [told] = [block for block in found.blocks if block.kind == "paragraph"]
    assert told.start < first.end <= second.start < told.end
    assert first.end == second.start


def test_notes_at_the_foot_are_kept_and_their_numbers_are_told_from_figures() -> None:
    note = "See the register of Lerholm, volume 3, which the council keeps."
    source = f'#set page(paper: "a5")\n{INSPECTORS} It closed 12#footnote[{note}] of them.\n\n{DENIAL}'
    found = page(made(source))
    assert "It closed 12¹ of them." in found.text
    assert "¹See the register of Lerholm, volume 3" in found.text


def test_headings_and_captions_are_told_by_their_letters() -> None:
    source = f'#set page(paper: "a5")\n= Warehouses closed\n{INSPECTORS}\n'
    source += f"== What the council knew\n{COUNCIL}\n#figure(rect(), caption: [The harbour in May])\n{DENIAL}"
    found = page(made(source))
    assert paragraphs(found, "heading") == ["What the council knew"]
    assert paragraphs(found, "caption") == ["Figure 1: The harbour in May"]


@pytest.mark.skipif(not CHINESE_FONTS, reason="no Chinese font is installed to set the page in")
def test_chinese_lines_are_joined_without_spaces() -> None:
    text = "调查人员周四表示，港务局在过去三年中关闭了十二个办事处。" + (
        "发言人李某说，这些办事处从未登记，也没有任何人对此负责。"
    )
    source = (
        '#set page(paper: "a6")\n#set text(size: 11pt, lang: "zh", font: "Noto Sans CJK JP")\n= 港务局报告\n'
    )
    source += f"{text}\n\n这是第二段，说的是另一件事情，与上面无关，也没有人提到过。"
    found = page(made(source, fonts=CHINESE_FONTS))
    assert found.title == "港务局报告"
    assert paragraphs(found)[0] == text


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_reads_the_same(turned: int) -> None:
    data = made(_TWO + f"{INSPECTORS} {COUNCIL}")
    found, upright = page(changed(data, turned=turned)), page(data)
    assert found.text == upright.text
    widths = {(round(one.width), round(one.height)) for one in (*found.sheets, *upright.sheets)}
    assert widths == ({(420, 595)} if turned == 180 else {(420, 595), (595, 420)})


def test_text_set_sideways_on_an_upright_page_is_read() -> None:
    text = f"box(width: 400pt)[{INSPECTORS} {COUNCIL}]"
    source = f"#set page(width: 300pt, height: 500pt)\n#rotate(-90deg, reflow: true, {text})"
    assert paragraphs(page(made(source))) == [f"{INSPECTORS} {COUNCIL}"]


def test_pages_have_their_labels() -> None:
    source = f'#set page(paper: "a5", numbering: "i")\n{INSPECTORS}\n#pagebreak()\n{DENIAL}'
    assert [(one.number, one.label) for one in page(made(source)).sheets] == [(1, "i"), (2, "ii")]


def test_the_same_bytes_read_the_same() -> None:
    data = made(_TWO + "\n\n".join(f"{INSPECTORS} {year}." for year in range(30)))
    assert page(data) == page(data)


def test_pages_that_are_pictures_are_left_to_ocr_and_named_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from firsthand.model.errors import UnreadableDocumentError
    from firsthand.read.paged.pdf import gathering

    def missing(*_: object, **__: object) -> None:
        raise UnreadableDocumentError("no program")

    monkeypatch.setattr(gathering, "read_picture", missing)
    with pytest.raises(UnreadableDocumentError, match=r"report\.pdf: .*[Ii]nstall tesseract-ocr"):
        page(scanned("Harbour closed", pages=2))
