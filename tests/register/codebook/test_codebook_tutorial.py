"""The tutorial: every key is explained, and every example passes the check."""

import re
from pathlib import Path

import pytest

from firsthand.extract.packs import load
from firsthand.register.codebook import parse_codebook
from firsthand.register.codebook.beginning import new_codebook
from firsthand.register.codebook.file import keys
from firsthand.register.codebook.file.tree import LONGEST

PAGE = (Path(__file__).parents[3] / "docs" / "codebooks.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)


def rows_of(heading: str) -> set[str]:
    """Return the words in backticks of the first column of the tables under a heading."""
    part = re.split(r"\n### ", PAGE.split(f"### {heading}\n", 1)[1])[0]
    return {
        key
        for row in re.findall(r"^\| (`[^|]*)\|", part, flags=re.MULTILINE)
        for key in re.findall("`(.*?)`", row)
    }


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("The codebook", keys.CODEBOOK),
        ("A place", keys.PLACE),
        ("A type of record", keys.RECORD),
        ("A field", (*keys.FIELD, *(k for of in keys.FIELD_OF.values() for k in of), *keys.KINDS)),
        ("A step, a choice", {*keys.STEP, *keys.CHOICE}),
    ],
)
def test_every_key_is_explained_and_no_other(heading: str, known: tuple[str, ...]) -> None:
    assert rows_of(heading) == set(known)


def test_each_key_of_a_field_is_explained_for_the_right_kind() -> None:
    for kind, theirs in keys.FIELD_OF.items():
        for key in theirs:
            assert f"| `{key}` | {kind} |" in PAGE, key


def test_every_state_is_named() -> None:
    assert all(f"`{state}`" in PAGE for state in load("status")["scale"])
    assert f"{LONGEST:,}" in PAGE


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_passes_the_check(example: str) -> None:
    assert parse_codebook(example, name="wells").types


def test_there_are_examples_and_commands() -> None:
    assert len(EXAMPLES) >= 5
    for verb in ("list", "new", "check"):
        assert f"firsthand codebook {verb}" in PAGE


def test_the_template_says_every_key() -> None:
    text = new_codebook("x")
    every = {*keys.CODEBOOK, *keys.PLACE, *keys.RECORD, *keys.FIELD, *keys.STEP, *keys.CHOICE}
    every |= {key for theirs in keys.FIELD_OF.values() for key in theirs}
    assert {key for key in every if f"{key}:" not in text} == set()
