"""A claim with ten thousand statements: it comes in parts, and every decision on it can be made."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from big_case import big_case
from piles import Size

from firsthand.desk import OpenDesk, walk
from firsthand.desk.shapes import ClaimRow
from firsthand.model import Draft

REASON = "Seen in the register of the port."


@pytest.fixture(scope="module")
def huge_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("huge") / "huge.case"
    big_case(path, Size(documents=150, statements=11_000, told=10_000, pages=2), seed=5)
    return path


@pytest.fixture
def huge(huge_path: Path, tmp_path: Path) -> Iterator[OpenDesk]:
    with OpenDesk(shutil.copy(huge_path, tmp_path / "huge.case")) as desk:
        yield desk


def test_it_is_read_in_parts_accepted_merged_and_split(huge: OpenDesk) -> None:
    def told(row: ClaimRow) -> int:
        return huge.claim(row.id, limit=1).statements.total

    rows = list(walk(huge.claims))
    largest = max(rows, key=told)
    total = told(largest)
    assert total >= 10_000
    part = huge.claim(largest.id)
    assert 0 < len(part.statements.items) <= 100 and part.statements.after
    huge.decide(Draft("accept", largest.id), reviewer="Ina Roe")
    assert huge.claim(largest.id, limit=1).state == "accepted"
    other = next(row for row in rows if row.story == largest.story and row.id != largest.id)
    more = told(other)
    huge.decide(Draft("merge-claims", largest.id, reason=REASON, others=(other.id,)), reviewer="Ina Roe")
    assert told(largest) == total + more
    apart = tuple(statement.id for statement in part.statements.items[:3])
    huge.decide(Draft("split-claim", largest.id, reason=REASON, others=apart), reviewer="Ina Roe")
    assert told(largest) == total + more - 3
    assert {huge.index(largest.story).claim_of[one] for one in apart} != {largest.id}
