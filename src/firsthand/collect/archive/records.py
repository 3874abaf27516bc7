"""One exchange with a server as WARC 1.1 records, gzip members that join into a WARC file; and back.

The blocks are the bytes that went over the wire: a library that parses headers and writes them anew would
change them. The same exchange gives the same bytes. ISO 28500:2017,
https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

import hashlib
import uuid
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

from firsthand.collect.archive.exchange import Earlier, Exchange, Rendering
from firsthand.collect.archive.framing import Record, parse_time, read_records
from firsthand.collect.archive.message import MOST_BODY, Answer, read_answer, read_head, split_message

_PROFILES = "http://netpreserve.org/warc/1.1/revisit/"
_FIELDS = "application/warc-fields"
# What a rendering is filed under: `urn:view:` is what crawlers with a browser use for a screenshot.
_URNS = {"image/png": "view", "application/pdf": "pdf", "text/html": "dom"}


def write_records(exchange: Exchange) -> bytes:
    """Return the answer (or that it adds nothing to an earlier one), the question, and what led there."""
    head, body = split_message(exchange.response)
    fields = _fields(exchange.url, exchange.taken)
    if exchange.ip:
        fields["WARC-IP-Address"] = exchange.ip
    if earlier := exchange.revisit_of:
        modified = read_head(head)[0] == 304
        kind, block = "revisit", head
        fields["WARC-Profile"] = _PROFILES + (
            "server-not-modified" if modified else "identical-payload-digest"
        )
        fields["WARC-Refers-To-Target-URI"] = earlier.url
        fields["WARC-Refers-To-Date"] = _date(earlier.taken)
        fields["WARC-Payload-Digest"] = earlier.digest
    else:
        kind, block = "response", exchange.response
        fields["WARC-Payload-Digest"] = _digest(body)
        if exchange.truncated:
            fields["WARC-Truncated"] = exchange.truncated
    answer, answer_id = _record(kind, fields, "application/http;msgtype=response", block)
    beside = {"WARC-Concurrent-To": answer_id}
    asked = _fields(exchange.url, exchange.taken) | beside
    question, _ = _record("request", asked, "application/http;msgtype=request", exchange.request)
    if exchange.asked == exchange.url:
        return answer + question
    led = _fields(exchange.url, exchange.taken) | beside
    return answer + question + _record("metadata", led, _FIELDS, _lines({"via": exchange.asked}))[0]


def write_rendering(rendering: Rendering) -> bytes:
    """Return what a browser made of a page as a resource record, under an address of its own (urn:)."""
    name = _URNS.get(rendering.media, "rendering")
    fields = _fields(f"urn:{name}:{rendering.url}", rendering.taken)
    fields["WARC-Payload-Digest"] = _digest(rendering.data)
    if rendering.by:  # a field of our own, which the standard allows
        fields["WARC-Rendered-By"] = rendering.by
    return _record("resource", fields, rendering.media, rendering.data)[0]


def write_warcinfo(told: Mapping[str, str], *, taken: datetime, filename: str) -> bytes:
    """Return the record that opens a WARC file and says what made it."""
    fields = {"WARC-Date": _date(taken), "WARC-Filename": filename}
    return _record("warcinfo", fields, _FIELDS, _lines(told))[0]


def payload_of(records: bytes, *, most: int = MOST_BODY) -> Answer:
    """Return what a capture's records hold: status, headers, the decoded body (at most `most` bytes of it).

    A rendering has the status 200. An answer that adds nothing to an earlier one has no body of its own.
    Raises ValueError where there is no answer in the records.
    """
    found = _answer_in(records)
    block = found.block(most + MOST_BODY)
    if found.kind != "resource":
        return read_answer(block, most=most)
    media = found.header("Content-Type") or "application/octet-stream"
    return Answer(200, (("Content-Type", media),), block[:most], cut=len(block) > most)


def earlier_of(records: bytes) -> Earlier:
    """Return what a later answer that adds nothing to this capture has to name.

    Where this one adds nothing either, that is the capture that it names itself.
    """
    found = _answer_in(records)
    return _named_by(found) or Earlier(
        found.url, _read_date(found.header("WARC-Date")), found.header("WARC-Payload-Digest") or ""
    )


def repeated_by(records: bytes) -> Earlier | None:
    """Return the capture that this one adds nothing to; None where it stands for itself."""
    return _named_by(_answer_in(records))


def _named_by(record: Record) -> Earlier | None:
    url = (record.header("WARC-Refers-To-Target-URI") or "").strip("<> ")
    if record.kind != "revisit" or not url:
        return None
    taken = _read_date(record.header("WARC-Refers-To-Date"))
    return Earlier(url, taken, record.header("WARC-Payload-Digest") or "")


def _read_date(text: str | None) -> datetime:
    time = parse_time(text)
    if time is None:
        raise ValueError(f"no date where these WARC records should have one ({text})")
    return time


def _answer_in(records: bytes) -> Record:
    for record in read_records(BytesIO(records)):
        if isinstance(record, Record) and record.kind in ("response", "revisit", "resource"):
            record.block(2 * MOST_BODY)
            return record
    raise ValueError("no answer in these WARC records")


def _fields(url: str, taken: datetime) -> dict[str, str]:
    return {"WARC-Target-URI": url, "WARC-Date": _date(taken)}


def _record(kind: str, fields: Mapping[str, str], media: str, block: bytes) -> tuple[bytes, str]:
    """Return a record as a gzip member, and its id: made of what is in it, so that it is always the same."""
    digest = _digest(block)
    # The same question and answer at another time are another record.
    told = "\n".join([kind, digest, *(f"{name}={value}" for name, value in fields.items())])
    name = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, told)}>"
    lines: Sequence[tuple[str, str]] = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", name),
        *fields.items(),
        ("WARC-Block-Digest", digest),
        ("Content-Type", media),
        ("Content-Length", str(len(block))),
    ]
    head = "WARC/1.1\r\n" + "".join(f"{key}: {_one_line(value)}\r\n" for key, value in lines) + "\r\n"
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    packed = [packer.compress(head.encode("utf-8", "replace")), packer.compress(block)]
    return b"".join([*packed, packer.compress(b"\r\n\r\n"), packer.flush()]), name


def _lines(told: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {_one_line(value)}\r\n" for name, value in told.items() if value).encode()


def _one_line(value: str) -> str:
    """Return a value that cannot begin a header of its own."""
    return (
        " ".join(value.splitlines())
        if any(ord(mark) < 32 or mark in "\x85\u2028\u2029" for mark in value)
        else value
    )


def _digest(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _date(time: datetime) -> str:
    return time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
