"""Phrases of a codebook in a text: by dictionary form, as they stand, with gaps, beginnings and ends."""

import pytest

from firsthand.register.phrases import Lexicon, longest
from firsthand.register.tokens import tokens_of


def found(phrase: str, text: str, language: str = "en", lemmas: dict[int, str] | None = None) -> list[str]:
    lexicon = Lexicon([("key", phrase)], language=language)
    hits = lexicon.find(tokens_of(text, language=language, lemmas=lemmas), text, start=0)
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("police station", "A “police” station opened", ["police” station"]),
        ("police station", "the police, station by station", []),
        ("order … closure", "They order the immediate closure", ["order the immediate closure"]),
        ("order … closure", "They order it. The closure came", []),
        ("order … closure", "They order one two three four closure", []),
        ("leak*", "a leakage", ["leakage"]),
        ("set-up", "a set up", ["set up"]),
        ("'s", "the town’s mayor", ["’s"]),
    ],
)
def test_a_phrase_stands_where_its_words_do(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


def test_a_word_is_found_by_its_dictionary_form() -> None:
    assert found("close", "They closed it", lemmas={5: "close"}) == ["closed"]


def test_french_words_are_cut_at_their_articles() -> None:
    assert found("enquête", "l’enquête", language="fr") == ["enquête"]


def test_chinese_needs_no_spaces_and_either_script() -> None:
    assert found("警察站", "海外警察站被關閉", language="zh") == ["警察站"]
    assert found("下令…关闭", "政府下令立即關閉該站", language="zh") == ["下令立即關閉"]


def test_a_dictionary_form_is_no_other_word_that_looks_like_it() -> None:
    text = "a post found there"
    tokens = tokens_of(text, language="en", lemmas={7: "find"})
    lexicon = Lexicon([], language="en", dictionary=[("opened", "found"), ("seen", "find")])
    assert [hit.key for hit in lexicon.find(tokens, text, start=0)] == ["seen"]


def test_the_longer_phrase_goes_before_those_in_it() -> None:
    text = "They order the closure"
    lexicon = Lexicon([("ordered", "order the closure"), ("closed", "closure")], language="en")
    hits = lexicon.find(tokens_of(text, language="en"), text, start=0)
    assert [hit.key for hit in longest(hits)] == ["ordered"]
