"""Whole originals of every format, made in code, about a harbour that is not.

They are made by what makes the tests' files (`tests/read`), so that both say the same of a format.
"""

import struct
import sys
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

_TESTS = Path(__file__).resolve().parent.parent.parent / "tests" / "read"
sys.path[:0] = [str(_TESTS / folder) for folder in ("", "mail", "office", "paged", "archives")]

from made import tarred, zipped  # noqa: E402
from made_pdf import drawn, made, scanned  # noqa: E402
from messages import (  # noqa: E402  # noqa: E402
    BODY,
    HTML,
    RTF,
    SENDER,
    SUBJECT,
    SUBMITTED,
    TO,
    attached_letter,
    attachment,
    message,
    storage,
)
from office_files import core, docx, ods, odt, paragraph, part, run  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402
from web_archives import Archive, gzipped, package  # noqa: E402

from firsthand.read.mail.compound import compound  # noqa: E402

TITLE = "Ferry company denies that it knew"
STORY = "The ferry company said on Monday that it had not known of the leak in the hull."
NEXT = "The harbour master of Saltmere told the Harbour Courier that he had warned it twice."
QUOTED = "“Nobody told the passengers,” said Ina Roe, director of the Harbour Watch, on 3 March 2022."
CHINESE = "湖城港务局周一表示，两艘渡轮已停止运营。"
LINES = (TITLE, "By Mara Lind, 3 March 2022", STORY, NEXT, QUOTED, CHINESE, "Advertisement")

Sample = tuple[str, bytes]
"""The name of an original and its bytes."""


def samples() -> dict[str, tuple[Sample, ...]]:
    """Return whole originals of each format by its name; "scan" are PDFs of pictures, "xls" old workbooks."""
    return {name: tuple(make()) for name, make in _MAKERS.items()}


def _text() -> list[Sample]:
    lines = "\n\n".join(LINES)
    return [("a.txt", lines.encode()), ("b.txt", lines.encode("utf-16")), ("c.txt", lines.encode("gb18030"))]


def _markdown() -> list[Sample]:
    table = "| Day | Place |\n| --- | --- |\n| 3 March | Saltmere |\n"
    return [
        (
            "a.md",
            f"---\ntitle: {TITLE}\n---\n# {TITLE}\n\n*By Mara Lind*\n\n{STORY} [more](https://a.example/x)\n\n"
            f"> {QUOTED}\n> > {NEXT}\n\n- one\n  - two\n\n{table}\n```\ncode\n```\n\n![x](y.png)\n".encode(),
        )
    ]


def page() -> str:
    """Return a web page with all that a news page carries."""
    data = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2022-03-03T10:00:00Z"}}'
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{TITLE} | The Saltmere Post</title>"
        '<meta property="og:site_name" content="The Saltmere Post">'
        '<link rel="canonical" href="https://a.example/">'
        f'<script type="application/ld+json">{data}</script><style>p {{ color: red }}</style></head><body>'
        f"<nav><ul><li><a href=/>Home</a></li></ul></nav><article><h1>{TITLE}</h1>"
        f"<p class=byline>By Mara Lind</p>"
        f"<p>{STORY}</p><p>{NEXT}<br>{QUOTED}</p><figure><img src=a.png alt='the ferry'>"
        f"<figcaption>The ferry."
        f"</figcaption></figure><table><tr><th>Day<td colspan=2>Place</table>"
        f"<p lang=zh>{CHINESE}</p></article>"
        "<aside hidden>Advert</aside><svg><text>x</text></svg><footer>&copy; Saltmere &amp; Co"
        "</footer></body></html>"
    )


def _html() -> list[Sample]:
    return [
        ("a.html", page().encode()),
        ("b.html", page().replace("utf-8", "gb2312").encode("gb2312", "ignore")),
    ]


def _pdf() -> list[Sample]:
    typeset = (
        f'#set page(paper: "a5", numbering: "1")\n= {TITLE}\n{STORY}\n\n#table(columns: 2, [Day], [Place])\n'
    )
    pages = made(typeset + f"#pagebreak()\n{NEXT}\n\n{QUOTED}")
    lines = [(60.0, 760.0 - 20 * at, 11.0, line) for at, line in enumerate((TITLE, STORY[:60], NEXT[:60]))]
    return [("a.pdf", pages), ("b.pdf", drawn(*lines)), ("c.pdf", drawn(*lines))]


