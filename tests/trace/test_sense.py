"""The sense of sentences, by the encoder that ships with firsthand."""

from collections.abc import Sequence

import numpy as np

from firsthand.trace.sense import Floats, encode, remembering


def test_other_words_for_the_same_are_nearer_than_another_matter() -> None:
    close, shut, ferry = encode(
        ["The bridge was closed to traffic", "The bridge was shut to cars", "Ferry tickets cost nine crowns"]
    )
    assert np.allclose(np.linalg.norm(np.stack([close, shut, ferry]), axis=1), 1, atol=1e-5)
    assert close @ shut > close @ ferry + 0.2


def test_equal_texts_have_equal_sense_and_none_has_none() -> None:
    one, two, again = encode(["a bridge", "a ferry", "a bridge"])
    assert np.array_equal(one, again) and not np.array_equal(one, two)
    assert encode([]).shape == (0, 512)


def test_no_text_is_looked_up_twice() -> None:
    asked: list[str] = []

    def counting(texts: Sequence[str], /) -> Floats:
        asked.extend(texts)
        return np.array([[float(len(text))] for text in texts], np.float32).reshape(len(texts), 1)

    sense = remembering(counting)
    assert sense(["bb", "a", "bb"]).tolist() == [[2], [1], [2]]
    assert sense(["ccc", "a"]).tolist() == [[3], [1]]
    assert asked == ["a", "bb", "ccc"]
