from datetime import date

import numpy as np
from orrery import COPY, OTHER_MATTER, REWRITE, WIRE, document

from firsthand.trace.grouping.likeness import fade, likeness_vectors, likenesses
from firsthand.trace.wording.words import split_words

VECTORS = likeness_vectors([split_words(document("x", text)) for text in (WIRE, COPY, REWRITE, OTHER_MATTER)])


def test_accounts_of_one_matter_are_more_alike_than_others():
    likeness = likenesses(VECTORS, range(4))
    assert likeness[0, 1] > likeness[0, 2] > 3 * likeness[0, 3]
    assert np.allclose(likeness, likeness.T)


def test_months_apart_is_another_event_and_an_unknown_day_changes_nothing():
    ones = np.ones((4, 4), dtype=np.float32)
    days = [date(2030, 1, 1), date(2030, 2, 10), date(2030, 4, 1), None]
    faded = fade(ones, days)
    assert faded[0, 1] == 1.0
    assert 0.4 < faded[0, 2] < 0.6
    assert (faded[3] == 1.0).all()
    assert fade(ones[:2, :2], [date(2030, 1, 1), date(2039, 1, 1)])[0, 1] > 0.3
