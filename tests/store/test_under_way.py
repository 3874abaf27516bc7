"""How far a build is, seen from elsewhere: while it runs, once it ended, and when it was killed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from firsthand.model.errors import BusyCaseError
from firsthand.store.under_way import how_far, telling

_BUILD = """
import sys, time
from pathlib import Path
from firsthand.store.under_way import telling
with telling(Path(sys.argv[1]), lambda *_: None) as tell:
    tell("extract", 3, 14)
    print("told", flush=True)
    sys.stdin.readline()
"""


def _elsewhere(case: Path) -> subprocess.Popen[str]:
    build = subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(case)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert build.stdout is not None
    assert build.stdout.readline() == "told\n"
    return build


def test_a_build_elsewhere_is_seen_and_a_second_one_is_not_begun(tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    build = _elsewhere(case)
    found = how_far(case)
    assert found is not None
    assert (found.step, found.done, found.total, found.stopped) == ("extract", 3, 14, False)
    assert found.process == build.pid
    with (
        pytest.raises(BusyCaseError, match=f"being built by another firsthand since .* process {build.pid}"),
        telling(case, lambda *_: None),
    ):
        pass
    build.communicate("\n")
    assert how_far(case) is None
    assert list(tmp_path.iterdir()) == []


def test_a_killed_build_is_told_and_a_new_one_takes_its_place(tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    build = _elsewhere(case)
    build.kill()
    build.communicate()
    found = how_far(case)
    assert found is not None
    assert (found.step, found.stopped) == ("extract", True)
    with telling(case, lambda *_: None):
        now = how_far(case)
        assert now is not None
        assert (now.process, now.stopped) == (os.getpid(), False)
    assert how_far(case) is None


def test_a_build_of_this_process_is_told_too_and_its_own_steps_still_are(tmp_path: Path) -> None:
    case, heard = tmp_path / "x.case", []
    with telling(case, lambda *step: heard.append(step)) as tell:
        tell("read", 0, 2)
        tell("read", 1, 2)
        tell("weigh", 1, 5)
        found = how_far(case)
        with pytest.raises(BusyCaseError), telling(case, lambda *_: None):
            pass
    assert found is not None
    assert (found.step, found.done, found.total) == ("weigh", 1, 5)
    assert heard == [("read", 0, 2), ("read", 1, 2), ("weigh", 1, 5)]


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    case = tmp_path / "x.case"
    with pytest.raises(ValueError, match="off"), telling(case, lambda *_: None):
        raise ValueError("off")
    assert (how_far(case), list(tmp_path.iterdir())) == (None, [])


@pytest.mark.parametrize("left", [b"", b"{", b"[1]", b"\xff\x00", json.dumps({"step": "read"}).encode()])
def test_a_file_that_says_nothing_is_no_build(tmp_path: Path, left: bytes) -> None:
    case = tmp_path / "x.case"
    (tmp_path / "x.case-build").write_bytes(left)
    assert how_far(case) is None
    with telling(case, lambda *_: None) as tell:
        tell("read", 0, 1)
        assert how_far(case) is not None


def test_a_case_in_memory_tells_nobody_else() -> None:
    heard: list[str] = []
    with telling(None, lambda step, *_: heard.append(step)) as tell:
        tell("read", 0, 1)
    assert (heard, how_far(None)) == (["read"], None)
