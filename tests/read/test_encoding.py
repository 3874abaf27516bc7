import pytest

from firsthand.read.encoding import NotTextError, decode

SENTENCE = "The café’s owner said “no” – twice – to the inspectors of Saltmere. "


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_told_by_their_bytes(encoding: str) -> None:
    text, note = decode((SENTENCE * 5).encode(encoding))
    assert text == SENTENCE * 5
    assert note


def test_utf8_is_kept_as_it_is_and_needs_no_note() -> None:
    assert decode("\ufeffé\r\n".encode()) == ("\ufeffé\r\n", None)


def test_latin1_is_read_as_browsers_read_it() -> None:
    text, note = decode("The café in Göteborg was closed.".encode("latin-1"), declared="iso-8859-1")
    assert text == "The café in Göteborg was closed."
    assert note == "decoded as windows-1252"


def test_other_scripts_are_recognised() -> None:
    words = "Инспекторы насчитали сорок затонувших барж в гавани, сообщило управление порта. "
    assert decode((words * 4).encode("cp1251"))[0] == words * 4


def test_a_wrong_claim_is_not_believed() -> None:
    assert decode("Göteborg é".encode(), declared="shift_jis")[0] == "Göteborg é"
    assert decode(b"caf\xe9 in G\xf6teborg", declared="no-such-thing")[0] == "café in Göteborg"


def test_mixed_encodings_are_read_piece_by_piece() -> None:
    data = "The café of Göteborg – “closed”".encode() + b" and the caf\xe9 next door"
    text, note = decode(data)
    assert text == "The café of Göteborg – “closed” and the café next door"
    assert note is not None
    assert "mixed" in note


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 text",
        b"\x89PNG\r\n",
        b"PK\x03\x04 zip",
        b"\x00\x01\x02 text\x00",
        bytes(range(1, 256)) * 4,
        b"\x00\x01",
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError, match="it "):
        decode(data)


def test_bytes_without_meaning_do_not_stop_the_reader() -> None:
    assert decode(b"caf\xe9 \x81 open")[0] == "café \x81 open"
