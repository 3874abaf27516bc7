import pytest

from firsthand.extract.packs import load
from firsthand.extract.status import compare_states, states_named


@pytest.mark.parametrize(
    ("language", "words", "states"),
    [
        ("en", "the harbour office order to close the quay", ("ordered_closed",)),
        ("en", "police arrest him and charge him", ("arrested", "charged")),
        ("de", "ermittlungen einleiten und festnehmen", ("investigated", "arrested")),
        ("fr", "ouvrir une enquête", ("investigated",)),
        ("es", "ordenar el cierre del muelle", ("ordered_closed",)),
        ("it", "rinviare a giudizio", ("charged",)),
        ("en", "the sea is calm", ()),
    ],
)
def test_states_by_their_words(language: str, words: str, states: tuple[str, ...]) -> None:
    assert states_named(words.split(), language=language) == states


def test_states_in_chinese() -> None:
    assert states_named(["港口", "下令", "关闭", "码头"], language="zh") == ("ordered_closed",)


def test_how_states_stand_to_each_other() -> None:
    assert compare_states("charged", "charged") == "same"
    assert compare_states("investigated", "charged") == "earlier"
    assert compare_states("convicted", "arrested") == "later"
    assert compare_states("closed", "opened") == "against"
    assert compare_states("dead", "fined") is None


def test_what_the_world_relates_every_language_can_say() -> None:
    keys = load("status", "en")["scale"].keys()
    world = load("status", "world")
    named = {state for line in world["lines"].values() for state in line}
    named |= {state for pair in world["against"]["pairs"] for state in pair} | set(world["speech"]["keys"])
    assert named <= keys
    assert all(
        load("status", language)["scale"].keys() == keys for language in ("de", "fr", "es", "it", "zh")
    )
