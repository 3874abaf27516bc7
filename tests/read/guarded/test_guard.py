"""A file made to crash, hang or swell its reader costs that file only."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from firsthand.model import Failure
from firsthand.read.guarded import Guard
from firsthand.read.limits import Limits
from firsthand.read.opening import Opened, Original, open_original

HARM = "made_to_harm:open_original"
# No machine is so busy that a reader of these texts is silent for a minute.
LIMITS = Limits(seconds=60, memory=400_000_000)
PLAIN = "The ferry at Varn was closed on Monday, the ministry of works said."


def original(name: str, words: str) -> Original:
    return Original(name, words.encode())


def archive(name: str, *parts: tuple[str, str]) -> Original:
    return original(name, json.dumps(parts))


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard(1, LIMITS, opening=HARM) as guard:
        yield guard


@pytest.fixture(scope="module")
def impatient() -> Iterator[Guard]:
    with Guard(1, replace(LIMITS, seconds=2), opening=HARM) as guard:
        yield guard


def read_all(guard: Guard, *originals: Original) -> list[list[Opened | Failure]]:
    return [list(results) for _, results in guard.open(originals)]


def told(results: list[Opened | Failure]) -> list[str]:
    """Return the name of each result, a failure's with a mark."""
    return [
        f"! {result.document}" if isinstance(result, Failure) else result.original.name for result in results
    ]


def only_failure(results: list[Opened | Failure]) -> str:
    [failure] = results
    assert isinstance(failure, Failure)
    assert failure.step == "read"
    assert failure.message.startswith(f"{failure.document}: ")
    return failure.message


@pytest.mark.parametrize(
    ("word", "happened", "remedy"),
    [
        ("CRASH", "crashed (SIGABRT)", "leave it out"),
        ("LEAVE", "crashed (it ended with 7)", "leave it out"),
        ("SWELL", "more than 0.4 GB of memory", "--limit memory=800000000"),
        ("STUMBLE", "stumbled over this (ValueError: no such table)", "report it"),
    ],
)
def test_what_ends_a_reader_costs_that_file_only(guard: Guard, word: str, happened: str, remedy: str) -> None:
    before, harmful, after = read_all(
        guard, original("a.pdf", PLAIN), original("bad.pdf", word), original("z.pdf", PLAIN)
    )
    assert told(before) == ["a.pdf"]
    assert told(after) == ["z.pdf"]
    message = only_failure(harmful)
    assert happened in message
    assert remedy in message


def test_a_reader_that_hangs_is_ended(impatient: Guard) -> None:
    harmful, after = read_all(impatient, original("bad.pdf", "HANG"), original("z.pdf", PLAIN))
    message = only_failure(harmful)
    assert "nothing came of reading it for 2 seconds" in message
    assert "--limit seconds=10" in message
    assert told(after) == ["z.pdf"]


def test_a_reader_that_says_what_nobody_understands_is_ended(guard: Guard) -> None:
    odd = replace(original("odd.pdf", PLAIN), taken=datetime(2031, 3, 5, tzinfo=ZoneInfo("Europe/Rome")))
    strange, after = read_all(guard, odd, original("z.pdf", PLAIN))
    assert "crashed" in only_failure(strange)
    assert told(after) == ["z.pdf"]


def test_what_is_read_is_what_is_read_without_a_guard(guard: Guard) -> None:
    [[result]] = read_all(guard, original("a.pdf", PLAIN))
    assert isinstance(result, Opened)
    assert result.document is not None
    [alone] = open_original(original("a.txt", PLAIN))
    assert isinstance(alone, Opened)
    assert alone.document is not None
    assert (result.document.text, result.document.blocks) == (alone.document.text, alone.document.blocks)


def test_a_slow_reader_that_gives_signs_of_life_is_left_alone(impatient: Guard) -> None:
    [results] = read_all(impatient, original("slow.pdf", "SLOW " + PLAIN))
    assert told(results) == ["slow.pdf"]


def test_what_a_library_prints_harms_nothing(guard: Guard) -> None:
    [results] = read_all(guard, original("loud.pdf", "PRINT " + PLAIN))
    assert told(results) == ["loud.pdf"]


def test_a_part_that_ends_the_reader_costs_that_part_only(guard: Guard) -> None:
    whole = archive(
        "box.tar", ("a.pdf", PLAIN), ("b.pdf", "CRASH"), ("c.pdf", PLAIN + "c"), ("d.pdf", "STUMBLE"),
        ("e.pdf", PLAIN + "e"),
    )  # fmt: skip
    [results] = read_all(guard, whole)
    assert told(results) == [
        "box.tar", "box.tar/a.pdf", "! box.tar/b.pdf", "box.tar/c.pdf", "! box.tar/d.pdf", "box.tar/e.pdf",
    ]  # fmt: skip
    parts = [result for result in results if isinstance(result, Opened)][1:]
    assert {part.original.within for part in parts} == {whole.digest}
    assert [part.original.data.decode() for part in parts] == [PLAIN, PLAIN + "c", PLAIN + "e"]


def test_an_archive_that_ends_the_reader_between_its_parts_is_named(guard: Guard) -> None:
    [results] = read_all(
        guard, archive("box.tar", ("a.pdf", PLAIN), ("b.pdf", "CRASH-BETWEEN"), ("c.pdf", PLAIN))
    )
    assert told(results) == ["box.tar", "box.tar/a.pdf", "! box.tar"]
    assert isinstance(results[-1], Failure)
    assert "after box.tar/a.pdf" in results[-1].message
    assert "Unpack it yourself" in results[-1].message


