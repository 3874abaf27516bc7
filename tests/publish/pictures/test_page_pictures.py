"""Pages are shown as they look, the statements where they stand; in what leaves the house only some."""

import io
from dataclasses import replace
from functools import cache

import paper_trail
import pypdfium2
import pytest
import typst
from PIL import Image

from firsthand.model import Claim, Document, Findings, Passage, Person, Statement
from firsthand.publish.pictures import Pictures, page_pictures
from firsthand.publish.protection import protect_and_tell
from firsthand.read import read_bytes

TRAIL = paper_trail.paper_trail()
_NAMES = {document.id: document.name for document in TRAIL.documents}


@cache
def owners() -> Pictures:
    return page_pictures(TRAIL, paper_trail.data, hidden=None)


@cache
def leaving() -> Pictures:
    return page_pictures(TRAIL, paper_trail.data, hidden=protect_and_tell(TRAIL, {})[1])


def _pages(pictures: Pictures) -> list[tuple[str, int]]:
    return [(_NAMES[one.document], one.number) for one in pictures.shown]


def _case(data: bytes, *sentences: str, people: tuple[str, ...] = ()) -> Findings:
    """A case of one PDF, a statement for each sentence, persons by their names where the text has them."""
    document = read_bytes(data, name="made.pdf")
    said = tuple(
        Statement(f"s-{n}", document.id, at := document.text.index(one), at + len(one), one, n)
        for n, one in enumerate(sentences)
    )
    persons = tuple(
        Person(f"p-{n}", name, (), (Passage(document.id, at, at + len(name)),) if at >= 0 else ())
        for n, name in enumerate(people)
        for at in [document.text.find(name)]
    )
    return Findings((document,), statements=said, people=persons)


def _shown(data: bytes, case: Findings, **options: object) -> Pictures:
    hidden = protect_and_tell(case, {})[1]
    return page_pictures(case, lambda _: data, **{"hidden": hidden, **options})  # type: ignore[arg-type]


@cache
def _set(body: str) -> bytes:
    return typst.compile(f'#set page(width: 300pt, height: 200pt)\n#set text(lang: "en")\n{body}'.encode())


def test_the_owner_sees_every_page_that_says_something() -> None:
    assert _pages(owners()) == [("report.pdf", 1), ("report.pdf", 2), ("report.pdf", 3), ("scan.png", 1)]
    assert owners().note == ""


def test_what_leaves_the_house_shows_no_page_on_which_anybody_can_hide() -> None:
    assert _pages(leaving()) == [("report.pdf", 1), ("report.pdf", 3)]
    assert leaving().note.startswith(
        "2 pages are not shown as they look: a private person is named there, or"
    )


def test_a_mark_stands_where_the_passage_is_printed() -> None:
    picture = next(one for one in owners().shown if (_NAMES[one.document], one.number) == ("report.pdf", 3))
    text = {s.id: s.text for s in TRAIL.statements}
    pdf = pypdfium2.PdfDocument(paper_trail.report_pdf())
    page = pdf[2]
    under = page.get_textpage()
    found = {
        statement: " ".join(
            under.get_text_bounded(
                a.left - 0.3, picture.height - a.bottom - 0.3, a.right + 0.3, picture.height - a.top + 0.3
            )
            for a in areas
        )
        for statement, areas in picture.marks
    }
    under.close()
    page.close()
    pdf.close()
    assert {one.strip() for one in found.values()} == {paper_trail.WELLS, paper_trail.TOLD}
    assert all(found[statement].split() == text[statement].split() for statement in found)


def test_a_mark_on_a_scan_stands_round_its_words() -> None:
    picture = owners().shown[-1]
    boxes = [box for _, box in paper_trail.scan()[1]]
    scale = 150 / 72
    marked = [area for _, areas in picture.marks for area in areas]
    for left, top, right, bottom in boxes:
        assert any(
            area.left * scale <= left + 1 and area.top * scale <= top + 1
            and area.right * scale >= right - 1 and area.bottom * scale >= bottom - 1
            for area in marked
        )  # fmt: skip


def test_pictures_are_webp_as_wide_as_small_print_needs() -> None:
    for one in owners().shown:
        with Image.open(io.BytesIO(one.data)) as picture:
            assert picture.format == "WEBP" and picture.width in (900, 901)
            assert picture.height == pytest.approx(900 * one.height / one.width, abs=2)
        assert one.address.startswith("data:image/webp;base64,")


