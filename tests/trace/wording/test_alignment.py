from hypothesis import given, settings
from hypothesis import strategies as st
from orrery import COPY, INDEPENDENT, REORDERED, WIRE, document

from firsthand.trace.wording.alignment import align, copied, index
from firsthand.trace.wording.reuse import compare
from firsthand.trace.wording.words import split_words


def texts(told, other):
    return [
        (told.text[shared.a.start : shared.a.end], other.text[shared.b.start : shared.b.end])
        for shared in compare(told, other)
    ]


def test_an_edited_passage_is_one_passage_with_exact_ends():
    wire, copy = document("wire", WIRE), document("copy", COPY)
    first = max(texts(wire, copy), key=lambda pair: len(pair[0]))
    assert first[0].count("Nine brass lenses vanished from the hilltop observatory at Vessen during the") == 1
    assert (
        first[1].count("Nine brass lenses vanished from the hilltop observatory at Vessen in the course") == 1
    )
    assert first[0].endswith("into an unlocked corridor")
    assert first[1].endswith("into an unlocked corridor")


def test_moved_passages_are_found_where_they_went():
    shared = texts(document("wire", WIRE), document("reordered", REORDERED))
    assert any("A locksmith had warned the trustees twice" in ours for ours, _ in shared)
    assert any("The curators noticed the gap only when a visiting" in theirs for _, theirs in shared)
    assert len(shared) == 2


def test_accounts_that_were_written_apart_share_names_of_things_at_most():
    shared = compare(document("wire", WIRE), document("own", INDEPENDENT))
    assert max(passage.matched for passage in shared) <= 4


def test_names_count_for_less_than_wording():
    names = document(
        "a", "Then Bishop Tomas Arkel of Nether Wallow, Deacon Ruth Imber and Sexton Jo Pell came."
    )
    again = document("b", "We met Bishop Tomas Arkel of Nether Wallow, Deacon Ruth Imber and Sexton Jo Pell.")
    plain = document(
        "c", "Then a tired bishop crossed the icy courtyard, lantern in hand, coughing into mittens."
    )
    plainly = document(
        "d", "We saw: a tired bishop crossed the icy courtyard, lantern in hand, coughing into mittens."
    )
    assert sum(p.bits for p in compare(names, again)) < sum(p.bits for p in compare(plain, plainly)) / 2


def test_a_shared_quotation_is_known_as_one():
    said = (
        '"We were told to count the boats twice and to write down only the smaller number," said Ines Holt.'
    )
    a = document("a", "The harbour master was heard on Monday. " + said)
    b = document("b", said + " The hearing goes on without cameras until spring.")
    (shared,) = compare(a, b)
    assert shared.quoted > 0.8


def test_a_copy_is_one_passage_from_the_first_word_to_the_last():
    told = split_words(document("wire", WIRE))
    (whole,) = copied(told, told)
    assert whole.matched == len(told)
    assert (whole.a.start, whole.a.end) == (told.starts[0], told.ends[-1])


SENTENCES = [sentence.strip() for sentence in WIRE.replace("\n", " ").split(". ") if sentence.strip()]


@settings(max_examples=30, deadline=None)
@given(st.permutations(SENTENCES), st.permutations(SENTENCES))
def test_passages_lie_in_their_texts_match_word_for_word_and_never_overlap(ours, theirs):
    a, b = document("a", ". ".join(ours)), document("b", ". ".join(theirs))
    first, second = split_words(a), split_words(b)
    used_a, used_b = set(), set()
    for passage in align(index(first), index(second)):
        assert 0 <= passage.a.start < passage.a.end <= len(a.text)
        assert 0 <= passage.b.start < passage.b.end <= len(b.text)
        for run in passage.runs:
            assert first.forms[run.a : run.a + run.size] == second.forms[run.b : run.b + run.size]
            assert used_a.isdisjoint(range(run.a, run.a + run.size))
            assert used_b.isdisjoint(range(run.b, run.b + run.size))
            used_a.update(range(run.a, run.a + run.size))
            used_b.update(range(run.b, run.b + run.size))
        assert passage.matched == sum(run.size for run in passage.runs)
