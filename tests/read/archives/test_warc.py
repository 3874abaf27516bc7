"""Web archives that others made give their pages and documents, with address and date; the rest is said."""

import base64
import gzip
import hashlib
import zlib
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from web_archives import PDF, PIER, Archive, gzipped, plain_record, unpacked

from firsthand.model import Document, Failure
from firsthand.read.archives import warc
from firsthand.read.archives.captures import taking
from firsthand.read.limits import Limits
from firsthand.read.opening import Opened, Original, open_original

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
RECORD = {
    "WARC-Type": "response",
    "WARC-Target-URI": "https://a.invalid/p",
    "WARC-Date": "2031-03-04T05:06:07Z",
}


def _urls(data: bytes) -> list[str | None]:
    return [part.url for part in unpacked(warc, data)[0]]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_page_comes_with_its_address_its_date_and_its_type(version: str, packed: bool) -> None:
    made = Archive(version=version, packed=packed)
    made.answer("https://www.a.invalid/news/pier.html?x=1", media="text/html; charset=utf-8")
    (part,), failures = unpacked(warc, made.data)
    assert part.data == PIER.encode() and not failures
    assert part.name == "2031-03-04T050607Z/www.a.invalid/news/pier.html_x=1"
    assert part.url == "https://www.a.invalid/news/pier.html?x=1"
    assert part.media == "text/html; charset=utf-8"
    assert part.taken == datetime(2031, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_it_is_read_like_any_other_original() -> None:
    made = Archive()
    made.answer("https://a.invalid/pier")
    opened = list(open_original(Original("pile/crawl.warc.gz", made.data)))
    assert all(isinstance(one, Opened) for one in opened)
    documents = [one.document for one in opened if isinstance(one, Opened) and one.document]
    assert [type(one) for one in documents] == [Document]
    assert documents[0].url == "https://a.invalid/pier" and "The pier burned" in documents[0].text
    assert documents[0].taken == datetime(2031, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert documents[0].within == hashlib.sha256(made.data).hexdigest()


def test_old_versions_and_addresses_in_brackets_are_read() -> None:
    block = HEAD + PIER.encode()
    fields = RECORD | {"WARC-Target-URI": "<https://a.invalid/p>", "Content-Length": str(len(block))}
    for version in ("WARC/0.17", "WARC/0.18", "WARC/1.0", "WARC/1.1"):
        assert _urls(plain_record(version, fields, block)) == ["https://a.invalid/p"]


def test_one_gzip_member_for_all_records_is_read() -> None:
    made = Archive(packed=False)
    for number in range(4):
        made.answer(f"https://a.invalid/{number}", PIER + str(number))
    assert len(_urls(gzipped(made.data))) == 4


@pytest.mark.parametrize(
    ("headers", "pack"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress),
        ([("Content-Encoding", "br")], brotli.compress),
        ([("Content-Encoding", "deflate")], zlib.compress),
        ([("Transfer-Encoding", "chunked")], lambda body: b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)),
        # Crawlers with a browser keep what it decoded, and the headers as they came.
        ([("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")], bytes),
        ([("Content-Encoding", "br")], bytes),
    ],
)
def test_bodies_are_decoded(headers: list[tuple[str, str]], pack: object) -> None:
    made = Archive()
    made.answer("https://a.invalid/p", pack(PIER.encode()), headers=headers)  # type: ignore[operator]
    (part,), failures = unpacked(warc, made.data)
    assert part.data == PIER.encode() and not failures


