"""Scans: how many letters are read wrong, by language and by how bad the picture is?

    .venv/bin/python benchmarks/ocr.py [--texts N] [--languages eng,deu] [--ways noise,faint] [--words]

News texts of ../shared (and own ones, for French) are set as a page each, in a font with serifs, and made
into pictures here: nothing of them is kept. Each is read as firsthand reads a file, with no word of its
language; the peers are tesseract as it runs without an option (`-l eng`) and with all models at once.

The figure is the character error rate: edits to the right text for each of its characters, white space
taken as one space (as none in Chinese). Halves: every other text was looked at while the reading was
tuned, the others last (`--half`).
"""

import argparse
import functools
import io
import json
import os
import random
import re
import shlex
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path

import numpy as np
import opencc
import typst
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from firsthand.model import Document
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.file import read_bytes
from shared import SHARED, digest, keep, need

HERE = Path(__file__).resolve().parent
CHARACTERS = 700  # of a page; half as many in Chinese
ALL = "eng+deu+fra+spa+ita+chi_sim+chi_tra"
_PAGE = """
#set page(width: 148mm, height: auto, margin: 1.2cm)
#set text(lang: "LANG", region: REGION, font: ("Libertinus Serif", "Noto Sans CJK JP"), size: 10pt)
#set par(justify: true)
#for one in json(bytes(sys.inputs.paragraphs)) { par(one) }
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be set: the model that should read it, its language and region, its paragraphs."""

    model: str
    language: str
    region: str | None
    paragraphs: tuple[str, ...]


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=3, help="of each language")
    parser.add_argument("--languages", default=",".join(SOURCES))
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--half", choices=("tune", "kept"), default="kept")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--words", action="store_true", help="how sure wrong and right words are")
    parser.add_argument("--list", action="store_true", help="print each reading's error")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    languages, ways = options.languages.split(","), options.ways.split(",")
    errors: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    sureness: list[tuple[float, bool]] = []
    paths: set[Path] = set()
    for model in languages:
        for number, (path, text) in enumerate(_texts(model, options)):
            paths.add(path)
            page = _set(text, 300)
            for way in ways:
                picture, dpi = WAYS[way](page, random.Random(number))
                gold = "\n".join(text.paragraphs)
                document = _read(picture, dpi)
                read = {"firsthand": document.text if document else ""}
                if not options.no_peers:
                    read |= {"eng": _tesseract(picture, dpi, "eng"), "all": _tesseract(picture, dpi, ALL)}
                for who, got in read.items():
                    pair = _edits(gold, got, chinese=text.language == "zh")
                    errors[model, way, who].append(pair)
                    if options.list:
                        notes = document.notes if document and who == "firsthand" else ()
                        print(
                            f"--- {model} {number} {way} {who}: {pair[0] / pair[1]:.4f} {notes}", flush=True
                        )
                if document:
                    sureness += _sureness(gold, document, chinese=text.language == "zh")
    readers = ["firsthand"] if options.no_peers else ["firsthand", "eng", "all"]
    table = _table(errors, languages, ways, readers)
    if options.words:
        table += "\n\n" + _sureness_table(sureness)
    print(table)
    if options.keep:
        command = f"python benchmarks/ocr.py {shlex.join(sys.argv[1:])}"
        keep("Scans: characters read wrong", command, digest(paths), table)


