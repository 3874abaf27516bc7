"""An invented story told on paper: a report of three pages, a scan, a table, a memo, a zipped letter, a page.

The pumping station of Lake Tessen stands still. Nobody and nothing in it exists. `Oda Fenwick` is a private
person, named on page 2 of the report alone. The originals are made here, and read as any other.
"""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache

import docx
import openpyxl
import typst
from PIL import Image, ImageDraw, ImageFont

from firsthand.model import (
    Area,
    Block,
    Claim,
    Document,
    Findings,
    Passage,
    Person,
    ReadWord,
    Sheet,
    Source,
    Statement,
    Story,
)
from firsthand.read import Original, open_original
from firsthand.read.opening import Opened

STILL = "The pumping station of Lake Tessen has stood still since 4 May."
TOLD = "The water board was told of it in April."
ILL = "Oda Fenwick fell ill after she had drunk from the well."
WELLS = "Eleven wells were closed."
PRIVATE = "Oda Fenwick"
_FILLER = "The board met on Thursday and spoke of the weather, the roads and the price of seed."
REPORT = f"""
#set page(paper: "a5", numbering: "1", header: [Inspection of the waterworks])
#set text(size: 11pt, lang: "en", font: "Libertinus Serif")
= The station at Lake Tessen

{STILL} {_FILLER}

#table(columns: 2)[Well][Closed][North shore][5 May][South shore][6 May]
#pagebreak()
{ILL} {_FILLER}
#pagebreak()
{_FILLER}

{WELLS} {TOLD}
"""


@cache
def report_pdf() -> bytes:
    return typst.compile(REPORT.encode())


@cache
def scan() -> tuple[bytes, tuple[tuple[str, tuple[int, int, int, int]], ...]]:
    """Return a letter as a picture (PNG, 150 dots an inch), and its words with their boxes in dots."""
    picture = Image.new("L", (1240, 700), 244)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size=34)
    words, left, top = [], 100, 120
    for word in f"{STILL} {WELLS}".split():
        width = round(font.getlength(word))
        if left + width > 1100:
            left, top = 100, top + 64
        pen.text((left, top), word, font=font, fill=40)
        words.append((word, (left, top, left + width, top + 44)))
        left += width + 16
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue(), tuple(words)


@cache
def originals() -> dict[str, Original]:
    """Return the originals by their name."""
    table = openpyxl.Workbook()
    sheet = table.active
    sheet.title = "Incidents"
    for row in (("Day", "What was seen"), ("4 May", STILL), ("5 May", "Nothing of note was seen that day.")):
        sheet.append(row)
    sheet["A60"], sheet["B60"] = "6 May", WELLS
    book = io.BytesIO()
    table.save(book)
    memo = docx.Document()
    memo.add_heading("Memo of the station’s keeper", 1)
    memo.add_paragraph(f"{TOLD} {_FILLER}")
    paper = io.BytesIO()
    memo.save(paper)
    letter = EmailMessage()
    letter["From"], letter["To"] = "Waterworks <office@waterworks.example>", "board@tessen.example"
    letter["Subject"], letter["Date"] = "The wells", "Mon, 07 May 2031 10:00:00 +0000"
    letter.set_content(f"{WELLS} {STILL}\n")
    pile = io.BytesIO()
    with zipfile.ZipFile(pile, "w") as archive:
        archive.writestr("answer.eml", letter.as_bytes())
    web = (
        "<html lang='en'><head><title>Wells closed at Lake Tessen</title></head><body><article>"
        f"<h1>Wells closed at Lake Tessen</h1><p>{WELLS} {_FILLER}</p><p>{STILL}</p></article></body></html>"
    )
    found = (
        Original("report.pdf", report_pdf()),
        Original("scan.png", scan()[0]),
        Original("incidents.xlsx", book.getvalue()),
        Original("memo.docx", paper.getvalue()),
        Original("pile.zip", pile.getvalue()),
        Original(
            "page.html",
            web.encode(),
            url="https://tessen.example/wells",
            media="text/html",
            taken=datetime(2031, 5, 8, 9, 30, tzinfo=UTC),
        ),
    )
    return {original.name: original for original in found}


@cache
def documents() -> dict[str, Document]:
    """Return the documents read from them, by name; the scan as Tesseract might have read it."""
    read: dict[str, Document] = {}
    for original in originals().values():
        if original.name == "scan.png":
            read["scan.png"] = _scanned(original)
            continue
        for one in open_original(original):
            assert isinstance(one, Opened), one
            if one.document is not None:
                read[one.document.name] = one.document
    return read


def _scanned(original: Original) -> Document:
    words, at, text = [], 0, ""
    for number, (word, box) in enumerate(scan()[1]):
        area = Area(1, *(edge * 72 / 150 for edge in box))
        words.append(ReadWord(at, at + len(word), area, 0.31 if number in (1, 5) else 0.93))
        text += word + " "
        at = len(text)
    sheet = Sheet(1, 0, len(text), 1240 * 0.48, 700 * 0.48, confidence=0.87, words=tuple(words))
    return Document(
        original.digest, original.name, text, (Block(0, len(text.rstrip()), "paragraph"),), language="en",
        format="image", sheets=(sheet,),
    )  # fmt: skip


def data(document: str) -> bytes | None:
    """Return the bytes of an original by its digest, as a case would."""
    letter = next(d for d in documents().values() if d.format == "eml")
    if document == letter.id:
        with zipfile.ZipFile(io.BytesIO(originals()["pile.zip"].data)) as archive:
            return archive.read("answer.eml")
    return next((one.data for one in originals().values() if one.digest == document), None)


@cache
def paper_trail() -> Findings:
    """Return the case: three claims that several documents tell, and one that names a private person."""
    read = documents()
    source = Source("src-board", "the water board", "organisation")
    statements: list[Statement] = []
    said: dict[str, list[str]] = {STILL: [], WELLS: [], TOLD: [], ILL: []}
    for document in read.values():
        for sentence in said:
            flat = " ".join(document.text.split())
            if sentence not in flat:
                continue
            start, end = _found(document.text, sentence)
            number = len(statements)
            statements.append(
                Statement(f"s-{number}", document.id, start, end, document.text[start:end], number)
            )
            said[sentence].append(f"s-{number}")
    claims = tuple(
        Claim(f"c-{number}", sentence, tuple(ids), ("src-board",), documents=len(ids))
        for number, (sentence, ids) in enumerate(said.items())
    )
    report = read["report.pdf"]
    at = report.text.index(PRIVATE)
    person = Person("p-fenwick", PRIVATE, ("Fenwick",), (Passage(report.id, at, at + len(PRIVATE)),))
    ids = tuple(document.id for document in read.values())
    return Findings(
        documents=tuple(replace(d, publisher=d.publisher or "Lake Courier") for d in read.values()),
        sources=(source,),
        statements=tuple(sorted(statements, key=lambda s: (s.document, s.start))),
        claims=claims,
        stories=(Story("story-1", "Lake Tessen", ids),),
        people=(person,),
    )


def _found(text: str, sentence: str) -> tuple[int, int]:
    """Return where a sentence stands, however its lines are broken."""
    words = sentence.split()
    start = -1
    while (start := text.find(words[0], start + 1)) >= 0:
        end = start
        for word in words:
            while end < len(text) and text[end].isspace():
                end += 1
            if not text.startswith(word, end):
                break
            end += len(word)
        else:
            return start, end
    raise LookupError(sentence)
