"""Pages made to keep a reader busy, to fill its memory, to run or to fetch something: none of it works."""

import socket
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Document
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import read_bytes

TOLD = "The harbour master said on Friday that forty barges lie in the harbour of Saltmere."


@pytest.fixture(autouse=True)
def no_net(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a page was read over the net")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    yield


def read(source: str) -> Document:
    return read_bytes(source.encode("utf-8", "replace"), name="page.html")


def test_nothing_is_run_or_fetched_and_only_what_is_shown_is_text() -> None:
    document = read(
        f"""<!doctype html [<!ENTITY file SYSTEM "file:///etc/passwd">]>
        <html><head><base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example">
        <link rel=stylesheet href="https://evil.example/a.css"><script src="https://evil.example/a.js"></script>
        <style>@import "https://evil.example/b.css";</style></head><body onload="alert(1)">
        <p>{TOLD}</p><p>&file;</p><iframe src="file:///etc/passwd">in a frame</iframe>
        <object data="https://evil.example/o">an object</object><svg><script>alert(2)</script></svg>
        <img src=x onerror=alert(3) alt="a picture"><template>a template</template>
        <noscript>without scripts</noscript><p style="display:none">hidden words</p></body></html>"""
    )
    assert TOLD in document.text
    for word in ("root:", "alert", "frame", "object", "template", "without", "hidden", "evil", "import"):
        assert word not in document.text


@pytest.mark.parametrize(
    "source",
    [
        "<?xml version='1.0'?><!DOCTYPE html [" + "".join(
            f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "lol">' for n in range(12)
        ) + f"]><html><body><p>{TOLD} &a11;</p></body></html>",
        f'<!DOCTYPE html [<!ENTITY a "{"x" * 100_000}">]><p>{TOLD}</p>' + "&a;" * 20_000,
        f"<?xml version='1.0'?><!DOCTYPE html SYSTEM 'http://evil.example/x.dtd'><html><body><p>{TOLD}</p></body></html>",
    ],
    ids=["a billion laughs", "quadratic", "a foreign definition"],
)  # fmt: skip
def test_entities_made_to_fill_the_memory_stay_what_they_are(source: str) -> None:
    document = read(source)
    assert TOLD[:40] in document.text
    assert len(document.text) < 200_000


_HOSTILE = {
    "deep": "<div>" * 20_000 + TOLD + "</div>" * 20_000,
    "deep inline": "<b>" * 10_000 + TOLD,
    "deep lists": "<ul><li>" * 5_000 + TOLD,
    "deep tables": "<table><tr><td>" * 2_000 + TOLD,
    "not closed": f"<p>{TOLD}</p>" + "<a href='" * 50_000,
    "only brackets": f"<p>{TOLD}</p>" + "<" * 100_000,
    "comments": f"<p>{TOLD}</p>" + "<!--" * 50_000,
    "half tags": f"<p>{TOLD}</p>" + "<p x" * 50_000,
    "attributes": f"<p {'a=b ' * 100_000}>{TOLD}</p>",
    "one attribute": f"<p class='{'byline ' * 60_000}'>{TOLD}</p>",
    "classes": f"<p class='{'-' * 300_000}'>{TOLD}</p>",
    "style": f"<p style='{'display :' * 30_000}'>{TOLD}</p>",
    "spaces": f"<p>{TOLD}</p><p>{' ' * 500_000}x{chr(160) * 300_000}y</p>",
    "breaks": f"<p>{TOLD}</p>" + "<br>" * 10_000,
    "empty paragraphs": f"<p>{TOLD}</p>" + "<p>" * 10_000,
    "links": f"<p>{TOLD}</p>" + "<a href=x>x</a>" * 10_000,
    "entities": f"<p>{TOLD}</p>" + "&#x41;&nbsp;&bogus" * 30_000,
    "long title": f"<title>{'| ' * 60_000}</title><p>{TOLD}</p>",
    "dashes": f"<title>{' - ' * 60_000}</title><h1>{'- ' * 60_000}</h1><p>{TOLD}</p>",
    "many titles": f"<p>{TOLD}</p>" + "<h1>Barges</h1>" * 1_500,
    "metas": "<head>" + "<meta name=date content=x>" * 5_000 + f"</head><p>{TOLD}</p>",
    "linked data": f"<script type=application/ld+json>{'[' * 50_000}</script><p>{TOLD}</p>",
    "linked graph": "<script type=application/ld+json>"
    + '{"@graph":[' * 500
    + "]}" * 500
    + f"</script><p>{TOLD}</p>",
    "dots": f"<p>{TOLD}</p><p>{'. ' * 100_000}</p>",
    "brackets": f"<p>{TOLD}</p><p>{'(' * 100_000}</p>",
    "capitals": f"<p>{TOLD}</p><p>{'A. ' * 60_000}</p>",
    "quotes": f"<p>{TOLD}</p><p>{chr(34) * 100_000}</p>",
    "one word": f"<p>{TOLD}</p><p>{'a' * 300_000}</p>",
    "numbers": f"<p>{TOLD}</p><p>{'12:' * 30_000}</p>",
    "addresses": f"<p>{TOLD}</p><p>{'a.' * 90_000}</p>",
    "doctype": "<!doctype " + "html " * 60_000 + f"><p>{TOLD}</p>",
    "charset": "<meta charset=" * 3_000 + f"><p>{TOLD}</p>",
    "processing": "<?" * 60_000 + f"?><p>{TOLD}</p>",
    "odd names": f"<p {{a=b {{}}c=d }}=e \x01=f :=g xmlns:h=i h:j=k>{TOLD}</p><{{x}}>y</{{x}}><a:b c:d=e>z",
    "nul": f"<p>{TOLD}</p>" + "<p>&#0;&#xd800;&#x110000;</p>" * 1000,
}


@pytest.mark.parametrize("name", list(_HOSTILE))
def test_a_page_made_to_keep_a_reader_busy_is_read_or_refused(name: str) -> None:
    try:
        document = read(_HOSTILE[name])
    except UnreadableDocumentError as error:
        assert str(error).startswith("page.html: ")
    else:
        assert TOLD[:30] in document.text or name in ("processing", "comments", "charset")


_TAGS = st.sampled_from(
    "<p>|</p>|<div class=byline>|</div>|<a href=x>|</a>|<h1>|<table><tr><td>|</table>|<script>|</script>|<!--"
    "|-->|<br>|&lt;|&#0;|<title>|<time datetime=2021-13-45>|<q>|<pre>|<svg>|<blockquote type=cite>|<"
    "|<p {a=b>|<p \x01=c>".split("|")
)


@settings(max_examples=100)
@given(st.lists(_TAGS | st.text(max_size=12), max_size=40))
def test_whatever_a_page_is_made_of_it_is_read_or_said(pieces: list[str]) -> None:
    try:
        document = read("<html>" + "".join(pieces))
    except UnreadableDocumentError as error:
        assert str(error).startswith("page.html: ")
    else:
        ends = [(one.start, one.end) for one in document.blocks]
        assert all(0 <= start < end <= len(document.text) for start, end in ends)