def test_pages_of_what_many_tell_come_first_and_the_rest_is_told() -> None:
    two = page_pictures(TRAIL, paper_trail.data, hidden=None, most=2)
    # STILL stands in five documents, and of these the report and the scan have pages.
    assert _pages(two) == [("report.pdf", 1), ("report.pdf", 3)] or _pages(two) == [
        ("report.pdf", 1),
        ("scan.png", 1),
    ]
    told = {s: claim.documents for claim in TRAIL.claims for s in claim.statements}
    weight = {
        (_NAMES[one.document], one.number): max(told[s] for s, _ in one.marks) for one in owners().shown
    }
    least = min(weight[page] for page in _pages(two))
    assert all(weight[page] <= least for page in weight.keys() - set(_pages(two)))
    assert two.note.startswith("2 more pages with statements are not shown as pictures")


def test_a_report_does_not_grow_without_end() -> None:
    sizes = [len(one.data) for one in owners().shown]
    some = page_pictures(TRAIL, paper_trail.data, hidden=None, most_bytes=sum(sizes) - 1)
    assert len(some.shown) == 3 and "1 more page with statements is not shown" in some.note


def test_an_original_that_is_gone_is_told() -> None:
    none = page_pictures(TRAIL, lambda _: None, hidden=None)
    assert none.shown == () and none.note == "4 pages cannot be drawn: open their original."


@pytest.mark.parametrize("how", ["CRASH", "STUMBLE", "LEAVE"])
def test_a_page_that_brings_down_what_draws_it_is_left_out_and_the_others_stand(how: str) -> None:
    data = paper_trail.report_pdf() + f"\n%% {how} at 2\n".encode()
    report = next(d for d in TRAIL.documents if d.name == "report.pdf")
    pictures = page_pictures(
        TRAIL,
        lambda digest: data if digest == report.id else paper_trail.data(digest),
        hidden=None,
        opening="drawing_badly:draw_at_risk",
    )
    assert _pages(pictures) == [("report.pdf", 1), ("report.pdf", 3), ("scan.png", 1)]
    assert pictures.note == "1 page cannot be drawn: open its original."


PLAIN = "The gate was shut on Monday by the board."


def test_a_page_with_a_photo_is_the_owners_alone() -> None:
    data = _set(
        PLAIN + '\n#image(bytes((255, 0, 0, 0, 0, 255)), format: (encoding: "rgb8", width: 2, height: 1))'
    )
    case = _case(data, PLAIN)
    pictures = _shown(data, case)
    assert pictures.shown == () and pictures.note.startswith("1 page is not shown as it looks")
    assert len(_shown(data, case, hidden=None).shown) == 1


def test_a_page_may_not_leave_that_names_whom_only_the_picture_names() -> None:
    """What the reader cut, or read in another order, is not in the text in which names are replaced."""
    data = _set(f"{PLAIN}\n\nIt was Oda Fenwick who saw it.")
    whole = _case(data, PLAIN, people=("Oda Fenwick",))
    document = whole.documents[0]
    end = document.text.index("It was Oda")
    cut = replace(
        document,
        text=document.text[:end],
        blocks=tuple(b for b in document.blocks if b.end <= end),
        sheets=(replace(document.sheets[0], end=end),),
    )
    case = replace(whole, documents=(cut,), people=(replace(whole.people[0], mentions=()),))
    assert protect_and_tell(case, {})[1][document.id] == ()
    assert _shown(data, case).shown == ()
    nobody = replace(case, people=())
    assert len(_shown(data, nobody).shown) == 1


def test_a_name_over_a_page_break_closes_both_pages() -> None:
    data = _set("The gate was shut by Oda\n#pagebreak()\nFenwick on Monday, said the board.")
    document = read_bytes(data, name="made.pdf")
    start, end = document.text.index("Oda"), document.text.index(" on Monday")
    said = Statement("s-0", document.id, 0, len(document.text.rstrip()), document.text.rstrip(), 0)
    person = Person("p-0", "Oda Fenwick", ("Oda", "Fenwick"), (Passage(document.id, start, end),))
    case = Findings((document,), statements=(said,), people=(person,))
    assert _shown(data, case).shown == ()
    assert len(_shown(data, case, hidden=None).shown) == 2


def test_claims_of_documents_without_pages_ask_for_no_picture() -> None:
    document = Document("d", "d.txt", PLAIN)
    said = Statement("s-0", "d", 0, len(PLAIN), PLAIN, 0)
    case = Findings((document,), statements=(said,), claims=(Claim("c-0", PLAIN, ("s-0",), ()),))
    assert page_pictures(case, lambda _: b"", hidden=None) == Pictures()
