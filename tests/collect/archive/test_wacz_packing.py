"""A case's captures in one file that the format's own tool finds valid, and viewers read record by record."""

import hashlib
import json
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from paper_site import HOME, captured, exchange, picture, site
from warcio.archiveiterator import ArchiveIterator

from firsthand.collect.archive import Answer, Rendering, earlier_of, write_rendering
from firsthand.collect.archive.index import sort_key
from firsthand.collect.archive.packing import pack
from firsthand.collect.archive.titles import title_of
from firsthand.model import Capture

TOOLS = Path(sys.executable).parent
DAY = date(2031, 3, 5)


def _everything() -> list[tuple[Capture, bytes]]:
    """Return a site with a repeated capture, a picture of a page, and a page of another kind."""
    made = site()
    made.append(captured(exchange(minutes=30, packed=True, chunked=True, revisit_of=earlier_of(made[1][1]))))
    rendered = write_rendering(Rendering(HOME, made[1][0].taken, "image/png", picture()))
    name = hashlib.sha256(rendered).hexdigest()
    made.append((replace(made[1][0], id=name, media="image/png", purpose="rendering"), rendered))
    made.append(captured(exchange("https://a.invalid/Notes/?b=2&a=1", b"Notes", media="text/plain")))
    made.append(captured(exchange("https://a.invalid/gone", b"gone", status="404 Not Found")))
    return made


def _packed(captures: list[tuple[Capture, bytes]] | None = None) -> bytes:
    out = BytesIO()
    pack(
        captures or _everything(),
        out,
        title="The ferry “Älva”",
        description="Two days",
        software="x 1",
        day=DAY,
    )
    return out.getvalue()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("packed") / "ferry.wacz"
    file.write_bytes(_packed())
    return file


