import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract import analysis as reading
from firsthand.extract.analysis import analyse, masked, text_of
from firsthand.extract.parse import units
from firsthand.extract.parse.pipeline import pipeline
from firsthand.extract.parse.units import MOST_PARSED, parts_of
from firsthand.model import Block, Document

TEXT = "Harbour Closed\n\nThe mayor of Orlesk “closed” the harbour\n\nSubscribe now\n\nBoats left."


def document(text=TEXT, kinds=("title", "paragraph", "furniture", "paragraph")):
    blocks, at = [], 0
    for part, kind in zip(text.split("\n\n"), kinds, strict=True):
        blocks.append(Block(at, at + len(part), kind))
        at += len(part) + 2
    return Document("d", "d.txt", text, tuple(blocks))


def test_furniture_is_not_read_and_offsets_hold():
    (analysis,) = analyse([document()])
    words = [token for token in analysis.doc if not token.is_space]
    assert "Subscribe" not in [token.text for token in words]
    assert all(TEXT[token.idx].casefold() == token.text[0].casefold() or token.text == '"' for token in words)


def test_a_sentence_does_not_run_on_into_the_next_block():
    (analysis,) = analyse([document()])
    sentences = [sentence.text.strip() for sentence in analysis.doc.sents]
    assert 'The mayor of Orlesk "closed" the harbour' in sentences
    assert "Boats left." in sentences


def test_the_text_is_kept_once_put_together():
    (analysis,) = analyse([document()])
    assert text_of(analysis.doc) is text_of(analysis.doc) == analysis.doc.text


@settings(deadline=None)
@given(st.text(max_size=80))
def test_masking_keeps_the_length_of_any_text(text):
    vocabulary = pipeline()[1]
    blocks = (Block(0, len(text), "title"),)
    assert len(masked(Document("d", "d", text, blocks), vocabulary)) == len(text)
    assert len(masked(Document("d", "d", text), vocabulary)) == len(text)


def test_an_empty_document_has_no_sentences():
    (analysis,) = analyse([Document("d", "d", "")])
    assert len(analysis.doc) == 0


@given(st.sets(st.integers(0, 300_000)), st.integers(0, 300_000))
def test_the_parts_of_a_long_text_make_up_the_whole(starts, length):
    parts = parts_of(starts, length)
    assert parts[0][0] == 0
    assert parts[-1][1] == length
    assert all(end == begin for (_, end), (begin, _) in itertools.pairwise(parts))
    assert all(end - begin <= MOST_PARSED for begin, end in parts)


def test_a_text_parsed_in_parts_keeps_its_offsets(monkeypatch):
    monkeypatch.setattr(units, "MOST_PARSED", 20)
    (analysis,) = analyse([document()])
    assert text_of(analysis.doc) == masked(document(), pipeline()[1])
    assert [sentence.text.strip() for sentence in analysis.doc.sents][-1].endswith("Boats left.")


def test_only_the_beginning_of_a_huge_text_is_read(monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_READ", 60)
    (analysis,) = analyse([document()])
    assert len(text_of(analysis.doc)) <= 60
    assert analysis.document.text == TEXT
