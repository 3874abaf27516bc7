"""Office files made to do harm, or broken on the way: an error names the file and the next thing to do."""

import random
import struct
import zipfile
from io import BytesIO

import pytest
from office_files import W, docx, ods, odt, packed, paragraph, part

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import read_bytes
from firsthand.read.limits import Limits

STORY = "The ferry company said on Monday that it had not known of the leak in the hull."
BOMB = b" " * 20_000_000
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))


def refused(data: bytes, name: str, **limits: int) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_bytes(data, name=name, limits=Limits(**limits))
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    return message


@pytest.mark.parametrize("path", ["word/document.xml", "word/media/picture.emf", "word/comments.xml"])
def test_a_part_that_unfolds_beyond_measure(path: str) -> None:
    data = packed({"word/document.xml": "<a/>", path: BOMB})
    message = refused(data, "bomb.docx", ratio=500)
    assert f"{path} in it is made to unfold beyond measure" in message
    assert "--limit ratio=NUMBER" in message


def test_parts_that_unfold_to_more_than_is_unpacked() -> None:
    data = packed({"word/document.xml": "<a/>", "one": BOMB, "two": BOMB})
    assert "--limit unpacked=NUMBER" in refused(data, "bomb.docx", unpacked=30_000_000, ratio=10_000)


def test_more_parts_than_are_read() -> None:
    data = docx(paragraph(STORY), {f"word/x{n}": "" for n in range(20)})
    assert "--limit parts=NUMBER" in refused(data, "parts.docx", parts=10)


def test_a_part_larger_than_any_text_is_not_unfolded() -> None:
    data = docx(paragraph(STORY) + " " * 3_000_000)
    assert "--limit characters=NUMBER" in refused(data, "long.docx", characters=10_000, cells=10_000)


def test_a_part_that_is_longer_than_it_says_is_damaged() -> None:
    data = bytearray(docx(paragraph(STORY)))
    at = data.rindex(b"word/document.xml") - 46  # the directory's entry: sizes at 20 and 24
    real = int.from_bytes(data[at + 24 : at + 28], "little")
    data[at + 24 : at + 28] = (real - 50).to_bytes(4, "little")
    assert "save it again" in refused(bytes(data), "lies.docx")


@pytest.mark.parametrize("text", ["&e9;", "&outer;", "plain"])
def test_entities_are_refused_and_nothing_is_loaded(text: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine")
    main = (
        f'<!DOCTYPE w [{ENTITIES}<!ENTITY outer SYSTEM "{secret.as_uri()}">]>'
        f'<w:document xmlns:w="{W}"><w:body>'
        f"{paragraph(STORY)}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    )
    message = refused(packed({"word/document.xml": main}), "entities.docx")
    assert "secret of" not in message
    content = main.replace("w:document", "w:content")
    refused(packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}), "a.odt")


def test_a_document_type_from_elsewhere_is_refused_too() -> None:
    main = f'<!DOCTYPE w SYSTEM "http://127.0.0.1:9/w.dtd"><w:document xmlns:w="{W}"/>'
    refused(packed({"word/document.xml": main}), "elsewhere.docx")


def test_what_is_nested_without_end() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 5_000 + paragraph(STORY) + "</w:tc></w:tr></w:tbl>" * 5_000
    assert "nested too deep" in refused(docx(deep), "deep.docx")
    spans = "<text:span>" * 20_000 + "x" + "</text:span>" * 20_000
    assert "nested too deep" in refused(odt(f"<text:p>{spans}</text:p>"), "deep.odt")


def test_what_is_nested_as_deep_as_is_allowed_is_read() -> None:
    tables = "<w:tbl><w:tr><w:tc>" * 80 + paragraph(STORY) + "</w:tc></w:tr></w:tbl>" * 80
    assert read_bytes(docx(tables), name="deep.docx").text == STORY
    cells = "<table:table><table:table-row><table:table-cell>" * 80
    ends = "</table:table-cell></table:table-row></table:table>" * 80
    assert read_bytes(odt(f"{cells}<text:p>{STORY}</text:p>{ends}"), name="deep.odt").text == STORY
    sections = "<text:section>" * 240 + f"<text:p>{STORY}</text:p>" + "</text:section>" * 240
    assert read_bytes(odt(sections), name="deep.odt").text == STORY


def test_styles_and_notes_that_go_round_in_circles_come_to_an_end() -> None:
    style = '<w:style w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    parts = {
        "word/styles.xml": part("styles", style.format("A", "B") + style.format("B", "A")),
        "word/footnotes.xml": part(
            "footnotes",
            '<w:footnote w:id="2"><w:p><w:r><w:t>See</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
            "</w:footnote>",
        ),
    }
    body = paragraph(STORY, '<w:pStyle w:val="A"/>') + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert read_bytes(docx(body, dict(parts)), name="a.docx").text == f"{STORY}\n\n[1]\n\n[1] See[2]"


