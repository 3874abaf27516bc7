"""What went over the wire is in the records as it went, and any tool of the field reads them."""

import functools
import gzip
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_site import HOME, STORY, TAKEN, exchange, picture
from warcio.archiveiterator import ArchiveIterator

from firsthand.collect.archive import (
    Earlier,
    Rendering,
    earlier_of,
    payload_of,
    read_answer,
    write_records,
    write_rendering,
)

WARCIO = Path(sys.executable).with_name("warcio")


def _fields(records: bytes) -> list[dict[str, str]]:
    """Return the headers of the records as another reader sees them."""
    return [dict(record.rec_headers.headers) for record in ArchiveIterator(BytesIO(records))]


def _blocks(records: bytes) -> list[bytes]:
    return [record.raw_stream.read() for record in ArchiveIterator(BytesIO(records), no_record_parse=True)]


def test_the_bytes_of_both_sides_are_kept_as_they_went() -> None:
    odd = (
        b"HTTP/1.0 200\nserver:  Caf\xe9\r\nX-Odd : two  spaces \r\nCONTENT-type:text/html\n\n<p>\xff\x00\r\n"
    )
    made = replace(exchange(), response=odd, request=b"GET /f%C3%A9 HTTP/1.1\r\nhost: x\r\n\r\n")
    answer, question = _blocks(write_records(made))
    assert (answer, question) == (made.response, made.request)


def test_the_same_exchange_gives_the_same_bytes_and_another_time_another_record() -> None:
    made = exchange()
    assert write_records(made) == write_records(replace(made))
    later = replace(made, taken=made.taken + timedelta(microseconds=1))
    ids = {one["WARC-Record-ID"] for one in _fields(write_records(made)) + _fields(write_records(later))}
    assert len(ids) == 4


def test_the_answer_says_when_from_where_and_the_question_belongs_to_it() -> None:
    answer, question = _fields(write_records(replace(exchange(), truncated="time")))
    assert answer["WARC-Type"] == "response" and question["WARC-Type"] == "request"
    assert answer["WARC-Target-URI"] == HOME
    assert answer["WARC-Date"] == "2031-03-04T05:06:07.123456Z"
    assert answer["WARC-IP-Address"] == "192.0.2.7"
    assert answer["WARC-Truncated"] == "time"
    assert question["WARC-Concurrent-To"] == answer["WARC-Record-ID"]


def test_where_the_reader_was_led_from_is_told() -> None:
    records = write_records(exchange(asked="http://short.invalid/f"))
    assert _blocks(records)[2] == b"via: http://short.invalid/f\r\n"


def test_an_address_cannot_add_a_header() -> None:
    made = replace(exchange(), url="https://a.invalid/\r\nWARC-Truncated: length\u2028x", asked="x")
    assert all("WARC-Truncated" not in one for one in _fields(write_records(made)))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("chunked", [False, True])
def test_the_field_s_own_tool_finds_every_digest_right(tmp_path: Path, packed: bool, chunked: bool) -> None:
    records = write_records(exchange(packed=packed, chunked=chunked, asked="https://b.invalid/"))
    records += write_rendering(Rendering(HOME, TAKEN, "image/png", picture()))
    records += write_records(exchange(minutes=9, revisit_of=earlier_of(records)))
    file = tmp_path / "a.warc.gz"
    file.write_bytes(records)
    said = subprocess.run(
        [WARCIO, "check", "-v", file], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert said.count("digest pass") == 5 and said.count("not checked (revisit)") == 1
    plain = gzip.decompress(records)
    file.write_bytes(plain.replace(b"GET /ferry", b"GET /fErry", 1))
    assert subprocess.run([WARCIO, "check", file], capture_output=True, timeout=60).returncode == 1


def test_what_adds_nothing_names_the_capture_that_it_repeats() -> None:
    first = write_records(exchange(packed=True))
    earlier = earlier_of(first)
    again = write_records(exchange(packed=True, minutes=5, revisit_of=earlier))
    told = _fields(again)[0]
    assert told["WARC-Type"] == "revisit"
    assert told["WARC-Profile"].endswith("/warc/1.1/revisit/identical-payload-digest")
    assert told["WARC-Refers-To-Target-URI"] == HOME
    assert told["WARC-Refers-To-Date"] == "2031-03-04T05:06:07.123456Z"
    assert told["WARC-Payload-Digest"] == _fields(first)[0]["WARC-Payload-Digest"]
    assert _blocks(again)[0].endswith(b"\r\n\r\n")
    assert earlier_of(again) == earlier == Earlier(HOME, TAKEN, told["WARC-Payload-Digest"])
    unchanged = exchange(body=b"", status="304 Not Modified", minutes=6, revisit_of=earlier)
    assert _fields(write_records(unchanged))[0]["WARC-Profile"].endswith("/server-not-modified")
    assert payload_of(write_records(unchanged)).status == 304


@pytest.mark.parametrize(
    ("media", "urn"),
    [("image/png", "urn:view:"), ("application/pdf", "urn:pdf:"), ("text/html", "urn:dom:")],
)
def test_what_a_browser_made_of_a_page_stands_under_an_address_of_its_own(media: str, urn: str) -> None:
    records = write_rendering(Rendering(HOME, TAKEN, media, b"made"))
    told = _fields(records)[0]
    assert (told["WARC-Type"], told["WARC-Target-URI"]) == ("resource", urn + HOME)
    answer = payload_of(records)
    assert (answer.status, answer.media, answer.body) == (200, media, b"made")


def test_no_answer_in_the_records_is_said() -> None:
    with pytest.raises(ValueError, match="no answer"):
        payload_of(b"nothing of the kind")


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CODINGS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": functools.partial(brotli.compress, quality=4),
    "identity": bytes,
}


