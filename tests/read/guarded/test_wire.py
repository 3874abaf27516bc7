"""What a reader's process may say: data of the model, and nothing that runs."""

import io
import os
import pickle
from datetime import UTC, date, datetime
from typing import BinaryIO, cast

import pytest

from firsthand.model import Block, Document, Failure, Sheet
from firsthand.model.document import Area, ReadWord
from firsthand.read.guarded.wire import BrokenWireError, Message, receive, said_of, send
from firsthand.read.opening import Original

DOCUMENT = Document(
    "ab" * 32,
    "scan.png",
    "The ferry \ud800",
    (Block(0, 11, "paragraph"),),
    published=date(2026, 3, 1),
    notes=("read from a picture",),
    sheets=(Sheet(1, 0, 11, 595.0, 842.0, "iv", 0.9, (ReadWord(0, 3, Area(1, 1.0, 2.0, 3.0, 4.0), 0.9),)),),
    taken=datetime(2026, 3, 1, tzinfo=UTC),
)


def through(message: Message, **options: bool) -> Message:
    pipe = cast(BinaryIO, io.BytesIO())
    send(pipe, message)
    pipe.seek(0)
    return receive(pipe, **options)


@pytest.mark.parametrize(
    "message",
    [
        Message("beat"),
        Message("found", (None, DOCUMENT)),
        Message("found", (said_of(Original("a", b"", taken=datetime.now(UTC))), None), b"bytes" * 1000),
        Message("found", Failure("a", "read", "damaged")),
    ],
)
def test_what_is_said_is_understood(message: Message) -> None:
    assert through(message) == message


def test_what_would_run_is_not_unpacked() -> None:
    class Harm:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("true",)

    for harm in (Harm(), [os.system], io.BytesIO):
        with pytest.raises(BrokenWireError):
            through(Message("found", harm))


def test_half_a_message_is_none() -> None:
    pipe = io.BytesIO()
    send(cast(BinaryIO, pipe), Message("found", "words", b"bytes"))
    whole = pipe.getvalue()
    for length in range(len(whole)):
        with pytest.raises(BrokenWireError):
            receive(cast(BinaryIO, io.BytesIO(whole[:length])))
    with pytest.raises(BrokenWireError):
        receive(cast(BinaryIO, io.BytesIO(b"\xff" + whole[1:])))
    assert pickle.HIGHEST_PROTOCOL >= 5