def test_a_spreadsheet_bomb_of_shared_strings() -> None:
    workbook = {"xl/workbook.xml": "<workbook/>", "xl/sharedStrings.xml": b"<sst>" + BOMB + b"</sst>"}
    assert "unfold beyond measure" in refused(packed(workbook), "strings.xlsx", ratio=500)
    assert "xl/sharedStrings.xml in it unfolds to 20 MB" in refused(
        packed(workbook), "strings.xlsx", ratio=5_000, characters=1_000, cells=1_000
    )


def test_entities_in_a_workbook_are_refused() -> None:
    content = f"<!DOCTYPE a [{ENTITIES}]><a>&e9;</a>"
    refused(packed({"xl/workbook.xml": content, "xl/_rels/workbook.xml.rels": "<a/>"}), "a.xlsx")
    refused(
        packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}),
        "a.ods",
    )


def test_a_password_is_asked_for_in_words() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    protected = (
        ole + "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
    )
    for name in ("locked.docx", "locked.xlsx"):
        message = refused(protected, name)
        assert "password" in message
        assert "save it" in message
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
        "<m:encryption-data/></m:file-entry></m:manifest>"
    )
    for data, name in ((odt("", {"META-INF/manifest.xml": manifest}), "a.odt"),
                       (ods("", {"META-INF/manifest.xml": manifest}), "a.ods")):  # fmt: skip
        assert "protected by a password" in refused(data, name)
    locked = bytearray(docx(paragraph(STORY)))
    at = locked.rindex(b"word/document.xml") - 46
    locked[at + 8] |= 1
    assert "protected by a password" in refused(bytes(locked), "zip.docx")


def test_a_name_that_lies_is_no_harm() -> None:
    assert read_bytes(docx(paragraph(STORY)), name="letter.pdf").format == "docx"
    assert read_bytes(odt(f"<text:p>{STORY}</text:p>"), name="letter.docx").format == "odt"
    assert read_bytes(b"{\\rtf1 " + STORY.encode() + b"}", name="letter.docx").format == "rtf"
    refused(STORY.encode(), "letter.docx")