def _table(
    errors: dict[tuple[str, str, str], list[tuple[int, int]]],
    languages: list[str],
    ways: list[str],
    readers: list[str],
) -> str:
    lines = [f"| language | reader | {' | '.join(ways)} |", f"| --- | --- |{' --- |' * len(ways)}"]
    for language in [*languages, "all"]:
        for who in readers:
            cells = []
            for way in ways:
                pairs = [
                    pair
                    for (model, how, reader), found in errors.items()
                    for pair in found
                    if reader == who and how == way and language in (model, "all")
                ]
                wrong, of = (sum(column) for column in zip(*pairs, strict=True))
                cells.append(f"{100 * wrong / of:.2f} %")
            lines.append(f"| {language} | {who} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _texts(model: str, options: argparse.Namespace) -> Iterator[tuple[Path, Text]]:
    language, region, paths, paragraphs = SOURCES[model]
    found = [path for path in paths() if sum(map(len, paragraphs(path))) > CHARACTERS]
    for path in found[int(options.half == "kept") :: 2][: options.texts]:
        kept: list[str] = []
        for paragraph in paragraphs(path):
            if kept and sum(map(len, kept)) + len(paragraph) > CHARACTERS:
                break
            kept.append(paragraph[:CHARACTERS])
        yield path, Text(model, language, region, tuple(kept))


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def _german(path: Path) -> list[str]:
    text: str = json.loads(path.read_text(encoding="utf-8"))["originalText"]
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _chinese(path: Path) -> list[str]:
    root = ElementTree.parse(path).getroot()
    found = [
        "".join("".join(one.itertext()).split()) for one in (*root.iter("Title"), *root.iter("Paragraph"))
    ]
    return [unicodedata.normalize("NFKC", one).translate(_WIDE) for one in found if one]


def _traditional(path: Path) -> list[str]:
    return [_to_traditional().convert(one) for one in _chinese(path)]


@functools.cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _under(folder: str, pattern: str, *, root: Path = SHARED / "data") -> Callable[[], list[Path]]:
    return lambda: sorted(need(root / folder).rglob(pattern))


_POLNEAR, _WIKINEWS, _CEC = (
    "attribution/polnear/dev/text",
    "attribution/wikinews_de/dev",
    "attribution/cec_zh",
)
_Source = tuple[str, str | None, Callable[[], list[Path]], Callable[[Path], list[str]]]
SOURCES: dict[str, _Source] = {
    "eng": ("en", None, _under(_POLNEAR, "*.txt"), _lines),
    "deu": ("de", None, _under(_WIKINEWS, "*.json"), _german),
    "fra": ("fr", None, _under("gold/french", "*.txt", root=HERE), _lines),
    "spa": ("es", None, _under("translations/es", "*.txt"), _lines),
    "ita": ("it", None, _under("translations/it", "*.txt"), _lines),
    "chi_sim": ("zh", "CN", _under(_CEC, "*.xml"), _chinese),
    "chi_tra": ("zh", "TW", _under(_CEC, "*.xml"), _traditional),
}


def _set(text: Text, dpi: int) -> Image.Image:
    """Set a text as one grey page."""
    source = _PAGE.replace("LANG", text.language).replace(
        "REGION", f'"{text.region}"' if text.region else "none"
    )
    made = typst.compile(
        source.encode(),
        format="png",
        ppi=float(dpi),
        sys_inputs={"paragraphs": json.dumps(text.paragraphs)},
        font_paths=typst.Fonts(
            include_system_fonts=False, font_paths=[str(resources.files("noto_cjk_sans_jp_regular"))]
        ),
    )
    first = made[0] if isinstance(made, list) else made
    assert isinstance(first, bytes)
    return Image.open(io.BytesIO(first)).convert("L")


def _clean(page: Image.Image, dice: random.Random) -> tuple[Image.Image, int]:
    return page, 300


def _coarse(page: Image.Image, dice: random.Random, dpi: int) -> tuple[Image.Image, int]:
    size = (page.width * dpi // 300, page.height * dpi // 300)
    return page.resize(size, Image.Resampling.BOX), dpi


def _noisy(page: Image.Image, dice: random.Random) -> tuple[Image.Image, int]:
    """Add the grain of a bad scan: blur, grain everywhere, specks."""
    noise = np.random.default_rng(dice.randrange(1 << 30))
    dots = np.asarray(page.filter(ImageFilter.GaussianBlur(1.2)), dtype=np.float64)
    dots = 60 + dots * 0.7 + noise.normal(0, 28, dots.shape)
    specks = noise.random(dots.shape)
    dots[specks < 0.004] = 20
    dots[specks > 0.996] = 255
    return Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8)), 300


