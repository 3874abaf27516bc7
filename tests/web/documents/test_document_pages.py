"""Pages of documents, as the server answers: also without scripts, and for what is hard to show."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from ferry_papers import COPIED, CRAB, MARKUP_NAME
from starlette.testclient import TestClient

from firsthand.desk.shapes import DocumentRow
from firsthand.model import Draft

Papers = dict[str, DocumentRow]


def statement(desk: Any, row: DocumentRow, words: str) -> Any:
    """Return the statement of a document that holds these words."""
    found = desk.index(row.story).findings.statements
    return next(one for one in found if one.document == row.id and words in one.text)


def test_the_list_tells_what_each_is(client: TestClient, papers: Papers) -> None:
    page = client.get("/documents").text
    for row in papers.values():
        assert f'href="/documents/{row.id}"' in page
    assert "3 pages · 8 statements" in page
    assert page.index("5 May 2031") < page.index("9 May 2031") < page.index("undated")
    assert "<b>no statement</b>" in page
    assert "Arabic" in page
    assert "<img src=x" not in page
    assert "wire &lt;img src=x" in page


def test_the_list_of_one_story(client: TestClient, papers: Papers) -> None:
    page = client.get("/documents", params={"story": papers["log"].story}).text
    assert papers["log"].id in page
    assert papers["post"].id not in page


def test_a_document_shows_its_statements_and_their_chains(
    client: TestClient, papers: Papers, desk: Any
) -> None:
    page = client.get(f"/documents/{papers['post'].id}").text
    one = statement(desk, papers["post"], "passengers had been hurt")
    assert re.search(
        rf'<span class="st [^"]*" id="{one.id}"[^>]*>𝟏𝟏 passengers had been hurt 🚢</span>', page
    )
    note = page[page.index(f'id="n-{one.id}"') :].split("</li>")[0]
    assert "coast office" in note
    assert re.search(r'href="/claims/[^"]+"', note)
    assert f'href="/documents/{papers["inquiry"].id}?at=' in note  # its fellow there


@pytest.mark.parametrize("name", ["wire", "post", "mina", "scale", "log", "inquiry"])
def test_the_text_is_there_letter_for_letter(
    client: TestClient, papers: Papers, desk: Any, name: str
) -> None:
    from html.parser import HTMLParser

    file = desk.document(papers[name].id)
    blocks: list[list[Any]] = []

    class Reader(HTMLParser):
        skipping = 0
        inside = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found = dict(attrs)
            if "data-from" in found:
                blocks.append([int(found["data-from"] or 0), int(found["data-to"] or 0), ""])
                self.inside = 1
            elif self.inside and tag == "a":
                self.skipping += 1

        def handle_endtag(self, tag: str) -> None:
            if self.inside and tag == "a":
                self.skipping -= 1
            elif tag == "p":
                self.inside = 0

        def handle_data(self, data: str) -> None:
            if self.inside and not self.skipping:
                blocks[-1][2] += data

    Reader().feed(client.get(f"/documents/{papers[name].id}").text)
    assert blocks
    for start, end, text in blocks:
        assert text == file.document.text[start:end]


def test_markup_of_a_document_is_text(client: TestClient, papers: Papers) -> None:
    page = client.get(f"/documents/{papers['wire'].id}").text
    assert "<script>alert" not in page
    assert "&lt;i&gt;Halcyon&lt;/i&gt;" in page
    assert "onerror" not in re.sub(r"&lt;img src=x onerror", "", page)


def test_from_right_to_left_without_a_statement(client: TestClient, papers: Papers) -> None:
    page = client.get(f"/documents/{papers['mina'].id}").text
    assert 'lang="ar" dir="auto"' in page
    assert "No statement was found in this document." in page
    assert "Select words in it" in page


def test_a_reader_is_offered_nothing_to_decide(as_role: Callable[..., TestClient], papers: Papers) -> None:
    reader = as_role("reader")
    page = reader.get(f"/documents/{papers['post'].id}").text
    assert "data-bounds" not in page
    assert "data-add" not in page
    assert reader.get(f"/documents/{papers['post'].id}/passage").status_code == 403


def test_a_long_one_comes_in_parts(client: TestClient, papers: Papers) -> None:
    here = f"/documents/{papers['log'].id}"
    page = client.get(here).text
    assert "Part 1 of 2" in page
    assert "On day 1 the" in page
    assert "On day 20 the" not in page
    onward = re.search(rf'href="({re.escape(here)}\?at=\d+)" rel="next"', page)
    assert onward
    after = client.get(onward[1]).text
    assert "Part 2 of 2" in after
    assert "On day 20 the" in after
    assert "On day 1 the" not in after


def test_any_place_leads_to_its_part(client: TestClient, papers: Papers) -> None:
    here = f"/documents/{papers['log'].id}"
    assert "On day 20 the" in client.get(here, params={"at": 10**9}).text
    assert client.get(here, params={"at": -1}).status_code == 400


def test_a_passage_one_is_led_to_is_marked(client: TestClient, papers: Papers, desk: Any) -> None:
    text = desk.document(papers["post"].id).document.text
    at = text.index(COPIED)
    page = client.get(f"/documents/{papers['post'].id}", params={"at": at, "until": at + 8}).text
    assert re.search(
        r'<span class="asked[^"]*" id="asked">The buoy</span>', re.sub(r'<span class="st[^>]*>', "", page)
    )


def test_a_page_of_the_original_is_asked_for_by_its_number(client: TestClient, papers: Papers) -> None:
    here = f"/documents/{papers['inquiry'].id}"
    answer = client.get(here, params={"sheet": 2}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("&sheet=2#leaf-2")
    page = client.get(answer.headers["location"]).text
    figure = page[page.index('id="p-2"') :].split("</figure>")[0]
    assert "<rect" in figure  # its statements are marked without a script
    assert client.get(here, params={"sheet": 9}).status_code == 404


def test_a_page_as_it_looks(client: TestClient, papers: Papers) -> None:
    address = f"/documents/{papers['inquiry'].id}/pages/1"
    answer = client.get(address)
    assert answer.headers["content-type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"
    assert "no-cache" in answer.headers["cache-control"] or "no-store" in answer.headers["cache-control"]
    again = client.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    client.cookies.clear()
    known = {"if-none-match": answer.headers["etag"]}
    assert client.get(address, headers=known, follow_redirects=False).status_code not in (200, 304)


def test_where_statements_stand_on_a_page(client: TestClient, papers: Papers, desk: Any) -> None:
    found = client.get(f"/documents/{papers['inquiry'].id}/pages/2/marks").json()
    one = statement(desk, papers["inquiry"], "eleven passengers had been hurt")
    boxes = [spot["box"] for spot in found if spot["statement"] == one.id]
    assert boxes
    sheet = desk.document(papers["inquiry"].id).document.sheets[1]
    for left, top, width, height in boxes:
        assert 0 < left < left + width < sheet.width
        assert 0 < top < top + height < sheet.height


@pytest.mark.parametrize("tail", ["/pages/7", "/pages/0", "/pages/7/marks"])
def test_a_page_that_is_not_there(client: TestClient, papers: Papers, tail: str) -> None:
    assert client.get(f"/documents/{papers['inquiry'].id}{tail}").status_code == 404
    assert client.get(f"/documents/{papers['post'].id}/pages/1").status_code == 404
    assert client.get(f"/documents/nothing{tail}").status_code == 404


def test_the_original_is_kept_never_shown(client: TestClient, papers: Papers, desk: Any, door: Any) -> None:
    row = papers["wire"]
    answer = client.get(f"/documents/{row.id}/original")
    assert answer.content == desk.original(row.id)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert quote(MARKUP_NAME, safe="") in disposition
    assert "<" not in disposition


def test_words_are_found_without_a_script_and_lead_to_the_form(
    client: TestClient, papers: Papers, desk: Any
) -> None:
    here = f"/documents/{papers['post'].id}"
    text = desk.document(papers["post"].id).document.text
    page = client.get(f"{here}/passage", params={"words": "the  LIGHT was out"}).text
    start = text.index("The light was out")
    assert "<mark>The light was out</mark>" in page
    assert (
        f"action=add-statement&amp;target={papers['post'].id}&amp;start={start}&amp;end={start + 17}" in page
    )
    assert "do not stand in the document" in client.get(f"{here}/passage", params={"words": "zebra"}).text
    several = client.get(f"{here}/passage", params={"words": "the"}).text
    assert several.count("This one") == min(20, len(re.findall("the", text)))


def test_bounds_are_moved_word_by_word_without_a_script(
    client: TestClient, papers: Papers, desk: Any
) -> None:
    one = statement(desk, papers["post"], "the pilot had logged")
    page = client.get(
        f"/documents/{one.document}/passage", params={"statement": one.id, "back": "/claims"}
    ).text
    assert "These are the bounds it has now." in page
    later = re.search(r'href="([^"]+)">End a word earlier', page)
    assert later
    moved = client.get(later[1].replace("&amp;", "&")).text
    assert "<mark>the pilot had logged the</mark>" in moved
    assert f"action=set-bounds&amp;target={one.id}&amp;start={one.start}&amp;end={one.end - 6}" in moved


def test_the_way_back_stays_in_the_desk(client: TestClient, papers: Papers) -> None:
    page = client.get(f"/documents/{papers['post'].id}/passage", params={"back": "//evil.example/"}).text
    assert not re.search(r'(href|action|value)="(https?:)?//evil', page)


def test_what_was_decided_stands_beside_its_statement(client: TestClient, papers: Papers, desk: Any) -> None:
    row = papers["post"]
    kept, gone = (
        statement(desk, row, words) for words in ("passengers had been hurt", "the pilot had logged")
    )
    desk.decide(Draft("accept", kept.id), reviewer="Rosa Quill")
    made = desk.decide(Draft("reject", gone.id, "The words were cut out wrongly."), reviewer="Ivo Sand")
    page = client.get(f"/documents/{row.id}").text
    note = page[page.index(f'id="n-{kept.id}"') :].split("</li>")[0]
    assert '<span class="state accepted">accepted</span>' in note
    struck = page[page.index(f'id="n-{gone.id}"') :]
    assert "The words were cut out wrongly." in struck
    assert re.search(rf'<span class="st ox struck[^"]*" id="{gone.id}"', page)
    desk.decide(Draft("withdraw", made.decision.id, "It was decided by mistake."), reviewer="Ivo Sand")
    assert f'class="st ox struck" id="{gone.id}"' not in client.get(f"/documents/{row.id}").text


def test_an_added_statement_counts_code_points(client: TestClient, papers: Papers, desk: Any) -> None:
    row = papers["post"]
    text = desk.document(row.id).document.text
    start = text.index("Port Tarrel, 5 May")
    assert text.index(CRAB) < start  # what counted two would be shifted
    desk.decide(
        Draft(
            "add-statement", row.id, "It was missed.", start=start, end=start + 11, chain=("coast office",)
        ),
        reviewer="Rosa Quill",
    )
    page = client.get(f"/documents/{row.id}").text
    assert "added by hand" in page
    assert re.search(r'<span class="st [^"]*" id="[^"]+"[^>]*>Port Tarrel</span>', page)


def test_what_is_not_in_the_case_is_told_so(client: TestClient) -> None:
    for path in (
        "/documents/nothing",
        "/documents/nothing/original",
        "/stories/nothing",
        "/documents/nothing/passage",
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Traceback" not in answer.text


def test_nobody_outside_sees_any_of_it(app: Any, papers: Papers) -> None:
    outside = TestClient(app, base_url="http://desk.test", follow_redirects=False)
    here = f"/documents/{papers['inquiry'].id}"
    for path in (
        "/documents",
        here,
        f"{here}/original",
        f"{here}/pages/1",
        f"{here}/pages/1/marks",
        f"{here}/passage",
        "/stories",
    ):
        answer = outside.get(path)
        assert answer.status_code in (302, 303, 401, 403)
        assert "Halcyon" not in answer.text
