import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import SAID, opened, zipped

from firsthand.model import Failure
from firsthand.read import Limits, Original, open_original
from firsthand.read.archives.zipped import unpack


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_members_come_byte_for_byte_however_they_are_packed(method: int) -> None:
    members = [("a.txt", SAID), ("Süd/b.html", SAID * 5000), ("c.txt", bytes(range(256)) * 9000)]
    found = list(unpack(zipped(members, method), name="x.zip", limits=Limits()))
    assert [(one.name, one.data) for one in found if not isinstance(one, Failure)] == members


def test_documents_know_what_they_were_taken_out_of() -> None:
    data = zipped([("a.txt", SAID)])
    whole, inner = open_original(Original("x.zip", data))
    assert not isinstance(whole, Failure) and whole.document is None
    assert not isinstance(inner, Failure) and inner.document is not None
    assert (inner.document.name, inner.document.within) == ("x.zip/a.txt", whole.original.digest)


def test_names_that_climb_out_are_read_under_harmless_ones_and_said() -> None:
    names, messages = opened("x.zip", zipped([("../../a.txt", SAID), ("/b.txt", SAID), ("C:\\c.txt", SAID)]))
    assert names == ["x.zip", "x.zip/a.txt", "x.zip/b.txt", "x.zip/c.txt"]
    assert messages == [
        "x.zip: 3 parts were named so as to lead out of the archive, and read under a harmless name; nothing "
        "was written outside (../../a.txt, /b.txt, C:\\c.txt). Ask who made the archive."
    ]


def test_two_members_of_one_name_are_both_read() -> None:
    names, messages = opened("x.zip", zipped([("a.txt", SAID), ("a.txt", SAID * 2)]))
    assert (names, messages) == (["x.zip", "x.zip/a.txt", "x.zip/a (2).txt"], [])


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_is_stopped_while_it_unfolds(method: int) -> None:
    names, messages = opened("x.zip", zipped([("a.txt", bytes(20_000_000)), ("b.txt", SAID)], method))
    assert names == ["x.zip", "x.zip/b.txt"]
    assert messages == [
        "x.zip/a.txt: unfolds to more than 1000 times its size, and was not read. Unpack it yourself, or "
        "raise the limit: --limit ratio=NUMBER"
    ]


def test_a_member_beyond_the_largest_file_is_refused_whatever_it_says_of_its_size() -> None:
    data = zipped([("a.txt", bytes(3_000_000))])
    lying = data.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 10))
    for one in (data, lying):
        names, messages = opened("x.zip", one, Limits(file=1_000_000))
        assert names == ["x.zip"]
        assert "x.zip/a.txt: larger than 1000000 bytes, and was not read" in messages[0]
    assert "--limit file=NUMBER" in messages[0]


def test_a_size_that_lies_neither_cuts_nor_stretches() -> None:
    data = zipped([("a.txt", SAID * 100)])
    lying = data.replace(struct.pack("<I", len(SAID) * 100), struct.pack("<I", 7))
    assert lying != data
    (part,) = unpack(lying, name="x.zip", limits=Limits())
    assert not isinstance(part, Failure) and part.data == SAID * 100


def test_members_that_share_their_bytes_are_a_bomb() -> None:
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(bytes(500_000)) + packed.flush()
    check, entries = zlib.crc32(bytes(500_000)), b""
    local = (
        struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(body), 500_000, 5, 0) + b"a.txt"
    )
    for number in range(50):
        entries += (
            struct.pack(
                "<4s6H3I5H2I",
                b"PK\x01\x02",
                20,
                20,
                0,
                8,
                0,
                0,
                check,
                len(body),
                500_000,
                6,
                0,
                0,
                0,
                0,
                0,
                0,
            )
            + b"%02d.txt" % number
        )
    start = len(local) + len(body)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 50, 50, len(entries), start, 0)
    found = list(unpack(local + body + entries + end, name="x.zip", limits=Limits()))
    failures = [one for one in found if isinstance(one, Failure)]
    assert len(found) - len(failures) == 1
    assert (
        "49 parts were made of the same bytes as another, as in a bomb, and not read" in failures[0].message
    )


