from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Document
from firsthand.read import read_bytes
from firsthand.read.web import read_html

PAGE = """<!DOCTYPE html><html lang="en"><head>
<title>Harbour inspectors count forty sunken barges | The Saltmere Post</title>
<link rel="canonical" href="https://saltmerepost.example/news/barges">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline":
"Harbour inspectors count forty sunken barges", "datePublished": "2021-03-04T08:00:00+01:00",
"author": [{"@type": "Person", "name": "Orla Vint"}, {"name": "Bo Ek"}],
"publisher": {"name": "The Saltmere Post"}}]}</script></head>
<body class="has-sidebar">
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div class="weather">12.3 C Saltmere</div>
<header>
<h1>Harbour inspectors count forty sunken barges</h1>
<p class="standfirst">The port authority says that the owner never answered its letters.</p>
<div class="byline">By <a rel="author" href="/o">Orla Vint</a></div>
<time datetime="2021-03-04">4 March 2021</time>
</header>
<article><p>SALTMERE &mdash; Inspectors have counted forty sunken barges in the harbour of Saltmere, the port
authority said on Thursday. &ldquo;We wrote &lsquo;three letters&rsquo; to the owner,&rdquo; said its
director.</p>
<figure><img src="x.jpg">
<figcaption>A barge in the harbour of Saltmere. Photo: Lena Quist</figcaption></figure>
<p>The owner, Quillon Freight, denied that the barges were abandoned,
<a href="/x">telling this newspaper</a> that <q>repairs are under way</q> and would be finished by
June.<br><br>Residents say that oil has reached the beach.</p>
<div class="ad-slot ads"><p>Buy two lamps and get one free, this week only at Lampworld on the quay.</p></div>
<div class="related"><h3>Related stories</h3><ul>
<li><a href="/1">Ferry service to resume after storm damage to pier</a></li></ul></div>
<table><tr><th>Year</th><th>Barges</th></tr><tr><td>2019</td><td>12</td></tr></table>
<blockquote><p>Nobody has been fined so far, and nobody will be before the court has ruled, the ministry
wrote in a letter seen by the Post.</p></blockquote></article>
<p hidden>Nobody sees this sentence, which was hidden by the page's builder.</p>
<section id="comments"><h3>Comments</h3>
<p>I think that the owner should pay for all of it, said my uncle.</p></section>
<footer><p>Copyright 2021 The Saltmere Post. All rights reserved.</p></footer>
<script>document.write("<p>A sentence that a script would have written.</p>")</script></body></html>"""


def page(source: str, encoding: str = "utf-8") -> Document:
    return read_bytes(source.encode(encoding), name="page.html")


def told(document: Document) -> list[str]:
    return [
        " ".join(document.text[block.start : block.end].split())
        for block in document.blocks
        if block.kind in ("title", "heading", "paragraph")
    ]


def test_the_account_is_told_from_what_surrounds_it() -> None:
    assert told(page(PAGE)) == [
        "Harbour inspectors count forty sunken barges",
        "The port authority says that the owner never answered its letters.",
        "Inspectors have counted forty sunken barges in the harbour of Saltmere, the port authority said on "
        "Thursday. “We wrote ‘three letters’ to the owner,” said its director.",
        "The owner, Quillon Freight, denied that the barges were abandoned, telling this newspaper that "
        "“repairs are under way” and would be finished by June.",
        "Residents say that oil has reached the beach.",
        "Nobody has been fined so far, and nobody will be before the court has ruled, the ministry wrote in "
        "a letter seen by the Post.",
    ]


def test_furniture_is_marked_and_kept_scripts_and_hidden_text_are_not() -> None:
    document = page(PAGE)
    kinds = {document.text[block.start : block.end]: block.kind for block in document.blocks}
    assert kinds["Home"] == kinds["12.3 C Saltmere"] == kinds["Related stories"] == "furniture"
    assert kinds["I think that the owner should pay for all of it, said my uncle."] == "furniture"
    assert kinds["A barge in the harbour of Saltmere. Photo: Lena Quist"] == "caption"
    assert kinds["By Orla Vint"] == kinds["4 March 2021"] == "byline"
    assert "script would have written" not in document.text
    assert "Nobody sees this" not in document.text


