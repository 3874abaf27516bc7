"""What is wrong with a codebook is told at once, each with its line and its fix."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.model.errors import CodebookError
from firsthand.register.codebook import Problem, check_codebook, parse_codebook, read_codebook

GOOD = """firsthand codebook: 1
name: kites
title: Kites that came down
records:
  kite:
    label: Kite
    signals: {en: [kite, paper dragon], de: [drachen]}
    weak: {en: [toy]}
    never: {en: [black kite]}
    needs: [place]
    same: [place, day]
    within_days: 1
    updates: [state]
    fields:
      place: {kind: place, label: Where, where: [at], apart: owner}
      owner: {kind: party, label: Whose, who: [owner]}
      day: {kind: date, label: When}
      state:
        {kind: status, label: S, scale: [{name: told, states: [reported]}, {name: down, words: {en: [fell]}}]}
      size: {kind: quantity, label: Size, units: {en: [metre]}}
      colour: {kind: text, label: Colour, choices: [{name: red, label: red, words: {en: [red]}}]}
      said_by: {kind: source, label: Said by}
  figure:
    label: Figure
    signals: {en: [kites]}
    same: [number]
    fields:
      number: {kind: quantity, label: How many, counts: kite, units: {en: [kite]}}
"""


def problems_of(text: str, tmp_path: Path) -> tuple[Problem, ...]:
    path = tmp_path / "kites.yaml"
    path.write_text(text, encoding="utf-8")
    found = check_codebook(path)[1]
    if found:
        with pytest.raises(CodebookError) as raised:
            read_codebook(path)
        assert all(problem.what in str(raised.value) for problem in found)
    return found


def test_the_good_one_is_good(tmp_path: Path) -> None:
    assert problems_of(GOOD, tmp_path) == ()


TITLE = "title: Kites that came down\n"
SIGNALS = "signals: {en: [kite, paper dragon]"
DAY = "      day: {kind: date, label: When}\n"
CIRCLE = (
    "who: [owner]}\n      home: {kind: place, label: H, apart: kin}\n"
    "      kin: {kind: place, label: K, apart: home"
)

# What is changed into what; the line, a piece of what is said, and a piece of the fix.
WRONG = [
    ("firsthand codebook: 1\n", "", 1, "does not say", "Write it there"),
    ("firsthand codebook: 1", "firsthand codebook: 9", 1, "version", "firsthand codebook: 1"),
    (TITLE, "", 1, "has no title", "Write title:"),
    ("name: kites", "name: My Kites", 2, "cannot name a codebook", "my_kites"),
    ("title:", "titel:", 3, "no key “titel”", "“title”"),
    ("label: Kite\n", "lable: Kite\n", 6, "no key “lable”", "“label”"),
    (SIGNALS, "signals: {english: [kite, paper dragon]", 7, "no language", "“en”"),
    (SIGNALS, "signals: {xx: [kite, paper dragon]", 7, "no language", "Known are"),
    (SIGNALS, "signals: {en: []", 7, "no phrases in “en”", "Write en:"),
    (f"    {SIGNALS}, de: [drachen]}}\n", "", 5, "no signals (weak words", "Write signals"),
    ("signals: {en: [kite, paper dragon], de: [drachen]}", "signals: [kite]", 7, "names no language", "{en:"),
    ("[kite, paper dragon]", '[kite, "*"]', 7, "matches everything", "at least one word"),
    ("[kite, paper dragon]", "[kite, …]", 7, "matches everything", "at least one word"),
    ("[kite, paper dragon]", '[kite, ""]', 7, "matches everything", "Write a word"),
    ("[kite, paper dragon]", '[kite, "."]', 7, "matches everything", "at least one word"),
    ("[kite, paper dragon]", "[kite, … dragon]", 7, "only between two words", "Remove"),
    ("[kite, paper dragon]", "[kite, p*]", 7, "matches every word that begins so", "3 letters"),
    ("[kite, paper dragon]", "[kite, pa*per]", 7, "only at a word's end", "ending"),
    ("[kite, paper dragon]", '[kite, "*ite"]', 7, "matches every word that ends so", "4 letters"),
    ("[kite, paper dragon]", "[kite, of the]", 7, "function word", "Say more"),
    ("[kite, paper dragon]", "[kite, people]", 7, "one article in 4", "move it to weak"),
    ("[kite, paper dragon]", "[kite, peopl*]", 7, "one article in 4", "move it to weak"),
    ("de: [drachen]", "de: [wurde*]", 7, "one article in 2", "move it to weak"),
    ("de: [drachen]", "zh: [一]", 7, "function word", "move it to weak"),
    ("de: [drachen]", "zh: [生]", 7, "one article in 2", "move it to weak"),
    ("de: [drachen]", "zh: [风筝*]", 7, "no endings", "Remove the *"),
    ("[kite, paper dragon]", "[kite, Kite]", 7, "stands here twice", "Remove one"),
    ("weak: {en: [toy]}", "weak: {en: [the]}", 8, "matches almost everything", "Say more"),
    ("weak: {en: [toy]}", "weak: {en: [kite]}", 8, "both in signals and in weak", "Leave it"),
    ("never: {en: [black kite]}", "never: {en: [kite]}", 7, "both in signals and in never", "one of them"),
    ("never: {en: [black kite]}", "never: {en: [paper]}", 7, "can never count", "Remove one"),
    ("needs: [place]", "near: kite\n    needs: [place]", 10, "no other record type", "figure"),
    ("needs: [place]", "near: figures\n    needs: [place]", 10, "no other record type", "“figure”"),
    ("needs: [place]", "needs: [plaice]", 10, "no field of “kite”", "“place”"),
    ("same: [place, day]", "same: [stories, day]", 11, "no field of “kite”", "“story”"),
    ("same: [place, day]", "same: [day, day]", 11, "twice", "Remove one"),
    ("    same: [place, day]\n    within_days: 1\n", "", 5, "nothing says when two records", "same: [story]"),
    ("same: [place, day]", "same: [place]", 12, "names no date", "date field"),
    ("within_days: 1", "within_days: soon", 12, "“soon”", "whole number"),
    ("within_days: 1", "within_days: -1", 12, "“-1”", "whole number"),
    ("updates: [state]", "updates: [status]", 13, "no field of “kite”", "“state”"),
    ("updates: [state]", "updates: {state: yes}", 13, "no list", "[one, another]"),
    ("kind: place", "kind: palce", 15, "kind is “palce”", "“place”"),
    ("{kind: place, label", "{label", 15, "has no kind", "Write kind:"),
    ("apart: owner", "scene: maybe", 15, "scene is “maybe”", "yes"),
    ("apart: owner", "apart: ownr", 15, "no field of", "“owner”"),
    ("apart: owner", "apart: day", 15, "no place or party", "owner"),
    ("apart: owner", "apart: place", 15, "apart from itself", "another field"),
    ("where: [at]", "where: [near]", 15, "where is “near”", "at, from, of, with"),
    ("who: [owner]", "scale: [owner]", 16, "for a field of kind status", "Remove it"),
    ("who: [owner]", "whom: [owner]", 16, "no key “whom”", "“who”"),
    ("states: [reported]", "states: [reportd]", 19, "no state", "“reported”"),
    ("states: [reported]", "state: [reported]", 19, "no key “state”", "“states”"),
    (", states: [reported]", "", 19, "nothing tells the step", "words"),
    ("{name: down, words", "{name: told, words", 19, "second time", "Remove one"),
    ("{name: down, words", "{name: Come Down, words", 19, "cannot name a step", "come_down"),
    ("scale: [{", "scaly: [{", 18, "no scale", "lowest first"),
    ("units: {en: [metre]}", "units: {en: {a: metre}}", 20, "no phrases", "[phrase"),
    (", choices: [{name: red, label: red, words: {en: [red]}}]", "", 21, "any text", "choices"),
    (", words: {en: [red]}", "", 21, "nothing tells the choice", "words"),
    ("label: Said by", "label: [Said by]", 22, "label is a list", "one text"),
    ("counts: kite", "counts: kyte", 28, "no record type", "“kite”"),
    ("counts: kite", "counts: figure", 28, "in a circle: figure → figure", "remove one counts"),
    ("size: {kind: quantity,", "size: {kind: quantity, counts: figure,", 28, "in a circle", "remove one"),
    ("who: [owner]", CIRCLE, 17, "apart from one another in a circle", "one of them"),
    (DAY, DAY.replace("day", "story"), 17, "cannot be called", "story"),
    ("      day:", "      colour:", 21, "second time", "rename"),
    ("  figure:\n", "  kite:\n", 23, "second time (first in line 5)", "Merge"),
    ("  kite:\n", "\tkite:\n", 5, "tab", "spaces"),
    ("[kite, paper dragon]", "[kite, paper dragon", 7, "cannot be read as YAML", "brackets"),
    ("[kite, paper dragon]", "[*kite, paper dragon]", 7, "refers to another place", "quotes"),
    ("[kite, paper dragon]", "&all [kite, paper dragon]", 7, "name to refer to", "Write out"),
    ("title: Kites", "title: !!python/object/apply:os.getcwd Kites", 3, "type of YAML", "Remove"),
    ("name: kites\n", "---\nname: kites\n", 2, "second document", "one codebook"),
    (TITLE, "title: x\ncountries: [Italy]\n", 4, "no country's code", "Write IT"),
    (TITLE, "title: x\ncountries: [XX]\n", 4, "no country's code", "ISO 3166-1"),
    (TITLE, "title: x\nplaces:\n - {name: A, at: [91, 0]}\n", 5, "at is “91, 0”", "degrees"),
    (TITLE, "title: x\nplaces:\n - {name: A, at: [nan, 0]}\n", 5, "at is", "degrees"),
    (TITLE, "title: x\nplaces:\n - {name: A, precision: town}\n", 5, "precision", "city"),
    (TITLE, "title: x\nextends: gone\n", 4, "there is no such", "file"),
    (TITLE, "title: x\nextends: ../a.yaml\n", 4, "stays in the folder", "file"),
    (TITLE, "title: x\nextends: /etc/passwd\n", 4, "stays in the folder", "file"),
    (TITLE, "title: x\nextends: kites\n", 4, "in a circle", "Remove one extends"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "line", "what", "fix"), WRONG)
def test_every_mistake_is_told_with_its_line_and_its_fix(
    good: str, bad: str, line: int, what: str, fix: str, tmp_path: Path
) -> None:
    assert good in GOOD
    found = problems_of(GOOD.replace(good, bad, 1), tmp_path)
    fitting = [p for p in found if what in p.what and fix in p.fix]
    assert fitting, found
    assert fitting[0].line == line, fitting
    assert str(fitting[0]).startswith(f"{tmp_path / 'kites.yaml'}:{line}: ")


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("needs: [place]", "needs: [plaice]").replace("kind: place", "kind: palce")
    text = text.replace("titel:", "title:").replace("weak: {en: [toy]}", "weak: {en: [the]}")
    lines = [problem.line for problem in problems_of(text, tmp_path)]
    assert {8, 10, 15} <= set(lines)
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"# nothing yet\n", "comments"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no text"),
        ("Drachen über Köln".encode("latin-1"), "UTF-8"),
        (b"a\x00b: 1", "no text"),
        (b"just words", "no codebook"),
        (b"- a\n- b\n", "no codebook"),
        (b"[" * 3000, "nested too deep"),
        (b"{a: " * 3000, "nested too deep"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "name to refer to"),
        (b"a: 1\n" * 200_000, "characters"),
        (b'a: "\\x00"', ""),
    ],
)
def test_what_is_no_codebook_is_said_so(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    found = check_codebook(path)[1]
    assert any(what in problem.what for problem in found), found
    with pytest.raises(CodebookError):
        read_codebook(path)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    assert "folder" in check_codebook(tmp_path)[1][0].what
    missing = check_codebook(tmp_path / "no.yaml")[1][0]
    assert "no such file" in missing.what
    assert "police-stations" in missing.fix


def test_a_word_of_the_language_is_not_a_truth_value() -> None:
    book = parse_codebook(GOOD.replace("name: kites", "name: kites\ncountries: [NO, no]"), name="x")
    assert book.countries == ("NO", "NO")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_is_told_and_never_a_crash(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(GOOD) - 1))
    length = data.draw(st.integers(0, 12))
    put = data.draw(
        st.sampled_from(["", ":", "]", "{", "\t", "- ", "\n", "*", "&a ", '"', "…", "x", "\u2028", "#"])
    )
    text = GOOD[:at] + put + GOOD[at + length :]
    try:
        parse_codebook(text, name="kites")
    except CodebookError as error:
        assert str(error)


@given(
    st.recursive(
        st.text(max_size=5), lambda s: st.lists(s, max_size=3) | st.dictionaries(st.text(max_size=5), s)
    )
)
def test_any_data_is_told_and_never_a_crash(data: object) -> None:
    with pytest.raises(CodebookError):
        parse_codebook(json.dumps({"firsthand codebook": "1", "records": data}), name="x")


def test_a_text_folded_over_lines_is_one_line_of_plain_words() -> None:
    folded = GOOD.replace("title: Kites that came down", "title: >-\n  Kites that\n  came down")
    assert parse_codebook(folded, name="kites").title == "Kites that came down"


def test_a_key_that_is_a_list_is_told_and_no_crash() -> None:
    with pytest.raises(CodebookError, match="a key is a list or has keys itself"):
        parse_codebook(GOOD.replace("weak: {en: [toy]}", "weak: {[en]: [toy]}"), name="kites")
