import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from harbour import harbour as build_harbour
from harbour import large, unsaid

from firsthand.model import Edge, Failure, Findings, Lineage, Node, Source
from firsthand.publish.protection import protect
from firsthand.publish.report import render_report, write_report

EVIL = '"><script src="https://evil.example/x.js"></script><img src=x onerror=alert(1)>'


class _Reader(HTMLParser):
    """Collects what a page refers to, and the words it shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []
        self.words: list[str] = []
        self._skip = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._skip = tag in ("style", "script")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and (value or "").startswith("#"):
                self.targets.append((value or "")[1:])
            elif name in ("src", "srcset", "data", "action", "poster") or (
                name == "href" and tag in ("link", "image")
            ):
                self.loads.append(f"{tag} {name}={value}")
            elif name.startswith("on") or name == "style":
                self.handlers.append(name)

    def handle_endtag(self, tag: str) -> None:
        self._skip = False

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def page(harbour: Findings) -> _Reader:
    return _Reader(render_report(harbour))


def test_every_address_leads_somewhere_and_none_is_given_twice(page: _Reader) -> None:
    assert set(page.targets) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_claim_statement_conflict_change_and_document_has_an_address(
    harbour: Findings, page: _Reader
) -> None:
    for kind in (harbour.claims, harbour.statements, harbour.variants):
        assert {item.id for item in kind} <= set(page.ids)
    assert sum(i.startswith("x-") for i in page.ids) == len(harbour.conflicts)
    assert sum(i.startswith("d-") for i in page.ids) == len(harbour.documents)


def test_the_page_loads_nothing_and_runs_nothing_but_its_own_script(harbour: Findings, page: _Reader) -> None:
    assert page.loads == [] and page.handlers == []
    assert page.tags.count("script") == 1 and "link" not in page.tags and "iframe" not in page.tags
    html = render_report(harbour)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy and policy[1].startswith("default-src &#39;none&#39;") and "unsafe" not in policy[1]
    assert not re.findall(r"url\(|@import", html)


def test_everything_a_reader_needs_is_on_the_page(page: _Reader) -> None:
    for words in (
        "Six accounts: four go back to Tidewatch",
        "Tidewatch › Northern Wire › The Ansel Courier",
        "Is the quay open or closed?",
        "quoted differently",
        "31 (Jan 2031) → 44",
        "scan.txt",
        "Port Ansel",
        "says where a claim comes from, not that it is so",
    ):
        assert words in page.text


def test_each_document_is_shown_letter_for_letter(harbour: Findings, page: _Reader) -> None:
    shown = re.sub(r"\s", "", page.text)
    for document in harbour.documents:
        last = re.sub(r"\s", "", document.text.rstrip().splitlines()[-1])
        assert last[:25] in re.sub(r"[A-Z•](?=[.,])|•", "", shown) or last[:25] in shown


def test_no_word_of_a_document_becomes_markup(harbour: Findings) -> None:
    documents = tuple(
        replace(
            d, text=d.text + EVIL, name=d.name + EVIL, title=EVIL, publisher=EVIL, url="javascript:alert(1)"
        )
        for d in harbour.documents
    )
    sources = tuple(replace(s, name=s.name + EVIL, aliases=(EVIL,)) for s in harbour.sources)
    claims = tuple(replace(c, text=c.text + EVIL) for c in harbour.claims)
    conflicts = tuple(replace(c, question=EVIL, explanation=EVIL) for c in harbour.conflicts)
    failures = (Failure(EVIL, "read", EVIL),)
    evil = replace(
        harbour, documents=documents, sources=sources, claims=claims, conflicts=conflicts, failures=failures
    )
    page = _Reader(render_report(evil))
    assert page.tags.count("script") == 1 and "img" not in page.tags and page.handlers == []
    assert "javascript:" not in render_report(evil)


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    one = write_report(build_harbour(), tmp_path / "one.html").read_bytes()
    assert one == write_report(build_harbour(), tmp_path / "two.html").read_bytes()
    assert str(tmp_path).encode() not in one


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (Findings(), "No document could be read."),
        (Findings(failures=(Failure("a.bin", "read", "Not text: convert it."),)), "Not text: convert it."),
        (unsaid(), "No statement was found."),
    ],
)
def test_what_is_missing_is_said(case: Findings, words: str) -> None:
    page = _Reader(render_report(case))
    assert words in page.text
    assert set(page.targets) <= set(page.ids)


def test_no_places_no_dates_no_lineage_are_designed(harbour: Findings) -> None:
    bare = replace(harbour, statements=tuple(replace(s, places=(), dates=()) for s in harbour.statements))
    text = _Reader(render_report(replace(bare, lineage=unsaid().lineage))).text
    assert "No statement names a place." in text
    assert "No statement gives a date that could be placed." in text
    assert "No account was seen to derive from another." in text


def test_a_protected_case_names_nobody_private(registered: Findings) -> None:
    html = render_report(protect(registered, {}), protected=True)
    assert "Sorn" not in html and "Person A" in html and "Mara Quill" in html


def test_a_large_case_is_whole_and_says_what_is_folded_away() -> None:
    case = large(40, 2400)
    html = render_report(case)
    page = _Reader(html)
    assert "800 more claims told by several documents" in page.text
    assert {s.id for s in case.statements} <= set(page.ids)
    assert {c.id for c in case.claims} <= set(page.ids)
    assert set(page.targets) <= set(page.ids)


def test_order_of_input_changes_nothing(harbour: Findings) -> None:
    turned = replace(harbour, documents=harbour.documents[::-1], claims=harbour.claims[::-1])
    assert render_report(turned) == render_report(harbour)


def test_no_attribute_is_spoilt_by_escaping(harbour: Findings) -> None:
    assert not re.findall(r"[\w-]+=&#34;", render_report(harbour))


def test_lines_that_make_no_picture_are_still_listed(harbour: Findings) -> None:
    person = Node("witness", "source", "Ebbe Sorn", False)
    source = Source("witness", "Ebbe Sorn", "person")
    edge = Edge("witness", harbour.documents[0].id, "cites", 0.9)
    quoted = replace(harbour, sources=(*harbour.sources, source), lineage=Lineage((person,), (edge,)))
    text = render_report(quoted)
    assert "No account was seen to derive from another" in text and "1 line of derivation" in text
