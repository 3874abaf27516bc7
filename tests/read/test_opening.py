import hashlib
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Sequence
from email.message import EmailMessage

import pytest
from made import SAID, opened, tarred, zipped

from firsthand.model import Failure
from firsthand.read import Limits, Original, format_of, open_original


def _letter(subject: str, *attached: tuple[str, bytes]) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "Ada Quist <ada@saltmere.example>", subject
    letter.set_content("The harbour master said on Friday that the quay is closed.")
    for name, data in attached:
        letter.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return letter


def test_an_archive_in_a_letter_in_an_archive_is_opened_and_each_knows_where_it_lay() -> None:
    packed = tarred([("in/a.txt", SAID)], "w:gz")
    letter = bytes(_letter("Barges", ("all.tgz", packed)))
    whole = zipped([("mail/one.eml", letter)])
    found = list(open_original(Original("x.zip", whole)))
    assert not any(isinstance(one, Failure) for one in found)
    known = {}
    for one in found:
        assert not isinstance(one, Failure)
        known[one.original.name] = (one.original.digest, one.original.within, one.document is not None)
    digests = [hashlib.sha256(data).hexdigest() for data in (whole, letter, packed, SAID)]
    names = [
        "x.zip",
        "x.zip/mail/one.eml",
        "x.zip/mail/one.eml/all.tgz",
        "x.zip/mail/one.eml/all.tgz/in/a.txt",
    ]
    assert known == {
        names[0]: (digests[0], None, False),
        names[1]: (digests[1], digests[0], True),
        names[2]: (digests[2], digests[1], False),
        names[3]: (digests[3], digests[2], True),
    }


def test_twenty_archives_in_one_another_are_opened_as_deep_as_the_limit() -> None:
    data = SAID
    for number in range(20):
        data = zipped([("a.txt", SAID), ("inner.zip" if number else "last.txt", data)])
    names, messages = opened("x.zip", data)
    assert sum(name.endswith("a.txt") for name in names) == 5
    inner = "x.zip" + "/inner.zip" * 5
    assert messages == [
        f"{inner}: lies 5 deep in others; what it holds was not opened. Unpack it yourself, or raise the "
        "limit: --limit depth=6"
    ]
    names, messages = opened("x.zip", data, Limits(depth=30))
    assert (sum(name.endswith("a.txt") for name in names), messages) == (20, [])


def test_a_letter_at_the_depth_limit_that_holds_nothing_is_no_failure() -> None:
    data = zipped([("one.eml", bytes(_letter("Barges")))])
    assert opened("x.zip", data, Limits(depth=1))[1] == []
    attached = zipped([("one.eml", bytes(_letter("Barges", ("a.txt", SAID))))])
    assert "lies 1 deep in others" in opened("x.zip", attached, Limits(depth=1))[1][0]


def test_an_archive_that_holds_itself_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from firsthand.read.archives import zipped as module
    from firsthand.read.parts import Part

    data = zipped([("r.zip", b"stands for itself")])
    monkeypatch.setattr(module, "unpack", lambda data, **_: iter([Part("r.zip", data), Part("a.txt", SAID)]))
    names, messages = opened("r.zip", data)
    assert names == ["r.zip", "r.zip/a.txt"]
    assert messages == [
        "r.zip/r.zip: the same bytes as an archive that it lies in; it holds itself, without an end, and was "
        "not opened again. Ask who made the archive."
    ]


def test_parts_are_counted_over_all_archives_together() -> None:
    inner = zipped([(f"{number}.txt", SAID) for number in range(30)])
    data = zipped([("one.zip", inner), ("two.zip", inner + b" "), ("c.txt", SAID)])
    names, messages = opened("x.zip", data, Limits(parts=40))
    assert sum(name.endswith(".txt") for name in names) == 38
    assert messages[0] == (
        "x.zip/two.zip: holds more than is unpacked (parts=40); what came before 8.txt was read, it and the "
        "rest were not. Unpack it yourself, or raise the limit with --limit."
    )
    assert len(messages) == 2
    assert messages[1].startswith("x.zip: holds more than is unpacked (parts=40); what came before c.txt")


def test_bytes_are_counted_over_all_archives_together() -> None:
    inner = zipped([(f"{number}.txt", SAID * 1000) for number in range(10)])
    names, messages = opened("x.zip", zipped([("one.zip", inner)]), Limits(unpacked=5 * len(SAID) * 1000))
    assert 3 <= sum(name.endswith(".txt") for name in names) <= 5
    assert "holds more than is unpacked (unpacked=" in messages[0]


@pytest.mark.parametrize(("name", "pack"), [("x.zip", zipped), ("x.tar", tarred)])
def test_one_part_at_a_time_is_in_memory(
    name: str, pack: Callable[[Sequence[tuple[str, bytes]]], bytes]
) -> None:
    size = 1_000_000

    def most(count: int) -> int:
        data = pack([(f"{number}.txt", bytes([number]) * size) for number in range(count)])
        tracemalloc.start()
        for part in format_of(data, name=name).unpack(data, name=name, limits=Limits()):
            assert not isinstance(part, Failure)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(20) < most(4) + 4 * size


def test_a_lying_suffix_or_damage_stops_only_the_part_it_is_in() -> None:
    data = zipped(
        [
            ("a.txt", SAID),
            ("not.zip", b"PK\x03\x04 and then nothing"),
            ("not.eml", b"no head at all"),
            ("not.gz", b"\x1f\x8b\x08\x00junk"),
            ("page.zip", b"<!doctype html><html><body><p>The quay is open, she said.</p></body></html>"),
            ("z.txt", SAID * 2),
        ]
    )
    names, messages = opened("x.zip", data)
    assert names[0] == "x.zip" and names[1] == "x.zip/a.txt" and names[-1] == "x.zip/z.txt"
    assert any(message.startswith("x.zip/not.zip: a ZIP that cannot be opened") for message in messages)
    assert any(message.startswith("x.zip/not.eml: not an e-mail") for message in messages)
    assert any(message.startswith("x.zip/not.gz: ") for message in messages)


def test_a_bomb_of_bombs_ends_within_the_limits() -> None:
    grain = zlib.compress(b"")  # any small thing
    layer = zipped([(f"{number}.txt", grain * 2) for number in range(10)])
    for _ in range(4):
        layer = zipped([(f"{number}.zip", layer) for number in range(10)])
    names, messages = opened("x.zip", layer, Limits(parts=300))
    assert len(names) <= 301
    assert any("holds more than is unpacked (parts=300)" in message for message in messages)


def test_a_bomb_in_the_member_that_tells_the_format_is_not_unfolded() -> None:
    data = zipped([("mimetype", bytes(100_000_000)), ("a.txt", SAID)], zipfile.ZIP_BZIP2)
    tracemalloc.start()
    assert format_of(data, name="x.odt").name == "zip"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_half_an_outlook_message_is_called_one() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    assert "x.msg: a damaged Outlook message" in opened("x.msg", data)[1][0]