def test_what_the_page_says_of_itself() -> None:
    document = page(PAGE)
    assert document.title == "Harbour inspectors count forty sunken barges"
    assert document.publisher == "The Saltmere Post"
    assert document.author == "Orla Vint, Bo Ek"
    assert document.published == date(2021, 3, 4)
    assert document.url == "https://saltmerepost.example/news/barges"
    assert document.language == "en"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:site_name" content="Tidewatch">', "publisher", "Tidewatch"),
        ('<meta name="author" content="By Bo Ek">', "author", "Bo Ek"),
        ('<meta property="article:author" content="https://example.org/bo">', "author", None),
        (
            '<meta name="pubdate" content="2020-02-03T01:02:03Z">',
            "published",
            date(2020, 2, 3),
        ),
        ('<meta name="date" content="soon">', "published", None),
        ('<meta property="og:url" content="https://example.org/a">', "url", "https://example.org/a"),
        ('<meta property="og:url" content="javascript:alert(1)">', "url", None),
        ("<title>Barges raised from the old harbour - Tidewatch</title>", "publisher", "Tidewatch"),
        ('<script type="application/ld+json">{broken</script>', "author", None),
    ],
)
def test_other_ways_to_say_it(head: str, field: str, value: object) -> None:
    body = "<p>The barges were raised from the old harbour on Friday, the port authority said.</p>"
    assert getattr(page(f"<html><head>{head}</head><body>{body}</body></html>"), field) == value


def test_a_page_without_any_structure() -> None:
    source = "The barges were raised on Friday, the port authority said.<br><br>Nobody was hurt, it said."
    assert told(page(source)) == [
        "The barges were raised on Friday, the port authority said.",
        "Nobody was hurt, it said.",
    ]


@pytest.mark.parametrize("count", [300, 100_000])
def test_nesting_without_end(count: int) -> None:
    sentence = "The barges were raised on Friday, the port authority said."
    document = page("<div>" * count + f"<p>{sentence}</p><script>no()</script>" + "</div>" * count)
    assert document.text == sentence
    assert "tags stripped" in document.notes[0]


def test_an_encoding_that_the_page_claims() -> None:
    source = '<html><head><meta charset="{}"></head><body><p>Кафе закрыто, сообщил порт.</p></body></html>'
    assert "Кафе закрыто" in page(source.format("windows-1251"), "cp1251").text
    assert "Кафе закрыто" in page(source.format("shift_jis"), "utf-8").text
    assert "Кафе закрыто" in page(source.format("utf-8"), "utf-16").text


@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<p>", "<td>", "</p>", "<br>", "<q>", "&amp;", "<!--", "word. "])
    )
)
def test_any_soup_of_tags_is_read(parts: list[str]) -> None:
    found = read_html("".join(parts))
    at = 0
    for block in found.blocks:
        assert at <= block.start < block.end <= len(found.text)
        at = block.end


@pytest.mark.parametrize(
    ("window", "heading", "title", "publisher"),
    [
        ("Barges sank in Saltmere bay - Quay Gazette", "", "Barges sank in Saltmere bay", "Quay Gazette"),
        ("Quay Gazette | Barges counted", "Barges counted", "Barges counted", "Quay Gazette"),
        ("Forty barges sank last winter - report", "", "Forty barges sank last winter - report", None),
        ("Barges sank in the harbour – What Now", "Barges sank in the harbour – What Now",
         "Barges sank in the harbour – What Now", None),
    ],
)  # fmt: skip
def test_the_site_in_a_windows_title(window: str, heading: str, title: str, publisher: str | None) -> None:
    body = "<p>The port authority said on Monday that it had counted the barges in the harbour twice.</p>"
    page = read_html(f"<title>{window}</title><h1>{heading}</h1>{body}{body}")
    assert (page.title, page.publisher) == (title, publisher)
