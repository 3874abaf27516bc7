"""A case in PostgreSQL whose server goes away: what was under way is kept once, or not at all, and said."""

from collections.abc import Callable
from typing import Any

import pytest
from postgres_server import PostgresServer

from firsthand.model import Decision
from firsthand.model.errors import CaseError, NewerCaseError, NotACaseError, ReadOnlyCaseError
from firsthand.store import OPENING, Place, Store, open_store, place_of
from firsthand.store.checking import check_place
from firsthand.store.postgres import schema, written


@pytest.fixture
def place(new_place: Callable[[str], Place]) -> Place:
    found = new_place("postgres")
    open_store(found, create=True).close()
    return found


def _decide(store: Store, name: str) -> None:
    at = "2031-05-06T10:00:00+00:00"
    store.keep_decision(Decision(name, at, "Ina Roe", "judge-claim", "c1", "Told by both.", "true"))


def _breaks(store: Store, when: str, *, happened: bool) -> list[str]:
    """Let the connection break once where a statement begins like this, before or after the server did it."""
    link: Any = store._file._link  # type: ignore[attr-defined]
    broken: list[str] = []
    for name in ("run", "script"):
        plain = getattr(link, name)

        def breaking(words: str, *values: Any, plain: Any = plain) -> Any:
            if words.strip().startswith(when) and not broken:
                broken.append(words)
                if happened:
                    plain(words, *values)
                link._connection._usock.shutdown(2)
            return plain(words, *values)

        setattr(link, name, breaking)
    return broken


@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize(
    "when", ["BEGIN", "SELECT 1", "INSERT INTO decisions", "INSERT INTO custody", "COMMIT"]
)
def test_a_write_whose_connection_breaks_is_kept_once(place: Place, when: str, happened: bool) -> None:
    store = open_store(place)
    _decide(store, "before")
    broken = _breaks(store, when, happened=happened)
    _decide(store, "meanwhile")
    store.keep_all(OPENING, [("0a1", "one"), ("0b2", "two")])
    assert broken
    assert [decision.id for decision in store.decisions()] == ["before", "meanwhile"]
    assert [entry.name for entry in store.entries() if entry.deed == "decided"] == ["before", "meanwhile"]
    store.close()
    assert check_place(place).verdict == "whole"