def _run(tool: str, *words: object, code: int = 0) -> str:
    done = subprocess.run(
        [TOOLS / tool, *map(str, words)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


# The format's own tools stand on a library under the AGPL, which is not installed with firsthand: where
# somebody has them (pip install wacz), they are asked, too.
with_tools = pytest.mark.skipif(
    not (TOOLS / "wacz").exists(), reason="the format's own tools are not here: pip install wacz"
)


def test_it_is_a_data_package_as_the_standard_has_it(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        described = json.loads(archive.read("datapackage.json"))
        signed = json.loads(archive.read("datapackage-digest.json"))
        held = set(archive.namelist()) - {"datapackage.json", "datapackage-digest.json"}
        own = f"sha256:{hashlib.sha256(archive.read('datapackage.json')).hexdigest()}"
        assert signed == {"path": "datapackage.json", "hash": own}
        assert {one["path"] for one in described["resources"]} == held
        for one in described["resources"]:
            data = archive.read(one["path"])
            assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")


@with_tools
def test_the_format_s_own_tool_finds_it_valid(package: Path) -> None:
    assert "Validation succeeded" in _run("wacz", "validate", "-f", package)


@with_tools
@pytest.mark.parametrize("name", ["archive/data.warc.gz", "datapackage.json"])
def test_the_same_tool_finds_a_change_in_it(package: Path, tmp_path: Path, name: str) -> None:
    changed = tmp_path / "changed.wacz"
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, data.replace(b"\r", b"\n", 1) + b"\n" if entry == name else data)
    assert "Validation failed" in _run("wacz", "validate", "-f", changed, code=1)


def test_the_warc_within_is_right_and_lies_there_as_it_is(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
        archive.extract("archive/data.warc.gz", tmp_path)
    _run("warcio", "check", tmp_path / "archive/data.warc.gz")
    kinds = _run("warcio", "index", "-f", "warc-type", tmp_path / "archive/data.warc.gz")
    assert json.loads(kinds.splitlines()[0])["warc-type"] == "warcinfo"
    assert kinds.count("response") == 7 and kinds.count("revisit") == 1 and kinds.count("resource") == 1


@with_tools
def test_the_index_is_the_one_that_the_field_s_own_indexer_makes(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    lines = (tmp_path / "indexes/index.cdxj").read_text("utf-8").splitlines()
    assert lines == sorted(lines) and len(lines) == 9
    theirs = _run("cdxj-indexer", "-s", tmp_path / "archive/data.warc.gz").splitlines()
    assert [_told(line) for line in lines] == [_told(line) for line in theirs]


def _told(line: str) -> tuple[str, str, dict[str, str]]:
    key, time, told = line.split(" ", 2)
    return key, time, json.loads(told)


def test_viewers_that_trust_the_directory_of_the_zip_find_the_data(package: Path) -> None:
    # ReplayWeb.page takes an entry without an extra field in the directory for one without any.
    data = package.read_bytes()
    with zipfile.ZipFile(package) as archive:
        for entry in archive.infolist():
            name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
            start = entry.header_offset + 30 + name + (extra if entry.extra else 0)
            assert data[start:].startswith(archive.read(entry))


def test_every_line_of_the_index_leads_to_its_record(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        warc = archive.read("archive/data.warc.gz")
        for line in archive.read("indexes/index.cdxj").decode().splitlines():
            told = _told(line)[2]
            member = warc[int(told["offset"]) :][: int(told["length"])]
            (record,) = ArchiveIterator(BytesIO(member))
            assert record.rec_headers["WARC-Target-URI"] == told["url"]
            assert record.rec_headers["WARC-Payload-Digest"] == told["digest"]


def test_a_capture_that_only_says_not_modified_is_kept_and_not_looked_up() -> None:
    made = site()
    unchanged = exchange(body=b"", status="304 Not Modified", minutes=60, revisit_of=earlier_of(made[1][1]))
    with zipfile.ZipFile(BytesIO(_packed([*made, captured(unchanged)]))) as archive:
        assert b"warc/revisit" not in archive.read("indexes/index.cdxj")
        kinds = [one.rec_type for one in ArchiveIterator(BytesIO(archive.read("archive/data.warc.gz")))]
        assert kinds.count("revisit") == 1
        assert archive.read("pages/pages.jsonl").count(b"http") == 1


def test_pages_are_listed_with_their_titles_and_nothing_else_is(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        head, *pages = map(json.loads, archive.read("pages/pages.jsonl").decode().splitlines())
        told = json.loads(archive.read("datapackage.json"))
    assert head["format"] == "json-pages-1.0"
    assert [(page["url"], page["ts"], page.get("title")) for page in pages] == [
        (HOME, "2031-03-04T05:06:07Z", "The ferry & the pier"),
        (HOME, "2031-03-04T05:36:07Z", "The ferry & the pier"),
        ("https://a.invalid/Notes/?b=2&a=1", "2031-03-04T05:06:07Z", None),
    ]
    assert told["wacz_version"] == "1.1.1" and told["title"] == "The ferry “Älva”"
    assert told["created"] == "2031-03-05T00:00:00Z" and told["software"] == "x 1"


def test_the_same_captures_give_the_same_bytes() -> None:
    assert _packed() == _packed()


def test_memory_does_not_grow_with_what_is_packed(tmp_path: Path) -> None:
    # Random bytes stand for pictures, which do not pack; each capture is 200 kB.
    def captures(count: int) -> Iterator[tuple[Capture, bytes]]:
        for number in range(count):
            body = hashlib.shake_128(str(number).encode()).digest(200_000)
            yield captured(
                exchange(f"https://a.invalid/{number}", body, media="image/png"), purpose="resource"
            )

    def peak(count: int) -> int:
        with (tmp_path / "large.wacz").open("wb") as out:
            tracemalloc.start()
            pack(captures(count), out, title="t", software="s", day=DAY)
            highest = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return highest

    assert peak(40) < peak(4) + 500_000


def test_records_that_are_broken_are_not_packed() -> None:
    capture, records = site()[1]
    with pytest.raises(ValueError, match=capture.url):
        _packed([(capture, records[:40] + b"\0" + records[41:])])


@pytest.mark.parametrize(
    ("body", "media", "title"),
    [
        ("<title lang=en>\n A  &lt;b&gt;\n</TITLE >", "text/html", "A <b>"),
        ("<title>no end<body><p>x", "text/html", "no end"),
        ("<title>no end", "text/html", None),
        ("<title></title>", "text/html", None),
        ("<title>x</title>", "text/plain", None),
        ("<title>Ärger</title>", "text/html; charset=ISO-8859-1", "Ärger"),
        ("<meta charset=latin-1><title>Ärger</title>", "text/html", "Ärger"),
        ("<title>Ärger</title>", "text/html; charset=no-such", "\ufffdrger"),
        ("<title " * 100_000 + "<title>" * 100_000, "text/html", None),
    ],
)
def test_a_page_is_listed_under_its_title(body: str, media: str, title: str | None) -> None:
    assert title_of(Answer(200, (("Content-Type", media),), body.encode("latin-1"))) == title


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Example.ORG:80/A/b/", "org,example)/a/b"),
        ("https://www2.example.org/?b=1&a=2", "org,example)/?a=2&b=1"),
        ("https://example.org:8443/", "org,example:8443)/"),
        ("http://192.0.2.7/x", "192.0.2.7)/x"),
        ("urn:view:https://Example.org/", "urn:view:https://example.org/"),
        ("https://www.co/", "co)/"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_an_address_is_looked_up_by_its_host_from_the_right(url: str, key: str) -> None:
    assert sort_key(url) == key
