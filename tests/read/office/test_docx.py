from datetime import date
from io import BytesIO

import docx as word
import office_files
import pytest
from office_files import core, paragraph, part, run

from firsthand.model import Document
from firsthand.read import read_bytes

STORY = "The ferry company said on Monday that it had not known of the leak in the hull."
NEXT = "The harbour master of Saltmere told the Harbour Courier that he had warned it twice."


def read(data: bytes) -> Document:
    return read_bytes(data, name="letter.docx")


def told(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def written(document: word.document.Document) -> Document:
    out = BytesIO()
    document.save(out)
    return read(out.getvalue())


def test_a_letter_reads_as_the_same_text_would() -> None:
    lines = ["Ferry company denies that it knew", "By Mara Lind, 3 March 2022", STORY, NEXT, "Advertisement"]
    document = word.Document()
    for line in lines:
        document.add_paragraph(line)
    as_word = written(document)
    as_text = read_bytes("\n\n".join(lines).encode(), name="letter.txt")
    assert told(as_word) == told(as_text)
    assert as_word.text == as_text.text
    assert (as_word.title, as_word.author, as_word.published) == (
        "Ferry company denies that it knew",
        "Mara Lind",
        date(2022, 3, 3),
    )
    assert as_word.format == "docx"
    assert as_word.notes == ()


def test_styles_say_what_is_title_heading_and_caption() -> None:
    document = word.Document()
    document.add_heading("A ferry leaks", 0)
    document.add_paragraph(STORY)
    document.add_heading("What was known", 2)
    document.add_paragraph(NEXT)
    document.add_paragraph("The hull of the ferry as inspectors found it in March.", style="Caption")
    kinds = [kind for kind, _ in told(written(document))]
    assert kinds == ["title", "paragraph", "heading", "paragraph", "caption"]


def test_a_first_heading_is_the_title_and_a_letterhead_is_not() -> None:
    document = word.Document()
    document.add_paragraph("THE HARBOUR COURIER", style="Title")
    document.add_heading("A ferry leaks and nobody says so", 1)
    document.add_paragraph(STORY)
    read_back = written(document)
    assert read_back.title == "A ferry leaks and nobody says so"
    assert read_back.publisher == "The Harbour Courier"


def test_list_numbers_are_on_the_page_and_in_no_passage() -> None:
    document = word.Document()
    document.add_paragraph(STORY)
    for line in ("The pump was never tested.", "The logbook was lost on the way."):
        document.add_paragraph(line, style="List Number")
    document.add_paragraph("Nobody was told of it.", style="List Bullet")
    read_back = written(document)
    assert "1. The pump was" in read_back.text
    assert "2. The logbook was" in read_back.text
    assert "• Nobody was" in read_back.text
    assert ("paragraph", "The logbook was lost on the way.") in told(read_back)


def test_numbers_count_through_levels_and_begin_anew() -> None:
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0">'
        + level.format(0, "upperRoman", "%1.")
        + level.format(1, "lowerLetter", "%1.%2)")
        + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>',
    )
    at = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr>'
    body = "".join(paragraph(STORY, at.format(depth)) for depth in (0, 1, 1, 0, 1))
    text = read(office_files.docx(body, {"word/numbering.xml": numbering})).text
    assert [line.partition(" The")[0] for line in text.split("\n\n")] == [
        "I.",
        "I.a)",
        "I.b)",
        "II.",
        "II.a)",
    ]


def test_a_cell_without_a_sentence_is_a_cell() -> None:
    document = word.Document()
    document.add_paragraph(STORY)
    table = document.add_table(2, 3)
    for row, line in enumerate((["Day", "Place", "What happened"], ["3 March", "", NEXT])):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    read_back = written(document)
    assert told(read_back)[1:] == [
        ("cell", "Day"),
        ("cell", "Place"),
        ("cell", "What happened"),
        ("cell", "3 March"),
        ("paragraph", NEXT),
    ]
    assert "Day | Place | What happened\n3 March |  | The harbour" in read_back.text


