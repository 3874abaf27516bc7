"""English no editor saw: whatever the text, nothing breaks, and offsets lie inside it."""

import itertools

import pytest
from attributing import chain
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.extract.analysis import analyse
from firsthand.extract.attribution import find_attributions
from firsthand.extract.names import find_names
from firsthand.extract.parse.pipeline import pipeline
from firsthand.extract.parse.units import LONGEST_SENTENCE, pauses
from firsthand.extract.propositions import find_propositions
from firsthand.model import Document

BAD = {
    "no punctuation": "the mayor said the dam leaks and ines molnar told the council it sinks nobody knew",
    "all capitals": 'THE MAYOR SAID THE DAM LEAKS. "IT WILL SINK," INES MOLNAR TOLD THE COUNCIL.',
    "unmatched marks": '"The dam leaks, the mayor said. “It will "sink," Ines Molnar said”. "',
    "only marks": '"" “” \'\' " , " . ""',
    "emoji and combining marks": "“The dam 💧💧 leaks, cafe\u0301 owners know 👩‍👩‍👧,” Ines Molnar said. 🙃",
    "read by a scanner": 'Tlie niayor sa1d tlie darn Ieaks , " it wi11 sink , " lnes Mo|nar to1d tbem .',
    "from right to left": 'رئيس البلدية said "السد يتسرب" and \u202bInes Molnar said so.\u202c',
    "no letters": "... 12 -- 14 ?! %%% \u200b\ufeff",
    "empty": "",
}
WORDS = (
    "the mayor|said|that|Molnar|told|“|”|\"|''|,|.|:|the dam leaks|🙂|e\u0301|שלום|according to|wants to"
    "|his plan to|\n\n|—|(@x)|REPORT|asked|I"
).split("|")


def check(text):
    (analysis,) = analyse([Document("d", "d.txt", text)])
    found = find_attributions(analysis, find_names(analysis))
    for a in found.attributions:
        assert 0 <= a.start < a.end <= len(text)
        assert a.chain and all(0 <= i < len(found.names) for i in a.chain)
        assert all(0 <= s <= e <= len(text) for s, e in a.evidence)
    for p in find_propositions(analysis, found.attributions):
        assert 0 <= p.start < p.end <= len(text)
        assert p.attribution is None or not found.attributions[p.attribution].attitude
    assert all(text[n.start : n.end] == n.text for n in found.names)


@pytest.mark.parametrize("kind", BAD)
def test_bad_text_breaks_nothing(kind):
    check(BAD[kind])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
@example(["the dam leaks", "“", "e\u0301", "Molnar", "the mayor", "the mayor", "REPORT", "the mayor"])
def test_no_jumble_of_words_and_marks_breaks_anything(parts):
    check(" ".join(parts))


def test_signs_inside_a_quotation_do_not_move_it():
    text = "🙂🙂 “The dam 💧 leaks, cafe\u0301 owners know,” Ines Molnar said. She said the pier was brown."
    assert chain(text, "The dam 💧 leaks") == ["Ines Molnar"]
    assert chain(text, "the pier was") == ["She"]


def test_a_sentence_without_end_is_cut_at_its_pauses():
    words = "the mayor spoke of the dam, the council spoke of the ferry and nobody spoke of the pier".split()
    endless = " ".join(words[i % len(words)] for i in range(6 * LONGEST_SENTENCE))
    cuts = pauses(pipeline()[0].make_doc(endless), endless)
    edges = [0, *cuts]
    assert len(cuts) >= 4
    assert all(LONGEST_SENTENCE <= b - a <= 2 * LONGEST_SENTENCE for a, b in itertools.pairwise(edges))
    stopped = "The dam leaks. " * LONGEST_SENTENCE
    assert pauses(pipeline()[0].make_doc(stopped), stopped) == []
