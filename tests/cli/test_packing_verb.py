"""Packing a case on the command line: all that it took from the web, whole, or nothing."""

import gzip
import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.cli.packing import pack
from firsthand.collect.archive import Exchange, earlier_of, write_records
from firsthand.model import Capture
from firsthand.model.errors import BrokenCustodyError, FirsthandError, NothingToReadError
from firsthand.store import open_store

TAKEN = datetime(2031, 3, 4, 23, 59, tzinfo=UTC)
UNCHANGED = b"HTTP/1.1 304 Not Modified\r\n\r\n"
BODY = b"<title>Pier</title><p>The pier burned."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of two captures on two days that was never built."""
    path = tmp_path / "pier.case"
    store = open_store(path, create=True)
    for days in (0, 1):
        taken = TAKEN + timedelta(days=days)
        response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY
        url = f"https://a.invalid/{days}"
        records = write_records(Exchange(url, url, taken, b"GET / HTTP/1.1\r\n\r\n", response))
        name = hashlib.sha256(records).hexdigest()
        payload = hashlib.sha256(BODY).hexdigest()
        store.keep_capture(Capture(name, url, url, url, taken, 200, "text/html", payload), records, BODY)
    store.close()
    return path


def _run(*words: object) -> str:
    result = CliRunner().invoke(pack, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def _pages(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        return [json.loads(line)["url"] for line in archive.read("pages/pages.jsonl").splitlines()[1:]]


def test_a_case_that_was_never_built_is_packed_beside_itself(case: Path) -> None:
    said = _run(case)
    target = case.with_suffix(".wacz")
    assert f"{target}: 2 captures, 2 pages" in said and "every name on them" in said
    assert _pages(target) == ["https://a.invalid/0", "https://a.invalid/1"]
    with zipfile.ZipFile(target) as archive:
        told = json.loads(archive.read("datapackage.json"))
    assert told["title"] == "pier" and told["created"] == "2031-03-05T00:00:00Z"
    assert told["description"] == "2 captures, 2031-03-04 to 2031-03-05"


def test_the_same_case_gives_the_same_bytes(case: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "1.wacz", tmp_path / "2.wacz"
    _run(case, "--out", one)
    _run(case, "--out", other)
    assert one.read_bytes() == other.read_bytes()


def test_only_what_was_taken_since_a_day(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "late.wacz"
    told = json.loads(_run(case, "--out", out, "--since", "2031-03-05", "--title", "Late", "--json"))
    assert told == {"file": str(out), "bytes": out.stat().st_size, "captures": 1, "pages": 1}
    assert _pages(out) == ["https://a.invalid/1"]
    with pytest.raises(NothingToReadError, match="since 2031-03-06"):
        _run(case, "--out", tmp_path / "none.wacz", "--since", "2031-03-06")
    assert not (tmp_path / "none.wacz").exists()


def test_what_a_late_capture_only_refers_to_goes_with_it(case: Path, tmp_path: Path) -> None:
    store = open_store(case)
    first = next(iter(store.captures()))
    earlier = earlier_of(store.record(first.id) or b"")
    later = first.taken + timedelta(days=9)
    unchanged = Exchange(
        first.url, first.url, later, b"GET / HTTP/1.1\r\n\r\n", UNCHANGED, revisit_of=earlier
    )
    records = write_records(unchanged)
    name = hashlib.sha256(records).hexdigest()
    store.keep_capture(replace(first, id=name, taken=later, status=304, payload=None), records)
    store.close()
    out = tmp_path / "late.wacz"
    assert "2 captures" in _run(case, "--out", out, "--since", "2031-03-10")
    with zipfile.ZipFile(out) as archive:
        assert archive.read("indexes/index.cdxj").count(b"https://a.invalid/0") == 1
        assert gzip.decompress(archive.read("archive/data.warc.gz")).count(b"WARC-Type: re") == 4


def test_a_file_in_the_way_is_replaced_only_when_told(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "there.wacz"
    out.write_text("mine")
    with pytest.raises(FirsthandError, match="--replace"):
        _run(case, "--out", out)
    assert out.read_text() == "mine"
    _run(case, "--out", out, "--replace")
    assert _pages(out)


def test_a_record_that_was_touched_is_named_and_nothing_is_left(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(case)
    first, second = store.captures()
    touched = {first.id: store.record(first.id), second.id: (store.record(second.id) or b"") + b"\0"}
    monkeypatch.setattr(type(store), "record", lambda self, capture: touched[capture])
    store.close()
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(BrokenCustodyError, match=r"https://a.invalid/1.*not what was kept"):
        _run(case, "--out", folder / "a.wacz")
    touched[second.id] = None
    with pytest.raises(BrokenCustodyError, match=r"https://a.invalid/1.*missing"):
        _run(case, "--out", folder / "a.wacz")
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(case: Path, tmp_path: Path) -> None:
    with pytest.raises(FirsthandError, match="cannot be written"):
        _run(case, "--out", tmp_path / "no" / "such" / "a.wacz")


def test_records_that_are_whole_but_no_warc_are_named(case: Path, tmp_path: Path) -> None:
    store = open_store(case)
    capture = next(iter(store.captures()))
    name = hashlib.sha256(b"no records").hexdigest()
    store.keep_capture(replace(capture, id=name, url="https://a.invalid/odd"), b"no records")
    store.close()
    with pytest.raises(FirsthandError, match=r"a\.invalid/odd"):
        _run(case, "--out", tmp_path / "a.wacz")
    assert not (tmp_path / "a.wacz").exists()