def test_what_only_helps_to_show_a_page_is_passed_over() -> None:
    made = Archive()
    made.answer("https://a.invalid/p")
    for path, media in [
        ("s.css", "text/css"), ("r.js", "text/javascript"), ("i.png", "image/png"), ("f.woff2", "font/woff2"),
        ("d.json", "application/json"), ("robots.txt", "text/plain"), ("i.svg", "image/svg+xml"),
        ("x.png", "application/octet-stream"), ("v", "video/mp4"),
    ]:  # fmt: skip
        made.answer(f"https://a.invalid/{path}", b"x", media=media)
    made.answer("https://a.invalid/old", "", status="301 Moved", headers=[("Location", "/p")])
    made.answer("https://a.invalid/gone", status="404 Not Found")
    made.answer("https://a.invalid/down", status="503 Unavailable")
    made.answer("https://a.invalid/none", "", status="204 No Content")
    made.answer("https://a.invalid/some", status="206 Partial", headers=[("Content-Range", "bytes 5-9/20")])
    made.answer("metadata://gnu.invalid/wget.log", "log", kind="resource", media="text/plain")
    made.answer("urn:view:https://a.invalid/p", b"x", kind="resource", media="image/png")
    parts, failures = unpacked(warc, made.data)
    assert [part.url for part in parts] == ["https://a.invalid/p"] and not failures


def test_documents_of_every_kind_are_taken_by_type_or_by_name() -> None:
    made = Archive()
    made.answer("https://a.invalid/a", PDF, media="application/pdf")
    made.answer("https://a.invalid/b.pdf", PDF, media="application/octet-stream")
    made.answer("https://a.invalid/c.csv", "a,b\n", media="text/csv")
    made.answer("https://a.invalid/d", "Notes.", media="text/plain")
    made.answer("https://a.invalid/e.docx", b"PK", media="binary/octet-stream")
    made.answer("https://a.invalid/f", PIER, kind="resource")
    made.answer(
        "https://a.invalid/g", PIER, status="206 Partial", headers=[("Content-Range", "bytes 0-9/10")]
    )
    assert len(_urls(made.data)) == 7


def test_what_a_browser_loaded_within_a_page_is_none() -> None:
    made = Archive(version="1.1")
    made.answer("https://a.invalid/p", purpose="document")
    made.answer("https://ads.invalid/frame", purpose="iframe")
    made.answer("https://a.invalid/part", purpose="empty")
    assert _urls(made.data) == ["https://a.invalid/p"]


def test_every_capture_of_an_address_comes_under_its_own_date() -> None:
    made = Archive()
    made.answer("https://a.invalid/p", PIER, date="2031-03-04T05:06:07Z")
    made.answer("https://a.invalid/p", PIER + "<!-- later -->", date="2031-03-09T05:06:07Z")
    made.answer("https://a.invalid/p", PIER + "<!-- same second -->", date="2031-03-09T05:06:07Z")
    parts, _ = unpacked(warc, made.data)
    assert len({part.name for part in parts}) == 3
    assert [part.taken.day for part in parts if part.taken] == [4, 9, 9]


@pytest.mark.parametrize("refers", [True, False])
@pytest.mark.parametrize("first", [True, False])
def test_a_capture_by_reference_holds_what_it_refers_to(refers: bool, first: bool) -> None:
    made = Archive(version="1.1")
    digest = "sha1:" + base64.b32encode(hashlib.sha1(PIER.encode()).digest()).decode()
    how = {"refers_to": "https://a.invalid/p", "refers_date": "2031-03-04T05:06:07Z"} if refers else {}
    if first:
        made.answer("https://a.invalid/p")
    made.again("https://a.invalid/p", digest=digest, **how)
    if not first:
        made.answer("https://a.invalid/p")
    parts, failures = unpacked(warc, made.data)
    assert not failures and {part.data for part in parts} == {PIER.encode()}
    assert sorted(part.taken.day for part in parts if part.taken) == [4, 5]


def test_a_bare_not_modified_refers_to_the_capture_before() -> None:
    made = Archive()
    made.answer("https://a.invalid/p", PIER + "1", date="2031-03-01T00:00:00Z")
    made.answer("https://a.invalid/p", PIER + "2", date="2031-03-03T00:00:00Z")
    made.answer("https://a.invalid/p", PIER + "3", date="2031-03-09T00:00:00Z")
    block = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    fields = RECORD | {"WARC-Type": "revisit", "Content-Length": str(len(block))}
    parts, failures = unpacked(warc, made.data + gzipped(plain_record("WARC/1.0", fields, block)))
    assert [part.data[-1:] for part in parts if part.taken and part.taken.day == 4] == [b"2"] and not failures


