"""What languages say is the same from the kept table as from the files."""

import pytest

from firsthand.extract import packs


def typed(value: object) -> object:
    """Return a value with the kinds and the order of all that is in it."""
    if isinstance(value, dict):
        return [(key, typed(each)) for key, each in value.items()]
    if isinstance(value, list):
        return [typed(each) for each in value]
    return type(value), value


def test_every_file_is_kept_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [tuple(name.split("/")) for name in packs.make_packs()["names"]]
    assert len(names) > 100
    load = packs.load.__wrapped__
    opened = [typed(load(subject, language)) for language, subject in names]
    monkeypatch.setenv("FIRSTHAND_CACHE", "off")
    assert [typed(load(subject, language)) for language, subject in names] == opened


def test_what_no_language_has_is_still_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        packs.load("no_such_subject", "en")
