"""Reading speed and memory: firsthand's PDF reader against the bare PDF library on the same files.

    .venv/bin/python benchmarks/reading.py [--keep] [--pages N] [--long N] [--rounds N]

The files are made here: a report in one column, one in two columns with notes and hyphenation, one with
tables. Bare is pypdfium2's `get_text_range` on every page: the letters in the order drawn. firsthand's is the
whole reader: columns, paragraphs, tables, running heads, what each stretch does. Both read each file in turn,
in one process; the time is the processor's, the median of the rounds. Bar: pages a second reach 0.7 of the
bare library's. The ratio is the figure; pages a second say more of the machine.

Memory: peak of a fresh process that reads a file of 200 pages, and one of --long pages, by either. Bar: flat.
What the text itself takes is told beside it: it is as long as the file is.
"""

import argparse
import hashlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import typst

from firsthand.read import Limits
from firsthand.read.paged.pdf import read
from shared import keep

_WORDS = (
    "the harbour authority inspectors reported that several warehouses were closed after an investigation by "
    "the regional prosecutor and the council of the islands according to a spokesperson who said on Thursday "
    "evidence of unregistered counterfeiting departments had been found in neighbouring municipalities while "
    "representatives of the association denied that any irregularities in the accounting were ever uncovered"
).split()
_SHORT, _MANY = 200, 10**9
_PEAK = """
import sys
data = open(sys.argv[1], "rb").read()
if sys.argv[2] == "bare":
    import pypdfium2
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
else:
    from firsthand.read import Limits
    from firsthand.read.paged.pdf import read
    read(data, name="made", limits=Limits(characters=10**9, pages=10**6))
peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))
print(int(peak.split()[1]) * 1024)
"""


def main() -> None:
    """Time both, print and keep the medians; measure the memory."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--pages", type=int, default=60, help="pages of each file that is timed, about")
    parser.add_argument("--long", type=int, default=2000, help="pages of the long file")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = {name: _made(source, options.pages) for name, source in _SOURCES.items()}
    lines = [
        "| file | pages | letters a page | bare, pages a second | firsthand, pages a second | ratio |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    spent = [0.0, 0.0]
    for name, data in files.items():
        pages, letters = _size(data)
        bare, full = _timed(data, options.rounds)
        spent[0], spent[1] = spent[0] + bare, spent[1] + full
        lines.append(
            f"| {name} | {pages} | {letters // pages:,} | {pages / bare:,.0f} | {pages / full:,.0f} "
            f"| **{bare / full:.2f}** |"
        )
    lines.append(f"| all | | | | | **{spent[0] / spent[1]:.2f}** |")
    lines += ["", "| peak memory | bare | firsthand | text and blocks |", "| --- | --- | --- | --- |"]
    for pages in (_SHORT, options.long):
        lines.append(_memory(_made(_plain_report, pages), pages))
    table = "\n".join(lines)
    print(table)
    if options.keep:
        digest = hashlib.sha256(b"".join(files.values())).hexdigest()[:12]
        command = f"python benchmarks/reading.py {' '.join(sys.argv[1:])}"
        keep("Reading PDFs: speed and memory", command, digest, table)


def _timed(data: bytes, rounds: int) -> tuple[float, float]:
    """Return the median seconds that the bare library and firsthand take for one file."""
    bare: list[float] = []
    full: list[float] = []
    limits = Limits(characters=_MANY, pages=_MANY)
    read(data, name="made", limits=limits)  # words and models are loaded once, not for each file
    for _ in range(rounds):
        began = time.process_time()
        _bare(data)
        between = time.process_time()
        read(data, name="made", limits=limits)
        bare.append(between - began)
        full.append(time.process_time() - between)
    return statistics.median(bare), statistics.median(full)


def _bare(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    letters = 0
    for page in document:
        text = page.get_textpage()
        letters += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return letters


def _size(data: bytes) -> tuple[int, int]:
    document = pypdfium2.PdfDocument(data)
    pages = len(document)
    document.close()
    return pages, _bare(data)


def _memory(data: bytes, pages: int) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "made.pdf"
        path.write_bytes(data)
        peaks = [
            int(subprocess.check_output([sys.executable, "-c", _PEAK, str(path), how]))
            for how in ("bare", "firsthand")
        ]
    page = read(data, name="made", limits=Limits(characters=_MANY, pages=_MANY))
    held = sys.getsizeof(page.text) + sum(sys.getsizeof(block) + 64 for block in page.blocks)
    return (
        f"| {len(page.sheets):,} pages ({len(data) / 1e6:.0f} MB) | {peaks[0] / 1e6:.0f} MB "
        f"| {peaks[1] / 1e6:.0f} MB | {held / 1e6:.0f} MB |"
    )


def _made(source: Callable[[random.Random, int], str], pages: int) -> bytes:
    """Return a PDF of about so many pages."""
    return typst.compile(source(random.Random(7), pages).encode())


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(8, 26))).capitalize() + "."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(3, 6)))


def _plain_report(chance: random.Random, pages: int) -> str:
    head = '#set page(paper: "a4", numbering: "1", header: [Annual report of the harbour])\n'
    head += "#set text(size: 11pt)\n#set par(justify: true)\n= Annual report\n\n"
    parts = [("== Findings\n\n" if at % 9 == 8 else "") + _paragraph(chance) for at in range(7 * pages)]
    return head + "\n\n".join(parts)


def _two_columns(chance: random.Random, pages: int) -> str:
    head = '#set page(paper: "a4", columns: 2, numbering: "1")\n#set text(size: 9pt, lang: "en")\n'
    head += "#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)\n= Report of the inspectors\n\n"
    parts = [
        _paragraph(chance) + (f"#footnote[Register, volume {at}.]" if at % 8 == 5 else "")
        for at in range(13 * pages)
    ]
    return head + "\n\n".join(parts)


def _tables(chance: random.Random, pages: int) -> str:
    head = '#set page(paper: "a4", numbering: "1")\n#set text(size: 10pt)\n'
    parts = []
    for _ in range(pages):
        cells = "".join(
            f"[{chance.choice(_WORDS)} {chance.choice(_WORDS)}], [{chance.randint(1, 9999)}], "
            f"[{chance.randint(1, 28)}/{chance.randint(1, 12)}/2022], [{chance.choice(_WORDS)}],\n"
            for _ in range(14)
        )
        parts.append(
            f"{_paragraph(chance)}\n\n#table(columns: (2fr, 1fr, 1fr, 1fr),\n{cells})\n\n{_paragraph(chance)}"
        )
        parts.append(_paragraph(chance))
    return head + "\n\n".join(parts)


_SOURCES = {"one column": _plain_report, "two columns, notes": _two_columns, "tables": _tables}

if __name__ == "__main__":
    main()
