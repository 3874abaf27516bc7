"""What is read of a text: as spaCy reads it, the same alone as among others, and each paragraph once."""

import itertools

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract import extract_documents
from firsthand.extract.parse import Doc, units
from firsthand.extract.parse.english import parse
from firsthand.extract.parse.pipeline import pipeline, vectors
from firsthand.model import Block, Document

PARAGRAPHS = (
    "Ines Molnar, the harbour's head, said on Monday that \"31 boats\" weren't safe.",
    "There's no ferry to Osk, and I ain't gonna swim: let's wait, y'all. They're late.",
    "Boats left the pier at 5 p.m. The council, which met in Orlesk, denies it knew of cracks.",
    "Lanterns, ropes and nets (three of each) were found; who'd left them, nobody could say.",
    "  A line that begins with spaces  and has more   of them inside.  ",
    "Council Denies Cracks In Pier, Says Report",
)


TOLD = ("i", "idx", "lower_", "tag_", "pos_", "dep_", "lemma_", "like_num", "like_url")


def text_of(*paragraphs: str) -> tuple[str, set[int]]:
    starts, text = set(), ""
    for paragraph in paragraphs:
        starts.add(len(text))
        text += paragraph + "  "
    return text, starts


def forget() -> None:
    units._kept = units.Kept()


def rows(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.idx, t.text, t.whitespace_, t.tag_, t.pos_, t.dep_, t.lemma_, t.head.i, t.is_sent_start)
        for t in doc
    ]


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_a_paragraph_is_read_as_spacy_reads_it(paragraph: str) -> None:
    (ours,) = parse([(paragraph.rstrip(), {0})])
    theirs = pipeline()[0](paragraph.rstrip())
    assert [t.text for t in ours] == [t.text for t in theirs]
    for mine, other in zip(ours, theirs, strict=True):
        for name in (
            *TOLD,
            "is_punct",
            "is_space",
            "is_quote",
            "is_alpha",
            "is_upper",
            "is_title",
            "n_rights",
        ):
            assert getattr(mine, name) == getattr(other, name), name
        assert mine.head.i == other.head.i
        assert bool(mine.is_sent_start) == bool(other.is_sent_start)
        for name in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert [t.i for t in getattr(mine, name)] == [t.i for t in getattr(other, name)], name
        assert (mine.left_edge.i, mine.right_edge.i) == (other.left_edge.i, other.right_edge.i)
        assert (mine.sent.start, mine.sent.end) == (other.sent.start, other.sent.end)
    length = len(paragraph.rstrip())
    for start in range(length):
        for end in (start + 1, start + 7, length):
            for mode in ("strict", "contract", "expand"):
                mine_span = ours.char_span(start, end, alignment_mode=mode)
                other_span = theirs.char_span(start, end, alignment_mode=mode)
                assert (mine_span is None) == (other_span is None)
                if mine_span and other_span:
                    assert (mine_span.start, mine_span.end) == (other_span.start, other_span.end)
                    assert mine_span.text == other_span.text
                    assert mine_span.root.i == other_span.root.i


@settings(deadline=None, max_examples=25)
@given(st.permutations(PARAGRAPHS), st.integers(1, len(PARAGRAPHS)))
def test_a_text_is_read_the_same_alone_and_among_others(order: list[str], number: int) -> None:
    texts = [text_of(*order[:number]), text_of(*order[number - 1 :]), text_of(*PARAGRAPHS)]
    together = [rows(doc) for doc in parse(texts)]
    forget()
    alone = []
    for text in reversed(texts):
        forget()
        alone.append(rows(next(parse([text]))))
    assert together == alone[::-1]


def test_words_lie_where_the_text_has_them() -> None:
    text, starts = text_of(*PARAGRAPHS)
    text = "   " + text
    (doc,) = parse([(text, {0} | {start + 3 for start in starts})])
    assert "".join(token.text + token.whitespace_ for token in doc) == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)


def test_a_paragraph_that_two_texts_share_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    really = units._parsed

    def counted(texts):  # type: ignore[no-untyped-def]
        parsed.extend(texts)
        return really(texts)

    monkeypatch.setattr(units, "_parsed", counted)
    forget()
    list(parse([text_of(PARAGRAPHS[0], PARAGRAPHS[1]), text_of(PARAGRAPHS[1], PARAGRAPHS[2])]))
    list(parse([text_of(PARAGRAPHS[2], PARAGRAPHS[0])]))
    assert sorted(parsed) == sorted(PARAGRAPHS[:3])


def test_of_paragraphs_parsed_the_oldest_are_forgotten() -> None:
    kept, empty = units.Kept(most=25), units.Unit((), (), (), ())
    for text in ("a" * 10, "b" * 10, "c" * 10, "d" * 30):
        kept.put(text, empty)
        assert (kept.get(text) is None) == (len(text) > 25)
        assert (kept.get("a" * 10) is None) == (text[0] in "cd")


def test_vectors_are_spacys_bit_by_bit() -> None:
    nlp, _ = pipeline()
    docs = [nlp.make_doc(paragraph) for paragraph in PARAGRAPHS]
    vectors().put(docs)
    for doc, paragraph in zip(docs, PARAGRAPHS, strict=True):
        (theirs,) = nlp.get_pipe("tok2vec").predict([nlp.make_doc(paragraph)])
        assert numpy.array_equal(doc.tensor, theirs)


def test_a_document_gives_the_same_statements_alone_and_among_others() -> None:
    documents = []
    for number in range(len(PARAGRAPHS)):
        text, starts = text_of(*PARAGRAPHS[number:], *PARAGRAPHS[:number])
        edges = [*sorted(starts), len(text)]
        blocks = tuple(Block(begin, end - 2, "paragraph") for begin, end in itertools.pairwise(edges))
        documents.append(Document(f"d{number}", f"{number}.txt", text, blocks))
    together = list(extract_documents(documents))
    alone = []
    for document in documents:
        forget()
        alone += extract_documents([document])
    assert together == alone
    assert any(extraction.statements for extraction in alone)
