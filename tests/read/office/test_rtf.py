from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Document
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import read_bytes
from firsthand.read.limits import Limits
from firsthand.read.office import rtf as rtf_reader

STORY = "The ferry company said on Monday that it had not known of the leak in the hull."
NEXT = "The harbour master of Saltmere told the Harbour Courier that he had warned it twice."
FONTS = r"{\fonttbl{\f0\froman Serif;}{\f1\fnil\fcharset134 Song;}{\f2\fswiss\fcharset204 Sans;}}"


def rtf(body: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + body + "}").encode("latin-1")


def read(body: str) -> Document:
    return read_bytes(rtf(body), name="letter.rtf")


def told(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_a_letter_reads_as_the_same_text_would() -> None:
    lines = ["Ferry company denies that it knew", "By Mara Lind, 3 March 2022", STORY, NEXT, "Advertisement"]
    as_rtf = read("".join(f"\\pard {line}\\par\r\n" for line in lines))
    as_text = read_bytes("\n\n".join(lines).encode(), name="letter.txt")
    assert (as_rtf.text, told(as_rtf)) == (as_text.text, told(as_text))
    assert (as_rtf.author, as_rtf.published, as_rtf.format) == ("Mara Lind", date(2022, 3, 3), "rtf")


@pytest.mark.parametrize(
    ("spelled", "meant"),
    [
        (r"it\'92s \ldblquote so\rdblquote \endash  no", "it’s “so”– no"),
        (r"\u8220?so\u8221?", "“so”"),
        (r"\uc2\u8220\'93xso", "“so"),  # two characters stand in for one
        (r"{\uc0\u20320}\u22909?", "你好"),
        (r"\u-10179?\u-8704? boat", "😀 boat"),
        (r"{\f1\'c4\'e3\'ba\'c3} ok", "你好 ok"),
        (r"{\f1\'81a}x", b"\x81a".decode("gbk") + "x"),  # a second byte may look like a letter
        (r"{\f2\'cf\'f0\'e8\'e2\'e5\'f2}", "Привет"),
        (r"{\upr{plain}{\*\ud{\u8216?so\u8217?}}}", "‘so’"),
        (r"a\~b\_c\-d\{e\}\\", "a\xa0b\u2011cd{e}\\"),
        (r"one\line two\tab three", "one\ntwo\tthree"),
        (r"a{\b b}{\i\cf2 c}", "abc"),
    ],
)
def test_characters(spelled: str, meant: str) -> None:
    assert read(spelled).text == meant


def test_code_page_of_the_document() -> None:
    data = rb"{\rtf1\ansi\ansicpg936 \'c4\'e3\'ba\'c3}"
    assert read_bytes(data, name="a.rtf").text == "你好"


def test_styles_by_outline_and_by_name() -> None:
    sheet = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Kopf;}{\s2 heading 2;}{\s3 caption;}{\*\cs9 Char;}}"
    body = (
        rf"{sheet}\pard\s1 A ferry leaks\par\pard {STORY}\par\pard\s2 What was known\par\pard {NEXT}\par"
        r"\pard\s3 The hull of the ferry as inspectors found it.\par"
    )
    kinds = [kind for kind, _ in told(read(body))]
    assert kinds == ["title", "paragraph", "heading", "paragraph", "caption"]


def test_what_is_no_text_is_left_out() -> None:
    body = (
        r"{\*\generator Some Writer;}{\colortbl;\red0;}{\field{\*\fldinst HYPERLINK x}{\fldrslt "
        + STORY
        + r"}}"
        r"{\pict\pngblip 89504e47}{\*\unknown no text}{\object{\*\objdata 0105}{\result }}\bin5 a}b{c\par"
    )
    document = read(body)
    assert document.text == STORY
    assert document.notes == ("1 picture in it: words in a picture are not read here",)


def test_deleted_inserted_hidden_and_comments_are_said() -> None:
    body = (
        r"It had {\deleted never }{\revised always }known{\v  hush}.{\*\annotation {\*\atnid 1}Is this sure?}"
    )
    document = read(body)
    assert document.text == "It had always known."
    assert document.notes == (
        "1 stretch deleted under tracked changes: not read as part of the text",
        "1 stretch inserted under tracked changes: read as part of the text",
        "1 comment beside the text: not read",
        "1 stretch set as hidden: not read",
    )


def test_tables_notes_lists_boxes_and_page_headers() -> None:
    body = (
        r"{\header For the file\par}{\footer Page 1\par}\pard It knew,"
        r"{\footnote {\super\chftn} Seen on 2 March.} "
        rf"he said.\par {{\shp{{\*\shpinst{{\sp{{\sn x}}{{\sv 1}}}}{{\shptxt\pard {NEXT}\par}}}}}}{STORY}\par"
        r"{\listtext\f0 1.\tab}\pard The pump was never tested.\par"
        r"\trowd\pard\intbl Day\cell Place\cell What happened\cell\row"
        rf"\trowd\pard\intbl 3 March\cell\cell {NEXT}\cell\row\pard Nothing more.\par"
    )
    document = read(body)
    assert document.text.split("\n\n") == [
        "For the file",
        "It knew,[1] he said.",
        STORY,
        NEXT,
        "1. The pump was never tested.",
        f"Day | Place | What happened\n3 March |  | {NEXT}",
        "Nothing more.",
        "[1] Seen on 2 March.",
        "Page 1",
    ]
    assert ("cell", "3 March") in told(document)
    assert ("paragraph", NEXT) in told(document)


def test_what_the_file_says_of_itself() -> None:
    info = r"{\info{\title The leak}{\author Mara Lind}{\operator Ivo Brand}{\creatim\yr2022\mo3\dy4\hr9}}"
    document = read(info + rf"\pard {STORY} {NEXT}\par")
    assert document.text == f"{STORY} {NEXT}"
    assert (document.title, document.author, document.published) == ("The leak", "Mara Lind", None)
    assert "the file was made on 2022-03-04" in document.notes[1]


def test_groups_without_end_are_an_error_that_says_what_to_do() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"^deep\.rtf: nested too deep .* save it again"):
        read_bytes(rb"{\rtf1 " + b"{" * 100_000, name="deep.rtf")


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes() -> None:
    whole = rtf(rf"\pard {STORY}\par{{\footnote {NEXT}}}\par")
    assert STORY in read_bytes(whole[:-12], name="a.rtf").text


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([*"{}\\*'ab1u-; \n", "\\par", "\\cell", "\\row ", "\\u8220?", "{\\footnote "]))
)
def test_no_rtf_breaks_the_reader(tokens: list[str]) -> None:
    page = rtf_reader.read(rtf("".join(tokens)), name="a.rtf", limits=Limits())
    assert all(0 <= block.start < block.end <= len(page.text) for block in page.blocks)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_every_text_comes_back(text: str) -> None:
    units = text.encode("utf-16-le")
    spelled = "".join(
        f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?" for at in range(0, len(units), 2)
    )
    page = rtf_reader.read(rtf(f"x{spelled}x"), name="a.rtf", limits=Limits())
    assert page.text == f"x{text}x"