def test_a_capture_whose_original_is_elsewhere_is_said() -> None:
    made = Archive()
    made.answer("https://a.invalid/p")
    made.again("https://a.invalid/q", refers_to="https://a.invalid/q", refers_date="2030-01-01T00:00:00Z")
    made.again("https://a.invalid/s.css", media="text/css")
    parts, failures = unpacked(warc, made.data)
    assert len(parts) == 1
    (failure,) = failures
    assert "1 part was captured only by reference" in failure and "https://a.invalid/q" in failure


def test_an_archive_of_references_only_says_just_that() -> None:
    made = Archive()
    made.again("https://a.invalid/q", refers_to="https://a.invalid/q", refers_date="2030-01-01T00:00:00Z")
    parts, (failure,) = unpacked(warc, made.data)
    assert not parts and "only by reference" in failure


def test_bytes_that_are_not_what_the_archive_says_are_read_and_named() -> None:
    made = Archive(packed=False)
    name = made.answer("https://a.invalid/p")
    made.answer("https://a.invalid/q")
    data = made.data.replace(b"Ona Kvist", b"Ada Kvist", 1)
    parts, (failure,) = unpacked(warc, data)
    assert b"Ada Kvist" in parts[0].data and len(parts) == 2
    assert "changed after they were captured" in failure and name.strip("<>") in failure
    assert "https://a.invalid/q" not in failure


@pytest.mark.parametrize("tool", ["wire", "decoded", "without chunks"])
@pytest.mark.parametrize("written", ["sha1 base32", "sha256 hex", "md5 hex", "sha256 base64"])
def test_a_digest_is_right_however_its_tool_takes_and_writes_it(tool: str, written: str) -> None:
    packed = gzipped(PIER.encode())
    wire = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    block = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" + wire
    )
    kind, _, form = written.partition(" ")
    taken = hashlib.new(
        kind, {"wire": wire, "decoded": PIER.encode(), "without chunks": packed}[tool]
    ).digest()
    value = {"base32": base64.b32encode, "base64": base64.b64encode, "hex": lambda one: one.hex().encode()}[
        form
    ]
    fields = RECORD | {"Content-Length": str(len(block))}
    right = fields | {"WARC-Payload-Digest": f"{kind}:{value(taken).decode()}"}
    assert unpacked(warc, plain_record("WARC/1.0", right, block))[1] == []
    wrong = fields | {"WARC-Payload-Digest": f"{kind}:{value(taken[::-1]).decode()}"}
    assert len(unpacked(warc, plain_record("WARC/1.0", wrong, block))[1]) == 1


def test_an_older_format_is_refused_with_what_to_do() -> None:
    arc = b"filedesc://old.arc 0.0.0.0 20010101000000 text/plain 77\n1 0 Alexa\n"
    for data in (arc, gzipped(arc)):
        parts, (failure,) = unpacked(warc, data)
        assert not parts and "ARC file" in failure and "warcio recompress" in failure


def test_an_archive_without_a_page_says_what_is_in_it() -> None:
    made = Archive()
    made.answer("https://a.invalid/s.css", "x", media="text/css")
    made.answer("https://a.invalid/gone", status="404 Not Found")
    parts, (failure,) = unpacked(warc, made.data)
    assert not parts and "1 × text/css" in failure and "1 × answer 404" in failure


def test_what_is_damaged_is_named_and_the_others_are_read() -> None:
    made = Archive()
    made.answer("https://a.invalid/1")
    start = len(made.data)
    made.answer("https://a.invalid/2")
    end = len(made.data)
    made.answer("https://a.invalid/3")
    torn = made.data[: start + 40] + b"\0\0\0\0" + made.data[start + 44 :]
    parts, failures = unpacked(warc, torn)
    assert {"https://a.invalid/1", "https://a.invalid/3"} <= {part.url for part in parts}
    assert failures and any("damaged" in one or "broken" in one for one in failures)
    cut, failures = unpacked(warc, made.data[: end - 30])
    assert cut[0].url == "https://a.invalid/1"
    assert "the file ends within a record" in " ".join(failures)


