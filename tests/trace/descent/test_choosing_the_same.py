from orrery import COPY, INDEPENDENT, QUOTING, REWRITE, WIRE, document

from firsthand.trace.descent.selection import Selection
from firsthand.trace.descent.shared import Shared
from firsthand.trace.wording.reuse import find_reuse

TEXTS = {"wire": WIRE, "copy": COPY, "rewrite": REWRITE, "own": INDEPENDENT, "quoting": QUOTING}


def laid(**texts):
    told = {name: document(f"{name}.txt", text) for name, text in texts.items()}
    by_id = {one.id: one for one in told.values()}
    reuses = find_reuse(by_id.values())
    return {name: one.id for name, one in told.items()}, Selection(by_id, reuses), Shared(by_id, reuses)


def test_the_same_choice_speaks_for_dependence_and_another_against():
    ids, selection, _ = laid(**TEXTS)
    copied = selection.support(ids["wire"], ids["copy"])
    assert copied > 3 > 0 > selection.support(ids["wire"], ids["own"])
    assert copied == selection.support(ids["copy"], ids["wire"])


def test_what_a_parent_does_not_tell_is_counted():
    ids, selection, _ = laid(**TEXTS)
    assert selection.missing(ids["wire"], ids["copy"]) == 0
    assert selection.missing(ids["copy"], ids["wire"]) >= 3
    assert selection.missing(ids["wire"], ids["own"]) >= 3


def test_a_sentence_that_strangers_tell_alike_says_nothing():
    ids, selection, _ = laid(**TEXTS)
    first = min(selection.common(ids["wire"], ()))
    assert first in selection.common(ids["wire"], {ids["own"], ids["quoting"]})
    assert first not in selection.common(ids["wire"], {ids["copy"], ids["rewrite"]})


def test_what_two_share_that_a_third_lacks_tells_brothers_from_a_middleman():
    lines = WIRE.split("\n\n")
    ids, _, shared = laid(whole=WIRE, start="\n\n".join(lines[:3]), end="\n\n".join(lines[2:]))
    assert shared.beyond(ids["start"], ids["end"], ids["whole"]) == 0
    assert shared.beyond(ids["whole"], ids["end"], ids["start"]) > 50
    assert shared.bits(ids["whole"], ids["start"]) == shared.bits(ids["start"], ids["whole"]) > 100


def test_bits_of_all_counts_each_word_once():
    lines = WIRE.split("\n\n")
    ids, _, shared = laid(whole=WIRE, start="\n\n".join(lines[:3]), end="\n\n".join(lines[2:]))
    whole, start, end = ids["whole"], ids["start"], ids["end"]
    both = shared.bits_of_all(whole, [start, end])
    assert max(shared.bits(whole, start), shared.bits(whole, end)) < both
    assert both < shared.bits_of_all(whole, [start]) + shared.bits_of_all(whole, [end])
    assert both == shared.bits_of_all(whole, [end, start, end])
