"""What a reader of a scan is told: in which languages it was read, and how far its words can be trusted."""

from collections.abc import Sequence

from firsthand.read.paged.ocr.languages import listed
from firsthand.read.paged.scan import Scanned

# A word below this is doubtful: of 90 such 36 % were wrong, of 107 with .6 to .8 8 %, of those above 0.3 %
# (14 pages in seven languages, benchmarks/ocr.py). A page with this share of them has a note: pages with 3 %
# of their characters wrong or more had one, those with 1.5 % or less had none; but few pages were looked at.
_DOUBTFUL = 0.6
_SHARE = 0.05
_PAGES_NAMED = 5


def notes_of(scans: Sequence[tuple[int, Scanned]], *, where: str | None = None) -> tuple[str, ...]:
    """Return the notes of a document on its scanned pages, each given with its number.

    `where` names those pages in a document that has others too: "pages 3 to 9".
    """
    read = [(number, scan) for number, scan in scans if scan.words]
    notes: list[str] = []
    if read:
        used = tuple(dict.fromkeys(model for _, scan in read for model in scan.languages))
        how = (
            f"{where} read by OCR from what they look like" if where else f"read from {_pictures(len(read))}"
        )
        notes.append(f"{how}, in {listed(used)}" if where else f"{how} in {listed(used)}")
        notes += _doubts(read)
    notes += (note for _, scan in scans for note in scan.notes)
    return tuple(dict.fromkeys(notes))


def doubtful_share(scan: Scanned) -> float:
    """Return the share of a page's words that are doubtful, 0 to 1."""
    return sum(word.confidence < _DOUBTFUL for word in scan.words) / len(scan.words) if scan.words else 0.0


def _doubts(read: Sequence[tuple[int, Scanned]]) -> list[str]:
    words = sum(len(scan.words) for _, scan in read)
    doubtful = sum(doubtful_share(scan) * len(scan.words) for _, scan in read)
    worst = sorted(read, key=lambda one: -doubtful_share(one[1]))
    bad = sorted(number for number, scan in worst[:_PAGES_NAMED] if doubtful_share(scan) >= _SHARE)
    if not bad:
        return []
    share = doubtful / words
    often = f"about 1 in {max(2, round(1 / share))}"
    if len(read) == 1:
        return [f"doubtful words: {often}; check every quotation against the picture"]
    pages = ", ".join(map(str, bad))
    return [f"doubtful words: {often}, most on page {pages}; check every quotation against the pictures"]


def _pictures(count: int) -> str:
    return "a picture" if count == 1 else f"{count} pictures"
