"""The same record from every format: the seeds as PDF, Word, e-mail, scan … against the seeds as text.

    .venv/bin/python benchmarks/formats.py [--keep] [--only FORMAT,FORMAT] [--differences FORMAT]

The five seeds are written in each format when this runs, read, and built as a case of their own. What the
case exports is led back to the texts (read text and original aligned character by character), so that the
gold's own scorer (../shared/gold/score.py) scores it: a gold statement is found at IoU >= .4, `origin` is
right among the found. The bar: recall and origin within .02 of the text's, a scan's within .05.
"""

import argparse
import html
import json
import tempfile
import zipfile
from collections.abc import Callable
from difflib import SequenceMatcher
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from rapidfuzz.distance import Levenshtein

from firsthand.building import build
from firsthand.publish import export_json
from firsthand.read import read_file
from shared import SHARED, digest, keep, need
from stories import _score, _scorer

SEEDS, GOLD = SHARED / "seeds", SHARED / "gold" / "seeds.json"
BAR, SCAN_BAR = 0.02, 0.05
SCAN_DPI = 200
NOISE = 12  # of 255: the grain that a scanner leaves on white paper
COLUMNS = ("exported", "recall", "origin", "via", "pairs_f1", "conflicts", "quote_drift", "origins")


def as_html(text: str) -> bytes:
    """Write a text as a bare web page, a paragraph a line."""
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in _lines(text))
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def as_docx(text: str) -> bytes:
    """Write a text as a Word document."""
    from docx import Document

    document = Document()
    for line in _lines(text):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_odt(text: str) -> bytes:
    """Write a text as an OpenDocument text."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text")
    )
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in _lines(text))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return out.getvalue()


def as_rtf(text: str) -> bytes:
    """Write a text as RTF, what is beyond ASCII as Unicode escapes."""

    def spelled(character: str) -> str:
        if character in "\\{}":
            return "\\" + character
        if character < "\x80":
            return character
        units = character.encode("utf-16-le")
        numbers = [
            int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)
        ]
        return "".join(f"\\u{number}?" for number in numbers)

    body = "\n".join("".join(map(spelled, line)) + "\\par" for line in _lines(text))
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Times;}}}}\n{body}\n}}".encode("ascii")


def as_eml(text: str) -> bytes:
    """Write a text as a letter that somebody sent on."""
    letter = EmailMessage()
    letter["From"] = "Clippings <clippings@example.org>"
    letter["To"] = "Desk <desk@example.org>"
    letter["Subject"] = "For the file"
    letter["Date"] = "Fri, 06 Jan 2023 09:30:00 +0000"
    letter["Message-ID"] = "<1@example.org>"
    letter.set_content(text)
    return letter.as_bytes()


def as_pdf(text: str) -> bytes:
    """Set a text on pages with numbers."""
    import typst

    paragraphs = ",".join(json.dumps(line, ensure_ascii=False) for line in _lines(text))
    source = (
        '#set page(paper: "a4", numbering: "1")\n#set text(size: 11pt, lang: "en")\n'
        f"#for line in ({paragraphs},) [#par(line)]\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.typ"
        path.write_text(source)
        made = typst.compile(str(path))
    assert isinstance(made, bytes)
    return made


def as_scan(text: str) -> bytes:
    """Print a text and scan it: pages that are pictures, with a scanner's grain."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    grain = np.random.default_rng(6)
    pages = []
    document = pypdfium2.PdfDocument(as_pdf(text))
    for page in document:
        picture = np.asarray(page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil()).astype(float)
        noisy = np.clip(picture + grain.normal(0, NOISE, picture.shape), 0, 255)
        pages.append(Image.fromarray(noisy.astype("uint8"), "L"))
    document.close()
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=SCAN_DPI)
    return out.getvalue()