def _picture(width: int = 620, height: int = 120) -> Image.Image:
    picture = Image.new("L", (width, height), 255)
    ImageDraw.Draw(picture).text((20, 30), "The ferry leaks, Ina Roe said.", fill=0, font_size=36)
    return picture


def _image() -> list[Sample]:
    kinds = (
        ("png", "PNG"),
        ("jpg", "JPEG"),
        ("tif", "TIFF"),
        ("webp", "WEBP"),
        ("bmp", "BMP"),
        ("gif", "GIF"),
    )
    found: list[Sample] = []
    for suffix, kind in kinds:
        out = BytesIO()
        _picture().save(out, kind)
        found.append((f"a.{suffix}", out.getvalue()))
    out = BytesIO()
    _picture().save(
        out, "TIFF", compression="tiff_lzw", save_all=True, append_images=[_picture()], dpi=(200, 200)
    )
    return [*found, ("b.tif", out.getvalue())]


def _scan() -> list[Sample]:
    return [("a.pdf", scanned("The ferry leaks, Ina Roe said."))]


def _docx() -> list[Sample]:
    import docx as word

    document = word.Document()
    document.add_heading(TITLE, 1)
    for line in LINES[1:]:
        document.add_paragraph(line)
    document.add_paragraph("one", style="List Number")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Day", NEXT
    document.sections[0].header.paragraphs[0].text = "The Saltmere Post"
    out = BytesIO()
    document.save(out)
    grid = "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in ("Day", "Place"))
    body = (
        paragraph(TITLE, '<w:pStyle w:val="Title"/>')
        + paragraph("item", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + f"<w:p>{run(STORY)}<w:footnoteReference w:id='2'/><w:ins>{run(NEXT)}</w:ins>"
        f"<w:del>{run('gone')}</w:del></w:p>" + f"<w:tbl><w:tr>{grid}</w:tr></w:tbl>"
    )
    number = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
    number += '<w:numFmt w:val="lowerRoman"/>'
    number += '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    number += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    parts: dict[str, str | bytes] = {
        "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{paragraph(QUOTED)}</w:footnote>'),
        "word/numbering.xml": part("numbering", number),
        "docProps/core.xml": core(title=TITLE, creator="Mara Lind", created="2022-03-03T10:00:00Z"),
    }
    return [("a.docx", out.getvalue()), ("b.docx", docx(body, parts))]


def _odt() -> list[Sample]:
    items = "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
    table = "<table:table><table:table-row>"
    table += "<table:table-cell table:number-columns-repeated='2'><text:p>Day</text:p>"
    table += "</table:table-cell></table:table-row></table:table>"
    told = "".join(f"<text:p>{line}<text:s text:c='3'/><text:tab/></text:p>" for line in LINES[1:])
    note = (
        f"<text:p>x<text:note><text:note-body><text:p>{QUOTED}</text:p></text:note-body></text:note></text:p>"
    )
    body = f"<text:h text:outline-level='1'>{TITLE}</text:h>{told}{items}{table}{note}"
    return [("a.odt", odt(body, {"META-INF/manifest.xml": "<manifest/>"}))]


def rtf() -> str:
    """Return an RTF document with fonts, a table, a footnote and escapes of each kind."""
    spelled = "".join(f"\\u{ord(one)}?" for one in CHINESE)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Serif;}{\f1\fnil\fcharset134 Song;}}"
        r"{\info{\title " + TITLE + r"}{\author Mara Lind}{\creatim\yr2022\mo3\dy3}}"
        r"{\stylesheet{\s1 heading 1;}}\pard\s1 " + TITLE + r"\par\pard " + STORY + r"\par{\f1 \'ba\'fe}\par "
        + spelled + r"\par\trowd\cellx100\cellx200\intbl Day\cell Place\cell\row{\footnote " + NEXT
        + r"}{\*\generator x}{\pict\bin5 abcde}\uc1\u8220?Nobody\u8221?\page\par}"
    )  # fmt: skip


