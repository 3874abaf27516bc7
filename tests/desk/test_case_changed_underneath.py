"""A case that others write to, move, replace or damage while a desk has it open: reading goes on."""

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from firsthand.desk import OpenDesk
from firsthand.model import Draft
from firsthand.model.errors import BrokenCustodyError, BusyCaseError, CaseError, ReadOnlyCaseError

REASON = "Seen in the register of the port."


@contextmanager
def written_by_another(path: Path) -> Iterator[None]:
    """Hold the case as another process does that writes to it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def read_all(desk: OpenDesk) -> None:
    """Ask for what pages show."""
    desk.overview()
    row = desk.claims().items[0]
    desk.claim(row.id)
    document = desk.documents().items[0].id
    desk.document(document)
    assert desk.original(document)
    desk.persons()
    desk.custody()
    desk.news(desk.revision)
    assert desk.codebook is None


def test_while_another_writes_everything_is_read_and_a_decision_waits(tarn_path: Path) -> None:
    with OpenDesk(tarn_path) as desk:
        claim = desk.claims().items[0].id
        with written_by_another(tarn_path):
            made: list[str] = []
            deciding = threading.Thread(
                target=lambda: made.append(
                    desk.decide(Draft("accept", claim), reviewer="Ina Roe").decision.id
                )
            )
            deciding.start()
            read_all(desk)
            assert not made and deciding.is_alive()
        deciding.join(timeout=60)
        assert [decision.id for decision in desk.decisions().items] == made
        assert desk.claim(claim).state == "accepted"


def test_who_has_waited_long_enough_is_told_and_nothing_is_kept(
    tarn_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firsthand.desk.holding.kept._PATIENCE_SECONDS", 0.1)
    with OpenDesk(tarn_path) as desk:
        claim = desk.claims().items[0].id
        with written_by_another(tarn_path), pytest.raises(BusyCaseError, match="try again"):
            desk.decide(Draft("accept", claim), reviewer="Ina Roe")
        assert not desk.decisions().items
        assert not desk.read_only
        assert desk.decide(Draft("accept", claim), reviewer="Ina Roe").now == claim


def test_letters_shown_while_another_writes_are_those_that_are_kept_later(tarn_path: Path) -> None:
    with OpenDesk(tarn_path) as desk:
        person = next(row.person.id for row in desk.persons().items)
        desk.decide(Draft("hide-person", person, reason=REASON), reviewer="Ina Roe")
        with written_by_another(tarn_path):
            shown = {row.person.id: row.shown_as for row in desk.persons().items}
        assert any(name.startswith("Person ") for name in shown.values())
        desk.decide(Draft("accept", desk.claims().items[0].id), reviewer="Ina Roe")
        assert {row.person.id: row.shown_as for row in desk.persons().items} == shown


def deleted(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    other = path.with_name("other.case")
    shutil.copy(path, other)
    other.replace(path)


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(5000))


@pytest.mark.parametrize("change", [deleted, replaced, damaged])
def test_where_the_file_is_not_the_one_that_was_opened_what_was_read_is_shown(
    tarn_path: Path, change: Callable[[Path], None]
) -> None:
    with OpenDesk(tarn_path) as desk:
        before = [row.id for row in desk.claims().items]
        persons = desk.persons()
        change(tarn_path)
        there = tarn_path.read_bytes() if tarn_path.exists() else None
        assert [row.id for row in desk.claims().items] == before
        assert desk.persons() == persons
        desk.overview()
        assert tarn_path.name in desk.read_only and "What is shown was read before." in desk.read_only
        with pytest.raises(ReadOnlyCaseError, match=tarn_path.name):
            desk.decide(Draft("reject", before[0], reason=REASON), reviewer="Ina Roe")
        assert [row.id for row in desk.claims().items] == before
    assert (tarn_path.read_bytes() if tarn_path.exists() else None) == there


def test_a_file_that_is_put_back_is_decided_on(tarn_path: Path) -> None:
    with OpenDesk(tarn_path) as desk:
        claim = desk.claims().items[0].id
        away = tarn_path.rename(tarn_path.with_name("away.case"))
        desk.overview()
        assert desk.read_only
        away.rename(tarn_path)
        desk.overview()
        assert not desk.read_only
        desk.decide(Draft("accept", claim), reviewer="Ina Roe")
    with OpenDesk(tarn_path) as desk:
        assert desk.claim(claim).state == "accepted"


def test_a_seal_that_is_broken_while_it_is_served_lets_nothing_be_decided(tarn_path: Path) -> None:
    with OpenDesk(tarn_path) as desk:
        claim = desk.claims().items[0].id
        with closing(sqlite3.connect(tarn_path)) as other:
            other.execute("CREATE TABLE smuggled (a)")
            other.commit()
        with pytest.raises(BrokenCustodyError, match="firsthand verify"):
            desk.decide(Draft("accept", claim), reviewer="Ina Roe")
        read_all(desk)


def test_a_desk_that_was_closed_says_so(tarn_path: Path) -> None:
    with OpenDesk(tarn_path) as desk:
        desk.overview()
    with pytest.raises(CaseError, match="was closed"):
        desk.overview()
