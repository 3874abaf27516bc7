"""Codebooks by name and path: those that ship, those that extend others, those a case kept."""

from pathlib import Path

import pytest

from firsthand.extract import LANGUAGES
from firsthand.model.errors import CodebookError
from firsthand.register.codebook import (
    check_codebook,
    codebook_from_text,
    codebook_text,
    parse_codebook,
    read_codebook,
    shipped_codebooks,
)
from firsthand.register.codebook.beginning import new_codebook
from firsthand.register.codebook.holdings import holdings_as_data, told_holdings

OURS = ("police-stations", "industrial-accidents")

KITES = """firsthand codebook: 1
name: kites
title: Kites that came down
about: |
  Where kites
  came down.
countries: [it]
places:
  - {name: Kell Ridge, names: {de: [Kellgrat]}, country: AT, at: [47.1, 13.2], precision: city}
records:
  kite:
    label: Kite
    plural: Kites
    signals: {en: [Kite, "kite’s tail"], zh: 風箏}
    same: place
    fields:
      place: {kind: place, label: Where}
      state:
        kind: status
        label: State
        scale: [{name: up, words: {en: [fly]}}, {name: down, words: {en: [fell]}, states: [closed]}]
      colour:
        kind: text
        label: Colour
        choices: [{name: red, label: red, words: {en: [red]}}, {name: blue, words: {en: [blue]}}]
"""


def test_what_stands_in_the_file_is_what_is_read() -> None:
    book = parse_codebook(KITES, name="other")
    assert (book.name, book.title, book.about) == ("kites", "Kites that came down", "Where kites came down.")
    assert book.countries == ("IT",)
    (place,) = book.places
    assert (place.names, place.country, place.latitude) == ({"de": ("Kellgrat",)}, "AT", 47.1)
    kite = book.type("kite")
    assert kite is not None
    assert kite.signals == {"en": ("kite", "kite's tail"), "zh": ("风筝",)}
    assert kite.same == ("place",)
    assert kite.line == 11
    assert [rule.name for rule in kite.fields] == ["place", "state", "colour"]
    rule = kite.field("place")
    assert rule is not None and rule.where == ("at",) and rule.precision == ("country", "region", "city")
    state = kite.field("state")
    assert state is not None and [step.label for step in state.scale] == ["up", "down"]
    assert state.scale[1].states == ("closed",)


@pytest.mark.parametrize("name", shipped_codebooks())
def test_those_that_ship_have_no_problems_and_all_languages(name: str) -> None:
    book, problems = check_codebook(name)
    assert problems == ()
    assert book is not None and book.name == name
    for kind in book.types:
        assert set(kind.signals) <= LANGUAGES, kind.name


@pytest.mark.parametrize("name", OURS)
def test_ours_say_all_in_all_languages(name: str) -> None:
    assert holdings_as_data(read_codebook(name))["lacking"] == {}


def test_two_ship_on_matters_that_share_no_type_of_record_but_response_and_figure() -> None:
    one, other = (read_codebook(name) for name in OURS)
    assert {t.name for t in one.types} & {t.name for t in other.types} == {"response", "figure"}


def test_a_codebook_that_extends_another_adds_to_it(tmp_path: Path) -> None:
    (tmp_path / "kites.yaml").write_text(KITES)
    child = tmp_path / "more.yaml"
    child.write_text("""firsthand codebook: 1
name: more
extends: kites
title: More kites
records:
  kite:
    signals: {en: [kite, paper dragon], de: [drachen]}
    fields:
      place: {label: Place}
      state:
        scale: [{name: told, states: [reported]}, {name: up}, {name: down, words: {en: [crash]}}]
      colour:
        choices: [{name: blue, words: {en: [azure]}}, {name: green, words: {en: [green]}}]
      owner: {kind: party, label: Whose}
  string:
    label: String
    signals: {en: [kite string]}
    same: [story]
    fields: {said_by: {kind: source, label: Said by}}
""")
    book = read_codebook(child)
    assert (book.name, book.title, book.countries) == ("more", "More kites", ("IT",))
    assert [kind.name for kind in book.types] == ["kite", "string"]
    kite = book.type("kite")
    assert kite is not None
    assert kite.signals == {
        "en": ("kite", "paper dragon", "kite's tail"),
        "zh": ("风筝",),
        "de": ("drachen",),
    }
    assert kite.label == "Kite"
    assert [rule.name for rule in kite.fields] == ["place", "state", "colour", "owner"]
    place, state, colour = kite.fields[:3]
    assert (place.kind, place.label) == ("place", "Place")
    assert [step.name for step in state.scale] == ["told", "up", "down"]
    assert state.scale[2].words == {"en": ("crash", "fell")} and state.scale[2].states == ("closed",)
    assert [choice.name for choice in colour.choices] == ["red", "blue", "green"]
    assert colour.choices[1].words == {"en": ("azure", "blue")}


