import pytest
from telling import Telling

from firsthand.weigh.conflicts.profile import profiles_of


def turned(text, word, **more):
    telling = Telling()
    statement = telling.say("a", text, **more)
    (profile,) = profiles_of([statement], {d.id: d.text for d in telling.documents})
    return profile.turned[word]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("the mayor will meet miners", "meet", False),
        ("the mayor is unlikely to meet miners", "meet", True),
        ("the mayor never intends to meet miners", "meet", True),
        ("the mayor did not come, she will meet miners", "meet", False),
        ("the mayor denied having met rich miners", "miner", True),
        ("the mayor did not deny that miners drank", "drank", True),
    ],
)
def test_what_is_affirmed_and_what_is_turned_round(text, word, expected):
    assert turned(text, word) is expected


def test_the_main_predicate_is_turned_as_extraction_found():
    assert turned("the city keep the accord by no means", "keep", main=("keep",), negated=True)


def test_what_is_denied_is_turned_round():
    assert turned("the mine poison lakes", "poison", stance="denies")