def test_a_cut_capture_is_read_as_far_as_it_goes() -> None:
    made = Archive()
    made.answer("https://a.invalid/p", PIER[:70], warc={"WARC-Truncated": "length"})
    made.answer(
        "https://a.invalid/q", gzip.compress(PIER.encode() * 9)[:-9], headers=[("Content-Encoding", "gzip")]
    )
    parts, failures = unpacked(warc, made.data)
    assert len(parts) == 2 and parts[0].data == PIER[:70].encode() and parts[1].data.startswith(b"<!doctype")
    assert "cut when it was captured (length)" in failures[0] and "gzip" in failures[0]


def test_bombs_are_not_unfolded() -> None:
    limits = Limits(unpacked=2_000_000, file=500_000)
    made = Archive()
    made.answer(
        "https://a.invalid/p", gzip.compress(b"x" * 40_000_000), headers=[("Content-Encoding", "gzip")]
    )
    parts, failures = unpacked(warc, made.data, limits=limits)
    assert len(parts[0].data) <= 1_048_576 and "longer than" in failures[0]
    block = HEAD + b"y" * 50_000_000
    bomb = gzipped(plain_record("WARC/1.0", RECORD | {"Content-Length": str(len(block))}, block))
    _, failures = unpacked(warc, bomb, limits=limits)
    assert "more than 2,000,000 bytes" in " ".join(failures)


def test_more_captures_than_are_noted_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_CAPTURES", 2)
    made = Archive()
    for number in range(4):
        made.answer(f"https://a.invalid/{number}")
    parts, (failure,) = unpacked(warc, made.data)
    assert len(parts) == 2 and "more than 2 captures" in failure


def test_hostile_addresses_stay_names() -> None:
    made = Archive()
    for url in ("https://a.invalid/../../etc/passwd", "https://u:secret@a.invalid/%2e%2e%2fx", "https://[bad/p",
                "https://a.invalid/" + "x" * 5000, "file:///../../b.txt"):  # fmt: skip
        made.answer(url)
    parts, _ = unpacked(warc, made.data)
    assert len(parts) == 4
    for part in parts:
        assert (
            ".." not in part.name.split("/") and not part.name.startswith("/") and "secret" not in part.name
        )
        assert len(part.name) < 2000


def _several() -> bytes:
    made = Archive(version="1.1")
    made.answer("https://a.invalid/1", purpose="document")
    made.answer("https://a.invalid/2", gzip.compress(PIER.encode()), headers=[("Content-Encoding", "gzip")])
    made.again("https://a.invalid/1", refers_to="https://a.invalid/1", refers_date="2031-03-04T05:06:07Z")
    return made.data


SEVERAL = _several()
PLAIN = gzip.decompress(SEVERAL)


@given(at=st.integers(0, 10**6), put=st.binary(max_size=12), taken=st.integers(0, 12), packed=st.booleans())
@settings(max_examples=150)
def test_no_damage_is_an_error(at: int, put: bytes, taken: int, packed: bool) -> None:
    whole = SEVERAL if packed else PLAIN
    at %= len(whole)
    for one in warc.unpack(whole[:at] + put + whole[at + taken :], name="a.warc", limits=Limits(file=10**6)):
        if isinstance(one, Failure):
            assert one.message.startswith("a.warc")


@given(st.binary(max_size=200))
@settings(max_examples=50)
def test_what_is_no_archive_at_all_is_said(data: bytes) -> None:
    found = list(warc.unpack(b"WARC/1.0\r\n" + data, name="a.warc", limits=Limits(file=10**6)))
    assert found


def test_what_a_browser_made_of_a_page_is_read_under_its_address() -> None:
    archive = Archive()
    archive.answer("https://paper.example/pier", "<html><body><p>Loading</p></body></html>")
    archive.answer("urn:dom:https://paper.example/pier", kind="resource", date="2031-03-04T05:06:09Z")
    archive.answer("urn:view:https://paper.example/pier", b"\x89PNG", kind="resource", media="image/png")
    parts, _ = unpacked(warc, archive.data)
    assert [part.url for part in parts] == ["https://paper.example/pier"] * 2
    assert b"The pier burned" in parts[1].data