def test_a_file_that_was_cut_off_says_so() -> None:
    for data, name in ((docx(paragraph(STORY)), "a.docx"), (_whole("xlsx"), "a.xlsx"), (odt(STORY), "a.odt")):
        assert "cut off or damaged" in refused(data[: len(data) // 2], name)


def test_an_empty_document_says_so() -> None:
    refused(docx(""), "empty.docx")
    refused(packed({"word/document.xml": "<a/>"}), "empty.docx")
    refused(odt(""), "empty.odt")
    refused(ods(""), "empty.ods")


def _whole(kind: str) -> bytes:
    import openpyxl

    if kind == "xlsx":
        book = openpyxl.Workbook()
        book.active.append(["Day", "What"])
        book.active.append(["3 March", STORY])
        out = BytesIO()
        book.save(out)
        return out.getvalue()
    return {
        "docx": docx(paragraph(STORY), {"word/styles.xml": part("styles", "")}),
        "odt": odt(f"<text:p>{STORY}</text:p>"),
        "ods": ods("<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell>"
                   "</table:table-row></table:table>"),
    }[kind]  # fmt: skip


@pytest.mark.parametrize("kind", ["docx", "odt", "ods", "xlsx"])
def test_broken_files_give_an_error_or_a_text_and_never_a_crash(kind: str) -> None:
    whole = _whole(kind)
    read_bytes(whole, name=f"a.{kind}")
    chance = random.Random(6)
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        if chance.random() < 0.3:
            del broken[chance.randrange(len(broken)) :]
        try:
            read_bytes(bytes(broken), name=f"a.{kind}")
        except UnreadableDocumentError as error:
            assert str(error).startswith(f"a.{kind}: ")


@pytest.mark.parametrize("kind", ["docx", "odt", "ods"])
def test_odd_xml_gives_an_error_or_a_text_and_never_a_crash(kind: str) -> None:
    with zipfile.ZipFile(BytesIO(_whole(kind))) as archive:
        parts = {path: archive.read(path) for path in archive.namelist()}
    main = "word/document.xml" if kind == "docx" else "content.xml"
    tags = "p r t tbl tr tc del ins table table-row table-cell s span list list-item note h body text".split()
    chance = random.Random(7)
    for _ in range(150):
        text = parts[main].decode()
        for _ in range(chance.randint(1, 4)):
            at = chance.choice([n for n, c in enumerate(text) if c == "<" and text[n + 1] not in "?!"])
            prefix = chance.choice(["w:", "text:", "table:"] if kind != "docx" else ["w:"])
            prefix = prefix if f"xmlns:{prefix[:-1]}=" in text else "w:" if kind == "docx" else "text:"
            tag = prefix + chance.choice(tags)
            text = text[:at] + f'<{tag} {prefix}c="99999999" {prefix}ilvl="-1">x</{tag}>' + text[at:]
        try:
            read_bytes(packed({**parts, main: text}), name=f"a.{kind}")
        except UnreadableDocumentError as error:
            assert str(error).startswith(f"a.{kind}: ")


def old_workbook(extent: bytes, *, strings: int = 0, fats: int = 1) -> bytes:
    """Return an OLE file with a stream "Workbook" (one sheet, its extent as given), made by hand."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + record(0x0200, extent)
    sheet += record(0x000A, b"")
    told = record(0x00FC, struct.pack("<II", strings, strings)) if strings else b""
    at = len(begin) + len(told) + 4 + 6 + 2 + 1 + 4
    sheets = record(0x0085, struct.pack("<IHBB", at, 0, 1, 0) + b"A")
    stream = (begin + told + sheets + record(0x000A, b"") + sheet).ljust(4096, b"\0")  # no mini stream
    entry = "{0}\0".format
    directory = b"".join(
        entry(name).encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, below)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
        for name, kind, below, start, size in (
            ("Root Entry", 5, 1, 0xFFFFFFFE, 0),
            ("Workbook", 2, 0xFFFFFFFF, 2, len(stream)),
        )
    ).ljust(512, b"\0")
    table = [0xFFFFFFFD, 0xFFFFFFFE, 3, 4, 5, 6, 7, 8, 9, 0xFFFFFFFE]
    fat = b"".join(struct.pack("<I", one) for one in table).ljust(512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += b"\0" * 10 + struct.pack("<IIIIIIII", fats, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<I", 0).ljust(436, b"\xff") + fat + directory + stream


def test_an_old_workbook_that_claims_more_than_it_holds() -> None:
    small = struct.pack("<IIHHH", 0, 1, 0, 1, 0)
    assert "no word in it" in refused(old_workbook(small), "empty.xls")
    huge = struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 255, 0)
    assert "claims more cells" in refused(old_workbook(huge), "huge.xls")
    turned = struct.pack("<IIHHH", 9, 1, 0, 255, 0)
    assert "claims more cells" in refused(old_workbook(turned), "turned.xls")
    assert "claims more texts" in refused(old_workbook(small, strings=0x7FFFFFFF), "texts.xls")
    assert "no directory" in refused(old_workbook(small, fats=0x7FFFFFFF), "fats.xls")
    assert "cut off" in refused(old_workbook(small)[:400] + "Workbook\0".encode("utf-16-le"), "cut.xls")


def test_an_old_workbook_whose_sectors_lead_in_a_circle() -> None:
    whole = bytearray(old_workbook(struct.pack("<IIHHH", 0, 1, 0, 1, 0)))
    at = 512 + 4 * 9  # the last of the sheet's sectors leads to the first instead of to the end
    assert whole[at : at + 4] == b"\xfe\xff\xff\xff"
    whole[at : at + 4] = struct.pack("<I", 2)
    assert "no word in it" in refused(bytes(whole), "circle.xls")
    size = 1024 + 128 + 120  # of the sheet, in the directory's second entry
    assert struct.unpack_from("<Q", whole, size) == (4096,)
    whole[size : size + 4] = struct.pack("<I", 0x7FFFFFFF)
    assert "longer than the file" in refused(bytes(whole), "circle.xls")
    root = 512 + 4 * 1  # and so does the directory
    whole[root : root + 4] = struct.pack("<I", 1)
    assert refused(bytes(whole), "circle.xls").startswith("circle.xls: ")


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook_of(rows: str, *, path: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a workbook whose only sheet has these rows, and lies where it says or somewhere else."""
    with zipfile.ZipFile(BytesIO(_whole("xlsx"))) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    del parts["xl/worksheets/sheet1.xml"]
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    return packed({**parts, path: sheet})


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="2">' + "<c><v>1</v></c>" * 16_384 + '</row><row r="1048576"><c><v>1</v></c></row>',
    ],
)
def test_cells_far_apart_are_not_laid_out(far: str) -> None:
    data = workbook_of(f'<row r="1"><c r="A1"><v>1</v></c></row>{far}')
    assert "no word in it" in refused(data, "far.xlsx")
    for path in ("xl/Worksheets/SHEET1.xml", "xl/elsewhere.xml"):
        assert "no word in it" in refused(workbook_of(far, path=path), "far.xlsx")


def test_cells_that_do_not_say_where_they_stand_are_read() -> None:
    rows = "<row><c t='str'><v>Day</v></c><c t='str'><v>Place</v></c></row>"
    rows += "<row><c><v>3</v></c><c><v>4</v></c></row>"
    assert read_bytes(workbook_of(rows), name="a.xlsx").text == "Day | Place\n3 | 4"
