"""Captures packed into one file that standard viewers replay: WACZ 1.1.1.

A ZIP whose WARC is stored as it is, so that a viewer reads a single record out of it by its offset; beside it
an index, the list of pages, and the digests of all of them. The same captures give the same bytes.
https://specs.webrecorder.net/wacz/1.1.1/
"""

import hashlib
import json
import struct
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import BinaryIO

from firsthand.collect.archive.index import index_lines
from firsthand.collect.archive.records import payload_of, write_warcinfo
from firsthand.collect.archive.titles import title_of
from firsthand.model import Capture

_VERSION = "1.1.1"
_WARC, _WARC_PATH = "data.warc.gz", "archive/data.warc.gz"
_INDEX_PATH, _PAGES_PATH = "indexes/index.cdxj", "pages/pages.jsonl"
_TIME_FIELD = 0x5455  # APPNOTE 4.6; Info-ZIP's "extended timestamp"
_CONFORMS = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
# As much of a page as its title is looked for in.
_TITLE_WITHIN = 1_000_000
# What a viewer lists as a page to begin with.
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")


@dataclass(frozen=True, slots=True)
class Packed:
    """How much is in a package: captures in all, and those that a viewer lists as pages."""

    captures: int
    pages: int


@dataclass(slots=True)
class _Package:
    """The ZIP as it grows, and what was put in it."""

    archive: zipfile.ZipFile
    day: date
    resources: list[dict[str, object]] = field(default_factory=list)
    captures: int = 0

    def counted(self, captures: Iterable[tuple[Capture, bytes]]) -> Iterator[tuple[Capture, bytes]]:
        """Yield the captures as they are; count them."""
        for one in captures:
            self.captures += 1
            yield one

    def put(self, path: str, pieces: Iterable[bytes], *, told: bool = True) -> str:
        """Write one file; return its digest."""
        entry = zipfile.ZipInfo(path, (max(self.day.year, 1980), self.day.month, self.day.day, 0, 0, 0))
        entry.external_attr = 0o644 << 16
        entry.create_system = 3  # the same on every system
        digest, size = hashlib.sha256(), 0
        # A long archive goes beyond what a ZIP of the old kind holds; how long it gets is not known yet. What
        # makes room for it stands before the data and not in the directory: ReplayWeb.page (2.4) looks for
        # the data in the wrong place unless the directory, too, has an extra field, here that of the time.
        long = path == _WARC_PATH
        if long:
            stamp = int(datetime.combine(self.day, time(), UTC).timestamp())
            entry.extra = struct.pack("<HHBI", _TIME_FIELD, 5, 1, max(0, stamp))
        with self.archive.open(entry, "w", force_zip64=long) as target:
            for piece in pieces:
                target.write(piece)
                digest.update(piece)
                size += len(piece)
        found = f"sha256:{digest.hexdigest()}"
        if told:
            name = path.rpartition("/")[2]
            self.resources.append({"name": name, "path": path, "hash": found, "bytes": size})
        return found


def pack(
    captures: Iterable[tuple[Capture, bytes]],
    out: BinaryIO,
    *,
    title: str,
    description: str = "",
    software: str,
    day: date,
) -> Packed:
    """Write captures with their WARC records as a WACZ; say how many there were.

    `day` is the date that the package bears, `software` what made it. One record at a time is in memory.
    Raises ValueError for a record that is broken, with the capture's address.
    """
    lines: list[str] = []
    pages: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        package = _Package(archive, day)
        told = {
            "software": software,
            "format": "WARC File Format 1.1",
            "conformsTo": _CONFORMS,
            "isPartOf": title,
            "description": description,
        }
        began = datetime.combine(day, time(), UTC)
        opening = write_warcinfo(told, taken=began, filename=_WARC)
        package.put(_WARC_PATH, _joined(opening, package.counted(captures), lines, pages))
        package.put(_INDEX_PATH, (line.encode() for line in sorted(set(lines))))
        head = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
        package.put(_PAGES_PATH, (line.encode() for line in [_line(head), *pages]))
        datapackage = {
            "profile": "data-package",
            "wacz_version": _VERSION,
            "title": title,
            "description": description,
            "created": _moment(began),
            "modified": _moment(began),
            "software": software,
            "resources": package.resources,
        }
        digest = package.put("datapackage.json", [_file(datapackage)], told=False)
        signed = {"path": "datapackage.json", "hash": digest}
        package.put("datapackage-digest.json", [_file(signed)], told=False)
    return Packed(package.captures, len(pages))


def _joined(
    opening: bytes, captures: Iterable[tuple[Capture, bytes]], lines: list[str], pages: list[str]
) -> Iterator[bytes]:
    """Yield the WARC file piece by piece; note on the way what the index and the list of pages need."""
    yield opening
    place = len(opening)
    titles: dict[str | None, str] = {}
    for capture, records in captures:
        try:
            lines.extend(index_lines(records, file=_WARC, start=place))
            if _is_page(capture):
                pages.append(_line(_page(capture, records, titles)))
        except ValueError as error:
            raise ValueError(f"{capture.url}: {error}") from error
        place += len(records)
        yield records


def _is_page(capture: Capture) -> bool:
    shown = 200 <= capture.status < 300 and capture.media in _PAGES
    return capture.purpose == "page" and shown


def _page(capture: Capture, records: bytes, titles: dict[str | None, str]) -> dict[str, object]:
    """Return what the list of pages says of one; `titles` are those of pages seen before, by payload."""
    answer = payload_of(records, most=_TITLE_WITHIN)
    page: dict[str, object] = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{capture.id} {capture.url}")),
        "url": capture.url,
        "ts": _moment(capture.taken),
        "mime": capture.media,
        "status": capture.status,
    }
    if answer.body and (title := title_of(answer)):
        titles[capture.payload] = title
    found = titles.get(capture.payload)
    return page | ({"title": found} if found else {})


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _line(told: dict[str, object] | dict[str, str]) -> str:
    return json.dumps(told, ensure_ascii=False) + "\n"


def _file(told: object) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
