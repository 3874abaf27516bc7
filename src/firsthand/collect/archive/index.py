"""The index of a web archive: a line for each record a viewer may show, in the order of their addresses.

CDXJ, https://specs.webrecorder.net/cdxj/0.1.0/; addresses in SURT, host read from the right
("org,example)/page"), so that what belongs together stands together.
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlsplit

from firsthand.collect.archive.framing import Record, read_records
from firsthand.collect.archive.message import MOST_HEAD, Answer, read_head, split_message

_WWW = re.compile(r"^www\d*\.(?=.)")
_PORTS = {"http": 80, "https": 443}
# ReplayWeb.page (2.4) hands a browser that has nothing a "not modified" as it is, and shows an empty page.
# Without a line for it, it shows the capture that this one repeats.
_NOT_MODIFIED = 304
_SHOWN = ("response", "revisit", "resource")


def sort_key(url: str) -> str:
    """Return an address as viewers look it up: small letters, no "www.", no default port, host reversed."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() not in _PORTS:
        return f"{scheme.lower()}:{rest.lower()}"
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.lower()
    host = _WWW.sub("", host)
    numbers = host.replace(".", "").isdecimal() or ":" in host
    key = host if numbers else ",".join(reversed(host.split(".")))
    if port and port != _PORTS[parts.scheme]:
        key += f":{port}"
    path = parts.path or "/"
    path = path.rstrip("/") or "/"
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{key}){path}{query}".lower()


def index_lines(records: bytes, *, file: str, start: int) -> Iterator[str]:
    """Yield the lines for the records of one capture, which begin at `start` in the WARC file `file`."""
    found: list[tuple[Record, Answer]] = []
    for record in read_records(BytesIO(records)):
        if not isinstance(record, Record):
            raise ValueError(f"WARC records that are broken ({record.fault})")
        if record.kind in _SHOWN and (answer := _answer(record)).status != _NOT_MODIFIED:
            found.append((record, answer))
    for record, answer in found:
        taken = record.taken
        told = {
            "url": record.url,
            "mime": "warc/revisit"
            if record.kind == "revisit"
            else answer.media or "application/octet-stream",
            **({} if record.kind == "resource" else {"status": str(answer.status)}),
            "digest": record.header("WARC-Payload-Digest") or "",
            "length": str(record.size),
            "offset": str(start + record.place),
            "filename": file,
        }
        time = f"{taken:%Y%m%d%H%M%S}" if taken else "0" * 14
        yield f"{sort_key(record.url)} {time} {json.dumps(told, ensure_ascii=False)}\n"


def _answer(record: Record) -> Answer:
    if record.kind == "resource":
        return Answer(200, (("Content-Type", record.header("Content-Type") or ""),), b"")
    status, headers = read_head(split_message(record.head(MOST_HEAD))[0])
    return Answer(status, headers, b"")