FORMATS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": (".txt", lambda text: text.encode()),
    "html": (".html", as_html),
    "docx": (".docx", as_docx),
    "odt": (".odt", as_odt),
    "rtf": (".rtf", as_rtf),
    "eml": (".eml", as_eml),
    "pdf": (".pdf", as_pdf),
    "scan": (".pdf", as_scan),
}


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def led_back(read: str, original: str) -> Callable[[int], int]:
    """Return the function that leads an offset in a read text back to the original."""
    place = [0] * (len(read) + 1)
    for step in Levenshtein.opcodes(read, original):
        length, other = step.src_end - step.src_start, step.dest_end - step.dest_start
        for k in range(length):
            place[step.src_start + k] = step.dest_start + min(k, other)
    place[len(read)] = len(original)
    return place.__getitem__


def scored(name: str, texts: dict[str, str], scorer: Any) -> dict[str, Any]:
    """Build the seeds in one format and score what comes out."""
    suffix, written = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        for seed, text in texts.items():
            (Path(folder) / seed).with_suffix(suffix).write_bytes(written(text))
        with build(Path(folder)) as case:
            exported: dict[str, Any] = json.loads(export_json(case.findings))
            for failure in case.findings.failures:
                print(f"{name}: {failure.message}")
    seeds = {Path(seed).stem: seed for seed in texts}
    back = {}
    for document in exported["documents"]:
        document["name"] = seeds[Path(document["name"]).stem]
        back[document["id"]] = led_back(document["text"], texts[document["name"]])
    for statement in exported["statements"]:
        lead = back[statement["document"]]
        statement["start"], statement["end"] = lead(statement["start"]), lead(statement["end"] - 1) + 1
    return _score(scorer, GOLD, exported, listing=False)


def differences(name: str, texts: dict[str, str]) -> None:
    """Print where the text read from a format, and what its blocks are, differ from the plain text's."""
    suffix, written = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        for seed, text in texts.items():
            plain, made = Path(folder) / seed, (Path(folder) / ("made " + seed)).with_suffix(suffix)
            plain.write_text(text)
            made.write_bytes(written(text))
            one, other = (
                [f"{b.kind}: {' '.join(d.text[b.start : b.end].split())}" for b in d.blocks]
                + [
                    f"title: {d.title}",
                    f"publisher: {d.publisher}",
                    f"{d.author}, {d.published}, {d.language}",
                ]
                for d in (read_file(plain), read_file(made))
            )
            for tag, a, b, c, e in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
                if tag != "equal":
                    print(f"{seed}\n  - {one[a:b]}\n  + {other[c:e]}")


def main() -> None:
    """Score every format and print the table."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--keep", action="store_true", help="append the table to RESULTS.md")
    parser.add_argument("--only", metavar="FORMATS", help="some formats, with commas between")
    parser.add_argument(
        "--differences", metavar="FORMAT", help="where the text read differs from the plain one"
    )
    options = parser.parse_args()
    paths = sorted(need(SEEDS).glob("*.txt"))
    # Read as text with its line ends as they are: the gold's offsets count them.
    texts = {path.name: path.read_bytes().decode() for path in paths}
    if options.differences:
        differences(options.differences, texts)
        return
    scorer = _scorer()
    wanted = options.only.split(",") if options.only else list(FORMATS)
    plain = scored("text", texts, scorer)
    lines = [
        f"| format | {' | '.join(COLUMNS)} | recall − text's | origin − text's | within |",
        "| --- " * (len(COLUMNS) + 4) + "|",
    ]
    for name in ["text", *(name for name in wanted if name != "text")]:
        found = plain if name == "text" else scored(name, texts, scorer)
        apart = [round(found[column] - plain[column], 3) for column in ("recall", "origin")]
        bar = SCAN_BAR if name == "scan" else BAR
        within = "yes" if all(-bar <= one for one in apart) else "no"
        cells = [found[column] for column in COLUMNS] + [f"{one:+.3f}" for one in apart] + [within]
        lines.append(f"| {name} | {' | '.join(map(str, cells))} |")
        print(lines[-1], flush=True)
    table = "\n".join(lines)
    print(table)
    if options.keep:
        command = "python benchmarks/formats.py --keep"
        keep("The seeds in every format", command, digest([*paths, GOLD]), table)


if __name__ == "__main__":
    main()
