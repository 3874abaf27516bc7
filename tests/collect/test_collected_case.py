"""From a server to a record: what was collected is built, changed, collected again and built again."""

from pathlib import Path

import pytest
from still_clock import StillClock
from wicked_server import SHORT, WickedServer, response

from firsthand.building import build
from firsthand.case import open_case
from firsthand.collect import Settings, collect
from firsthand.collect.keeping import Keeping
from firsthand.model import Document, Findings
from firsthand.model.errors import NothingToReadError
from firsthand.store import open_store
from firsthand.store.checking import check_case

PAGE = (
    "<html><head><title>Pier at Tarn</title></head><body><article><h1>Pier at Tarn</h1>"
    "<p>The harbour master said that {} barges had hit the pier at Tarn.</p></article></body></html>"
)
LOADING = "<html><head><title>Loading</title></head><body><p>Loading</p></body></html>"


def _page(text: str) -> bytes:
    return response(text.encode())


def _collect(case: Path, clock: StillClock, *addresses: str) -> None:
    store = open_store(case, create=True)
    try:
        collect(addresses, store=store, settings=Settings(private=True, limits=SHORT), clock=clock)
    finally:
        store.close()
    clock.sleep(86_400)


def _built(case: Path) -> Findings:
    with build(case=case, codebook="none", processes=1) as built:
        return built.findings


def _only(findings: Findings) -> Document:
    [document] = findings.documents
    return document


def test_the_latest_version_is_read_and_the_page_that_went_keeps_its_last(
    server: WickedServer, clock: StillClock, tmp_path: Path
) -> None:
    case, address = tmp_path / "pier.case", server.url("/pier")
    server.routes["/pier"] = _page(PAGE.format("two"))
    _collect(case, clock, address)
    with pytest.raises(NothingToReadError, match="firsthand build --case"):
        open_case(case)
    first = _only(_built(case))
    assert "two barges" in first.text and first.notes == ()
    assert (first.name, first.url) == (address, address)
    assert first.taken is not None

    server.routes["/pier"] = _page(PAGE.format("three"))
    _collect(case, clock, address)
    findings = _built(case)
    second = _only(findings)
    assert "three barges" in second.text
    assert second.notes == (f"looked at 2 times, from {first.taken:%Y-%m-%d} on; changed 1 time between",)
    told = " ".join(second.text[one.passage.start : one.passage.end] for one in findings.statements)
    assert "three barges" in told and "two barges" not in told

    server.routes["/pier"] = response(b"gone", status="410 Gone")
    _collect(case, clock, address)
    gone = _only(_built(case))
    assert gone.text == second.text
    assert gone.notes[-1].startswith("gone since ")
    assert gone.notes[-1].endswith("(status 410); what is read is the last version collected")
    with open_case(case) as kept:  # the first version is still there, byte for byte
        assert kept.original(first.id) == PAGE.format("two").encode()
    assert check_case(case).verdict == "whole"


def test_what_a_browser_made_of_a_page_is_read_instead_of_it(
    server: WickedServer, clock: StillClock, tmp_path: Path
) -> None:
    case, address = tmp_path / "pier.case", server.url("/pier")
    server.routes["/pier"] = _page(LOADING)
    _collect(case, clock, address)
    store = open_store(case)
    [page] = [capture for capture in store.captures() if capture.purpose == "page"]
    drawn = {"text/html": PAGE.format("nine").encode(), "image/png": b"\x89PNG\r\n\x1a\n"}
    Keeping(store).keep_drawn(page, drawn, taken=clock.now(), by="Fox 9")
    store.close()
    assert "nine barges" in _only(_built(case)).text


def test_files_and_collected_pages_make_one_record(
    server: WickedServer, clock: StillClock, tmp_path: Path
) -> None:
    case, address = tmp_path / "pier.case", server.url("/pier")
    note = tmp_path / "note.txt"
    note.write_text("The harbour master said that two barges had hit the pier at Tarn.\n")
    server.routes["/pier"] = _page(PAGE.format("two"))
    _collect(case, clock, address)
    with build(note, case=case, codebook="none", processes=1) as built:
        assert {document.name for document in built.findings.documents} == {str(note), address}
        before = built.findings
    assert _built(case) == before
