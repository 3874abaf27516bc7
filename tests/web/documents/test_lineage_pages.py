"""Lineage as the server answers: the picture, the passages of a line, the list of all."""

import re
from typing import Any

from ferry_papers import COPIED
from starlette.testclient import TestClient

from firsthand.desk.shapes import DocumentRow
from firsthand.model import Draft

Papers = dict[str, DocumentRow]


def test_stories_are_listed_the_largest_first(client: TestClient, papers: Papers) -> None:
    page = client.get("/stories").text
    assert page.index(papers["post"].story) < page.index(papers["log"].story)
    assert "Ferry &amp; shoal: eleven hurt" in page


def test_a_story_is_drawn_and_every_line_has_its_passages(client: TestClient, papers: Papers) -> None:
    here = f"/stories/{papers['post'].story}"
    page = client.get(here).text
    assert '<svg class="lineage wide' in page
    links = sorted(set(re.findall(r'<a href="([^"]+)" class="edge', page)))
    assert links
    for link in links:
        looked = client.get(link.replace("&amp;", "&").split("#")[0]).text
        article = looked[looked.index("<article data-looked") :].split("</article>")[0]
        assert "<blockquote" in article
        assert re.search(r'href="/documents/[0-9a-f]+\?at=\d+&amp;until=\d+#asked"', article)


def test_what_both_sides_say_stands_side_by_side(client: TestClient, papers: Papers, desk: Any) -> None:
    story = papers["post"].story
    copied = [edge for edge in desk.index(story).findings.lineage.edges if edge.kind == "reuses"]
    assert copied, "the case has no copied words"
    page = client.get(f"/stories/{story}").text
    assert page.count(COPIED[:60]) >= 2
    lanes = re.findall(r'<a href="/documents/([0-9a-f]+)" class="node"', page)
    assert set(lanes) <= {row.id for row in papers.values()}
    assert lanes


def test_a_line_that_is_gone_is_told_so(client: TestClient, papers: Papers) -> None:
    answer = client.get(f"/stories/{papers['post'].story}", params={"edge": "e-nothing"})
    assert answer.status_code == 404
    assert "changed it" in answer.text


def test_counts_lead_to_the_claims_they_count(client: TestClient, papers: Papers) -> None:
    page = client.get(f"/stories/{papers['post'].story}").text
    counts = re.findall(r'class="tally[^"]*" href="([^"]+)"><b>(\d+)</b>', page)
    assert len(counts) == 3
    for address, number in counts:
        told = client.get(address.replace("&amp;", "&")).text
        assert re.search(rf"\b{number} claims?\b", told)


def test_a_decision_changes_the_picture_that_was_kept(client: TestClient, papers: Papers, desk: Any) -> None:
    here = f"/stories/{papers['post'].story}"
    before = client.get(here).text
    contested = re.search(r'class="tally[^"]* contested" href="[^"]+"><b>(\d+)', before)
    assert contested
    for claim in desk.index(papers["post"].story).findings.claims:
        if claim.standing == "contested":
            desk.decide(Draft("reject", claim.id, "None of its passages says this."), reviewer="Rosa Quill")
            break
    else:
        raise AssertionError("the case has no contested claim")
    after = re.search(r'class="tally[^"]* contested" href="[^"]+"><b>(\d+)', client.get(here).text)
    assert after
    assert int(after[1]) < int(contested[1])


def test_one_document_alone_has_nothing_to_draw(client: TestClient, papers: Papers) -> None:
    page = client.get(f"/stories/{papers['scale'].story}").text
    assert "No account was seen to derive from another." in page