def test_what_others_wrote_meanwhile_is_not_written_over(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = open_store(place), open_store(place)
    _decide(store, "before")
    with pytest.raises(CaseError, match="somebody else wrote before it was back"), store.together():
        store.log("added", subject="0" * 64, name="lost.txt")
        store._file._link._connection._usock.shutdown(2)  # type: ignore[attr-defined]
        _decide(other, "theirs")
        store.log("added", subject="1" * 64, name="lost too.txt")
    _decide(store, "after")
    assert [entry.name for entry in store.entries()][1:] == ["before", "theirs", "after"]
    store.close()
    other.close()
    assert check_place(place).verdict == "whole"


@pytest.mark.parametrize("logs", [False, True])
def test_what_is_too_long_to_be_written_again_is_not_kept_in_part(
    place: Place, monkeypatch: pytest.MonkeyPatch, logs: bool
) -> None:
    monkeypatch.setattr(written, "_REMEMBERED", 1000)
    store = open_store(place)
    with pytest.raises(CaseError, match="the same command goes on"), store.together():
        store.keep_note("long", "x" * 2000)
        if logs:
            store.log("added", subject="0" * 64, name="lost.txt")
        store._file._link._connection._usock.shutdown(2)  # type: ignore[attr-defined]
        store.keep_note("short", "y")
    assert (store.note("long"), store.note("short")) == (None, None)
    _decide(store, "after")
    store.close()
    assert check_place(place).verdict == "whole"


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_server_that_is_begun_again_loses_nothing(place: Place, postgres: PostgresServer, how: str) -> None:
    store = open_store(place)
    _decide(store, "before")
    with store.together():
        store.keep_note("a", "1")
        postgres.restart(how)
        store.keep_note("b", "2")
    _decide(store, "after")
    assert (store.note("a"), store.note("b")) == ("1", "2")
    assert [decision.id for decision in store.decisions()] == ["before", "after"]
    store.close()
    assert check_place(place).verdict == "whole"


def test_a_server_that_stays_away_is_told(place: Place, postgres: PostgresServer) -> None:
    store = open_store(place)
    store.wait_at_most(0.2)
    postgres.stop()
    try:
        with pytest.raises(CaseError, match=r"does not answer .* the same command goes on"):
            _decide(store, "lost")
        with pytest.raises(CaseError, match="does not answer"):
            store.decisions()
        with pytest.raises(CaseError, match="does not answer"):
            open_store(place)
    finally:
        postgres.start()
    _decide(store, "after")
    assert [decision.id for decision in store.decisions()] == ["after"]
    store.close()


def test_who_may_only_read_reads(place: Place, postgres: PostgresServer) -> None:
    store = open_store(place)
    _decide(store, "first")
    store.keep(OPENING, "0a1", "one")
    name = place.name
    postgres.sql(
        f'CREATE ROLE "reader-{name}" LOGIN; GRANT USAGE ON SCHEMA "{name}" TO "reader-{name}"; '
        f'GRANT SELECT ON ALL TABLES IN SCHEMA "{name}" TO "reader-{name}"'
    )
    reader = open_store(postgres.address(name, user=f"reader-{name}"))
    assert "may only read it" in reader.read_only
    assert [decision.id for decision in reader.decisions()] == ["first"]
    with pytest.raises(ReadOnlyCaseError, match="can only be read"):
        _decide(reader, "second")
    reader.close()
    store.close()
    assert check_place(place_of(postgres.address(name, user=f"reader-{name}"))).verdict == "whole"


def test_a_stranger_is_told_what_is_missing(place: Place, postgres: PostgresServer) -> None:
    postgres.sql(f'CREATE ROLE "stranger-{place.name}" LOGIN')
    with pytest.raises(CaseError, match="GRANT USAGE ON SCHEMA"):
        open_store(postgres.address(place.name, user=f"stranger-{place.name}"))
    with pytest.raises(CaseError, match="does not let nobody-at-all in"):
        open_store(postgres.address(place.name, user="nobody-at-all"))


def test_a_schema_that_holds_other_things_is_left_alone(place: Place, postgres: PostgresServer) -> None:
    postgres.sql(f'DROP SCHEMA "{place.name}" CASCADE; CREATE SCHEMA "{place.name}"; '
                 f'CREATE TABLE "{place.name}".songs (title text)')  # fmt: skip
    with pytest.raises(NotACaseError, match="holds other things than a case"):
        open_store(place, create=True)


def test_a_case_of_an_older_version_is_brought_up_to_date_by_the_first_write(
    place: Place, postgres: PostgresServer
) -> None:
    name = place.name
    postgres.sql(f'DROP SCHEMA "{name}" CASCADE; CREATE SCHEMA "{name}"; SET search_path = "{name}"; '
                 + schema.script(3) + "INSERT INTO results VALUES ('0a1', 'open', 'x')")  # fmt: skip
    store = open_store(place)
    assert store.decisions() == ()
    assert postgres.sql(f'SELECT version FROM "{name}".about') == "3"  # who reads changes nothing
    _decide(store, "first")
    assert postgres.sql(f'SELECT version FROM "{name}".about') == "4"
    assert postgres.sql(f'SELECT name FROM "{name}".buckets') == "0a1"
    store.keep(OPENING, "0b2", "two")
    store.close()
    assert check_place(place).verdict == "whole"


def test_a_case_of_a_newer_version_is_refused(place: Place, postgres: PostgresServer) -> None:
    store = open_store(place)
    postgres.sql(f'UPDATE "{place.name}".about SET version = 99')
    with pytest.raises(NewerCaseError, match="Update firsthand"):
        open_store(place)
    with pytest.raises(NewerCaseError, match="Update firsthand"):  # nor written by who has it open
        _decide(store, "late")
    store.close()


def test_a_case_that_is_dropped_while_it_is_open_is_told(place: Place, postgres: PostgresServer) -> None:
    store = open_store(place)
    _decide(store, "before")
    postgres.sql(f'DROP SCHEMA "{place.name}" CASCADE')
    with pytest.raises(NotACaseError, match="not there any more"):
        store.version()
    with pytest.raises(NotACaseError, match="not there any more"):
        _decide(store, "lost")
    store.close()


@pytest.mark.parametrize(
    "words, why",
    [
        ("postgresql://ina@db.example/news?case=Harbour", "no case can be named"),
        ("postgresql://ina@db.example/news?case=pg_catalog", "no case can be named"),
        ("postgresql://ina@db.example/news/harbour", "named after the database"),
        ("postgresql://ina@db.example/news?colour=red", "not for colour"),
        ("postgresql://ina:secret@db.example/news?sslmode=maybe", "sslmode is one of"),
        ("postgresql://ina@db.example:port/news", "cannot be read"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(words: str, why: str) -> None:
    with pytest.raises(NotACaseError, match=why) as caught:
        place_of(words)
    assert "secret" not in str(caught.value)


def test_an_address_never_shows_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    place = place_of("postgresql://ina:the%20secret@db.example:5433/news?case=harbour&sslmode=require")
    assert "secret" not in f"{place} {place!r}"
    assert str(place) == "postgresql://ina@db.example:5433/news?case=harbour&sslmode=require"
    assert place_of(str(place)) == place
    assert not isinstance(place, str)
    assert place.in_full().startswith("postgresql://ina:the%20secret@")  # type: ignore[union-attr]


def test_a_refusal_is_told_though_the_server_hung_up_before_our_farewell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pg8000.exceptions import DatabaseError, InterfaceError

    from firsthand.store.postgres import link

    def refusing(*_: object, **__: object) -> None:
        try:
            raise DatabaseError({"C": "28000", "M": "no such role"})
        except DatabaseError:
            try:
                raise BrokenPipeError(32, "Broken pipe")
            except OSError as error:
                raise InterfaceError("network error") from error

    class Nothing:
        def settimeout(self, seconds: float | None) -> None: ...
        def close(self) -> None: ...

    monkeypatch.setattr(link, "Connection", refusing)
    monkeypatch.setattr(link, "_socket", lambda address: Nothing())
    with pytest.raises(CaseError, match="does not let nobody in"):
        open_store("postgresql://nobody@/newsroom?host=/nowhere")
