"""Pictures of text, drawn for the tests, and what is told about them."""

import functools
import io
import os
from importlib import resources
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from firsthand.read.paged.ocr.tesseract import TesseractMissingError, models

FONT = Path(str(resources.files("noto_cjk_sans_jp_regular"))) / "NotoSansCJKjp-Regular.otf"
DPI = 200

ENGLISH = (
    "The dam above Orvale leaks, the chief engineer told the council on Tuesday.",
    "The operator denied that anybody was in danger below the northern gallery.",
)
TEXTS = {
    "eng": ENGLISH,
    "deu": (
        "Der Staudamm über Orvale ist undicht, sagte die leitende Ingenieurin am Dienstag.",
        "Die Betreiberin bestritt, dass jemand unterhalb der Galerie gefährdet sei.",
    ),
    "fra": (
        "Le barrage d'Orvale fuit, a déclaré mardi l'ingénieure en chef de la ville.",
        "L'exploitant a nié que quiconque fût en danger près de la galerie nord.",
    ),
    "spa": (
        "La presa de Orvale pierde agua, señaló el martes la ingeniera jefa de la ciudad.",
        "La compañía negó que alguien corriera peligro bajo la galería del norte.",
    ),
    "ita": (
        "La diga sopra Orvale perde acqua, ha detto martedì l'ingegnere capo della città.",
        "La società ha negato che qualcuno sia in pericolo, perché il livello è più basso.",
    ),
    "chi_sim": (
        "总工程师周二告诉议会，奥谷镇上游的水坝一直渗漏。",
        "电力公司否认有人处于危险之中，并表示将发布调查报告。",
    ),
    "chi_tra": (
        "總工程師週二告訴議會，奧谷鎮上游的水壩一直滲漏。",
        "電力公司否認有人處於危險之中，並表示將發布調查報告。",
    ),
}


def needs(*wanted):
    """Return the mark of a test that needs tesseract, and models for it."""
    try:
        missing = set(wanted or ("eng",)) - models()
    except TesseractMissingError:
        missing = {"tesseract itself"}
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(sorted(missing))}")


def standing_in(folder, monkeypatch, body):
    """Put a program called tesseract, with a model for English, first on the path; `body` is what it does."""
    program = folder / "tesseract"
    program.write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && printf "Langs:\\neng\\n" && exit\n{body}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@functools.cache
def _font(size):
    return ImageFont.truetype(str(FONT), size)


def drawn(paragraphs, *, size=30, width=1240, margin=60):
    """Draw paragraphs, black on white, lines broken at the margin; a size of 30 is 11 points at 200 dpi."""
    font = _font(size)
    lines = []
    for paragraph in paragraphs:
        spaced = " " in paragraph
        line = ""
        for word in paragraph.split() if spaced else paragraph:
            longer = f"{line} {word}" if spaced and line else line + word
            if line and font.getlength(longer) > width - 2 * margin:
                lines.append(line)
                longer = word
            line = longer
        lines += [line, None]
    height = 2 * margin + sum(size * 2 if line is None else size * 3 // 2 for line in lines)
    picture = Image.new("L", (width, height), 255)
    pen = ImageDraw.Draw(picture)
    top = margin
    for line in lines:
        if line is not None:
            pen.text((margin, top), line, font=font, fill=0)
        top += size * 2 if line is None else size * 3 // 2
    return picture


def saved(picture, kind="PNG", **options):
    """Return the bytes of a picture as a file."""
    made = io.BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()
