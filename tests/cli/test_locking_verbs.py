"""The verbs that encrypt a case, and the option by which the others open one."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from firsthand.cli import locking
from firsthand.cli.locking import lock, takes_key, unlock
from firsthand.model.errors import InputError, LockedCaseError
from firsthand.store import open_store


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.case"
    store = open_store(path, create=True)
    store.keep_note("a", "the ferry at Varn")
    store.close()
    return path


@click.command()
@click.argument("case_path", type=click.Path(path_type=Path))
def read(case_path: Path) -> None:
    """Stand for any verb that takes a case."""
    store = open_store(case_path)
    click.echo(store.note("a"))
    store.close()


def run(command: click.Command, *arguments: object) -> str:
    result = CliRunner().invoke(command, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_new_key_locks_any_verb_reads_and_it_is_unlocked(case: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    told = run(lock, case, "--new-key", key)
    assert "Keep a copy of it apart" in told
    assert "traces of the plain file may stay" in told
    assert not case.exists()
    locked = tmp_path / "ferry.case.age"
    verb = takes_key(read)
    assert run(verb, locked, "--key", key) == "the ferry at Varn\n"
    with pytest.raises(LockedCaseError):
        run(verb, locked)
    run(unlock, locked, "--key", key)
    assert run(verb, case) == "the ferry at Varn\n"


def test_the_passphrase_comes_from_the_environment_or_the_prompt(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="this is no terminal"):
        run(lock, case)
    asked: list[bool] = []

    def ask(path: Path, new: bool) -> str:
        asked.append(new)
        return "seven grey herons at low tide"

    monkeypatch.setattr(locking, "ask_passphrase", ask)
    run(lock, case, "--passphrase")
    assert asked == [True]
    monkeypatch.undo()
    monkeypatch.setenv("FIRSTHAND_PASSPHRASE", "seven grey herons at low tide")
    run(unlock, f"{case}.age")
    assert case.exists()


def test_a_verb_whose_key_is_another_takes_case_key() -> None:
    @click.command()
    @click.option("--key")
    def verify(key: str | None) -> None:
        """Stand for a verb with a key of its own."""

    assert "--case-key" in CliRunner().invoke(takes_key(verify), ["--help"]).output


def test_a_key_can_be_made_alone(tmp_path: Path) -> None:
    run(lock, "--new-key", tmp_path / "key")
    assert "AGE-SECRET-KEY-1" in (tmp_path / "key").read_text()
    with pytest.raises(InputError, match="Name the case"):
        run(lock)
    with pytest.raises(InputError, match="Give one of"):
        run(lock, "x.case", "--key", tmp_path / "key", "--passphrase")
