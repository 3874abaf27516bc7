"""A WACZ gives the pages that its maker lists; what its own digests contradict is read and said."""

import hashlib
import struct
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from web_archives import PDF, PIER, REMOVED, Archive, package, unpacked

from firsthand.collect.archive import Exchange, Rendering, earlier_of, write_records, write_rendering
from firsthand.collect.archive.packing import pack
from firsthand.model import Capture, Failure
from firsthand.read.archives import wacz
from firsthand.read.limits import Limits
from firsthand.read.opening import Opened, Original, open_original


def _warc() -> bytes:
    made = Archive(version="1.1")
    made.answer(
        "http://a.invalid/pier", "", status="301 Moved", headers=[("Location", "https://a.invalid/pier/")]
    )
    made.answer("https://a.invalid/pier/")
    made.answer("https://a.invalid/advert", PIER + "advert")
    made.answer("https://a.invalid/s.css", "x", media="text/css")
    made.answer("https://a.invalid/report", PDF, media="application/pdf")
    made.answer("https://a.invalid/photo", b"\xff\xd8\xff", media="image/jpeg")
    made.answer("https://a.invalid/scan", b"\xff\xd8\xff", media="image/jpeg")
    return made.data


WARC = _warc()
PAGES = ["http://a.invalid/pier#top", "https://a.invalid/scan"]


def _urls(data: bytes, *, limits: Limits | None = None) -> tuple[list[str], list[str]]:
    parts, failures = unpacked(wacz, data, limits=limits)
    return [str(part.url) for part in parts], failures


def test_listed_pages_and_documents_are_read_and_nothing_else() -> None:
    made = package({"data.warc.gz": WARC}, pages=PAGES)
    assert _urls(made) == (
        ["https://a.invalid/pier/", "https://a.invalid/report", "https://a.invalid/scan"],
        [],
    )


def test_pages_of_a_second_list_count() -> None:
    made = package({"data.warc.gz": WARC}, pages=PAGES, extra=["https://a.invalid/advert"])
    assert "https://a.invalid/advert" in _urls(made)[0]


@pytest.mark.parametrize("pages", [None, [], ["https://elsewhere.invalid/"]])
def test_without_a_list_that_leads_anywhere_every_page_is_one(pages: list[str] | None) -> None:
    urls, failures = _urls(package({"data.warc.gz": WARC}, pages=pages))
    assert urls == ["https://a.invalid/pier/", "https://a.invalid/advert", "https://a.invalid/report"]
    assert not failures


def test_several_warc_files_are_one_archive() -> None:
    later = Archive(version="1.1")
    later.again(
        "https://a.invalid/pier/", refers_to="https://a.invalid/pier/", refers_date="2031-03-04T05:06:07Z"
    )
    made = package({"rec-2.warc.gz": later.data, "rec-1.warc.gz": WARC}, pages=PAGES)
    urls, failures = _urls(made)
    assert urls.count("https://a.invalid/pier/") == 2 and not failures


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_it_opens_packed_and_stored(compression: int) -> None:
    assert len(_urls(package({"data.warc.gz": WARC}, pages=PAGES, compression=compression))[0]) == 3


def test_a_package_made_here_is_read_back() -> None:
    url, taken = "https://a.invalid/pier", datetime(2031, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PIER.encode()
    first = Exchange(url, url, taken, b"GET /pier HTTP/1.1\r\n\r\n", response)
    again = replace(first, taken=taken.replace(day=9), revisit_of=earlier_of(write_records(first)))
    seen = write_rendering(Rendering(url, taken, "image/png", b"\x89PNG\r\n\x1a\n"))
    kept = [(first, write_records(first)), (again, write_records(again)), (first, seen)]
    captures = [
        (Capture(hashlib.sha256(made).hexdigest(), url, url, url, one.taken, 200, "text/html"), made)
        for one, made in kept
    ]
    out = BytesIO()
    pack(captures, out, title="Pier", software="x", day=taken.date())
    parts, failures = unpacked(wacz, out.getvalue())
    assert not failures
    assert [(part.url, part.taken, part.data) for part in parts] == [
        (url, taken, PIER.encode()),
        (url, again.taken, PIER.encode()),
    ]


@pytest.mark.skipif(
    not Path(sys.executable).with_name("wacz").exists(),
    reason="the format's own tool is not here: pip install wacz",
)
def test_the_package_of_the_format_s_own_tool_is_read(tmp_path: Path) -> None:
    warc = tmp_path / "crawl.warc.gz"
    warc.write_bytes(WARC)
    target = tmp_path / "crawl.wacz"
    tool = Path(sys.executable).with_name("wacz")
    subprocess.run(
        [tool, "create", "-f", warc, "-o", target, "--url", "https://a.invalid/pier/"],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    found = list(open_original(Original("crawl.wacz", target.read_bytes())))
    urls = [one.document.url for one in found if isinstance(one, Opened) and one.document]
    assert urls[0] == "https://a.invalid/pier/" and "https://a.invalid/advert" not in urls


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("archive/data.warc.gz", WARC + b"\0", "not what the package's digest says"),
        ("pages/pages.jsonl", b'{"url": "https://a.invalid/advert"}\n', "not what the package's digest says"),
        ("datapackage.json", b'{"resources": []}', "not what the package's digest says"),
        ("datapackage.json", b"no json", "no digest was checked"),
        ("datapackage.json", b"[1]", "no digest was checked"),
        ("datapackage.json", REMOVED, "nothing says what should be in it"),
        ("pages/extraPages.jsonl", REMOVED, "it was removed"),
    ],
)
def test_what_was_changed_after_packing_is_read_and_said(path: str, data: bytes, said: str) -> None:
    urls, failures = _urls(package({"data.warc.gz": WARC}, pages=PAGES, changed={path: data}))
    assert urls and any(said in one for one in failures)
    assert any(path in one for one in failures)


