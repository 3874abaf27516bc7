"""Pages under protection: their stretches hold, and no picture shows whom the text does not name."""

import base64
import io
import re

import paper_trail
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from firsthand.model import Area, Document, Findings, Passage, Person, ReadWord, Sheet
from firsthand.publish.pictures import page_pictures
from firsthand.publish.protection import find_leaks, hidden_names, protect, protect_and_tell
from firsthand.publish.report import render_report

NAME = "Oda Fenwick"
_WORDS = ("the", "gate", "was", "shut", NAME, "Fenwick", "by", "night.", "\n\n", "Oda")


def _case(parts: list[list[str]], label: str | None = None) -> Findings:
    """A case of one document, a page for each list of words, every word with its place on a scan."""
    text, sheets = "", []
    for number, words in enumerate(parts, start=1):
        start, read = len(text), []
        for word in words:
            read.append(ReadWord(len(text), len(text) + len(word), Area(number, 0, 0, 9, 9), 0.5))
            text += word + " "
        sheets.append(Sheet(number, start, len(text), 9, 9, label, 0.5, tuple(read)))
    mentions = tuple(Passage("d", m.start(), m.end()) for m in re.finditer(NAME, text))
    document = Document("d", "scan.tif", text, language="en", format="image", sheets=tuple(sheets))
    return Findings((document,), people=(Person("p", NAME, ("Fenwick", "Oda"), mentions),))


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(_WORDS), max_size=12), min_size=1, max_size=5))
def test_pages_and_their_words_still_hold_what_they_held(parts: list[list[str]]) -> None:
    before = _case(parts).documents[0]
    [after] = protect(_case(parts), {}).documents
    assert "Fenwick" not in after.text and not re.search(r"\bOda\b", after.text)
    assert [s.number for s in after.sheets] == [s.number for s in before.sheets]
    assert after.sheets[0].start == 0 and after.sheets[-1].end == len(after.text)
    for one, other in zip(after.sheets, after.sheets[1:], strict=False):
        assert one.start <= one.end <= other.start <= other.end
    for old, new in zip(before.sheets, after.sheets, strict=True):
        # What is left of the words read from the picture is what was read there.
        kept = [w for w in old.words if "Oda" not in before.text[w.start : w.end]]
        kept = [w for w in kept if "Fenwick" not in before.text[w.start : w.end]]
        assert [after.text[w.start : w.end] for w in new.words] == [
            before.text[w.start : w.end] for w in kept
        ]
        assert all(new.start <= w.start <= w.end <= new.end for w in new.words)


def test_a_page_that_bears_a_name_bears_it_no_more() -> None:
    [after] = protect(_case([["It", "was", NAME]], label=f"File of {NAME}"), {}).documents
    assert after.sheets[0].label == "File of Person A"


def test_no_byte_of_the_protected_report_holds_the_name_that_a_page_shows() -> None:
    case = paper_trail.paper_trail()
    protected, hidden = protect_and_tell(case, {})
    pictures = page_pictures(case, paper_trail.data, hidden=hidden)
    html = render_report(protected, protected=True, pictures=pictures)
    assert "oda" not in re.findall(r"[a-z]+", html.lower()) and "fenwick" not in html.lower()
    assert find_leaks({"report.html": html.encode()}, hidden_names(case)) == ()
    assert "Person A fell ill" in html
    # The picture of the page that names her is not there, and nothing is in the others but their dots.
    owners = page_pictures(case, paper_trail.data, hidden=None)
    page_two = next(one for one in owners.shown if any("s-3" in mark for mark in one.marks))
    assert page_two.number == 2 and page_two.address not in html
    shown = re.findall(r"data:image/webp;base64,([A-Za-z0-9+/=]+)", html)
    assert len(shown) == 2
    for one in shown:
        with Image.open(io.BytesIO(base64.b64decode(one))) as picture:
            picture.load()
            assert not picture.getexif() and not set(picture.info) & {"exif", "xmp", "icc_profile"}


def test_the_owners_report_shows_it() -> None:
    case = paper_trail.paper_trail()
    html = render_report(case, pictures=page_pictures(case, paper_trail.data, hidden=None))
    assert NAME in html and len(re.findall(r"data:image/webp", html)) == 4
