"""What the pages of a published site hold: every address leads somewhere, nothing runs, nothing is lost."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from harbour import harbour as build_harbour
from harbour import large, unsaid
from harbour_register import CODEBOOK, TRAP

from firsthand.model import Failure, Field, Findings, Record, Tally, Value
from firsthand.publish.publication import Publication
from firsthand.publish.site import write_site

DAY = date(2031, 3, 8)
EVIL = '"><script src="https://evil.example/x.js"></script><img src=x onerror=alert(1)> & \'مرحبا\''


class _Page(HTMLParser):
    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.words: list[str] = []
        self.policy = ""
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        for name, value in given.items():
            if name == "id":
                self.ids.append(value)
            elif name == "href" and tag == "a":
                self.links.append(value)
            elif name in ("src", "srcset", "data", "action", "poster") or (name == "href" and tag == "link"):
                self.loads.append(value)
            elif name.startswith("on") or name == "style":
                self.handlers.append(name)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def publish(findings: Findings, **more: object) -> Publication:
    return Publication(findings, "Barrels & harbours", DAY, **{"codebook": CODEBOOK, **more})  # type: ignore[arg-type]


def read(files: Mapping[str, bytes]) -> dict[str, _Page]:
    return {path: _Page(data) for path, data in files.items() if path.endswith(".html")}


def check(files: Mapping[str, bytes]) -> dict[str, _Page]:
    """Check what must hold of any site: addresses lead somewhere, nothing is loaded but its own two files."""
    pages = read(files)
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert page.policy.startswith("default-src 'none'") and "unsafe" not in page.policy
        assert page.handlers == [] and page.tags.count("script") == 1, path
        assert not {"img", "iframe", "object", "style", "base", "embed"} & set(page.tags)
        for load in page.loads:
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), load)) in files
        for link in page.links:
            if re.match(r"https?://", link):
                continue
            where, _, place = link.partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(where))) if where else path
            )
            assert target in files, (path, link)
            assert not place or unquote(place) in pages[target].ids, (path, link)
    return pages


@pytest.fixture(scope="module")
def files(registered: Findings) -> Mapping[str, bytes]:
    return write_site(publish(registered))


@pytest.fixture(scope="module")
def pages(files: Mapping[str, bytes]) -> dict[str, _Page]:
    return check(files)


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(pages: dict[str, _Page]) -> None:
    assert {"index.html", "register.html", "map.html", "timeline.html", "claims.html"} <= set(pages)


def test_every_record_claim_passage_and_document_has_an_address(
    registered: Findings, pages: dict[str, _Page]
) -> None:
    assert {f"records/{r.id}.html" for r in registered.records} <= set(pages)
    assert {c.id for c in registered.claims} <= set(pages["claims.html"].ids)
    assert {s.id for s in registered.statements} <= set(pages["claims.html"].ids)
    assert len([i for i in pages["documents.html"].ids if i.startswith("d-")]) == len(registered.documents)
    assert {v.id for v in registered.variants} <= set(pages["contested.html"].ids)


def test_a_record_shows_every_answer_with_its_chain_its_passage_and_its_document(
    registered: Findings, pages: dict[str, _Page]
) -> None:
    dump = next(r for r in registered.records if r.type == "dump")
    text = pages[f"records/{dump.id}.html"].text
    for words in (
        "31",
        "at least 44",
        "as it moved",
        "now",
        "superseded",
        "told 4 March 2031",
        "Tidewatch › Northern Wire › The Ansel Courier",
        "Norway, 67.30, 14.60",
        "SHA-256",
    ):
        assert words in text, words
    for statement in registered.statements:
        if any(statement.id in c.statements for c in registered.claims if c.id in dump.claims):
            assert " ".join(statement.text.split()) in text
    inquiry = next(r for r in registered.records if r.type == "inquiry")
    text = pages[f"records/{inquiry.id}.html"].text
    assert "contested" in text and "hedged by all" in text and "Is the quay open or closed?" in text


def test_a_title_longer_than_the_page_is_whole_on_its_page_and_short_in_rows(
    registered: Findings, pages: dict[str, _Page]
) -> None:
    trap = next(r for r in registered.records if r.title == TRAP)
    assert " ".join(TRAP.split()) in pages[f"records/{trap.id}.html"].text
    assert " ".join(TRAP.split()) not in pages["register.html"].text
    assert "=HYPERLINK" in pages["register.html"].text


def test_counts_and_places_listed_stand_side_by_side(pages: dict[str, _Page]) -> None:
    text = pages["register/sighting.html"].text
    assert "44 counted" in text and "1 listed" in text
    assert "Tidewatch counts 44 in Norway; the documents name 1." in text


def test_the_first_page_says_it_all_in_a_sentence(pages: dict[str, _Page]) -> None:
    assert (
        "1 dump, 1 inquiry and 2 sightings in two countries, told by six documents: "
        "three of four rest on a single origin, one is contested." in pages["index.html"].text
    )
    assert "Not everything was read (1)" in pages["index.html"].text
    assert "not text" in pages["documents.html"].text


def test_persons_are_counted_and_never_listed(pages: dict[str, _Page]) -> None:
    assert re.search(r"Persons named in the documents\s*2", pages["people.html"].text)
    assert "Sorn" not in pages["people.html"].text and "Quill" not in pages["people.html"].text


def test_what_a_reviewer_judged_stands_at_the_claim_without_the_reviewer(pages: dict[str, _Page]) -> None:
    assert "Judged by a reviewer: false. The inspectors' own log shows the leak." in pages["claims.html"].text
    assert all("Eviewer" not in page.text for page in pages.values())


def test_no_original_text_is_published(registered: Findings, files: Mapping[str, bytes]) -> None:
    assert not any(b"Sign up for our morning letter" in data for data in files.values())


def test_the_same_publication_gives_the_same_bytes_whatever_the_order(registered: Findings) -> None:
    turned = replace(
        registered,
        documents=registered.documents[::-1],
        claims=registered.claims[::-1],
        records=registered.records[::-1],
    )
    assert write_site(publish(registered)) == write_site(publish(turned))


def test_no_word_of_anybody_becomes_markup(registered: Findings) -> None:
    def value(v: Value) -> Value:
        place = replace(v.place, name=v.place.name + EVIL) if v.place else None
        return replace(v, text=v.text + EVIL, place=place)

    records = tuple(
        replace(
            r,
            id=f"../../{r.id}{EVIL}",
            title=EVIL + r.title,
            notes=(EVIL,),
            fields=tuple(replace(f, values=tuple(map(value, f.values))) for f in r.fields),
        )
        for r in registered.records
    )
    evil = replace(
        registered,
        documents=tuple(
            replace(d, name=EVIL, title=EVIL, publisher=EVIL, url="javascript:alert(1)")
            for d in registered.documents
        ),
        sources=tuple(replace(s, name=s.name + EVIL, aliases=(EVIL,)) for s in registered.sources),
        statements=tuple(replace(s, text=s.text + EVIL) for s in registered.statements),
        claims=tuple(replace(c, text=c.text + EVIL) for c in registered.claims),
        conflicts=tuple(replace(c, question=EVIL, explanation=EVIL) for c in registered.conflicts),
        failures=(Failure(EVIL, "read", EVIL),),
        decisions=tuple(replace(d, value=EVIL, reason=EVIL) for d in registered.decisions),
        tallies=tuple(replace(t, explanation=EVIL) for t in registered.tallies),
        records=records,
    )
    files = write_site(replace(publish(evil), title=EVIL), extra=[("data/a b&c.csv", EVIL)])
    files = {**files, "data/a b&c.csv": b""}
    check(files)
    assert all(".." not in path and re.fullmatch(r"[\w./& -]+", path) for path in files)
    assert not any(b"javascript:" in data for path, data in files.items() if path.endswith(".html"))


@pytest.mark.parametrize(
    "findings",
    [Findings(), Findings(failures=(Failure("a.bin", "read", "Not text."),)), unsaid(), build_harbour()],
)
def test_a_case_without_records_or_codebook_is_a_site_of_claims(findings: Findings) -> None:
    pages = check(write_site(publish(findings, codebook=None)))
    assert "map.html" not in pages and "There is no register here." in pages["index.html"].text
    if findings.statements:
        assert {c.id for c in findings.claims} <= set(pages["claims.html"].ids)


def test_a_codebook_that_finds_nothing_says_so() -> None:
    pages = check(write_site(publish(build_harbour())))
    assert "No claim fills a record." in pages["register.html"].text
    assert "None found." in pages["register/dump.html"].text
    assert "No record could be put on the map." in pages["map.html"].text
    assert "No record has a date." in pages["timeline.html"].text


def test_records_whose_type_no_codebook_knows_are_shown_all_the_same(registered: Findings) -> None:
    pages = check(write_site(publish(registered, codebook=None)))
    assert "Dump" in pages["register.html"].text and "register/dump.html" in pages


def test_types_that_no_file_can_be_named_after_get_pages_of_their_own(registered: Findings) -> None:
    names = {"dump": "a/b", "inquiry": "A/B", "sighting": "../x"}
    records = tuple(replace(r, type=names[r.type]) for r in registered.records)
    tallies = tuple(replace(t, type=names[t.type]) for t in registered.tallies)
    files = write_site(publish(replace(registered, records=records, tallies=tallies), codebook=None))
    check(files)
    assert len({p.lower() for p in files if p.startswith("register/")}) == 3


def test_a_bare_record_without_fields_or_claims_breaks_nothing(registered: Findings) -> None:
    bare = Record("r-bare", "dump", "", "", (), ())
    odd = Record("r-odd", "dump", "‫שלום‬", "", (Field("place", "place", (Value("شمال"),)),), ("c-gone",))
    tally = Tally("dump", None, (), ("r-gone",), "")
    pages = check(write_site(publish(replace(registered, records=(bare, odd), tallies=(tally,)))))
    assert "A record without a title" in pages["records/r-bare.html"].text
    assert "No claim stands behind it." in pages["records/r-bare.html"].text


def test_the_data_page_lists_what_was_published_beside_it(registered: Findings) -> None:
    files = dict(write_site(publish(registered), extra=[("data/records.csv", "Every record, a row each")]))
    page = _Page(files["data.html"])
    assert "data/records.csv" in page.links and "Every record, a row each" in page.text
    assert "No data files were published" in _Page(write_site(publish(registered))["data.html"]).text


def test_a_large_case_without_records_is_whole() -> None:
    case = large(20, 600)
    pages = check(write_site(publish(case, codebook=None)))
    assert {s.id for s in case.statements} <= set(pages["claims.html"].ids)


def test_what_is_denied_or_doubted_never_stands_as_if_it_were_so(registered: Findings) -> None:
    """The quay is "closed" by hedged words only: opening page, map and timeline say so beside the word."""
    inquiry = next(record for record in registered.records if record.type == "inquiry")
    status = replace(inquiry.fields[1], values=(replace(inquiry.fields[1].values[1], stance="denies"),))
    record = replace(inquiry, fields=(inquiry.fields[0], status))
    findings = replace(registered, records=(record,), tallies=())
    files = write_site(Publication(findings, "Quays", date(2031, 3, 8), CODEBOOK))
    for page in ("index.html", "map.html", "timeline.html"):
        text = re.sub(r"<[^>]+>", " ", files[page].decode())
        assert "quay closed (denied, hedged by all)" in text, page
        assert not re.search(r"quay closed(?! \(denied)", text), page
