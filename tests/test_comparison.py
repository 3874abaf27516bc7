"""Two documents compared from end to end: the answer, its grounds, and what a terminal or a machine gets."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import firsthand
from firsthand.cli import main
from firsthand.model import Block, Document
from firsthand.model.errors import NothingToReadError, UnreadableDocumentError
from firsthand.publish import comparison_as_data, render_comparison
from firsthand.publish.telling.wording import columns
from firsthand.trace.comparing import lay_side_by_side
from firsthand.trace.sense import Floats

WIRE = """Ferry Osprey ran aground twice, harbour office says

HALVER, 4 March 2031 - The ferry Osprey ran aground twice within a week on the sandbank off Halver point,
the harbour office said. Forty passengers waited six hours for the tide to lift the vessel off the bank.

The captain had asked in January for the buoys to be moved, according to the log that the office keeps.
Nobody answered him before the winter storms had shifted the channel by the width of two ships.

The office will now measure the channel every month. A second captain wants to come as a witness.

"We read the letter too late and I am sorry for it," said Ilse Brandt, who runs the harbour office.
"""
SHORTER = """Osprey stuck on sandbank again

Posted 5 March 2031

The ferry Osprey ran aground twice within a week on the sandbank off Halver point. Forty passengers waited
for six hours until the tide lifted the vessel off the bank.

The captain had asked in January for the buoys to be moved, according to the log that the office keeps.
"""
OWN = """What the tide brought in

My neighbour missed her sister's wedding because of a boat that would not move. She tells it with relish:
the soup kitchen set up on deck, the children counting gulls, an accordion that somebody had with him.

Of the buoys she knows nothing. "We read the letter too late and I am sorry for it," Ilse Brandt has said,
and with that the matter seems closed in the village.
"""
GERMAN = """Fähre läuft zweimal auf Grund

Die Fähre Osprey lief innerhalb einer Woche zweimal auf der Sandbank vor Halver auf Grund, sagte das
Hafenamt. Vierzig Fahrgäste warteten sechs Stunden, bis die Flut das Schiff von der Bank hob.

Der Kapitän hatte im Januar darum gebeten, die Bojen zu versetzen, so das Logbuch, das das Amt führt.
Niemand antwortete ihm, bevor die Winterstürme die Rinne um zwei Schiffsbreiten verschoben hatten.

Das Amt wird die Rinne nun jeden Monat vermessen. Ein zweiter Kapitän will als Zeuge kommen.

