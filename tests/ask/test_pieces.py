"""A document in pieces: nothing is left out, nothing is sent twice, what is no account is not sent."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from firsthand.ask.question import Piece, pieces_of
from firsthand.model import Block, Document


def document(text: str, *blocks: Block) -> Document:
    return Document(id="d", name="d.txt", text=text, blocks=blocks, language="en")


def test_a_short_document_is_one_piece_without_its_furniture() -> None:
    text = "Ferry sank\n\nSign up here\n\nRoe said so."
    (piece,) = pieces_of(
        document(text, Block(0, 10, "title"), Block(12, 24, "furniture"), Block(26, 38, "paragraph")),
        characters=1000,
    )
    assert piece.words(text) == "Ferry sank\n\nRoe said so."
    assert (piece.start, piece.end) == (0, 38)


def test_pieces_end_where_paragraphs_end() -> None:
    text = "\n\n".join(f"Paragraph {n} says as much as any other one." for n in range(10))
    pieces = pieces_of(document(text), characters=100)
    assert len(pieces) == 5
    assert all(piece.words(text).count("\n\n") == 1 for piece in pieces)


def test_a_paragraph_too_long_is_cut_behind_a_sentence() -> None:
    text = "One sentence is this. " * 30
    pieces = pieces_of(document(text), characters=100)
    assert all(piece.words(text).strip().endswith(".") for piece in pieces)
    assert "".join(piece.words(text) for piece in pieces) == text


def test_halves() -> None:
    text = "One sentence is this. " * 40
    (whole,) = pieces_of(document(text), characters=5000)
    halves = whole.halves(text)
    assert halves is not None
    assert "".join(half.words(text) for half in halves) == text
    assert Piece(((0, 50),)).halves(text) is None


@given(st.text(alphabet="ab.。 \n", max_size=400), st.integers(10, 80))
def test_pieces_hold_every_word_once_in_order(text: str, characters: int) -> None:
    pieces = pieces_of(document(text), characters=characters)
    stretches = [paragraph for piece in pieces for paragraph in piece.paragraphs]
    assert stretches == sorted(stretches)
    assert all(a < b for a, b in stretches)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(stretches))
    told = "".join(text[a:b] for a, b in stretches)
    assert told.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(sum(b - a for a, b in piece.paragraphs) <= characters for piece in pieces)
