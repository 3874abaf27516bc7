"""A package is replayed in a real browser: every answer comes out of it, found by its own index."""

import json
import shutil
import struct
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from paper_site import HOME, site

from firsthand.collect.archive import payload_of
from firsthand.collect.archive.index import sort_key
from firsthand.collect.archive.packing import pack

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(
    (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: nothing was replayed")
# The browser takes the wire's form off by itself when it is handed the decoded body.
OF_THE_WIRE = {"content-encoding", "transfer-encoding", "content-length"}


class Viewer:
    """Reads single records out of a package by its index, as a viewer does over the network."""

    def __init__(self, package: Path) -> None:
        self._package = package
        with zipfile.ZipFile(package) as archive:
            self.pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()[1:]]
            self._lines = archive.read("indexes/index.cdxj").decode().splitlines()
            entry = archive.getinfo("archive/data.warc.gz")
        with package.open("rb") as file:
            file.seek(entry.header_offset + 26)
            name, extra = struct.unpack("<HH", file.read(4))
        self._start = entry.header_offset + 30 + name + extra

    def find(self, url: str) -> bytes | None:
        """Return the record for an address, read by its place in the package alone."""
        for line in self._lines:
            key, _, told = line.split(" ", 2)
            if key == sort_key(url) and (entry := json.loads(told))["url"] == url:
                with self._package.open("rb") as file:
                    file.seek(self._start + int(entry["offset"]))
                    return file.read(int(entry["length"]))
        return None


@pytest.fixture(scope="module")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Viewer:
    package = tmp_path_factory.mktemp("replay") / "ferry.wacz"
    with package.open("wb") as out:
        pack(site(), out, title="The ferry", software="x", day=date(2031, 3, 5))
    return Viewer(package)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def _replay(browser: Any, viewer: Viewer, address: str) -> tuple[Any, list[str], list[str]]:
    page = browser.new_page()
    found: list[str] = []
    missing: list[str] = []

    def answer(route: Any) -> None:
        url = route.request.url
        record = viewer.find(url)
        if record is None:
            missing.append(url)
            route.abort()
            return
        found.append(url)
        told = payload_of(record)
        headers = {name: value for name, value in told.headers if name.lower() not in OF_THE_WIRE}
        route.fulfill(status=told.status, headers=headers, body=told.body)

    page.route("**/*", answer)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page, found, missing


def test_the_page_looks_and_runs_as_it_did_and_nobody_is_asked(browser: Any, viewer: Viewer) -> None:
    (listed,) = viewer.pages
    page, found, missing = _replay(browser, viewer, listed["url"])
    assert page.title() == "The ferry & the pier"
    assert page.text_content("#told") == "The script ran."
    assert page.evaluate("getComputedStyle(document.getElementById('told')).color") == "rgb(1, 2, 3)"
    assert page.evaluate("[boat.naturalWidth, boat.naturalHeight, boat.complete]") == [40, 30, True]
    root = HOME.rpartition("/")[0]
    assert sorted(found) == sorted([HOME, f"{root}/look.css", f"{root}/run.js", f"{root}/boat.png"])
    assert [url for url in missing if not url.endswith("/favicon.ico")] == []
    page.close()


def test_the_redirect_that_the_user_named_is_there_to_be_followed(viewer: Viewer) -> None:
    record = viewer.find("http://harbour-gazette.invalid/ferry")
    assert record is not None
    answer = payload_of(record)
    assert (answer.status, answer.header("location")) == (301, HOME)
