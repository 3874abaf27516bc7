"""A case copied between places of every kind: nothing is lost, nothing is added, and what is there stays."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.cli import main
from firsthand.model import Capture, Decision, Findings
from firsthand.model.errors import CaseError
from firsthand.store import OPENING, Place, open_store
from firsthand.store.checking import check_place
from firsthand.store.copying import copy_case

_KINDS = ("file", "encrypted", "postgres")
_COPY = """
import os, sys
from firsthand.store import place_of
from firsthand.store.copying import copy_case
def told(what, done, total):
    if what == "custody":
        os._exit(9)
copy_case(place_of(sys.argv[1]), place_of(sys.argv[2]), progress=told)
"""


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Originals are cut into several rows, as one of a gigabyte is."""
    monkeypatch.setattr("firsthand.store.postgres.database._PART", 100_000)


def _made(place: Place) -> Place:
    store = open_store(place, create=True)
    for data in (b"", b"first", b"second" * 50_000):
        store.keep_original(digest := hashlib.sha256(data).hexdigest(), data)
        store.log("added", subject=digest, name=f"{len(data)}.txt")
    record = b"WARC/1.1 all of it"
    capture = Capture(
        id=hashlib.sha256(record).hexdigest(),
        address="http://mill.example/", url="http://mill.example/", asked="http://mill.example/",
        taken=datetime(2031, 5, 6, tzinfo=UTC), status=200, purpose="page",
    )  # fmt: skip
    store.keep_capture(capture, record)
    store.keep_all(OPENING, [(f"{number:03x}", "opened") for number in range(0, 4000, 7)])
    store.keep_findings("k", Findings())
    store.keep_note("codebook", "name: x")
    for number in range(3):
        _decide(place, store, f"d-{number}")
    store.close()
    return place


def _decide(place: Place, store: object, name: str) -> None:
    at = "2031-05-06T10:00:00+00:00"
    store.keep_decision(Decision(name, at, "Ina Roe", "judge-claim", "c1", "Told by both.", "true"))  # type: ignore[attr-defined]


def _all_of(place: Place) -> tuple[object, ...]:
    store = open_store(place)
    originals = store.originals()
    found = (
        list(store.entries()), store.decisions(), store.findings(), store.findings_key(),
        store.note("codebook"),
        {digest: store.original(digest) for digest in originals}, list(store.captures()),
        [store.record(capture.id) for capture in store.captures()],
        list(store.kept_all(OPENING, [f"{number:03x}" for number in range(4096)])),
    )  # fmt: skip
    store.close()
    return found


@pytest.mark.parametrize("source", _KINDS)
@pytest.mark.parametrize("target", _KINDS)
def test_a_copy_holds_all_and_is_gone_on_from(
    new_place: Callable[[str], Place], source: str, target: str
) -> None:
    first = _made(new_place(source))
    second = new_place(target)
    head = check_place(first).head
    assert head is not None
    assert copy_case(first, second) == head.number
    check = check_place(second)
    assert (check.verdict, check.faults, check.remarks, check.head) == ("whole", (), (), head)
    assert _all_of(second) == _all_of(first)
    assert copy_case(first, second) == head.number  # it is there already
    store = open_store(second)
    _decide(second, store, "in the copy")
    assert [decision.id for decision in store.decisions()][-2:] == ["d-2", "in the copy"]
    store.close()
    assert check_place(second).verdict == "whole"
    with pytest.raises(CaseError, match="holds another case, or a later"):
        copy_case(first, second)
    if isinstance(second, Path):
        assert not [path.name for path in second.parent.iterdir() if "copying" in path.name]


@pytest.mark.parametrize("target", ("file", "postgres"))
def test_a_copy_that_is_killed_leaves_no_case(new_place: Callable[[str], Place], target: str) -> None:
    first, second = _made(new_place("file")), new_place(target)
    killed = subprocess.run([sys.executable, "-c", _COPY, str(first), str(second)], check=False, timeout=60)
    assert killed.returncode == 9
    with pytest.raises(CaseError, match="no such case"):
        open_store(second)
    copy_case(first, second)
    assert _all_of(second) == _all_of(first)


def test_a_copy_does_not_write_over_another_case(new_place: Callable[[str], Place]) -> None:
    for target in ("file", "postgres"):
        first, second = _made(new_place("file")), new_place(target)
        store = open_store(second, create=True)
        _decide(second, store, "other")
        store.close()
        before = _all_of(second)
        with pytest.raises(CaseError, match="holds another case"):
            copy_case(first, second)
        assert _all_of(second) == before


def test_the_command_copies_and_says_what_it_did(new_place: Callable[[str], Place]) -> None:
    first, second = _made(new_place("file")), new_place("postgres")
    done = CliRunner().invoke(main, ["copy", str(first), str(second)], env=dict(os.environ))
    assert done.exit_code == 0, done.output
    assert "it is whole" in done.output
    again = CliRunner().invoke(main, ["verify", str(second)])
    assert again.exit_code == 0, again.output
    onto_itself = CliRunner().invoke(main, ["copy", str(first), str(first)])
    assert onto_itself.exit_code == 1
    assert "to itself" in onto_itself.output