def test_a_package_of_packages_is_opened() -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package({"data.warc.gz": WARC}, pages=PAGES))) as inner:
        whole = inner.fp.getvalue()  # type: ignore[union-attr]
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", '{"profile": "multi-wacz-package", "resources": []}')
        archive.writestr("archive/", "")
        archive.writestr("day.wacz", whole)
    found = list(open_original(Original("all.wacz", out.getvalue())))
    urls = [one.document.url for one in found if isinstance(one, Opened) and one.document]
    assert "https://a.invalid/pier/" in urls


def test_a_package_without_an_archive_says_so() -> None:
    urls, (failure,) = _urls(package({}, pages=[]))
    assert not urls and "no answer of a server is in it" in failure


def test_bombs_are_not_unfolded() -> None:
    made = package({"data.warc": b"WARC/1.0\r\n" + b"\0" * 30_000_000}, compression=zipfile.ZIP_DEFLATED)
    urls, failures = _urls(made, limits=Limits(file=1_000_000))
    assert not urls and any("file=1000000" in one for one in failures)
    urls, failures = _urls(made, limits=Limits(ratio=10))
    assert not urls and any("ratio=10" in one for one in failures)


def test_members_made_of_the_same_bytes_are_a_bomb() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/00.warc.gz", WARC)
    made = out.getvalue()
    first, end = made.index(b"PK\x01\x02"), made.index(b"PK\x05\x06")
    entries = [made[first:end].replace(b"/00.", b"/%02d." % number) for number in range(30)]
    directory = b"".join(entries)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 30, 30, len(directory), first, 0)
    urls, (failure,) = _urls(made[:first] + directory + tail)
    assert not urls and "the same bytes many times over" in failure


def test_a_locked_or_broken_package_is_said() -> None:
    made = package({"data.warc.gz": WARC}, pages=PAGES)
    for data in (made[: len(made) // 2], b"PK\x03\x04" + b"\0" * 90):
        urls, (failure,) = _urls(data)
        assert not urls and "cannot be opened" in failure


def test_a_member_without_a_name_is_no_trouble_in_a_package() -> None:
    made = package({"data.warc.gz": WARC}, pages=PAGES, changed={"q": b"x"})
    central = made.rindex(b"PK\x01\x02")
    assert made[central + 46 : central + 47] == b"q"
    nameless = bytearray(made[: central + 46] + made[central + 47 :])
    nameless[central + 28 : central + 30] = b"\0\0"
    end = nameless.rindex(b"PK\x05\x06")
    size = int.from_bytes(nameless[end + 12 : end + 16], "little")
    nameless[end + 12 : end + 16] = (size - 1).to_bytes(4, "little")
    assert _urls(bytes(nameless)) == _urls(made)


BASE = package({"data.warc.gz": WARC}, pages=PAGES)


@given(at=st.integers(0, len(BASE) - 1), put=st.binary(max_size=12), taken=st.integers(0, 12))
@settings(max_examples=150)
def test_no_damage_is_an_error_and_every_change_of_a_digested_byte_is_said(
    at: int, put: bytes, taken: int
) -> None:
    data = BASE[:at] + put + BASE[at + taken :]
    found = list(wacz.unpack(data, name="a.wacz", limits=Limits(file=10**6)))
    failures = [one for one in found if isinstance(one, Failure)]
    start = BASE.index(WARC)
    inside = start <= at and at + taken <= start + len(WARC)
    if inside and len(put) == taken and data != BASE:
        assert any("digest" in one.message for one in failures)
