from telling import Telling

from firsthand.weigh.conflicts.profile import profiles_of
from firsthand.weigh.conflicts.stances.candidates import candidate_pairs


def pairs(*sentences: tuple[str, bool]) -> list[tuple[int, int]]:
    telling = Telling()
    for at, (text, negated) in enumerate(sentences):
        telling.say(f"doc{at}", text, negated=negated)
    return list(candidate_pairs(profiles_of(telling.statements, {d.id: d.text for d in telling.documents})))


def test_what_only_says_again_is_not_held_against_what_it_repeats():
    whole = "The old harbour crane fell because nobody had oiled its wheels"
    assert pairs((whole, False), ("The old harbour crane fell on the quay", False))
    assert not pairs((whole, False), ("The old harbour crane fell", False))


def test_the_same_words_denied_are_held_against_it():
    whole = "The old harbour crane fell because nobody had oiled its wheels"
    assert pairs((whole, False), ("The old harbour crane fell", True))
