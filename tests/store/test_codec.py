"""What is kept comes back as it was; bytes are kept as they are."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict, TypeAdapter

from firsthand.store.codec import pack, unpack

BYTES = TypeAdapter(bytes, config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))
TEXT = TypeAdapter(str)


@given(st.binary())
def test_bytes_come_back_and_take_one_byte_more(data: bytes) -> None:
    kept = pack(BYTES, data)
    assert unpack(BYTES, kept) == data
    assert len(kept) == len(data) + 1


@given(st.binary())
def test_bytes_of_an_earlier_version_come_back(data: bytes) -> None:
    assert unpack(BYTES, zlib.compress(BYTES.dump_json(data))) == data


@given(st.text())
def test_texts_come_back(text: str) -> None:
    assert unpack(TEXT, pack(TEXT, text)) == text


def test_bytes_are_no_text() -> None:
    with pytest.raises(ValueError):
        unpack(TEXT, pack(BYTES, b"a text"))
