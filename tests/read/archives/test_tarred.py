import bz2
import gzip
import io
import lzma
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import SAID, opened, tarred

from firsthand.model import Failure
from firsthand.read import Limits
from firsthand.read.archives.tarred import unpack


def _special(name: str, kind: bytes, leads_to: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, leads_to
    return info


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_members_come_byte_for_byte_however_they_are_packed(mode: str) -> None:
    long = "a folder with a very long name/" * 9
    members = [("a.txt", SAID), (f"{long}驳船.txt", SAID * 9_000), ("empty.txt", b"")]
    found = list(unpack(tarred(members, mode), name="x.tar", limits=Limits()))
    assert [(one.name, one.data) for one in found if not isinstance(one, Failure)] == members


def test_names_that_climb_and_everything_that_is_no_file() -> None:
    names, messages = opened(
        "x.tar",
        tarred(
            [
                ("../a.txt", SAID),
                ("/root/b.txt", SAID),
                _special("link.txt", tarfile.SYMTYPE, "/etc/passwd"),
                _special("hard.txt", tarfile.LNKTYPE, "../a.txt"),
                _special("disk", tarfile.BLKTYPE),
                _special("pipe", tarfile.FIFOTYPE),
                _special("folder", tarfile.DIRTYPE),
                ("tool.exe", b"MZ"),
                ("._a.txt", b"x"),
            ]
        ),
    )
    assert names == ["x.tar", "x.tar/a.txt", "x.tar/root/b.txt"]
    assert [message.split(" passed over (1 .exe)")[0] for message in messages] == [
        "x.tar: 2 parts were named so as to lead out of the archive, and read under a harmless name; nothing "
        "was written outside (../a.txt, /root/b.txt). Ask who made the archive.",
        "x.tar: 2 parts were passed over as links (link.txt → /etc/passwd, hard.txt → ../a.txt). Add the "
        "files that they lead to.",
        "x.tar: 2 parts were passed over as devices or pipes (disk, pipe). Leave them out.",
        "x.tar: 1 part was",
    ]


@pytest.mark.parametrize(
    ("name", "data", "inner"),
    [
        ("a.txt.gz", gzip.compress(SAID), "a.txt"),
        ("two.txt.gz", gzip.compress(SAID[:9]) + gzip.compress(SAID[9:]), "two.txt"),
        ("a.txt.bz2", bz2.compress(SAID), "a.txt"),
        ("a.txt.xz", lzma.compress(SAID), "a.txt"),
        ("padded.txt.gz", gzip.compress(SAID) + bytes(40), "padded.txt"),
    ],
)
def test_a_single_file_is_unfolded_under_its_name(name: str, data: bytes, inner: str) -> None:
    (part,) = unpack(data, name=f"folder/{name}", limits=Limits())
    assert not isinstance(part, Failure)
    assert (part.name, part.data) == (inner, SAID)


def test_a_single_file_takes_the_name_that_gzip_kept() -> None:
    file = io.BytesIO()
    with gzip.GzipFile("letter.txt", "wb", fileobj=file) as packed:
        packed.write(SAID)
    (part,) = unpack(file.getvalue(), name="download.gz", limits=Limits())
    assert not isinstance(part, Failure) and part.name == "letter.txt"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.txt.bz2", bz2.compress(bytes(40_000_000))),
        ("x.txt.xz", lzma.compress(bytes(20_000_000))),
        ("x.tar.bz2", bz2.compress(tarred([("a.exe", bytes(40_000_000)), ("b.txt", SAID)]))),
    ],
)
def test_a_bomb_is_stopped_while_it_unfolds(name: str, data: bytes) -> None:
    names, messages = opened(name, data)
    assert names == [name]
    assert messages[0] == (
        f"{name}: unfolds to more than 1000 times its size; from there on it was not read. Unpack it "
        "yourself, or raise the limit: --limit ratio=NUMBER"
    )


def test_a_sparse_member_and_one_whose_size_lies() -> None:
    info = tarfile.TarInfo("huge.txt")
    info.size = 8_000_000_000
    names, messages = opened("x.tar", info.tobuf() + bytes(1024))
    assert names == ["x.tar"]
    assert "x.tar/huge.txt: said to be of 8,000,000,000 bytes, and was not read" in messages[0]
    info.size = 5_000
    names, messages = opened("x.tar", info.tobuf() + SAID)
    assert names == ["x.tar"]
    assert "a damaged archive" in messages[0] or "breaks off" in messages[0]


def test_a_head_made_to_fill_the_memory_is_refused() -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 3_000_000
    names, messages = opened("x.tar", info.tobuf(tarfile.GNU_FORMAT) + bytes(4_000_000))
    assert names == ["x.tar"]
    assert "a damaged archive (a head of 3,000,000 bytes)" in messages[0]


def test_what_comes_before_the_damage_is_read_and_the_rest_is_said() -> None:
    data = bytearray(tarred([("a.txt", SAID), ("b.txt", SAID), ("c.txt", SAID)]))
    data[1024 + 3] ^= 1
    names, messages = opened("x.tar", bytes(data))
    assert names == ["x.tar", "x.tar/a.txt"]
    assert messages == [
        "x.tar: a damaged archive (bad checksum); what came before was read, the rest was not. Download or "
        "copy it again."
    ]
    packed = gzip.compress(bytes(tarred([("a.txt", SAID)])))
    assert "it breaks off" in opened("x.tgz", packed[:-30])[1][0]


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_archive_never_stops_the_others(data: st.DataObject) -> None:
    whole = bytearray(
        tarred(
            [("a.txt", SAID), ("b" * 150, SAID), ("c.txt", SAID)],
            data.draw(st.sampled_from(["w", "w:gz", "w:bz2", "w:xz"])),
        )
    )
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    for one in (bytes(whole), bytes(whole[: data.draw(st.integers(0, len(whole)))])):
        for part in unpack(one, name="x.tar", limits=Limits(file=1_000_000)):
            assert isinstance(part, Failure) or len(part.data) <= 1_000_000


def test_a_head_that_counts_beyond_all_numbers_is_damage() -> None:
    head = tarfile.TarInfo("x")
    head.type = tarfile.XHDTYPE
    pairs = b"99999999999999999999999 path=a.txt\n"
    head.size = len(pairs)
    data = head.tobuf() + pairs.ljust(512, b"\0") + tarred([("a.txt", SAID)])
    names, messages = opened("x.tar", data)
    assert names == ["x.tar"]
    assert messages[0].startswith("x.tar: a damaged archive (")


def test_heads_upon_heads_are_damage() -> None:
    head = tarfile.TarInfo("x")
    head.type, head.size = tarfile.GNUTYPE_LONGNAME, 4
    data = (head.tobuf() + b"a.t\0".ljust(512, b"\0")) * 3_000 + tarred([("a.txt", SAID)])
    names, messages = opened("x.tar", data)
    assert names == ["x.tar"]
    assert messages[0].startswith("x.tar: a damaged archive (")