„Wir haben den Brief zu spät gelesen, und das tut mir leid“, sagte Ilse Brandt, die das Hafenamt leitet.
"""


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("wire", WIRE), ("shorter", SHORTER), ("own", OWN), ("german", GERMAN)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["compare", *words])


def test_a_rewrite_depends_and_the_later_one_is_the_child(texts: Path) -> None:
    found = firsthand.compare("wire.txt", "shorter.txt")
    assert found.dependent
    assert found.likely > 0.9
    assert found.direction is not None
    assert found.direction.parent == found.a.id
    assert {clue.kind for clue in found.direction.clues} >= {"date"}


def test_who_only_quotes_the_same_words_is_independent(texts: Path) -> None:
    found = firsthand.compare("wire.txt", "own.txt")
    assert not found.dependent
    assert found.direction is None
    assert [shared.kind for shared in found.shared] == ["quoted"]


def test_words_in_a_row_are_counted_outside_quotation_marks(texts: Path) -> None:
    found = firsthand.compare("wire.txt", "own.txt")
    assert max(shared.words for shared in found.shared) > 10
    assert max(shared.longest for shared in found.shared) <= 2


def test_the_order_in_which_they_are_named_changes_only_the_order(texts: Path) -> None:
    forth, back = firsthand.compare("wire.txt", "shorter.txt"), firsthand.compare("shorter.txt", "wire.txt")
    assert forth.likely == back.likely
    assert forth.share_a == back.share_b
    assert sorted((one.a, one.b) for one in forth.shared) == sorted((one.b, one.a) for one in back.shared)
    assert forth.direction is not None
    assert back.direction is not None
    assert forth.direction.parent == back.direction.parent


def test_equal_stretches_hold_equal_words(texts: Path) -> None:
    found = firsthand.compare("wire.txt", "shorter.txt")
    stretches = [pair for shared in found.shared for pair in shared.equal]
    assert stretches
    for (a, b), (c, d) in stretches:
        ours, theirs = found.a.text[a:b], found.b.text[c:d]
        assert ours.casefold().split() == theirs.casefold().split()


def test_a_translation_is_laid_beside_sentence_by_sentence(texts: Path) -> None:
    found = firsthand.compare("wire.txt", "german.txt")
    assert found.how == "translation"
    assert not found.grounds
    told = [(found.a.text[s.a.start : s.a.end], found.b.text[s.b.start : s.b.end]) for s in found.shared]
    assert any("passengers" in ours and "Fahrgäste" in theirs for ours, theirs in told)


def test_sentences_that_all_correspond_in_two_languages_make_a_translation(texts: Path) -> None:
    english = " ".join(f"The office moved buoy {n} closer to the channel last winter." for n in range(11, 19))
    german = " ".join(f"Im letzten Winter rückte das Amt Boje {n} näher an die Rinne." for n in range(11, 19))
    a, b = (
        Document(name, name, text, (Block(0, len(text), "paragraph"),), language=language, published=day)
        for name, text, language, day in (
            ("a", english, "en", date(2031, 3, 9)), ("b", german, "de", date(2031, 3, 4)),
        )
    )  # fmt: skip

    def by_number(sentences: Sequence[str], /) -> Floats:
        rows = np.eye(20, dtype=np.float32)
        return rows[[int("".join(filter(str.isdigit, sentence))) for sentence in sentences]]

    found = lay_side_by_side(a, b, encoder=by_number)
    assert found.how == "translation"
    assert found.dependent
    assert len(found.shared) == 8
    assert found.direction is not None
    assert (found.direction.parent, found.direction.why) == ("b", "date")
    assert "correspond in sense" in render_comparison(found)


def test_the_same_bytes_are_one_document(texts: Path) -> None:
    (texts / "again.txt").write_text(WIRE, encoding="utf-8")
    result = run("wire.txt", "again.txt")
    assert result.exit_code == 0
    assert "the same bytes" in result.output


def test_other_bytes_with_the_same_words_are_told_apart(texts: Path) -> None:
    (texts / "spaced.txt").write_text(WIRE.replace(" ", "  "), encoding="utf-8")
    found = firsthand.compare("wire.txt", "spaced.txt")
    assert found.how == "words"
    assert found.likely > 0.98
    assert "very same words" in render_comparison(found)


def test_nothing_in_common(texts: Path) -> None:
    (texts / "pears.txt").write_text("Pears rot along the Ilm after frost.\n")
    found = firsthand.compare("wire.txt", "pears.txt")
    assert not found.dependent
    assert found.shared == ()
    assert "independent" in render_comparison(found)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("other", ["shorter.txt", "german.txt", "own.txt"])
def test_no_line_is_wider_than_asked(texts: Path, width: int, colour: bool, other: str) -> None:
    found = firsthand.compare("wire.txt", other)
    shown = render_comparison(found, width=width, colour=colour, everything=True)
    assert ("\x1b[" in shown) == colour
    for ink in ("\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"):
        shown = shown.replace(ink, "")
    assert max(columns(line) for line in shown.splitlines()) <= width


def test_what_differs_is_marked_on_its_side(texts: Path) -> None:
    shown = run("wire.txt", "shorter.txt").output
    assert "{until}" in shown
    assert "[for]" in shown
    assert "\x1b[" not in shown


def test_a_text_cannot_steer_the_terminal(texts: Path) -> None:
    wire = firsthand.compare("wire.txt", "shorter.txt").a
    steering = replace(wire, id="x", name="x\x1b[2J.txt", text=wire.text.replace("ferry", "fer\x1b[31mry"))
    assert "\x1b" not in render_comparison(lay_side_by_side(wire, steering))


def test_json_has_offsets_that_hold(texts: Path) -> None:
    result = run("wire.txt", "shorter.txt", "--json")
    data = json.loads(result.output)
    assert data["format"] == "firsthand.comparison"
    assert data["dependent"] is True
    assert data["direction"]["parent"] == "a"
    for passage in data["passages"]:
        for side, text in (("a", WIRE), ("b", SHORTER)):
            assert text[passage[side]["start"] : passage[side]["end"]] == passage[side]["text"]
    assert data == comparison_as_data(firsthand.compare("wire.txt", "shorter.txt"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("wire.txt", "none.txt"), "none.txt"),
        (("wire.txt", "empty.txt"), "empty"),
        (("wire.txt", "."), "folder"),
        (("wire.txt", "shorter.txt", "--case", "none.case"), "none.case"),
    ],
)
def test_errors_name_the_document_and_what_to_do(texts: Path, words: tuple[str, ...], said: str) -> None:
    (texts / "empty.txt").write_bytes(b"")
    result = run(*words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_one_document_is_too_few(texts: Path) -> None:
    assert run("wire.txt").exit_code == 2


def test_documents_of_a_case_are_named_by_their_end(texts: Path) -> None:
    with firsthand.build(["wire.txt", "shorter.txt", "own.txt"], case="ferry.case") as case:
        by_itself = firsthand.compare("wire.txt", "shorter.txt")
        found = firsthand.compare("wire.txt", "orter.txt", case=case)
        assert (found.likely, found.shared) == (by_itself.likely, by_itself.shared)
        with pytest.raises(NothingToReadError, match="several"):
            firsthand.compare("wire.txt", ".txt", case=case)
        with pytest.raises(NothingToReadError, match="no such document"):
            firsthand.compare("wire.txt", "pears.txt", case=case)
    shown = run("wire.txt", "shorter.txt", "--case", "ferry.case")
    assert shown.exit_code == 0, shown.output
    assert "In the case" in shown.output
    data = json.loads(run("wire.txt", "own.txt", "--case", "ferry.case", "--json").output)
    assert data["in_case"] == {"dependent": False, "parents": []}


def test_a_file_that_cannot_be_read_is_an_error_in_python_too(texts: Path) -> None:
    with pytest.raises(UnreadableDocumentError):
        firsthand.compare("wire.txt", "none.txt")


_WORDS = st.sampled_from(
    "the a of and buoy ferry captain sandbank Halver Osprey storm channel 40 letter harbour tide".split()
)
_TEXTS = st.lists(st.lists(_WORDS, min_size=1, max_size=14), min_size=1, max_size=6).map(
    lambda sentences: " ".join(f"{' '.join(words).capitalize()}." for words in sentences)
)


@given(_TEXTS, _TEXTS)
@settings(max_examples=60, deadline=None)
def test_whatever_the_texts_the_answer_is_a_probability_and_the_same_from_either_side(
    one: str, other: str
) -> None:
    a, b = (
        Document(name, name, text, (Block(0, len(text), "paragraph"),), language="en")
        for name, text in (("a", one), ("b", other))
    )
    forth, back = lay_side_by_side(a, b), lay_side_by_side(b, a)
    assert 0.0 <= forth.likely <= 1.0
    assert forth.likely == back.likely
    assert len(forth.shared) == len(back.shared)
    for shared in forth.shared:
        for (start, end), (other_start, other_end) in shared.equal:
            ours, theirs = one[start:end], other[other_start:other_end]
            assert ours.casefold().replace(".", "").split() == theirs.casefold().replace(".", "").split()
    assert max(columns(line) for line in render_comparison(forth).splitlines()) <= 80
