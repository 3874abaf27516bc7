import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.description import describe
from firsthand.model import Document


def described(text, start=0, end=None):
    (analysis,) = analyse([Document(text, "d", text)])
    return describe(analysis, start, len(text) if end is None else end)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("The mayor closed the harbour.", ("close",)),
        ("The council opened an investigation.", ("open", "investigation")),
        ("The firm set up a branch.", ("set", "up", "branch")),
        ("The harbour is unsafe.", ("be", "unsafe")),
        ("Orlesk began to withdraw its boats.", ("withdraw",)),
        ("The boat is believed to have carried grain.", ("carry", "grain")),
        ("It is absurd to think that they would land, let's say, without permission.", ("be", "absurd")),
        ("He failed to stop the boat.", ("stop",)),
    ],
)
def test_main_predicate(text, main):
    assert described(text).main == main


def test_the_main_predicate_of_a_part_is_that_of_the_part():
    text = "The mayor said the council had closed the harbour."
    assert described(text, text.index("the council")).main == ("close",)


def test_a_noun_phrase_hangs_on_its_noun():
    text = "They noticed the sudden closure of the harbour."
    assert described(text, text.index("the sudden"), len(text) - 1).main == ("closure",)


def test_content_words_have_lemmas_and_offsets():
    text = "The boats had been leaving Orlesk."
    words = described(text).words
    assert [word.lemma for word in words] == ["boat", "leave", "orlesk"]
    assert all(text[word.start : word.end] == word.text for word in words)
