"""What is said of a PDF that was not read as it stands: cut, broken, seen by OCR."""

from collections.abc import Iterator, Sequence

from firsthand.read.limits import Limits
from firsthand.read.paged.ocr.notes import notes_of as scan_notes
from firsthand.read.paged.pdf.gathering import Gathered


def notes_of(gathered: Gathered, total: int, limits: Limits) -> Iterator[str]:
    """Yield what a reader must know of how a PDF was read."""
    read_pages = gathered.leaves[-1].number if gathered.leaves else 0
    part = f"only {_named(range(1, read_pages + 1))} of {total:,} {_was(read_pages)} read"
    if gathered.cut:
        what = f"the text is cut at {limits.characters:,} characters"
        yield (f"{part}: {what}. To read on, raise the limit (--limit characters=NUMBER) or split the PDF")
    elif read_pages < total:
        yield (f"{part}. To read on, raise the limit (--limit pages={total}) or split the PDF")
    if broken := [leaf.number for leaf in gathered.leaves if leaf.broken]:
        yield f"{_named(broken)} could not be read: broken in the file"
    pictures = [leaf.number for leaf in gathered.leaves if leaf.unread and not leaf.garbled]
    if pictures:
        yield f"{_named(pictures)} {_are(pictures)} of text: install tesseract-ocr to read them"
    if garbled := [leaf.number for leaf in gathered.leaves if leaf.unread and leaf.garbled]:
        yield (
            f"{_named(garbled)} could not be read: the file does not say what its letters mean. Install "
            "tesseract-ocr to read them from what they look like"
        )
    seen = sorted(gathered.scans)
    yield from scan_notes([(number, gathered.scans[number]) for number in seen], where=_named(seen))


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _are(numbers: Sequence[int]) -> str:
    return "is a picture" if len(numbers) == 1 else "are pictures"


def _named(numbers: Sequence[int]) -> str:
    """Return how pages are named in a sentence: "page 3", "pages 3 to 9, 12"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = ", ".join(f"{run[0]:,} to {run[-1]:,}" if len(run) > 1 else f"{run[0]:,}" for run in runs)
    return f"{'page' if len(numbers) == 1 else 'pages'} {told}"


def why_empty(gathered: Gathered) -> str:
    """Say why nothing was read, and what to do."""
    if any(leaf.unread for leaf in gathered.leaves):
        return (
            "its pages are pictures of text, and no program to read them is installed. Install tesseract-ocr "
            "(with the languages you need), or save the PDF with a text layer."
        )
    if gathered.scans:
        untold = [note for scan in gathered.scans.values() for note in scan.notes if "left unread" in note]
        if untold:
            return f"{untold[0]}. Nothing else was found in it."
        return (
            "its pages are pictures, and no text was found on them; scan it again, sharper, or leave it out."
        )
    if any(leaf.broken for leaf in gathered.leaves):
        return "none of its pages can be read, the file is broken. Get it again from where it came from."
    return "there is no text on its pages; save it again or leave it out."
