"""Every language says what every language must say."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from firsthand.extract import packs
from firsthand.extract.languages import LANGUAGES

PARSED = frozenset({"en"})
SECTIONS: dict[str, Any] = tomllib.loads(
    resources.files(packs).joinpath("sections.toml").read_text(encoding="utf-8")
)
CHINESE = frozenset({"zh"})
_READERS = {
    "all": LANGUAGES,
    "surface": LANGUAGES - PARSED - CHINESE,
    "chinese": CHINESE,
    "parsed": PARSED,
}


def file_of(subject: str) -> str:
    return f"{SECTIONS[subject].get('file', subject)}.toml"


def missing(language: str) -> list[str]:
    folder = resources.files(packs) / language
    lacking = []
    for subject, section in SECTIONS.items():
        if language not in _READERS[section["readers"]]:
            continue
        file = folder / file_of(subject)
        if not file.is_file():
            lacking.append(file.name)
            continue
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        for key in section["keys"]:
            found: Any = data
            for part in key.split("."):
                found = found.get(part) if isinstance(found, dict) else None
            if found is None:
                lacking.append(f"{file.name}: {key}")
    return lacking


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_language_lacks_no_section(language: str) -> None:
    assert missing(language) == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_language_has_no_file_that_nobody_declared(language: str) -> None:
    files = {file.name for file in (resources.files(packs) / language).iterdir()}
    assert files - {file_of(subject) for subject in SECTIONS} == set()


def test_a_section_says_what_it_is_for() -> None:
    assert all(section["purpose"] and section["readers"] in _READERS for section in SECTIONS.values())