def _shaded(page: Image.Image, dice: random.Random) -> tuple[Image.Image, int]:
    """Let a shadow fall over the page, as on a photo."""
    dots = np.asarray(page, dtype=np.float64)
    across = np.linspace(1.0, 0.35, page.width)[None, :]
    down = np.linspace(0.9, 0.6, page.height)[:, None]
    return Image.fromarray((dots * across * down + 10).astype(np.uint8)), 300


def _skewed(page: Image.Image, dice: random.Random, degrees: float) -> tuple[Image.Image, int]:
    turned = page.rotate(dice.choice((-1, 1)) * degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return turned, 300


def _pressed(page: Image.Image, dice: random.Random) -> tuple[Image.Image, int]:
    coarse, dpi = _coarse(page, dice, 150)
    made = io.BytesIO()
    coarse.save(made, "JPEG", quality=30)
    return Image.open(made).convert("L"), dpi


def _faint(page: Image.Image, dice: random.Random) -> tuple[Image.Image, int]:
    return page.point(lambda dot: 190 + dot * 50 // 255), 300


WAYS: dict[str, Callable[[Image.Image, random.Random], tuple[Image.Image, int]]] = {
    "300 dpi": _clean,
    "200 dpi": functools.partial(_coarse, dpi=200),
    "100 dpi": functools.partial(_coarse, dpi=100),
    "noise": _noisy,
    "shade": _shaded,
    "faint": _faint,
    "skew 1": functools.partial(_skewed, degrees=1.0),
    "skew 3": functools.partial(_skewed, degrees=3.0),
    "150 dpi JPEG 30": _pressed,
    "upside down": lambda page, dice: (page.rotate(180), 300),
}


def _png(picture: Image.Image, dpi: int) -> bytes:
    made = io.BytesIO()
    picture.save(made, "PNG", dpi=(dpi, dpi))
    return made.getvalue()


def _read(picture: Image.Image, dpi: int) -> Document | None:
    try:
        return read_bytes(_png(picture, dpi), name="page.png")
    except UnreadableDocumentError:
        return None


def _tesseract(picture: Image.Image, dpi: int, models: str) -> str:
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", models],
        input=_png(picture, dpi),
        capture_output=True,
        timeout=300,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode("utf-8", "replace")


def _plainly(text: str, *, chinese: bool) -> str:
    """Leave out what is a matter of setting: white space, divided words, the form of a mark."""
    text = re.sub(r"(?<=[^\W\d_])[-‐]\n(?=[^\W\d_])", "", text)
    text = "".join(text.split()) if chinese else " ".join(text.split())
    return text.translate(_STRAIGHT).translate(_WIDE if chinese else {})


_WIDE = str.maketrans({",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"})
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "―": "—"})


def _edits(gold: str, got: str, *, chinese: bool) -> tuple[int, int]:
    right, read = _plainly(gold, chinese=chinese), _plainly(got, chinese=chinese)
    return Levenshtein.distance(right, read), len(right)


def _sureness(gold: str, document: Document, *, chinese: bool) -> Iterator[tuple[float, bool]]:
    """Yield for each word how sure it was, and whether all its characters are right."""
    words = [word for sheet in document.sheets for word in sheet.words]
    right, wrong_at = _plainly(gold, chinese=chinese), set()
    read = "".join(document.text[word.start : word.end] for word in words).translate(_STRAIGHT)
    for edit in Levenshtein.editops("".join(right.split()), read):
        if edit.tag != "delete":
            wrong_at.add(edit.dest_pos)
    at = 0
    for word in words:
        length = word.end - word.start
        yield word.confidence, wrong_at.isdisjoint(range(at, at + length))
        at += length


def _sureness_table(sureness: list[tuple[float, bool]]) -> str:
    lines = ["| a word's confidence | words | wrong |", "| --- | --- | --- |"]
    for low, high in pairwise((0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)):
        held = [right for confidence, right in sureness if low <= confidence < high]
        if held:
            share = 100 * (1 - sum(held) / len(held))
            lines.append(f"| {low:.2f} to {min(high, 1):.2f} | {len(held)} | {share:.1f} % |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