def _workbook() -> list[Sample]:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Incidents"
    for row in (
        ["Leaks"],
        ["Day", "Place", "Share"],
        [datetime(2022, 3, 3), "Saltmere", 0.25],
        [1, NEXT, True],
    ):
        sheet.append(row)
    sheet["C3"].number_format = "0.0%"
    sheet.merge_cells("A1:C1")
    book.create_sheet("Notes").append([STORY, "=1+1"])
    out = BytesIO()
    book.save(out)
    cells = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in ("Day", NEXT))
    row = f"<table:table-row table:number-rows-repeated='2'>{cells}</table:table-row>"
    table = f"<table:table table:name='A'>{row}</table:table>"
    return [("a.xlsx", out.getvalue()), ("b.ods", ods(table)), ("c.xlsb", _binary_book())]


def _binary_book() -> bytes:
    """Return a workbook in Excel's binary parts. Source: [MS-XLSB]."""

    def record(kind: int, body: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size = bytes([len(body)]) if len(body) < 0x80 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
        return head + size + body

    def told(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    sheet = record(129) + record(148, struct.pack("<IIII", 0, 1, 0, 1)) + record(145)
    for number, line in enumerate(("Day", NEXT)):
        sheet += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        sheet += record(6, struct.pack("<II", 0, 0) + told(line)) + record(5, struct.pack("<IId", 1, 0, 12.5))
    sheet += record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + told("rId1") + told("Leaks"))
    book += record(144) + record(132)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    parts = {
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": rels.encode(),
        "xl/worksheets/sheet1.bin": sheet,
    }
    return zipped([("[Content_Types].xml", b"<Types/>"), *parts.items()])


def _xls() -> list[Sample]:
    """Return a workbook as Excel 97 wrote it. Source: [MS-XLS]."""

    def record(kind: int, body: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    texts = ("Day", "Place", NEXT)
    told = b"".join(struct.pack("<HB", len(one), 0) + one.encode("latin-1") for one in texts)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    sheet += record(0x0200, struct.pack("<IIHHH", 0, 2, 0, 3, 0))
    for column in range(3):
        sheet += record(0x00FD, struct.pack("<HHHI", 0, column, 0, column))
    sheet += record(0x0203, struct.pack("<HHHd", 1, 0, 0, 12.5)) + record(
        0x027E, struct.pack("<HHHI", 1, 1, 0, 402)
    )
    sheet += record(0x000A)
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + record(0x0042, b"\xb0\x04")
    start += record(0x00E0, b"\0" * 20) + record(0x00FC, struct.pack("<II", 3, 3) + told)
    at = len(start) + 4 + 6 + 2 + 5 + 4
    start += record(0x0085, struct.pack("<IHBB", at, 0, 5, 0) + b"Leaks") + record(0x000A)
    return [
        ("a.xls", compound({"Workbook": (start + sheet).ljust(4096, b"\0")})),
        ("b.xls", compound({"Workbook": start + sheet})),
    ]


def _csv() -> list[Sample]:
    rows = (
        f'Day,Place,"What, then"\n2022-03-03,Saltmere,"{STORY}"\n2022-03-04,"Tal ""east""","{NEXT}\nMore"\n'
    )
    tabs = rows.replace(",", "\t")
    return [
        ("a.csv", rows.encode()),
        ("b.tsv", tabs.encode()),
        ("c.csv", rows.replace(",", ";").encode("cp1252")),
    ]


def _letter() -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"] = "Ada Quist <ada@saltmere.example>", "Bo Ek <bo@tal.example>"
    letter["Subject"], letter["Date"] = "Barges, höher", "Fri, 03 May 2024 10:00:00 +0200"
    letter["Message-ID"] = "<1@saltmere.example>"
    earlier = f"On Thu, 2 May 2024, Bo Ek wrote:\n> {NEXT}\n> > {QUOTED}\n"
    letter.set_content(f"Dear Bo,\n\n{STORY}\n\n-- \nAda\n\n{earlier}")
    letter.add_alternative(f"<p>{STORY}</p><blockquote>{NEXT}</blockquote>", subtype="html")
    return letter


def _eml() -> list[Sample]:
    inner, letter = _letter(), _letter()
    letter.add_attachment(inner)
    letter.add_attachment(page().encode(), maintype="text", subtype="html", filename="page.html")
    letter.add_attachment("Day,Place\n1,Tal\n", subtype="csv", filename="ä b.csv")
    letter.add_attachment(
        zipped([("a.txt", STORY.encode())]), maintype="application", subtype="zip", filename="x.zip"
    )
    return [("a.eml", letter.as_bytes()), ("b.eml", inner.as_bytes())]


def _msg() -> list[Sample]:
    head: dict[int, str | bytes | int | datetime] = {
        SUBJECT: "Barges", SENDER: "Ada Quist", TO: "Bo Ek", SUBMITTED: datetime(2024, 5, 3, 22, tzinfo=UTC)
    }  # fmt: skip
    from compressed_rtf import compress

    inner = storage({**head, BODY: NEXT}, head=24)
    parts = (
        attachment("page.html", page().encode()),
        attached_letter(inner),
        attachment("a.csv", b"Day,Place\n1,Tal\n"),
    )
    return [
        ("a.msg", message({**head, BODY: f"{STORY}\r\n{NEXT}"}, attached=parts)),
        ("b.msg", message({**head, HTML: page().encode()})),
        ("c.msg", message({**head, RTF: compress(rtf().encode("ascii", "replace"))})),
    ]


def _mhtml() -> list[Sample]:
    body = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://saltmerepost.example/a\r\n"
        "Subject: Barges\r\n"
        "Date: Fri, 3 May 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b--b"\r\n\r\n--b--b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://saltmerepost.example/a\r\n\r\n{page()}\r\n"
        "--b--b\r\nContent-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n--b--b--\r\n"
    )
    return [("a.mhtml", body.encode())]


def _members() -> list[tuple[str, bytes]]:
    return [("a.txt", STORY.encode()), ("in/page.html", page().encode()), ("in/t.csv", b"Day,Place\n1,Tal\n")]


def _zip() -> list[Sample]:
    import zipfile

    nested = [*_members(), ("b.zip", zipped(_members())), ("c.tar.gz", tarred(_members(), "w:gz"))]
    return [
        ("a.zip", zipped(nested)),
        ("b.zip", zipped(_members(), zipfile.ZIP_STORED)),
        ("c.zip", zipped(_members(), zipfile.ZIP_BZIP2)),
        ("d.zip", zipped(_members(), zipfile.ZIP_LZMA)),
    ]


def _tar() -> list[Sample]:
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "../../etc/passwd"
    long = [("deep/" * 30 + "ä.txt", STORY.encode()), *_members()]
    found: list[Sample] = [("a.tar", tarred([*long, link]))]
    for suffix, mode in (("tar.gz", "w:gz"), ("tar.bz2", "w:bz2"), ("tar.xz", "w:xz")):
        found.append((f"b.{suffix}", tarred(_members(), mode)))
    return [*found, ("c.txt.gz", gzipped(STORY.encode()))]


def _archive(*, packed: bool) -> bytes:
    archive = Archive(packed=packed)
    archive.answer("https://saltmerepost.example/a", page(), purpose="document")
    archive.answer(
        "https://saltmerepost.example/b", gzipped(page().encode()), headers=[("Content-Encoding", "gzip")]
    )
    archive.answer("https://saltmerepost.example/t.csv", b"Day,Place\n1,Tal\n", media="text/csv")
    chunked = b"5\r\nFerry\r\n6;x=1\r\n leaks\r\n0\r\n\r\n"
    archive.answer(
        "https://a.example/c.txt", chunked, media="text/plain", headers=[("Transfer-Encoding", "chunked")]
    )
    archive.again(
        "https://saltmerepost.example/a",
        refers_to="https://saltmerepost.example/a",
        refers_date="2031-03-04T05:06:07Z",
    )
    return archive.data


def _warc() -> list[Sample]:
    return [("a.warc.gz", _archive(packed=True)), ("b.warc", _archive(packed=False))]


def _wacz() -> list[Sample]:
    warcs = {"a.warc.gz": _archive(packed=True), "b.warc": _archive(packed=False)}
    return [
        (
            "a.wacz",
            package(warcs, pages=["https://saltmerepost.example/a"], extra=["https://a.example/c.txt"]),
        )
    ]


_MAKERS: dict[str, Callable[[], list[Sample]]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "pdf": _pdf,
    "image": _image,
    "scan": _scan,
    "docx": _docx,
    "odt": _odt,
    "rtf": lambda: [("a.rtf", rtf().encode("latin-1"))],
    "workbook": _workbook,
    "xls": _xls,
    "csv": _csv,
    "eml": _eml,
    "msg": _msg,
    "mhtml": _mhtml,
    "zip": _zip,
    "tar": _tar,
    "warc": _warc,
    "wacz": _wacz,
}
