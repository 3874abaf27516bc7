"""What is worked out of one thing again and again, worked out once."""

from firsthand.trace import once as remembering
from firsthand.trace.once import once


def test_the_very_same_thing_is_worked_out_once_and_an_equal_one_again():
    asked = []

    @once
    def size(words, by=1):
        asked.append(tuple(words))
        return by * len(words)

    told = ["a", "b"]
    assert (size(told), size(told), size(told, 3), size(told, 3), size(list(told))) == (2, 2, 6, 6, 2)
    assert len(asked) == 3


def test_what_is_kept_is_bounded_and_never_taken_for_another(monkeypatch):
    monkeypatch.setattr(remembering, "_KEPT", 3)

    @once
    def first(words):
        return words[0]

    assert [first([number]) for number in range(50)] == list(range(50))