def test_a_part_that_crashes_and_then_the_archive(guard: Guard) -> None:
    [results] = read_all(
        guard,
        archive(
            "box.tar", ("a.pdf", "CRASH"), ("b.pdf", PLAIN), ("c.pdf", "CRASH-BETWEEN"), ("d.pdf", PLAIN)
        ),
    )
    assert told(results) == ["box.tar", "! box.tar/a.pdf", "box.tar/b.pdf", "! box.tar"]


def test_an_archive_full_of_harm_is_given_up(guard: Guard) -> None:
    parts = [(f"{number:02}.pdf", "CRASH") for number in range(12)]
    [results] = read_all(guard, archive("box.tar", *parts))
    assert told(results) == ["box.tar", *(f"! box.tar/{number:02}.pdf" for number in range(6))]
    assert isinstance(results[-1], Failure)
    assert "What comes after it in box.tar was not read" in results[-1].message


def test_several_readers_keep_the_order() -> None:
    originals = [original(f"{n}.pdf", "CRASH" if n % 4 == 1 else f"{PLAIN} {n}") for n in range(12)]
    with Guard(3, LIMITS, opening=HARM) as guard:
        results = read_all(guard, *originals)
    assert [told(one) for one in results] == [[f"! {n}.pdf" if n % 4 == 1 else f"{n}.pdf"] for n in range(12)]


def test_what_is_not_taken_is_dropped(guard: Guard) -> None:
    first = archive("box.tar", ("a.pdf", PLAIN), ("b.pdf", PLAIN + "b"))
    seen = []
    for one, results in guard.open([first, original("z.pdf", PLAIN)]):
        seen.append((one.name, told([next(results)])))
    assert seen == [("box.tar", ["box.tar"]), ("z.pdf", ["z.pdf"])]


def test_a_guard_left_early_serves_again(guard: Guard) -> None:
    for _ in guard.open([original("a.pdf", PLAIN), original("b.pdf", PLAIN)]):
        break
    assert [told(one) for one in read_all(guard, original("c.pdf", PLAIN))] == [["c.pdf"]]


def test_originals_are_asked_for_as_they_are_read(guard: Guard) -> None:
    asked = []

    def many() -> Iterator[Original]:
        for number in range(50):
            asked.append(number)
            yield original(f"{number}.pdf", f"{PLAIN} {number}")

    for _, results in guard.open(many()):
        list(results)
        assert len(asked) < 5
        break


def test_short_texts_need_no_process_of_their_own() -> None:
    with Guard(2, LIMITS, opening="no.such.module:at_all") as guard:
        results = read_all(
            guard,
            original("a.txt", PLAIN),
            original("b.html", f"<html><body><p>{PLAIN}</p></body></html>"),
            original("c.md", f"# Ferry\n\n{PLAIN}"),
            original("empty.txt", ""),
        )
    assert [told(one) for one in results] == [["a.txt"], ["b.html"], ["c.md"], ["! empty.txt"]]


def test_many_texts_are_shared_among_readers() -> None:
    text = PLAIN + "\n" + "x" * 290_000
    originals = [original(f"{number:02}.md", f"{number} {text}") for number in range(24)]
    with Guard(2, LIMITS, opening=HARM) as guard:
        results = read_all(guard, *originals)
    assert [told(one) for one in results] == [[one.name] for one in originals]
    readers = {
        note for [one] in results if isinstance(one, Opened) and one.document for note in one.document.notes
    }
    assert len(readers) == 2
    assert str(os.getpid()) not in readers


def test_a_big_original_and_big_parts_go_through(guard: Guard) -> None:
    text = (PLAIN + "\n\n") * 4_000
    [results] = read_all(guard, archive("box.tar", ("a.pdf", text), ("b.pdf", text + "b")))
    assert told(results) == ["box.tar", "box.tar/a.pdf", "box.tar/b.pdf"]


def _is_gone(pid: int) -> bool:
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="needs /proc to see which processes are left"
)
def test_what_is_stopped_leaves_no_process_behind(impatient: Guard, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    read_all(impatient, original("bad.pdf", f"HANG-WITH-CHILD {pids}"))
    assert all(_is_gone(int(pid)) for pid in pids.read_text().split())


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="needs /proc to see which processes are left"
)
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_an_ended_firsthand_leaves_no_reader_behind(tmp_path: Path, how: signal.Signals) -> None:
    pids = tmp_path / "pids"
    script = (
        "import signal, sys; sys.path.insert(0, sys.argv[1])\n"
        # What runs the tests in the background may have had Ctrl-C ignored, for all it starts.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from firsthand.read.guarded import Guard\n"
        "from firsthand.read.opening import Original\n"
        f"with Guard(1, opening={HARM!r}) as guard:\n"
        "    for _, results in guard.open([Original('a.pdf', sys.argv[2].encode())]):\n"
        "        list(results)\n"
    )
    words = f"HANG-WITH-CHILD {pids}"
    ended = subprocess.Popen(
        [sys.executable, "-c", script, str(Path(__file__).parent), words], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(400):
            if pids.exists() and len(pids.read_text().split()) == 2:
                break
            time.sleep(0.05)
        ended.send_signal(how)
        ended.wait(timeout=20)
    finally:
        ended.kill()
        ended.wait()
    reader, started = map(int, pids.read_text().split())
    assert _is_gone(reader)
    if how == signal.SIGINT:
        assert _is_gone(started)
    else:  # nobody was left to end what the reader had started
        os.kill(started, signal.SIGKILL)
