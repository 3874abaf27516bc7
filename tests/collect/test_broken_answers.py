"""Answers with random damage, in random pieces: always a whole answer, a cut one, or none that is said."""

import gzip
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wicked_server import SHORT, response, zipped

from firsthand.collect.net import Answer, Asker, Guard, UnansweredError

PAGE = b"<html><body><p>The dyke at Ostrave holds, the reeve said.</p></body></html>"
WHOLE = (
    response(PAGE),
    zipped(PAGE),
    b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + response(PAGE),
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n4;x=y\r\n>ok.\r\n0\r\nX: y\r\n\r\n",
    b"HTTP/1.0 200 OK\r\n\r\n" + PAGE,
    response(gzip.compress(gzip.compress(PAGE)), headers=("Content-Encoding: gzip, gzip",)),
    b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n",
)


class Pieces:
    """Stands for a connection: gives its bytes in pieces of the sizes that are drawn."""

    def __init__(self, data: bytes, sizes: Sequence[int]) -> None:
        self.ip = "192.0.2.1"
        self._pieces = self._cut(data, sizes)

    @staticmethod
    def _cut(data: bytes, sizes: Sequence[int]) -> Iterator[bytes]:
        at = 0
        for size in sizes:
            if at < len(data):
                yield data[at : at + size]
            at += size
        if at < len(data):
            yield data[at:]

    def send(self, data: bytes) -> None:
        assert data.startswith(b"GET / HTTP/1.1\r\n")

    def receive(self) -> bytes:
        return next(self._pieces, b"")

    def close(self) -> None:
        pass


def _asked(data: bytes, sizes: Sequence[int]) -> Answer | str:
    asker = Asker(Guard(lambda host, port: ["93.184.215.14"]), limits=SHORT, agent="firsthand")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "firsthand.collect.net.exchange.Connection", lambda *args, **options: Pieces(data, sizes)
        )
        try:
            return asker.ask("http://lantern.example/")
        except UnansweredError as error:
            return str(error)


def _told(answer: Answer | str) -> Any:
    if isinstance(answer, str):
        return answer
    # How much of a garbled answer is there when that is seen hangs on how it came.
    wire = answer.response if answer.truncated is None else b""
    return answer.status, answer.headers, answer.body, answer.truncated, answer.flaw, wire


@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 300), st.binary(max_size=4), st.integers(0, 6)), max_size=4),
    st.lists(st.integers(1, 60), max_size=12),
)
@settings(max_examples=400)
def test_damage_is_told_the_same_however_it_arrives(
    whole: bytes, damage: list[tuple[int, bytes, int]], sizes: list[int]
) -> None:
    data = whole
    for place, put_in, taken_out in damage:
        data = data[:place] + put_in + data[place + taken_out :]
    answer = _asked(data, sizes)
    assert _told(answer) == _told(_asked(data, []))
    if isinstance(answer, Answer):
        assert answer.response in data
        assert answer.body is not None or answer.flaw
        assert (answer.truncated is None) or answer.body is None
    else:
        assert answer


@pytest.mark.parametrize("whole", WHOLE)
def test_undamaged_it_is_whole(whole: bytes) -> None:
    answer = _asked(whole, [1] * len(whole))
    assert isinstance(answer, Answer) and answer.flaw is None and whole.endswith(answer.response)


@given(st.binary(max_size=300), st.lists(st.integers(1, 40), max_size=8))
@settings(max_examples=200)
def test_any_bytes_are_told_as_something(data: bytes, sizes: list[int]) -> None:
    assert _told(_asked(data, sizes)) == _told(_asked(data, []))
