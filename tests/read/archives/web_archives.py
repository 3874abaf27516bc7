"""Web archives as others make them, written by warcio in the ways of wget, of browsers, of old tools."""

import gzip
import hashlib
import json
import zipfile
from collections.abc import Iterable
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from firsthand.model import Failure
from firsthand.read.limits import Limits
from firsthand.read.parts import Part

PIER = "<!doctype html><html><head><title>Pier</title></head><body><p>The pier burned, said Ona Kvist.</p>"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class Archive:
    """A WARC file in the making."""

    def __init__(self, *, version: str = "1.0", packed: bool = True) -> None:
        self._out = BytesIO()
        self._writer = WARCWriter(self._out, gzip=packed, warc_version=version)

    @property
    def data(self) -> bytes:
        return self._out.getvalue()

    def answer(
        self,
        url: str,
        body: bytes | str = PIER,
        *,
        media: str = "text/html",
        status: str = "200 OK",
        date: str = "2031-03-04T05:06:07Z",
        headers: Iterable[tuple[str, str]] = (),
        warc: dict[str, str] | None = None,
        purpose: str | None = None,
        kind: str = "response",
    ) -> str:
        """Write an answer, with its question if a browser's purpose is given; return its id."""
        data = body.encode() if isinstance(body, str) else body
        told = [("Content-Type", media), ("Content-Length", str(len(data))), *headers]
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(data),
            length=len(data),
            http_headers=StatusAndHeaders(status, told, protocol="HTTP/1.1") if kind == "response" else None,
            warc_content_type="" if kind == "response" else media,
            warc_headers_dict={"WARC-Date": date, **(warc or {})},
        )
        self._writer.write_record(record)
        name = str(record.rec_headers["WARC-Record-ID"])
        if purpose:
            asked = self._writer.create_warc_record(
                url,
                "request",
                http_headers=StatusAndHeaders(
                    "GET / HTTP/1.1", [("Sec-Fetch-Dest", purpose)], is_http_request=True
                ),
                warc_headers_dict={"WARC-Date": date, "WARC-Concurrent-To": name},
            )
            self._writer.write_record(asked)
        return name

    def again(
        self,
        url: str,
        *,
        refers_to: str | None = None,
        refers_date: str | None = None,
        digest: str = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
        date: str = "2031-03-05T05:06:07Z",
        media: str = "text/html",
        status: str = "200 OK",
    ) -> None:
        """Write that an answer was the same as one before."""
        record = self._writer.create_revisit_record(
            url,
            digest,
            refers_to,
            refers_date,
            http_headers=StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": date},
        )
        if not refers_to:
            for name in ("WARC-Refers-To-Target-URI", "WARC-Refers-To-Date"):
                record.rec_headers.remove_header(name)
        self._writer.write_record(record)


def plain_record(version: str, headers: dict[str, str], block: bytes) -> bytes:
    """Return a record as bytes, however wrong."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{version}\r\n{lines}".encode() + b"\r\n" + block + b"\r\n\r\n"


def package(
    warcs: dict[str, bytes],
    *,
    pages: Iterable[str] | None = None,
    extra: Iterable[str] = (),
    changed: dict[str, bytes] | None = None,
    compression: int = zipfile.ZIP_STORED,
) -> bytes:
    """Return a WACZ; `changed` is put in after the digests were taken."""
    files = {f"archive/{name}": data for name, data in warcs.items()}
    if pages is not None:
        files["pages/pages.jsonl"] = _pages(pages)
        files["pages/extraPages.jsonl"] = _pages(extra)
    resources = [
        {"name": path.rpartition("/")[2], "path": path, "hash": _sha256(data), "bytes": len(data)}
        for path, data in files.items()
    ]
    told = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()
    digest = json.dumps({"path": "datapackage.json", "hash": _sha256(told)}).encode()
    files |= {"datapackage.json": told, "datapackage-digest.json": digest}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for path, data in (files | (changed or {})).items():
            if data is not REMOVED:
                archive.writestr(path, data)
    return out.getvalue()


REMOVED = b"removed"


def _pages(urls: Iterable[str]) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    lines = [head, *({"url": url, "ts": "2031-03-04T05:06:07Z", "title": "x"} for url in urls)]
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def _sha256(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def unpacked(module: object, data: bytes, *, limits: Limits | None = None) -> tuple[list[Part], list[str]]:
    """Return the parts of an archive, and the messages of what could not be had."""
    unpack = module.unpack  # type: ignore[attr-defined]
    found = list(unpack(data, name="pile/a.warc.gz", limits=limits or Limits()))
    failures = [one for one in found if isinstance(one, Failure)]
    assert all(one.message.startswith("pile/a.warc.gz") for one in failures)
    return [one for one in found if isinstance(one, Part)], [one.message for one in failures]


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