def test_an_encrypted_member_is_named_with_what_to_do() -> None:
    data = bytearray(zipped([("a.txt", SAID), ("b.txt", SAID)]))
    data[6] |= 1  # the flag in the first member's own head, and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    names, messages = opened("x.zip", bytes(data))
    assert names == ["x.zip", "x.zip/b.txt"]
    assert messages == [
        "x.zip: 1 part was encrypted, and not read (a.txt). Unpack the archive with its password, and add "
        "the files."
    ]


def test_a_way_of_packing_that_is_not_read_is_named() -> None:
    data = bytearray(zipped([("a.txt", SAID)]))
    data[data.index(b"PK\x01\x02") + 10] = 93
    assert opened("x.zip", bytes(data))[1] == [
        "x.zip: 1 part was packed in a way that is not read (Zstandard) (a.txt). Pack the files anew as ZIP."
    ]


def test_a_changed_byte_is_found_and_the_others_go_on() -> None:
    data = bytearray(zipped([("a.txt", SAID), ("b.txt", SAID)], zipfile.ZIP_STORED))
    data[50] ^= 1
    names, messages = opened("x.zip", bytes(data))
    assert names == ["x.zip", "x.zip/b.txt"]
    assert "x.zip/a.txt: its checksum does not fit: the bytes were changed" in messages[0]


def test_links_are_not_followed_and_folders_and_hidden_members_passed_over() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    names, messages = opened(
        "x.zip",
        zipped([(link, b"/etc/passwd"), ("a/", b""), ("__MACOSX/._a.txt", b"x"), ("a/.DS_Store", b"x")]),
    )
    assert names == ["x.zip"]
    assert messages == ["x.zip: 1 part was passed over as links (link.txt). Add the files that they lead to."]


def test_formats_that_nobody_reads_are_said_once() -> None:
    names, messages = opened("x.zip", zipped([(f"{n}.exe", b"MZ") for n in range(7)] + [("README", b"x")]))
    assert names == ["x.zip"]
    assert len(messages) == 1
    assert messages[0].startswith(
        "x.zip: 8 parts were passed over (7 .exe, 1 no suffix): what is read is text,"
    )


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("港口四十艘驳船.txt", "gbk"), ("Über Kähne.txt", "cp437"), ("Über Kähne.txt", "utf-8")],
)
def test_names_without_a_mark_are_read_as_what_they_look_like(name: str, encoding: str) -> None:
    plain = "n" * len(name.encode(encoding)[:-4]) + ".txt"
    data = zipped([(plain, SAID)]).replace(plain.encode(), name.encode(encoding))
    assert opened("x.zip", data)[0] == ["x.zip", f"x.zip/{name}"]


def test_a_member_without_a_name_is_no_trouble() -> None:
    data = zipped([("a.txt", SAID)]).replace(b"a.txt", b"\x00.txt")
    assert opened("x.zip", data)[0] == ["x.zip"]


def test_an_empty_or_broken_archive_says_so() -> None:
    assert "an archive with nothing in it" in opened("x.zip", zipped([]))[1][0]
    data = zipped([("a.txt", SAID)])
    assert "a ZIP that cannot be opened" in opened("x.zip", data[: len(data) - 30])[1][0]


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_archive_never_stops_the_others(data: st.DataObject) -> None:
    whole = bytearray(
        zipped(
            [("a.txt", SAID * 9), ("b.txt", SAID), ("c.txt", SAID)],
            data.draw(st.sampled_from([0, 8, 12, 14])),
        )
    )
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for one in (bytes(whole), bytes(whole[:cut])):
        for part in unpack(one, name="x.zip", limits=Limits(file=1_000_000)):
            assert isinstance(part, Failure) or len(part.data) <= 1_000_000


def test_settings_of_lzma_that_do_not_go_together_are_damage() -> None:
    data = bytearray(zipped([("a.txt", SAID), ("b.txt", SAID)], zipfile.ZIP_LZMA))
    at = 30 + len("a.txt") + 4
    assert data[at] == 93  # lc 3, lp 0, pb 2
    data[at] = 8 + 9 * 4  # lc 8 and lp 4: together no more than 4 are allowed
    names, messages = opened("x.zip", bytes(data))
    assert names == ["x.zip", "x.zip/b.txt"]
    assert messages[0].startswith("x.zip/a.txt: it is damaged (")
