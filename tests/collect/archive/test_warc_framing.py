"""Records are found in any WARC, also where it is damaged: what is broken is said, the others are read."""

import gzip
import re
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_site import site

from firsthand.collect.archive.framing import MOST_TEARS, Record, Torn, read_records

MEMBERS = [records for _, records in site()]
JOINED = b"".join(MEMBERS)
PLAIN = gzip.decompress(JOINED)
KINDS = ["response", "request"] + ["response", "request", "metadata"] + ["response", "request"] * 3
FORMS = {"a member for each": JOINED, "one member": gzip.compress(PLAIN), "plain": PLAIN}


def _read(data: bytes, *, most: int = 1 << 30) -> tuple[list[Record], list[Torn], list[bytes]]:
    records, torn, blocks = [], [], []
    for one in read_records(BytesIO(data), most=most):
        if isinstance(one, Torn):
            torn.append(one)
        else:
            records.append(one)
            blocks.append(one.block(1 << 20))
    return records, torn, blocks


WHOLE = _read(JOINED)[2]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("version", [b"WARC/0.18", b"WARC/1.0", b"WARC/1.1"])
def test_every_packing_and_version_gives_the_same_records(form: str, version: bytes) -> None:
    data = FORMS[form]
    if version != b"WARC/1.1":
        plain = PLAIN.replace(b"WARC/1.1\r\n", version + b"\r\n")
        data = plain if form == "plain" else gzip.compress(plain)
    records, torn, blocks = _read(data)
    assert [one.kind for one in records] == KINDS
    assert blocks == WHOLE and not torn and not any(one.faults for one in records)


def test_a_record_says_where_it_is_in_the_file() -> None:
    for data in (JOINED, PLAIN):
        records = _read(data)[0]
        assert sum(one.size for one in records) == len(data)
        for number, one in enumerate(records):
            alone = _read(data[one.place : one.place + one.size])
            assert alone[2] == [WHOLE[number]] and not alone[1]


def test_a_record_that_is_not_asked_for_is_passed_over() -> None:
    kinds = [one.kind for one in read_records(BytesIO(PLAIN)) if isinstance(one, Record)]
    assert kinds == KINDS


def test_the_head_can_be_looked_at_before_the_block() -> None:
    for one in read_records(BytesIO(JOINED)):
        assert isinstance(one, Record)
        head = one.head(9)
        assert one.block(1 << 20).startswith(head) and len(head) == 9


def test_a_block_is_cut_where_no_more_is_wanted_and_says_so() -> None:
    for number, one in enumerate(read_records(BytesIO(JOINED))):
        assert isinstance(one, Record)
        assert one.block(5) == WHOLE[number][:5] and "longer than 5 bytes" in one.faults[0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("wrong", [b"0", b"17", b"900", b"99999999", b"-4", b"many", b"9" * 30])
def test_a_wrong_length_costs_no_other_record(form: str, wrong: bytes) -> None:
    at = PLAIN.index(b"Content-Length: ", PLAIN.index(b"WARC-Type: response", 900))
    plain = PLAIN[:at] + b"Content-Length: " + wrong + PLAIN[PLAIN.index(b"\r\n", at) :]
    members = _members(plain)
    data = {"plain": plain, "one member": gzip.compress(plain)}.get(
        form, b"".join(map(gzip.compress, members))
    )
    records, torn, blocks = _read(data)
    broken = [one for one in records if one.faults]
    assert len(broken) == 1 and not torn
    changed = records.index(broken[0])
    kept = [block for number, block in enumerate(blocks) if number != changed]
    assert kept == [block for number, block in enumerate(WHOLE) if number != changed]


@pytest.mark.parametrize("form", ["plain", "a member for each"])
@pytest.mark.parametrize("looked", [0, 40])
@pytest.mark.parametrize("wrong", [b"0", b"17", b"99999999"])
def test_wrong_lengths_cost_nothing_where_blocks_are_passed_over(
    form: str, looked: int, wrong: bytes
) -> None:
    plain = re.sub(
        rb"(?<=\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: )\d+", wrong, PLAIN
    )
    data = plain if form == "plain" else b"".join(map(gzip.compress, _members(plain)))
    records = []
    for one in read_records(BytesIO(data)):
        assert isinstance(one, Record)
        one.head(looked)
        one.finish()
        records.append(one)
    assert [one.kind for one in records] == KINDS
    assert [bool(one.faults) for one in records] == [one.kind == "response" for one in records]


def _members(plain: bytes) -> list[bytes]:
    return [b"WARC/1.1\r\n" + one for one in plain.split(b"WARC/1.1\r\n")[1:]]


@given(cut=st.integers(1, len(JOINED) - 1), form=st.sampled_from(sorted(FORMS)))
@settings(max_examples=60)
def test_a_file_that_ends_too_early_gives_what_came_before(cut: int, form: str) -> None:
    data = FORMS[form][: max(1, cut * len(FORMS[form]) // len(JOINED))]
    records, torn, blocks = _read(data)
    whole = [block for one, block in zip(records, blocks, strict=True) if not one.faults]
    assert whole == WHOLE[: len(whole)] or whole == WHOLE[: len(whole) - 1] + whole[-1:]
    said = len(torn) + sum(bool(one.faults) for one in records)
    missing = len(WHOLE) - len(whole)
    # A cut between two records shows nothing; only trailing line ends may be lost unsaid.
    assert said or missing == 0 or _between(data, form)


def _between(data: bytes, form: str) -> bool:
    if form == "a member for each":
        ends = [one.place + one.size for one in _read(JOINED)[0]]
        return len(data) in ends
    return form == "plain" and any(0 <= one.place + one.size - len(data) <= 4 for one in _read(PLAIN)[0])


@given(
    at=st.integers(0, len(JOINED) - 1),
    length=st.integers(1, 40),
    put=st.binary(max_size=40),
)
@settings(max_examples=150)
def test_damage_to_a_member_costs_no_other(at: int, length: int, put: bytes) -> None:
    data = JOINED[:at] + put + JOINED[at + length :]
    blocks = _read(data)[2]
    ends = [(one.place, one.place + one.size) for one in _read(JOINED)[0]]
    for number, (begin, end) in enumerate(ends):
        if (end <= at or begin >= at + length) and not (put and begin == at + length and number == 0):
            assert WHOLE[number] in blocks


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "gzip", "WARC/1.1\r\n", "WARC/1.0\r\nWARC-Type: response\r\n"]),
)
@settings(max_examples=150)
def test_nothing_is_an_error_and_everything_ends(data: bytes, before: str) -> None:
    whole = gzip.compress(data) if before == "gzip" else before.encode() + data
    for one in read_records(BytesIO(whole), most=1 << 20):
        if isinstance(one, Record):
            one.block(1000)


def test_a_bomb_is_unfolded_no_further_than_allowed() -> None:
    bomb = gzip.compress(b"WARC/1.1\r\nContent-Length: 90000000\r\n\r\n" + b"\0" * 90_000_000)
    records, torn, _ = _read(JOINED + bomb + JOINED, most=1_000_000)
    assert len(records) == len(WHOLE) + 1
    assert torn[-1].final and any("more than 1,000,000 bytes" in fault for fault in records[-1].faults)


def test_a_file_broken_in_too_many_places_is_left() -> None:
    records, torn, _ = _read(b"WARC/9.9\r\nx: y\r\n\r\n" * (3 * MOST_TEARS))
    assert not records and len(torn) == MOST_TEARS and torn[-1].final