@given(
    body=st.binary(max_size=3000),
    codings=st.lists(st.sampled_from(sorted(CODINGS)), max_size=2),
    size=st.integers(1, 700) | st.none(),
)
@settings(max_examples=60)
def test_a_body_is_decoded_whatever_it_was_packed_in(
    body: bytes, codings: list[str], size: int | None
) -> None:
    sent = body
    for coding in codings:
        sent = CODINGS[coding](sent)
    head = b"HTTP/1.1 200 OK\r\n"
    if codings:
        head += f"Content-Encoding: {', '.join(codings)}\r\n".encode()
    if size:
        pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
        sent = b"".join(b"%X;name=value\r\n%s\r\n" % (len(one), one) for one in pieces)
        sent += b"0\r\nTrailer: x\r\n\r\n"
        head += b"Transfer-Encoding: chunked\r\n"
    answer = read_answer(head + b"\r\n" + sent)
    assert answer.body == body and not answer.faults and not answer.cut


def test_deflate_without_its_head_is_what_some_servers_send() -> None:
    sent = b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + _raw_deflate(STORY.encode())
    assert read_answer(sent).body == STORY.encode()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_bomb_unfolds_no_further_than_asked(coding: str) -> None:
    body = b"\0" * 30_000_000
    for one in coding.split(", "):
        body = CODINGS[one](body)
    answer = read_answer(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: " + coding.encode() + b"\r\n\r\n" + body, most=40_000
    )
    assert len(answer.body) <= 40_000 and answer.cut
    assert "longer than 40,000 bytes" in answer.faults[-1]


@pytest.mark.parametrize(
    ("head", "body", "read", "fault"),
    [
        ("Content-Length: 10", b"12345", b"12345", "5 bytes of 10"),
        ("Transfer-Encoding: chunked", b"4\r\nabcd\r\n9\r\nxy", b"abcdxy", "a chunk of 9 bytes has 2"),
        ("Transfer-Encoding: chunked", b"4\r\nabcd\r\n", b"abcd", "ends too early"),
        ("Content-Encoding: gzip", gzip.compress(b"<p>long</p>" * 900)[:60], None, "gzip: cut off"),
        ("Content-Encoding: br", b"\xff\xfe\x00\x81\x92" * 9, b"\xff\xfe\x00\x81\x92" * 9, "is not the br"),
        ("Content-Encoding: zstd", b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xfd", "'zstd', which is not decoded"),
    ],
)
def test_what_is_broken_is_read_as_far_as_it_goes(
    head: str, body: bytes, read: bytes | None, fault: str
) -> None:
    answer = read_answer(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body)
    assert fault in "; ".join(answer.faults)
    assert answer.body == read if read is not None else answer.body.startswith(b"<p>long") or not answer.body


@pytest.mark.parametrize(
    "head", ["Content-Encoding: gzip", "Content-Encoding: br", "Transfer-Encoding: chunked"]
)
def test_a_body_that_an_archive_keeps_decoded_is_taken_as_it_is(head: str) -> None:
    answer = read_answer(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n{STORY}".encode())
    assert answer.body == STORY.encode() and not answer.faults


@given(st.binary(max_size=400))
@settings(max_examples=100)
def test_no_answer_of_a_server_is_an_error(sent: bytes) -> None:
    read_answer(sent, most=1000)
    read_answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\nContent-Encoding: br\r\n\r\n" + sent)
