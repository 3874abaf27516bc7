from datetime import date

from office_files import odf_part, odt

from firsthand.model import Document
from firsthand.read import read_bytes

STORY = "The ferry company said on Monday that it had not known of the leak in the hull."
NEXT = "The harbour master of Saltmere told the Harbour Courier that he had warned it twice."


def read(data: bytes) -> Document:
    return read_bytes(data, name="letter.odt")


def told(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def line(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_a_letter_reads_as_the_same_text_would() -> None:
    lines = ["Ferry company denies that it knew", "By Mara Lind, 3 March 2022", STORY, NEXT, "Advertisement"]
    as_odt = read(odt("".join(map(line, lines))))
    as_text = read_bytes("\n\n".join(lines).encode(), name="letter.txt")
    assert (as_odt.text, told(as_odt)) == (as_text.text, told(as_text))
    assert (as_odt.author, as_odt.published, as_odt.format) == ("Mara Lind", date(2022, 3, 3), "odt")


def test_styles_say_what_is_title_heading_and_caption_also_through_their_parents() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = (
        line("A ferry leaks", "P1") + line(STORY) + '<text:h text:outline-level="2">What was known</text:h>'
        + line(NEXT) + line("The hull of the ferry as inspectors found it.", "Caption")
    )  # fmt: skip
    kinds = [kind for kind, _ in told(read(odt(body, styles=styles)))]
    assert kinds == ["title", "paragraph", "heading", "paragraph", "caption"]


def test_white_space_of_the_mark_up_is_one_blank_and_marked_blanks_are_kept() -> None:
    body = line(
        'It <text:span>was\n   \n  said</text:span><text:s text:c="3"/>on<text:tab/>Monday  <text:s/>.'
    )
    assert read(odt(body)).text == "It was said   on\tMonday  ."


def test_deleted_text_and_comments_are_not_read_and_said() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{line('It had never known.')}</text:deletion></text:changed-region><text:changed-region>"
        "<text:insertion/></text:changed-region></text:tracked-changes>"
    )
    body = changes + line(f"{STORY}<office:annotation>{line('Is this sure?')}</office:annotation>")
    document = read(odt(body))
    assert document.text == STORY
    assert document.notes == (
        "1 stretch deleted under tracked changes: not read as part of the text",
        "1 stretch inserted under tracked changes: read as part of the text",
        "1 comment beside the text: not read",
    )


def test_notes_boxes_and_lists() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{line('The letter of 2 March was seen by the Harbour Courier.')}</text:note-body></text:note>"
    )
    box = f"<draw:frame><draw:text-box>{line(NEXT)}</draw:text-box></draw:frame>"
    items = f"<text:list><text:list-item>{line('The pump was never tested.')}</text:list-item></text:list>"
    text = read(odt(line(f"It knew,{note} he said.") + line(STORY + box) + items)).text
    assert text.split("\n\n") == [
        "It knew,[1] he said.",
        STORY,
        NEXT,
        "• The pump was never tested.",
        "[1] The letter of 2 March was seen by the Harbour Courier.",
    ]


def test_a_cell_without_a_sentence_is_a_cell() -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{line(cell) if cell else ''}</table:table-cell>" for cell in cells)
        + "</table:table-row>"
        for cells in (("Day", "Place", "What happened"), ("3 March", "", NEXT))
    )
    document = read(odt(line(STORY) + f"<table:table>{rows}</table:table>"))
    assert told(document)[-2:] == [("cell", "3 March"), ("paragraph", NEXT)]
    assert "Day | Place | What happened\n3 March |  | The harbour" in document.text


def test_page_headers_are_furniture() -> None:
    around = odf_part(
        "document-styles",
        f"<office:master-styles><style:master-page><style:header>{line('For the file')}</style:header>"
        f"<style:footer>{line('Page 1')}</style:footer></style:master-page></office:master-styles>",
    )
    document = read(odt(line(f"{STORY} {NEXT}"), {"styles.xml": around}))
    kinds = [kind for kind, _ in told(document)]
    assert kinds == ["furniture", "paragraph", "furniture"]
    assert document.text == f"For the file\n\n{STORY} {NEXT}\n\nPage 1"


def test_what_the_file_says_of_itself() -> None:
    meta = odf_part(
        "document-meta",
        '<office:meta xmlns:dc="http://purl.org/dc/elements/1.1/"><meta:initial-creator>Mara Lind'
        "</meta:initial-creator><dc:creator>Ivo Brand</dc:creator><dc:title>The leak</dc:title>"
        "<meta:creation-date>2022-03-04T10:00:00.5</meta:creation-date></office:meta>",
    )
    document = read(odt(line(f"{STORY} {NEXT}"), {"meta.xml": meta}))
    assert (document.title, document.author, document.published) == ("The leak", "Mara Lind", None)
    assert "the file was made on 2022-03-04" in document.notes[1]


def test_list_numbers_count_through_levels_and_go_on_where_the_list_does() -> None:
    level = '<text:list-level-style-number text:level="{}" style:num-format="{}" style:num-suffix="{}" {}/>'
    styles = (
        '<text:list-style style:name="L1">'
        + level.format(1, "1", ".", "")
        + level.format(2, "a", ")", 'text:display-levels="2"')
        + "</text:list-style>"
    )

    def item(text: str, below: str = "") -> str:
        return f"<text:list-item>{line(text)}{below}</text:list-item>"

    inner = f"<text:list>{item('inner one')}{item('inner two')}</text:list>"
    body = (
        f'<text:list text:style-name="L1">{item("one", inner)}{item("two")}</text:list>{line(STORY)}'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{item("three")}</text:list>'
        f'<text:list text:style-name="L1">{item("anew")}</text:list>'
    )
    text = read(odt(body, styles=styles)).text
    assert text.split("\n\n") == [
        "1. one",
        "1.a) inner one",
        "1.b) inner two",
        "2. two",
        STORY,
        "3. three",
        "1. anew",
    ]
