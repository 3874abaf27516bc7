import math

import pytest
from orrery import COPY, INDEPENDENT, QUOTING, REORDERED, WIRE, document

from firsthand.trace.wording.dependence import Model, log_odds, model, probability
from firsthand.trace.wording.reuse import as_quotations, reuse_of
from firsthand.trace.wording.signals import SIGNALS, Signals, measure


def signals(a, b):
    return reuse_of(document("a.txt", a), document("b.txt", b)).signals


def test_nothing_shared_measures_nothing():
    nothing = measure((), 500)
    assert nothing.values() == (0.0, 0.0, 0.0, 0.0, math.log(500))
    assert probability(log_odds(nothing)) < 0.01


def test_a_quotation_is_measured_apart_from_own_words():
    quoting = signals(WIRE, QUOTING)
    assert quoting.quoted > 3
    assert quoting.best < signals(WIRE, COPY).best / 2
    assert quoting.common == 0.0


def test_a_long_statement_that_both_print_makes_neither_a_copy():
    statement = " ".join(
        f'"The trustees have asked the {nth} locksmith to change every lock on the {floor} floor before the '
        f'comet season opens, and will pay for it from the {fund} fund."'
        for nth, floor, fund in (
            ("first", "upper", "repair"),
            ("second", "lower", "winter"),
            ("third", "top", "lens"),
        )
    )
    one, other = f"{INDEPENDENT}\n{statement}", f"{QUOTING}\n{statement}"
    reuse = reuse_of(document("a.txt", one), document("b.txt", other))
    assert sum(passage.matched for passage in reuse.quotations) > 60
    assert not reuse.counts


def test_who_copies_shares_the_small_words_too():
    copied = signals(WIRE, COPY)
    assert copied.common > 2.5
    assert signals(WIRE, INDEPENDENT).common < 1.0


def test_names_in_a_row_count_half():
    names = "Bishop Tomas Arkel of Nether Wallow met Deacon Ruth Imber"
    plain = "the bishop with the long grey beard met a tired deacon"
    (named,), (told,) = (
        [
            reuse.passages[0].longest
            for reuse in [reuse_of(document("a", f"{text}."), document("b", f"{text} twice."))]
        ]
        for text in (names, plain)
    )
    assert named < told
    assert told == len(plain.split())


def test_a_very_short_text_is_measured_as_a_short_one():
    assert measure((), 5).length == measure((), 20).length < measure((), 200).length


@pytest.mark.parametrize(("text", "dependent"), [(COPY, True), (REORDERED, True), (INDEPENDENT, False)])
def test_the_model_that_ships_tells_a_rewrite_from_an_own_account(text, dependent):
    assert (probability(log_odds(signals(WIRE, text))) >= 0.5) == dependent


def test_every_signal_has_a_weight_and_more_of_it_speaks_for_dependence_save_length():
    shipped = model()
    assert len(shipped.weights) == len(shipped.usual) == len(SIGNALS)
    assert [weight > 0 for weight in shipped.weights] == [name != "length" for name in SIGNALS]


def test_grounds_are_what_is_beyond_the_usual():
    plain = Model(-1.0, (1.0, 2.0, 0.0, 0.0, 0.0), (0.5, 0.5, 0.0, 0.0, 0.0))
    found = plain.grounds(Signals(1.0, 0.0, 9.0, 9.0, 9.0))
    assert found == {"best": 0.5, "quoted": -1.0, "run": 0.0, "common": 0.0, "length": 0.0}
    assert plain.log_odds(Signals(1.0, 0.0, 9.0, 9.0, 9.0)) == 0.0


def test_a_passage_that_turns_out_to_be_anothers_words_says_less():
    reuse = reuse_of(document("a.txt", WIRE), document("b.txt", COPY))
    spoken = as_quotations(reuse, reuse.passages)
    assert not spoken.passages
    assert spoken.signals.run == spoken.signals.common == 0.0
    assert spoken.confidence < reuse.confidence


def test_probabilities_do_not_overflow():
    assert 0.0 < probability(-1e9) < 1e-20
    assert probability(1e9) == pytest.approx(1.0)