def test_a_table_of_one_column_is_a_box_around_paragraphs() -> None:
    document = word.Document()
    document.add_heading("A ferry leaks", 1)
    document.add_table(1, 1).cell(0, 0).text = f"{STORY}\n{NEXT}\nNo answer"
    read_back = written(document)
    assert [kind for kind, _ in told(read_back)] == ["title", "paragraph"]
    assert " | " not in read_back.text


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    body = (
        "<w:p>" + run("The company said on Monday that it ") + "<w:del w:id='1'><w:r><w:delText>had never "
        "</w:delText></w:r></w:del><w:ins w:id='2'>"
        + run("had always ")
        + "</w:ins>"
        + run("known.")
        + "</w:p>"
    )
    moved = (
        "<w:p><w:moveFrom w:id='3'>" + run("Moved away from here.") + "</w:moveFrom></w:p>" + paragraph(NEXT)
    )
    document = read(office_files.docx(body + moved))
    assert document.text == "The company said on Monday that it had always known.\n\n" + NEXT
    assert document.notes == (
        "2 stretches deleted under tracked changes: not read as part of the text",
        "1 stretch inserted under tracked changes: read as part of the text",
    )


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    body = paragraph("The company said ", "<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("that it knew.")
    assert read(office_files.docx(body)).text == "The company said that it knew."


def test_comments_are_counted_and_not_read() -> None:
    comments = part("comments", "<w:comment w:id='0'>" + paragraph("Is this sure?") + "</w:comment>")
    document = read(office_files.docx(paragraph(STORY), {"word/comments.xml": comments}))
    assert document.text == STORY
    assert document.notes == ("1 comment beside the text: not read",)


def test_hidden_text_is_not_read_and_said() -> None:
    body = "<w:p>" + run(STORY) + run(" Never print this.", "<w:vanish/>") + "</w:p>"
    document = read(office_files.docx(body))
    assert document.text == STORY
    assert document.notes == ("1 stretch set as hidden: not read",)


def test_notes_stand_after_the_text_under_their_number() -> None:
    notes = part(
        "footnotes",
        '<w:footnote w:id="-1" w:type="separator">'
        + paragraph("")
        + '</w:footnote><w:footnote w:id="4">'
        + paragraph("The letter of 2 March was seen by the Harbour Courier.")
        + "</w:footnote>",
    )
    body = (
        "<w:p>" + run("It knew,") + '<w:r><w:footnoteReference w:id="4"/></w:r>' + run(" he said.") + "</w:p>"
    )
    document = read(office_files.docx(body + paragraph(STORY), {"word/footnotes.xml": notes}))
    assert document.text.startswith("It knew,[1] he said.\n\n")
    assert document.text.endswith("\n\n[1] The letter of 2 March was seen by the Harbour Courier.")
    assert told(document)[-1] == ("paragraph", "The letter of 2 March was seen by the Harbour Courier.")


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(NEXT)}</w:txbxContent>"
    body = (
        "<w:p>" + run(STORY) + f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(office_files.docx(body)).text == f"{STORY}\n\n{NEXT}"


def test_page_headers_are_furniture_and_a_letterhead_names_the_publisher() -> None:
    parts = {
        "word/header1.xml": part("hdr", paragraph("MINISTRY OF FISHERIES") + paragraph("For the file")),
        "word/header2.xml": part("hdr", paragraph("MINISTRY OF FISHERIES")),
        "word/footer1.xml": part("ftr", paragraph("Page 1 of 2")),
    }
    body = paragraph("Ministry opens an inquiry into the ferry leak") + paragraph(STORY)
    document = read(office_files.docx(body, dict(parts)))
    assert document.publisher == "Ministry of Fisheries"
    assert told(document)[0] == ("furniture", "MINISTRY OF FISHERIES")
    assert told(document)[-1] == ("furniture", "Page 1 of 2")
    assert document.text.count("MINISTRY OF FISHERIES") == 1


def test_field_codes_are_not_text_and_their_results_and_links_are() -> None:
    body = (
        "<w:p>" + run("See ") + "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK x"
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("the letter")
        + "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:hyperlink>" + run(" of the company")
        + "</w:hyperlink></w:p>"
    )  # fmt: skip
    assert read(office_files.docx(body)).text == "See the letter of the company"


def test_a_table_of_contents_is_furniture() -> None:
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('1. What the company knew of the leak ..... 3')}</w:sdtContent></w:sdt>"
    )
    document = read(office_files.docx(contents + paragraph(STORY)))
    assert [kind for kind, _ in told(document)] == ["furniture", "paragraph"]


@pytest.mark.parametrize(
    "author", ["python-docx", "Windows User", "admin", "HP-PC\\mara", "m.lind@example.org"]
)
def test_a_machine_is_no_author(author: str) -> None:
    properties = core(
        creator=author, lastModifiedBy="Ivo Brand", title="Document1", created="2013-12-23T23:15:00Z"
    )
    document = read(office_files.docx(paragraph(STORY), {"docProps/core.xml": properties}))
    assert (document.author, document.title, document.published) == (None, None, None)
    assert document.notes == ("the file was made on 2013-12-23, which is not taken for the account's date",)


def test_what_the_file_says_of_itself_fills_what_the_page_does_not_say() -> None:
    properties = {
        "docProps/core.xml": core(creator="Mara Lind", lastModifiedBy="Ivo Brand", title="The leak")
    }
    document = read(office_files.docx(paragraph(STORY + " " + NEXT), dict(properties)))
    assert (document.author, document.title) == ("Mara Lind", "The leak")
    assert document.notes == (
        "the author is from the file's properties, since the page names none: it may be who made the file, "
        "not who wrote the account",
    )
    signed = paragraph("Company knew of the leak") + paragraph("By Orla Vint") + paragraph(STORY)
    document = read(office_files.docx(signed, dict(properties)))
    assert (document.author, document.title, document.notes) == ("Orla Vint", "Company knew of the leak", ())
