from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.extract.parse.pipeline import pipeline
from firsthand.extract.vocabulary import sentence_case, unglued


@pytest.fixture(scope="module")
def nlp():
    return pipeline()[0]


@pytest.fixture(scope="module")
def vocabulary():
    return pipeline()[1]


@pytest.mark.parametrize(
    ("glued", "first"),
    [("harbouraccording", "harbour"), ("townswhile", "towns"), ("Vennerlocated", "Venner")],
)
def test_glued_words_are_cut(vocabulary, glued, first):
    assert glued[: vocabulary.cut(glued)] == first


@pytest.mark.parametrize("whole", ["policeman", "Keystone", "everyone", "elsewhere", "meanwhile"])
def test_words_and_names_stay_whole(vocabulary, whole):
    assert vocabulary.cut(whole) == 0


def test_cutting_leaves_offsets_as_they_were(nlp, vocabulary):
    text = "They left the harbouraccording to the mayor ."
    doc = unglued(nlp.make_doc(text), vocabulary)
    assert [token.text for token in doc][3:5] == ["harbour", "according"]
    assert all(text[token.idx : token.idx + len(token.text)] == token.text for token in doc)
    assert doc.text == text


def test_a_headline_is_written_as_its_body_writes_it(vocabulary):
    body = Counter(["tariffs", "Orlesk", "boats"])
    assert (
        sentence_case("Orlesk Delays Tariffs on Boats", body, vocabulary) == "Orlesk delays tariffs on boats"
    )


def test_a_headline_that_is_a_sentence_is_left_alone(vocabulary):
    headline = "Orlesk delays its Tariffs on boats from the north"
    assert sentence_case(headline, Counter(["tariffs"]), vocabulary) == headline


@given(st.text(alphabet="ABCabcİ ß’'", max_size=60))
def test_sentence_case_keeps_every_offset(headline):
    assert len(sentence_case(headline, Counter(["abc"]), pipeline()[1])) == len(headline)