def test_a_problem_in_what_is_extended_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "kites.yaml").write_text(KITES.replace("kind: place,", "kind: plaice,"))
    child = tmp_path / "more.yaml"
    child.write_text("firsthand codebook: 1\nname: more\ntitle: M\nextends: kites.yaml\n")
    with pytest.raises(CodebookError, match=r"kites\.yaml:17: kind is “plaice”"):
        read_codebook(child)


@pytest.mark.parametrize("base", shipped_codebooks())
def test_a_shipped_one_can_be_extended(base: str) -> None:
    text = f"firsthand codebook: 1\nname: mine\ntitle: Mine\nextends: {base}\n"
    mine, theirs = parse_codebook(text, name="mine"), read_codebook(base)
    assert [t.name for t in mine.types] == [t.name for t in theirs.types]
    assert mine.digest != theirs.digest
    assert [name for name, _ in mine.texts] == ["mine", base]


def test_what_a_case_keeps_gives_the_same_codebook_back(tmp_path: Path) -> None:
    (tmp_path / "kites.yaml").write_text(KITES)
    child = tmp_path / "more.yaml"
    child.write_text("firsthand codebook: 1\nextends: kites\ntitle: Mehr\n")
    book = read_codebook(child)
    assert book.name == "more"
    (tmp_path / "kites.yaml").unlink()
    assert codebook_from_text(codebook_text(book)) == book
    for name in shipped_codebooks():
        assert codebook_from_text(codebook_text(read_codebook(name))) == read_codebook(name)


@pytest.mark.parametrize(
    "kept", ["", "{}", "[]", '{"name": "x", "texts": []}', '{"name": "x", "texts": [["x"]]}']
)
def test_what_a_case_kept_wrongly_is_told(kept: str) -> None:
    with pytest.raises(CodebookError, match="kept in the case"):
        codebook_from_text(kept)


def test_line_ends_and_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    plain, windows = tmp_path / "plain.yaml", tmp_path / "windows.yaml"
    plain.write_bytes(KITES.encode())
    windows.write_bytes(b"\xef\xbb\xbf" + KITES.replace("\n", "\r\n").encode())
    assert read_codebook(plain) == read_codebook(windows)


def test_the_digest_changes_with_the_text() -> None:
    one = parse_codebook(KITES, name="kites")
    assert one.digest != parse_codebook(KITES + "\n# a note\n", name="kites").digest
    assert one.digest == parse_codebook(KITES, name="other").digest


@pytest.mark.parametrize("base", [None, *shipped_codebooks()])
def test_a_new_one_passes_its_check(base: str | None) -> None:
    book = parse_codebook(new_codebook("my-own", base=base), name="x")
    assert book.name == "my-own"
    assert book.types


def test_a_new_one_from_one_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "kites.yaml"
    path.write_text(KITES.replace("name: kites\n", ""))
    assert parse_codebook(new_codebook("my-own", base=path), name="x").name == "my-own"


def test_a_new_one_needs_a_name_that_can_be_one() -> None:
    with pytest.raises(CodebookError, match="my_own"):
        new_codebook("My Own")


def test_what_it_holds_is_told() -> None:
    told = told_holdings(parse_codebook(KITES, name="kites"))
    assert "English      6  none" not in told
    assert "German       0  none for kite.signals, kite.state.up" in told
    assert "place agrees" in told
    assert all(len(line) <= 100 for line in told.splitlines())
